"""Which families are sealed, by reference alone: for those who watch over seals."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from ..models import Family


def references_of(family_ids: Iterable[UUID]) -> dict[UUID, str]:
    """The reference of each family, and nothing more of it."""
    return dict(Family.objects.filter(id__in=list(family_ids)).values_list("id", "reference"))


def id_of_family(reference: str) -> UUID | None:
    """The id behind a reference; whoever asks decides what may be told."""
    return Family.objects.filter(reference=reference).values_list("id", flat=True).first()
