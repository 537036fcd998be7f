"""The rules of plans, as a practitioner would check them."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.foundation.calendar.queries import england
from alongside.plans import rules

POLICY = rules.PlansPolicy()
FRIDAY_BEFORE_EASTER_WEEK = date(2026, 3, 27)
MONDAY = date(2026, 3, 2)
days = st.dates(min_value=date(2025, 1, 1), max_value=date(2026, 12, 1))


@pytest.mark.parametrize(
    ("assessed_on", "due"),
    [
        pytest.param(MONDAY, date(2026, 3, 23), id="three weeks, none of them with a holiday"),
        pytest.param(FRIDAY_BEFORE_EASTER_WEEK, date(2026, 4, 21), id="Good Friday and Easter Monday do not count"),
    ],
)
def test_first_meeting_due_on(assessed_on, due):
    assert rules.first_meeting_due_on(assessed_on=assessed_on, calendar=england(), policy=POLICY) == due


def test_review_due_on():
    assert rules.review_due_on(met_on=MONDAY, policy=POLICY) == date(2026, 4, 13)
    assert rules.review_due_on(met_on=MONDAY, policy=rules.PlansPolicy(review_weeks=12)) == date(2026, 5, 25)


@given(met_on=days)
def test_a_review_falls_on_the_weekday_of_the_meeting_before_it(met_on):
    assert rules.review_due_on(met_on=met_on, policy=POLICY).weekday() == met_on.weekday()


def test_review_day_to_offer():
    sunday, monday = date(2027, 1, 3), date(2026, 11, 23)
    assert rules.review_day_to_offer(due_on=sunday, after=monday, calendar=england()) == date(2026, 12, 31)
    assert rules.review_day_to_offer(due_on=MONDAY, after=date(2026, 2, 2), calendar=england()) == MONDAY


def test_a_review_due_tomorrow_is_offered_tomorrow_whatever_the_day():
    saturday = date(2026, 3, 7)
    assert rules.review_day_to_offer(due_on=saturday, after=date(2026, 3, 6), calendar=england()) == saturday


@given(met_on=days)
def test_a_meeting_is_written_up_before_the_familys_copy_is_due_and_both_on_working_days(met_on):
    written = rules.update_due_on(met_on=met_on, calendar=england(), policy=POLICY)
    given_on = rules.copy_due_on(met_on=met_on, calendar=england(), policy=POLICY)
    assert met_on < written < given_on
    assert england().is_working_day(written)
    assert england().is_working_day(given_on)
    assert england().working_days_between(met_on, given_on) == 5


def test_update_and_copy_due_on():
    assert rules.update_due_on(met_on=MONDAY, calendar=england(), policy=POLICY) == date(2026, 3, 5)
    assert rules.copy_due_on(met_on=MONDAY, calendar=england(), policy=POLICY) == date(2026, 3, 9)


@pytest.mark.parametrize(
    ("status", "days_after", "grace", "is_overdue"),
    [
        pytest.param("to_do", 0, 0, False, id="on the day it is not overdue"),
        pytest.param("to_do", 1, 0, True, id="the day after it is"),
        pytest.param("to_do", 3, 3, False, id="the days of grace are given"),
        pytest.param("to_do", 4, 3, True, id="and then it is overdue"),
        pytest.param("done", 30, 0, False, id="what is done is never overdue"),
        pytest.param("not_done", 30, 0, False, id="what was not done has its reason instead"),
    ],
)
def test_is_action_overdue(status, days_after, grace, is_overdue):
    assert (
        rules.is_action_overdue(
            status=rules.ActionStatus(status),
            due_on=MONDAY,
            today=MONDAY + timedelta(days=days_after),
            policy=rules.PlansPolicy(overdue_grace_days=grace),
        )
        is is_overdue
    )


def test_kind_of_next_meeting():
    assert rules.kind_of_next_meeting(has_met=False) is rules.MeetingKind.FIRST
    assert rules.kind_of_next_meeting(has_met=True) is rules.MeetingKind.REVIEW


def test_rules_say_their_numbers():
    assert "15 working days" in rules.first_meeting_rule_words(POLICY)
    assert "every 6 weeks" in rules.review_rule_words(POLICY)
    assert "within 3 working days" in rules.update_rule_words(POLICY)
    assert "within 5 working days" in rules.copy_rule_words(POLICY)
    assert "on the day after" in rules.action_rule_words(POLICY)
    assert "when 4 days have passed" in rules.action_rule_words(rules.PlansPolicy(overdue_grace_days=4))
    words = rules.drift_rule_words(after_days=365, after_reviews=3)
    assert "365 days" in words
    assert "3 reviews" in words


def a_need(**but) -> rules.NeedFacts:
    return rules.NeedFacts(**{"words": "Sleep", "is_open": True, "is_placed": True, "has_action": True} | but)


@pytest.mark.parametrize(
    ("needs", "goals", "has_family", "lacks"),
    [
        pytest.param([a_need()], 1, True, (), id="nothing"),
        pytest.param([], 1, True, ("Add what needs to get better",), id="no need"),
        pytest.param(
            [a_need(is_open=False, is_placed=False, has_action=False)],
            1,
            True,
            ("Add what needs to get better",),
            id="a need that is settled asks nothing more",
        ),
        pytest.param(
            [a_need(is_placed=False)], 1, True, ("Choose an outcome for “Sleep”",), id="a need under no outcome"
        ),
        pytest.param(
            [a_need(has_action=False)], 1, True, ("Agree who does what about “Sleep”",), id="a need nobody acts on"
        ),
        pytest.param([a_need()], 0, True, ("Write at least one goal in the family’s own words",), id="no goal"),
        pytest.param([a_need()], 1, False, ("Add someone of the family to the team around it",), id="no family in it"),
    ],
)
def test_what_plan_lacks(needs, goals, has_family, lacks):
    assert rules.what_plan_lacks(needs=needs, goals=goals, has_family_in_it=has_family) == lacks


def test_long_words_are_shortened_where_they_are_quoted():
    (lack,) = rules.what_plan_lacks(needs=[a_need(words="x" * 90, is_placed=False)], goals=1, has_family_in_it=True)
    assert lack == f"Choose an outcome for “{'x' * 59}…”"
    (whole,) = rules.what_plan_lacks(needs=[a_need(words="x" * 60, is_placed=False)], goals=1, has_family_in_it=True)
    assert "x" * 60 in whole


def test_what_goal_lacks():
    assert rules.what_goal_lacks(measure="", by_on=None, has_need=False) == (
        "How will everyone know?",
        "By when?",
        "Which need is it about?",
    )
    assert rules.what_goal_lacks(measure="Every day", by_on=MONDAY, has_need=True) == ()


def test_a_plan_ends_when_every_need_is_settled():
    met, open_, carried = rules.NeedStatus.MET, rules.NeedStatus.OPEN, rules.NeedStatus.CARRIED
    assert rules.may_end_with([met, carried])
    assert rules.may_end_with([])
    assert not rules.may_end_with([met, open_])


@pytest.mark.parametrize(
    ("statuses", "is_successful"),
    [
        (["met", "met", "met"], True),
        (["met", "met"], False),
        (["met", "met", "carried"], False),
        ([], False),
    ],
)
def test_is_successful(statuses, is_successful):
    assert rules.is_successful([rules.NeedStatus(one) for one in statuses]) is is_successful


@given(value=st.integers(-20, 30))
def test_a_scale_is_read_from_one_to_ten(value):
    assert (rules.problem_with_reading(value) == "") is (value in range(1, 11))


def test_a_meeting_has_the_familys_voice_or_the_reason():
    asks = {"whose": "the family"}
    assert rules.problem_with_voice(words="Better", why_not="", **asks) == ""
    assert rules.problem_with_voice(words="", why_not="Did not come", **asks) == ""
    assert rules.problem_with_voice(words=" ", why_not="", **asks) == (
        "Write down what the family said, or why they were not heard"
    )


def test_days_agreed_are_today_or_later_and_within_two_years():
    asks = {"today": MONDAY, "what": "The day"}
    assert rules.problem_with_future_day(MONDAY, **asks) == ""
    assert rules.problem_with_future_day(MONDAY + timedelta(days=730), **asks) == ""
    assert rules.problem_with_future_day(MONDAY - timedelta(days=1), **asks) == "The day must be today or later"
    assert "more than two years away" in rules.problem_with_future_day(MONDAY + timedelta(days=731), **asks)


def test_days_past_are_neither_in_the_future_nor_before_the_plan():
    asks = {"today": MONDAY, "since": MONDAY - timedelta(days=9), "what": "The day"}
    assert rules.problem_with_past_day(MONDAY, **asks) == ""
    assert rules.problem_with_past_day(MONDAY - timedelta(days=9), **asks) == ""
    assert rules.problem_with_past_day(MONDAY + timedelta(days=1), **asks) == "The day cannot be in the future"
    assert rules.problem_with_past_day(MONDAY - timedelta(days=10), **asks) == "The day is before the plan began"


def test_may_tick():
    assert rules.may_tick(is_owner=True, may_write=False)
    assert rules.may_tick(is_owner=False, may_write=True)
    assert not rules.may_tick(is_owner=False, may_write=False)


@pytest.mark.parametrize(
    ("own", "agreed", "basis", "may"),
    [
        (True, False, False, True),
        (False, True, False, True),
        (False, False, True, True),
        (False, False, False, False),
    ],
)
def test_may_invite(own, agreed, basis, may):
    assert rules.may_invite(is_own_service=own, has_agreement=agreed, has_other_basis=basis) is may


def test_moves():
    assert rules.may_move_plan(rules.PlanStatus.DRAFT, rules.PlanStatus.ACTIVE)
    assert not rules.may_move_plan(rules.PlanStatus.DRAFT, rules.PlanStatus.PAUSED)
    assert rules.may_move_need(rules.NeedStatus.OPEN, rules.NeedStatus.MET)
    assert not rules.may_move_need(rules.NeedStatus.MET, rules.NeedStatus.CARRIED)
    assert rules.may_move_action(rules.ActionStatus.TO_DO, rules.ActionStatus.DONE)
    assert not rules.may_move_action(rules.ActionStatus.DONE, rules.ActionStatus.NOT_DONE)
    assert rules.may_move_meeting(rules.MeetingStatus.PLANNED, rules.MeetingStatus.HELD)
    assert not rules.may_move_meeting(rules.MeetingStatus.HELD, rules.MeetingStatus.CANCELLED)


def test_is_being_worked_on():
    assert [one for one in rules.PlanStatus if rules.is_being_worked_on(one)] == ["draft", "active"]


def test_the_ten_outcomes_are_those_of_supporting_families():
    titles = [one.title for one in rules.SUPPORTING_FAMILIES.outcomes]
    assert titles == [
        "Getting a good education",
        "Good early years development",
        "Improved mental and physical health",
        "Better managed substance use",
        "Improved family relationships",
        "Children safe from abuse and exploitation",
        "Families diverted from crime",
        "Safe from domestic abuse",
        "Secure housing",
        "Financial stability",
    ]


def test_every_suggested_outcome_is_one_of_the_ten():
    keys = {one.key for one in rules.SUPPORTING_FAMILIES.outcomes}
    for heading in ("health", "learning", "basic_care", "behaviour", "speech"):
        assert rules.suggested_outcome(heading) in keys
    assert rules.suggested_outcome("home_and_money") == ""


def test_a_first_meeting_may_come_before_its_plan_but_never_before_help():
    begun, helped = date(2026, 3, 2), date(2026, 2, 2)
    facts = {"started_on": begun, "helped_from_on": helped}
    days = {kind: rules.earliest_day_met(kind=kind, **facts) for kind in rules.MeetingKind}
    assert days == {"first": helped, "review": begun, "extra": begun}


def test_the_clock_of_the_review_runs_from_the_latest_meeting():
    assert rules.is_latest_meeting(held_on=MONDAY, others_held_on=[])
    assert rules.is_latest_meeting(held_on=MONDAY, others_held_on=[MONDAY, MONDAY - timedelta(days=1)])
    assert not rules.is_latest_meeting(held_on=MONDAY, others_held_on=[MONDAY + timedelta(days=1)])
