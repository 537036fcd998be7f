"""Noting that a page with persons on it was looked at."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from alongside.foundation.audit.actions import record
from alongside.foundation.identity.models import User

from ..models import Register, Volunteer

if TYPE_CHECKING:
    from alongside.places.models import Site


def note_register_seen(*, register: Register, people: Iterable[UUID], by: User, at: datetime) -> None:
    """Note whose names stood on a register that was looked at."""
    about = list(people)
    if about:
        record("hubs.register_seen", subject=register, about=about, by=by, at=at)


def note_volunteers_seen(
    *, hub: Site, volunteers: Iterable[Volunteer], by: User, at: datetime, as_file: bool = False
) -> None:
    """Note which volunteers' records were looked at, or taken away as a file."""
    about = [one.id for one in volunteers]
    if about:
        record(
            "hubs.volunteers_downloaded" if as_file else "hubs.volunteers_seen", subject=hub, about=about, by=by, at=at
        )
