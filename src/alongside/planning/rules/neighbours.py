"""Which areas touch one another."""

from collections import defaultdict
from collections.abc import Sequence

Point = tuple[float, float]
SAME_POINT = 6
"""Decimals of a degree to which corners of two boundaries are the same, about a hand's breadth."""


def neighbours_of(rings: Sequence[Sequence[Sequence[Point]]], middles: Sequence[Point]) -> tuple[tuple[int, int], ...]:
    """Two areas are neighbours when their boundaries share two corners or more. Where that leaves areas apart from
    all others (an island, or an area without a boundary), each group is joined to the rest where their middles are
    nearest, so that the county hangs together.

    Source: local default.
    """
    corners: dict[Point, set[int]] = defaultdict(set)
    for place, shapes in enumerate(rings):
        for ring in shapes:
            for x, y in ring:
                corners[round(x, SAME_POINT), round(y, SAME_POINT)].add(place)
    shared: dict[tuple[int, int], int] = defaultdict(int)
    for places in corners.values():
        for one in places:
            for other in places:
                if one < other:
                    shared[one, other] += 1
    found = {pair for pair, number in shared.items() if number >= 2}
    return tuple(sorted(found | _bridges(found, middles)))


def _bridges(pairs: set[tuple[int, int]], middles: Sequence[Point]) -> set[tuple[int, int]]:
    """The shortest joins between groups, the nearest to the group of the first area joined first."""
    group = list(range(len(middles)))

    def top(one: int) -> int:
        while group[one] != one:
            group[one] = group[group[one]]
            one = group[one]
        return one

    for one, other in pairs:
        group[top(one)] = top(other)
    joins: set[tuple[int, int]] = set()
    while len({top(one) for one in range(len(middles))}) > 1:
        home = top(0)
        inside = [one for one in range(len(middles)) if top(one) == home]
        outside = [one for one in range(len(middles)) if top(one) != home]
        nearest = min((_apart(middles[a], middles[b]), a, b) for a in inside for b in outside)
        joins.add((min(nearest[1:]), max(nearest[1:])))
        group[top(nearest[1])] = top(nearest[2])
    return joins


def _apart(one: Point, other: Point) -> float:
    return (one[0] - other[0]) ** 2 + (one[1] - other[1]) ** 2
