"""Inviting a parent or young person to see their family's plan."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from alongside.foundation.access.actions import give_grant
from alongside.foundation.access.rules import GrantReason
from alongside.foundation.audit.actions import record
from alongside.foundation.identity import actions as identity
from alongside.foundation.identity.access import INVITE_FAMILY
from alongside.foundation.identity.models import User
from alongside.foundation.identity.queries import get_role
from alongside.people.access import SUBJECT, may_see_family
from alongside.people.actions import link_account

if TYPE_CHECKING:
    from alongside.people.models import Family, Person

InvitationRefused = identity.InvitationRefused


@transaction.atomic
def invite_member(*, family: Family, person: Person, email: str, link_for, by: User, at: datetime) -> User:
    """Invite a member of a family to see the plan; inviting again sends a new link."""
    if not by.may(INVITE_FAMILY) or not may_see_family(by, family):
        raise InvitationRefused("Only those who work with this family invite its members")
    if not family.members.filter(person=person, until_on__isnull=True).exists():
        raise InvitationRefused("This person is not in the family now")
    user = person.account or _account_for(person, email, by=by, at=at)
    give_grant(subject_kind=SUBJECT, subject_id=family.id, holder=user, reason=GrantReason.FAMILY, by=by, at=at)
    identity.invite(user=user, link_for=link_for, by=by, at=at)
    record("record.member_invited", subject=person, about=(family.id,), by=by, at=at)
    return user


def _account_for(person: Person, email: str, *, by: User, at: datetime) -> User:
    try:
        user = identity.add_user(email=email, name=person.full_name, kind="family", agency=None, by=by, at=at)
    except identity.AccountRefused as refusal:
        raise InvitationRefused(str(refusal)) from refusal
    identity.give_role(user=user, role=get_role(slug="family-member"), team=None, by=by, at=at)
    link_account(person=person, account=user, by=by, at=at)
    return user
