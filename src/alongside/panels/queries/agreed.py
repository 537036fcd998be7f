"""What panels agreed to pay for, for whoever commissions it."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from alongside.foundation.identity.models import User

from .. import rules
from ..models import PanelDecision


@dataclass(frozen=True)
class Agreed:
    """A package that a panel was asked for and agreed: up to how much, and which chair signed it."""

    item_id: UUID
    reference: str
    panel: str
    words: str
    pence: int
    signed_by: User | None


def packages_agreed(*, case_id: UUID) -> list[Agreed]:
    """Packages that panels agreed for a case, as they stand in signed minutes or are being signed."""
    made = PanelDecision.objects.filter(
        item__case_id=case_id, item__wants_package=True, is_final=True, kind__in=sorted(rules.YES)
    )
    rows = made.exclude(package_pence=None).select_related("item__panel", "sitting__signed_by").order_by("id")
    return [
        Agreed(
            one.item_id, one.item.reference, one.item.panel.name, one.item.package_words, one.package_pence,
            one.sitting.signed_by,
        )
        for one in rows
    ]  # fmt: skip
