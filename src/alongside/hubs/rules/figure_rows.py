"""Rows of files of figures: what each must say, and what is wrong with one that does not."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from alongside.hubs.rules.money import Line
from alongside.values.money import parse_pounds

YEAR = re.compile(r"(20\d\d)\s*[/–-]\s*(?:20)?(\d\d)")
MONTH = re.compile(r"(20\d\d)-(\d\d)(?:-01)?")
MOST_VISITS = 200_000


class FileKind(StrEnum):
    """What a file of figures holds; its header tells."""

    BUDGET = "budget"
    OUTTURN = "outturn"
    FOOTFALL = "footfall"


FILE_KIND_WORDS = {
    FileKind.BUDGET: "Budgets for a year",
    FileKind.OUTTURN: "Outturn by month",
    FileKind.FOOTFALL: "Footfall by month",
}
COLUMNS: dict[FileKind, tuple[str, ...]] = {
    FileKind.BUDGET: ("site", "year", "line", "budget"),
    FileKind.OUTTURN: ("site", "month", "line", "outturn"),
    FileKind.FOOTFALL: ("site", "month", "visits"),
}
EXPECTED = {
    "site": "the address name of a site, as in the list of sites, such as millbrook-hub",
    "year": "a financial year, such as 2025/26",
    "month": "a month, such as 2025-04",
    "line": f"one of: {', '.join(Line)}",
    "budget": "an amount of nought or more, in pounds, such as 1,234.50",
    "outturn": "an amount in pounds, such as 1,234.50 or -20.00",
    "visits": f"a whole number from 0 to {MOST_VISITS:,}",
}


@dataclass(frozen=True)
class Wrong:
    """One thing wrong in one row: where it stands, what it says, what was expected."""

    row: int
    column: str
    value: str
    expected: str


@dataclass(frozen=True)
class Figure:
    """One figure of a good row: for which site, of which year or month and line, and how much."""

    row: int
    site: str
    when: date
    line: str
    amount: int


def kind_of_header(columns: Iterable[str]) -> FileKind | None:
    """A file is a budget, an outturn or a footfall by the names of its columns, wherever they stand.

    Source: local default.
    """
    there = {one.strip().lower() for one in columns}
    return next((kind for kind, needed in COLUMNS.items() if there >= set(needed)), None)


def read_rows(
    kind: FileKind, rows: Iterable[tuple[int, Mapping[str, str]]], *, sites: Iterable[str]
) -> tuple[list[Figure], list[Wrong]]:
    """Each good row's figure, and everything wrong with the others. A figure given twice is wrong the second time."""
    known, good, wrong = set(sites), [], []
    given: dict[tuple, int] = {}
    for number, row in rows:
        figure, problems = _read_row(kind, number, row, known)
        if figure is None:
            wrong += problems
            continue
        key = (figure.site, figure.when, figure.line)
        if key in given:
            wrong.append(Wrong(number, "site", figure.site, f"each figure once; row {given[key]} gives it already"))
            continue
        given[key] = number
        good.append(figure)
    return good, wrong


def _read_row(kind: FileKind, number: int, row: Mapping[str, str], sites: set[str]):
    read, problems = {}, []
    for column in COLUMNS[kind]:
        value = (row.get(column) or "").strip()
        try:
            read[column] = _READERS[column](value, sites)
        except ValueError:
            problems.append(Wrong(number, column, value, EXPECTED[column]))
    if problems:
        return None, problems
    when = read["year"] if kind is FileKind.BUDGET else read["month"]
    return Figure(number, read["site"], when, read.get("line", ""), read[COLUMNS[kind][-1]]), []


def _site(value: str, sites: set[str]) -> str:
    if value not in sites:
        raise ValueError(value)
    return value


def _year(value: str, sites: set[str]) -> date:
    match = YEAR.fullmatch(value)
    if match is None or (int(match[1]) + 1) % 100 != int(match[2]):
        raise ValueError(value)
    return date(int(match[1]), 4, 1)


def _month(value: str, sites: set[str]) -> date:
    match = MONTH.fullmatch(value)
    if match is None:
        raise ValueError(value)
    return date(int(match[1]), int(match[2]), 1)


def _budget(value: str, sites: set[str]) -> int:
    pence = parse_pounds(value)
    if pence < 0:
        raise ValueError(value)
    return pence


def _visits(value: str, sites: set[str]) -> int:
    number = int(value.replace(",", ""))
    if not 0 <= number <= MOST_VISITS:
        raise ValueError(value)
    return number


_READERS = {
    "site": _site,
    "year": _year,
    "month": _month,
    "line": lambda value, sites: Line(value.lower()),
    "budget": _budget,
    "outturn": lambda value, sites: parse_pounds(value),
    "visits": _visits,
}
