"""Noting who looked for whom, and who saw what."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from alongside.foundation.audit.actions import record
from alongside.foundation.identity.models import User

from ..models import Family, Person


def note_search(*, found: Iterable[UUID], by: User, at: datetime, why: str = "") -> None:
    """Note that someone searched, and which families and people the results showed."""
    record("people.found_seen", subject=by, about=list(found), by=by, at=at, why=why)


def note_seen(*, subject: Person | Family, about: Iterable[UUID], page: str, by: User, at: datetime) -> None:
    """Note that someone looked at a person or a family."""
    kind = "people.person_seen" if isinstance(subject, Person) else "people.family_seen"
    record(kind, subject=subject, about=list(about), by=by, at=at, page=page)
