"""Counting families by where they live: counts for planners, who see no family among them."""

from datetime import date

from django.db.models import Count, OuterRef, Q, Subquery

from alongside.cases.models import Case
from alongside.people.queries import home_areas


def count_families_by_area(
    *, helped_on: date | None = None, begun_from: date | None = None, begun_to: date | None = None
) -> dict[str, int]:
    """How many families live in each area: those helped on a day, or those whose help began from a day to another.

    A family is counted once, where its household lives now. Homes that are kept secret are not counted. Small counts
    are in it: whoever shows them hides those.
    """
    found = Case.objects.all()
    if helped_on is not None:
        found = found.filter(opened_on__lte=helped_on).filter(Q(closed_on__isnull=True) | Q(closed_on__gt=helped_on))
    if begun_from is not None:
        found = found.filter(opened_on__gte=begun_from)
    if begun_to is not None:
        found = found.filter(opened_on__lte=begun_to)
    home = home_areas(family=OuterRef("family"))
    counted = (
        found.annotate(home=Subquery(home.values("area__code")[:1]))
        .filter(home__isnull=False)
        .values("home")
        .annotate(families=Count("family", distinct=True))
    )
    return dict(counted.values_list("home", "families").order_by("home"))
