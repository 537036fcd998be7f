"""Points, polygons and the National Grid, in plain arithmetic."""

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import Any

NEAR = (20, 40, 60)
"""Metres to look round a point that no boundary holds."""

Point = tuple[float, float]
Ring = Sequence[Point]
Boundaries = Mapping[str, Mapping[str, Any]]

# Airy 1830 with the National Grid's projection; GRS 80 with the Helmert shift between them.
# Source: Ordnance Survey, A Guide to Coordinate Systems in Great Britain, annexes A to C.
# Good to about 5 metres.
_AIRY = (6_377_563.396, 6_356_256.909)
_GRS80 = (6_378_137.0, 6_356_752.3141)
_SCALE, _LAT0, _LON0 = 0.9996012717, math.radians(49), math.radians(-2)
_E0, _N0 = 400_000.0, -100_000.0
_SHIFT = (-446.448, 125.157, -542.060)
_TURN = tuple(math.radians(seconds / 3600) for seconds in (-0.1502, -0.2470, -0.8421))
_STRETCH = 20.4894e-6


def _shifted(lat: float, lon: float, *, source, target, direction: int) -> tuple[float, float]:
    a, b = source
    e2 = 1 - (b * b) / (a * a)
    nu = a / math.sqrt(1 - e2 * math.sin(lat) ** 2)
    x = nu * math.cos(lat) * math.cos(lon)
    y = nu * math.cos(lat) * math.sin(lon)
    z = nu * (1 - e2) * math.sin(lat)
    tx, ty, tz = (direction * one for one in _SHIFT)
    rx, ry, rz = (direction * one for one in _TURN)
    stretch = 1 + direction * _STRETCH
    x, y, z = (
        tx + stretch * x - rz * y + ry * z,
        ty + rz * x + stretch * y - rx * z,
        tz - ry * x + rx * y + stretch * z,
    )
    a, b = target
    e2 = 1 - (b * b) / (a * a)
    flat = math.hypot(x, y)
    lat = math.atan2(z, flat * (1 - e2))
    for _ in range(4):
        nu = a / math.sqrt(1 - e2 * math.sin(lat) ** 2)
        lat = math.atan2(z + e2 * nu * math.sin(lat), flat)
    return lat, math.atan2(y, x)


def _meridian(lat: float) -> float:
    a, b = _AIRY
    n = (a - b) / (a + b)
    d, s = lat - _LAT0, lat + _LAT0
    return (
        b
        * _SCALE
        * (
            (1 + n + 1.25 * n**2 + 1.25 * n**3) * d
            - (3 * n + 3 * n**2 + 2.625 * n**3) * math.sin(d) * math.cos(s)
            + (1.875 * n**2 + 1.875 * n**3) * math.sin(2 * d) * math.cos(2 * s)
            - (35 / 24) * n**3 * math.sin(3 * d) * math.cos(3 * s)
        )
    )


def _radii(lat: float) -> tuple[float, float, float]:
    a, b = _AIRY
    e2 = 1 - (b * b) / (a * a)
    w = 1 - e2 * math.sin(lat) ** 2
    nu = a * _SCALE / math.sqrt(w)
    rho = a * _SCALE * (1 - e2) / w**1.5
    return nu, rho, nu / rho - 1


def grid_of(longitude: float, latitude: float) -> Point:
    """Easting and northing in metres of a longitude and latitude (WGS84)."""
    lat, lon = _shifted(math.radians(latitude), math.radians(longitude), source=_GRS80, target=_AIRY, direction=1)
    nu, rho, eta2 = _radii(lat)
    sin, cos, tan = math.sin(lat), math.cos(lat), math.tan(lat)
    d = lon - _LON0
    northing = (
        _meridian(lat) + _N0
        + nu / 2 * sin * cos * d**2
        + nu / 24 * sin * cos**3 * (5 - tan**2 + 9 * eta2) * d**4
        + nu / 720 * sin * cos**5 * (61 - 58 * tan**2 + tan**4) * d**6
    )  # fmt: skip
    easting = (
        _E0 + nu * cos * d
        + nu / 6 * cos**3 * (nu / rho - tan**2) * d**3
        + nu / 120 * cos**5 * (5 - 18 * tan**2 + tan**4 + 14 * eta2 - 58 * tan**2 * eta2) * d**5
    )  # fmt: skip
    return easting, northing


