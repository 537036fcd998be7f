"""Options side by side: what is measured and judged, points, who leads, how surely, and who is beaten outright."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from alongside.planning.rules.journeys import Journey, compare

FULL = 100
POOREST = 2
"""The two most deprived tenths of England are its most deprived fifth."""
MOST_JUDGED = 4


class Figure(StrEnum):
    """What is measured of every option."""

    MEAN = "mean"
    NEAR = "near"
    POOREST = "poorest"
    RURAL = "rural"
    LONGEST = "longest"
    LOSE = "lose"
    COST = "cost"


@dataclass(frozen=True, slots=True)
class Measured:
    """A measured criterion, in words, and which way is better."""

    key: Figure
    name: str
    unit: str
    less_is_better: bool = True


MEASURED = (
    Measured(Figure.MEAN, "The mean child’s journey", "minutes"),
    Measured(Figure.NEAR, "Children who are near", "share", less_is_better=False),
    Measured(Figure.POOREST, "The mean journey of children in England’s most deprived fifth", "minutes"),
    Measured(Figure.RURAL, "The mean journey of children in rural areas", "minutes"),
    Measured(Figure.LONGEST, "The longest journey", "minutes"),
    Measured(Figure.LOSE, "Children whose journey gets longer by more than a minute", "children"),
    Measured(Figure.COST, "Net cost a year of all sites", "pounds"),
)
LESS_IS_BETTER = {one.key: one.less_is_better for one in MEASURED}


def figures_of(journeys: Sequence[Journey], *, cost: int | None, near: int) -> dict[str, float | None]:
    """Every option is measured alike, on the children and the areas of the same day: journeys of the mean child, of
    the poorest, of the country's, the longest, who is near, who loses, and what the sites cost in a year.

    Source: local default.
    """

    def mean(some: list[Journey]) -> float | None:
        return compare("", some, within=near).after

    whole = compare("", journeys, within=near)
    lived_in = [one.after for one in journeys if one.children > 0]
    return {
        Figure.MEAN: whole.after,
        Figure.NEAR: whole.within_after,
        Figure.POOREST: mean([one for one in journeys if one.tenth is not None and one.tenth <= POOREST]),
        Figure.RURAL: mean([one for one in journeys if one.is_rural]),
        Figure.LONGEST: max(lived_in, default=None),
        Figure.LOSE: whole.lose,
        Figure.COST: cost,
    }


def scale(values: Mapping[str, float], *, less_is_better: bool) -> dict[str, Fraction]:
    """The best option on a measure has 100, the worst 0, the others in proportion; where all are alike each has 100.

    Source: Department for Communities and Local Government, Multi-criteria analysis: a manual (2009), section 6.2.10,
    local scaling.
    """
    exact = {key: Fraction(str(value)) for key, value in values.items()}
    best, worst = max(exact.values()), min(exact.values())
    if less_is_better:
        best, worst = worst, best
    if best == worst:
        return dict.fromkeys(exact, Fraction(FULL))
    return {key: FULL * (value - worst) / (best - worst) for key, value in exact.items()}


def total(points: Mapping[str, int], scores: Mapping[str, Fraction]) -> Fraction:
    """An option's total is the mean of its scores, weighted by the points that people agreed.

    Source: Department for Communities and Local Government, Multi-criteria analysis: a manual (2009), section 6.2.12.
    """
    return sum((points[key] * scores[key] for key in points), Fraction(0)) / sum(points.values())


@dataclass(frozen=True, slots=True)
class Sway:
    """How far one criterion's share of all points can move before another option leads."""

    key: str
    share: Fraction
    low: Fraction
    high: Fraction
    below: str
    above: str


def sways(points: Mapping[str, int], scores: Mapping[str, Mapping[str, Fraction]]) -> tuple[str, list[Sway]]:
    """Who leads, and for each criterion between which shares of all points it still does, the others keeping their
    proportions: who leads below, and who above.

    Source: Department for Communities and Local Government, Multi-criteria analysis: a manual (2009), section 6.2.14,
    sensitivity analysis.
    """
    totals = {option: total(points, own) for option, own in scores.items()}
    leader = max(totals, key=lambda option: (totals[option], option))
    return leader, [_sway(key, points, scores, leader) for key, own in points.items() if own]


def _sway(key: str, points: Mapping[str, int], scores, leader: str) -> Sway:
    share = Fraction(points[key], sum(points.values()))
    rest = {other: own for other, own in points.items() if other != key and own}
    if not rest:
        return Sway(key, share, Fraction(0), Fraction(1), "", "")
    low, high, below, above = Fraction(0), Fraction(1), "", ""
    for option, own in scores.items():
        if option == leader:
            continue
        # the leader's lead is a straight line in the share: rest + share * (here - rest)
        apart_here = scores[leader][key] - own[key]
        apart_rest = total(rest, scores[leader]) - total(rest, own)
        if apart_here == apart_rest:
            continue
        crossing = apart_rest / (apart_rest - apart_here)
        if low < crossing <= share and apart_rest < 0:
            low, below = crossing, option
        elif share <= crossing < high and apart_here < 0:
            high, above = crossing, option
    return Sway(key, share, low, high, below, above)


def beaten(figures: Mapping[str, tuple[Fraction | float, Fraction | float]]) -> dict[str, str]:
    """An option is beaten outright when another is as good on both counts and better on one; less is better on both.

    Source: HM Treasury, The Green Book (2022), chapter 4: options that are dominated are left behind.
    """
    found = {}
    for option, (x, y) in sorted(figures.items()):
        for other, (u, v) in sorted(figures.items()):
            if u <= x and v <= y and (u, v) != (x, y):
                found[option] = other
                break
    return found
