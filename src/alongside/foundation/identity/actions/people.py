"""The people who sign in: adding them, their details, their roles, and closing their account."""

from datetime import datetime

from django.db import IntegrityError, transaction

from alongside.foundation.audit.actions import record

from .. import access, rules
from ..models import Agency, Membership, Role, Team, User


class AccountRefused(Exception):
    """An account could not be made or changed; the message is fit to show."""


def _check(by: User, kind: rules.UserKind | str) -> None:
    permission = access.INVITE_FAMILY if kind == rules.UserKind.FAMILY else access.SET_UP
    if not by.may(permission):
        raise AccountRefused("Your role cannot set up this account")


@transaction.atomic
def add_user(
    *,
    email: str,
    name: str,
    kind: rules.UserKind,
    agency: Agency | None,
    by: User,
    at: datetime,
    job_title: str = "",
    phone: str = "",
) -> User:
    """Make an account for someone; they sign in once they have accepted an invitation."""
    _check(by, kind)
    user = User(email=email.strip().lower(), name=name, kind=kind, agency=agency, job_title=job_title, phone=phone)
    user.set_unusable_password()
    try:
        with transaction.atomic():
            user.save()
    except IntegrityError as twice:
        raise AccountRefused("Someone has an account with this e-mail address already") from twice
    record("identity.user_added", subject=user, by=by, at=at, kind=kind)
    return user


@transaction.atomic
def change_details(*, user: User, name: str, job_title: str, phone: str, by: User, at: datetime) -> User:
    """Correct someone's name, job or telephone number."""
    if by.id != user.id:
        _check(by, user.kind)
    user.name, user.job_title, user.phone = name, job_title, phone
    user.save(update_fields=["name", "job_title", "phone"])
    record("identity.details_changed", subject=user, by=by, at=at)
    return user


@transaction.atomic
def give_role(*, user: User, role: Role, team: Team | None, by: User, at: datetime) -> Membership:
    """Let someone act in a role, in a team where it belongs to one; giving it twice gives it once."""
    _check(by, user.kind)
    if not rules.may_hold(role.slug, kind=rules.UserKind(user.kind)):
        raise AccountRefused("Family members hold only the role of a family member, and nobody else does")
    if team is not None and not team.is_active:
        raise AccountRefused("This team is closed")
    held, is_new = Membership.objects.get_or_create(
        user=user, role=role, team=team, ended_on=None, defaults={"started_on": at.date()}
    )
    if is_new:
        record("identity.role_given", subject=held, about=(user.id,), by=by, at=at, role=role.slug)
    return held


@transaction.atomic
def end_role(*, membership: Membership, by: User, at: datetime) -> None:
    """End a role; an administrator cannot end their own last one and lock everybody out."""
    _check(by, membership.user.kind)
    held = Membership.objects.select_for_update().get(id=membership.id)
    if held.ended_on is not None:
        return
    if held.user_id == by.id and access.SET_UP in held.role.permissions:
        raise AccountRefused("Another administrator must end this role of yours")
    held.ended_on = at.date()
    held.save(update_fields=["ended_on"])
    record("identity.role_ended", subject=held, about=(held.user_id,), by=by, at=at, role=held.role.slug)


@transaction.atomic
def close_account(*, user: User, by: User, at: datetime) -> User:
    """Close an account: the person can no longer sign in, and what they did stays on record."""
    _check(by, user.kind)
    if user.id == by.id:
        raise AccountRefused("Another administrator must close your own account")
    user.is_active = False
    user.save(update_fields=["is_active"])
    record("identity.account_closed", subject=user, by=by, at=at)
    return user


@transaction.atomic
def reopen_account(*, user: User, by: User, at: datetime) -> User:
    """Open a closed account again."""
    _check(by, user.kind)
    user.is_active = True
    user.save(update_fields=["is_active"])
    record("identity.account_reopened", subject=user, by=by, at=at)
    return user
