"""Who is compared with whom: everybody who shares a key, as far as the work can be afforded.

Every rule proposes pairs by its keys. A key shared by many proposes many pairs and says little, so each rule
takes its rarest keys first, and as many as its share of the work allows: a small list is compared nearly
wholly, a large one by what is rare.
"""

from collections.abc import Container

from ..compiled.keys import keys_sql
from ..model.parts import Model
from ..model.reading import columns_known_to
from .passing import Bench

PAIRS_OF_A_RULE = 1
"""How many pairs for each record one rule may propose."""
LEAST_PAIRS_OF_A_RULE = 300_000
MOST_PAIRS_OF_A_KEY = 50_000


def pair_all(bench: Bench, model: Model, held: Container[str], *, use: str, split: int | None, people: int) -> None:
    """Make the table `pairs` of row numbers `a` and `b`. With a split, rows before it are of one list and
    the rest of the other, and pairs lie across; without, every two rows of the one list are a pair."""
    kinds = columns_known_to(model.fields)
    most = max(LEAST_PAIRS_OF_A_RULE, PAIRS_OF_A_RULE * people)
    bench.run("create table proposed (a bigint, b bigint)")
    for rule in (rule for rule in model.keys if use in rule.uses):
        sql = keys_sql(rule, kinds, held, "records")
        if sql:
            bench.run(f"create or replace table keys as {sql}")
            _propose(bench, split, most)
    bench.run("create table pairs as select distinct a, b from proposed")
    bench.run("drop table proposed")
    bench.run("drop table if exists keys")


def _propose(bench: Bench, split: int | None, most: int) -> None:
    if split is None:
        pairs, across = "count(*) * (count(*) - 1) / 2", "one.row < other.row"
    else:
        pairs = f"count(*) filter (row < {split}) * count(*) filter (row >= {split})"
        across = f"one.row < {split} and other.row >= {split}"
    bench.run(
        "insert into proposed "
        f"with counted as (select key, {pairs} as pairs from keys group by key), "
        "summed as (select key, sum(pairs) over (order by pairs, key) as so_far from counted "
        f"where pairs > 0 and pairs <= {MOST_PAIRS_OF_A_KEY}), "
        f"chosen as (select key from summed where so_far <= {most}) "
        "select one.row, other.row from chosen join keys one using (key) join keys other using (key) "
        f"where {across}"
    )
