"""Why a record is open to someone, and who else may see it."""

from uuid import UUID

from alongside.foundation.identity.models import User

from .access import REVIEW_OPENINGS
from .models import Grant, Opening


def list_grants_on(*, subject_kind: str, subject_ids: list[UUID]) -> list[Grant]:
    """Every open grant on the records, with its holder; ask for the record itself first."""
    return list(
        Grant.objects.open()
        .filter(subject_kind=subject_kind, subject_id__in=subject_ids)
        .select_related("user__agency", "team__agency", "agency")
        .order_by("from_at", "id")
    )


def why_open(*, viewer: User, subject_kind: str, subject_id: UUID) -> list[Grant]:
    """The grants by which the viewer sees a record, the oldest first."""
    return list(
        Grant.objects.open()
        .held_by(viewer)
        .filter(subject_kind=subject_kind, subject_id=subject_id)
        .select_related("team", "agency")
        .order_by("from_at", "id")
    )


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
