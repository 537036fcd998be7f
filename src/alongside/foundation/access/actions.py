"""Giving and ending grants, opening a record beyond them, and reviewing that."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from itertools import permutations
from uuid import UUID

from django.db import transaction

from alongside.foundation.audit.actions import record
from alongside.foundation.identity.models import Agency, Role, Team, User
from alongside.foundation.identity.rules import DEFAULT_ROLES

from . import rules
from .access import OPEN_BEYOND_GRANTS, REVIEW_OPENINGS
from .models import Grant, OneSubject, Opening


class OpeningRefused(Exception):
    """A record could not be opened, or its opening not reviewed; the message is fit to show."""


def _holder(holder: User | Team | Agency) -> dict:
    for kind, field in ((User, "user"), (Team, "team"), (Agency, "agency")):
        if isinstance(holder, kind):
            return {field: holder}
    raise TypeError(f"A grant is held by a user, a team or an agency, not by {type(holder).__name__}")


@transaction.atomic
def give_grant(
    *,
    subject_kind: str,
    subject_id: UUID,
    holder: User | Team | Agency,
    reason: rules.GrantReason,
    at: datetime,
    because: str = "",
    by: User | None = None,
    until: datetime | None = None,
) -> Grant:
    """Open a record to someone, for a reason; giving it twice gives one grant."""
    key = {"subject_kind": subject_kind, "subject_id": subject_id, "reason": reason}
    facts = {"because": because, "from_at": at, "given_by": by}
    if until is not None:
        return Grant.objects.create(**key, **_holder(holder), **facts, until_at=until)
    none = {"user": None, "team": None, "agency": None}
    grant, _ = Grant.objects.get_or_create(**key, **(none | _holder(holder)), until_at=None, defaults=facts)
    return grant


def end_grants(
    *,
    subject_kind: str,
    subject_id: UUID,
    at: datetime,
    holder: User | Team | Agency | None = None,
    reason: rules.GrantReason | None = None,
) -> int:
    """End the open grants on a record, of one holder or reason where given; says how many."""
    grants = Grant.objects.open().filter(subject_kind=subject_kind, subject_id=subject_id)
    if holder is not None:
        grants = grants.filter(**_holder(holder))
    if reason is not None:
        grants = grants.filter(reason=reason)
    return grants.update(until_at=at)


@transaction.atomic
def keep_as_one(*, subject_kind: str, subject_ids: Iterable[UUID], groups: Iterable[Iterable[UUID]]) -> None:
    """Have what opens one record of a group open the others too; no grant is written, and none is copied."""
    OneSubject.objects.filter(subject_kind=subject_kind, subject_id__in=list(subject_ids)).delete()
    OneSubject.objects.bulk_create(
        OneSubject(subject_kind=subject_kind, subject_id=one, one_with=other)
        for group in groups
        for one, other in permutations(sorted(group), 2)
    )


@transaction.atomic
def open_beyond_grants(
    *, viewer: User, subject_kind: str, subject_id: UUID, about: tuple[UUID, ...], reason: str, at: datetime
) -> Opening:
    """Open a record that no grant opens, for a few hours, with a reason that a manager reviews."""
    if not viewer.may(OPEN_BEYOND_GRANTS):
        raise OpeningRefused("Your role cannot open records beyond your own work")
    if not rules.is_reason_enough(reason):
        raise OpeningRefused("Say in a sentence why you need to open this record")
    grant = give_grant(
        subject_kind=subject_kind,
        subject_id=subject_id,
        holder=viewer,
        reason=rules.GrantReason.BREAK_GLASS,
        because=reason,
        by=viewer,
        at=at,
        until=at + timedelta(hours=rules.OPENING_HOURS),
    )
    opening = Opening.objects.create(grant=grant, viewer=viewer, reason=reason, at=at)
    record("access.opened_beyond_grants", subject=opening, about=about, by=viewer, at=at)
    return opening


@transaction.atomic
def review_opening(*, opening: Opening, was_right: bool, finding: str, by: User, at: datetime) -> Opening:
    """Say whether opening the record was right."""
    opening = Opening.objects.select_for_update().get(id=opening.id)
    if not by.may(REVIEW_OPENINGS):
        raise OpeningRefused("Your role cannot review openings")
    if opening.viewer_id == by.id:
        raise OpeningRefused("Someone else must review a record that you opened")
    if opening.reviewed_at is not None:
        raise OpeningRefused("This opening has been reviewed already")
    opening.reviewed_by, opening.reviewed_at = by, at
    opening.was_right, opening.finding = was_right, finding
    opening.save(update_fields=["reviewed_by", "reviewed_at", "was_right", "finding"])
    record(
        "access.opening_reviewed", subject=opening, about=(opening.grant.subject_id,), by=by, at=at, was_right=was_right
    )
    return opening


@transaction.atomic
def ensure_roles() -> list[Role]:
    """Make the shipped roles, and offer each a permission that is new since last time.

    What an administrator took from a role stays taken: a permission is offered once.
    """
    declared = {one.code: one for one in rules.declared_permissions()}
    Role.objects.bulk_create([_as_shipped(one) for one in DEFAULT_ROLES], ignore_conflicts=True)
    standing = {role.slug: role for role in Role.objects.select_for_update().order_by("slug")}
    roles = [standing[shipped.slug] for shipped in DEFAULT_ROLES]
    to_offer = [role for role in roles if role.offered != sorted(declared)]
    for role in to_offer:
        new = declared.keys() - set(role.offered)
        granted = {code for code in new if role.slug in declared[code].roles}
        role.permissions, role.offered = sorted({*role.permissions, *granted}), sorted(declared)
    Role.objects.bulk_update(to_offer, ["permissions", "offered"])
    return roles


def _as_shipped(shipped) -> Role:
    return Role(
        slug=shipped.slug,
        name=shipped.name,
        for_whom=shipped.for_whom,
        needs_second_factor=shipped.needs_second_factor,
    )
