"""Sealing a record: only the people named may see it, until the seal is lifted."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from uuid import UUID

from django.db import connection, transaction
from django.db.models import F, QuerySet, Value
from django.db.models.functions import Greatest

from alongside.foundation.audit.actions import record
from alongside.foundation.identity.models import User
from alongside.foundation.identity.rules import UserKind

from .. import rules
from ..access import SEAL
from ..models import Grant, KeptGrant, OneSubject, Seal, SealedSubject, SealName
from .granting import give_grant


class SealRefused(Exception):
    """A record could not be sealed, or its seal not changed; the message is fit to show."""


@transaction.atomic
def seal(
    *,
    subject_kind: str,
    subject_ids: Iterable[UUID],
    kind: rules.SealKind,
    reason: str,
    ring: str,
    names: Sequence[User],
    by: User,
    at: datetime,
) -> Seal:
    """Keep a record apart, with every record that is one with it: it stays open to the people named alone.

    Whatever else opened it ends, and is kept so that lifting the seal gives it back.
    """
    _refuse_unless_may_seal(by)
    if problem := rules.problem_with_sealing(reason=reason, ring=ring, names=len(names)):
        raise SealRefused(problem)
    for user in names:
        _refuse_to_name(user)
    _hold_grants()
    ids = _with_all_that_are_one(subject_kind, subject_ids)
    if SealedSubject.objects.standing().on(subject_kind, ids).exists():
        raise SealRefused("This record is sealed already")
    made = Seal.objects.create(
        subject_kind=subject_kind, kind=kind, reason=reason, ring=ring.strip(),
        sealed_by=by, sealed_at=at, looked_by=by, looked_at=at,
    )  # fmt: skip
    unique = list({user.id: user for user in names}.values())
    for user in unique:
        SealName.objects.create(seal=made, user=user, why=reason, from_at=at, added_by=by)
    grants = Grant.objects.open().filter(subject_kind=subject_kind, subject_id__in=ids)
    others = grants.exclude(user__in=unique).exclude(reason=rules.GrantReason.FAMILY, user__kind=UserKind.FAMILY)
    _end_and_keep(made, others, at=at)
    for one in sorted(ids):
        SealedSubject.objects.create(seal=made, subject_kind=subject_kind, subject_id=one)
    for user in unique:
        _open_to_named(made, user, by=by, at=at)
    record(
        "access.sealed",
        subject=made,
        about=sorted(ids),
        by=by,
        at=at,
        kind=str(kind),
        names=[str(u.id) for u in unique],
    )
    return made


@transaction.atomic
def add_name(*, seal: Seal, user: User, why: str, by: User, at: datetime) -> SealName:
    """Let one more person see a sealed record; nobody names themselves."""
    seal = _standing(seal, by)
    if user.id == by.id:
        raise SealRefused("Nobody names themselves on a seal. Ask a colleague who may seal records")
    if not rules.is_reason_enough(why):
        raise SealRefused("Say in a sentence why this person is to see the record")
    _refuse_to_name(user)
    if (standing := seal.names.standing().filter(user=user).first()) is not None:
        return standing
    name = SealName.objects.create(seal=seal, user=user, why=why, from_at=at, added_by=by)
    _open_to_named(seal, user, by=by, at=at)
    _give_back(seal.kept.filter(grant__user=user), by=by, at=at)
    record("access.seal_name_added", subject=seal, about=_about(seal), by=by, at=at, user=str(user.id))
    return name


@transaction.atomic
def take_name(*, name: SealName, why: str, by: User, at: datetime) -> SealName:
    """Let somebody see a sealed record no longer; what their work would open is kept for later."""
    seal = _standing(name.seal, by)
    name = SealName.objects.select_for_update().get(id=name.id)
    if name.until_at is not None:
        return name
    if not rules.is_reason_enough(why):
        raise SealRefused("Say in a sentence why this person is to see the record no longer")
    if seal.names.standing().exclude(id=name.id).count() == 0:
        raise SealRefused("A sealed record keeps at least one name. Name somebody else first, or lift the seal")
    grants = Grant.objects.open().filter(subject_kind=seal.subject_kind, subject_id__in=_about(seal), user=name.user)
    _end_and_keep(seal, grants, at=at)
    name.until_at, name.taken_by, name.taken_why = at, by, why
    name.save(update_fields=["until_at", "taken_by", "taken_why"])
    record("access.seal_name_taken", subject=seal, about=_about(seal), by=by, at=at, user=str(name.user_id))
    return name


@transaction.atomic
def look_at_seal(*, seal: Seal, finding: str, by: User, at: datetime) -> Seal:
    """Note that a seal was looked at again and stands; the next look is counted from now."""
    seal = _standing(seal, by)
    if not rules.is_reason_enough(finding):
        raise SealRefused("Say in a sentence why the seal should stand")
    seal.looked_at, seal.looked_by, seal.looked_finding = at, by, finding
    seal.save(update_fields=["looked_at", "looked_by", "looked_finding"])
    record("access.seal_looked_at", subject=seal, about=_about(seal), by=by, at=at)
    return seal


@transaction.atomic
def lift_seal(*, seal: Seal, why: str, by: User, at: datetime) -> Seal:
    """Lift a seal: what it ended is given back, as new grants, and nobody is named any more."""
    seal = _standing(seal, by)
    if not rules.is_reason_enough(why):
        raise SealRefused("Say in a sentence why the seal is lifted")
    about = _about(seal)
    seal.lifted_at, seal.lifted_by, seal.lifted_why = at, by, why
    seal.save(update_fields=["lifted_at", "lifted_by", "lifted_why"])
    seal.subjects.standing().update(until_at=at)
    named = Grant.objects.open().filter(subject_kind=seal.subject_kind, subject_id__in=about)
    named.filter(reason=rules.GrantReason.NAMED).update(until_at=at)
    seal.names.standing().update(until_at=at, taken_by=by, taken_why=why)
    _give_back(seal.kept.all(), by=by, at=at)
    record("access.seal_lifted", subject=seal, about=about, by=by, at=at)
    return seal


def _refuse_unless_may_seal(by: User) -> None:
    if not by.may(SEAL):
        raise SealRefused("Your role cannot seal records")


def _refuse_to_name(user: User) -> None:
    if user.kind == UserKind.FAMILY or not user.is_active:
        raise SealRefused(f"{user.name} cannot be named: only people who work here or for a partner can")


def _standing(seal: Seal, by: User) -> Seal:
    """The seal, held until the transaction ends, for someone who may change it while it stands."""
    _refuse_unless_may_seal(by)
    seal = Seal.objects.select_for_update().get(id=seal.id)
    if seal.lifted_at is not None:
        raise SealRefused("This seal has been lifted already")
    return seal


def _hold_grants() -> None:
    """Nobody gives a grant while a record is being sealed, so that none slips in unseen."""
    with connection.cursor() as cursor:
        cursor.execute(f"lock table {Grant._meta.db_table} in share row exclusive mode")


def _with_all_that_are_one(subject_kind: str, subject_ids: Iterable[UUID]) -> set[UUID]:
    ids = set(subject_ids)
    ones = OneSubject.objects.filter(subject_kind=subject_kind, one_with__in=ids)
    return ids | set(ones.values_list("subject_id", flat=True))


def _about(seal: Seal) -> list[UUID]:
    return list(seal.subjects.standing().order_by("subject_id").values_list("subject_id", flat=True))


def _open_to_named(seal: Seal, user: User, *, by: User, at: datetime) -> None:
    for one in _about(seal):
        give_grant(
            subject_kind=seal.subject_kind, subject_id=one, holder=user, reason=rules.GrantReason.NAMED, by=by, at=at
        )


def _end_and_keep(seal: Seal, grants: QuerySet[Grant], *, at: datetime) -> None:
    """End grants; those without an end of their own are kept, save the one that came with the name."""
    ended = list(grants.order_by("id"))
    Grant.objects.filter(id__in=[one.id for one in ended]).update(until_at=Greatest(Value(at), F("from_at")))
    KeptGrant.objects.bulk_create(
        KeptGrant(seal=seal, grant=one)
        for one in ended
        if one.until_at is None and one.reason != rules.GrantReason.NAMED
    )


def _give_back(kept: QuerySet[KeptGrant], *, by: User, at: datetime) -> None:
    rows = list(kept.select_related("grant__user", "grant__team", "grant__agency").order_by("id"))
    KeptGrant.objects.filter(id__in=[one.id for one in rows]).delete()
    for one in rows:
        give_grant(
            subject_kind=one.grant.subject_kind,
            subject_id=one.grant.subject_id,
            holder=one.grant.user or one.grant.team or one.grant.agency,
            reason=rules.GrantReason(one.grant.reason),
            because=one.grant.because,
            by=by,
            at=at,
        )
