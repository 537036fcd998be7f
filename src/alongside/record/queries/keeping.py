"""The chronology and the documents of a family that has been shown to the viewer."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from alongside.cases.queries import find_timeline_entry
from alongside.foundation.documents.models import Document
from alongside.foundation.documents.queries import find_document
from alongside.people.access import SUBJECT
from alongside.people.queries import records_of_family

from ..models import KeyEvent

if TYPE_CHECKING:
    from alongside.cases.models import TimelineEntry
    from alongside.people.models import Family


def list_key_events(*, family: Family, with_withdrawn: bool = False) -> list[KeyEvent]:
    """The curated chronology, from the first event on."""
    events = KeyEvent.objects.filter(family__in=records_of_family(family.id))
    if not with_withdrawn:
        events = events.filter(withdrawn_at__isnull=True)
    return list(events.select_related("written_by__agency").order_by("happened_on", "id"))


def get_key_event(*, family: Family, event_id: UUID) -> KeyEvent | None:
    """One event of the family's chronology."""
    return (
        KeyEvent.objects.select_related("family").filter(family__in=records_of_family(family.id), id=event_id).first()
    )


def timeline_entry(*, family: Family, entry_id: UUID) -> TimelineEntry | None:
    """One entry of the family's timeline, to be taken into the chronology."""
    return find_timeline_entry(family_id=family.id, entry_id=entry_id)


def get_document(*, family: Family, reference: str) -> Document | None:
    """One document kept with this family."""
    found = find_document(reference=reference)
    if found is None or found.subject_kind != SUBJECT or found.subject_id != family.id:
        return None
    return found
