"""Places in words: reports of imports, and pages."""

from collections.abc import Iterator, Mapping
from typing import Any

from alongside.places.rules.reports import BadRow, Join

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
