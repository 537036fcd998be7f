"""What people are told when records cannot be joined, looked at, sorted or listed so; nothing is written then."""

from contextlib import contextmanager
from datetime import timedelta
from types import SimpleNamespace
from uuid import uuid4

import pytest

from alongside.foundation.audit.models import Entry
from alongside.people import actions, queries, rules
from alongside.people.actions.newcomers import add_newcomer
from alongside.people.models import ListAgreement, ListRow, Opinion, Pair, PairQuestion, Sorting
from alongside.people.queries import lists as of_lists
from alongside.people.rules import LinkDecision, PairReason, PairStatus, SortingStatus
from tests.factories import NOW, TODAY, a_user, an_agency
from tests.people.given import given_a_family, given_a_person, given_a_worker

pytestmark = pytest.mark.django_db
SAME, APART = LinkDecision.SAME, LinkDecision.NOT_THE_SAME


@contextmanager
def refused(words: str):
    before = Entry.objects.count()
    with pytest.raises(actions.PeopleRefused, match=words):
        yield
    assert Entry.objects.count() == before


@pytest.fixture
def worker():
    return given_a_worker()


@pytest.fixture
def steward():
    return a_user("data-steward")


@pytest.fixture
def pair(worker):
    one, other = given_a_person(by=worker), given_a_person(by=worker, given_names="Aminah")
    pair = actions.raise_pair(one=one, other=other, reason=PairReason.NOT_SURE, note="Same school?", by=worker, at=NOW)
    Pair.objects.filter(id=pair.id).update(needs_two=False)
    pair.refresh_from_db()
    return pair


def say(pair, answer, by, why=""):
    return actions.give_opinion(pair=pair, answer=answer, why=why, by=by, at=NOW)


def test_joining_two_records(worker, pair):
    one, other = pair.low, pair.high
    join = {"one": one, "other": other, "decision": SAME, "by": worker, "at": NOW}
    for wrong, words in (
        ({"other": one}, "one and the same record"),
        ({"why": "x" * 501}, "500 characters or fewer to say why"),
        ({"lead": given_a_person(by=worker, given_names="Zoe")}, "which of the two records leads"),
    ):
        with refused(words):
            actions.say_of_people(**join | wrong)
    actions.say_of_people(**join)
    with refused("Say why these two records are to be taken apart"):
        actions.say_of_people(**join | {"decision": LinkDecision.UNDONE})
    assert actions.raise_pair(one=one, other=other, reason=PairReason.LIST, by=None, at=NOW) is None
    assert queries.leading_person(one) == queries.leading_person(other)


def test_looking_at_a_pair(worker, steward, pair):
    with refused("500 characters or fewer to say why"):
        say(pair, SAME, steward, "x" * 501)
    Pair.objects.filter(id=pair.id).update(needs_two=True)
    say(pair, SAME, steward)
    say(pair, SAME, steward)
    assert Opinion.objects.count() == 1
    with refused("Somebody else looks at this pair now"):
        say(pair, APART, steward)
    assert queries.list_twice_looked_at() == []
    say(pair, SAME, a_user("data-steward"))
    with refused("A colleague has settled this pair already"):
        say(pair, APART, a_user("data-steward"))
    with refused("This pair is settled already"):
        actions.hand_on_pair(pair=pair, to=a_user("data-steward"), by=steward, at=NOW)


def test_asking_a_colleague_about_a_pair(worker, steward, pair):
    ask = {"pair": pair, "asked_of": worker, "words": "Do you know both?", "by": steward, "at": NOW}
    for wrong, words in (
        ({"words": " "}, "Write down what you want to know"),
        ({"asked_of": steward}, "Choose a colleague who works here now"),
        ({"words": "x" * 1_001}, "1,000 characters or fewer for your question"),
    ):
        with refused(words):
            actions.ask_about_pair(**ask | wrong)
    question = actions.ask_about_pair(**ask)
    assert actions.ask_about_pair(**ask) == question
    reply = {"question": question, "words": "Only one", "by": worker, "at": NOW}
    with refused("Only whoever was asked answers"):
        actions.answer_question(**reply | {"by": steward})
    with refused("Write down what you know"):
        actions.answer_question(**reply | {"words": ""})
    actions.answer_question(**reply)
    assert actions.answer_question(**reply | {"words": "Twice"}).reply == "Only one"
    assert PairQuestion.objects.count() == 1


