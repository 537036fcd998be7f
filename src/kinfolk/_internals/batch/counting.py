"""Counting the patterns from which a model learns."""

import numpy as np
import polars as pl

from ..compiled.scoring import level_names
from ..model.parts import Model
from .passing import Bench
from .scoring import compiled_for, levels_sql
from .sharing import Sharing
from .training import Patterns

BLIND_PAIRS = 400_000


def count_patterns(
    bench: Bench, model: Model, held: frozenset[str], sharing: Sharing, *, people: int, split: int | None
) -> tuple[Patterns, Patterns, float]:
    """Patterns of pairs taken blindly, patterns of all that is `compared`, and how many pairs there are in all."""
    all_pairs = max(1.0, people * (people - 1) / 2 if split is None else float(split) * (people - split))
    _take_blindly(bench, people, split, all_pairs)
    compiled = compiled_for(model, held, sharing)
    names = level_names(model, compiled)
    blind = _counted(bench, levels_sql(compiled, sharing, "blind"), names)
    bench.drop("blind")
    return blind, _counted(bench, "select * from compared", names), all_pairs


def _take_blindly(bench: Bench, people: int, split: int | None, all_pairs: float) -> None:
    last = people if split is None else split
    if all_pairs <= BLIND_PAIRS:
        across = "one.row < other.row" if split is None else f"one.row < {last} and other.row >= {last}"
        bench.make(
            "blind",
            f"select one.row as a, other.row as b from records one join records other on {across}",
        )
        return
    random = np.random.default_rng(7)
    a = random.integers(0, last, BLIND_PAIRS)
    b = random.integers(0, people, BLIND_PAIRS) if split is None else random.integers(last, people, BLIND_PAIRS)
    chosen = a != b
    bench.put("blind", pl.DataFrame({"a": a[chosen], "b": b[chosen]}))


def _counted(bench: Bench, levels: str, names: list[str]) -> Patterns:
    columns = ", ".join(f"l_{name}" for name in names)
    rows = bench.rows(f"select {columns}, count(*) from ({levels}) group by all order by all")
    arrays = list(zip(*rows, strict=True)) or [()] * (len(names) + 1)
    levels_of = np.stack([np.asarray(one, dtype=np.int64) for one in arrays[:-1]], axis=1)
    return Patterns(tuple(names), levels_of, np.asarray(arrays[-1], dtype=np.float64))
