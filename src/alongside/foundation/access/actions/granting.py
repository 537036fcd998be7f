"""Giving and ending grants; on a sealed record, keeping for later what may not stand now."""

from collections.abc import Iterable
from datetime import datetime
from itertools import permutations
from uuid import UUID

from django.db import transaction

from alongside.foundation.identity.models import Agency, Team, User
from alongside.foundation.identity.rules import UserKind

from .. import rules
from ..models import Grant, KeptGrant, OneSubject, SealedSubject


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
    """Open a record to someone, for a reason; giving it twice gives one grant.

    While the record is sealed, a grant to anybody who is not named opens nothing: it is kept, and stands once the
    seal is lifted.
    """
    key = {"subject_kind": subject_kind, "subject_id": subject_id, "reason": reason}
    facts = {"because": because, "from_at": at, "given_by": by}
    sealed = SealedSubject.objects.standing().on(subject_kind, [subject_id]).first()
    if sealed is not None and not _may_stand(sealed, holder, reason):
        return _kept_for_later(sealed, key | _holder(holder), facts, is_timed=until is not None)
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
    """End the open grants on a record, of one holder or reason where given; says how many.

    What was kept while the record is sealed is given up likewise, so that it does not come back.
    """
    which = {"subject_kind": subject_kind, "subject_id": subject_id}
    if holder is not None:
        which |= _holder(holder)
    if reason is not None:
        which["reason"] = reason
    KeptGrant.objects.filter(**{f"grant__{name}": value for name, value in which.items()}).delete()
    return Grant.objects.open().filter(**which).update(until_at=at)


def _may_stand(sealed: SealedSubject, holder: User | Team | Agency, reason: rules.GrantReason) -> bool:
    if not isinstance(holder, User):
        return False
    return rules.may_stand_under_seal(
        reason=rules.GrantReason(reason),
        is_named=sealed.seal.names.standing().filter(user=holder).exists(),
        is_family=holder.kind == UserKind.FAMILY,
    )


def _kept_for_later(sealed: SealedSubject, key: dict, facts: dict, *, is_timed: bool) -> Grant:
    """A grant that ended as it began; unless it was to end anyhow, it is kept until the seal is lifted."""
    same = {f"grant__{name}": value for name, value in key.items()}
    kept = KeptGrant.objects.filter(seal=sealed.seal_id, **same).select_related("grant").first()
    if kept is not None:
        return kept.grant
    grant = Grant.objects.create(**key, **facts, until_at=facts["from_at"])
    if not is_timed:
        KeptGrant.objects.create(seal_id=sealed.seal_id, grant=grant)
    return grant


@transaction.atomic
def keep_as_one(*, subject_kind: str, subject_ids: Iterable[UUID], groups: Iterable[Iterable[UUID]]) -> None:
    """Have what opens one record of a group open the others too; no grant is written, and none is copied."""
    OneSubject.objects.filter(subject_kind=subject_kind, subject_id__in=list(subject_ids)).delete()
    OneSubject.objects.bulk_create(
        OneSubject(subject_kind=subject_kind, subject_id=one, one_with=other)
        for group in groups
        for one, other in permutations(sorted(group), 2)
    )
