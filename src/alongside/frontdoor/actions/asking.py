"""Asking for help: with an account or by an e-mailed link; and taking a request back."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import F

from alongside.foundation.audit.actions import record
from alongside.foundation.drafts.actions import discard_draft, hash_of, save_draft, start_draft_by_link
from alongside.foundation.drafts.models import Draft
from alongside.foundation.identity.models import User
from alongside.foundation.notifications.actions import post_letter
from alongside.foundation.policy.queries import policy_on
from alongside.values.dates import spoken_date

from .. import access, rules
from ..models import AskLink, AskTry, Contact
from ..queries.asking import ASK_FORM
from .moving import move
from .receiving import receive
from .refusals import AskRefused


@transaction.atomic
def ask_for_help(*, told: rules.Told, draft: Draft, by: User | None, at: datetime) -> Contact:
    """Send a request for help from its draft; sending it twice gives the one request."""
    if by is not None and not by.may(access.ASK):
        raise AskRefused("Your role cannot ask for help here")
    contact = receive(
        told,
        route=rules.Route.PUBLIC if by is None else rules.Route.PARTNER,
        by=by,
        at=at,
        referrer=by,
        agency=by.agency if by else None,
        draft_id=draft.id,
    )
    AskLink.objects.filter(draft_id=draft.id).update(contact=contact)
    discard_draft(draft=draft)
    return contact


def check_not_too_often(*, place: str, at: datetime) -> None:
    """Count one more link asked for from a place in this hour, and refuse when there are too many."""
    hour = at.replace(minute=0, second=0, microsecond=0)
    AskTry.objects.filter(hour__lt=hour).delete()
    AskTry.objects.bulk_create([AskTry(place=place, hour=hour)], ignore_conflicts=True)
    AskTry.objects.filter(place=place, hour=hour).update(tries=F("tries") + 1)
    tries = AskTry.objects.values_list("tries", flat=True).get(place=place, hour=hour)
    if rules.is_too_often(tries=tries, policy=policy_on(rules.FrontDoorPolicy, at.date())):
        raise AskRefused("Many links have been asked for from here in the last hour. Wait an hour, or ring us instead")


@transaction.atomic
def send_link(*, email: str, address_of, at: datetime, fields: dict[str, list[str]] | None = None) -> AskLink:
    """Start a request for someone without an account, and post them the link to it.

    `address_of` turns a link's key into the whole address.
    """
    draft, key = start_draft_by_link(form=ASK_FORM, at=at)
    kept = {"email": [email.lower()]} | (fields or {})
    save_draft(draft=draft, fields=kept, revision=None, at=at)
    return _post_link(email=email, key=key, draft_id=draft.id, address_of=address_of, at=at)


@transaction.atomic
def renew_link(*, link: AskLink, address_of, at: datetime) -> AskLink:
    """Post a new link in place of an old one, to the same address; nothing typed is lost."""
    link = AskLink.objects.select_for_update().get(id=link.id)
    if link.replaced_at is not None:
        raise AskRefused("A newer link has been sent already. Look for the latest e-mail from us")
    link.replaced_at = at
    link.save(update_fields=["replaced_at"])
    if link.contact_id:
        return link_to_sent(contact=link.contact, email=link.email, address_of=address_of, at=at)
    before = Draft.objects.filter(id=link.draft_id).first()
    draft, key = start_draft_by_link(form=ASK_FORM, at=at)
    if before is not None:
        save_draft(draft=draft, fields=before.fields, revision=None, at=at)
        discard_draft(draft=before)
    return _post_link(email=link.email, key=key, draft_id=draft.id, address_of=address_of, at=at)


def link_to_sent(*, contact: Contact, email: str, address_of, at: datetime) -> AskLink:
    """Post a link to a request that was sent, for someone without an account to see what became of it."""
    spare, key = start_draft_by_link(form=ASK_FORM, at=at)
    discard_draft(draft=spare)
    return _post_link(
        email=email,
        key=key,
        draft_id=contact.draft_id or contact.id,
        address_of=address_of,
        at=at,
        contact=contact,
    )


def _post_link(*, email: str, key: str, draft_id: UUID, address_of, at: datetime, contact=None) -> AskLink:
    policy = policy_on(rules.FrontDoorPolicy, at.date())
    link = AskLink.objects.create(
        email=email.lower(),
        key_hash=hash_of(key),
        draft_id=draft_id,
        sent_at=at,
        contact=contact,
        expires_at=rules.link_expires_at(sent_at=at, policy=policy),
    )
    until = spoken_date(link.expires_at.date())
    if contact is None:
        subject = "Your link to ask for help"
        opening = "Use this link to ask for help. It opens the form as you left it:"
    else:
        subject = f"What we decided: your request {contact.reference}"
        opening = "We have decided on your request. This link shows what happens now:"
    post_letter(
        to_address=link.email,
        kind="frontdoor.link",
        about=link.id,
        at=at,
        subject_line=subject,
        words=(
            f"{opening}\n\n{address_of(key)}\n\nIt works until {until}; after that it can send you a new one.\n\n"
            "If a child is in danger now, ring 999.\n\nIf you did not ask for this, you need do nothing."
        ),
    )
    return link


@transaction.atomic
def withdraw_request(*, contact: Contact, why: str, by: User, at: datetime) -> Contact:
    """Take back a request that one's own agency made; what was told stays on record."""
    if not access.may_withdraw(by, contact):
        raise AskRefused("Only whoever asked, or their agency, can withdraw this request")
    return _withdraw(contact, why=why, by=by, at=at)


@transaction.atomic
def withdraw_own_request(*, link: AskLink, why: str, at: datetime) -> Contact:
    """Take back a request by the link it was sent from."""
    if link.contact is None or link.replaced_at is not None or link.expires_at <= at:
        raise AskRefused("This link has expired. Ask for a new one first")
    return _withdraw(link.contact, why=why, by=None, at=at)


def _withdraw(contact: Contact, *, why: str, by: User | None, at: datetime) -> Contact:
    contact = Contact.objects.select_for_update().get(id=contact.id)
    if contact.status == rules.ContactStatus.WITHDRAWN:
        return contact
    if not rules.may_be_withdrawn(rules.ContactStatus(contact.status)):
        raise AskRefused("We have decided on this request already, so it cannot be withdrawn. Ring us instead")
    contact.withdrawn_at, contact.withdrawn_why = at, why
    move(contact, rules.ContactStatus.WITHDRAWN, by=by, at=at, why=why)
    record(
        "frontdoor.request_withdrawn",
        subject=contact,
        by=by,
        at=at,
        by_label="" if by else "whoever asked, by their link",
    )
    return contact
