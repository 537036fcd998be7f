"""Tables handed between Polars and DuckDB, through a folder that goes when the work is done."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb
import polars as pl


@dataclass(frozen=True)
class Bench:
    """A database in memory, and a folder through which tables come and go."""

    base: duckdb.DuckDBPyConnection
    folder: Path

    def put(self, name: str, table: pl.DataFrame) -> None:
        """Make a table of the database from a frame."""
        path = self.folder / f"{name}.parquet"
        table.write_parquet(path, compression="uncompressed")
        self.run(f"create or replace table {name} as select * from read_parquet('{path}')")
        path.unlink()

    def take(self, select: str) -> pl.DataFrame:
        """Return what a select finds as a frame."""
        path = self.folder / "taken.parquet"
        self.run(f"copy ({select}) to '{path}' (format parquet)")
        table = pl.read_parquet(path)
        path.unlink()
        return table

    def run(self, sql: str) -> None:
        """Run one statement."""
        self.base.execute(sql)

    def number(self, sql: str) -> int:
        """Return the one number that a select finds."""
        return self.base.execute(sql).fetchone()[0]


@contextmanager
def bench(memory: str | None = None) -> Iterator[Bench]:
    """Have an empty database to work on; with a limit of memory, it goes on on disk."""
    with TemporaryDirectory(prefix="kinfolk-") as folder:
        base = duckdb.connect()
        base.execute(f"set temp_directory = '{folder}/spill'")
        if memory:
            base.execute(f"set memory_limit = '{memory}'")
        try:
            yield Bench(base, Path(folder))
        finally:
            base.close()
