"""Typing in a contact for someone else, and bringing a family down from statutory work."""

from datetime import datetime

from django.db import transaction

from alongside.foundation.drafts.actions import discard_draft
from alongside.foundation.drafts.models import Draft
from alongside.foundation.identity.models import Agency, User

from .. import access, rules
from ..models import Contact
from .receiving import receive
from .refusals import ContactRefused


@transaction.atomic
def take_in(
    *, told: rules.Told, route: rules.Route, agency: Agency | None, draft: Draft, by: User, at: datetime
) -> Contact:
    """Take in a contact that came by telephone, letter, in person or as a notification."""
    if not by.may(access.TAKE_IN):
        raise ContactRefused("Your role cannot take in contacts")
    if route not in rules.TAKEN_BY_HAND:
        raise ContactRefused("Choose how this contact reached us")
    contact = receive(told, route=route, by=by, at=at, agency=agency, draft_id=draft.id)
    discard_draft(draft=draft)
    return contact


@transaction.atomic
def bring_down(*, told: rules.Told, draft: Draft, by: User, at: datetime) -> Contact:
    """Bring a family from statutory work to the front door, with all that the family has told already."""
    if not by.may(access.STEP_DOWN):
        raise ContactRefused("Your role cannot step a family down")
    if told.stepped_down is None:
        raise ContactRefused("Say from which statutory work the family steps down")
    contact = receive(told, route=rules.Route.STEP_DOWN, by=by, at=at, referrer=by, agency=by.agency, draft_id=draft.id)
    discard_draft(draft=draft)
    return contact
