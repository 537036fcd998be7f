"""Why a record is open to someone, and who else may see it."""

from uuid import UUID

from alongside.foundation.identity.models import Membership, User

from .access import READ_EVERY, REVIEW_OPENINGS
from .models import Grant, GrantReach, Opening


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
