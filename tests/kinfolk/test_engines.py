"""The same pair weighs the same in Python, DuckDB and PostgreSQL, and no decision differs."""

import json

import polars as pl
import pytest
from django.db import connection

from kinfolk import load_model, prepare, register_sql, score, score_of_levels
from kinfolk._internals.batch.pairing import Parts
from kinfolk._internals.batch.passing import bench
from kinfolk._internals.batch.preparing import add_rarities, counted, prepare_all
from kinfolk._internals.batch.scoring import compare_all, score_all
from kinfolk._internals.batch.sharing import MOST_SHARING, sharing_of
from kinfolk._internals.compiled.keys import keys_sql
from kinfolk._internals.model.keys import BETWEEN, keys_of
from tests.kinfolk.hard_people import hard_people, with_names_exchanged

MODEL = load_model()
PAIRS, EXCHANGED = 150, 40
CLOSE = 1e-6


@pytest.fixture(scope="module")
def people() -> pl.DataFrame:
    """Each of the first half is compared with whoever stands as far into the second."""
    once = hard_people(PAIRS)
    return pl.concat([once, hard_people(PAIRS - EXCHANGED, seed=12), with_names_exchanged(once.tail(EXCHANGED))])


@pytest.fixture(
    scope="module",
    params=[pytest.param(MOST_SHARING, id="shared words looked up"), pytest.param(0, id="lists compared")],
)
def by_duckdb(people, request):
    with bench() as at:
        held = prepare_all(at, MODEL, people)
        add_rarities(at, MODEL, held)
        frequencies = counted(at, [column for column in MODEL.frequencies if column in held])
        at.put("pairs", pl.DataFrame({"a": range(PAIRS), "b": range(PAIRS, 2 * PAIRS)}))
        sharing = sharing_of(at, MODEL, held, most=request.param)
        compare_all(at, MODEL, held, sharing)
        score_all(at, MODEL, held, sharing, least=0.0)
        scores = at.take("select a, weight, probability, family_probability, is_always_asked from scores order by a")
    return frequencies, scores


@pytest.fixture(scope="module")
def by_python(people, by_duckdb):
    frequencies, _ = by_duckdb
    records = [prepare(MODEL, row, frequencies=frequencies) for row in people.to_dicts()]
    return records, [score(MODEL, records[n], records[n + PAIRS]) for n in range(PAIRS)]


def test_duckdb_agrees_with_the_reference(by_duckdb, by_python):
    _, scores = by_duckdb
    _, expected = by_python

    assert scores["weight"].to_list() == pytest.approx([one.weight for one in expected], abs=CLOSE)
    assert scores["probability"].to_list() == pytest.approx([one.probability for one in expected], abs=CLOSE)
    assert scores["is_always_asked"].to_list() == [one.is_always_asked for one in expected]


def test_names_exchanged_are_among_what_is_compared(by_python):
    _, expected = by_python
    met = {MODEL.comparisons[0].levels[one.levels[0] - 1].name for one in expected if one.levels[0]}

    assert {"crossed", "middle_crossed", "exchanged", "middle", "other"} <= met


@pytest.mark.django_db
def test_postgresql_agrees_with_the_reference(by_python):
    records, expected = by_python
    sql = register_sql(MODEL)
    with connection.cursor() as cursor:
        cursor.execute("create extension if not exists fuzzystrmatch")
        for number, one in enumerate(expected):
            cursor.execute(*_asked(sql, records[number], records[number + PAIRS]))
            found = dict(zip([column.name for column in cursor.description], cursor.fetchone(), strict=True))
            assert found["weight"] == pytest.approx(one.weight, abs=CLOSE)
            assert found["family_probability"] == pytest.approx(one.family_probability, abs=CLOSE)
            assert found["is_always_asked"] == one.is_always_asked
            levels = tuple(found[f"l_{comparison.name}"] for comparison in MODEL.comparisons)
            assert levels == one.levels
            assert score_of_levels(MODEL, records[number], levels) == one


@pytest.mark.django_db
def test_a_statement_for_what_is_told_gives_the_same_levels(by_python):
    """What the one sought leaves out is left out of the statement, though the record holds it."""
    records, expected = by_python
    with connection.cursor() as cursor:
        cursor.execute("create extension if not exists fuzzystrmatch")
        for number in range(0, PAIRS, 3):
            sought, one = records[number], expected[number]
            sql = register_sql(MODEL, frozenset(name for name, value in sought.items() if value))
            cursor.execute(*_asked(sql, sought, records[number + PAIRS], shown=", ".join(sql.all_levels)))
            *levels, weight, is_always_asked = cursor.fetchone()
            assert tuple(levels) == one.levels
            assert (weight, is_always_asked) == (pytest.approx(one.weight, abs=CLOSE), one.is_always_asked)


def test_what_nobody_tells_leaves_no_condition_behind():
    told = register_sql(MODEL, {"given_words", "born", "born_year"})

    assert told.levels == ("birth",)
    assert len(told.all_levels) == len(MODEL.comparisons)
    assert "middle_words" not in told.sought


def test_parts_add_up_to_the_weight(by_python):
    _, expected = by_python

    for one in expected:
        assert sum(part.bits for part in one.parts) + one.kin_bits == pytest.approx(one.weight, abs=CLOSE)


def test_keys_are_found_alike_by_python_and_duckdb(people, by_python):
    records, _ = by_python
    found = []
    with bench() as at:
        held = prepare_all(at, MODEL, people)
        parts = Parts(at, MODEL)
        for rule in MODEL.keys:
            if sql := keys_sql(rule, held, parts.values_of):
                found += [(row, f"{rule.code}:{BETWEEN.join(values)}") for row, *values in at.rows(sql)]

    expected = {
        (n, key)
        for n, record in enumerate(records)
        for use in ("search", "link")
        for key in keys_of(MODEL, record, use=use)
    }
    assert len(found) == len(set(found))
    assert set(found) == expected


def _asked(sql, sought, record, shown=""):
    other = {
        f"b_{name}": list(record[name]) if isinstance(record[name], tuple) else record[name] for name in sql.columns
    }
    candidates = ", ".join(f"%(b_{name})s::{type_} as {name}" for name, type_ in sql.columns.items())
    scores = f"select {shown}, weight, is_always_asked from ({sql.scores}) as scored" if shown else sql.scores
    statement = f"with sought as ({sql.sought}), candidates as (select 0 as nth, 0 as row, {candidates}) {scores}"
    return statement, {"sought": json.dumps([{"nth": 0, **sought}]), **other}
