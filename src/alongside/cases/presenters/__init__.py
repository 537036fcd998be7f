"""Words and flags for the pages of cases."""

from .allocating import candidate_hint, candidate_name, caseload_words
from .case import STATUS_TAGS, CasePage, StepTaken, stands_words, team_words
from .lists import CaseList, list_row
from .overlap import OverlapPage
from .thresholds import ThresholdPage

__all__ = [
    "STATUS_TAGS",
    "CaseList",
    "CasePage",
    "OverlapPage",
    "StepTaken",
    "ThresholdPage",
    "candidate_hint",
    "candidate_name",
    "caseload_words",
    "list_row",
    "stands_words",
    "team_words",
]
