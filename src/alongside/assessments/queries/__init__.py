"""Reading assessments: one, a case's, what is missing, what flows on, and what is due."""

from .carrying import list_starting_points, starting_points_for_plan
from .changes import Change, changes_since
from .family import Relative, expected_voice_of, genogram_of, relatives_of, ties_of, who_it_may_be
from .missing import lacks_of, whole_of
from .parts import (
    Parts,
    about_of,
    approach_of,
    conclusion_of,
    entries_of,
    headings_written,
    parts_of,
    voice_of,
    voices_of,
    worries_of,
)
from .reading import (
    AssessmentNotFound,
    get_assessment,
    is_open_to,
    latest_complete,
    list_of_case,
    list_of_family,
    list_reusable,
    may_start,
    may_write,
)
from .sharing import who_is_asked, who_may_answer
from .work import WorkDue, due_rule, list_due_in, work_of

__all__ = [
    "AssessmentNotFound",
    "Change",
    "Parts",
    "Relative",
    "WorkDue",
    "about_of",
    "approach_of",
    "changes_since",
    "conclusion_of",
    "due_rule",
    "entries_of",
    "expected_voice_of",
    "genogram_of",
    "get_assessment",
    "headings_written",
    "is_open_to",
    "lacks_of",
    "latest_complete",
    "list_due_in",
    "list_of_case",
    "list_of_family",
    "list_reusable",
    "list_starting_points",
    "may_start",
    "may_write",
    "parts_of",
    "relatives_of",
    "starting_points_for_plan",
    "ties_of",
    "voice_of",
    "voices_of",
    "who_is_asked",
    "who_it_may_be",
    "who_may_answer",
    "whole_of",
    "work_of",
    "worries_of",
]
