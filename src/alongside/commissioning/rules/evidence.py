"""What packages like this one came to: numbers with their spread, and never from too few."""

from collections.abc import Sequence
from dataclasses import dataclass

from alongside.values.money import Pence

FEWEST = 5
"""Fewer packages than this are never summed up, whatever local policy says, so that no family can be recognised.

Source: local default (statistical disclosure control commonly suppresses counts below five).
"""

CAVEATS = (
    "These packages were for other families with other needs: this is a record of what happened, not of what the help "
    "caused.",
    "Only packages with two readings of the family’s own scale are counted; the others are said beside them.",
    "Families who come furthest may be those who needed least.",
)


@dataclass(frozen=True)
class Result:
    """What one package cost, and how far the family came on its scale where it was read twice."""

    cost: int
    weeks: int
    change: int | None


@dataclass(frozen=True)
class Spread:
    """The middle of some numbers and the two between which half of them lie."""

    low: int
    middle: int
    high: int


@dataclass(frozen=True)
class Record:
    """The record of similar packages."""

    n: int
    without_readings: int
    change: Spread
    cost: Spread
    better: int
    same: int
    worse: int


def spread_of(numbers: Sequence[int]) -> Spread:
    """The quartiles of some whole numbers, each a number that was really there.

    Source: nearest-rank quartiles.
    """
    ordered = sorted(numbers)
    return Spread(*(ordered[max(0, -(-len(ordered) * quarter // 4) - 1)] for quarter in (1, 2, 3)))


def record_of(results: Sequence[Result], *, fewest: int) -> Record | None:
    """What similar packages cost and how far families came, with n and the spread; nothing from fewer than five.

    Source: local default.
    """
    read = [one for one in results if one.change is not None]
    if len(read) < max(FEWEST, fewest):
        return None
    changes = [one.change for one in read]
    return Record(
        n=len(read),
        without_readings=len(results) - len(read),
        change=spread_of(changes),
        cost=spread_of([one.cost for one in read]),
        better=sum(change > 0 for change in changes),
        same=sum(change == 0 for change in changes),
        worse=sum(change < 0 for change in changes),
    )


def best_value_order(offers: Sequence[tuple[Pence, int, str]]) -> list[int]:
    """Offers stand by price, and of one price by the number of families helped before; price is only the first
    thing to look at, and the order decides nothing.

    Source: local default (best value: cost and quality side by side).
    """
    return sorted(range(len(offers)), key=lambda place: (offers[place][0], -offers[place][1], offers[place][2]))
