"""When the team first meets, when a plan is reviewed, and when the family has its copy."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from alongside.foundation.policy.rules import local_policy, number

from .standing import ActionStatus, MeetingKind


@local_policy("plans", "The plan and the team around the family")
@dataclass(frozen=True)
class PlansPolicy:
    """Local numbers for plans. Source: practice in several authorities, as the local default."""

    first_meeting_working_days: int = number(
        15,
        "Working days from the assessment to the first meeting of the team",
        least=1,
        most=120,
        source="Buckinghamshire: first meeting three weeks after the assessment",
    )
    review_weeks: int = number(
        6,
        "Weeks from one meeting of the team to the next review",
        least=1,
        most=52,
        source="Lewisham, Hertfordshire: every six weeks",
    )
    update_working_days: int = number(
        3,
        "Working days after a meeting to write it up",
        least=1,
        most=30,
        source="Hertfordshire: two to three working days",
    )
    copy_working_days: int = number(
        5,
        "Working days after a meeting to give the family its copy",
        least=1,
        most=30,
        source="Hertfordshire: five working days",
    )
    child_at_meetings_from_age: int = number(
        8,
        "Age from which a child is in the team around their family as a matter of course",
        most=18,
    )
    overdue_grace_days: int = number(
        0,
        "Days after an action’s due day before it is called overdue",
        most=30,
    )


def first_meeting_due_on(*, assessed_on: date, calendar, policy: PlansPolicy) -> date:
    """The team around the family first meets within three weeks (15 working days) of the assessment.

    Source: local default (practice in Buckinghamshire).
    """
    return calendar.after(assessed_on, policy.first_meeting_working_days)


def review_due_on(*, met_on: date, policy: PlansPolicy) -> date:
    """A plan is reviewed six weeks after the team last met, unless the team sets another day.

    Source: local default (practice in Lewisham and Hertfordshire).
    """
    return met_on + timedelta(weeks=policy.review_weeks)


def review_day_to_offer(*, due_on: date, after: date, calendar) -> date:
    """The day offered for the next review is the last working day by which it is due, where there is one.

    Source: local default.
    """
    days = (due_on - timedelta(days=n) for n in range((due_on - after).days))
    return next((day for day in days if not calendar.covers(day) or calendar.is_working_day(day)), due_on)


def update_due_on(*, met_on: date, calendar, policy: PlansPolicy) -> date:
    """What a meeting changed is written up within three working days.

    Source: local default (practice in Hertfordshire).
    """
    return calendar.after(met_on, policy.update_working_days)


def copy_due_on(*, met_on: date, calendar, policy: PlansPolicy) -> date:
    """The family has its own copy of the plan within five working days of a meeting.

    Source: local default (practice in Hertfordshire).
    """
    return calendar.after(met_on, policy.copy_working_days)


def is_action_overdue(*, status: ActionStatus, due_on: date, today: date, policy: PlansPolicy) -> bool:
    """An action is overdue when it is still to do after its due day and the days of grace.

    Source: local default.
    """
    return status is ActionStatus.TO_DO and today > due_on + timedelta(days=policy.overdue_grace_days)


def earliest_day_met(*, kind: MeetingKind, started_on: date, helped_from_on: date) -> date:
    """A first meeting may have been held before its plan was begun here, never before help began; others follow it.

    Source: local default.
    """
    return min(started_on, helped_from_on) if kind is MeetingKind.FIRST else started_on


def is_latest_meeting(*, held_on: date, others_held_on: Sequence[date]) -> bool:
    """The clock of the next review runs from the latest meeting, in whatever order meetings are written down.

    Source: local default.
    """
    return all(held_on >= other for other in others_held_on)


def kind_of_next_meeting(*, has_met: bool) -> MeetingKind:
    """The first meeting comes first; every one after it is a review, unless it is called an extra one.

    Source: local default.
    """
    return MeetingKind.REVIEW if has_met else MeetingKind.FIRST


def first_meeting_rule_words(policy: PlansPolicy) -> str:
    """The rule for the first meeting’s day, as pages print it."""
    return (
        f"The team around the family first meets within {policy.first_meeting_working_days} working days "
        "of the assessment (local policy)"
    )


def review_rule_words(policy: PlansPolicy) -> str:
    """The rule for a review’s day, as pages print it."""
    return f"A plan is reviewed every {policy.review_weeks} weeks, or on the day the team sets (local policy)"


def update_rule_words(policy: PlansPolicy) -> str:
    """The rule for writing up a meeting, as pages print it."""
    return f"A meeting is written up within {policy.update_working_days} working days (local policy)"


def copy_rule_words(policy: PlansPolicy) -> str:
    """The rule for the family’s copy, as pages print it."""
    return f"The family has its copy within {policy.copy_working_days} working days of a meeting (local policy)"


def action_rule_words(policy: PlansPolicy) -> str:
    """The rule for an overdue action, as pages print it."""
    if policy.overdue_grace_days == 0:
        return "An action is overdue on the day after the day agreed for it (local policy)"
    return (
        f"An action is overdue when {policy.overdue_grace_days} days have passed since the day agreed for it "
        "(local policy)"
    )


def drift_rule_words(*, after_days: int, after_reviews: int) -> str:
    """The rule for drift, as pages print it."""
    return (
        f"Help that has gone on for more than {after_days} days, or a plan with {after_reviews} reviews or more, "
        "is talked over with an early help social worker (local policy)"
    )
