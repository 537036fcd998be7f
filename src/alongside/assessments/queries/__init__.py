"""Reading assessments: one, a case's, what is missing, what flows on, and what is due."""

from .carrying import list_starting_points, starting_points_for_plan
from .changes import Change, changes_since
from .family import Relative, genogram_of, relatives_of
from .missing import lacks_of, whole_of
from .reading import (
    AssessmentNotFound,
    get_assessment,
    latest_complete,
    list_of_case,
    list_of_family,
    list_reusable,
    may_start,
    may_write,
)
from .work import WorkDue, work_of

__all__ = [
    "AssessmentNotFound", "Change", "Relative", "WorkDue", "changes_since", "genogram_of", "get_assessment",
    "lacks_of", "latest_complete", "list_of_case", "list_of_family", "list_reusable", "list_starting_points",
    "may_start", "may_write", "relatives_of", "starting_points_for_plan", "whole_of", "work_of",
]
