"""Learning a model from what people decided, looking at it, adopting it, leaving it and going back."""

import json
from itertools import combinations

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction

import kinfolk
from alongside.foundation.audit.models import Entry
from alongside.people import actions, gateways, queries
from alongside.people.actions import (
    PeopleRefused,
    adopt_model,
    learn_model,
    leave_model,
    return_to_shipped_model,
)
from alongside.people.models import Learning, MatchModel, Person, PersonLink
from alongside.people.queries.counting import decisions_now
from alongside.people.queries.likely import likely_by_model_of_each
from alongside.people.queries.weighing import weighing_now
from alongside.people.rules import (
    Fate,
    LinkDecision,
    Otherwise,
    Reviewed,
    consequences_of_adopting,
    decided_otherwise,
    fate_of,
    in_order,
)
from alongside.people.tasks import take_up_learnings
from tests.factories import NOW, TODAY, a_user
from tests.people.given import given_a_family, given_a_person, given_a_worker

SAME, APART = LinkDecision.SAME, LinkDecision.NOT_THE_SAME
BEFORE = [Reviewed(0.99, SAME), Reviewed(0.99, APART), Reviewed(0.5, SAME), Reviewed(0.01, APART)]
AFTER = [Reviewed(0.99, SAME), Reviewed(0.5, APART), Reviewed(0.985, SAME), Reviewed(0.01, APART)]


@pytest.mark.parametrize(
    ("probability", "fate"),
    [
        pytest.param(0.98, Fate.TAKEN, id="from the threshold on"),
        pytest.param(0.9799, Fate.ASKED, id="just under it"),
        pytest.param(0.02, Fate.ASKED, id="from the other on"),
        pytest.param(0.0199, Fate.PASSED, id="under both"),
    ],
)
def test_what_becomes_of_a_pair(probability, fate):
    assert fate_of(probability, certain_percent=98, ask_percent=2) is fate


def test_what_adopting_would_do():
    (at_95, at_98) = consequences_of_adopting(BEFORE, AFTER, tried=(95, 98), ask_percent=2)
    assert [(one.taken, one.wrong, one.looked_at) for one in (at_98.before, at_98.after)] == [(2, 1, 1), (2, 0, 1)]
    assert at_95.before.percent == 95
    assert decided_otherwise(BEFORE, AFTER, certain_percent=98, ask_percent=2) == [
        Otherwise(APART, Fate.TAKEN, Fate.ASKED, 1),
        Otherwise(SAME, Fate.ASKED, Fate.TAKEN, 1),
    ]
    assert decided_otherwise(BEFORE, BEFORE, certain_percent=98, ask_percent=2) == []


@pytest.fixture
def steward(db):
    return a_user("data-steward")


def decide(people: list[Person], decision: LinkDecision, by) -> None:
    """Every two of these were looked at by somebody who said the same of them."""
    said = {"place": 1, "decision": decision, "by": by, "at": NOW}
    PersonLink.objects.bulk_create(
        PersonLink(low_id=low, high_id=high, lead_id=low if decision is SAME else None, **said)
        for low, high in (in_order(one.id, other.id) for one, other in combinations(people, 2))
    )


@pytest.fixture
def decided(steward):
    """28 pairs found to be one person though spelt otherwise, 28 found to be two though born the same day."""
    by = given_a_worker()
    spelt = [given_a_person(by=by, given_names=f"Amina{'h' * n}") for n in range(8)]
    names = ("Al", "Bo", "Cy", "Di", "Ed", "Flo", "Gus", "Hal")
    born = [given_a_person(by=by, given_names=name, family_name="Reid") for name in names]
    given_a_family(*born[:2], by=by)
    actions.count_match_values()
    decide(spelt, SAME, steward)
    decide(born, APART, steward)
    return spelt, born


def test_what_people_decided_is_read_as_the_model_compares_it(decided):
    found = decisions_now(most=100)
    kinds = [str(one.kinship) for one in found]
    assert (kinds.count("person"), kinds.count("household"), kinds.count("nobody")) == (28, 1, 27)
    family = [one.name for one in gateways.comparisons_asked()].index("family")
    of_reids = next(one for one in found if one.kinship == "nobody")
    assert of_reids.levels[family] == 1
    assert of_reids.rarities[family] == pytest.approx(1.0), "one in two is called Reid"
    assert len(decisions_now(most=10)) == 10


def test_too_few_decisions_are_refused(steward):
    with pytest.raises(PeopleRefused, match=r"at least 25 pairs .* There are 0 and 0"):
        learn_model(by=steward, at=NOW)
    assert not MatchModel.objects.exists()


