"""The outcomes in force, and a family's own scales, for those who commission help towards them."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from ..access import plans_open_to
from ..models import Outcome, OutcomeFramework, Scale, ScaleReading

if TYPE_CHECKING:
    from alongside.foundation.identity.models import User


def outcomes_in_force(*, today: date) -> list[Outcome]:
    """The outcomes that new plans are written under on a day."""
    framework = OutcomeFramework.objects.filter(from_on__lte=today).order_by("-from_on").first()
    return list(framework.outcomes.order_by("position")) if framework else []


def find_outcome(outcome_id: UUID) -> Outcome | None:
    """One outcome by its id."""
    return Outcome.objects.filter(id=outcome_id).first()


def scales_of_case(*, viewer: User, case_id: UUID) -> list[Scale]:
    """The scales of a family's plans that are open to the viewer, the newest first."""
    plans = plans_open_to(viewer).filter(case_id=case_id)
    return list(Scale.objects.filter(plan__in=plans).select_related("outcome", "plan").order_by("-set_on", "id")[:50])


def readings_of(scale_ids: list[UUID]) -> dict[UUID, list[int]]:
    """The readings of some scales in their order."""
    rows = ScaleReading.objects.filter(scale_id__in=scale_ids)
    found: dict[UUID, list[int]] = {}
    for scale_id, value in rows.order_by("read_on", "id").values_list("scale_id", "value"):
        found.setdefault(scale_id, []).append(value)
    return found
