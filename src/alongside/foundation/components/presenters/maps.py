"""Areas as shapes on a page: linked, named, and followed by their table."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

BANDS = 5
MARGIN = 8
Ring = Sequence[tuple[float, float]]


@dataclass(frozen=True)
class Place:
    """One area: its rings in degrees (east, north), its band of 1 to 5, or 0 for no figure."""

    name: str
    rings: Sequence[Ring]
    words: str = ""
    href: str = ""
    band: int = 0


@dataclass(frozen=True)
class AreaMap:
    """Shapes fitted to a width, in the order given."""

    width: int
    height: int
    shapes: list[dict]
    sites: list[dict]

    @classmethod
    def of(cls, places: Iterable[Place], *, sites: Iterable[dict] = (), width: int = 640) -> "AreaMap":
        places = list(places)
        points = [point for place in places for ring in place.rings for point in ring]
        if not points:
            return cls(width, 0, [], [])
        west, east = min(p[0] for p in points), max(p[0] for p in points)
        south, north = min(p[1] for p in points), max(p[1] for p in points)
        squeeze = math.cos(math.radians((south + north) / 2))
        scale = (width - 2 * MARGIN) / max((east - west) * squeeze, 1e-9)
        height = math.ceil((north - south) * scale) + 2 * MARGIN

        def fit(point: tuple[float, float]) -> tuple[float, float]:
            return (
                round(MARGIN + (point[0] - west) * squeeze * scale, 1),
                round(MARGIN + (north - point[1]) * scale, 1),
            )

        shapes = [
            {
                "name": place.name,
                "words": place.words,
                "href": place.href,
                "band": place.band,
                "path": "".join(_ring(ring, fit) for ring in place.rings),
            }
            for place in places
        ]
        dots = []
        for site in sites:
            x, y = fit((site["longitude"], site["latitude"]))
            dots.append({"name": site["name"], "x": x, "y": y, "href": site.get("href", "")})
        return cls(width, height, shapes, dots)


def _ring(ring: Ring, fit) -> str:
    kept: list[tuple[float, float]] = []
    for point in map(fit, ring):
        if not kept or abs(point[0] - kept[-1][0]) + abs(point[1] - kept[-1][1]) >= 0.5:
            kept.append(point)
    return "M" + "L".join(f"{x:g} {y:g}" for x, y in kept) + "z" if kept else ""
