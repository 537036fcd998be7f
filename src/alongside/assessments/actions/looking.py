"""Noting who looked at an assessment."""

from datetime import datetime

from alongside.foundation.audit.actions import record
from alongside.foundation.identity.models import User

from ..models import Assessment


def note_seen(*, assessment: Assessment, page: str, by: User, at: datetime) -> None:
    """Note that someone saw a page of an assessment, and so of its family."""
    case = assessment.case
    record("assessments.assessment_seen", subject=assessment, about=(case.family_id, case.id), by=by, at=at, page=page)
