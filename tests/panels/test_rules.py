"""The rules of panels, as a practitioner would check them."""

from datetime import date
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.foundation.calendar.queries import england
from alongside.panels import rules
from alongside.panels.rules import Cadence, DecisionKind, ItemKind, Present, Quorum, Safety

WEDNESDAY = 2
QUORUM = Quorum(needs_chair=True, needs_kinds=("social_care",), least_agencies=3)


def someone(kind: str, *, chair: bool = False) -> Present:
    return Present(uuid4(), kind, is_chair=chair)


@pytest.mark.parametrize(
    ("present", "lacks"),
    [
        pytest.param(
            [someone("social_care", chair=True), someone("health"), someone("police")],
            (),
            id="chair, social care, three",
        ),
        pytest.param(
            [someone("social_care"), someone("health"), someone("police")], ("the chair or vice-chair",), id="no chair"
        ),
        pytest.param(
            [someone("health", chair=True), someone("school"), someone("police")],
            ("children’s social care",),
            id="social care is missing",
        ),
        pytest.param([someone("social_care", chair=True)], ("2 more agencies",), id="one agency alone"),
        pytest.param(
            [],
            ("the chair or vice-chair", "children’s social care", "3 more agencies"),
            id="an empty room lacks it all",
        ),
    ],
)
def test_what_quorum_lacks(present, lacks):
    assert rules.what_quorum_lacks(QUORUM, present) == lacks


def test_two_people_of_one_agency_count_once():
    one = uuid4()
    pair = [Present(one, "social_care", is_chair=True), Present(one, "social_care")]
    assert rules.what_quorum_lacks(Quorum(needs_kinds=(), least_agencies=2), pair) == ("1 more agency",)


def test_a_quorum_is_kept_and_read_back_the_same():
    for one in (QUORUM, Quorum(False, ("health", "police"), 5, ("more_information", "decline"))):
        assert Quorum.of(one.as_data()) == one
    assert QUORUM.as_data() == {
        "needs_chair": True, "needs_kinds": ["social_care"], "least_agencies": 3,
        "free_decisions": ["more_information"],
    }  # fmt: skip


def test_a_panel_that_says_nothing_of_its_quorum_needs_a_chair_and_three_agencies():
    assert Quorum.of({}) == Quorum(True, (), 3, ("more_information",))


@pytest.mark.parametrize(
    ("quorum", "words"),
    [
        pytest.param(QUORUM, "The chair or vice-chair, children’s social care, at least 3 agencies", id="all three"),
        pytest.param(Quorum(needs_chair=False, least_agencies=1), "At least 1 agency", id="one alone will do"),
    ],
)
def test_say_quorum(quorum, words):
    assert rules.say_quorum(quorum) == words


@pytest.mark.parametrize("kind", list(DecisionKind))
def test_may_be_decided_now(kind):
    assert rules.may_be_decided_now(kind, quorum=QUORUM, has_quorum=True)
    is_free = rules.may_be_decided_now(kind, quorum=QUORUM, has_quorum=False)
    assert is_free == (kind == DecisionKind.MORE_INFORMATION)


def days(cadence: Cadence, *, first: date, until: date, weekday: int = WEDNESDAY, nth: int = 1) -> list[date]:
    return rules.sitting_days(first=first, until=until, weekday=weekday, cadence=cadence, nth=nth, calendar=england())


def test_every_week_but_not_on_christmas_day():
    found = days(Cadence.WEEKLY, first=date(2026, 12, 14), until=date(2027, 1, 3), weekday=4)
    assert found == [date(2026, 12, 18)], "Christmas Day and New Year's Day 2027 are both Fridays"


def test_every_two_weeks_counts_from_the_first():
    found = days(Cadence.FORTNIGHTLY, first=date(2026, 3, 2), until=date(2026, 4, 1))
    assert found == [date(2026, 3, 4), date(2026, 3, 18), date(2026, 4, 1)]


def test_the_second_wednesday_of_each_month():
    found = days(Cadence.MONTHLY, first=date(2026, 1, 15), until=date(2026, 4, 30), nth=2)
    assert found == [date(2026, 2, 11), date(2026, 3, 11), date(2026, 4, 8)]


@given(
    st.dates(date(2024, 1, 1), date(2026, 6, 1)),
    st.integers(0, 4),
    st.sampled_from(list(Cadence)),
    st.integers(1, 4),
)
def test_a_panel_sits_on_its_own_weekday_and_never_on_a_day_off(first, weekday, cadence, nth):
    until = date(first.year + 1, first.month, 1)
    found = days(cadence, first=first, until=until, weekday=weekday, nth=nth)
    assert found == sorted(set(found))
    assert all(first <= day <= until and day.weekday() == weekday for day in found)
    assert all(england().is_working_day(day) for day in found)


def test_papers_due_on():
    due = rules.papers_due_on(sits_on=date(2026, 4, 8), working_days=3, calendar=england())
    assert due == date(2026, 4, 1), "Easter Monday and Good Friday do not count"


def test_slots_and_minutes():
    assert rules.slots_in(length_minutes=120, slot_minutes=10) == 12
    assert rules.minutes_left(length_minutes=120, item_minutes=[10] * 13) == -10


