"""The same pairs weighed by plain Python, DuckDB, PostgreSQL and Spark: what differs, which should be nothing.

    DATABASE_URL=postgres://… python -m tests.benchmarks.matching_parity FOLDER [--pairs 100000]
        [--engines duckdb,postgresql,spark]

FOLDER holds queries.parquet and register.parquet. Three pairs in five are of those that share a key, one in five
is taken blindly, and one in five is of people of whom all is missing or wrong in turn. Prints for each engine the
greatest difference in weight from plain Python, and how many levels and decisions differ: whether the pair is a
link, certain, of one family, or always asked about.
"""

import argparse
import json
import os
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import polars as pl

from kinfolk import Frequencies, Model, Score, load_model, prepare, register_sql, score
from kinfolk._internals.batch.files import read_people
from kinfolk._internals.batch.pairing import pair_all
from kinfolk._internals.batch.passing import bench
from kinfolk._internals.batch.preparing import add_rarities, counted, prepare_all
from kinfolk._internals.batch.scoring import compare_all, score_all
from kinfolk._internals.batch.sharing import sharing_of
from tests.kinfolk.hard_people import hard_people

REGISTER = 20_000
HARD = 4_000
MODEL = load_model()
SCORED = ["weight", "probability", "family_probability", "is_always_asked"]
Pairs = list[tuple[int, int]]
Found = dict[tuple[int, int], tuple]


