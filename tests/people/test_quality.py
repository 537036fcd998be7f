"""How well people are matched: precision, thresholds and the page."""

from datetime import date

import pytest
from django.test import Client
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from alongside.foundation.policy.models import PolicyVersion
from alongside.foundation.policy.queries import policy_on
from alongside.people.actions import PeopleRefused, set_thresholds
from alongside.people.models import Pair
from alongside.people.rules import (
    Judged,
    LinkDecision,
    Looked,
    MatchingPolicy,
    Reviewed,
    consequence_of,
    in_order,
    precision_by_band,
    served_by_group,
    share_of,
)
from tests.factories import NOW, a_user
from tests.people.given import given_a_person, given_a_worker

SAME, APART = LinkDecision.SAME, LinkDecision.NOT_THE_SAME
PAIRS = [Reviewed(0.999, SAME), Reviewed(0.96, APART), Reviewed(0.6, SAME), Reviewed(0.01, APART)]


def test_precision_is_told_by_band_with_its_interval():
    found = list(precision_by_band(PAIRS).values())
    assert [(one.part, one.whole) for one in found] == [(1, 1), (1, 2), (0, 0), (0, 1)]
    assert share_of(45, 50).low == pytest.approx(0.786, abs=0.001)
    assert share_of(45, 50).high == pytest.approx(0.957, abs=0.001)


@pytest.mark.parametrize(
    ("threshold", "taken", "wrong", "looked_at"),
    [
        pytest.param(98, 1, 0, 2, id="as it stands: one taken, rightly"),
        pytest.param(95, 2, 1, 1, id="lower: one more is taken, wrongly"),
    ],
)
def test_a_threshold_and_what_it_would_have_done(threshold, taken, wrong, looked_at):
    found = consequence_of(PAIRS, certain_percent=threshold, ask_percent=2)
    assert (found.taken, found.wrong, found.looked_at) == (taken, wrong, looked_at)


@given(st.integers(0, 500), st.integers(1, 500))
def test_the_share_lies_within_its_interval(part, whole):
    found = share_of(min(part, whole), whole)
    assert 0 <= found.low <= found.part / found.whole + 1e-9
    assert found.part / found.whole - 1e-9 <= found.high <= 1


def a_record(given_names="Amina", family_name="Khan", born_on=date(2020, 5, 1), **facts) -> Looked:
    known = {"is_unborn": False, "has_number": True, "has_home": True}
    return Looked(given_names, family_name, born_on, **known | facts)


def a_judged(low=None, high=None, probability=0.9, answer=SAME) -> Judged:
    return Judged((low or a_record(), high or a_record()), probability, answer, date(2026, 6, 1))


@pytest.mark.parametrize(
    ("record", "groups"),
    [
        pytest.param(a_record(), ["5 to 10"], id="a child of six with everything known"),
        pytest.param(
            a_record(born_on=None, is_unborn=True),
            ["Under 1, or not yet born", "No birth date on one of them"],
            id="a child not yet born",
        ),
        pytest.param(a_record(born_on=date(1990, 1, 1)), ["5 to 10"], id="the younger of the two counts"),
        pytest.param(a_record(has_number=False), ["5 to 10", "No NHS number or UPN on one of them"], id="no number"),
        pytest.param(a_record(has_home=False), ["5 to 10", "No postcode on one of them"], id="no home"),
        pytest.param(a_record("", "Kaur"), ["5 to 10", "One name only"], id="one name"),
        pytest.param(a_record("Zoë"), ["5 to 10", "Letters beyond a to z"], id="an accent"),
        pytest.param(
            a_record(family_name="de la Cruz"), ["5 to 10", "A particle, such as al, de or van"], id="a particle"
        ),
        pytest.param(a_record(family_name="Reed-Shaw"), ["5 to 10", "A double family name"], id="two families’ names"),
    ],
)
def test_the_groups_of_a_pair(record, groups):
    assert [one.words for one in served_by_group([a_judged(high=record)])] == groups


def test_ages_without_and_beyond():
    grown = a_record(born_on=date(1990, 1, 1))
    unknown = a_record(born_on=None)
    found = served_by_group([a_judged(grown, grown), a_judged(unknown, unknown)])
    assert [one.words for one in found] == [
        "Grown up", "No birth date on either record", "No birth date on one of them",
    ]  # fmt: skip


