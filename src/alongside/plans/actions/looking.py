"""Noting that someone looked: every page that shows a family's plan says so in the audit log."""

from collections.abc import Iterable
from datetime import datetime

from alongside.foundation.audit.actions import record
from alongside.foundation.identity.models import User

from ..models import FamilyCopy, Meeting, Plan


def show_plan(*, plan: Plan, by: User, at: datetime) -> None:
    """Note that someone looked at a plan."""
    record("plans.plan_seen", subject=plan, about=(plan.case.family_id,), by=by, at=at)


def show_plans(*, plans: Iterable[Plan], by: User, at: datetime) -> None:
    """Note that someone saw families in a list of plans."""
    families = [plan.case.family_id for plan in plans]
    if families:
        record("plans.list_seen", subject=by, about=families, by=by, at=at)


def show_meeting(*, meeting: Meeting, by: User, at: datetime) -> None:
    """Note that someone looked at a meeting."""
    record("plans.meeting_seen", subject=meeting, about=(meeting.plan.case.family_id,), by=by, at=at)


def show_copy(*, copy: FamilyCopy, by: User, at: datetime) -> None:
    """Note that someone opened the family's copy."""
    record("plans.family_copy_seen", subject=copy, about=(copy.plan.case.family_id,), by=by, at=at)
