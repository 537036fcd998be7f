"""Divides a plane between points: each cell is what lies nearest to its own point.

Corners that cells share come out as exactly the same numbers, and so do the bends put into the
lines between them, so that neighbours can be told by their corners.
"""

import math
from collections.abc import Sequence
from random import Random

Point = tuple[float, float]

BENDS = (0.25, 0.5, 0.75)
BEND_AT_MOST = 0.06
"""Of a line's length: enough to look drawn by history, too little to cross another line."""


def cells_of(points: Sequence[Point], *, inner: int, reach: float) -> list[list[Point]]:
    """The cells of the first `inner` points, as open rings of corners.

    The points after those stand outside and only bound the others. `reach` is a distance that no
    cell's corner is from its point.
    """
    return [_cell(points, index, reach) for index in range(inner)]


def _cell(points: Sequence[Point], index: int, reach: float) -> list[Point]:
    x, y = points[index]
    corners = [(x - reach, y - reach), (x + reach, y - reach), (x + reach, y + reach),
               (x - reach, y + reach)]  # fmt: skip
    sides = [-1, -1, -1, -1]  # the other point whose bisector is the line after each corner
    others = sorted((math.dist(points[index], other), n) for n, other in enumerate(points) if n != index)
    for distance, other in others:
        if distance > 2 * max(math.dist((x, y), corner) for corner in corners):
            break
        corners, sides = _cut(corners, sides, points[index], points[other], other)
    if -1 in sides:
        raise ValueError(f"Point {index} is not shut in by its neighbours")
    return [_between(points, index, sides[n - 1], sides[n]) for n in range(len(sides))]


def _cut(corners, sides, here: Point, there: Point, label: int):
    """Keep the part that is nearer to `here` than to `there`."""
    mx, my = (here[0] + there[0]) / 2, (here[1] + there[1]) / 2
    dx, dy = there[0] - here[0], there[1] - here[1]
    beyond = [(cx - mx) * dx + (cy - my) * dy for cx, cy in corners]
    kept, labels = [], []
    for n, corner in enumerate(corners):
        after = (n + 1) % len(corners)
        inside, next_inside = beyond[n] <= 0, beyond[after] <= 0
        if inside:
            kept.append(corner)
            labels.append(sides[n])
        if inside != next_inside:
            share = beyond[n] / (beyond[n] - beyond[after])
            kept.append(
                (
                    corner[0] + share * (corners[after][0] - corner[0]),
                    corner[1] + share * (corners[after][1] - corner[1]),
                )
            )
            labels.append(label if inside else sides[n])
    return kept, labels


def _between(points: Sequence[Point], *three: int) -> Point:
    """The point as far from each of three: worked out in one order, so that all agree on it."""
    (ax, ay), (bx, by), (cx, cy) = (points[n] for n in sorted(three))
    bx, by, cx, cy = bx - ax, by - ay, cx - ax, cy - ay
    doubled = 2 * (bx * cy - by * cx)
    b, c = bx * bx + by * by, cx * cx + cy * cy
    return round(ax + (cy * b - by * c) / doubled, 1), round(ay + (bx * c - cx * b) / doubled, 1)


def with_bends(ring: Sequence[Point], *, seed: int) -> list[Point]:
    """The ring with its lines bent a little, each in the same way from either side; closed."""
    bent: list[Point] = []
    for n, here in enumerate(ring):
        there = ring[(n + 1) % len(ring)]
        bent.append(here)
        line = _bends(*sorted((here, there)), seed=seed)
        bent += line if here <= there else reversed(line)
    return [*bent, bent[0]]


def _bends(start: Point, end: Point, *, seed: int) -> list[Point]:
    chance = Random(f"{seed} {start} {end}")
    dx, dy = end[0] - start[0], end[1] - start[1]
    found = []
    for share in BENDS:
        aside = chance.uniform(-BEND_AT_MOST, BEND_AT_MOST)
        found.append(
            (
                round(start[0] + share * dx - aside * dy, 1),
                round(start[1] + share * dy + aside * dx, 1),
            )
        )
    return found
