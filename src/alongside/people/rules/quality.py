"""How well people are matched, from the pairs that people looked at: precision, and what a threshold would do."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

from .links import LinkDecision

BANDS = ((0.98, "98 in 100 or more"), (0.5, "50 to 98 in 100"), (0.02, "2 to 50 in 100"), (0.0, "less than 2 in 100"))
TRIED = (90, 95, 98, 99)
_Z = 1.96


@dataclass(frozen=True)
class Reviewed:
    """A pair that was settled: how probable the model thought it, and what people said."""

    probability: float
    answer: LinkDecision


@dataclass(frozen=True)
class Share:
    """A share of some, with the interval in which the true share lies nineteen times in twenty."""

    part: int
    whole: int
    low: float
    high: float


@dataclass(frozen=True)
class Consequence:
    """What a threshold would have done to the pairs that people looked at."""

    percent: int
    taken: int
    wrong: int
    looked_at: int


def share_of(part: int, whole: int) -> Share:
    """A share of a few says little: it is told with the interval in which it may truly lie (Wilson, 95 %).

    Source: Wilson (1927), Probable inference, the law of succession, and statistical inference.
    """
    if not whole:
        return Share(0, 0, 0.0, 1.0)
    share, squared = part / whole, _Z * _Z
    middle = (share + squared / (2 * whole)) / (1 + squared / whole)
    reach = _Z / (1 + squared / whole) * sqrt(share * (1 - share) / whole + squared / (4 * whole * whole))
    return Share(part, whole, max(0.0, middle - reach), min(1.0, middle + reach))


def precision_by_band(pairs: Sequence[Reviewed]) -> dict[str, Share]:
    """Of the pairs in each band of probability, how many people found to be one person.

    Source: local default.
    """
    found = {}
    above = 1.01
    for least, words in BANDS:
        within = [one for one in pairs if least <= one.probability < above]
        found[words] = share_of(sum(one.answer is LinkDecision.SAME for one in within), len(within))
        above = least
    return found


def consequence_of(pairs: Sequence[Reviewed], *, certain_percent: int, ask_percent: int) -> Consequence:
    """Had the threshold stood there: how many pairs nobody would have looked at, how many of those wrongly joined,
    and how many people would have looked at.

    Source: local default.
    """
    taken = [one for one in pairs if one.probability * 100 >= certain_percent]
    looked_at = [one for one in pairs if ask_percent <= one.probability * 100 < certain_percent]
    wrong = sum(one.answer is LinkDecision.NOT_THE_SAME for one in taken)
    return Consequence(certain_percent, len(taken), wrong, len(looked_at))
