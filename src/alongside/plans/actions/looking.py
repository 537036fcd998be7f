"""Noting that someone looked: every page that shows a family's plan says so in the audit log."""

from datetime import datetime

from alongside.foundation.audit.actions import record
from alongside.foundation.identity.models import User

from ..models import FamilyCopy, Meeting, Plan


def show_plan(*, plan: Plan, by: User, at: datetime) -> None:
    """Note that someone looked at a plan."""
    record("plans.plan_seen", subject=plan, about=(plan.case.family_id,), by=by, at=at)


def show_meeting(*, meeting: Meeting, by: User, at: datetime) -> None:
    """Note that someone looked at a meeting."""
    record("plans.meeting_seen", subject=meeting, about=(meeting.plan.case.family_id,), by=by, at=at)


def show_copy(*, copy: FamilyCopy, by: User, at: datetime) -> None:
    """Note that someone opened the family's copy."""
    record("plans.family_copy_seen", subject=copy, about=(copy.plan.case.family_id,), by=by, at=at)
