"""Reports of imports, for a terminal and for a page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from alongside.places.rules.kinds import IMPORT_STATUS_NAMES, ImportStatus
from alongside.places.rules.reports import BadRow, Join

if TYPE_CHECKING:
    from alongside.places.models import Import

STATUS_COLOURS = {
    ImportStatus.RUNNING: "blue", ImportStatus.DONE: "green", ImportStatus.REFUSED: "yellow",
    ImportStatus.FAILED: "red",
}  # fmt: skip
TABLE_WORDS = "added, changed, unchanged"


def lines_of_report(report: Mapping[str, Any]) -> Iterator[str]:
    """An import's report as plain lines, for a terminal."""
    yield ""
    yield f"County {report['county']}, areas of {report['vintage'] or 'no known vintage'}"
    yield from _titled("Files used", (
        f"{one['name']}: {one['layout']}, {one['rows']:,} rows" for one in report["files"]
    ))  # fmt: skip
    yield from _titled("Left out", (
        f"{one['name']}: {one['why']}" + (f" ({one['count']:,})" if one["count"] else "")
        for one in report["left_out"]
    ))  # fmt: skip
    yield from _titled("Totals", (
        f"{name}: {number:,.0f}" for name, number in report["totals"].items()
    ))  # fmt: skip
    yield from _titled("Joins", (
        str(Join(**{**one, "missing": tuple(one["missing"])})) for one in report["joins"]
    ))  # fmt: skip
    yield from _titled("Misses", (
        f"{one['name']}: {one['why']}: {one['count']:,} ({', '.join(one['examples'][:3])}…)"
        for one in report["misses"]
    ))  # fmt: skip
    yield from _titled("Localities", (
        f"{one['name']}: {one['areas']} areas, {one['people']:,.0f} people, "
        f"hub {one['hub'] or 'not set'}"
        for one in report["localities"]
    ))  # fmt: skip
    yield from _titled(f"Rows that can not be used: {report['bad_rows_in_all']:,}", (
        str(BadRow(**one)) for one in report["bad_rows"]
    ))  # fmt: skip
    yield from _titled(f"Stored ({TABLE_WORDS})", (
        f"{what}: {one['added']:,}, {one['changed']:,}, {one['unchanged']:,}"
        for what, one in report["changes"].items()
    ))  # fmt: skip
    yield ""


def _titled(title: str, lines: Iterator[str]) -> Iterator[str]:
    lines = list(lines)
    if lines:
        yield title
        yield from (f"  {line}" for line in lines)


def _moment(at) -> str:
    return date_format(timezone.localtime(at), "j F Y, H:i")


def imports_table(imports: Iterable[Import]) -> list[list[Any]]:
    """Imports with when, what and how it went."""
    return [
        [
            {
                "text": _moment(one.started_at),
                "href": reverse("places:import_report", args=[one.id]),
            },
            one.file_name,
            one.by.name if one.by else "The command line",
            {
                "text": IMPORT_STATUS_NAMES[ImportStatus(one.status)],
                "tag": STATUS_COLOURS[ImportStatus(one.status)],
            },
        ]
        for one in imports
    ]


@dataclass(frozen=True, slots=True)
class ImportPage:
    """One import's report as tables."""

    title: str
    status: str
    colour: str
    refusal: str
    lines: list[dict[str, str]]
    totals: list[list[str]]
    joins: list[list[str]]
    localities: list[list[str]]
    changes: list[list[str]]
    files: list[list[str]]
    left_out: list[list[str]]
    misses: list[list[str]]
    bad_rows: list[list[str]]

    @classmethod
    def of(cls, kept: Import) -> ImportPage:
        """From the import; one that is still running has no report yet."""
        report, status = kept.report or {}, ImportStatus(kept.status)
        took = (kept.finished_at - kept.started_at).total_seconds() if kept.finished_at else None
        return cls(
            title=f"Import of {kept.file_name}", status=IMPORT_STATUS_NAMES[status],
            colour=STATUS_COLOURS[status], refusal=report.get("refusal", ""),
            lines=[
                {"key": "Started", "value": _moment(kept.started_at)},
                {"key": "Took", "value": "" if took is None else f"{took:.1f} seconds",
                 "blank": "Not ended yet"},
                {"key": "By", "value": kept.by.name if kept.by else "The command line"},
                {"key": "County", "value": report.get("county", "")},
                {"key": "Areas of", "value": report.get("vintage", ""), "blank": "Not known"},
            ],
            totals=[[k.capitalize(), f"{v:,.0f}"] for k, v in report.get("totals", {}).items()],
            joins=[
                [one["what"], f"{one['joined']:,}", f"{one['out_of']:,}", ", ".join(one["missing"])]
                for one in report.get("joins", ())
            ],
            localities=[
                [one["name"], f"{one['areas']:,}", f"{one['people']:,.0f}", one["hub"]]
                for one in report.get("localities", ())
            ],
            changes=[
                [what.capitalize(), *(f"{one[k]:,}" for k in ("added", "changed", "unchanged"))]
                for what, one in report.get("changes", {}).items()
            ],
            files=[
                [one["name"], one["layout"], f"{one['rows']:,}"] for one in report.get("files", ())
            ],
            left_out=[[one["name"], one["why"]] for one in report.get("left_out", ())],
            misses=[
                [one["name"], one["why"], f"{one['count']:,}", ", ".join(one["examples"])]
                for one in report.get("misses", ())
            ],
            bad_rows=[
                [one["file"], f"{one['row']:,}", one["column"], one["value"], one["expected"]]
                for one in report.get("bad_rows", ())
            ],
        )  # fmt: skip
