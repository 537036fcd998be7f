"""Reading what was paid from an invoice or a finance system, and matching it to what was promised."""

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, InvalidOperation
from enum import StrEnum

from alongside.values.money import Pence, format_pounds, parse_pounds


class RowStatus(StrEnum):
    """What became of one row of a file."""

    POSTED = "posted"
    MISMATCH = "mismatch"
    REJECTED = "rejected"


ROW_STATUS_WORDS = {
    RowStatus.POSTED: "Paid in the ledger",
    RowStatus.MISMATCH: "To be resolved",
    RowStatus.REJECTED: "Sent back",
}

ROW_MOVES: dict[RowStatus, frozenset[RowStatus]] = {
    RowStatus.MISMATCH: frozenset({RowStatus.POSTED, RowStatus.REJECTED}),
    RowStatus.POSTED: frozenset(),
    RowStatus.REJECTED: frozenset(),
}

COLUMNS: dict[str, tuple[str, ...]] = {
    "invoice": ("invoice", "invoice number", "invoice no", "document number"),
    "provider": ("provider", "supplier", "payee"),
    "package": ("package", "package reference", "reference", "our reference"),
    "line": ("line", "service", "description"),
    "paid_on": ("paid on", "date", "posting date", "invoice date"),
    "units": ("units", "quantity"),
    "amount": ("amount", "net amount", "value"),
}
"""The headers by which a column is known, whatever their order and capitals."""

NEEDED = ("invoice", "provider", "package", "paid_on", "amount")
MOST_ROWS = 20_000


class FileRefused(ValueError):
    """The file cannot be read at all; the message is fit to show."""


@dataclass(frozen=True)
class Row:
    """One row of a file as it was read, and what is wrong with it by itself."""

    number: int
    invoice: str = ""
    provider: str = ""
    package: str = ""
    line: str = ""
    paid_on: date | None = None
    units: Decimal | None = None
    amount: int = 0
    problems: tuple[str, ...] = ()


@dataclass(frozen=True)
class Candidate:
    """A line of the package that a row names, and what is still committed to it."""

    thread: object
    what: str
    provider: str
    from_on: date
    until_on: date
    price: Pence
    committed: int = 0


@dataclass(frozen=True)
class Matched:
    """The line that a row was matched to, or the reasons why not."""

    line: Candidate | None
    problems: tuple[str, ...] = field(default_factory=tuple)


def read_rows(text: str) -> Iterator[Row]:
    """The rows of a file, its columns found by their headers.

    Source: local default (files are matched by header name, never by position).
    """
    reader = csv.reader(io.StringIO(text.lstrip("\ufeff")))
    try:
        header = [one.strip().lower() for one in next(reader)]
    except StopIteration:
        raise FileRefused("The file is empty") from None
    places = {
        name: next((header.index(one) for one in spellings if one in header), None)
        for name, spellings in COLUMNS.items()
    }
    missing = [COLUMNS[name][0] for name in NEEDED if places[name] is None]
    if missing:
        raise FileRefused(f"The file has no column called {', '.join(missing)}. It has: {', '.join(header)}")
    for number, cells in enumerate(reader, start=2):
        if number > MOST_ROWS:
            raise FileRefused(f"A file has {MOST_ROWS:,} rows at the most. Send it in parts")
        if any(cell.strip() for cell in cells):
            yield _read(number, {n: cells[p].strip() for n, p in places.items() if p is not None and p < len(cells)})


def _read(number: int, cells: Mapping[str, str]) -> Row:
    problems = [f"Its {COLUMNS[name][0]} is empty" for name in NEEDED if not cells.get(name)]
    paid_on = _day(cells.get("paid_on", ""), problems)
    units = _units(cells.get("units", ""), problems)
    amount = _amount(cells.get("amount", ""), problems)
    return Row(
        number=number,
        invoice=cells.get("invoice", "")[:60],
        provider=cells.get("provider", "")[:200],
        package=cells.get("package", "")[:20].upper(),
        line=cells.get("line", "")[:200],
        paid_on=paid_on,
        units=units,
        amount=amount,
        problems=tuple(problems),
    )


def _day(text: str, problems: list[str]) -> date | None:
    if not text:
        return None
    try:
        if "/" in text:
            day, month, year = (int(part) for part in text.split("/"))
            return date(year, month, day)
        return date.fromisoformat(text)
    except ValueError:
        problems.append(f"“{text}” is not a day such as 31/05/2026 or 2026-05-31")
        return None


def _units(text: str, problems: list[str]) -> Decimal | None:
    if not text:
        return None
    try:
        units = Decimal(text)
    except InvalidOperation:
        units = Decimal(-1)
    if not units.is_finite() or units < 0 or units > 100_000:
        problems.append(f"“{text}” is not a number of units")
        return None
    return units.quantize(Decimal("0.01"))


def _amount(text: str, problems: list[str]) -> Pence:
    if not text:
        return Pence(0)
    try:
        amount = parse_pounds(text)
    except ValueError as wrong:
        problems.append(f"“{text}”: {wrong}")
        return Pence(0)
    if amount == 0:
        problems.append("Its amount is nought")
    return amount


def match(row: Row, lines: Sequence[Candidate] | None, *, is_known: bool) -> Matched:
    """A row is matched to the one line of its package that has its provider, and its words where several do; its day
    lies within the line’s days, and its amount within what is committed.

    Whatever does not fit is left for a person to resolve.
    Source: local default.
    """
    if row.problems:
        return Matched(None, row.problems)
    if is_known:
        return Matched(None, ("This invoice has been brought already",))
    if lines is None:
        return Matched(None, (f"There is no running package {row.package}",))
    fitting = [one for one in lines if _same(one.provider, row.provider)]
    if not fitting:
        return Matched(None, (f"{row.provider} gives nothing in {row.package}",))
    if len(fitting) > 1 and row.line:
        fitting = [one for one in fitting if _same(one.what, row.line)] or fitting
    if len(fitting) > 1 and row.paid_on is not None:
        fitting = [one for one in fitting if one.from_on <= row.paid_on] or fitting
    if len(fitting) > 1:
        names = ", ".join(f"“{one.what}”" for one in fitting)
        return Matched(None, (f"It could be for {names}",))
    return _check_amount(row, fitting[0])


def _check_amount(row: Row, line: Candidate) -> Matched:
    problems = []
    if row.paid_on is not None and row.paid_on < line.from_on:
        problems.append("Its day is before the line begins")
    if row.amount > line.committed:
        problems.append(
            f"It is for {format_pounds(row.amount)}, and {format_pounds(line.committed)} is still committed to the line"
        )
    if row.units and row.amount > 0 and row.units * line.price != row.amount:
        expected = Pence(int(row.units * line.price + Decimal("0.5")))
        if expected != row.amount:
            problems.append(
                f"{row.units.normalize():f} units at {format_pounds(line.price)} come to {format_pounds(expected)}"
            )
    return Matched(line, tuple(problems))


def _same(one: str, other: str) -> bool:
    return " ".join(one.lower().split()) == " ".join(other.lower().split())
