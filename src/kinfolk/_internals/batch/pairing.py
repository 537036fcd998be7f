"""Who is compared with whom: everybody who shares a key, as far as the work can be afforded.

Every rule proposes pairs by its keys. A key shared by many proposes many pairs and says little, so each rule
takes its rarest keys first, and as many as its share of the work allows: a small list is compared nearly
wholly, a large one by what is rare. Two keys are equal exactly when all their texts are.
"""

from collections.abc import Container

from ..compiled.keys import keys_sql
from ..model.parts import KeyRule, Model
from ..model.reading import columns_known_to, field_of_columns
from .passing import Bench
from .preparing import NUMBER

PAIRS_OF_A_RULE = 1
"""How many pairs for each record one rule may propose."""
LEAST_PAIRS_OF_A_RULE = 300_000
MOST_PAIRS_OF_A_KEY = 50_000


def pair_all(bench: Bench, model: Model, held: Container[str], *, use: str, split: int | None, people: int) -> None:
    """Make the table `pairs` of row numbers `a` and `b`. With a split, rows before it are of one list and
    the rest of the other, and pairs lie across; without, every two rows of the one list are a pair."""
    most = max(LEAST_PAIRS_OF_A_RULE, PAIRS_OF_A_RULE * people)
    parts = Parts(bench, model)
    proposed = []
    for rule in (rule for rule in model.keys if use in rule.uses):
        sql = keys_sql(rule, held, parts.values_of)
        if sql:
            proposed.append(f"proposed_{rule.code}")
            _keep_keys(bench, rule, sql, split)
            _propose(bench, proposed[-1], split, most)
    parts.drop()
    if not proposed:
        bench.make("pairs", "select cast(0 as integer) as a, cast(0 as integer) as b where false")
        return
    every = " union all ".join(f"select pair from {table}" for table in proposed)
    bench.make(
        "pairs",
        "select cast(pair >> 32 as integer) as a, cast(pair & 4294967295 as integer) as b "
        f"from (select distinct pair from ({every}))",
    )
    bench.drop(*proposed, "keys_of_a", *([] if split is None else ["keys_of_b"]))


class Parts:
    """The tables of the values that each row has for one part of a key; made when they are first asked for."""

    def __init__(self, bench: Bench, model: Model) -> None:
        self.bench = bench
        self.kinds = columns_known_to(model.fields)
        self.field_of = field_of_columns(model.fields)
        self.made: dict[tuple[str, ...], str] = {}

    def values_of(self, columns: tuple[str, ...]) -> str:
        """Name the table of `row` and `value` for the columns of one part."""
        if columns not in self.made:
            table = f"part_{len(self.made)}"
            every = (" union " if len(columns) > 1 else "").join(map(self._select, columns))
            self.bench.make(table, every)
            self.made[columns] = table
        return self.made[columns]

    def drop(self) -> None:
        """Let the tables go."""
        self.bench.drop(*self.made.values())

    def _select(self, column: str) -> str:
        if self.kinds[column] != "words":
            return f"select row, {column} as value from records where {column} <> ''"
        number = f"{self.field_of[column]}{NUMBER}"
        return f"select row, word as value from records join words_{column} words on words.nth = records.{number}"


def _keep_keys(bench: Bench, rule: KeyRule, sql: str, split: int | None) -> None:
    """Make the tables of keys of the rows on either side; with two lists, those that the first one has."""
    key = bench.dialect.key_of([f"v{number}" for number in range(len(rule.parts))])
    keys = f"select row, {key} as key from ({sql})"
    if split is None:
        bench.make("keys_of_a", keys)
        return
    bench.make("keys_of_a", f"select * from ({keys}) where row < {split}")
    shared = f"row >= {split} and key in (select key from keys_of_a)"
    bench.make("keys_of_b", f"select * from ({keys}) where {shared}")


def _propose(bench: Bench, table: str, split: int | None, most: int) -> None:
    if split is None:
        counted = "select key, count(*) * (count(*) - 1) / 2 as pairs from keys_of_a group by key having count(*) > 1"
    else:
        counted = (
            "select key, x.n * y.n as pairs from (select key, count(*) as n from keys_of_a group by key) x "
            "join (select key, count(*) as n from keys_of_b group by key) y using (key)"
        )
    bench.make(
        table,
        f"with counted as ({counted}), "
        "summed as (select key, sum(pairs) over (order by pairs, key) as so_far from counted "
        f"where pairs <= {MOST_PAIRS_OF_A_KEY}), "
        f"chosen as (select key from summed where so_far <= {most}) "
        "select (cast(one.row as bigint) << 32) | other.row as pair from chosen join keys_of_a one using (key) "
        + (
            "join keys_of_a other using (key) where one.row < other.row"
            if split is None
            else "join keys_of_b other using (key)"
        ),
    )
