"""Where an assessment stands, when it is due, and when an earlier one is fresh enough to use again."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from alongside.foundation.policy.rules import local_policy, number


class AssessmentStatus(StrEnum):
    """Where an early help assessment stands."""

    DRAFT = "draft"
    STOPPED = "stopped"
    COMPLETE = "complete"
    SUPERSEDED = "superseded"


STATUS_WORDS = {
    AssessmentStatus.DRAFT: "Being written",
    AssessmentStatus.STOPPED: "Stopped before it was complete",
    AssessmentStatus.COMPLETE: "Complete",
    AssessmentStatus.SUPERSEDED: "Replaced by a later one",
}

MOVES: dict[AssessmentStatus, frozenset[AssessmentStatus]] = {
    AssessmentStatus.DRAFT: frozenset({AssessmentStatus.COMPLETE, AssessmentStatus.STOPPED}),
    AssessmentStatus.STOPPED: frozenset(),
    AssessmentStatus.COMPLETE: frozenset({AssessmentStatus.SUPERSEDED}),
    AssessmentStatus.SUPERSEDED: frozenset(),
}


def may_move(status: AssessmentStatus, to: AssessmentStatus) -> bool:
    """An assessment is written, then complete, then replaced by a later one, or it stops before it is complete; it
    never goes back.

    Source: local default.
    """
    return to in MOVES[status]


def may_be_written(status: AssessmentStatus, *, is_case_closed: bool) -> bool:
    """An assessment is written only while it is a draft and the family’s case is open.

    Source: local default.
    """
    return status is AssessmentStatus.DRAFT and not is_case_closed


@local_policy("assessments", "The early help assessment")
@dataclass(frozen=True)
class AssessmentsPolicy:
    """Local numbers for assessments. Source: practice in several authorities, as the local default."""

    complete_working_days: int = number(
        15,
        "Working days to complete an assessment",
        least=1,
        most=120,
        source="Hertfordshire: three weeks from registration",
    )
    reuse_weeks: int = number(
        12,
        "Weeks for which a completed assessment can be used again",
        most=104,
        source="Durham: under 12 weeks old need not be redone",
    )
    asked_from_age: int = number(
        13,
        "Age from which a young person is asked for themselves",
        least=8,
        most=18,
        source="Devon: each member of 13 or over",
    )
    speaks_from_age: int = number(
        3,
        "Age from which a child’s own words are expected, not only what was seen",
        most=10,
    )


def assessment_due_on(*, begun_on: date, calendar, policy: AssessmentsPolicy) -> date:
    """An assessment is complete within three weeks (15 working days) of the family’s help beginning.

    Source: local default (practice in Hertfordshire: three weeks from registration).
    """
    return calendar.after(begun_on, policy.complete_working_days)


def counts_from(*, help_began_on: date, started_on: date, is_first: bool) -> date:
    """The first assessment is counted from the day help began; a later one from the day it was started.

    Source: local default.
    """
    return min(help_began_on, started_on) if is_first else started_on


def is_fresh(*, completed_on: date, today: date, policy: AssessmentsPolicy) -> bool:
    """An assessment under twelve weeks old need not be redone: its words can be carried forward.

    Source: local default (practice in Durham).
    """
    return today - completed_on < timedelta(weeks=policy.reuse_weeks)


def due_rule_words(policy: AssessmentsPolicy) -> str:
    """The rule for the due date, as the worklist prints it."""
    return (
        f"Complete within {policy.complete_working_days} working days of help beginning "
        "(local policy; default three weeks)"
    )
