"""How a family's record reads."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils import timezone

from alongside.cases.rules import CASE_STATUS_WORDS, LEVEL_WORDS, CaseStatus, Level
from alongside.people.rules import FAMILY_ROLE_WORDS, BirthPrecision, FamilyRole, spoken_birth
from alongside.values.dates import spoken_date

if TYPE_CHECKING:
    from alongside.cases.models import Case, Involvement, TimelineEntry
    from alongside.people.models import FamilyMember

    from ..queries.family import Record


@dataclass(frozen=True)
class MemberLine:
    """A member of the family, as the screen shows them."""

    reference: str
    name: str
    about: str
    born: str
    home: str
    is_former: bool

    @classmethod
    def of(cls, member: FamilyMember, *, today: date) -> MemberLine:
        person = member.person
        where = "" if member.in_household else ", lives elsewhere"
        return cls(
            reference=person.reference,
            name=person.full_name,
            about=f"{FAMILY_ROLE_WORDS[FamilyRole(member.role)]}{where}",
            born=_born(person, today),
            home=_home(member),
            is_former=member.until_on is not None,
        )


def _born(person, today: date) -> str:
    precision = BirthPrecision(person.birth_precision)
    return spoken_birth(born_on=person.born_on, precision=precision, due_on=person.due_on, today=today)


def _home(member: FamilyMember) -> str:
    homes = getattr(member.person, "homes_now", [])
    if not homes:
        return "Address not known"
    if homes[0].is_restricted:
        return "Address restricted"
    return ", ".join(part for part in (homes[0].lines, homes[0].postcode) if part) or "Address not known"


def _when(one: Involvement) -> str:
    if one.until_on:
        return f"{spoken_date(one.from_on) if one.from_on else 'start not known'} to {spoken_date(one.until_on)}"
    return f"since {spoken_date(one.from_on)}" if one.from_on else "start not known"


def _with_day(source: str, day: str) -> str:
    return source if day in source else f"{source}, as of {day}"


@dataclass(frozen=True)
class InvolvementLine:
    """An agency's part in the family's life."""

    agency: str
    service: str
    who: str
    ring: str
    when: str
    source: str
    is_current: bool

    @classmethod
    def of(cls, one: Involvement) -> InvolvementLine:
        return cls(
            agency=one.agency.name,
            service=one.service,
            who=one.worker or "Worker not known",
            ring=one.ring or one.agency.phone or "No number known",
            when=_when(one),
            source=_with_day(one.source, spoken_date(one.as_of)),
            is_current=one.until_on is None,
        )


@dataclass(frozen=True)
class CaseLine:
    """The case now, or an earlier one."""

    reference: str
    status: str
    level: str
    lead: str
    hub: str
    when: str

    @classmethod
    def of(cls, case: Case) -> CaseLine:
        until = f" to {spoken_date(case.closed_on)}" if case.closed_on else ""
        return cls(
            reference=case.reference,
            status=CASE_STATUS_WORDS[CaseStatus(case.status)],
            level=LEVEL_WORDS[Level(case.level)],
            lead=case.lead.name if case.lead else "Nobody at present",
            hub=case.hub_team.name if case.hub_team else "No hub",
            when=f"{spoken_date(case.opened_on)}{until}",
        )


def timeline_event(entry: TimelineEntry) -> dict:
    """An entry of the timeline, as the component draws it."""
    at = timezone.localtime(entry.at)
    return {
        "title": entry.title,
        "by": entry.by.name if entry.by else "",
        "words": entry.words,
        "when": f"{spoken_date(at.date())}, {at:%H:%M}",
        "href": entry.link,
        "id": entry.id,
    }


@dataclass(frozen=True)
class RecordPage:
    """One family on one screen."""

    reference: str
    name: str
    members: list[MemberLine]
    former: list[MemberLine]
    involvements: list[InvolvementLine]
    past_involvements: list[InvolvementLine]
    case: CaseLine | None
    earlier_cases: list[CaseLine]
    events: list[dict]
    changes_of_worker: int

    @classmethod
    def of(cls, record: Record, *, today: date) -> RecordPage:
        members = [MemberLine.of(one, today=today) for one in record.members]
        involved = [InvolvementLine.of(one) for one in record.involvements]
        lines = [CaseLine.of(one) for one in record.cases]
        return cls(
            reference=record.family.reference,
            name=record.family.name,
            members=[one for one in members if not one.is_former],
            former=[one for one in members if one.is_former],
            involvements=[one for one in involved if one.is_current],
            past_involvements=[one for one in involved if not one.is_current],
            case=lines[0] if lines else None,
            earlier_cases=lines[1:],
            events=[timeline_event(one) for one in record.timeline.rows],
            changes_of_worker=record.changes_of_worker,
        )


def tabs(reference: str, here: str) -> list[dict]:
    """The pages of one family's record."""
    pages = (("family", "Family"), ("chronology", "Chronology"), ("documents", "Documents"), ("sight", "Who sees it"))
    return [
        {"text": words, "href": reverse(f"record:{name}", args=[reference]), "is_here": name == here}
        for name, words in pages
    ]