def test_handing_a_pair_on(worker, steward, pair):
    other = a_user("data-steward")
    hand = {"pair": pair, "to": other, "by": steward, "at": NOW}
    with refused("Choose a colleague who reviews pairs"):
        actions.hand_on_pair(**hand | {"to": worker})
    assert actions.hand_on_pair(**hand).held_by == other
    assert actions.hand_on_pair(**hand).held_by == other
    assert Entry.objects.filter(kind="people.pair_handed_on").count() == 1
    assert actions.hand_on_pair(**hand | {"to": steward}).held_by == steward, "one may take it oneself"
    assert list(queries.list_pairs(viewer=steward, mine=True)) == [pair]
    assert list(queries.list_pairs(viewer=steward, reason=PairReason.TWIN)) == []
    assert list(queries.list_pairs(viewer=worker)) == []
    for viewer, pair_id in ((worker, pair.id), (steward, uuid4())):
        with pytest.raises(queries.PairNotFound):
            queries.get_pair(viewer=viewer, pair_id=pair_id)
    assert queries.quality(viewer=worker, today=TODAY) is None
    assert queries.list_to_sort(viewer=worker) == []
    assert queries.list_joined(pair.low) == []


def a_sorting(pair, table: str, row_id, link) -> Sorting:
    """Something written on the first record while it was one with the second."""
    return Sorting.objects.create(
        person_link=link, table=table, row_id=row_id, stands_with=pair.low_id, other=pair.high_id
    )


def test_sorting_what_was_written_while_two_records_were_one(worker, pair):
    link = actions.say_of_people(one=pair.low, other=pair.high, decision=SAME, by=worker, at=NOW)
    family = given_a_family(pair.low, by=worker)
    home = actions.move_home(
        person=pair.low, lines="1 High St", postcode="", source="x", as_of=TODAY, by=worker, at=NOW
    )
    mother = given_a_person(by=worker, given_names="Sana", born_on=None)
    tie = actions.relate(
        person=mother, other=pair.low, kind=rules.RelationKind.PARENT, source="x", as_of=TODAY, by=worker, at=NOW
    )
    actions.say_of_people(one=pair.low, other=pair.high, decision=LinkDecision.UNDONE, why="No", by=worker, at=NOW)
    Sorting.objects.all().delete()
    move = {"status": SortingStatus.MOVED, "by": worker, "at": NOW}
    homed = a_sorting(pair, "people.address", home.id, link)
    with refused("not both open to you"):
        actions.sort_row(**move | {"sorting": homed, "by": a_user("auditor")})
    with refused("not there any more"):
        actions.sort_row(sorting=a_sorting(pair, "people.address", uuid4(), link), **move)
    moved = actions.sort_row(sorting=homed, **move)
    assert actions.sort_row(sorting=moved, **move) == moved
    with refused("A colleague has looked at this already"):
        actions.sort_row(**move | {"sorting": homed, "status": SortingStatus.STAYS})
    home.refresh_from_db()
    assert home.person_id == pair.high_id

    actions.sort_row(sorting=a_sorting(pair, "people.relationship", tie.id, link), **move)
    tie.refresh_from_db()
    assert (tie.person_id, tie.other_id) == (mother.id, pair.high_id)

    member = family.members.get()
    actions.join_family(family=family, person=pair.high, role=rules.FamilyRole.CHILD, by=worker, at=NOW)
    belongs = a_sorting(pair, "people.familymember", member.id, link)
    with refused("has the same already, so this stays"):
        actions.sort_row(sorting=belongs, **move)
    family.members.filter(person=pair.high).delete()
    actions.sort_row(sorting=belongs, **move)
    member.refresh_from_db()
    assert member.person_id == pair.high_id


@pytest.fixture
def agreed(steward):
    return {
        "agency": an_agency(kind="school", name="Ashgrove Primary"), "title": "School roll",
        "service": "Pupil of a school", "agreed": "Agreement of January", "keeps_days": 200,
        "from_on": TODAY - timedelta(days=30), "until_on": TODAY + timedelta(days=100), "by": steward, "at": NOW,
    }  # fmt: skip


