"""Areas as shapes on a page: linked, named, and followed by their table."""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

BANDS = 5
MARGIN = 8
Ring = Sequence[tuple[float, float]]


@dataclass(frozen=True)
class Place:
    """One area: its rings in degrees (east, north), its band of 1 to 5, or 0 for no figure."""

    name: str
    rings: Sequence[Ring] = ()
    words: str = ""
    href: str = ""
    band: int = 0


@dataclass(frozen=True)
class MapSheet:
    """The ground of a map: every area's path, fitted to a width and thinned to what can be seen; drawn once."""

    width: int
    height: int
    west: float
    north: float
    across: float
    up: float
    paths: dict[str, str]

    @classmethod
    def draw(cls, rings_by_area: Mapping[str, Sequence[Ring]], *, width: int = 640) -> "MapSheet":
        points = [point for rings in rings_by_area.values() for ring in rings for point in ring]
        if not points:
            return cls(width, 0, 0, 0, 1, 1, {})
        west, east = min(p[0] for p in points), max(p[0] for p in points)
        south, north = min(p[1] for p in points), max(p[1] for p in points)
        squeeze = math.cos(math.radians((south + north) / 2))
        scale = (width - 2 * MARGIN) / max((east - west) * squeeze, 1e-9)
        height = math.ceil((north - south) * scale) + 2 * MARGIN
        bare = cls(width, height, west, north, squeeze * scale, scale, {})
        paths = {key: "".join(_ring(ring, bare.fit) for ring in rings) for key, rings in rings_by_area.items()}
        return replace(bare, paths=paths)

    def fit(self, point: tuple[float, float]) -> tuple[float, float]:
        """Where a point in degrees (east, north) stands on the sheet."""
        return (
            round(MARGIN + (point[0] - self.west) * self.across, 1),
            round(MARGIN + (self.north - point[1]) * self.up, 1),
        )


@dataclass(frozen=True)
class AreaMap:
    """Shapes fitted to a width, in the order given."""

    width: int
    height: int
    shapes: list[dict]
    sites: list[dict]

    @property
    def is_linked(self) -> bool:
        """Whether its areas are links, each a stop on the way of whoever uses keys alone."""
        return any(one["href"] for one in self.shapes)

    @classmethod
    def of(cls, places: Iterable[Place], *, sites: Iterable[dict] = (), width: int = 640) -> "AreaMap":
        keyed = {str(number): place for number, place in enumerate(places)}
        sheet = MapSheet.draw({key: place.rings for key, place in keyed.items()}, width=width)
        return cls.on(sheet, keyed.items(), sites=sites if sheet.height else ())

    @classmethod
    def on(cls, sheet: MapSheet, places: Iterable[tuple[str, Place]], *, sites: Iterable[dict] = ()) -> "AreaMap":
        """Areas by their key on a sheet that is drawn already."""
        shapes = [
            {"name": one.name, "words": one.words, "href": one.href, "band": one.band, "path": sheet.paths[key]}
            for key, one in places
            if key in sheet.paths
        ]
        dots = []
        for site in sites:
            x, y = sheet.fit((site["longitude"], site["latitude"]))
            dots.append({"name": site["name"], "x": x, "y": y, "href": site.get("href", "")})
        return cls(sheet.width, sheet.height, shapes, dots)


def _ring(ring: Ring, fit) -> str:
    """A ring as a path: where it begins, and from there each step by itself, which takes half the letters."""
    kept: list[tuple[float, float]] = []
    for point in map(fit, ring):
        if not kept or abs(point[0] - kept[-1][0]) + abs(point[1] - kept[-1][1]) >= 0.5:
            kept.append(point)
    if not kept:
        return ""
    steps = [there - here for one, other in pairwise(kept) for here, there in zip(one, other, strict=True)]
    return f"M{_numbers(kept[0])}{'l' if steps else ''}{_numbers(steps)}z"


def _numbers(values: Iterable[float]) -> str:
    """Numbers to a tenth, with a space only where the next would be read as part of the one before."""
    words = [_tenth(round(value, 1) + 0) for value in values]
    return "".join(words[:1] + [_after(before, word) for before, word in pairwise(words)])


def _tenth(value: float) -> str:
    return f"{value:g}".replace("0.", ".") if abs(value) < 1 else f"{value:g}"


def _after(before: str, word: str) -> str:
    is_apart = word.startswith("-") or (word.startswith(".") and "." in before)
    return word if is_apart else f" {word}"
