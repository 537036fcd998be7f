"""Opens a file of a table (CSV, gzipped CSV, Parquet), whatever stands above its header."""

import codecs
import csv
import gzip
import hashlib
import io
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

import polars

CHUNK = 1 << 20
LINES_BEFORE_A_HEADER = 12
UTF8, WINDOWS = "utf-8-sig", "cp1252"

csv.field_size_limit(10_000_000)


class FileRefused(Exception):
    """A file that can not be read, with what to do about it."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its number as a spreadsheet would show it, and its values by column."""

    number: int
    values: dict[str, str]
    expected: str = ""
    """What was expected of the row as a whole, when its cells can not be told apart."""

    def __getitem__(self, column: str) -> str:
        return self.values.get(column, "")


@dataclass(frozen=True, slots=True)
class Table:
    """A file with its columns known; its rows are read as they are asked for."""

    path: Path
    name: str
    columns: tuple[str, ...]
    header_line: int
    encoding: str

    def rows(self, *, only: Collection[str] = ()) -> Iterator[Row]:
        """Every row, with all its columns or only those named. Empty rows, and notes of one cell,
        are passed over.
        """
        wanted = {column for column in self.columns if column and (not only or column in only)}
        if self.encoding == "parquet":
            return _parquet_rows(self, wanted)
        return _csv_rows(self, wanted)


def digest_of(path: Path) -> str:
    """The SHA-256 of a file."""
    found = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(CHUNK):
            found.update(chunk)
    return found.hexdigest()


def is_table(path: Path) -> bool:
    """Whether the name is that of a table we open."""
    return path.name.lower().endswith((".csv", ".csv.gz", ".txt", ".parquet"))


def open_table(
    path: Path,
    *,
    is_header: Callable[[Sequence[str]], bool],
    may_be_windows: Callable[[Sequence[str]], bool] | None = None,
) -> Table | None:
    """Open a file whose header is recognised, or nothing when no line of its first dozen is one."""
    if path.name.lower().endswith(".parquet"):
        columns = tuple(polars.read_parquet_schema(path))
        return Table(path, path.name, columns, 1, "parquet") if is_header(columns) else None
    _refuse_what_is_no_text(path)
    found = _header(path, is_header)
    if found is None:
        return None
    line, columns = found
    allowed = (UTF8, WINDOWS) if may_be_windows and may_be_windows(columns) else (UTF8,)
    return Table(path, path.name, columns, line, _encoding(path, allowed))


def _open(path: Path) -> BinaryIO:
    return gzip.open(path, "rb") if path.name.lower().endswith(".gz") else path.open("rb")


def _refuse_what_is_no_text(path: Path) -> None:
    try:
        with _open(path) as file:
            start = file.read(4096)
    except (OSError, EOFError) as problem:
        raise FileRefused(f"{path.name} can not be unpacked: fetch it again") from problem
    if start[:4] == b"PK\x03\x04":
        raise FileRefused(f"{path.name} is a spreadsheet: save the sheet as “CSV UTF-8”")
    if start[:2] in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
        raise FileRefused(f"{path.name} is in UTF-16: save it as “CSV UTF-8”")
    if b"\x00" in start:
        raise FileRefused(f"{path.name} is not text: give the CSV as published")


def _header(path: Path, is_header) -> tuple[int, tuple[str, ...]] | None:
    with _open(path) as file:
        text = io.TextIOWrapper(file, encoding="utf-8-sig", errors="replace", newline="")
        reader = csv.reader(text)
        for _, cells in zip(range(LINES_BEFORE_A_HEADER), reader, strict=False):
            columns = tuple(cell.strip() for cell in cells)
            if is_header(columns):
                return reader.line_num, columns
    return None


def _encoding(path: Path, allowed: Sequence[str]) -> str:
    decoder = codecs.getincrementaldecoder("utf-8")()
    line = 1
    with _open(path) as file:
        while True:
            chunk = file.read(CHUNK)
            try:
                decoder.decode(chunk, final=not chunk)
            except UnicodeDecodeError as problem:
                if WINDOWS in allowed:
                    return WINDOWS
                line += problem.object[: problem.start].count(b"\n")
                raise FileRefused(f"{path.name} is not in UTF-8 (line {line}): save it as “CSV UTF-8”") from problem
            if not chunk:
                return UTF8
            line += chunk.count(b"\n")


def _csv_rows(table: Table, wanted: set[str]) -> Iterator[Row]:
    places = [(n, column) for n, column in enumerate(table.columns) if column in wanted]
    width = len(table.columns)
    with _open(table.path) as file:
        text = io.TextIOWrapper(file, encoding=table.encoding, newline="")
        reader = csv.reader(text)
        for number, cells in enumerate(reader, start=1):
            if reader.line_num <= table.header_line or sum(map(bool, cells)) < 2:
                continue
            if len(cells) != width:
                yield Row(number, {}, f"{width} cells, as in the header, and not {len(cells)}")
                continue
            yield Row(number, {column: cells[n].strip() for n, column in places})


def _parquet_rows(table: Table, wanted: set[str]) -> Iterator[Row]:
    frame = polars.read_parquet(table.path, columns=sorted(wanted))
    plain = [name for name, kind in frame.schema.items() if kind != polars.Binary]
    texts = frame.select(polars.col(plain).cast(polars.String).fill_null(""))
    for number, values in enumerate(texts.iter_rows(named=True), start=2):
        yield Row(number, values)
