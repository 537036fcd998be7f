"""Where an invented county's people live: a city, five towns, and parishes between them.

It lies in the North Sea, where there is nothing to mistake it for.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

from alongside.demo import names_of_places as names
from alongside.demo.cells import Point, cells_of

MIDDLE: Point = (660_000, 500_000)
HALF_WIDTH, HALF_HEIGHT = 27_000, 23_000
PEOPLE = (1500, 1900)
AREAS_TO_A_PLACE = 5
REACH = 90_000


@dataclass(frozen=True, slots=True)
class Settlement:
    """A city or town: its middle, how far it spreads, and how many areas it has."""

    name: str
    middle: Point
    spread: float
    areas: int


SETTLEMENTS = (
    Settlement(names.CITY, (658_500, 499_000), 3600, 118),
    Settlement(names.TOWNS[0], (644_500, 508_500), 1900, 40),
    Settlement(names.TOWNS[1], (674_500, 508_000), 1800, 37),
    Settlement(names.TOWNS[2], (647_500, 487_500), 1700, 34),
    Settlement(names.TOWNS[3], (671_500, 488_500), 1600, 31),
    Settlement(names.TOWNS[4], (680_500, 495_500), 1300, 24),
)
RURAL_AREAS = 118


@dataclass(frozen=True, slots=True)
class Patch:
    """One small area before it has a code: its point, its shape, its settlement and its people."""

    point: Point
    ring: tuple[Point, ...]
    settlement: str
    place: str
    people: int
    hardship: float
    """From about -2 (well off) to about 3 (hard pressed), alike among neighbours."""

    @property
    def is_urban(self) -> bool:
        """Whether it belongs to the city or a town."""
        return bool(self.settlement)


def lay_ground(chance: Random) -> list[Patch]:
    """Every small area of the county, in a settled order."""
    points = [(one.name, point) for one in SETTLEMENTS for point in _town_points(one, chance)]
    points += [("", point) for point in _rural_points([p for _, p in points], chance)]
    inner = [point for _, point in points]
    rings = cells_of([*inner, *_shore(chance)], inner=len(inner), reach=REACH)
    places = _places([town for town, _ in points], inner, chance)
    field = _Hardship(chance)
    return [
        Patch(
            point=point, ring=tuple(ring), settlement=town, place=place,
            people=chance.randint(*PEOPLE), hardship=field.at(point, town, chance),
        )
        for (town, point), ring, place in zip(points, rings, places, strict=True)
    ]  # fmt: skip


def _outline(angle: float) -> float:
    """How far the shore is from the middle, as a share of the full width and height."""
    return 1 + 0.10 * math.sin(3 * angle + 0.7) + 0.06 * math.sin(5 * angle + 2)


def _on_shore(angle: float, share: float) -> Point:
    far = _outline(angle) * share
    return (
        MIDDLE[0] + HALF_WIDTH * far * math.cos(angle),
        MIDDLE[1] + HALF_HEIGHT * far * math.sin(angle),
    )


def _is_ashore(point: Point, *, share: float) -> bool:
    x, y = (point[0] - MIDDLE[0]) / HALF_WIDTH, (point[1] - MIDDLE[1]) / HALF_HEIGHT
    return math.hypot(x, y) < share * _outline(math.atan2(y, x))


def _shore(chance: Random) -> list[Point]:
    return [_on_shore(math.tau * n / 60, 1.05 + 0.05 * chance.random()) for n in range(60)]


def _town_points(town: Settlement, chance: Random) -> list[Point]:
    """Points close together in the middle and wider apart outside, as a town grows."""
    found: list[Point] = []
    room = town.spread * 1.25 / math.sqrt(town.areas)
    while len(found) < town.areas:
        tries = 0
        while tries < 60 and len(found) < town.areas:
            tries += 1
            away = abs(chance.gauss(0, town.spread * 0.62))
            angle = chance.uniform(0, math.tau)
            point = (
                town.middle[0] + away * math.cos(angle), town.middle[1] + away * math.sin(angle),
            )  # fmt: skip
            apart = room * (0.62 + 0.75 * away / town.spread)
            if all(math.dist(point, other) > apart for other in found):
                found.append((round(point[0], 1), round(point[1], 1)))
                tries = 0
        room *= 0.93
    return found


def _rural_points(taken: Sequence[Point], chance: Random) -> list[Point]:
    found: list[Point] = []
    room = 3200.0
    while len(found) < RURAL_AREAS:
        for _ in range(400):
            point = (
                round(MIDDLE[0] + HALF_WIDTH * 1.2 * chance.uniform(-1, 1), 1),
                round(MIDDLE[1] + HALF_HEIGHT * 1.2 * chance.uniform(-1, 1), 1),
            )
            if (
                len(found) < RURAL_AREAS
                and _is_ashore(point, share=0.93)
                and all(math.dist(point, other) > room for other in found)
                and all(math.dist(point, other) > min(room, 1500) for other in taken)
            ):
                found.append(point)
        room *= 0.95
    return found


def _places(towns: Sequence[str], points: Sequence[Point], chance: Random) -> list[str]:
    """The name of the place that each point belongs to: a quarter, part of a town, or villages."""
    found = [""] * len(points)
    for town in (*(one.name for one in SETTLEMENTS), ""):
        members = [n for n, name in enumerate(towns) if name == town]
        number = max(1, round(len(members) / AREAS_TO_A_PLACE))
        for label, group in zip(_names(town, number, chance), _groups(members, points, number), strict=True):
            for n in group:
                found[n] = label
    return found


def _names(town: str, number: int, chance: Random) -> list[str]:
    if town == names.CITY:
        return names.names_of_quarters(number)
    if town:
        return names.names_of_parts(town, number)
    villages = names.names_of_villages(2 * number, chance=chance)
    return [f"{one} and {other}" for one, other in zip(villages[::2], villages[1::2], strict=True)]


def _groups(members: Sequence[int], points: Sequence[Point], number: int) -> list[list[int]]:
    """Members gathered round seeds that lie far apart; a seed moves twice to its group's middle."""
    seeds = [points[members[0]]]
    while len(seeds) < number:
        far = max(members, key=lambda n: (min(math.dist(points[n], s) for s in seeds), n))
        seeds.append(points[far])
    for _ in range(4):
        groups: list[list[int]] = [[] for _ in seeds]
        for n in members:
            nearest = min(range(number), key=lambda s: math.dist(points[n], seeds[s]))
            groups[nearest].append(n)
        seeds = [
            (
                sum(points[n][0] for n in group) / len(group),
                sum(points[n][1] for n in group) / len(group),
            )
            if group
            else seed
            for group, seed in zip(groups, seeds, strict=True)
        ]
    return groups


class _Hardship:
    """Hills of hardship on the edges of towns, and better-off slopes: neighbours are alike."""

    def __init__(self, chance: Random) -> None:
        self._hills: list[tuple[Point, float, float]] = []
        for town in SETTLEMENTS:
            for _ in range(max(2, town.areas // 22)):
                angle, away = chance.uniform(0, math.tau), town.spread * chance.uniform(0.3, 0.9)
                middle = (
                    town.middle[0] + away * math.cos(angle),
                    town.middle[1] + away * math.sin(angle),
                )
                height = chance.choice((2.6, 2.2, 1.8, -1.2))
                self._hills.append((middle, height, town.spread * chance.uniform(0.3, 0.5)))

    def at(self, point: Point, town: str, chance: Random) -> float:
        """The hardship of an area, with a little of its own."""
        base = 0.0 if town else -0.55
        hills = sum(
            height * math.exp(-((math.dist(point, middle) / width) ** 2)) for middle, height, width in self._hills
        )
        return base + hills + chance.gauss(0, 0.22)
