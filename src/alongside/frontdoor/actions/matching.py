"""Saying who someone told of is, and where a home is that no postcode places."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from alongside.foundation.access.actions import end_grants, give_grant
from alongside.foundation.access.rules import GrantReason
from alongside.foundation.audit.actions import record
from alongside.foundation.identity.models import User
from alongside.people.access import SUBJECT
from alongside.people.queries import families_now_of

from .. import rules
from ..models import Contact, ContactPerson
from .moving import lock
from .refusals import ContactRefused

if TYPE_CHECKING:
    from uuid import UUID

    from alongside.places.models import Locality


@transaction.atomic
def answer_match(
    *, told: ContactPerson, match: rules.Match, person_id: UUID | None, by: User, at: datetime
) -> ContactPerson:
    """Say whether someone told of is someone already known: the same, not the same, or not sure.

    "The same" opens that person's families to whoever is deciding; nobody is joined before the decision.
    """
    contact = lock(told.contact, by)
    if not rules.may_be_decided(rules.ContactStatus(contact.status)):
        raise ContactRefused("This contact is not being considered")
    if match is not rules.Match.NOT_THE_SAME and person_id is None:
        raise ContactRefused("Choose the person whom you mean")
    told = ContactPerson.objects.select_for_update().get(id=told.id)
    _close_families(contact, told, by=by, at=at)
    told.match, told.matched_by, told.matched_at = match, by, at
    told.person_id = person_id if match is rules.Match.SAME else None
    told.perhaps_id = person_id if match is rules.Match.NOT_SURE else None
    told.save()
    contact.version += 1
    contact.save(update_fields=["version"])
    families = open_families(told, by=by, at=at)
    record("frontdoor.match_answered", subject=contact, about=families, by=by, at=at, match=str(match))
    return told


def open_families(told: ContactPerson, *, by: User, at: datetime) -> list[UUID]:
    """Open the families of someone found the same to whoever is deciding; says which."""
    families = _family_ids(told)
    for family_id in families:
        give_grant(
            subject_kind=SUBJECT,
            subject_id=family_id,
            holder=by,
            reason=GrantReason.FRONT_DOOR,
            by=by,
            because=f"Contact {told.contact.reference}",
            at=at,
        )
    return families


def _close_families(contact: Contact, told: ContactPerson, *, by: User, at: datetime) -> None:
    kept = {one for other in contact.people.exclude(id=told.id) for one in _family_ids(other)}
    for family_id in set(_family_ids(told)) - kept:
        end_grants(subject_kind=SUBJECT, subject_id=family_id, holder=by, reason=GrantReason.FRONT_DOOR, at=at)


def _family_ids(told: ContactPerson) -> list[UUID]:
    if told.person is None:
        return []
    return [family.id for family in families_now_of(told.person)]


@transaction.atomic
def place_by_hand(*, contact: Contact, locality: Locality, why: str, by: User, at: datetime) -> Contact:
    """Say in which locality a home is when its postcode does not tell, and why one thinks so."""
    contact = lock(contact, by)
    if not rules.may_be_decided(rules.ContactStatus(contact.status)):
        raise ContactRefused("This contact is not being considered")
    contact.locality, contact.version = locality, contact.version + 1
    contact.save(update_fields=["locality", "version"])
    record("frontdoor.contact_placed", subject=contact, by=by, at=at, locality=locality.slug, why=why)
    return contact
