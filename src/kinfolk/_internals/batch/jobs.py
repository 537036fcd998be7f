"""What a command asks for: link two lists, find who stands in one twice, learn weights."""

from dataclasses import dataclass

import polars as pl

from ..model.parts import Model
from .counting import count_patterns
from .pairing import pair_all
from .passing import Bench, bench
from .preparing import add_rarities, prepare_all
from .scoring import score_all
from .training import Trained, train


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
    return _run(model, people, None, learn=learn, least=least)


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
    return _run(model, _together(a, b), a.height, learn=learn, least=least)


def learn(model: Model, a: pl.DataFrame, b: pl.DataFrame | None = None) -> Trained:
    """Learn the weights of one list, or of two lists against each other."""
    people, split = (a, None) if b is None else (_together(a, b), a.height)
    with bench() as at:
        held = _paired(at, model, people, split)
        return _learnt(at, model, held, people.height, split)


def _together(a: pl.DataFrame, b: pl.DataFrame) -> pl.DataFrame:
    return pl.concat([a, b], how="diagonal").with_columns(pl.all().fill_null(""))


def _run(model: Model, people: pl.DataFrame, split: int | None, *, learn: bool, least: float | None) -> Linked:
    with bench() as at:
        held = _paired(at, model, people, split)
        if learn:
            model = _learnt(at, model, held, people.height, split).model
        score_all(at, model, held, least=model.thresholds.link if least is None else least)
        at.put("ids", people.select("id").with_row_index("row"))
        pairs = at.take(
            "select one.id as id_a, other.id as id_b, round(weight, 6) as weight, round(probability, 9) as probability "
            "from scores join ids one on one.row = a join ids other on other.row = b "
            "order by probability desc, id_a, id_b"
        )
        return Linked(pairs, model, at.number("select count(*) from pairs"))


def _paired(at: Bench, model: Model, people: pl.DataFrame, split: int | None) -> frozenset[str]:
    held = prepare_all(at, model, people)
    add_rarities(at, model, held)
    pair_all(at, model, held, use="link", split=split, people=people.height)
    return held


def _learnt(at: Bench, model: Model, held: frozenset[str], people: int, split: int | None) -> Trained:
    blind, sharing, all_pairs = count_patterns(at, model, held, people=people, split=split)
    return train(model, blind=blind, sharing=sharing, all_pairs=all_pairs, people=people)
