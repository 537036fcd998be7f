"""Comparing and weighing pairs: levels once for each pair, then weights from the levels."""

from math import log2

from ..compiled.scoring import Compiled, compile_scoring, level_names
from ..model.parts import Model
from ..model.preparing import RARITY
from .passing import Bench
from .sharing import Sharing

ROWS = "from {pairs} join records a on a.row = {pairs}.a join records b on b.row = {pairs}.b {joins}"


def compiled_for(model: Model, held: frozenset[str], sharing: Sharing) -> Compiled:
    """The model as the engine's SQL over the columns at hand."""
    return compile_scoring(model, sharing.dialect, held=held)


def levels_sql(compiled: Compiled, sharing: Sharing, pairs: str) -> str:
    """Select each pair with its levels."""
    levels = [f"cast({level} as {sharing.dialect.small}) as {name}" for level, name in map(_named, compiled.levels)]
    rows = ROWS.format(pairs=pairs, joins=" ".join(sharing.joins.values()))
    return f"select {pairs}.a, {pairs}.b, {', '.join(levels)} {rows}"


def compare_all(bench: Bench, model: Model, held: frozenset[str], sharing: Sharing) -> None:
    """Make the table `compared` of all `pairs`, each with its levels."""
    bench.make("compared", levels_sql(compiled_for(model, held, sharing), sharing, "pairs"))


def score_all(bench: Bench, model: Model, held: frozenset[str], sharing: Sharing, *, least: float) -> None:
    """Make the table `scores` of all that is `compared` and whose chance of being one person is at least so much."""
    compiled = compiled_for(model, held, sharing)
    names = ", ".join(f"l_{name}" for name in level_names(model, compiled))
    person, *others = compiled.sums
    rarities = "".join(f", a.{column}{RARITY} as r_{column}" for column in compiled.rarities)
    # Without the household a pair is likelier, so what is too little even then needs no more sums.
    likely = (
        f"select * from (select compared.*{rarities}, {person} {_RARE}) where person_bits >= {_floor(model, least)!r}"
    )
    sums = f"select a, b, {names}, person_bits, {', '.join(others)} from ({likely})"
    odds = f"select summed.*, {', '.join(compiled.odds)} from ({sums}) as summed"
    results = f"select a, b, {names}, person_bits, household_bits, is_always_asked, {', '.join(compiled.results)}"
    bench.make("scores", f"select * from ({results} from ({odds})) where probability >= {least!r}")


_RARE = "from compared join records a on a.row = compared.a"


def _floor(model: Model, least: float) -> float:
    """The least weight with which a pair can be so likely one person, a little less for rounding."""
    if least <= 0:
        return float("-1e300")
    of_nobody = 1 - model.prior.of_person - model.prior.of_household
    return log2(of_nobody * least / ((1 - min(least, 1 - 1e-12)) * model.prior.of_person)) - 1e-6


def _named(written: str) -> tuple[str, str]:
    level, _, name = written.rpartition(" as ")
    return level, name
