"""Signing in by what one's own organisation says; nobody gets an account by it."""

from datetime import datetime

from django.db import IntegrityError, transaction

from alongside.foundation.audit.actions import record

from .. import gateways
from ..models import KnownAtOrganisation, User
from ..queries import find_user

NO_ACCOUNT = (
    "Your organisation knows you, but you have no account here that you could sign in to. Ask whoever looks after "
    "Alongside to invite you, or to look at your e-mail address"
)


class SignInRefused(Exception):
    """Somebody whom their organisation knows cannot sign in here; the message is fit to show."""


@transaction.atomic
def recognise(*, proven: gateways.Proven, at: datetime) -> User:
    """The person whom an organisation has before it: known from before, or else by an e-mail address it verified.

    An address that has come to somebody else at the organisation opens no account: the first one keeps it.
    """
    known = KnownAtOrganisation.objects.select_related("user").filter(
        issuer=proven.issuer, subject=proven.subject
    ).first()  # fmt: skip
    if known is not None:
        if not known.user.is_active:
            raise SignInRefused(NO_ACCOUNT)
        return known.user
    user = find_user(email=proven.email) if proven.email and proven.is_email_verified else None
    if user is None:
        raise SignInRefused(NO_ACCOUNT)
    try:
        with transaction.atomic():
            known = KnownAtOrganisation.objects.create(
                user=user, issuer=proven.issuer, subject=proven.subject, known_since=at
            )
    except IntegrityError as other:
        raise SignInRefused(NO_ACCOUNT) from other
    record("identity.known_at_organisation", subject=known, about=(user.id,), by=user, at=at)
    return user
