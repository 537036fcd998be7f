"""What holds for cases: levels, moves, clocks, caseloads, and the local threshold document."""

from .cases import (
    CASE_STATUS_WORDS,
    CLOSING_WORDS,
    HELPED_LEVELS,
    LEVEL_WORDS,
    MOVES,
    STARTS_HELP,
    STARTS_WAITING,
    STEP_WORDS,
    STEPS_FROM,
    AllocationRole,
    CaseStatus,
    ClosingOutcome,
    Level,
    StepKind,
    is_helped_level,
    is_outcome_for,
    may_move,
    may_step,
)
from .clocks import (
    CasesPolicy,
    allocation_due_on,
    caseload_weight,
    changes_of_worker,
    is_caseload_full,
    is_drifting,
)
from .default_thresholds import DEFAULT_DESCRIPTORS, DEFAULT_TITLE, DEFAULT_VERSION
from .thresholds import DOMAINS, may_reword

__all__ = [
    "CASE_STATUS_WORDS", "CLOSING_WORDS", "DEFAULT_DESCRIPTORS", "DEFAULT_TITLE", "DEFAULT_VERSION", "DOMAINS",
    "HELPED_LEVELS", "LEVEL_WORDS", "MOVES", "STARTS_HELP", "STARTS_WAITING", "STEPS_FROM", "STEP_WORDS",
    "AllocationRole", "CaseStatus", "CasesPolicy", "ClosingOutcome", "Level", "StepKind", "allocation_due_on",
    "caseload_weight", "changes_of_worker", "is_caseload_full", "is_drifting", "is_helped_level",
    "is_outcome_for", "may_move", "may_reword", "may_step",
]
