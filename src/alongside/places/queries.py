"""Reading places. They are open facts: everyone signed in may read them, so no viewer is asked."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, Max, Q, QuerySet

from alongside.places.models import (
    Area,
    District,
    Import,
    Locality,
    Measure,
    Postcode,
    Site,
    Statistic,
)
from alongside.places.rules.kinds import SiteKind
from alongside.values.codes import Postcode as PostcodeText

CHECK_IT = (
    "Check it against a letter or the family’s own words. If it is right, the home may be outside "
    "the county or newly built: choose the locality yourself, and say why"
)


class PlaceNotFound(Exception):
    """No locality, site or area by that name; fit to show as a page that is not there."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a postcode is: its area and district, and the locality and hub that serve it."""

    postcode: str
    area: Area
    district: District
    locality: Locality | None
    hub: Site | None
    is_live: bool

    is_found = True
    reason = ""


@dataclass(frozen=True, slots=True)
class NotPlaced:
    """Why a postcode leads nowhere, and what to do about it."""

    postcode: str
    reason: str

    is_found = False


def place_of(postcode: str) -> Place | NotPlaced:
    """Where a postcode is, in one query; or, when it can not be told, why not and what to do."""
    try:
        code = PostcodeText.parse(postcode).value
    except ValueError as problem:
        return NotPlaced(postcode.strip(), str(problem))
    found = (
        Postcode.objects.filter(code=code)
        .select_related("area__district", "area__locality__hub_site", "area__locality__team")
        .defer("area__boundary")
        .first()
    )
    if found is None:
        return NotPlaced(code, f"{code} is not among this county’s postcodes. {CHECK_IT}")
    locality = found.area.locality
    return Place(
        postcode=code, area=found.area, district=found.area.district, locality=locality,
        hub=locality.hub_site if locality else None, is_live=found.is_live,
    )  # fmt: skip


def areas_of_postcodes(codes: Iterable[str]) -> dict[str, tuple[UUID, UUID | None]]:
    """The area and the locality of each of many postcodes, as ids; those outside the county are left out."""
    wanted, found = sorted(set(codes)), {}
    for start in range(0, len(wanted), 5_000):
        some = Postcode.objects.filter(code__in=wanted[start : start + 5_000])
        found |= {
            code: (area, locality) for code, area, locality in some.values_list("code", "area_id", "area__locality_id")
        }
    return found


def list_localities(*, with_closed: bool = False) -> QuerySet[Locality]:
    """Localities by name, each with its hub, its team and how many areas it has."""
    found = Locality.objects.select_related("hub_site", "team").annotate(
        area_count=Count("areas", filter=Q(areas__is_current=True))
    )
    return (found if with_closed else found.filter(is_active=True)).order_by("name", "id")


def get_locality(slug: str) -> Locality:
    """One locality with its hub and team."""
    found = list_localities(with_closed=True).filter(slug=slug).first()
    if found is None:
        raise PlaceNotFound(slug)
    return found


def list_hubs() -> QuerySet[Site]:
    """The hubs of active localities, by name."""
    return Site.objects.filter(hub_of__is_active=True).select_related("locality", "team").order_by("name", "id")


def list_sites(
    *,
    kind: SiteKind | str = "",
    locality: Locality | None = None,
    search: str = "",
    with_closed: bool = False,
) -> QuerySet[Site]:
    """Sites by name: of one kind, in one locality, with words in the name or the postcode."""
    found = Site.objects.select_related("locality", "area__district").defer("area__boundary")
    if not with_closed:
        found = found.filter(is_active=True)
    if kind:
        found = found.filter(kind=kind)
    if locality is not None:
        found = found.filter(locality=locality)
    for word in search.split():
        found = found.filter(Q(name__icontains=word) | Q(postcode__icontains=word) | Q(town__icontains=word))
    return found.order_by("name", "id")


