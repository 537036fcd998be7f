"""Noting who looked at what was told."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from alongside.foundation.audit.actions import record
from alongside.foundation.identity.models import User

from ..models import AskLink, Contact, RequestImport


def note_seen(*, contact: Contact, families: Iterable[UUID] = (), by: User, at: datetime) -> None:
    """Note that someone read a contact whole, and learnt that families are known."""
    record("frontdoor.contact_seen", subject=contact, about={*_about(contact), *families}, by=by, at=at)


def note_requests_seen(*, contacts: Iterable[Contact], by: User, at: datetime) -> None:
    """Note that someone read which requests their agency made, or was passed."""
    contacts = list(contacts)
    about = [one for contact in contacts for one in (contact.id, *_about(contact))]
    record("frontdoor.requests_seen", subject=by.agency, about=about, by=by, at=at, number=len(contacts))


def note_waiting_seen(*, contacts: Iterable[Contact], by: User, at: datetime) -> None:
    """Note that someone of the front door read a list of contacts."""
    contacts = list(contacts)
    about = [one for contact in contacts for one in (contact.id, *_about(contact))]
    record("frontdoor.contacts_seen", subject=by, about=about, by=by, at=at, number=len(contacts))


def note_link_seen(*, link: AskLink, at: datetime) -> None:
    """Note that someone without an account opened their link."""
    record("frontdoor.link_seen", subject=link, by=None, by_label="whoever holds the link", at=at)


def note_imports_seen(*, batch: RequestImport, by: User, at: datetime) -> None:
    """Note that someone read the report on a batch."""
    record("frontdoor.import_seen", subject=batch, by=by, at=at)


def _about(contact: Contact) -> list:
    return [contact.family_id] if contact.family_id else []