def test_a_candidate_weighs_nothing_until_it_is_adopted(decided, steward):
    one, other = decided[0][0], decided[0][7]
    shipped = queries.weigh_people(one, other)
    candidate = learn_model(by=steward, at=NOW)
    assert (candidate.version, candidate.begun_with, len(candidate.judged)) == (2, gateways.model_version(), 56)
    assert queries.weigh_people(one, other) == shipped
    adopt_model(model=candidate, why="Looked at every pair", by=steward, at=NOW)
    adopted = queries.weigh_people(one, other)
    assert adopted.model_version == f"2/{candidate.hash}"
    assert adopted.weight != pytest.approx(shipped.weight, abs=0.01)
    assert weighing_now().by == candidate.hash
    fields = {"given_names": "Aminah", "family_name": "Khan", "born_on": "2015-06-04"}
    assert likely_by_model_of_each([fields], explained=True)[0][0].weighed.model_version == f"2/{candidate.hash}"
    assert queries.quality(viewer=steward, today=TODAY).model_version == f"2/{candidate.hash}"
    again = learn_model(by=None, at=NOW)
    assert (again.version, again.begun_with_hash) == (3, candidate.hash)
    return_to_shipped_model(why="Too soon", by=steward, at=NOW)
    return_to_shipped_model(why="Twice is once", by=steward, at=NOW)
    assert queries.weigh_people(one, other) == shipped
    with pytest.raises(PeopleRefused, match="Another model is in use"):
        adopt_model(model=again, why="x", by=steward, at=NOW)
    adopt_model(model=candidate, why="After all", by=steward, at=NOW)
    assert weighing_now().by == candidate.hash
    kinds = Entry.objects.filter(kind__startswith="people.model_").values_list("kind", flat=True).order_by("position")
    assert {*kinds} == {"people.model_learnt", "people.model_adopted", "people.model_put_aside"}


def test_a_candidate_that_is_left_is_never_adopted_and_nothing_of_it_changes(decided, steward):
    candidate = learn_model(by=steward, at=NOW)
    with pytest.raises(PeopleRefused, match="Say why"):
        leave_model(model=candidate, why=" ", by=steward, at=NOW)
    leave_model(model=candidate, why="Most pairs are of one school", by=steward, at=NOW)
    with pytest.raises(PeopleRefused, match="was left"):
        adopt_model(model=candidate, why="x", by=steward, at=NOW)
    for statement in ("update people_matchmodel set text = '{}'", "delete from people_matchmodel"):
        with pytest.raises(DatabaseError, match="written once"), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)


def test_a_model_of_before_an_upgrade_is_stood_in_for(decided, steward):
    candidate = learn_model(by=steward, at=NOW)
    data = json.loads(candidate.text)
    data["keys"] = data["keys"][1:]
    old = MatchModel.objects.create(
        version=9, hash=kinfolk.model_of(data).hash, text=json.dumps(data), begun_with="1/old", judged=[], learnt_at=NOW
    )
    with pytest.raises(PeopleRefused, match="before an upgrade"):
        adopt_model(model=old, why="x", by=steward, at=NOW)
    MatchModel.objects.filter(id=old.id).update(status="present", settled_at=NOW)
    assert weighing_now().by == gateways.SHIPPED
    assert queries.models_found(viewer=steward).is_outgrown


def test_the_pages(client, decided, steward, django_assert_max_num_queries):
    client.force_login(steward)
    assert "No model is learnt here yet" in client.get("/people/pairs/quality/models/").content.decode()
    assert client.post("/people/pairs/quality/models/learn/").url == "/people/pairs/quality/models/"
    waiting = client.get("/people/pairs/quality/models/")
    assert "A model waits to be learnt" in waiting.content.decode()
    assert waiting["Refresh"] == "4"
    client.post("/people/pairs/quality/models/learn/")
    assert Learning.objects.count() == 1, "asking while one is under way asks once"
    take_up_learnings(0)
    learnt = client.get("/people/pairs/quality/models/")
    assert "Look at what it would decide otherwise" in learnt.content.decode()
    assert "Refresh" not in learnt
    address = f"/people/pairs/quality/models/{MatchModel.objects.get().id}/"
    with django_assert_max_num_queries(14):
        page = client.get(address).content.decode()
    assert "28 found to be one person, 1 found to be two of one family and 27 found to be two people" in page
    assert "Same first name" in page
    assert "Amina" not in page
    assert client.post(address, {"what": "adopt", "why": ""}).status_code == 200
    assert client.post(address, {"what": "adopt", "why": "Looked at all"}).status_code == 302
    page = client.get("/people/pairs/quality/models/").content.decode()
    assert "a model learnt here" in page
    assert "Looked at all" in page
    assert client.post("/people/pairs/quality/models/shipped/", {"why": "Back"}).status_code == 302
    assert "the model that is shipped, version" in client.get("/people/pairs/quality/models/").content.decode()


def test_whoever_runs_the_service_learns_by_a_command(decided, capsys):
    call_command("match_learn")
    assert "learnt from 56 pairs, waits to be looked at" in capsys.readouterr().out


def test_the_command_says_what_is_needed(db):
    with pytest.raises(CommandError, match="at least 25 pairs"):
        call_command("match_learn")


def test_too_few_decisions_are_told_on_the_page(client, steward):
    client.force_login(steward)
    page = client.post("/people/pairs/quality/models/learn/").content.decode()
    assert "Learning needs at least 25 pairs" in page
    assert (
        "by the button on this page" in client.get("/people/pairs/quality/models/learn/", follow=True).content.decode()
    )


def test_what_went_wrong_while_learning_is_told(client, decided, steward, monkeypatch):
    actions.ask_to_learn(by=steward, at=NOW)
    client.force_login(steward)
    monkeypatch.setattr(gateways, "learn", lambda *args, **more: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        take_up_learnings(0)
    assert "none could be learnt. Something went wrong on our side." in (
        client.get("/people/pairs/quality/models/").content.decode()
    )
    assert not queries.list_learnings_under_way()
    assert not MatchModel.objects.exists()