def main() -> int:
    """Weigh the pairs by every engine, and say what differs; return 0 where nothing does."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, metavar="FOLDER")
    parser.add_argument("--pairs", type=int, default=100_000)
    parser.add_argument("--engines", default="duckdb,postgresql,spark")
    wanted = parser.parse_args()
    people, split = people_of(wanted.folder)
    pairs, frequencies = pairs_of(people, split, wanted.pairs)
    began = time.perf_counter()
    rows = people.to_dicts()
    records = {n: prepare(MODEL, rows[n], frequencies=frequencies) for n in {n for pair in pairs for n in pair}}
    expected = {(a, b): score(MODEL, records[a], records[b]) for a, b in pairs}
    links = sum(one.probability >= MODEL.thresholds.link for one in expected.values())
    print(
        f"{len(pairs):,} pairs, {links:,} of them links; plain Python took {time.perf_counter() - began:.1f} s",
        flush=True,
    )
    engines: dict[str, Callable[[], Found]] = {
        "duckdb": lambda: by_lists("duckdb", people, pairs),
        "postgresql": lambda: by_postgresql(records, pairs),
        "spark": lambda: by_lists("spark", people, pairs),
    }
    return max(judged(engine, engines[engine], expected) for engine in wanted.engines.split(","))


def people_of(folder: Path) -> tuple[pl.DataFrame, int]:
    """Those who are sought, those on the register, and the hard ones at the end; and how many are sought."""
    sought = read_people(MODEL, folder / "queries.parquet", None)
    register = read_people(MODEL, folder / "register.parquet", None).head(REGISTER)
    people = pl.concat([sought, register, hard_people(HARD)], how="diagonal").with_columns(pl.all().fill_null(""))
    return people.drop("id"), sought.height


def pairs_of(people: pl.DataFrame, split: int, count: int) -> tuple[Pairs, Frequencies]:
    """Pairs that share a key, blind ones and hard ones, and how often values are met among all people."""
    random, easy = np.random.default_rng(3), people.height - HARD
    with bench() as at:
        held = prepare_all(at, MODEL, people)
        add_rarities(at, MODEL, held)
        frequencies = counted(at, [column for column in MODEL.frequencies if column in held])
        pair_all(at, MODEL, held, use="link", split=split, people=people.height)
        near = at.rows(f"select a, b from pairs where b < {easy} order by a, b")
    chosen = {near[n] for n in random.choice(len(near), count * 3 // 5, replace=False)}
    chosen |= _across(random, (0, split), (split, easy), count * 4 // 5 - len(chosen), chosen)
    chosen |= _across(random, (easy, easy + HARD // 2), (easy + HARD // 2, people.height), count - len(chosen), chosen)
    return sorted(chosen), frequencies


def _across(random: np.random.Generator, one: tuple, other: tuple, count: int, but: set) -> set[tuple[int, int]]:
    found: set[tuple[int, int]] = set()
    while len(found) < count:
        pair = int(random.integers(*one)), int(random.integers(*other))
        if pair not in but:
            found.add(pair)
    return found


def by_lists(engine: str, people: pl.DataFrame, pairs: Pairs) -> Found:
    """Weigh by an engine for whole lists."""
    with bench(engine) as at:
        held = prepare_all(at, MODEL, people)
        add_rarities(at, MODEL, held)
        at.put("pairs", pl.DataFrame(pairs, schema={"a": pl.Int64, "b": pl.Int64}, orient="row"))
        sharing = sharing_of(at, MODEL, held)
        compare_all(at, MODEL, held, sharing)
        score_all(at, MODEL, held, sharing, least=0.0)
        columns = ", ".join([*SCORED, *(f"l_{one.name}" for one in MODEL.comparisons)])
        return {(a, b): (*rest[:4], tuple(rest[4:])) for a, b, *rest in at.rows(f"select a, b, {columns} from scores")}


def by_postgresql(records: dict[int, dict], pairs: Pairs) -> Found:
    """Weigh by the statement that the register uses, in the database of DATABASE_URL."""
    import psycopg

    sql, found = register_sql(MODEL), {}
    names = list(sql.columns)
    wanted = ", ".join([*SCORED, *(f"l_{name}" for name in sql.levels)])
    by_sought: dict[int, list[int]] = {}
    for a, b in pairs:
        by_sought.setdefault(a, []).append(b)
    with psycopg.connect(os.environ["DATABASE_URL"]) as connection, connection.cursor() as cursor:
        typed = ", ".join(f"{name} {type_}" for name, type_ in sql.columns.items())
        cursor.execute("create extension if not exists fuzzystrmatch")
        cursor.execute(f"create temporary table known (row bigint primary key, {typed}) on commit drop")
        with cursor.copy("copy known from stdin") as copy:
            for number in sorted({b for _, b in pairs}):
                copy.write_row([number, *(_listed(records[number][name]) for name in names)])
        cursor.execute("set local jit = off")
        statement = (
            f"with sought as ({sql.sought}), candidates as (select 0 as nth, * from known where row = any(%(rows)s)) "
            f"select row, {wanted} from ({sql.scores}) as scored"
        )
        for a, others in by_sought.items():
            cursor.execute(statement, {"sought": _as_json(records[a]), "rows": others}, prepare=True)
            found |= {(a, b): (*rest[:4], tuple(rest[4:])) for b, *rest in cursor.fetchall()}
        connection.rollback()
    return found


def _listed(value: object) -> object:
    return list(value) if isinstance(value, tuple) else value


def _as_json(record: dict) -> str:
    return json.dumps([{"nth": 0, "keys": [], **record}])


def judged(engine: str, weigh: Callable[[], Found], expected: dict[tuple[int, int], Score]) -> int:
    """Say how far an engine lies from plain Python; return 1 where it does."""
    began = time.perf_counter()
    found = weigh()
    took = time.perf_counter() - began
    if found.keys() != expected.keys():
        print(f"{engine}: weighed {len(found):,} pairs instead of {len(expected):,}", flush=True)
        return 1
    furthest = max(abs(found[pair][0] - one.weight) for pair, one in expected.items())
    levels = sum(found[pair][4] != one.levels for pair, one in expected.items())
    decisions = sum(
        _decisions(MODEL, *found[pair][1:4])
        != _decisions(MODEL, one.probability, one.family_probability, one.is_always_asked)
        for pair, one in expected.items()
    )
    print(
        f"{engine}: greatest difference of weight {furthest:.1e}, {levels} levels and {decisions} decisions differ, "
        f"{took:.1f} s",
        flush=True,
    )
    return int(furthest > 1e-6 or levels > 0 or decisions > 0)


def _decisions(model: Model, probability: float, family: float, asked: bool) -> tuple[bool, ...]:
    at = model.thresholds
    return probability >= at.link, probability >= at.certain, family >= at.family, asked


if __name__ == "__main__":
    raise SystemExit(main())
