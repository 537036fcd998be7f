"""Tables as files that a spreadsheet opens."""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import Any

MARK = "\ufeff"
"""Stands before a table, so that a spreadsheet reads its apostrophes, dashes and accents rightly."""
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""What a spreadsheet takes for the beginning of a formula, at full width too."""
BELOW_NOUGHT = re.compile(r"-\d+(\.\d+)?")
NO_ROWS = "The file holds no rows: there is only the line that names the columns. Nothing was taken in"


def csv_lines(rows: Iterable[Sequence[Any]]) -> Iterator[str]:
    """A table line by line as a spreadsheet opens it: marked, and nothing in it is run as a formula."""
    writer, mark = csv.writer(_HandedOn()), MARK
    for row in rows:
        yield mark + writer.writerow([_as_words(cell) for cell in row])
        mark = ""


def _as_words(cell: Any) -> Any:
    """A cell that would be run is written as words, whatever it is made of; a number below nought stays one."""
    if cell is None or isinstance(cell, int | float | Decimal):
        return cell
    said = str(cell)
    return f"'{said}" if said.startswith(FORMULA) and not BELOW_NOUGHT.fullmatch(said) else said


class _HandedOn:
    """What csv writes, handed on at once."""

    def write(self, line: str) -> str:
        return line


class FileRefused(Exception):
    """A file that cannot be read, with what to do about it."""


def read_csv(content: bytes) -> tuple[list[str], list[tuple[int, dict[str, str]]]]:
    """The columns in small letters, and the rows with the numbers that a spreadsheet shows; empty rows are passed over.

    Raises FileRefused for a spreadsheet, for another encoding than UTF-8, and for a row that is no CSV.
    """
    if content[:4] == b"PK\x03\x04":
        raise FileRefused("This is a spreadsheet: save the sheet as “CSV UTF-8”, and choose that file")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        line = content[: problem.start].count(b"\n") + 1
        raise FileRefused(f"The file is not in UTF-8 (line {line}): save it as “CSV UTF-8”") from problem
    reader = csv.DictReader(io.StringIO(text, newline=""))
    try:
        reader.fieldnames = [one.strip().lower() for one in reader.fieldnames or []]
        rows = [(number, row) for number, row in enumerate(reader, start=2) if any(map(_said, row.values()))]
    except csv.Error as problem:
        raise FileRefused(f"Row {reader.reader.line_num} cannot be read: {problem}") from problem
    return list(reader.fieldnames), rows


def _said(value: str | list[str] | None) -> bool:
    return bool(value.strip()) if isinstance(value, str) else bool(value)
