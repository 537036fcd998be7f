"""What a command asks for: link two lists, find who stands in one twice, learn weights."""

from dataclasses import dataclass

import polars as pl

from ..model.parts import Model
from .clusters import chances_within, grouped
from .counting import count_patterns
from .pairing import pair_all
from .passing import Bench, bench
from .preparing import add_rarities, prepare_all
from .scoring import compare_all, score_all
from .sharing import Sharing, sharing_of
from .training import Trained, train

FAINT = 0.01
"""Pairs less probable than this play no part in forming groups."""
Known = tuple[frozenset[str], Sharing]
"""The columns that the records have, and how it is told what their lists share."""


@dataclass(frozen=True)
class Linked:
    """The pairs that were found, likeliest first, and the model that found them."""

    pairs: pl.DataFrame
    model: Model
    compared: int


def dedupe(
    model: Model, people: pl.DataFrame, *, learn: bool = True, least: float | None = None, engine: str = "duckdb"
) -> Linked:
    """Find who stands in one list more than once."""
    return _run(model, people, None, learn=learn, least=least, engine=engine)


def link(
    model: Model,
    a: pl.DataFrame,
    b: pl.DataFrame,
    *,
    learn: bool = True,
    least: float | None = None,
    engine: str = "duckdb",
) -> Linked:
    """Find who stands in both of two lists."""
    return _run(model, _together(a, b), a.height, learn=learn, least=least, engine=engine)


def learn(model: Model, a: pl.DataFrame, b: pl.DataFrame | None = None, *, engine: str = "duckdb") -> Trained:
    """Learn the weights of one list, or of two lists against each other."""
    people, split = (a, None) if b is None else (_together(a, b), a.height)
    with bench(engine) as at:
        known = _paired(at, model, people, split)
        return _learnt(at, model, known, people.height, split)


def _together(a: pl.DataFrame, b: pl.DataFrame) -> pl.DataFrame:
    return pl.concat([a, b], how="diagonal").with_columns(pl.all().fill_null(""))


def _run(
    model: Model, people: pl.DataFrame, split: int | None, *, learn: bool, least: float | None, engine: str
) -> Linked:
    with bench(engine) as at:
        known = _paired(at, model, people, split)
        if learn:
            model = _learnt(at, model, known, people.height, split).model
        in_groups = split is None and least is None
        wanted = model.thresholds.link if least is None else least
        score_all(at, model, *known, least=FAINT if in_groups else wanted)
        compared = at.number("select count(*) from pairs")
        if in_groups:
            _decide_in_groups(at, model, known)
        at.put("ids", people.select("id").with_row_index("row"))
        found = at.take(
            "select one.id as id_a, other.id as id_b, weight, probability "
            "from scores join ids one on one.row = a join ids other on other.row = b"
        )
        pairs = found.with_columns(pl.col("weight").round(6), pl.col("probability").round(9)).sort(
            ["probability", "weight", "id_a", "id_b"], descending=[True, True, False, False]
        )
        return Linked(pairs, model, compared)


def _decide_in_groups(at: Bench, model: Model, known: Known) -> None:
    """Replace `scores` by all pairs within groups, each with the chance that its group gives it."""
    edges = at.rows(f"select a, b, probability from scores where probability >= {FAINT}")
    chance_of = {(min(a, b), max(a, b)): chance for a, b, chance in edges}
    decided: dict[tuple[int, int], float] = {}
    for group in grouped(edges, threshold=model.thresholds.group):
        decided |= chances_within(group, chance_of)
    rows = [(a, b, max(chance, model.thresholds.link)) for (a, b), chance in decided.items()]
    at.put("decided", pl.DataFrame(rows, schema={"a": pl.Int64, "b": pl.Int64, "chance": pl.Float64}, orient="row"))
    at.make("pairs", "select a, b from decided")
    compare_all(at, model, *known)
    score_all(at, model, *known, least=0.0)
    at.make("scores", "select a, b, weight, chance as probability from scores join decided using (a, b)")


def _paired(at: Bench, model: Model, people: pl.DataFrame, split: int | None) -> Known:
    held = prepare_all(at, model, people)
    add_rarities(at, model, held)
    pair_all(at, model, held, use="link", split=split, people=people.height)
    sharing = sharing_of(at, model, held)
    compare_all(at, model, held, sharing)
    return held, sharing


def _learnt(at: Bench, model: Model, known: Known, people: int, split: int | None) -> Trained:
    blind, sharing, all_pairs = count_patterns(at, model, *known, people=people, split=split)
    return train(model, blind=blind, sharing=sharing, all_pairs=all_pairs, people=people)
