"""Noting that someone saw families on their own page."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from alongside.foundation.audit.actions import record
from alongside.foundation.identity.models import User


def note_mine_seen(*, family_ids: Iterable[UUID], by: User, at: datetime) -> None:
    """Note which families stood in what someone has to do."""
    families = list(family_ids)
    if families:
        record("worklists.mine_seen", subject=by, about=families, by=by, at=at)
