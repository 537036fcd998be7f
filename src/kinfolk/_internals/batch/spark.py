"""The work done by Spark, for lists that outgrow one machine.

The lists are read, and the columns of each distinct value made, where the command runs; pairs are found,
compared and weighed wherever Spark runs. Which Spark is left to its own settings (`spark-defaults.conf`,
`PYSPARK_SUBMIT_ARGS`); without any, it is this machine. On a cluster `SPARK_LOCAL_DIRS` names a folder that every
machine sees, through which tables are handed over.
"""

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from shutil import which
from tempfile import TemporaryDirectory

import polars as pl
from pyspark import SparkConf
from pyspark.sql import DataFrame, SparkSession

from ..compiled.dialects import SPARK
from .passing import Bench, EngineMissing

HERE = {"spark.master": "local[*]", "spark.driver.memory": "4g", "spark.sql.shuffle.partitions": "8"}
"""How this machine alone is used."""
POLARS_OF = {"double": pl.Float64, "boolean": pl.Boolean, "string": pl.String}


@dataclass(frozen=True)
class Spark(Bench):
    """A session, the frames behind its views, and a folder through which tables come and go."""

    session: SparkSession
    folder: Path
    kept: dict[str, DataFrame] = field(default_factory=dict)
    dialect = SPARK

    def put(self, name: str, table: pl.DataFrame) -> None:
        path = self.folder / f"{name}-{len(list(self.folder.iterdir()))}.parquet"
        table.write_parquet(path)
        self._keep(name, self.session.read.parquet(f"file://{path}"))

    def make(self, name: str, select: str) -> None:
        self._keep(name, self.session.sql(select).localCheckpoint(eager=True))

    def drop(self, *names: str) -> None:
        for name in names:
            self.session.catalog.dropTempView(name)
            self.kept.pop(name).unpersist()

    def rows(self, select: str) -> list[tuple]:
        return [tuple(row) for row in self.session.sql(select).collect()]

    def take(self, select: str) -> pl.DataFrame:
        found = self.session.sql(select)
        schema = {name: POLARS_OF.get(kind, pl.Int64) for name, kind in found.dtypes}
        return pl.DataFrame([tuple(row) for row in found.collect()], schema=schema, orient="row")

    def name_texts(self, selects: Iterable[str]) -> None:
        """Text stays text."""

    def _keep(self, name: str, frame: DataFrame) -> None:
        frame.createOrReplaceTempView(name)
        self.kept[name] = frame


@contextmanager
def spark() -> Iterator[Spark]:
    """Have a session to work in: the one that is there already, or one that goes when the work is done."""
    mine = SparkSession.getActiveSession() is None
    session = _session()
    with TemporaryDirectory(prefix="kinfolk-", dir=os.environ.get("SPARK_LOCAL_DIRS")) as folder:
        at = Spark(session, Path(folder))
        try:
            yield at
        finally:
            at.drop(*list(at.kept))
            if mine:
                session.stop()


def _session() -> SparkSession:
    if "JAVA_HOME" not in os.environ and which("java") is None:
        raise EngineMissing("Spark needs Java 17 or later. Install it, or use --engine duckdb")
    asked, builder = SparkConf(), SparkSession.builder.appName("kinfolk")
    settings = {"spark.ui.enabled": "false", "spark.ui.showConsoleProgress": "false", "spark.sql.ansi.enabled": "false"}
    if not asked.contains("spark.master"):
        settings |= HERE
    for name, value in settings.items():
        if not asked.contains(name):
            builder = builder.config(name, value)
    session = builder.getOrCreate()
    session.sparkContext.setLogLevel("ERROR")
    return session
