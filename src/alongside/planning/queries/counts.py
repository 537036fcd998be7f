"""Counts of children by area that were handed over."""

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


def counts_by_area(kind: CountKind, vintage: str) -> dict[str, int]:
    """The figures that stand, by area; not fit to show before small ones are hidden."""
    one = AreaCount.objects.filter(kind=kind, vintage=vintage).order_by("-as_of", "-made_at", "-id").first()
    return one.counts if one else {}