def test_a_group_of_which_the_model_is_too_sure_is_named():
    wrong = [a_judged(answer=APART)] * 10
    assert [one.is_off for one in served_by_group(wrong)] == [True]
    assert not served_by_group(wrong[:9])[0].is_off, "too few to say"
    assert not served_by_group([a_judged()] * 12)[0].is_off
    doubted = served_by_group([a_judged(probability=0.3)] * 12)[0]
    assert (doubted.is_off, doubted.expected < doubted.found.low) == (True, True)


@pytest.mark.django_db
def test_the_page_names_groups_that_are_served_less_well():
    by, client = given_a_worker(), Client()
    facts = {"reason": "alike", "status": "settled", "raised_at": NOW, "settled_at": NOW}
    people = [given_a_person(by=by, given_names=f"Amina {'abcde'[n]}").id for n in range(5)]
    pairs = [in_order(one, other) for n, one in enumerate(people) for other in people[:n]]
    Pair.objects.bulk_create(
        Pair(low_id=low, high_id=high, answer=APART, probability=0.97, **facts) for low, high in pairs
    )
    client.force_login(a_user("data-steward"))
    page = client.get("/people/pairs/quality/").content.decode()
    assert "Too sure: look here first" in page
    assert "Amina" not in page
    Pair.objects.update(answer=SAME, probability=0.2)
    assert "Not sure enough" in client.get("/people/pairs/quality/").content.decode()
    Pair.objects.update(probability=0.97)
    assert "As expected" in client.get("/people/pairs/quality/").content.decode()


@pytest.mark.django_db
def test_the_page_says_what_was_found():
    by = given_a_worker()
    low, high = in_order(given_a_person(by=by).id, given_a_person(by=by, given_names="Ameena").id)
    facts = {"reason": "alike", "status": "settled", "answer": SAME, "probability": 0.99}
    Pair.objects.create(low_id=low, high_id=high, raised_at=NOW, settled_at=NOW, **facts)
    client = Client()
    client.force_login(a_user("data-steward"))
    page = client.get("/people/pairs/quality/").content.decode()
    assert "1 pair of which" in page
    assert "98 in 100 (now)" in page
    assert "Amina" not in page


@pytest.mark.django_db
def test_a_steward_sees_what_other_thresholds_would_do_before_they_hold():
    by, steward = given_a_worker(), a_user("data-steward")
    low, high = sorted((given_a_person(by=by), given_a_person(by=by, given_names="Ben")), key=lambda one: one.id)
    Pair.objects.create(
        low=low, high=high, reason="alike", raised_by=by, raised_at=NOW, probability=0.96, status="settled",
        answer=APART, settled_at=NOW, needs_two=False,
    )  # fmt: skip
    client = Client()
    client.force_login(steward)
    today = timezone.localdate()
    day = {"from_on-day": today.day, "from_on-month": today.month, "from_on-year": today.year}
    asked = {"certain": "95", "ask": "5", "why": "Reviewers cannot keep up", **day}
    page = client.post("/people/pairs/quality/thresholds/set/", asked).content.decode()
    assert "1 more pair would have been joined wrongly" in page
    assert policy_on(MatchingPolicy, today).certain_from_percent == 98
    other = client.post("/people/pairs/quality/thresholds/set/", {**asked, "certain": "90", "seen": "95 and 5"})
    assert 'value="90 and 5"' in other.content.decode(), "other numbers are shown first"
    assert client.post("/people/pairs/quality/thresholds/set/", {**asked, "seen": "95 and 5"}).status_code == 302
    assert (policy_on(MatchingPolicy, today).certain_from_percent, PolicyVersion.objects.count()) == (95, 1)
    with pytest.raises(PeopleRefused, match="lower chance"):
        set_thresholds(certain_percent=80, ask_percent=80, from_on=today, why="x", by=steward, at=NOW)
    with pytest.raises(PeopleRefused, match="does not watch"):
        set_thresholds(certain_percent=90, ask_percent=8, from_on=today, why="x", by=by, at=NOW)
