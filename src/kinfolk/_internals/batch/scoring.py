"""Scoring all pairs in DuckDB."""

from ..compiled.dialects import DUCKDB
from ..compiled.scoring import Compiled, compile_scoring, level_names
from ..model.parts import Model
from ..model.preparing import RARITY
from .passing import Bench

ROWS = "from {pairs} join records a on a.row = {pairs}.a join records b on b.row = {pairs}.b"


def levels_sql(compiled: Compiled, pairs: str) -> str:
    """Select each pair with its levels and the rarities of the first record's values."""
    rarities = [f"a.{column}{RARITY} as r_{column}" for column in compiled.rarities]
    columns = ", ".join([f"{pairs}.a", f"{pairs}.b", *compiled.levels, *rarities])
    return f"select {columns} {ROWS.format(pairs=pairs)}"


def scores_sql(model: Model, compiled: Compiled, levels: str) -> str:
    """Select each pair with its levels, weight and chances."""
    names = ", ".join(f"l_{name}" for name in level_names(model, compiled))
    sums = f"select a, b, {names}, {', '.join(compiled.sums)} from ({levels})"
    return (
        f"select a, b, {names}, person_bits, household_bits, is_always_asked, {', '.join(compiled.results)} "
        f"from ({sums})"
    )


def score_all(bench: Bench, model: Model, held: frozenset[str], *, least: float) -> None:
    """Make the table `scores` of all pairs whose chance of being one person is at least so much."""
    compiled = compile_scoring(model, DUCKDB, held=held)
    sql = scores_sql(model, compiled, levels_sql(compiled, "pairs"))
    bench.run(f"create table scores as select * from ({sql}) where probability >= {least!r}")
