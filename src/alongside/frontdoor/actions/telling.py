"""Telling whoever asked what was decided."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from alongside.foundation.audit.actions import record
from alongside.foundation.identity.models import User
from alongside.foundation.notifications.actions import post_letter, tell

from .. import access
from ..models import Contact, Decision
from .asking import link_to_sent
from .refusals import DecisionRefused

BY_PAGE = "on their own page and by e-mail"
BY_LINK = "by e-mail, with a link"


def tell_referrer(*, contact: Contact, decision: Decision, own_page: str, address_of, at: datetime) -> None:
    """Tell whoever asked, where they have an account or an e-mail address; others are to be rung."""
    if contact.referrer_id:
        tell(
            user=contact.referrer,
            kind="frontdoor.decided",
            link=own_page,
            about=contact.id,
            at=at,
            words=f"We have decided on your request {contact.reference}",
        )
        post_letter(
            to_address=contact.referrer.email,
            kind="frontdoor.decided",
            about=contact.id,
            at=at,
            subject_line=f"We have decided on your request {contact.reference}",
            words=f"We have decided on your request {contact.reference}. Sign in to see what happens now.",
        )
        how = BY_PAGE
    elif contact.referrer_email:
        link_to_sent(contact=contact, email=contact.referrer_email, address_of=address_of, at=at)
        how = BY_LINK
    else:
        return
    decision.told_at, decision.told_how = at, how
    decision.save(update_fields=["told_at", "told_how"])


@transaction.atomic
def note_told(*, decision: Decision, how: str, by: User, at: datetime) -> Decision:
    """Note that whoever asked was told, by telephone or otherwise."""
    if not by.may(access.DECIDE):
        raise DecisionRefused("Only the front door tells whoever asked")
    decision = Decision.objects.select_for_update().get(id=decision.id)
    if decision.told_at is not None:
        return decision
    decision.told_at, decision.told_how, decision.told_by = at, how, by
    decision.save(update_fields=["told_at", "told_how", "told_by"])
    record("frontdoor.referrer_told", subject=decision, by=by, at=at)
    return decision
