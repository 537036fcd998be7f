"""Loads a real county from a folder of official open files."""

from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from alongside.foundation.audit.actions import record
from alongside.places.actions.load import LoadRefused, load_county
from alongside.places.gateways.county_files import (
    Wanted,
    digest_of_all,
    read_county,
    read_locality_list,
)
from alongside.places.gateways.tables import FileRefused
from alongside.places.models import Area, Import
from alongside.places.rules.county import CountyFacts
from alongside.places.rules.kinds import ImportStatus, Vintage
from alongside.places.rules.patches import (
    drawn_for,
    listed_for,
    people_in,
    told_of,
    with_localities,
)
from alongside.places.rules.reports import Report
from alongside.places.rules.vintages import VintagesMixed

KIND = "county"
LOCALITIES_WANTED = 7


class CountyRefused(Exception):
    """An import that stored nothing, with why; its report is kept all the same."""

    def __init__(self, message: str, *, kept: Import) -> None:
        super().__init__(message)
        self.kept = kept


@dataclass(frozen=True, slots=True)
class CountyWanted:
    """What to import, and what to do where the files leave a choice."""

    folder: Path
    county: str
    vintage: Vintage | None = None
    districts: frozenset[str] = frozenset()
    localities_file: Path | None = None
    localities_from: str = "places"
    localities: int = LOCALITIES_WANTED
    from_package: bool = False
    keep_good: bool = False


def import_county(*, wanted: CountyWanted, by, clock: Callable[[], datetime], tell: Callable[[str], None]) -> Import:
    """Read a folder of official files, and store the county in one go, or nothing of it.

    A bad row refuses the whole import unless good rows are to be kept. What was read, joined,
    missed and changed is kept as a report either way.
    """
    report = Report(county=wanted.county)
    kept = Import.objects.create(
        kind=KIND, file_name=wanted.folder.name[:200], started_at=clock(), by=by,
        status=ImportStatus.RUNNING,
    )  # fmt: skip
    try:
        _import(wanted, report, clock, tell)
    except (FileRefused, VintagesMixed, LoadRefused) as refusal:
        report.refusal = str(refusal)
        _finish(kept, report, ImportStatus.REFUSED, clock())
        raise CountyRefused(str(refusal), kept=kept) from refusal
    except BaseException:
        report.refusal = "It stopped before the end; nothing was stored. Run it again"
        _finish(kept, report, ImportStatus.FAILED, clock())
        raise
    _finish(kept, report, ImportStatus.DONE, clock())
    record(
        "places.county_imported", subject=kept, by=by, by_label="" if by else "the command line",
        at=kept.finished_at, county=wanted.county, vintage=report.vintage,
    )  # fmt: skip
    return kept


def _import(wanted: CountyWanted, report: Report, clock, tell) -> None:
    county = read_county(
        Wanted(
            folder=wanted.folder, county=wanted.county, vintage=wanted.vintage,
            held=_vintage_held(), districts=wanted.districts, from_package=wanted.from_package,
        ),
        report=report, tell=tell,
    )  # fmt: skip
    if report.bad_rows_in_all and not wanted.keep_good:
        raise LoadRefused(
            f"{report.bad_rows_in_all:,} rows can not be used, so none was stored. Mend them, or "
            "say --keep-good to store the others"
        )
    county = _placed(county, wanted)
    report.localities = told_of(county)
    report.totals = _totals(county)
    tell("Storing")
    changes = load_county(county=county, at=clock())
    report.changes = {what: asdict(changed) for what, changed in changes.items()}


def _vintage_held() -> Vintage | None:
    held = Area.objects.filter(is_current=True).values_list("vintage", flat=True).first()
    return Vintage(held) if held else None


def _placed(county: CountyFacts, wanted: CountyWanted) -> CountyFacts:
    if wanted.localities_file:
        listed = read_locality_list(wanted.localities_file, areas_known={one.code for one in county.areas})
        return with_localities(county, listed_for(county, listed))
    number = len(county.districts) if wanted.localities_from == "districts" else wanted.localities
    return with_localities(county, drawn_for(county, wanted=number))


def _totals(county: CountyFacts) -> dict[str, float]:
    totals: dict[str, float] = {
        "districts": len(county.districts), "areas": len(county.areas),
        "localities": len(county.localities), "sites": len(county.sites),
        "postcodes": len(county.postcodes),
        "live postcodes": sum(one.is_live is not False for one in county.postcodes),
        "measures": len(county.measures), "figures": len(county.figures),
        "people": sum(people_in(county).values()),
    }  # fmt: skip
    for site in county.sites:
        key = f"sites: {site.kind}"
        totals[key] = totals.get(key, 0) + 1
    for figure in county.figures:
        if "population" in figure.measure_key and figure.value is not None:
            key = f"{figure.measure_key} {figure.period}"
            totals[key] = totals.get(key, 0) + figure.value
    return totals


def _finish(kept: Import, report: Report, status: ImportStatus, at: datetime) -> None:
    kept.digest = digest_of_all(report)
    kept.report, kept.status, kept.finished_at = report.as_json(), status, at
    kept.save(update_fields=["digest", "report", "status", "finished_at"])
