"""Spark decides as DuckDB does, and says what is missing where it is not there."""

import os
import sys
from importlib.util import find_spec

import polars as pl
import pytest

from kinfolk import load_model
from kinfolk._internals.batch.jobs import dedupe, link
from kinfolk.command import main
from tests.kinfolk.hard_people import hard_people, with_names_exchanged

MODEL = load_model()

asked_for = pytest.mark.skipif(
    os.environ.get("ALONGSIDE_SPARK") != "1" or find_spec("pyspark") is None,
    reason="starting Spark takes long: set ALONGSIDE_SPARK=1, with alongside[spark] and Java 17 installed",
)


def people(count: int, seed: int) -> pl.DataFrame:
    return hard_people(count, seed=seed).with_columns(pl.Series("id", [f"{seed}-{n}" for n in range(count)]))


@asked_for
def test_two_lists_are_linked_alike():
    a = people(60, seed=1)
    again = with_names_exchanged(a.head(30)).with_columns(pl.col("id") + "-exchanged")
    b = pl.concat([people(120, seed=2), again])

    by_duckdb, by_spark = (link(MODEL, a, b, least=0.0, engine=engine) for engine in ("duckdb", "spark"))

    assert by_spark.compared == by_duckdb.compared > 1000
    assert by_spark.model.prior == by_duckdb.model.prior
    order = ["id_a", "id_b"]
    assert_alike(by_spark.pairs.sort(order), by_duckdb.pairs.sort(order))


@asked_for
def test_doubles_are_found_alike():
    once = people(60, seed=3)
    listed = pl.concat([once, once.head(40).with_columns(pl.col("id") + "-again")])

    by_duckdb, by_spark = (dedupe(MODEL, listed, engine=engine) for engine in ("duckdb", "spark"))

    assert by_spark.pairs.height > 0
    assert_alike(by_spark.pairs.sort("id_a", "id_b"), by_duckdb.pairs.sort("id_a", "id_b"))


def assert_alike(one: pl.DataFrame, other: pl.DataFrame) -> None:
    assert one.select("id_a", "id_b").equals(other.select("id_a", "id_b"))
    for column in ("weight", "probability"):
        assert one[column].to_list() == pytest.approx(other[column].to_list(), abs=1e-6)


def test_without_spark_it_is_said_how_to_have_it(tmp_path, monkeypatch, capsys):
    monkeypatch.setitem(sys.modules, "pyspark", None)
    monkeypatch.delitem(sys.modules, "kinfolk._internals.batch.spark", raising=False)
    people(2, seed=4).write_csv(tmp_path / "list.csv")

    assert main(["dedupe", str(tmp_path / "list.csv"), "--out", str(tmp_path / "out.csv"), "--engine", "spark"]) == 1

    said = capsys.readouterr().err
    assert "pip install 'alongside[spark]'" in said
    assert "--engine duckdb" in said
