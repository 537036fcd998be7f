"""Reading cases: one case, a hub's list, who is involved, what happened, who carries how much."""

from .caseloads import (
    Candidate,
    Caseload,
    count_families_of,
    list_candidates,
    list_caseloads,
    list_closings_of,
)
from .choices import get_team, list_agencies, list_hub_teams, list_social_care_teams
from .finding import (
    CaseNotFound,
    count_by_status,
    current_case_of,
    get_case,
    list_cases,
    list_cases_led_by,
    list_cases_of_family,
    list_cases_to_allocate,
    open_case_of,
)
from .history import (
    changes_of_worker,
    find_timeline_entry,
    get_allocation,
    get_step_taken,
    latest_step,
    lead_named,
    list_allocations,
    list_steps,
    timeline_of,
)
from .involvement import KnownTo, get_involvement, known_to, list_involvements
from .thresholds import (
    current_threshold_document,
    get_descriptor,
    get_threshold_document,
    list_descriptors,
    list_threshold_documents,
)

__all__ = [
    "Candidate", "CaseNotFound", "Caseload", "KnownTo", "changes_of_worker", "count_by_status",
    "count_families_of", "current_case_of", "current_threshold_document",
    "find_timeline_entry", "get_allocation", "get_case",
    "get_descriptor", "get_involvement", "get_step_taken", "get_team", "get_threshold_document", "known_to",
    "latest_step", "lead_named", "list_agencies", "list_allocations", "list_candidates", "list_caseloads", "list_cases",
    "list_cases_led_by", "list_cases_of_family", "list_cases_to_allocate", "list_closings_of",
    "list_descriptors", "list_hub_teams", "list_involvements", "list_social_care_teams", "list_steps",
    "list_threshold_documents", "open_case_of", "timeline_of",
]
