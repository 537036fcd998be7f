"""Files of counts by area, in."""

import csv
import io

from alongside.planning.rules.counts import COLUMNS

MOST_ROWS = 10_000


class FileRefused(Exception):
    """A file that cannot be read, with what to do about it."""


def read_count_file(content: bytes) -> list[tuple[int, dict[str, str]]]:
    """Its rows with the numbers that a spreadsheet shows; columns stand in any order, empty rows are passed over."""
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
        if not set(COLUMNS) <= set(reader.fieldnames):
            raise FileRefused(f"The first row has to name the columns: {', '.join(COLUMNS)}")
        rows = [(number, row) for number, row in enumerate(reader, start=2) if any(row.get(one) for one in COLUMNS)]
    except csv.Error as problem:
        raise FileRefused(f"Row {reader.line_num + 1} cannot be read: {problem}") from problem
    if len(rows) > MOST_ROWS:
        raise FileRefused(f"The file has {len(rows):,} rows: a county has fewer areas")
    return rows
