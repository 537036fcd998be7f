"""Noting who looked, so that a family can be told."""

from collections.abc import Iterable
from datetime import datetime

from alongside.foundation.audit.actions import record
from alongside.foundation.identity.models import User

from ..models import Case


def look_at_case(*, case: Case, by: User, at: datetime) -> None:
    """Note that someone saw a case."""
    record("cases.case_seen", subject=case, about=(case.family_id,), by=by, at=at)


def look_at_cases(*, cases: Iterable[Case], by: User, at: datetime) -> None:
    """Note that someone saw families in a list."""
    families = [case.family_id for case in cases]
    if families:
        record("cases.list_seen", subject=by, about=families, by=by, at=at)
