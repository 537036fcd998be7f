"""Who may see a family's record, why, and who looked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from alongside.foundation.access.queries import list_grants_on, list_who_read_every, why_open
from alongside.foundation.access.rules import BY_ROLE_WORDS
from alongside.foundation.audit.queries import list_entries_about
from alongside.foundation.identity.models import User
from alongside.people.access import SUBJECT

from .. import rules

if TYPE_CHECKING:
    from alongside.people.models import Family


@dataclass(frozen=True)
class MaySee:
    """Someone who may see the record, why, and since when."""

    who: str
    agency: str
    why: str
    because: str
    from_at: datetime | None
    until_at: datetime | None


@dataclass(frozen=True)
class Looked:
    """One time that someone looked at the record."""

    who: str
    agency: str
    at: datetime
    what: str


def list_who_may_see(*, family: Family) -> list[MaySee]:
    """Everyone whom a grant lets see this family now, in words that can be told to the family."""
    found = []
    for grant in list_grants_on(subject_kind=SUBJECT, subject_ids=[family.id]):
        holder = grant.user or grant.team or grant.agency
        agency = None if grant.agency else holder.agency
        found.append(
            MaySee(
                who=holder.name,
                agency=agency.name if agency else "",
                why=rules.why_in_words(grant.reason),
                because=grant.because,
                from_at=grant.from_at,
                until_at=grant.until_at,
            )
        )
    return [*found, *(_by_role(one) for one in list_who_read_every())]


def _by_role(reader: User) -> MaySee:
    agency = reader.agency.name if reader.agency else ""
    return MaySee(who=reader.name, agency=agency, why=BY_ROLE_WORDS, because="", from_at=None, until_at=None)


def list_who_looked(*, family: Family, size: int = 100) -> list[Looked]:
    """The last times that someone looked at this family, the latest first."""
    entries = list_entries_about(about=family.id, kinds_ending=rules.SEEN_KINDS, size=size)
    return [
        Looked(
            who=entry.by.name if entry.by else entry.by_label or "The system",
            agency=entry.by.agency.name if entry.by and entry.by.agency else "",
            at=entry.at,
            what=_what(entry.kind),
        )
        for entry in entries
    ]


def _what(kind: str) -> str:
    return kind.partition(".")[2].removesuffix(rules.SEEN_KINDS).replace("_", " ")


def list_sight(*, viewer: User, family: Family) -> list[str]:
    """Why the viewer sees this family, grant by grant; or by a role that reads every family."""
    found = [
        f"{_part(grant)}: {rules.why_in_words(grant.reason)}"
        for grant in why_open(viewer=viewer, subject_kind=SUBJECT, subject_id=family.id)
    ]
    return found or [f"You: {BY_ROLE_WORDS}"]


def _part(grant) -> str:
    if grant.team is not None:
        return f"Your team, {grant.team.name}"
    return f"Your agency, {grant.agency.name}" if grant.agency is not None else "You"
