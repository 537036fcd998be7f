"""Pages of localities, areas and sites, in words and tables."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.urls import reverse

from alongside.foundation.components.presenters.maps import AreaMap
from alongside.foundation.components.presenters.maps import Place as Shape
from alongside.places.queries import NotPlaced, Place
from alongside.places.rules.geometry import longitude_latitude_of, rings_of
from alongside.places.rules.kinds import SITE_KIND_NAMES, SiteKind

if TYPE_CHECKING:
    from alongside.places.models import Area, Locality, Site, Statistic

Cell = Any
Rows = list[list[Cell]]

FIFTHS = ("No figure", "Least deprived fifth of England", "Fourth fifth", "Middle fifth",
          "Second fifth", "Most deprived fifth of England")  # fmt: skip
OPEN, CLOSED = {"text": "Open", "tag": "green"}, {"text": "Closed", "tag": "grey"}
KEY = [{"band": band, "text": FIFTHS[band]} for band in (5, 4, 3, 2, 1, 0)]


def _link(text: str, name: str, *args) -> dict[str, str]:
    return {"text": text, "href": reverse(name, args=args)}


def _number(value: float | None, decimals: int = 0) -> str:
    return "Suppressed" if value is None else f"{value:,.{decimals}f}"


def localities_table(localities: Iterable[Locality], people: Mapping[UUID, float]) -> Rows:
    """Localities with hub, team, areas and people."""
    return [
        [
            _link(one.name, "places:locality", one.slug),
            _hub(one) if one.is_active else CLOSED,
            one.team.name if one.team else "",
            f"{one.area_count:,}",
            _number(people[one.id]) if one.id in people else "",
        ]
        for one in localities
    ]


def _hub(locality: Locality) -> Cell:
    if locality.hub_site is None:
        return {"text": "No hub set", "tag": "yellow"}
    return _link(locality.hub_site.name, "places:site", locality.hub_site.slug)


def sites_table(sites: Iterable[Site]) -> Rows:
    """Sites with kind, locality and postcode."""
    return [
        [
            _link(one.name, "places:site", one.slug),
            one.kind_name,
            one.locality.name if one.locality else "",
            one.postcode,
            OPEN if one.is_active else CLOSED,
        ]
        for one in sites
    ]


def _fifth(decile: float | None) -> int:
    return 0 if decile is None else 5 - (int(decile) - 1) // 2


@dataclass(frozen=True, slots=True)
class LocalityPage:
    """One locality."""

    name: str
    slug: str
    is_active: bool
    lines: list[dict[str, str]]
    areas: Rows
    sites: list[dict[str, str]]
    map: AreaMap | None
    map_rows: Rows
    needs: str

    @classmethod
    def of(
        cls, locality: Locality, *, areas: list[Area], people: Mapping[str, float | None],
        children: Mapping[str, float | None], deciles: Mapping[str, float | None],
        kinds: Mapping[str, int], period: str,
    ) -> LocalityPage:  # fmt: skip
        """From the locality, its areas and their figures."""
        counted = [people[a.code] for a in areas if people.get(a.code) is not None]
        young = [children[a.code] for a in areas if children.get(a.code) is not None]
        hub = locality.hub_site
        lines = [
            {"key": "Hub", "value": hub.name if hub else "", "blank": "Not set yet",
             "href": reverse("places:site", args=[hub.slug]) if hub else "", "action": "See"},
            {"key": "Team", "value": locality.team.name if locality.team else "",
             "blank": "Not set yet"},
            {"key": "Areas", "value": f"{len(areas):,}"},
            {"key": "People", "value": f"{sum(counted):,.0f} ({period})" if counted else "",
             "blank": "Not in our data"},
            {"key": "Children under 16", "value": f"{sum(young):,.0f}" if young else "",
             "blank": "Not in our data"},
        ]  # fmt: skip
        fifths = {a.code: _fifth(deciles.get(a.code)) for a in areas}
        return cls(
            name=locality.name, slug=locality.slug, is_active=locality.is_active, lines=lines,
            areas=[
                [
                    _link(_called(a), "places:area", a.code), a.district.name,
                    _number(people[a.code]) if a.code in people else "",
                    _number(children[a.code]) if a.code in children else "",
                    _number(deciles[a.code]) if a.code in deciles else "",
                ]
                for a in areas
            ],
            sites=[
                {
                    "text": f"{SITE_KIND_NAMES[SiteKind(kind)]}: {number:,}",
                    "href": f"{reverse('places:sites')}?locality={locality.slug}&kind={kind}",
                }
                for kind, number in kinds.items()
            ],
            map=_map(areas, fifths, hub),
            map_rows=[[_called(a), FIFTHS[fifths[a.code]]] for a in areas],
            needs=_what_is_missing(locality, len(areas)),
        )  # fmt: skip


def _called(area: Area) -> str:
    return f"{area.place_name} ({area.name})" if area.place_name else area.name


def _what_is_missing(locality: Locality, areas: int) -> str:
    if not locality.is_active:
        return ""
    if not areas:
        return "It has no areas yet, so no postcode leads here."
    if locality.hub_site is None:
        return "It has no hub yet, so its postcodes lead to none."
    if locality.team is None:
        return "No team works here yet."
    return ""


def _map(areas: list[Area], fifths: Mapping[str, int], hub: Site | None) -> AreaMap | None:
    shapes = [
        Shape(
            name=_called(area), rings=rings_of(area.boundary), words=FIFTHS[fifths[area.code]],
            href=reverse("places:area", args=[area.code]), band=fifths[area.code],
        )
        for area in areas
        if area.boundary
    ]  # fmt: skip
    if not shapes:
        return None
    dots = []
    if hub is not None and hub.easting is not None and hub.northing is not None:
        longitude, latitude = longitude_latitude_of(hub.easting, hub.northing)
        dots = [{"name": hub.name, "longitude": longitude, "latitude": latitude}]
    return AreaMap.of(shapes, sites=dots)


@dataclass(frozen=True, slots=True)
class AreaPage:
    """One area with every figure held for it."""

    name: str
    lines: list[dict[str, str]]
    figures: Rows

    @classmethod
    def of(cls, area: Area, figures: Iterable[Statistic]) -> AreaPage:
        """From the area and its figures."""
        locality = area.locality
        return cls(
            name=_called(area),
            lines=[
                {"key": "Code", "value": area.code},
                {"key": "District", "value": area.district.name},
                {"key": "Locality", "value": locality.name if locality else "",
                 "blank": "In none yet"},
                {"key": "Town or country",
                 "value": area.urban_rural.capitalize(), "blank": "Not in our data"},
                {"key": "Areas of", "value": _vintage(area.vintage)},
            ],
            figures=[
                [
                    one.measure.name + (" (estimate)" if one.measure.is_estimate else ""),
                    _number(one.value, one.measure.decimals), one.period, one.measure.source,
                ]
                for one in figures
            ],
        )  # fmt: skip


def _vintage(vintage: str) -> str:
    return "The demonstration" if vintage == "demo" else f"Census {vintage}"


@dataclass(frozen=True, slots=True)
class SitePage:
    """One site."""

    name: str
    slug: str
    kind: str
    is_active: bool
    lines: list[dict[str, str]]

    @classmethod
    def of(cls, site: Site, *, serves: list[Locality]) -> SitePage:
        """From the site and the localities that it is the hub of."""
        address = [site.address_line_1, site.address_line_2, site.town, site.postcode]
        lines = [
            {"key": "Kind", "value": site.kind_name + (f", {site.detail}" if site.detail else "")},
            {"key": "Address", "value": "\n".join(filter(None, address)),
             "blank": "Not in our data"},
            {"key": "Locality", "value": site.locality.name if site.locality else "",
             "blank": "In none yet"},
            {"key": "Area", "value": _called(site.area) if site.area else "",
             "blank": "Not in our data"},
            {"key": "Team", "value": site.team.name if site.team else "", "blank": "None named"},
            {"key": "Agency", "value": site.agency.name if site.agency else "",
             "blank": "None named"},
        ]  # fmt: skip
        if serves:
            lines.insert(1, {"key": "Hub of", "value": "\n".join(one.name for one in serves)})
        if site.source_id:
            lines.append({"key": "Its register’s number", "value": site.source_id})
        return cls(site.name, site.slug, site.kind_name, site.is_active, lines)


@dataclass(frozen=True, slots=True)
class FoundPage:
    """Where a postcode is, or why it can not be told."""

    postcode: str
    is_found: bool
    reason: str
    lines: list[dict[str, str]]

    @classmethod
    def of(cls, place: Place | NotPlaced) -> FoundPage:
        """From the answer to a look-up."""
        if isinstance(place, NotPlaced):
            return cls(place.postcode, False, place.reason, [])
        area, locality, hub = place.area, place.locality, place.hub
        lines = [
            {"key": "Locality", "value": locality.name if locality else "", "blank": "None yet",
             "href": reverse("places:locality", args=[locality.slug]) if locality else "",
             "action": "See"},
            {"key": "Hub", "value": hub.name if hub else "", "blank": "Not set yet",
             "href": reverse("places:site", args=[hub.slug]) if hub else "", "action": "See"},
            {"key": "Area", "value": _called(area),
             "href": reverse("places:area", args=[area.code]), "action": "See"},
            {"key": "District", "value": place.district.name},
        ]  # fmt: skip
        ended = "" if place.is_live else "This postcode has ended; homes there have a newer one."
        return cls(place.postcode, True, ended, lines)
