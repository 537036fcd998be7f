"""Completing an assessment: what is missing is named, and the plan can begin."""

from datetime import datetime

from django.db import transaction

from alongside.cases.actions import add_to_timeline
from alongside.foundation.audit.actions import record
from alongside.foundation.events.actions import publish
from alongside.foundation.identity.models import User

from .. import rules
from ..events import AssessmentCompleted
from ..models import Assessment
from ..queries.missing import lacks_of
from .refusals import NotReady, lock_draft, refuse_unless_may_write

COMPLETE, SUPERSEDED = rules.AssessmentStatus.COMPLETE, rules.AssessmentStatus.SUPERSEDED


@transaction.atomic
def complete_assessment(*, assessment: Assessment, by: User, at: datetime) -> Assessment:
    """Complete an assessment in which every child is seen and heard; the one before is then replaced.

    Completing twice completes once.
    """
    current = Assessment.objects.select_for_update(of=("self",)).select_related("case").get(id=assessment.id)
    refuse_unless_may_write(by, current.case)
    if current.status == COMPLETE:
        return current
    held = lock_draft(assessment, by)
    if lacks := lacks_of(held, today=at.date()):
        raise NotReady(lacks)
    if held.follows_id:
        Assessment.objects.filter(id=held.follows_id, status=COMPLETE).update(status=SUPERSEDED)
    held.status, held.completed_at, held.completed_by = COMPLETE, at, by
    held.save(update_fields=["status", "completed_at", "completed_by"])
    add_to_timeline(
        family_id=held.case.family_id,
        case_id=held.case_id,
        kind="assessments.completed",
        at=at,
        by=by,
        title="The early help assessment was completed",
    )
    record("assessments.completed", subject=held, about=(held.case.family_id, held.case_id), by=by, at=at)
    publish(AssessmentCompleted(assessment_id=held.id, case_id=held.case_id, by_id=by.id, at=at))
    return held
