"""Tables as files that a spreadsheet opens."""

import csv
import io
from collections.abc import Iterable, Sequence

FORMULA = ("=", "+", "-", "@", "\t", "\r")


def write_csv(header: Sequence[str], rows: Iterable[Sequence]) -> str:
    """A table as a file; what a spreadsheet would take for a formula is written as words."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(header)
    for row in rows:
        writer.writerow([f"'{cell}" if isinstance(cell, str) and cell.startswith(FORMULA) else cell for cell in row])
    return out.getvalue()


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
