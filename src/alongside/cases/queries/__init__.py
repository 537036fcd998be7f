"""Reading cases: one case, a hub's list, who is involved, what happened, who carries how much."""

from .caseloads import (
    Candidate,
    Caseload,
    count_families_of,
    list_candidates,
    list_caseloads,
    list_closings_of,
)
from .finding import (
    CaseNotFound,
    Page,
    count_by_status,
    current_case_of,
    get_case,
    list_cases,
    list_cases_led_by,
    list_cases_of_family,
    list_cases_to_allocate,
    open_case_of,
)
from .history import changes_of_worker, latest_step, list_allocations, list_steps, timeline_of
from .involvement import KnownTo, known_to, list_involvements
from .thresholds import (
    current_threshold_document,
    get_threshold_document,
    list_descriptors,
    list_threshold_documents,
)

__all__ = [
    "Candidate", "CaseNotFound", "Caseload", "KnownTo", "Page", "changes_of_worker", "count_by_status",
    "count_families_of", "current_case_of", "current_threshold_document", "get_case", "get_threshold_document",
    "known_to", "latest_step", "list_allocations", "list_candidates", "list_caseloads", "list_cases",
    "list_cases_led_by", "list_cases_of_family", "list_cases_to_allocate", "list_closings_of",
    "list_descriptors", "list_involvements", "list_steps", "list_threshold_documents", "open_case_of",
    "timeline_of",
]
