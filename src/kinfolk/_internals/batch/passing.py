"""Where whole lists are worked on: an engine with tables, made by selects and handed over from and to Polars."""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb
import polars as pl
from rapidfuzz.distance import Levenshtein

from ..compiled.dialects import DUCKDB, Dialect

ENGINES = ("duckdb", "spark")


class EngineMissing(RuntimeError):
    """An engine that is not installed, with what to do."""


class Bench(ABC):
    """An engine at work."""

    dialect: Dialect
    looks_words_up = False
    """Whether what lists share is looked up by value, or compared list by list."""

    @abstractmethod
    def put(self, name: str, table: pl.DataFrame) -> None:
        """Make a table from a frame."""

    @abstractmethod
    def make(self, name: str, select: str) -> None:
        """Make a table of what a select finds, in the place of one that was there."""

    @abstractmethod
    def drop(self, *names: str) -> None:
        """Let tables go."""

    @abstractmethod
    def rows(self, select: str) -> list[tuple]:
        """Return what a select finds, row by row."""

    @abstractmethod
    def take(self, select: str) -> pl.DataFrame:
        """Return what a select finds as a frame."""

    @abstractmethod
    def name_texts(self, selects: Iterable[str]) -> None:
        """Be told of every text there is, each select having one column of it, before any is kept."""

    def number(self, select: str) -> int:
        """Return the one number that a select finds."""
        return self.rows(select)[0][0]


@dataclass(frozen=True)
class DuckDb(Bench):
    """A database in memory, and a folder through which tables come and go."""

    base: duckdb.DuckDBPyConnection
    folder: Path
    dialect = DUCKDB
    looks_words_up = True

    def put(self, name: str, table: pl.DataFrame) -> None:
        path = self.folder / f"{name}.parquet"
        table.write_parquet(path, compression="uncompressed")
        self.make(name, f"select * from read_parquet('{path}')")
        path.unlink()

    def make(self, name: str, select: str) -> None:
        self.base.execute(f"create or replace table {name} as {select}")

    def drop(self, *names: str) -> None:
        for name in names:
            self.base.execute(f"drop table {name}")

    def rows(self, select: str) -> list[tuple]:
        return self.base.execute(select).fetchall()

    def take(self, select: str) -> pl.DataFrame:
        path = self.folder / "taken.parquet"
        self.base.execute(f"copy ({select}) to '{path}' (format parquet)")
        table = pl.read_parquet(path)
        path.unlink()
        return table

    def name_texts(self, selects: Iterable[str]) -> None:
        """All text is of one enumerated type: equal texts are equal numbers."""
        every = " union all ".join(selects)
        self.base.execute(f"create type texts as enum (select distinct text from ({every}) order by text)")


def bench(engine: str = "duckdb") -> AbstractContextManager[Bench]:
    """Have an engine with no tables to work on."""
    if engine == "duckdb":
        return _duckdb()
    try:
        return import_module("._internals.batch.spark", "kinfolk").spark()
    except ModuleNotFoundError as missing:
        raise EngineMissing(
            f"Spark is not installed ({missing}). Install it with `pip install 'alongside[spark]'`, "
            "or use --engine duckdb"
        ) from missing


@contextmanager
def _duckdb() -> Iterator[DuckDb]:
    with TemporaryDirectory(prefix="kinfolk-") as folder:
        base = duckdb.connect()
        base.execute(f"set temp_directory = '{folder}/spill'")
        base.execute("set preserve_insertion_order = false")
        base.create_function("letters_apart", lambda a, b: Levenshtein.distance(a, b), ["VARCHAR", "VARCHAR"], "BIGINT")
        try:
            yield DuckDb(base, Path(folder))
        finally:
            base.close()
