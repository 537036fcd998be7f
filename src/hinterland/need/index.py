"""The index, and the statement of how each area's figure came about."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_FLOOR, ROUND_HALF_EVEN, Decimal

import numpy as np

from hinterland.digests import digest_of
from hinterland.need.indicators import Indicator, NeedQuestion, Shape, Shrinkage
from hinterland.need.shapes import Array, ranks_of_need, shaped, standardised
from hinterland.need.shrinkage import shrunk

DECIMALS = 3


@dataclass(frozen=True, slots=True)
class NeedIndex:
    """Scores and ranks in the order of the question's areas; `parts` is areas × indicators."""

    areas: tuple[str, ...]
    keys: tuple[str, ...]
    scores: tuple[float, ...]
    ranks: tuple[int, ...]
    tenths: tuple[int, ...]
    parts: tuple[tuple[float, ...], ...]
    rates: tuple[tuple[float, ...], ...]
    kept: tuple[tuple[float, ...], ...]
    digest: str

    def rank_of(self, area: str) -> int:
        """The rank of one area: 1 has the most need."""
        return self.ranks[self.areas.index(area)]


@dataclass(frozen=True, slots=True)
class Line:
    """One indicator's part of an area's score."""

    name: str
    part: Decimal
    words: str


@dataclass(frozen=True, slots=True)
class AreaStatement:
    """How an area's score came about. The lines' parts add up to the score, to the last digit shown."""

    area: str
    rank: int
    of: int
    score: Decimal
    lines: tuple[Line, ...]


def index_of(question: NeedQuestion) -> NeedIndex:
    """Make the index."""
    found = [_one(question, one) for one in question.indicators]
    parts = np.stack([standard for standard, _, _ in found], axis=1) * weights_of(question)
    scores = parts.sum(axis=1)
    ranks = ranks_of_need(scores)
    count = len(question.areas)
    return NeedIndex(
        areas=question.areas,
        keys=tuple(one.key for one in question.indicators),
        scores=tuple(map(float, scores)),
        ranks=tuple(map(int, ranks)),
        tenths=tuple(int((rank - 1) * 10 // count) + 1 for rank in ranks),
        parts=tuple(tuple(map(float, row)) for row in parts),
        rates=tuple(tuple(map(float, row)) for row in np.stack([rates for _, rates, _ in found], axis=1)),
        kept=tuple(tuple(map(float, row)) for row in np.stack([kept for _, _, kept in found], axis=1)),
        digest=digest_of(question),
    )  # fmt: skip


def weights_of(question: NeedQuestion) -> Array:
    """The share of each indicator: its points of all points, or its points as they are printed."""
    weights = np.array([one.weight for one in question.indicators], dtype=float)
    return weights if question.weights_as_printed else weights / weights.sum()


def figures_of(one: Indicator) -> tuple[Array, Array | None]:
    """Values and denominators with nan for what is not known."""
    values = np.array([np.nan if value is None else value for value in one.values], dtype=float)
    if one.denominators is None:
        return values, None
    return values, np.array([0.0 if people is None else people for people in one.denominators], dtype=float)


def groups_of(question: NeedQuestion) -> Array:
    """The group of each area: one for all when none are given."""
    return np.array(question.groups or ("",) * len(question.areas))


def rates_of(question: NeedQuestion, one: Indicator) -> tuple[Array, Array]:
    """The rate of each area after shrinkage, and how much of its own rate it keeps (0 when not known)."""
    values, people = figures_of(one)
    groups = groups_of(question)
    if people is not None:
        found = shrunk(values, people, groups, one.shrinkage)
        return found.rates, found.kept
    known = ~np.isnan(values)
    filled = np.where(known, values, values[known].mean())
    for group in np.unique(groups):
        inside = (groups == group) & known
        if inside.any():
            filled[(groups == group) & ~known] = values[inside].mean()
    return filled, known.astype(float)


def place_on_scale(one: Indicator, rates: Array) -> Array:
    """Rates shaped and standardised, turned so that more is more need."""
    turned = rates if one.more_is_more_need else -rates
    if not one.more_is_more_need and one.shape in (Shape.LOG, Shape.SQUARE_ROOT):
        return standardised(-shaped(rates, one.shape, name=one.name), one.standard)
    return standardised(shaped(turned, one.shape, name=one.name), one.standard)


def _one(question: NeedQuestion, one: Indicator) -> tuple[Array, Array, Array]:
    rates, kept = rates_of(question, one)
    return place_on_scale(one, rates), rates, kept


def statement_of(question: NeedQuestion, index: NeedIndex, area: str) -> AreaStatement:
    """How one area's score came about, line by line."""
    row = index.areas.index(area)
    shares = weights_of(question)
    score, parts = _that_add_up(index.parts[row])
    lines = tuple(
        Line(one.name, part, _words(one, row, index.rates[row][k], index.kept[row][k], float(shares[k])))
        for k, (one, part) in enumerate(zip(question.indicators, parts, strict=True))
    )
    return AreaStatement(area, index.ranks[row], len(index.areas), score, lines)


def _that_add_up(parts: Sequence[float]) -> tuple[Decimal, list[Decimal]]:
    """Round the sum, and the parts so that they still add up to it: largest remainder."""
    step = Decimal(1).scaleb(-DECIMALS)
    exact = [Decimal(part) for part in parts]
    total = sum(exact, Decimal(0)).quantize(step, ROUND_HALF_EVEN)
    down = [part.quantize(step, ROUND_FLOOR) for part in exact]
    left = int((total - sum(down, Decimal(0))) / step)
    by_remainder = sorted(range(len(exact)), key=lambda k: (down[k] - exact[k], k))
    for k in by_remainder[:left]:
        down[k] += step
    return total, down


def _words(one: Indicator, row: int, rate: float, kept: float, share: float) -> str:
    value = one.values[row]
    people = one.denominators[row] if one.denominators is not None else None
    weight = f"weight {share:.1%}"
    if value is None or (one.denominators is not None and not people):
        return f"Not in our data: the mean of its group, {_figure(rate)}, stands in; {weight}"
    if one.denominators is None:
        return f"{_figure(value)}; {weight}"
    seen = f"{_figure(value)} of {_figure(people or 0)}"
    if one.shrinkage == Shrinkage.NONE:
        return f"{seen}, a rate of {rate:.4f}; {weight}"
    return f"{seen}; keeps {kept:.0%} of its own rate and is drawn to {rate:.4f}; {weight}"


def _figure(value: float) -> str:
    return f"{value:,.0f}" if float(value).is_integer() else f"{value:,.3f}"
