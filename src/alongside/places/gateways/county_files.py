"""Finds what a folder holds, and puts a county together from it."""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from alongside.places.gateways import areas, boundaries, deprivation, population, postcodes, sites
from alongside.places.gateways.draft import AreaDraft, Draft
from alongside.places.gateways.layouts import Layout, code_column, layout_of
from alongside.places.gateways.tables import FileRefused, Table, digest_of, is_table, open_table
from alongside.places.rules.county import CountyFacts
from alongside.places.rules.kinds import Vintage
from alongside.places.rules.reports import Join, LeftOut, Report, UsedFile
from alongside.places.rules.vintages import (
    must_be_one_vintage,
    vintage_of_undated,
    vintages_of_columns,
)

Tell = Callable[[str], None]
NOT_READ = "Its columns are not those of a file we read"
NOT_OF_COUNTY = "It has no row of this county"


@dataclass(frozen=True, slots=True)
class Found:
    """A file that was recognised."""

    source: Table | boundaries.Shapes
    layout: Layout
    path: Path
    vintages: frozenset[Vintage]

    @property
    def name(self) -> str:
        """The file's own name."""
        return self.source.name


@dataclass(frozen=True, slots=True)
class Wanted:
    """What was asked for: which county, on which vintage, from which folder."""

    folder: Path
    county: str
    vintage: Vintage | None = None
    held: Vintage | None = None
    districts: frozenset[str] = frozenset()
    from_package: bool = False


def discover(folder: Path, report: Report) -> list[Found]:
    """Everything in a folder that we know how to read; the rest is noted as left out."""
    if not folder.is_dir():
        raise FileRefused(f"There is no folder {folder}")
    found = []
    for path in sorted(folder.rglob("*"), key=lambda one: (one.name, str(one))):
        if not path.is_file() or not (is_table(path) or boundaries.is_geojson(path)):
            continue
        known = _recognised(path)
        if known is None:
            report.left_out.append(LeftOut(path.name, NOT_READ))
        else:
            found.append(known)
    return found


def _recognised(path: Path) -> Found | None:
    if boundaries.is_geojson(path):
        shapes = boundaries.open_shapes(path)
        if shapes is None:
            return None
        dated = vintages_of_columns(shapes.columns)
        return Found(shapes, Layout.BOUNDARIES, path, frozenset(dated))
    table = open_table(
        path,
        is_header=lambda columns: layout_of(columns) is not None,
        may_be_windows=lambda columns: layout_of(columns) == Layout.SCHOOLS,
    )
    if table is None:
        return None
    layout = layout_of(table.columns)
    dated = {} if layout == Layout.SCHOOLS else vintages_of_columns(table.columns)
    return Found(table, layout, path, frozenset(dated))


def read_county(wanted: Wanted, *, report: Report, tell: Tell) -> CountyFacts:
    """Read every file of the folder that concerns the county, on one vintage.

    Bad rows, files left out and joins are in the report; whether to go on is the caller's.
    """
    found = discover(wanted.folder, report)
    tell(f"{len(found)} files recognised, {len(report.left_out)} left out")
    vintage = must_be_one_vintage(
        vintages={one.name: next(iter(one.vintages)) for one in found if len(one.vintages) == 1},
        wanted=wanted.vintage, held=wanted.held,
    )  # fmt: skip
    if vintage is None:
        raise FileRefused("No file in the folder says which areas there are: say --vintage")
    draft = Draft(wanted.county, vintage, report)
    report.vintage = vintage
    found = _of_vintage(found, draft)
    _read_areas(found, draft, wanted, tell)
    if not draft.areas:
        raise FileRefused(
            f"None of the files says which areas are in {wanted.county}: put the ONSPD in the "
            "folder, or name the county’s districts with --districts"
        )
    found = [one for one in found if _has_known_vintage(one, draft)]
    _read_figures(found, draft, tell)
    _read_points(found, draft, wanted, tell)
    _add_joins(draft)
    return draft.as_facts()


def _of_vintage(found: Sequence[Found], draft: Draft) -> list[Found]:
    kept = []
    for one in found:
        if one.vintages and draft.vintage not in one.vintages:
            other = ", ".join(sorted(one.vintages))
            draft.report.left_out.append(
                LeftOut(one.name, f"It is of {other} areas; this county is on {draft.vintage}")
            )
        else:
            kept.append(one)
    return kept


def _has_known_vintage(one: Found, draft: Draft) -> bool:
    if one.vintages or one.layout not in (Layout.POPULATION, Layout.DEPRIVATION):
        return True
    at = code_column(one.source.columns, draft.vintage)
    codes = {row[at] for row in one.source.rows(only={at})}
    vintage = vintage_of_undated(codes & set(draft.areas), county_codes=draft.areas, chosen=draft.vintage)
    if vintage == draft.vintage:
        return True
    draft.report.left_out.append(
        LeftOut(one.name, f"Its codes are of {vintage} areas; this county is on {draft.vintage}")
    )
    return False


