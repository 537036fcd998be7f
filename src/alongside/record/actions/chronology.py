"""Keeping the curated chronology."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import transaction

from alongside.foundation.audit.actions import record
from alongside.foundation.identity.models import User

from .. import access, rules
from ..models import KeyEvent

if TYPE_CHECKING:
    from alongside.cases.models import TimelineEntry
    from alongside.people.models import Family


class ChronologyRefused(Exception):
    """The chronology could not be changed; the message is fit to show."""


@transaction.atomic
def add_key_event(
    *,
    family: Family,
    happened_on: date,
    what: str,
    why_it_matters: str,
    by: User,
    at: datetime,
    source: str = "",
    from_entry: TimelineEntry | None = None,
) -> KeyEvent:
    """Write an event that mattered, and why; one taken from the timeline is taken once."""
    if not access.may_keep_chronology(by, family):
        raise ChronologyRefused("Only those who work with this family keep its chronology")
    if problem := rules.problem_with_event_day(happened_on, today=at.date()):
        raise ChronologyRefused(problem)
    facts = {
        "happened_on": happened_on,
        "what": what,
        "why_it_matters": why_it_matters,
        "source": source,
        "written_by": by,
        "written_at": at,
    }
    if from_entry is None:
        same = {"happened_on": happened_on, "what": what, "written_by": by}
        event, is_new = KeyEvent.objects.get_or_create(family=family, withdrawn_at=None, **same, defaults=facts)
    else:
        event, is_new = KeyEvent.objects.get_or_create(
            family=family, from_entry=from_entry, withdrawn_at=None, defaults=facts
        )
    if is_new:
        record("record.key_event_added", subject=event, about=(family.id,), by=by, at=at)
    return event


@transaction.atomic
def withdraw_key_event(*, event: KeyEvent, why: str, by: User, at: datetime) -> KeyEvent:
    """Take an event out of the chronology, saying why; it stays on record."""
    if not access.may_keep_chronology(by, event.family):
        raise ChronologyRefused("Only those who work with this family keep its chronology")
    if not why.strip():
        raise ChronologyRefused("Say why this is taken out")
    event = KeyEvent.objects.select_for_update().get(id=event.id)
    if event.withdrawn_at is None:
        event.withdrawn_at, event.withdrawn_why = at, why
        event.save(update_fields=["withdrawn_at", "withdrawn_why"])
        record("record.key_event_withdrawn", subject=event, about=(event.family_id,), by=by, at=at)
    return event
