"""Counts of children by area that were handed over."""

from datetime import date

from django.db.models import QuerySet

from alongside.planning.access import PLAN
from alongside.planning.models import AreaCount
from alongside.planning.rules.counts import CountKind


def list_counts(*, viewer) -> QuerySet[AreaCount]:
    """Every count that was taken in, without its figures."""
    found = AreaCount.objects.select_related("made_by").defer("counts")
    return found if viewer.may(PLAN) else found.none()


def standing_counts(vintage: str) -> dict[CountKind, AreaCount]:
    """The count that stands of each kind on these areas: the latest day's, as it was last taken in. Without its
    figures."""
    found = AreaCount.objects.filter(vintage=vintage).defer("counts").order_by("as_of", "made_at", "id")
    return {CountKind(one.kind): one for one in found}


def count_of(kind: CountKind, vintage: str, *, as_of: date | None = None) -> AreaCount | None:
    """The count that stands, or that of an earlier day as it was last taken in."""
    found = AreaCount.objects.filter(kind=kind, vintage=vintage, **({"as_of": as_of} if as_of else {}))
    return found.order_by("-as_of", "-made_at", "-id").first()


def days_counted(kind: CountKind, vintage: str) -> list[date]:
    """The days of which a count is held on these areas, the latest first."""
    found = AreaCount.objects.filter(kind=kind, vintage=vintage)
    return list(found.order_by("-as_of").values_list("as_of", flat=True).distinct())
