"""How far an index can be trusted: what each weight does, and how wide each rank is."""

from dataclasses import dataclass, replace

import numpy as np

from hinterland.need.index import figures_of, groups_of, index_of, place_on_scale, rates_of, weights_of
from hinterland.need.indicators import NeedQuestion
from hinterland.need.shapes import Array, mean_ranks, ranks_of_need
from hinterland.need.shrinkage import drawn


@dataclass(frozen=True, slots=True)
class WeightEffect:
    """What one indicator's weight does to the ranks."""

    key: str
    name: str
    share: float
    agreement_without: float
    """Spearman's rank correlation of the index with and without the indicator."""
    mean_move_per_point: float
    """How many ranks an area moves on average when it gains a hundredth of all weight."""
    moved_most: str
    moved_by: int
    leave_top_tenth: tuple[str, ...]
    """Areas of the neediest tenth that would not be in it without the indicator."""


@dataclass(frozen=True, slots=True)
class RankInterval:
    """The range in which an area's rank lies."""

    area: str
    rank: int
    low: int
    high: int


def weight_effects(question: NeedQuestion) -> tuple[WeightEffect, ...]:
    """What each weight does: taken away, and raised by one hundredth of all weight."""
    now = index_of(question)
    ranks = np.array(now.ranks)
    return tuple(_effect(question, k, ranks) for k in range(len(question.indicators)))


def _effect(question: NeedQuestion, k: int, ranks: Array) -> WeightEffect:
    one = question.indicators[k]
    shares = weights_of(question)
    share = float(shares[k] / shares.sum())
    without = _ranks_with(question, _reweighted(shares, k, 0.0)) if len(shares) > 1 and share < 1 else ranks
    more = _ranks_with(question, _reweighted(shares, k, min(1.0, share + 0.01)))
    moves = without - ranks
    most = int(np.argmax(np.abs(moves)))
    top = max(1, len(ranks) // 10)
    leave = tuple(question.areas[i] for i in np.flatnonzero((ranks <= top) & (without > top)))
    return WeightEffect(
        one.key, one.name, share, _spearman(ranks, without), float(np.abs(more - ranks).mean()),
        question.areas[most], int(moves[most]), leave,
    )  # fmt: skip


def _reweighted(shares: Array, k: int, share: float) -> Array:
    """The k-th weight set to a share of all, and the others in their proportions."""
    rest = shares.copy()
    rest[k] = 0
    total = rest.sum()
    if total == 0:
        return shares
    rest = rest / total * (1 - share)
    rest[k] = share
    return rest


def _ranks_with(question: NeedQuestion, shares: Array) -> Array:
    changed = tuple(replace(one, weight=float(weight)) for one, weight in zip(question.indicators, shares, strict=True))
    return np.array(index_of(replace(question, indicators=changed)).ranks)


def _spearman(first: Array, second: Array) -> float:
    one, other = mean_ranks(first), mean_ranks(second)
    if one.std() == 0 or other.std() == 0:
        return 1.0
    return float(np.corrcoef(one, other)[0, 1])


def rank_intervals(
    question: NeedQuestion, *, draws: int = 500, weight_looseness: float = 0.0, level: float = 0.9, seed: int = 0
) -> tuple[RankInterval, ...]:
    """Between which ranks each area lies, over chance in the counts and doubt about the weights.

    Counts are drawn from what they may truly be; `weight_looseness` is the relative standard deviation
    of each weight (0 leaves weights alone). The same seed gives the same intervals.
    """
    rng = np.random.default_rng(seed)
    places = [_drawn_places(question, k, draws, rng) for k in range(len(question.indicators))]
    shares = weights_of(question)
    looks = _loosened(shares, weight_looseness, draws, rng)
    scores = np.zeros((draws, len(question.areas)))
    for k, place in enumerate(places):
        scores += looks[:, k : k + 1] * place
    ranks = np.stack([ranks_of_need(row) for row in scores])
    tail = (1 - level) / 2
    low = np.quantile(ranks, tail, axis=0, method="lower")
    high = np.quantile(ranks, 1 - tail, axis=0, method="higher")
    now = index_of(question).ranks
    return tuple(
        RankInterval(area, rank, int(min(rank, a)), int(max(rank, b)))
        for area, rank, a, b in zip(question.areas, now, low, high, strict=True)
    )


def _drawn_places(question: NeedQuestion, k: int, draws: int, rng: np.random.Generator) -> Array:
    one = question.indicators[k]
    values, people = figures_of(one)
    if people is None:
        return place_on_scale(one, rates_of(question, one)[0])[None, :]
    rates = drawn(values, people, groups_of(question), one.shrinkage, draws, rng)
    return np.stack([place_on_scale(one, row) for row in rates])


def _loosened(shares: Array, looseness: float, draws: int, rng: np.random.Generator) -> Array:
    if looseness <= 0:
        return np.tile(shares, (draws, 1))
    spread = np.sqrt(np.log1p(looseness**2))
    loose = shares * np.exp(rng.normal(-(spread**2) / 2, spread, (draws, len(shares))))
    return loose * (shares.sum() / loose.sum(axis=1, keepdims=True))
