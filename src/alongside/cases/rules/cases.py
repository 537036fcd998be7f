"""A family's involvement with the service: its levels, and how it moves."""

from enum import IntEnum, StrEnum


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


HELPED_LEVELS = (Level.EARLY_HELP, Level.TARGETED)
"""The levels at which this service helps a family itself."""


def is_helped_level(level: Level) -> bool:
    """A family is helped by the early intervention service at level 2 or 3; universal services need no case,
    and level 4 is social care's.

    Source: local default (levels of the published threshold document, Working Together to Safeguard Children).
    """
    return level in HELPED_LEVELS


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
    """A case waits for a lead professional, is helped, steps up to social care and back, and closes; a closed
    case is reopened to wait for a lead professional.

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
    MOVED_HUB = "moved_hub"


STEP_WORDS = {
    StepKind.OPENED: "Opened",
    StepKind.ALLOCATED: "Lead professional allocated",
    StepKind.STEP_UP: "Stepped up to social care",
    StepKind.STEP_DOWN: "Stepped down from social care",
    StepKind.LEVEL_CHANGED: "Level of need changed",
    StepKind.CLOSED: "Closed",
    StepKind.REOPENED: "Reopened",
    StepKind.MOVED_HUB: "Moved to another hub",
}


STEPS_FROM: dict[StepKind, frozenset[CaseStatus]] = {
    StepKind.STEP_UP: frozenset({CaseStatus.TO_ALLOCATE, CaseStatus.OPEN}),
    StepKind.STEP_DOWN: frozenset({CaseStatus.STEPPED_UP}),
    StepKind.LEVEL_CHANGED: frozenset({CaseStatus.TO_ALLOCATE, CaseStatus.OPEN}),
    StepKind.CLOSED: frozenset({CaseStatus.TO_ALLOCATE, CaseStatus.OPEN, CaseStatus.STEPPED_UP}),
    StepKind.REOPENED: frozenset({CaseStatus.CLOSED}),
    StepKind.MOVED_HUB: frozenset({CaseStatus.TO_ALLOCATE, CaseStatus.OPEN, CaseStatus.STEPPED_UP}),
}


def may_step(status: CaseStatus, kind: StepKind) -> bool:
    """A case steps up from early help, steps down only from social care, closes from anywhere, is reopened
    only when closed, and moves to another hub while it is open.

    Source: local default.
    """
    return status in STEPS_FROM.get(kind, frozenset())


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


def is_outcome_for(outcome: ClosingOutcome, *, level: Level) -> bool:
    """A case at level 4 closes only because social care now helps, or because the family has moved away.

    Source: local default.
    """
    if level is Level.SPECIALIST:
        return outcome in {ClosingOutcome.SOCIAL_CARE, ClosingOutcome.MOVED_AWAY}
    return True
