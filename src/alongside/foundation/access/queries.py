"""Why a record is open to someone, and who else may see it."""

from collections.abc import Iterable
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from alongside.foundation.identity.models import Membership, User

from .access import READ_EVERY, REVIEW_OPENINGS, SEE_SEALS
from .models import Grant, GrantReach, Opening, Seal, SealedSubject, SealName


class SealNotFound(LookupError):
    """There is no such seal, or the viewer may not look at it."""


def list_grants_on(*, subject_kind: str, subject_ids: list[UUID]) -> list[Grant]:
    """Every open grant that reaches the records, each reason of a holder once; ask for the record itself first."""
    found = list(
        Grant.objects.open()
        .filter(id__in=_reaching(subject_kind, subject_ids))
        .select_related("user__agency", "team__agency", "agency")
        .order_by("from_at", "id")
    )
    once = {(one.user_id, one.team_id, one.agency_id, one.reason, one.until_at): one for one in reversed(found)}
    return [one for one in found if one in once.values()]


def _reaching(subject_kind: str, subject_ids: list[UUID]):
    return GrantReach.objects.filter(subject_kind=subject_kind, subject_id__in=subject_ids).values("id")


def why_open(*, viewer: User, subject_kind: str, subject_id: UUID) -> list[Grant]:
    """The grants by which the viewer sees a record, the oldest first."""
    return list(
        Grant.objects.open()
        .held_by(viewer)
        .filter(id__in=_reaching(subject_kind, [subject_id]))
        .select_related("team", "agency")
        .order_by("from_at", "id")
    )


def list_who_read_every() -> list[User]:
    """Everyone whose role reads every record, whether or not a grant opens it."""
    held = Membership.objects.current().filter(role__permissions__contains=[READ_EVERY])
    readers = User.objects.filter(is_active=True, memberships__in=held).distinct()
    return list(readers.select_related("agency").order_by("name", "id"))


def list_openings_to_review(*, viewer: User, size: int = 50) -> list[Opening]:
    """Records opened beyond someone's work that nobody has reviewed, the oldest first."""
    if not viewer.may(REVIEW_OPENINGS):
        return []
    return list(
        Opening.objects.filter(reviewed_at__isnull=True)
        .exclude(viewer=viewer)
        .select_related("viewer__agency", "grant")
        .order_by("at", "id")[:size]
    )


def list_seals(*, viewer: User) -> QuerySet[Seal]:
    """The seals that stand, for those who watch over them, each with how many people are named; to be paged by when
    it was last looked at."""
    if not viewer.may(SEE_SEALS):
        return Seal.objects.none()
    named = Count("names", filter=Q(names__until_at__isnull=True))
    return Seal.objects.standing().select_related("sealed_by").annotate(named=named)


def get_seal(*, viewer: User, subject_kind: str, subject_id: UUID) -> Seal:
    """The seal that stands on a record, for those who watch over seals and those named on it."""
    found = Seal.objects.filter(
        subjects__subject_kind=subject_kind, subjects__subject_id=subject_id, subjects__until_at__isnull=True
    ).select_related("sealed_by__agency", "looked_by")
    if not viewer.may(SEE_SEALS):
        found = found.filter(names__in=SealName.objects.standing().filter(user=viewer))
    seal = found.first()
    if seal is None:
        raise SealNotFound(subject_id)
    return seal


def list_names(seal: Seal) -> list[SealName]:
    """Everyone who is or was named on a seal: those named now first, then by when they were named."""
    named = seal.names.select_related("user__agency", "added_by", "taken_by").order_by("from_at", "id")
    return sorted(named, key=lambda one: one.until_at is not None)


def list_who_is_named(*, subject_kind: str, subject_id: UUID) -> list[User]:
    """Who may see a sealed record, by name; ask first whether it is open to the viewer."""
    names = SealName.objects.standing().filter(
        seal__subjects__subject_kind=subject_kind,
        seal__subjects__subject_id=subject_id,
        seal__subjects__until_at__isnull=True,
    )
    return [one.user for one in names.select_related("user__agency").order_by("user__name", "user_id")]


def subjects_of(seals: Iterable[Seal]) -> dict[UUID, list[UUID]]:
    """The records that each seal keeps apart."""
    found: dict[UUID, list[UUID]] = {}
    for one in SealedSubject.objects.standing().filter(seal__in=list(seals)).order_by("subject_id"):
        found.setdefault(one.seal_id, []).append(one.subject_id)
    return found


def seals_on(*, subject_kind: str, subject_ids: Iterable[UUID]) -> dict[UUID, UUID]:
    """Those of the records that are sealed, each with its seal; for actions, which check the rest."""
    sealed = SealedSubject.objects.standing().on(subject_kind, list(subject_ids))
    return dict(sealed.values_list("subject_id", "seal_id"))


def list_who_hold(*, subject_kind: str, subject_ids: Iterable[UUID]) -> list[User]:
    """The people to whom a grant of their own opens a record now, members of the family left out, by name."""
    held = Grant.objects.open().filter(subject_kind=subject_kind, subject_id__in=list(subject_ids))
    people = User.objects.filter(is_active=True, grants__in=held).exclude(kind="family")
    return list(people.select_related("agency").distinct().order_by("name", "id"))
