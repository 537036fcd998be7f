"""Candidate sites with their figures, and what is known of each building."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from django.db.models import BigIntegerField, Case, F, IntegerField, OuterRef, QuerySet, Subquery, Sum, Value, When
from django.db.models.functions import Coalesce

from alongside.foundation.identity.models import User
from alongside.places import queries as places
from alongside.values.dates import months_after

from .. import access
from ..models import Footfall, SiteFact, YearAmount
from ..rules.facts import FactKind
from ..rules.money import INCOME, financial_year_of

WITH_FIGURES, WITHOUT_FIGURES = "with", "without"

if TYPE_CHECKING:
    from alongside.places.models import Locality, Site


class HubNotFound(LookupError):
    """No such hub, site, session or register, or the viewer may not see it."""


def net_cost_of_year(year: int) -> Subquery:
    """A site's net cost in a year's budget or estimate; none where nothing is known."""
    signed = Case(When(line__in=INCOME, then=-F("pence")), default=F("pence"), output_field=BigIntegerField())
    of_site = YearAmount.objects.filter(site=OuterRef("pk"), year=year).values("site")
    return Subquery(of_site.annotate(net=Sum(signed)).values("net"), output_field=BigIntegerField())


def visits_since(month: date) -> Subquery:
    """How many visits a site had since a month; none where nobody counted."""
    of_site = Footfall.objects.filter(site=OuterRef("pk"), month__gte=month).values("site")
    return Subquery(of_site.annotate(number=Sum("visits")).values("number"), output_field=IntegerField())


def latest(kind: FactKind, field: str) -> Subquery:
    """One field of the latest answer to a question about a site."""
    found = SiteFact.objects.filter(site=OuterRef("pk"), kind=kind).order_by("-as_of", "-id")
    return Subquery(found.values(field)[:1])


def candidates(
    *, viewer: User, today: date, kind: str = "", locality: Locality | None = None, words: str = "", figures: str = ""
) -> QuerySet[Site]:
    """Every open site as a candidate, by name, with its cost this year, its visits in a year, and its building."""
    if not viewer.may(access.SEE_FIGURES):
        return places.list_sites().none()
    found = places.list_sites(kind=kind, locality=locality, search=words).annotate(
        net_cost=net_cost_of_year(financial_year_of(today)),
        visits=visits_since(months_after(today.replace(day=1), -12)),
        capacity=latest(FactKind.CAPACITY, "number"),
        condition=latest(FactKind.CONDITION, "words"),
        staff=latest(FactKind.STAFF, "number"),
        is_asked_alternatives=Coalesce(latest(FactKind.ALTERNATIVES, "standing"), Value("")),
    )
    if figures == WITH_FIGURES:
        return found.filter(net_cost__isnull=False)
    return found.filter(net_cost__isnull=True) if figures == WITHOUT_FIGURES else found


def get_site(*, viewer: User, slug: str) -> Site:
    """One site as a candidate."""
    if not viewer.may(access.SEE_FIGURES):
        raise HubNotFound(slug)
    try:
        return places.get_site(slug)
    except places.PlaceNotFound as gone:
        raise HubNotFound(slug) from gone


def facts_of(site: Site, *, kind: FactKind | None = None) -> list[SiteFact]:
    """Every answer about a building, the latest first."""
    found = SiteFact.objects.filter(site=site).select_related("by")
    return list((found.filter(kind=kind) if kind else found).order_by("-as_of", "-id"))


def latest_facts(sites: Iterable[Site]) -> dict[tuple, SiteFact]:
    """The answer that stands to each question about each site, by the site's id and the question."""
    found = SiteFact.objects.filter(site__in=[one.id for one in sites]).order_by("as_of", "id")
    return {(one.site_id, FactKind(one.kind)): one for one in found}