def get_site(slug: str) -> Site:
    """One site with its area, locality, team and agency."""
    found = (
        Site.objects.select_related("area__district", "locality", "team", "agency")
        .defer("area__boundary")
        .filter(slug=slug)
        .first()
    )
    if found is None:
        raise PlaceNotFound(slug)
    return found


def served_by(site: Site) -> QuerySet[Locality]:
    """The localities whose hub a site is."""
    return site.hub_of.filter(is_active=True).order_by("name", "id")


def count_sites_by_kind(locality: Locality) -> dict[str, int]:
    """How many open sites of each kind a locality has."""
    found = Site.objects.filter(is_active=True, locality=locality)
    return dict(found.values_list("kind").annotate(number=Count("id")).order_by("kind"))


def areas_of(locality: Locality) -> QuerySet[Area]:
    """The areas of a locality, by code."""
    return locality.areas.filter(is_current=True).select_related("district").order_by("code")


def list_areas(*, with_boundary: bool = False) -> QuerySet[Area]:
    """Every current area, by code."""
    found = Area.objects.filter(is_current=True).select_related("district", "locality")
    return (found if with_boundary else found.defer("boundary")).order_by("code")


def get_area(code: str) -> Area:
    """One area with its district and locality."""
    found = Area.objects.select_related("district", "locality").filter(code=code).first()
    if found is None:
        raise PlaceNotFound(code)
    return found


def list_districts() -> QuerySet[District]:
    """Every district, by name."""
    return District.objects.order_by("name", "id")


def list_measures() -> QuerySet[Measure]:
    """Every measure that is held, by name."""
    return Measure.objects.order_by("name", "vintage", "id")


def periods_of(measure_key: str) -> list[str]:
    """The periods for which a measure is held, the latest first."""
    return list(_held(measure_key).values_list("period", flat=True).distinct().order_by("-period"))


def latest_period(measure_key: str) -> str:
    """The latest period for which a measure is held, or nothing."""
    return _held(measure_key).aggregate(latest=Max("period"))["latest"] or ""


def _held(measure_key: str) -> QuerySet[Statistic]:
    return Statistic.objects.filter(measure__key=measure_key, area__is_current=True)


def statistic(measure_key: str, *, area: Area, period: str = "") -> Statistic | None:
    """One figure of one area: of a period, or else the latest. None when it is not in our data."""
    found = area.statistics.filter(measure__key=measure_key).select_related("measure")
    if period:
        found = found.filter(period=period)
    return found.order_by("-period", "id").first()


def figures_of(area: Area) -> QuerySet[Statistic]:
    """Every figure held for an area, by measure, the latest period first."""
    return area.statistics.select_related("measure").order_by("measure__name", "-period", "id")


def statistics(
    measure_key: str, *, areas: Iterable[Area] | QuerySet[Area] | None = None, period: str = ""
) -> dict[str, float | None]:
    """A measure's figures by code of area, of a period or else the latest.

    An area that is not in the answer is not in our data; None means suppressed.
    """
    held = _held(measure_key)
    found = held.filter(period=period or held.order_by("-period").values("period")[:1])
    if areas is not None:
        found = found.filter(area__in=areas)
    return dict(found.values_list("area__code", "value").order_by("area__code"))


def people_by_locality(measure_key: str = "population") -> dict[UUID, float]:
    """The people of each locality, added up over its areas, of the latest period."""
    found = Statistic.objects.filter(
        measure__key=measure_key, period=latest_period(measure_key), area__is_current=True,
        area__locality__isnull=False, value__isnull=False,
    ).values_list("area__locality", "value")  # fmt: skip
    totals: dict[UUID, float] = {}
    for locality, value in found:
        totals[locality] = totals.get(locality, 0) + value
    return totals


def list_imports() -> QuerySet[Import]:
    """Imports, the latest first."""
    return Import.objects.select_related("by").defer("report").order_by("-started_at", "-id")


def get_import(import_id: UUID) -> Import:
    """One import with its report."""
    found = Import.objects.select_related("by").filter(id=import_id).first()
    if found is None:
        raise PlaceNotFound(str(import_id))
    return found
