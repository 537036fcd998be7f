"""Finding an assessment, and those before it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from alongside.foundation.identity.models import User
from alongside.foundation.policy.queries import policy_on
from alongside.people.queries import records_of_family

from .. import access, rules
from ..models import Assessment

if TYPE_CHECKING:
    from alongside.cases.models import Case

DRAFT, COMPLETE = rules.AssessmentStatus.DRAFT, rules.AssessmentStatus.COMPLETE
WITH_WHAT_IS_SHOWN = (
    "case__family",
    "case__lead",
    "started_by",
    "completed_by",
    "follows",
    "about",
    "conclusion",
    "stopping__by",
)


class AssessmentNotFound(LookupError):
    """There is no such assessment, or the viewer may not see it."""


def get_assessment(*, viewer: User, reference: str) -> Assessment:
    """One assessment of a family open to the viewer."""
    found = access.assessments_open_to(viewer).select_related(*WITH_WHAT_IS_SHOWN).filter(reference=reference).first()
    if found is None:
        raise AssessmentNotFound(reference)
    return found


def list_of_case(*, viewer: User, case: Case) -> list[Assessment]:
    """The assessments of a case, the latest first."""
    mine = access.assessments_open_to(viewer).filter(case=case)
    return list(mine.select_related("started_by", "completed_by", "case", "stopping").order_by("-started_on", "-id"))


def list_of_family(*, viewer: User, family_id: UUID) -> list[Assessment]:
    """The assessments of a family over all its cases, the latest first."""
    mine = access.assessments_open_to(viewer).filter(case__family_id__in=records_of_family(family_id))
    return list(mine.select_related("started_by", "completed_by", "case", "stopping").order_by("-started_on", "-id"))


def latest_complete(case: Case) -> Assessment | None:
    """The assessment of a case that holds now, for apps that build on it."""
    return (
        Assessment.objects.filter(case=case, status=COMPLETE)
        .select_related("completed_by")
        .order_by("-completed_at", "-id")
        .first()
    )


def list_reusable(*, viewer: User, case: Case, today: date) -> list[Assessment]:
    """Complete assessments of the same family that are fresh enough to carry forward, the latest first."""
    policy = policy_on(rules.AssessmentsPolicy, today)
    return [
        one
        for one in list_of_family(viewer=viewer, family_id=case.family_id)
        if one.completed_at is not None
        and rules.is_fresh(completed_on=one.completed_at.date(), today=today, policy=policy)
    ]


def may_write(*, viewer: User, assessment: Assessment) -> bool:
    """Whether the viewer can still write in this assessment."""
    is_closed = assessment.case.closed_on is not None
    return rules.may_be_written(
        rules.AssessmentStatus(assessment.status), is_case_closed=is_closed
    ) and access.may_write(viewer, assessment.case)


def may_start(*, viewer: User, case: Case) -> bool:
    """Whether the viewer can start an assessment of this case."""
    return case.closed_on is None and access.may_write(viewer, case)


def is_open_to(*, viewer: User, family_id: UUID) -> bool:
    """Whether the viewer may read the assessments of a family."""
    return access.is_family_open_to(viewer, family_id)