def _each(found: Sequence[Found], layout: Layout, draft: Draft, tell: Tell, read) -> None:
    for one in found:
        if one.layout != layout:
            continue
        used = read(one.source, draft)
        tell(f"{one.name}: {layout}, {used:,} rows of this county")
        if used:
            draft.report.files.append(UsedFile(one.name, layout, draft.vintage, used, digest_of(one.path)))
        else:
            draft.report.left_out.append(LeftOut(one.name, NOT_OF_COUNTY))


def _read_areas(found: Sequence[Found], draft: Draft, wanted: Wanted, tell: Tell) -> None:
    for one in found:
        if one.layout == Layout.POSTCODES:
            inside = postcodes.areas_in_county(one.source, county=wanted.county, vintage=draft.vintage)
            for code, district in inside.items():
                draft.areas.setdefault(code, AreaDraft(code, district_code=district))
                draft.districts.setdefault(district, "")
        if one.layout == Layout.AREAS:
            areas.find_areas(one.source, draft)
    _each(
        found, Layout.DEPRIVATION, draft, tell,
        lambda table, into: deprivation.read_deprivation(table, into, districts=wanted.districts),
    )  # fmt: skip
    _each(found, Layout.AREAS, draft, tell, areas.read_areas)


def _read_figures(found: Sequence[Found], draft: Draft, tell: Tell) -> None:
    _each(found, Layout.POPULATION, draft, tell, population.read_population)


def _read_points(found: Sequence[Found], draft: Draft, wanted: Wanted, tell: Tell) -> None:
    _each(found, Layout.BOUNDARIES, draft, tell, boundaries.read_boundaries)
    if wanted.from_package:
        used = postcodes.read_package(draft)
        tell(f"Package of postcodes: {used:,} of this county")
        draft.report.files.append(UsedFile(postcodes.PACKAGE, Layout.POSTCODES, draft.vintage, used, ""))
    else:
        _each(found, Layout.POSTCODES, draft, tell, postcodes.read_postcodes)
        _each(found, Layout.POSTCODE_TABLE, draft, tell, postcodes.read_postcodes)
    _each(found, Layout.SITES, draft, tell, sites.read_sites)
    _each(found, Layout.CENTRES, draft, tell, sites.read_centres)
    _each(found, Layout.SCHOOLS, draft, tell, sites.read_schools)


def _add_joins(draft: Draft) -> None:
    areas_in = set(draft.areas)
    has = {code: set() for code in ("population", "population_0_15", "imd_decile", "imd_score")}
    for key, area, _ in draft.figures:
        if key in has:
            has[key].add(area)
    live = {p.area_code for p in draft.postcodes.values() if p.is_live is not False}
    draft.report.joins += [
        Join.of("Areas with a boundary", wanted=areas_in, found=draft.boundaries),
        Join.of("Areas with a population", wanted=areas_in, found=has["population"]),
        Join.of("Areas with a tenth of deprivation", wanted=areas_in, found=has["imd_decile"]),
        Join.of("Areas with a score of deprivation", wanted=areas_in, found=has["imd_score"]),
        Join.of("Areas with a live postcode", wanted=areas_in, found=live),
        Join.of(
            "Sites with a point",
            wanted={site.name for site in draft.sites.values()},
            found={site.name for site in draft.sites.values() if site.easting is not None},
        ),
    ]
    if draft.disagreeing:
        draft.report.left_out.append(LeftOut("Figures", "Two files differ; the first was kept", draft.disagreeing))


def digest_of_all(report: Report) -> str:
    """One digest of all files used, for telling whether the same were given before."""
    joined = "".join(sorted(f"{one.layout}:{one.digest}" for one in report.files))
    return hashlib.sha256(joined.encode()).hexdigest()


def read_locality_list(path: Path, *, areas_known: set[str]) -> dict[str, list[str]]:
    """A county's own localities: a CSV with the columns `area_code` and `locality`.

    Every area is in it once. Anything else is refused, with what is wrong.
    """
    table = open_table(path, is_header=lambda columns: {"area_code", "locality"} <= set(columns))
    if table is None:
        raise FileRefused(f"{path.name} needs the columns area_code and locality")
    localities: dict[str, list[str]] = {}
    seen: set[str] = set()
    for row in table.rows():
        code, name = row["area_code"], row["locality"]
        if code not in areas_known or code in seen or not name:
            why = "once only" if code in seen else "with the code of an area and a name"
            raise FileRefused(f"{path.name}, row {row.number}: an area is expected {why}")
        seen.add(code)
        localities.setdefault(name, []).append(code)
    if left := sorted(areas_known - seen):
        raise FileRefused(f"{path.name} leaves out {len(left)} areas, such as {left[0]}")
    return localities
