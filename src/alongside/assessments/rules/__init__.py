"""What an assessment holds, when it is due, what it still lacks, and how a family is drawn."""

from .completing import Lack, OnePerson, WholeAssessment, is_asked_to_agree, what_is_missing
from .framework import (
    FRAMEWORKS,
    Domain,
    Framework,
    Heading,
    Scope,
    Stage,
    framework_of,
    framework_on,
    headings_for,
    stage_of,
)
from .points import POINT_WORDS, CarriedPoint, PlanPoint, PointKind
from .standing import (
    MOVES,
    STATUS_WORDS,
    AssessmentsPolicy,
    AssessmentStatus,
    assessment_due_on,
    counts_from,
    due_rule_words,
    is_fresh,
    may_be_written,
    may_move,
)
from .voices import (
    APPROACHED_WORDS,
    GATHERING_WORDS,
    VOICE_KIND_WORDS,
    Approached,
    Gathering,
    VoiceKind,
    expected_voice,
    needs_why,
)

__all__ = [
    "APPROACHED_WORDS", "FRAMEWORKS", "GATHERING_WORDS", "MOVES", "POINT_WORDS", "STATUS_WORDS",
    "VOICE_KIND_WORDS", "Approached", "AssessmentStatus", "AssessmentsPolicy", "CarriedPoint",
    "Domain", "Framework", "Gathering", "Heading", "Lack", "OnePerson", "PlanPoint", "PointKind",
    "Scope", "Stage", "VoiceKind", "WholeAssessment", "assessment_due_on", "counts_from",
    "due_rule_words", "expected_voice", "framework_of", "framework_on", "headings_for",
    "is_asked_to_agree", "is_fresh", "may_be_written", "may_move", "needs_why", "stage_of",
    "what_is_missing",
]