def test_agreeing_about_a_list_and_settling_its_rows(agreed, steward, worker, monkeypatch):
    for wrong, words in (
        ({"title": " "}, "Say what the list is called"),
        ({"until_on": TODAY - timedelta(days=31)}, "ends before it starts"),
    ):
        with refused(words):
            actions.agree_about_list(**agreed | wrong)
    agreement = actions.agree_about_list(**agreed)
    assert actions.agree_about_list(**agreed) == agreement == ListAgreement.objects.get()
    with refused("A list of this name is agreed already"):
        actions.agree_about_list(**agreed | {"title": "school ROLL", "keeps_days": 1})
    hand = {"agreement": agreement, "file_name": "roll.csv", "as_of": TODAY, "by": steward, "at": NOW}
    run = actions.hand_in_list(**hand, content=b"ID,Forename,Surname,DOB,Postcode\n")
    assert [one.id for one in of_lists.list_runs_waiting()] == [run.id]
    with refused("taken in already. Wait until that is done"):
        actions.hand_in_list(**hand, content=b"ID,Forename\n")
    done = actions.take_in_list(run=run, at=NOW).status
    assert actions.take_in_list(run=run, at=NOW).status == done, "it is taken in once"
    row = ListRow.objects.create(
        agreement=agreement, key="1", number=2, digest="x", state=rules.RowState.FOUND, as_of=TODAY,
        kept_until_on=TODAY, person=given_a_person(by=worker),
    )  # fmt: skip
    assert actions.settle_row(row=row, is_found=True, by=steward, at=NOW) == row
    with refused("A colleague has looked at this row already"):
        actions.settle_row(row=row, is_found=False, by=steward, at=NOW)
    assert of_lists.list_list_agreements(viewer=worker) == []
    for viewer in (worker, a_user("auditor")):
        with pytest.raises(queries.ListNotFound):
            of_lists.get_list_agreement(viewer=viewer, agreement_id=agreement.id)
        with pytest.raises(queries.ListNotFound):
            of_lists.get_list_row(viewer=viewer, row_id=row.id)


def test_a_newcomer_who_may_be_somebody_known_waits_to_be_looked_at(worker):
    known = given_a_person(by=worker)
    person = add_newcomer(
        facts={"given_names": "Aminah", "family_name": "Khan", "source": "the parent"}, family=None, role=None,
        in_household=True, lines="", postcode="", is_restricted=False, by=worker, at=NOW, perhaps=[known.id],
    )  # fmt: skip
    waiting = Pair.objects.get()
    assert {waiting.low_id, waiting.high_id} == {known.id, person.id}
    assert (waiting.reason, waiting.status) == (PairReason.NOT_SURE, PairStatus.WAITING)


def test_two_records_of_one_person_are_not_related_to_each_other(worker, pair):
    actions.relate(
        person=pair.low, other=pair.high, kind=rules.RelationKind.SIBLING, source="x", as_of=TODAY, by=worker, at=NOW
    )
    actions.say_of_people(one=pair.low, other=pair.high, decision=SAME, by=worker, at=NOW)
    assert queries.list_relationships(people=[pair.low.id]) == []


@pytest.mark.parametrize(
    ("kappa", "words"),
    [(None, "cannot be said yet"), (0.81, "almost perfect"), (0.80, "substantial"), (0.0, "slight"), (-0.1, "worse")],
)
def test_kappa_in_words(kappa, words):
    assert words in rules.kappa_in_words(kappa)


def test_nothing_to_compare_where_nobody_looked_twice_or_all_said_one_thing():
    assert rules.agreement_between([]).percent is None
    assert (rules.agreement_between([(SAME, SAME)]).percent, rules.agreement_between([(SAME, SAME)]).kappa) == (
        100,
        None,
    )


@pytest.mark.parametrize(
    ("kinship", "always", "words"),
    [
        ("person", True, "Perhaps twins"),
        ("person", False, "may be one person"),
        ("household", False, "two people of one household"),
        ("none", False, "nothing to do with one another"),
    ],
)
def test_verdict_of(kinship, always, words):
    weighed = SimpleNamespace(is_always_asked=always, kinship=kinship, probability=0.7)
    assert words in rules.verdict_of(weighed)
