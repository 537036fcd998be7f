"""A family's involvement with the service: its levels, moves, clocks and the changes of worker."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import IntEnum, StrEnum

from alongside.foundation.policy.rules import local_policy, number


class Level(IntEnum):
    """The levels of need of a published threshold document.

    Source: Working Together to Safeguard Children (threshold document); names are local.
    """

    UNIVERSAL = 1
    EARLY_HELP = 2
    TARGETED = 3
    SPECIALIST = 4


LEVEL_WORDS = {
    Level.UNIVERSAL: "Level 1: universal",
    Level.EARLY_HELP: "Level 2: early help",
    Level.TARGETED: "Level 3: targeted",
    Level.SPECIALIST: "Level 4: specialist",
}


class CaseStatus(StrEnum):
    """Where a family's involvement with the service stands."""

    TO_ALLOCATE = "to_allocate"
    OPEN = "open"
    STEPPED_UP = "stepped_up"
    CLOSED = "closed"


CASE_STATUS_WORDS = {
    CaseStatus.TO_ALLOCATE: "Waiting for a lead professional",
    CaseStatus.OPEN: "Being helped",
    CaseStatus.STEPPED_UP: "Stepped up to social care",
    CaseStatus.CLOSED: "Closed",
}

MOVES: dict[CaseStatus, frozenset[CaseStatus]] = {
    CaseStatus.TO_ALLOCATE: frozenset({CaseStatus.OPEN, CaseStatus.STEPPED_UP, CaseStatus.CLOSED}),
    CaseStatus.OPEN: frozenset({CaseStatus.STEPPED_UP, CaseStatus.CLOSED}),
    CaseStatus.STEPPED_UP: frozenset({CaseStatus.TO_ALLOCATE, CaseStatus.OPEN, CaseStatus.CLOSED}),
    CaseStatus.CLOSED: frozenset({CaseStatus.TO_ALLOCATE}),
}


def may_move(status: CaseStatus, to: CaseStatus) -> bool:
    """A case moves only along the table of moves.

    Source: local default.
    """
    return to in MOVES[status]


class StepKind(StrEnum):
    """How a case came to its level or status."""

    OPENED = "opened"
    ALLOCATED = "allocated"
    STEP_UP = "step_up"
    STEP_DOWN = "step_down"
    LEVEL_CHANGED = "level_changed"
    CLOSED = "closed"
    REOPENED = "reopened"


STEP_WORDS = {
    StepKind.OPENED: "Opened",
    StepKind.ALLOCATED: "Lead professional allocated",
    StepKind.STEP_UP: "Stepped up to social care",
    StepKind.STEP_DOWN: "Stepped down from social care",
    StepKind.LEVEL_CHANGED: "Level of need changed",
    StepKind.CLOSED: "Closed",
    StepKind.REOPENED: "Reopened",
}


STARTS_WAITING = frozenset({StepKind.OPENED, StepKind.REOPENED, StepKind.STEP_DOWN})
"""Steps from which a family waits for a lead professional, if it has none."""

STARTS_HELP = frozenset({StepKind.OPENED, StepKind.REOPENED})
"""Steps from which a time of help is counted."""


class ClosingOutcome(StrEnum):
    """What came of the help, stated when a case closes."""

    NEEDS_MET = "needs_met"
    SOME_NEEDS_MET = "some_needs_met"
    MOVED_AWAY = "moved_away"
    FAMILY_ENDED = "family_ended"
    SOCIAL_CARE = "social_care"
    NOT_ENGAGED = "not_engaged"


CLOSING_WORDS = {
    ClosingOutcome.NEEDS_MET: "The needs in the plan were met",
    ClosingOutcome.SOME_NEEDS_MET: "Some needs were met; universal services go on helping",
    ClosingOutcome.MOVED_AWAY: "The family moved away; the new area was told",
    ClosingOutcome.FAMILY_ENDED: "The family chose to end",
    ClosingOutcome.SOCIAL_CARE: "Social care is now helping instead",
    ClosingOutcome.NOT_ENGAGED: "The family could not be reached or did not take part",
}


class AllocationRole(StrEnum):
    LEAD = "lead"
    CO_WORKER = "co_worker"


@local_policy("cases", "Helping a family")
@dataclass(frozen=True)
class CasesPolicy:
    """Local numbers for cases. Source: practice in several authorities, as the local default."""

    allocation_working_days: int = number(2, "Working days to name a lead professional", most=60)
    drift_after_days: int = number(365, "Days open after which a plan may be drifting", least=30)
    drift_after_reviews: int = number(3, "Reviews after which a plan may be drifting", least=1, most=20)
    heavy_caseload: int = number(12, "Families at which a caseload is called full", least=1, most=60)


def allocation_due_on(*, opened_on: date, calendar, policy: CasesPolicy) -> date:
    """A lead professional is named within two working days of the case opening.

    Source: local default.
    """
    return calendar.after(opened_on, policy.allocation_working_days)


def is_drifting(*, opened_on: date, reviews_held: int, today: date, policy: CasesPolicy) -> bool:
    """A plan may be drifting when the case has been open for over a year or has had three reviews or more.

    Source: local default (practice in Shropshire: consult an early help social worker).
    """
    is_long = today - opened_on > timedelta(days=policy.drift_after_days)
    return is_long or reviews_held >= policy.drift_after_reviews


def changes_of_worker(leads: Sequence[object]) -> int:
    """How often a family has had to start again with a new lead professional.

    Source: local default.
    """
    return sum(1 for before, after in zip(leads, leads[1:], strict=False) if before != after)


def is_outcome_for(outcome: ClosingOutcome, *, level: Level) -> bool:
    """A case at level 4 closes only because social care now helps, or because the family has gone.

    Source: local default.
    """
    if level is Level.SPECIALIST:
        return outcome in {ClosingOutcome.SOCIAL_CARE, ClosingOutcome.MOVED_AWAY}
    return True