def an_answer(kind=DecisionKind.AGREE, **facts) -> rules.Answer:
    whole = {
        "kind": kind, "has_reasons": True, "is_view_read": True, "has_no_view_why": False, "is_teller_named": True,
        "conditions": 0, "children_unasked": 0, "act_now_words_missing": 0, "is_redirected": False,
    }  # fmt: skip
    return rules.Answer(**(whole | facts))


@pytest.mark.parametrize(
    ("answer", "lacks"),
    [
        pytest.param(an_answer(), (), id="a whole answer"),
        pytest.param(an_answer(has_reasons=False), ("Write down the reasons",), id="no reasons"),
        pytest.param(
            an_answer(is_view_read=False),
            ("Read out the family’s own view, or say why there is none",),
            id="the family is not heard",
        ),
        pytest.param(an_answer(is_view_read=False, has_no_view_why=True), (), id="nobody was there to be heard"),
        pytest.param(an_answer(is_teller_named=False), ("Choose who tells the family",), id="nobody tells the family"),
        pytest.param(
            an_answer(children_unasked=1), ("Ask about the safety of every child",), id="one child not asked after"
        ),
        pytest.param(
            an_answer(DecisionKind.AGREE_WITH_CONDITIONS),
            ("Write down at least one condition, with its owner and its day",),
            id="conditions without any",
        ),
        pytest.param(
            an_answer(DecisionKind.REDIRECT), ("Say where the family is pointed to",), id="declined to nowhere"
        ),
        pytest.param(
            an_answer(is_package_asked=True), ("Say how much is agreed at the most",), id="a package without its sum"
        ),
        pytest.param(
            an_answer(DecisionKind.REDIRECT, is_redirected=True, is_package_asked=True), (), id="declined: no sum"
        ),
        pytest.param(
            an_answer(has_lead=False), ("Choose the lead professional",), id="help without a lead professional"
        ),
    ],
)
def test_what_decision_lacks(answer, lacks):
    assert rules.what_decision_lacks(answer) == lacks


def test_a_concern_to_act_on_says_what_is_done_today():
    lacks = rules.what_decision_lacks(an_answer(act_now_words_missing=1))
    assert lacks == ("Say what is done today about the concern, and who does it",)
    assert Safety.ACT_NOW in rules.SAFETY_WORDS


@pytest.mark.parametrize("kind", list(ItemKind))
def test_only_urgent_help_is_ratified_and_only_a_package_extended(kind):
    answers = rules.decisions_for(kind)
    assert (DecisionKind.RATIFY in answers) == (kind == ItemKind.RATIFY)
    assert (DecisionKind.EXTEND in answers) == (kind == ItemKind.PACKAGE_REVIEW)
    assert DecisionKind.MORE_INFORMATION in answers


@pytest.mark.parametrize(
    ("pence", "limits", "within"),
    [
        pytest.param(500_000, [0, 500_000], True, id="exactly the highest limit"),
        pytest.param(500_001, [0, 500_000], False, id="a penny more"),
        pytest.param(1, [], False, id="nobody who may agree to money"),
        pytest.param(0, [], True, id="nothing needs no limit"),
    ],
)
def test_is_within_limit(pence, limits, within):
    assert rules.is_within_limit(pence=pence, limits=limits) is within


@pytest.mark.parametrize(
    ("began", "problem"),
    [
        pytest.param(date(2026, 3, 1), "", id="it began before it was asked about"),
        pytest.param(None, "Say on which day the urgent help began", id="no day"),
        pytest.param(
            date(2026, 3, 3),
            "Urgent help starts first: the day it began must be today or in the past",
            id="urgent help does not wait",
        ),
    ],
)
def test_problem_with_urgent_help(began, problem):
    assert rules.problem_with_urgent_help(ItemKind.RATIFY, help_began_on=began, today=date(2026, 3, 2)) == problem


def test_days_after_a_sitting_come_from_the_policy():
    sat, policy = date(2026, 4, 2), rules.PanelsPolicy(tell_family_working_days=2, offer_working_days=10)
    by = {"sat_on": sat, "calendar": england(), "policy": policy}
    assert rules.tell_family_by(**by) == date(2026, 4, 8)
    assert rules.help_begins_by(**by) == date(2026, 4, 20)
    assert rules.information_due_on(**by) == date(2026, 4, 20)
    assert rules.answer_due_on(asked_on=sat, calendar=england(), policy=policy) == date(2026, 4, 20)


def test_a_letter_to_a_family_says_who_helps_and_that_it_may_say_no():
    words = rules.words_to_family(
        decision=DecisionKind.AGREE,
        panel="Wenchester MAAG",
        sat_on="2 March 2026",
        helpers=["Hana Nurse, health: mornings"],
        lead="Ines Okafor",
        teller="Ines Okafor",
        tell_by="4 March 2026",
    )
    assert "Hana Nurse" in words
    assert "You can say no" in words
    assert "4 March 2026" in words


@pytest.mark.parametrize("table", [rules.SITTING_MOVES, rules.ITEM_MOVES])
def test_every_status_has_its_moves(table):
    assert set(table) == set(type(next(iter(table))))
    assert not rules.SITTING_MOVES[rules.SittingStatus.SIGNED]
    assert not rules.ITEM_MOVES[rules.ItemStatus.DECIDED]
