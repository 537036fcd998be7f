"""Noting what happened, and who else is involved."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction

from alongside.foundation.audit.actions import record
from alongside.foundation.identity.models import Agency, User

from ..models import Case, Involvement, TimelineEntry

if TYPE_CHECKING:
    from alongside.people.models import Family, Person


def add_to_timeline(
    *,
    family_id: UUID,
    case_id: UUID | None,
    kind: str,
    title: str,
    at: datetime,
    by: User | None,
    words: str = "",
    link: str = "",
    is_for_family: bool = True,
) -> TimelineEntry:
    """Write one event into a family's timeline, within the action that made it happen."""
    return TimelineEntry.objects.create(
        family_id=family_id, case_id=case_id, kind=kind, title=title, words=words, at=at, by=by, link=link,
        is_for_family=is_for_family,
    )


@transaction.atomic
def note_involvement(
    *,
    family: Family,
    agency: Agency,
    as_of: date,
    source: str,
    by: User | None,
    at: datetime,
    person: Person | None = None,
    service: str = "",
    worker: str = "",
    ring: str = "",
    from_on: date | None = None,
    until_on: date | None = None,
) -> Involvement:
    """Note that an agency is or was involved with a family; the same agency and service is noted afresh."""
    same = {"family": family, "person": person, "agency": agency, "service": service, "until_on": None}
    facts = {"worker": worker, "ring": ring, "source": source, "as_of": as_of, "until_on": until_on}
    involvement = Involvement.objects.select_for_update().filter(**same).order_by("id").first()
    if involvement is None:
        involvement = Involvement.objects.create(**same | facts, from_on=from_on)
    else:
        for name, value in facts.items():
            setattr(involvement, name, value)
        involvement.from_on = involvement.from_on or from_on
        involvement.save()
    record("cases.involvement_noted", subject=involvement, about=(family.id,), by=by, at=at)
    return involvement


@transaction.atomic
def end_involvement(*, involvement: Involvement, until_on: date, by: User, at: datetime) -> Involvement:
    """Note that an agency's work with a family has ended."""
    involvement.until_on = until_on
    involvement.as_of = at.date()
    involvement.save(update_fields=["until_on", "as_of"])
    record("cases.involvement_ended", subject=involvement, about=(involvement.family_id,), by=by, at=at)
    return involvement


def lock_case(case: Case) -> Case:
    """The case as it stands now, held until the transaction ends."""
    return Case.objects.select_for_update().get(id=case.id)
