"""Noting who looked for whom, and who saw what."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from alongside.foundation.audit.actions import record
from alongside.foundation.identity.models import User

from ..models import Family, Person
from ..queries import LookedFor


def note_search(*, found: Iterable[UUID], by: User, at: datetime, why: str = "") -> None:
    """Note that someone searched, and which families and people the results showed."""
    record("people.found_seen", subject=by, about=list(found), by=by, at=at, why=why)


def note_likely_seen(looked: Iterable[LookedFor], *, by: User, at: datetime) -> None:
    """Note that people were shown to someone while they typed; where nobody was shown there is nothing to note."""
    found = [who for one in looked for who in one.found]
    shown = {each for who in found for each in who.looked_for} | {family.id for who in found for family in who.families}
    if shown:
        note_search(found=sorted(shown), by=by, at=at, why="while typing")


def note_seen(*, subject: Person | Family, about: Iterable[UUID], page: str, by: User, at: datetime) -> None:
    """Note that someone looked at a person or a family."""
    kind = "people.person_seen" if isinstance(subject, Person) else "people.family_seen"
    record(kind, subject=subject, about=list(about), by=by, at=at, page=page)
