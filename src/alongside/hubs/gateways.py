"""Files of figures, in and out."""

import hashlib

from alongside.values.sheets import NO_ROWS, FileRefused, read_csv

from .rules.figure_rows import COLUMNS, FILE_KIND_WORDS, FileKind, kind_of_header

__all__ = ["MOST_ROWS", "FileRefused", "digest_of", "read_figure_file"]

MOST_ROWS = 50_000


def digest_of(content: bytes) -> str:
    """The SHA-256 of a file."""
    return hashlib.sha256(content).hexdigest()


def read_figure_file(content: bytes) -> tuple[FileKind, list[tuple[int, dict[str, str]]]]:
    """What kind of file it is, and its rows with the numbers a spreadsheet shows; empty rows are passed over."""
    columns, rows = read_csv(content)
    kind = kind_of_header(columns)
    if kind is None:
        known = "; or ".join(f"{', '.join(columns)} ({FILE_KIND_WORDS[one]})" for one, columns in COLUMNS.items())
        raise FileRefused(f"The first row has to name the columns: {known}")
    if not rows:
        raise FileRefused(NO_ROWS)
    if len(rows) > MOST_ROWS:
        raise FileRefused(f"The file has {len(rows):,} rows: send at most {MOST_ROWS:,} at once")
    return kind, rows
