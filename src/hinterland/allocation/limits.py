"""Floors and ceilings on change, and the scaling that keeps the total.

Each rule takes the shares that the formula alone would give (they add up to the budget) and last
year's figures, and finds the one number that makes the limited figures add up to the budget again.
The sums are piecewise linear and rising, so that number is found exactly, between two breakpoints.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from itertools import pairwise
from math import ceil, floor

ZERO, ONE = Fraction(0), Fraction(1)


class Limit(StrEnum):
    """How losses and gains are limited."""

    NONE = "none"
    BOUNDED_SHARE = "bounded share"
    FLOOR_DAMPED = "floor damped"
    MINIMUM_GUARANTEE = "minimum guarantee"


@dataclass(frozen=True, slots=True)
class Limits:
    """The rule, the largest loss and the largest gain, as fractions of last year (0.05 is 5 %).

    A loss below nothing is a gain that is guaranteed. No gain means no ceiling.
    """

    rule: Limit = Limit.NONE
    largest_loss: Fraction = ONE
    largest_gain: Fraction | None = None


@dataclass(frozen=True, slots=True)
class Limited:
    """Exact figures; or none, with what would have to give for there to be any.

    `factor` is the multiplier of shares (bounded share), the part of gains above the floor that is
    paid (floor damped), or the part of gains above the cap that is taken back (minimum guarantee).
    """

    figures: tuple[Fraction, ...] | None
    factor: Fraction = ONE
    conflict: str = ""
    least_loss_possible: Fraction | None = None
    least_gain_possible: Fraction | None = None


@dataclass(frozen=True, slots=True)
class _Asked:
    """What a rule works on."""

    budget: Fraction
    fixed: Sequence[Fraction]
    shares: Sequence[Fraction]
    baseline: Sequence[Fraction]
    floors: Sequence[Fraction]
    ceilings: Sequence[Fraction | None]
    limits: Limits

    @property
    def targets(self) -> list[Fraction]:
        """What the formula alone would give."""
        return [one + other for one, other in zip(self.fixed, self.shares, strict=True)]


def limited(
    *, budget: Fraction, fixed: Sequence[Fraction], shares: Sequence[Fraction], baseline: Sequence[Fraction],
    limits: Limits, whole: bool = False,
) -> Limited:  # fmt: skip
    """Figures within the limits that add up to the budget. `fixed` + `shares` is the formula's target.

    With `whole`, floors are rounded up and ceilings down to whole numbers first, so that rounding the
    figures to whole numbers afterwards can not break them.
    """
    floors, ceilings = floors_of(baseline, limits), ceilings_of(baseline, limits)
    if whole:
        floors = [Fraction(ceil(one)) for one in floors]
        ceilings = [
            None if high is None else max(low, Fraction(floor(high)))
            for low, high in zip(floors, ceilings, strict=True)
        ]
    asked = _Asked(budget, fixed, shares, baseline, floors, ceilings, limits)
    match limits.rule:
        case Limit.NONE:
            return Limited(tuple(asked.targets))
        case Limit.BOUNDED_SHARE:
            return _bounded_share(asked)
        case Limit.FLOOR_DAMPED:
            return _floor_damped(asked)
        case Limit.MINIMUM_GUARANTEE:
            return _minimum_guarantee(asked)


def floors_of(baseline: Sequence[Fraction], limits: Limits) -> list[Fraction]:
    """The least each may get."""
    return [max(ZERO, one * (1 - limits.largest_loss)) for one in baseline]


def ceilings_of(baseline: Sequence[Fraction], limits: Limits) -> list[Fraction | None]:
    """The most each may get; None is no ceiling."""
    if limits.largest_gain is None:
        return [None] * len(baseline)
    return [one * (1 + limits.largest_gain) for one in baseline]


def _bounded_share(asked: _Asked) -> Limited:
    """Figure = fixed + L × share, held between floor and ceiling; L such that the sum is the budget."""
    if blocked := _too_tight(asked, with_ceilings=True):
        return blocked
    rows = list(zip(asked.fixed, asked.shares, asked.floors, asked.ceilings, strict=True))
    edges = {
        max(ZERO, (edge - own) / share)
        for own, share, low, high in rows
        if share > 0
        for edge in (low, high)
        if edge is not None
    }

    def figures(multiplier: Fraction) -> list[Fraction]:
        return [_held(own + multiplier * share, low, high) for own, share, low, high in rows]

    found = _meets(lambda x: sum(figures(x), ZERO), sorted({ZERO} | edges), asked.budget)
    if found is None:
        return Limited(None, conflict=(
            "The fixed parts and the limits leave no way to reach the budget by scaling the shares: "
            "change the fixed part or allow larger changes"
        ))  # fmt: skip
    return Limited(tuple(figures(found)), found)


def _held(value: Fraction, low: Fraction, high: Fraction | None) -> Fraction:
    value = max(value, low)
    return value if high is None else min(value, high)


def _meets(total: Callable[[Fraction], Fraction], edges: list[Fraction], budget: Fraction) -> Fraction | None:
    """Where a rising piecewise linear total meets the budget; nothing when it never does."""
    last = edges[-1] + 1
    for left, right in pairwise([*edges, last]):
        low, high = total(left), total(right)
        if low == budget:
            return left
        if low < budget <= high:
            return left + (budget - low) * (right - left) / (high - low)
    slope = total(last + 1) - total(last)
    if slope > 0 and total(last) < budget:
        return last + (budget - total(last)) / slope
    return None


def _too_tight(asked: _Asked, *, with_ceilings: bool) -> Limited | None:
    last_year = sum(asked.baseline, ZERO)
    if sum(asked.floors, ZERO) > asked.budget:
        return Limited(None, conflict="The floors alone come to more than the budget",
                       least_loss_possible=1 - asked.budget / last_year)  # fmt: skip
    highest = [one for one in asked.ceilings if one is not None]
    if with_ceilings and len(highest) == len(asked.ceilings) and sum(highest, ZERO) < asked.budget:
        return Limited(None, conflict="The ceilings together come to less than the budget",
                       least_gain_possible=asked.budget / last_year - 1 if last_year else None)  # fmt: skip
    return None


def _floor_damped(asked: _Asked) -> Limited:
    """At least the floor; the part of each target above its floor is paid at one common rate."""
    if blocked := _too_tight(asked, with_ceilings=False):
        return blocked
    above = [max(ZERO, target - low) for target, low in zip(asked.targets, asked.floors, strict=True)]
    rate = (asked.budget - sum(asked.floors, ZERO)) / sum(above, ZERO) if any(above) else ZERO
    return Limited(tuple(low + rate * part for low, part in zip(asked.floors, above, strict=True)), rate)


def _minimum_guarantee(asked: _Asked) -> Limited:
    """At least the guarantee; what is paid above the cap is scaled back to afford it."""
    lifted = [max(target, low) for target, low in zip(asked.targets, asked.floors, strict=True)]
    over = [
        ZERO if cap is None else max(ZERO, figure - max(cap, low))
        for figure, cap, low in zip(lifted, asked.ceilings, asked.floors, strict=True)
    ]
    cost, room = sum(lifted, ZERO) - asked.budget, sum(over, ZERO)
    if cost > room:
        return Limited(None, conflict="The guarantees cost more than the gains above the cap come to",
                       least_loss_possible=_affordable_loss(asked))  # fmt: skip
    taken = cost / room if cost > 0 else ZERO
    return Limited(tuple(one - taken * part for one, part in zip(lifted, over, strict=True)), taken)


def _affordable_loss(asked: _Asked) -> Fraction | None:
    """The smallest loss that could be guaranteed: where the least total, all gains above the cap taken
    back, still fits the budget."""
    targets, baseline, limits, budget = asked.targets, asked.baseline, asked.limits, asked.budget

    def least_total(minus_loss: Fraction) -> Fraction:
        figures = []
        for target, last in zip(targets, baseline, strict=True):
            low = max(ZERO, last * (1 + minus_loss))
            cap = None if limits.largest_gain is None else max(low, last * (1 + limits.largest_gain))
            lifted = max(target, low)
            figures.append(lifted if cap is None else min(lifted, cap))
        return sum(figures, ZERO)

    edges = sorted({-ONE, ZERO} | {target / last - 1 for target, last in zip(targets, baseline, strict=True) if last})
    found = None
    for left, right in pairwise([*edges, edges[-1] + 1]):
        low, high = least_total(left), least_total(right)
        if low <= budget < high:
            found = left + (budget - low) * (right - left) / (high - low)
    return None if found is None else -found


def round_to_whole(figures: Sequence[Fraction], total: int) -> list[int]:
    """Whole numbers that add up to the total: the largest remainders go up, ties to the earlier."""
    down = [one.numerator // one.denominator for one in figures]
    left = total - sum(down)
    by_remainder = sorted(range(len(figures)), key=lambda k: (down[k] - figures[k], k))
    for k in by_remainder[:left]:
        down[k] += 1
    return down
