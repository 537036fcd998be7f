"""Inviting someone to sign in, and their accepting."""

import hashlib
import secrets
from datetime import datetime, timedelta

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction

from alongside.foundation.audit.actions import record
from alongside.foundation.notifications.actions import post_letter

from .. import access, rules
from ..models import Invitation, User

WORDS = """Hello,

{by} has invited you to Alongside, where {purpose}.

Choose a password here, before {until}:
{link}

The link works once. If you did not expect this message, you can ignore it.
"""


class InvitationRefused(Exception):
    """Someone could not be invited, or an invitation not accepted; the message is fit to show."""


def hash_of(key: str) -> str:
    """What is stored of an invitation's key, so that the table opens no account."""
    return hashlib.sha256(key.encode()).hexdigest()


@transaction.atomic
def invite(*, user: User, link_for, by: User, at: datetime) -> str:
    """Send someone the link by which they begin; earlier links stop working.

    `link_for` turns the key into an address. Gives back the key, for an invitation handed over on paper.
    """
    is_family = user.kind == rules.UserKind.FAMILY
    if not by.may(access.INVITE_FAMILY if is_family else access.SET_UP):
        raise InvitationRefused("Your role cannot invite this person")
    if not user.is_active:
        raise InvitationRefused("This account is closed. Open it again first")
    Invitation.objects.filter(user=user, accepted_at__isnull=True, expires_at__gt=at, invited_at__lt=at).update(
        expires_at=at
    )
    key, until = secrets.token_urlsafe(32), at + timedelta(days=rules.INVITATION_DAYS)
    invitation = Invitation.objects.create(
        user=user, key_hash=hash_of(key), invited_by=by, invited_at=at, expires_at=until
    )
    purpose = "you can see your family’s plan" if is_family else "agencies help families together"
    post_letter(
        to_address=user.email,
        kind="identity.invited",
        subject_line="Your invitation to Alongside",
        at=at,
        about=user.id,
        words=WORDS.format(by=by.name, purpose=purpose, until=f"{until:%-d %B %Y}", link=link_for(key)),
    )
    record("identity.invited", subject=invitation, about=(user.id,), by=by, at=at)
    return key


def find_invitation(key: str, *, at: datetime) -> Invitation:
    """The invitation that a key opens."""
    found = Invitation.objects.select_related("user").filter(key_hash=hash_of(key)).first()
    if found is None or found.accepted_at or found.expires_at <= at or not found.user.is_active:
        raise InvitationRefused(
            "This link has been used already or is too old. Ask the person who invited you for a new one"
        )
    return found


@transaction.atomic
def accept_invitation(*, key: str, password: str, at: datetime) -> User:
    """Set the invited person's password; the link is then used up."""
    found = Invitation.objects.select_for_update().get(id=find_invitation(key, at=at).id)
    if found.accepted_at:
        raise InvitationRefused("This link has been used already")
    user = found.user
    try:
        validate_password(password, user)
    except ValidationError as weak:
        raise InvitationRefused(" ".join(weak.messages)) from weak
    user.set_password(password)
    user.joined_at = user.joined_at or at
    user.save(update_fields=["password", "joined_at"])
    found.accepted_at = at
    found.save(update_fields=["accepted_at"])
    record("identity.invitation_accepted", subject=found, about=(user.id,), by=user, at=at)
    return user
