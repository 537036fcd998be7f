"""Who may read and write a family's assessment."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import QuerySet

from alongside.foundation.access.access import is_open_to, subjects_open_to
from alongside.foundation.access.rules import GrantReason, declare
from alongside.people.access import SUBJECT

from .models import Assessment

if TYPE_CHECKING:
    from alongside.cases.models import Case

WRITE = declare(
    "assessments.write",
    "Write early help assessments with the families one works with",
    roles={"family-worker", "lead-professional", "hub-manager", "social-worker"},
)
READ = declare(
    "assessments.read",
    "Read the early help assessments of families open to one",
    roles={
        "family-worker",
        "lead-professional",
        "hub-manager",
        "social-worker",
        "front-door-worker",
        "front-door-manager",
        "service-manager",
        "partner",
    },
)
NOT_BY = frozenset({GrantReason.ASKED, GrantReason.FAMILY})
"""Having asked for help does not open the assessment; the family reads its own copy, not this page."""


def family_ids_open_to(viewer) -> QuerySet:
    """The ids of the families whose assessments the viewer may read."""
    return subjects_open_to(viewer, SUBJECT).exclude(reason__in=NOT_BY)


def is_family_open_to(viewer, family_id) -> bool:
    """Whether the viewer may read the assessments of one family."""
    return is_open_to(viewer, SUBJECT, family_id, not_by=NOT_BY)


def assessments_open_to(viewer) -> QuerySet[Assessment]:
    """The assessments of families that a grant opens to someone who reads assessments."""
    if not (viewer.may(READ) or viewer.may(WRITE)):
        return Assessment.objects.none()
    return Assessment.objects.filter(case__family_id__in=family_ids_open_to(viewer))


def may_write(viewer, case: Case) -> bool:
    """Someone who writes assessments writes those of the families open to them."""
    return viewer.may(WRITE) and is_family_open_to(viewer, case.family_id)
