"""Candidate sites with their figures, and what is known of each building."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import (
    BigIntegerField,
    Case,
    Count,
    F,
    IntegerField,
    OuterRef,
    QuerySet,
    Subquery,
    Sum,
    Value,
    When,
)
from django.db.models.functions import Coalesce

from alongside.foundation.identity.models import User
from alongside.places import queries as places
from alongside.values.dates import months_after

from .. import access
from ..models import Attendance, Footfall, Register, SiteFact, YearAmount
from ..rules.facts import FactKind
from ..rules.money import INCOME, financial_year_of
from ..rules.sessions import RegisterStatus

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


def with_more_figures(sites: QuerySet[Site], *, today: date) -> QuerySet[Site]:
    """Candidates with their income, the sessions held there in a year, and the rest of what is known of the building,
    for a file."""
    income = YearAmount.objects.filter(site=OuterRef("pk"), year=financial_year_of(today), line__in=INCOME)
    held = _held(since=months_after(today, -12)).filter(session__site=OuterRef("pk")).values("session__site")
    return sites.annotate(
        income=Subquery(income.values("site").annotate(total=Sum("pence")).values("total")),
        sessions_held=Subquery(held.annotate(number=Count("id")).values("number")),
        tenure=latest(FactKind.TENURE, "words"),
        present_use=latest(FactKind.PRESENT_USE, "words"),
        alternatives=latest(FactKind.ALTERNATIVES, "words"),
        largest_room=latest(FactKind.LARGEST_ROOM, "number"),
        getting_in=latest(FactKind.ACCESS, "words"),
    )


@dataclass(frozen=True)
class HeldThere:
    """One session of a hub at a site: how often it was held there, and how many came."""

    session: str
    hub: str
    held: int
    came: int


def held_there(site: Site, *, viewer: User, since: date) -> list[HeldThere]:
    """The sessions that any hub has held at a site since a day, the most visited first."""
    ask_for_figures(viewer, site)
    of_site = _held(since=since).filter(session__site=site).values("session", "session__name", "session__hub__name")
    rows = list(of_site.annotate(number=Count("id")).order_by("session"))
    came = dict(
        Attendance.objects.filter(register__session__site=site, register__held_on__gte=since, is_taken_away=False)
        .values_list("register__session")
        .annotate(came=Sum(F("adults") + F("children")))
        .order_by("register__session")
    )
    found = [
        HeldThere(row["session__name"], row["session__hub__name"], row["number"], came.get(row["session"], 0))
        for row in rows
    ]
    return sorted(found, key=lambda one: (-one.came, one.session, one.hub))


def _held(*, since: date) -> QuerySet[Register]:
    return Register.objects.filter(held_on__gte=since).exclude(status=RegisterStatus.CANCELLED)


def get_site(*, viewer: User, slug: str) -> Site:
    """One site as a candidate."""
    if not viewer.may(access.SEE_FIGURES):
        raise HubNotFound(slug)
    try:
        return places.get_site(slug)
    except places.PlaceNotFound as gone:
        raise HubNotFound(slug) from gone


OF_A_BUILDING = (FactKind.CONDITION, FactKind.TENURE, FactKind.PRESENT_USE, FactKind.ALTERNATIVES)


@dataclass(frozen=True)
class Building:
    """What is known of a building, from whom and when, and the visits to it in a year."""

    slug: str
    name: str
    visits: int | None
    facts: Mapping[FactKind, SiteFact]


def buildings_of(slugs: Collection[str], *, viewer: User, today: date) -> list[Building]:
    """The latest of what decides about each of some buildings, closed ones among them, by name."""
    if not slugs or not viewer.may(access.SEE_FIGURES):
        return []
    since = months_after(today.replace(day=1), -12)
    sites = places.list_sites(with_closed=True).filter(slug__in=slugs).annotate(visits=visits_since(since))
    sites = sites.order_by("name", "slug")
    known: dict[UUID, dict[FactKind, SiteFact]] = {}
    facts = SiteFact.objects.filter(site__slug__in=slugs, kind__in=OF_A_BUILDING)
    for fact in facts.order_by("site", "kind", "-as_of", "-id").distinct("site", "kind"):
        known.setdefault(fact.site_id, {})[FactKind(fact.kind)] = fact
    return [Building(one.slug, one.name, one.visits, known.get(one.id, {})) for one in sites]


def ask_for_figures(viewer: User, site: Site) -> None:
    """Whether the figures of a site are open to the viewer; if not, there is no such site."""
    if not viewer.may(access.SEE_FIGURES):
        raise HubNotFound(site.slug)


def facts_of(site: Site, *, viewer: User, kind: FactKind | None = None) -> list[SiteFact]:
    """Every answer about a building, the latest first."""
    ask_for_figures(viewer, site)
    found = SiteFact.objects.filter(site=site).select_related("by")
    return list((found.filter(kind=kind) if kind else found).order_by("-as_of", "-id"))