def longitude_latitude_of(easting: float, northing: float) -> Point:
    """Longitude and latitude (WGS84) of an easting and northing in metres."""
    lat = _LAT0
    rest = northing - _N0
    while abs(rest) > 0.001:
        lat += rest / (_AIRY[0] * _SCALE)
        rest = northing - _N0 - _meridian(lat)
    nu, rho, eta2 = _radii(lat)
    tan, sec = math.tan(lat), 1 / math.cos(lat)
    d = easting - _E0
    found_lat = (
        lat
        - tan / (2 * rho * nu) * d**2
        + tan / (24 * rho * nu**3) * (5 + 3 * tan**2 + eta2 - 9 * tan**2 * eta2) * d**4
        - tan / (720 * rho * nu**5) * (61 + 90 * tan**2 + 45 * tan**4) * d**6
    )
    found_lon = (
        _LON0
        + sec / nu * d
        - sec / (6 * nu**3) * (nu / rho + 2 * tan**2) * d**3
        + sec / (120 * nu**5) * (5 + 28 * tan**2 + 24 * tan**4) * d**5
    )
    lat, lon = _shifted(found_lat, found_lon, source=_AIRY, target=_GRS80, direction=-1)
    return math.degrees(lon), math.degrees(lat)


def rings_of(geometry: Mapping[str, Any]) -> list[list[Point]]:
    """Every ring of a GeoJSON polygon or multipolygon, holes among them."""
    match geometry.get("type"):
        case "Polygon":
            polygons = [geometry["coordinates"]]
        case "MultiPolygon":
            polygons = geometry["coordinates"]
        case other:
            raise ValueError(f"A boundary is a Polygon or a MultiPolygon, not {other!r}")
    return [[(float(p[0]), float(p[1])) for p in ring] for polygon in polygons for ring in polygon]


def is_inside(point: Point, rings: Iterable[Ring]) -> bool:
    """Whether a line from the point crosses the rings an odd number of times."""
    x, y = point
    inside = False
    for ring in rings:
        for (x1, y1), (x2, y2) in pairwise(ring):
            if (y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1:
                inside = not inside
    return inside


def size_and_middle(ring: Ring) -> tuple[float, Point]:
    """A ring's area (signed: anticlockwise is positive) and its centre of gravity."""
    doubled = mx = my = 0.0
    ox, oy = ring[0]
    for (x1, y1), (x2, y2) in pairwise(ring):
        cross = (x1 - ox) * (y2 - oy) - (x2 - ox) * (y1 - oy)
        doubled += cross
        mx += (x1 + x2 - 2 * ox) * cross
        my += (y1 + y2 - 2 * oy) * cross
    if doubled == 0:
        return 0.0, ring[0]
    return doubled / 2, (ox + mx / (3 * doubled), oy + my / (3 * doubled))


def middle_of(geometry: Mapping[str, Any]) -> Point:
    """The centre of the largest ring of a boundary."""
    return max((size_and_middle(ring) for ring in rings_of(geometry)), key=lambda p: abs(p[0]))[1]


_ALL_ROUND = [(math.cos(n * math.pi / 4), math.sin(n * math.pi / 4)) for n in range(8)]


class AreaFinder:
    """Finds which area a point on the National Grid lies in, by a grid of squares."""

    def __init__(self, boundaries: Boundaries, *, square: float = 1000) -> None:
        self._square = square
        self._rings = {
            code: [[grid_of(*point) for point in ring] for ring in rings_of(geometry)]
            for code, geometry in boundaries.items()
        }
        self._near: dict[tuple[int, int], list[str]] = defaultdict(list)
        for code in sorted(self._rings):
            for cell in self._cells_of(code):
                self._near[cell].append(code)

    def _cells_of(self, code: str) -> list[tuple[int, int]]:
        xs = [p[0] for ring in self._rings[code] for p in ring]
        ys = [p[1] for ring in self._rings[code] for p in ring]
        (left, low), (right, high) = self._cell((min(xs), min(ys))), self._cell((max(xs), max(ys)))
        return [(i, j) for i in range(left, right + 1) for j in range(low, high + 1)]

    def _cell(self, point: Point) -> tuple[int, int]:
        return int(point[0] // self._square), int(point[1] // self._square)

    def area_at(self, easting: float, northing: float) -> str:
        """The code of the area this point lies in, or nothing when it lies in none."""
        point = (easting, northing)
        for code in self._near.get(self._cell(point), ()):
            if is_inside(point, self._rings[code]):
                return code
        return ""

    def area_near(self, easting: float, northing: float) -> str:
        """The area this point lies in, or else one within about 60 metres: published boundaries
        are drawn coarser than points are measured.
        """
        for distance in (0, *NEAR):
            for east, north in _ALL_ROUND if distance else ((0, 0),):
                found = self.area_at(easting + east * distance, northing + north * distance)
                if found:
                    return found
        return ""


def neighbours_of(boundaries: Boundaries) -> dict[str, set[str]]:
    """The areas that share at least two corners of their boundaries with each area."""
    owners: dict[Point, set[str]] = defaultdict(set)
    for code, geometry in boundaries.items():
        for ring in rings_of(geometry):
            for point in ring:
                owners[point].add(code)
    shared: dict[tuple[str, str], int] = defaultdict(int)
    for codes in owners.values():
        for first in codes:
            for second in codes:
                if first != second:
                    shared[first, second] += 1
    found: dict[str, set[str]] = {code: set() for code in boundaries}
    for (first, second), corners in shared.items():
        if corners >= 2:
            found[first].add(second)
    return found
