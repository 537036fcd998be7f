"""A county as it is being put together from files."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from alongside.places.gateways.tables import Row, Table
from alongside.places.rules.addresses import with_own_slugs
from alongside.places.rules.county import (
    AreaFacts,
    CountyFacts,
    DistrictFacts,
    FigureFacts,
    MeasureFacts,
    PostcodeFacts,
    SiteFacts,
)
from alongside.places.rules.geometry import AreaFinder, grid_of, middle_of
from alongside.places.rules.kinds import UrbanRural, Vintage
from alongside.places.rules.reports import BadRow, Report

SUPPRESSED = frozenset({"c", "x", "u", "z", "*", "..", "low"})


@dataclass(slots=True)
class AreaDraft:
    """What is known of an area so far."""

    code: str
    name: str = ""
    district_code: str = ""
    place_name: str = ""
    urban_rural: UrbanRural = UrbanRural.NOT_KNOWN
    point: tuple[int, int] | None = None


@dataclass(slots=True)
class Draft:
    """The county so far, and the report of how it went."""

    county: str
    vintage: Vintage
    report: Report
    county_name: str = ""
    areas: dict[str, AreaDraft] = field(default_factory=dict)
    districts: dict[str, str] = field(default_factory=dict)
    boundaries: dict[str, Mapping[str, Any]] = field(default_factory=dict)
    measures: dict[str, MeasureFacts] = field(default_factory=dict)
    figures: dict[tuple[str, str, str], FigureFacts] = field(default_factory=dict)
    postcodes: dict[str, PostcodeFacts] = field(default_factory=dict)
    sites: dict[tuple[str, str], SiteFacts] = field(default_factory=dict)
    disagreeing: int = 0
    _finder: AreaFinder | None = None

    @property
    def finder(self) -> AreaFinder:
        """Finds areas by point, once boundaries are in."""
        if self._finder is None:
            self._finder = AreaFinder(self.boundaries)
        return self._finder

    def bad(self, table: Table, row: Row, column: str, expected: str) -> None:
        """Report a row that can not be used."""
        self.report.add_bad_row(BadRow(table.name, row.number, column, row.values.get(column, ""), expected))

    def add_figure(self, measure: MeasureFacts, figure: FigureFacts) -> None:
        """Keep a figure: the first file that gives it wins, and official ones over estimates."""
        held = self.measures.setdefault(measure.key, measure)
        if held.is_estimate != measure.is_estimate:
            return
        key = (figure.measure_key, figure.area_code, figure.period)
        first = self.figures.setdefault(key, figure)
        self.disagreeing += first.value != figure.value

    def as_facts(self) -> CountyFacts:
        """The county as facts, fit to be loaded."""
        return CountyFacts(
            code=self.county, name=self.county_name or self.county, vintage=self.vintage,
            districts=tuple(DistrictFacts(*one) for one in sorted(self.districts.items())),
            areas=tuple(self._area(code) for code in sorted(self.areas)),
            sites=with_own_slugs([self.sites[key] for key in sorted(self.sites)]),
            postcodes=tuple(self.postcodes[code] for code in sorted(self.postcodes)),
            measures=tuple(self.measures[key] for key in sorted(self.measures)),
            figures=tuple(self.figures[key] for key in sorted(self.figures)),
        )  # fmt: skip

    def _area(self, code: str) -> AreaFacts:
        area, boundary = self.areas[code], self.boundaries.get(code)
        easting, northing = area.point or self._point(code)
        return AreaFacts(
            code=code, name=area.name or code, district_code=area.district_code,
            easting=easting, northing=northing, place_name=area.place_name,
            urban_rural=area.urban_rural, boundary=dict(boundary) if boundary else None,
        )  # fmt: skip

    def _point(self, code: str) -> tuple[int, int]:
        at = [(p.easting, p.northing) for p in self.postcodes.values() if p.area_code == code]
        if at:
            return round(sum(e for e, _ in at) / len(at)), round(sum(n for _, n in at) / len(at))
        if code in self.boundaries:
            easting, northing = grid_of(*middle_of(self.boundaries[code]))
            return round(easting), round(northing)
        return 0, 0


def number_in(text: str) -> float | None:
    """A number as published, thousands separators and all; nothing when it is none."""
    try:
        return float(text.replace(",", ""))
    except ValueError:
        return None


def grid_point(easting: str, northing: str) -> tuple[int, int] | None:
    """A point of the National Grid in whole metres, or nothing when it can not be one."""
    e, n = number_in(easting), number_in(northing)
    if e is None or n is None or not (0 < e < 700_000 and 0 < n < 1_300_000):
        return None
    return round(e), round(n)
