"""Tells what a file is by the names of its columns."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from alongside.places.rules.measures import meaning_of_column
from alongside.places.rules.vintages import vintages_of_columns


class Layout(StrEnum):
    """What we know how to read."""

    AREAS = "joined table of areas"
    DEPRIVATION = "Indices of Deprivation"
    POPULATION = "population by single year of age"
    BOUNDARIES = "boundaries of areas"
    POSTCODES = "postcodes (ONSPD or NSPL)"
    POSTCODE_TABLE = "joined table of postcodes"
    SCHOOLS = "GIAS establishments"
    SITES = "table of candidate sites"
    CENTRES = "table of children’s centres"


@dataclass(frozen=True, slots=True)
class _Known:
    layout: Layout
    fits: Callable[[set[str]], bool]


def _has(*names: str) -> Callable[[set[str]], bool]:
    return lambda columns: columns.issuperset(names)


def _is_deprivation(columns: set[str]) -> bool:
    return any(c.startswith("lsoa code (20") for c in columns) and any(
        "where 1 is most deprived" in c or c.startswith("total population: mid") for c in columns
    )


def _is_population(columns: set[str]) -> bool:
    has_total = bool(columns & {"total", "all ages"})
    by_sex = {"f0", "m0", "f90", "m90"} <= columns
    together = {"0", "1", "89"} <= columns
    return has_total and (by_sex or together) and any(c.startswith("lsoa") for c in columns)


_KNOWN = (
    _Known(Layout.DEPRIVATION, _is_deprivation),
    _Known(Layout.POPULATION, _is_population),
    _Known(Layout.AREAS, lambda c: _has("utla_cd", "utla_nm", "imd_score")(c)),
    _Known(Layout.POSTCODES, lambda c: _has("pcds", "doterm")(c)),
    _Known(Layout.POSTCODE_TABLE, _has("postcode", "easting", "northing", "lad25cd")),
    _Known(Layout.SCHOOLS, _has("urn", "establishmentname", "establishmentstatus (name)")),
    _Known(Layout.SITES, _has("site_id", "site_type", "source_id", "easting")),
    _Known(Layout.CENTRES, _has("authority", "name", "postcode", "gias_role", "easting")),
)


def layout_of(columns: Sequence[str]) -> Layout | None:
    """What a table with these columns is."""
    lowered = {column.strip().lower() for column in columns}
    return next((known.layout for known in _KNOWN if known.fits(lowered)), None)


def column_named(columns: Sequence[str], *names: str) -> str:
    """The column of the first of these names that is there, whatever its capitals."""
    by_name = {column.lower(): column for column in columns}
    return next((by_name[name.lower()] for name in names if name.lower() in by_name), "")


def code_column(columns: Sequence[str], vintage: str) -> str:
    """The column with the codes of areas: of this vintage, or else of no stated vintage."""
    dated = vintages_of_columns(columns)
    if vintage in dated:
        return dated[vintage]
    return "" if dated else column_named(columns, "LSOA Code", "lsoa_code", "Area Codes")


def deprivation_columns(columns: Sequence[str]):
    """The columns of an Indices file that hold a measure, each with what it means."""
    found = {column: meaning_of_column(column) for column in columns}
    return {column: meaning for column, meaning in found.items() if meaning is not None}
