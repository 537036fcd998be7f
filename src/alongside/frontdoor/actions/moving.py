"""Taking a contact on, putting it back, and taking up one that was withdrawn."""

from datetime import datetime

from django.db import transaction

from alongside.foundation.audit.actions import record
from alongside.foundation.identity.models import User

from .. import access, rules
from ..models import Contact, ContactMove
from .refusals import ContactRefused


@transaction.atomic
def take_on(*, contact: Contact, by: User, at: datetime) -> Contact:
    """Take a contact on oneself, also from a colleague who had it."""
    contact = lock(contact, by)
    if contact.status == rules.ContactStatus.CONSIDERED and contact.assigned_to_id == by.id:
        return contact
    if not rules.may_be_decided(rules.ContactStatus(contact.status)):
        raise ContactRefused(_too_late(contact))
    contact.assigned_to = by
    move(contact, rules.ContactStatus.CONSIDERED, by=by, at=at)
    record("frontdoor.contact_taken_on", subject=contact, by=by, at=at)
    return contact


@transaction.atomic
def put_back(*, contact: Contact, by: User, at: datetime) -> Contact:
    """Put a contact back in the list, for a colleague to take on."""
    contact = lock(contact, by)
    if contact.status == rules.ContactStatus.RECEIVED:
        return contact
    if contact.status != rules.ContactStatus.CONSIDERED:
        raise ContactRefused(_too_late(contact))
    contact.assigned_to = None
    move(contact, rules.ContactStatus.RECEIVED, by=by, at=at)
    record("frontdoor.contact_put_back", subject=contact, by=by, at=at)
    return contact


@transaction.atomic
def take_up_again(*, contact: Contact, why: str, by: User, at: datetime) -> Contact:
    """Go on with a contact that was withdrawn, because a child may still need help, and say why."""
    contact = lock(contact, by)
    if contact.status != rules.ContactStatus.WITHDRAWN:
        raise ContactRefused("This contact was not withdrawn")
    contact.assigned_to, contact.withdrawn_at = by, None
    move(contact, rules.ContactStatus.CONSIDERED, by=by, at=at, why=why)
    record("frontdoor.contact_taken_up_again", subject=contact, by=by, at=at)
    return contact


def lock(contact: Contact, by: User) -> Contact:
    """The contact as it stands now, held until the transaction ends, for someone of the front door."""
    if not access.may_consider(by):
        raise ContactRefused("Only the front door works on contacts")
    return Contact.objects.select_for_update().get(id=contact.id)


def move(contact: Contact, to: rules.ContactStatus, *, by: User | None, at: datetime, why: str = "") -> None:
    """Move a contact that is held, and keep the move."""
    before = contact.status
    contact.status, contact.version = to, contact.version + 1
    contact.save()
    ContactMove.objects.create(contact=contact, from_status=before, to_status=to, by=by, at=at, why=why)


def _too_late(contact: Contact) -> str:
    words = rules.STATUS_WORDS[rules.ContactStatus(contact.status)]
    return f"This cannot be done now. The contact is: {words}"
