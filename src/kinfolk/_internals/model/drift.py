"""How far what is counted has moved from what it is held against, and how far chance alone would take it.

The population stability index adds up, over the classes of anything, (now - before) x ln(now / before) of their
shares: nought where nothing moved. Of a few it is large by chance: with nothing moved it is distributed as chi-squared
with one degree less than there are classes, times (1 / counted before + 1 / counted now).

Source: Siddiqi (2006), Credit Risk Scorecards, for the index; Yurdakul and Naranjo (2020), Statistical properties of
the population stability index, Journal of Risk Model Validation 14(4), for what chance does.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import inf, log, sqrt

ONE_IN_TWENTY = 1.6448536
"""Beyond this many standard deviations a normal number lies one time in twenty."""
LEAST_EXPECTED = 1e-4
"""A model that expects less than this expects this: nobody has counted so many that it would be known."""


@dataclass(frozen=True)
class Movement:
    """How far shares have moved, and how far they would move by chance nineteen times in twenty."""

    index: float
    by_chance: float

    @property
    def is_beyond_chance(self) -> bool:
        """Whether it is more than chance explains."""
        return self.index > self.by_chance


def movement(before: Sequence[float], now: Sequence[int], *, counted_before: float = inf) -> Movement:
    """How far counts `now` of some classes have moved from `before`: shares, or counts of so many."""
    total_before, total = sum(before), sum(now)
    if not total_before or not total or len(before) != len(now):
        raise ValueError("A movement needs the same classes before and now, and somebody in both")
    least = LEAST_EXPECTED if counted_before == inf else 0.5 / counted_before
    index, classes = 0.0, 0
    for place, expected in enumerate(before):
        count = now[place]
        if not expected and not count:
            continue
        classes += 1
        held = max(expected / total_before, least)
        # Nobody counted where half a person or less was expected is no movement.
        found = count / total if count else min(held, 0.5 / total)
        index += (found - held) * log(found / held)
    return Movement(index, _chi_squared(classes - 1) * (1 / counted_before + 1 / total))


def _chi_squared(degrees: int) -> float:
    """What chi-squared exceeds one time in twenty, by the approximation of Wilson and Hilferty (1931)."""
    if degrees < 1:
        return 0.0
    spread = 2 / (9 * degrees)
    return degrees * (1 - spread + ONE_IN_TWENTY * sqrt(spread)) ** 3
