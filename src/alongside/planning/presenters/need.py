"""The map of need and its tables."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.urls import reverse

from alongside.foundation.components.presenters.maps import AreaMap, MapSheet
from alongside.foundation.components.presenters.maps import Place as Shape
from alongside.places.rules.geometry import longitude_latitude_of
from alongside.planning.presenters.changes import (
    CHANGE,
    NOT_HELD,
    ChangeMap,
    columns_then,
    line_of_then,
    notes_of_then,
    said_of,
    say,
    then_cells,
)
from alongside.planning.rules.indicators import (
    OWN_RECORDS,
    Figure,
    Indicator,
    Kind,
    bands_of,
    grouped_unit,
    is_more_more_need,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from alongside.places.models import Area, Locality
    from alongside.planning.queries import Figures, Ground

Rows = list[list[Any]]
A_CODE = "E01000000"
FIFTHS = ("", "Fifth with the least need", "Fourth fifth", "Middle fifth", "Second fifth", "Fifth with the most need")
IN_ENGLAND = (
    "",
    "Least deprived fifth of England",
    "Fourth fifth of England",
    "Middle fifth of England",
    "Second fifth of England",
    "Most deprived fifth of England",
)


def called(area: Area) -> str:
    """An area by the name of its place, and its own."""
    return f"{area.place_name} ({area.name})" if area.place_name else area.name


@dataclass(frozen=True, slots=True)
class NeedPage:
    """What is shown, how it reads, and where it comes from."""

    title: str
    caption: str
    lines: list[dict[str, str]]
    notes: list[str]
    map: AreaMap | None
    key: list[dict[str, Any]]
    columns: list[Any]
    rows: Rows
    group_caption: str
    group_columns: list[Any]
    group_rows: Rows
    source: str
    downloads: list[dict[str, str]]

    @classmethod
    def of(
        cls,
        figures: Figures,
        ground: Ground,
        *,
        sheet: MapSheet,
        by: str,
        then: Figures | None = None,
        draw: str = "",
        is_public: bool = False,
    ) -> NeedPage:
        """From the figures, now and then. What everybody reads leads to no page that asks who one is."""
        one, localities = figures.indicator, ground.localities
        is_grouped = by != "area" and bool(figures.by_locality)
        shown = _by_their_locality(figures, ground) if is_grouped else figures.by_area
        whole = figures.by_locality if is_grouped else figures.by_area
        kind, decimals = _kind(one, is_grouped), _decimals_of(one) if is_grouped else one.decimals
        more = is_more_more_need(one.kind, by_area=one.more_is_more_need, is_grouped=is_grouped)
        levels = bands_of(whole, kind=kind, more_is_more_need=more, decimals=decimals)
        bands = _of_areas(levels, ground, is_grouped)
        asked = {"what": one.key, "by": by} | ({"then": then.period} if then else {})
        group_columns, group_rows = _group_table(figures, then, localities, by)
        hrefs = {} if is_public else _hrefs(ground.areas, one)
        group_rows = [_without_links(row) for row in group_rows] if is_public else group_rows
        address = "planning:public_need" if is_public else "planning:need"
        columns, rows = _area_table(figures, then, ground, bands, hrefs, is_grouped)
        words = {area.code: said_of(shown, area.code, one) for area in ground.areas}
        key = _key(whole, levels, one, kind, decimals)
        if then is not None and draw == CHANGE:
            change = ChangeMap.of(one, whole, then.by_locality if is_grouped else then.by_area, since=then.period)
            bands, key = _of_areas(change.bands, ground, is_grouped), change.key
            words = {a: change.words.get(ground.locality_of[a] if is_grouped else a, NOT_HELD) for a in words}
        else:
            draw = ""
        return cls(
            title=one.name,
            caption=f"{one.name}: change since {then.period}" if draw else one.name,
            lines=_lines(figures, then, ground, darker="A larger rise" if draw else _direction(one, is_more=more)),
            notes=[*_notes(one, by, is_grouped, then), *notes_of_then(one, then)],
            map=_map(sheet, ground.areas, words, bands, hrefs, localities, with_locality=is_grouped),
            key=key,
            columns=columns,
            rows=rows,
            group_caption="By hub" if by == "hub" else "By locality",
            group_columns=group_columns,
            group_rows=group_rows,
            source=_source(one),
            downloads=[
                {
                    "text": f"Download these figures ({ending})",
                    "href": f"{reverse(f'{address}_{name}')}?{urlencode(asked)}",
                }
                for ending, name in (("CSV", "csv"), ("GeoJSON", "geojson"))
            ],
        )


def _without_links(row: list[Any]) -> list[Any]:
    return [cell["text"] if isinstance(cell, dict) and "href" in cell else cell for cell in row]


def _of_areas(levels: Mapping[str, int], ground: Ground, is_grouped: bool) -> dict[str, int]:
    return {a: levels.get(slug if is_grouped else a, 0) for a, slug in ground.locality_of.items()}


def _kind(one: Indicator, is_grouped: bool) -> Kind:
    return Kind.SCORE if is_grouped else one.kind


def _decimals_of(one: Indicator) -> int:
    """With how many decimals a figure of a locality or of the county is written: a mean of tenths is no whole one."""
    return 1 if one.kind in (Kind.TENTH, Kind.SCORE) else one.decimals


def _by_their_locality(figures: Figures, ground: Ground) -> dict[str, Figure]:
    return {area: figures.by_locality[slug] for area, slug in ground.locality_of.items() if slug in figures.by_locality}


def _source(one: Indicator) -> str:
    return f"{one.source}{'; an estimate, not an official figure' if one.is_estimate else ''}"


def _lines(figures: Figures, then: Figures | None, ground: Ground, *, darker: str) -> list[dict[str, str]]:
    one = figures.indicator
    county = figures.county
    county = "" if county is None and one.kind == Kind.RANK else say(county, one, decimals=_decimals_of(one))
    known = sum(1 for value in figures.by_area.values() if value is not None)
    hidden = sum(1 for value in figures.by_area.values() if value is None)
    held = f"{known:,} of {len(ground.areas):,}" + (f"; {hidden:,} hidden" if hidden else "")
    return [
        {
            "key": "The county",
            "value": f"{county} {grouped_unit(one.kind, one.unit) if one.unit != '%' else ''}".strip(),
            "blank": "A rank has no meaning for a whole county",
        },
        {"key": "Period", "value": figures.period, "blank": "As the figures stand today"},
        *([] if then is None else [line_of_then(figures, then)]),
        {"key": "Areas with a figure", "value": held},
        {
            "key": "Areas of the census of",
            "value": one.vintage if one.vintage.isdigit() else "",
            "blank": "None: this county is invented",
        },
        {"key": "Darker means", "value": darker},
    ]


def _direction(one: Indicator, *, is_more: bool) -> str:
    if one.kind == Kind.COUNT:
        return "More people"
    if one.is_live:
        return f"More {one.unit.split()[0]}"
    return "More need" if is_more else "More need: a lower figure"


def _notes(one: Indicator, by: str, is_grouped: bool, then: Figures | None) -> list[str]:
    notes = []
    if by != "area" and not is_grouped:
        notes.append(
            "Ranks of areas can not be put together for a locality, so the map stays by area. Choose the score."
        )
    if one.is_live:
        notes.append(
            "Counts from 1 to 4 are hidden, and so are the next counts wherever a total would give them away."
            + (" Homes that are kept secret are not counted." if one.source.startswith(OWN_RECORDS) else "")
        )
    if one.is_estimate:
        notes.append("This is an estimate, not an official figure.")
    if then is not None and one.kind in (Kind.RANK, Kind.TENTH):
        notes.append("Ranks and tenths are beside one another but not subtracted: every other area has moved too.")
    return notes


def _group_table(figures: Figures, then: Figures | None, localities: list[Locality], by: str) -> tuple[list, Rows]:
    one = figures.indicator
    unit = grouped_unit(one.kind, one.unit)
    columns = [
        "Hub" if by == "hub" else "Locality",
        "Locality" if by == "hub" else "Hub",
        {"text": f"{unit[:1].upper()}{unit[1:]}", "number": True},
    ]
    columns += columns_then(then)
    rows = []
    for locality in localities:
        if locality.slug not in figures.by_locality:
            continue
        hub = locality.hub_site.name if locality.hub_site else "No hub set"
        link = {"text": locality.name, "href": reverse("places:locality", args=[locality.slug])}
        if locality.hub_site and by == "hub":
            first = [{"text": hub, "href": reverse("places:site", args=[locality.hub_site.slug])}, locality.name]
        else:
            first = [hub, locality.name] if by == "hub" else [link, hub]
        now = figures.by_locality[locality.slug]
        said = say(now, one, decimals=_decimals_of(one))
        rows.append([*first, said, *then_cells(one, then.by_locality if then else None, locality.slug, now)])
    return columns, rows


def _area_table(
    figures: Figures, then: Figures | None, ground: Ground, bands, hrefs, is_grouped: bool
) -> tuple[list, Rows]:
    one = figures.indicator
    columns = [
        "Area",
        "Locality",
        {"text": one.unit.capitalize(), "number": True},
        *columns_then(then),
        "Where it stands",
    ]
    words = IN_ENGLAND if one.kind == Kind.TENTH else FIFTHS

    def need_first(area: Area) -> tuple:
        value = figures.by_area.get(area.code)
        return (value is None, -(value or 0) if one.more_is_more_need else (value or 0), area.code)

    rows = []
    for area in sorted(ground.areas, key=need_first):
        stands = "Locality’s band" if is_grouped else words[bands[area.code]]
        rows.append(
            [
                {"text": called(area), "href": hrefs[area.code]} if hrefs else called(area),
                area.locality.name if area.locality else "None",
                said_of(figures.by_area, area.code, one),
                *then_cells(one, then.by_area if then else None, area.code, figures.by_area.get(area.code)),
                stands or "No band",
            ]
        )
    return columns, rows


def _hrefs(areas: Iterable[Area], one: Indicator) -> dict[str, str]:
    """The page of each area: the address is looked up once, for a county has a thousand of them."""
    before, after = reverse("planning:need_area", args=[A_CODE]).split(A_CODE)
    asked = urlencode({"what": one.key})
    return {area.code: f"{before}{area.code}{after}?{asked}" for area in areas}


def _map(
    sheet, areas: list[Area], words: Mapping[str, str], bands, hrefs, localities: list[Locality], *, with_locality: bool
) -> AreaMap | None:
    if not sheet.paths:
        return None
    shapes = (
        (
            area.code,
            Shape(
                name=f"{called(area)}, {area.locality.name}" if with_locality and area.locality else called(area),
                words=words[area.code],
                href=hrefs.get(area.code, ""),
                band=bands[area.code],
            ),
        )
        for area in areas
    )
    dots = []
    for locality in localities:
        hub = locality.hub_site
        if hub is not None and hub.easting is not None:
            longitude, latitude = longitude_latitude_of(hub.easting, hub.northing)
            dots.append({"name": hub.name, "longitude": longitude, "latitude": latitude})
    return AreaMap.on(sheet, shapes, sites=dots)


def _key(
    values: Mapping[str, Figure], levels: Mapping[str, int], one: Indicator, kind: Kind, decimals: int
) -> list[dict[str, Any]]:
    lines = []
    for band in (5, 4, 3, 2, 1):
        inside = [value for key, value in values.items() if levels[key] == band and value is not None]
        if not inside:
            continue
        low, high = (say(end(inside), one, decimals=decimals) for end in (min, max))
        span = low if low == high else f"{low} to {high}"
        lines.append({"band": band, "text": IN_ENGLAND[band] if kind == Kind.TENTH else span})
    if any(level == 0 for level in levels.values()):
        lines.append({"band": 0, "text": "Hidden or not in our data"})
    return lines


def _signed(value: float) -> str:
    return f"{value:+.3f}".replace("-", "−")


@dataclass(frozen=True, slots=True)
class AreaNeedPage:
    """One area's figure, and how it came about."""

    name: str
    code: str
    title: str
    lines: list[dict[str, str]]
    parts: Rows
    total: str

    @classmethod
    def of(cls, area: Area, figures: Figures, statement=None) -> AreaNeedPage:
        """From the area, the figures of everyone, and the engine's statement when it is an index."""
        one = figures.indicator
        known = [value for value in figures.by_area.values() if value is not None]
        own = figures.by_area.get(area.code)
        better = sum(
            1 for value in known if own is not None and (value > own if one.more_is_more_need else value < own)
        )
        lines = [
            {"key": one.name, "value": said_of(figures.by_area, area.code, one)},
            {
                "key": "In the county",
                "blank": "No rank: the figure is hidden or not in our data",
                "value": f"{better + 1:,} of {len(known):,} areas, 1 has the most need" if own is not None else "",
            },
            {"key": "Period", "value": figures.period, "blank": "As the figures stand today"},
            {"key": "Locality", "value": area.locality.name if area.locality else "", "blank": "None yet"},
            {"key": "District", "value": area.district.name},
            {"key": "Source", "value": _source(one)},
        ]
        parts = [[line.name, line.words, _signed(line.part)] for line in statement.lines] if statement else []
        return cls(called(area), area.code, one.name, lines, parts, _signed(statement.score) if statement else "")
