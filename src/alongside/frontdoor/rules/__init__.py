"""What the front door takes in, when it is due, and which answers it can give."""

from .clock import (
    FrontDoorPolicy,
    decision_due_on,
    is_decision_late,
    is_link_open,
    is_telling_late,
    is_too_often,
    link_expires_at,
    telling_due_on,
)
from .deciding import (
    OPENS_A_CASE,
    OUTCOME_HINTS,
    OUTCOME_WORDS,
    Outcome,
    is_level_for,
    levels_for,
    must_name_agency,
    must_name_panel,
    must_name_team,
    needs_a_family,
    problem_with_decision,
)
from .kinds import (
    ASKER_WORDS,
    FAMILY_VIEW_WORDS,
    KIND_WORDS,
    MATCH_WORDS,
    PART_WORDS,
    ROUTE_WORDS,
    STATUTORY_WORDS,
    TAKEN_BY_HAND,
    AskerKind,
    ContactKind,
    FamilyView,
    Match,
    Part,
    Route,
    StatutoryWork,
    kind_of,
)
from .moves import MOVES, STATUS_WORDS, ContactStatus, may_be_decided, may_be_withdrawn, may_move
from .people import OLDEST_AGE, BirthKnown, birth_known, family_name_for, fold_name, problem_with_birth
from .telling import USUAL_WORDS, words_for
from .told import (
    RELATION_LABELS,
    Asker,
    SteppedDown,
    Told,
    ToldOf,
    estimated_birth,
    part_of,
    problem_with_told,
    twice_told,
)

__all__ = [
    "ASKER_WORDS", "FAMILY_VIEW_WORDS", "KIND_WORDS", "MATCH_WORDS", "MOVES", "OLDEST_AGE",
    "OPENS_A_CASE", "OUTCOME_HINTS", "OUTCOME_WORDS", "PART_WORDS", "ROUTE_WORDS", "STATUS_WORDS",
    "RELATION_LABELS", "STATUTORY_WORDS", "TAKEN_BY_HAND", "USUAL_WORDS", "Asker", "AskerKind", "BirthKnown", "ContactKind", "ContactStatus",
    "FamilyView", "FrontDoorPolicy", "Match", "Outcome", "Part", "Route", "StatutoryWork", "SteppedDown", "Told", "ToldOf", "birth_known",
    "decision_due_on", "estimated_birth", "family_name_for", "fold_name", "is_decision_late", "is_level_for", "is_link_open",
    "is_telling_late", "is_too_often", "kind_of", "levels_for", "link_expires_at", "may_be_decided",
    "may_be_withdrawn", "may_move", "must_name_agency", "must_name_panel", "must_name_team",
    "needs_a_family", "part_of", "problem_with_birth", "problem_with_decision", "problem_with_told",
    "telling_due_on", "twice_told", "words_for",
]
