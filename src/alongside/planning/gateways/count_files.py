"""Files of counts by area, in."""

from alongside.planning.rules.counts import COLUMNS
from alongside.values.sheets import NO_ROWS, FileRefused, read_csv

__all__ = ["MOST_ROWS", "FileRefused", "read_count_file"]

MOST_ROWS = 10_000


def read_count_file(content: bytes) -> list[tuple[int, dict[str, str]]]:
    """Its rows with the numbers that a spreadsheet shows; columns stand in any order, empty rows are passed over."""
    columns, rows = read_csv(content)
    if not set(COLUMNS) <= set(columns):
        raise FileRefused(f"The first row has to name the columns: {', '.join(COLUMNS)}")
    if not rows:
        raise FileRefused(NO_ROWS)
    if len(rows) > MOST_ROWS:
        raise FileRefused(f"The file has {len(rows):,} rows: a county has fewer areas")
    return rows
