"""Who may see a family's record, why, and who looked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from alongside.foundation.access.queries import list_grants_on, list_who_is_named, list_who_read_every, why_open
from alongside.foundation.access.rules import BY_ROLE_WORDS, GrantReason
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
    """Everyone whom a grant lets see this family now, in words that can be told to the family; no role opens it
    while it is sealed."""
    found, is_sealed = [], False
    for grant in list_grants_on(subject_kind=SUBJECT, subject_ids=[family.id]):
        is_sealed = is_sealed or grant.reason == GrantReason.NAMED
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
    return found if is_sealed else [*found, *(_by_role(one) for one in list_who_read_every())]


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


@dataclass(frozen=True)
class Sight:
    """Why the viewer sees a family; and where it is sealed, the few who may."""

    why: list[str]
    named: list[str]

    @property
    def is_sealed(self) -> bool:
        """Whether the record is sealed, and the viewer is one of those named."""
        return bool(self.named)


def get_sight(*, viewer: User, family: Family) -> Sight:
    """Why the viewer sees this family, grant by grant, or by a role that reads every family; who else is named is
    asked only where the record is sealed."""
    grants = why_open(viewer=viewer, subject_kind=SUBJECT, subject_id=family.id)
    why = [f"{_part(grant)}: {rules.why_in_words(grant.reason)}" for grant in grants]
    is_sealed = any(grant.reason == GrantReason.NAMED for grant in grants)
    named = list_who_is_named(subject_kind=SUBJECT, subject_id=family.id) if is_sealed else []
    return Sight(why or [f"You: {BY_ROLE_WORDS}"], [_with_agency(one) for one in named])


def _with_agency(user: User) -> str:
    return f"{user.name}, {user.agency.name}" if user.agency else user.name


def _part(grant) -> str:
    if grant.team is not None:
        return f"Your team, {grant.team.name}"
    return f"Your agency, {grant.agency.name}" if grant.agency is not None else "You"
