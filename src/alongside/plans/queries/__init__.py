"""Reading plans: one, a case's, a family's own, and what is due."""

from .asking import find_agency, find_colleague, people_of
from .copies import agency_of, content_of, name_of, said_by
from .known import Known, Told, what_is_known
from .reading import (
    PlanCounts,
    PlanNotFound,
    WholePlan,
    count_of,
    get_family_copy,
    get_meeting,
    get_plan,
    list_plans_of_case,
    may_hold,
    may_write,
    plan_for_family,
    plan_of_case,
    reviews_held,
    whole_of,
)
from .sharing import may_share_with
from .work import (
    WorkRow,
    is_plan_drifting,
    list_actions_of,
    list_plans_drifting,
    list_plans_overdue,
    owner_of,
    review_rule,
    with_drift,
    work_of,
)

__all__ = [
    "Known", "PlanCounts", "PlanNotFound", "Told", "WholePlan", "WorkRow", "agency_of", "content_of",
    "count_of", "find_agency", "find_colleague", "get_family_copy", "get_meeting", "get_plan",
    "is_plan_drifting", "list_actions_of", "list_plans_drifting", "list_plans_of_case", "list_plans_overdue",
    "may_hold", "may_share_with", "may_write", "name_of", "owner_of", "people_of", "plan_for_family",
    "plan_of_case", "review_rule", "reviews_held", "said_by", "what_is_known", "whole_of", "with_drift",
    "work_of",
]
