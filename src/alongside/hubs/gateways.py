"""Files of figures, in and out."""

import csv
import hashlib
import io

from alongside.values.sheets import write_csv

from .rules.figure_rows import COLUMNS, FILE_KIND_WORDS, FileKind, kind_of_header

__all__ = ["MOST_ROWS", "FileRefused", "digest_of", "read_figure_file", "write_csv"]

MOST_ROWS = 50_000


class FileRefused(Exception):
    """A file that cannot be read, with what to do about it."""


def digest_of(content: bytes) -> str:
    """The SHA-256 of a file."""
    return hashlib.sha256(content).hexdigest()


def read_figure_file(content: bytes) -> tuple[FileKind, list[tuple[int, dict[str, str]]]]:
    """What kind of file it is, and its rows with the numbers a spreadsheet shows; empty rows are passed over."""
    if content[:4] == b"PK\x03\x04":
        raise FileRefused("This is a spreadsheet: save the sheet as “CSV UTF-8”, and choose that file")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        line = content[: problem.start].count(b"\n") + 1
        raise FileRefused(f"The file is not in UTF-8 (line {line}): save it as “CSV UTF-8”") from problem
    reader = csv.DictReader(io.StringIO(text, newline=""))
    reader.fieldnames = [one.strip().lower() for one in reader.fieldnames or []]
    kind = kind_of_header(reader.fieldnames)
    if kind is None:
        known = "; or ".join(f"{', '.join(columns)} ({FILE_KIND_WORDS[one]})" for one, columns in COLUMNS.items())
        raise FileRefused(f"The first row has to name the columns: {known}")
    try:
        rows = [(number, row) for number, row in enumerate(reader, start=2) if any(_said(one) for one in row.values())]
    except csv.Error as problem:
        raise FileRefused(f"Row {reader.line_num} cannot be read: {problem}") from problem
    if len(rows) > MOST_ROWS:
        raise FileRefused(f"The file has {len(rows):,} rows: send at most {MOST_ROWS:,} at once")
    return kind, rows


def _said(value) -> bool:
    return bool(value.strip()) if isinstance(value, str) else bool(value)
