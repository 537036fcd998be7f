"""Reads boundaries of areas from GeoJSON, whatever the release called its properties."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from alongside.places.gateways.draft import Draft
from alongside.places.gateways.layouts import code_column, column_named
from alongside.places.gateways.tables import FileRefused
from alongside.places.rules.geometry import rings_of
from alongside.places.rules.reports import BadRow

PLACES_KEPT = 5
"""Decimals of a degree: about a metre."""


@dataclass(frozen=True, slots=True)
class Shapes:
    """A GeoJSON file: the properties of its features, and the features."""

    name: str
    columns: tuple[str, ...]
    features: tuple[Mapping[str, Any], ...]


def is_geojson(path: Path) -> bool:
    """Whether the name is that of a file of shapes."""
    return path.name.lower().endswith((".geojson", ".json"))


def open_shapes(path: Path) -> Shapes | None:
    """Open a file of shapes, or nothing when its features say nothing of areas."""
    try:
        found = json.loads(path.read_bytes().decode("utf-8-sig"))
    except UnicodeDecodeError as problem:
        raise FileRefused(f"{path.name} is not in UTF-8: fetch it again") from problem
    except json.JSONDecodeError as problem:
        raise FileRefused(
            f"{path.name} is cut short or is not GeoJSON (line {problem.lineno}): fetch it again"
        ) from problem
    features = tuple(found.get("features") or ()) if isinstance(found, dict) else ()
    columns = tuple((features[0].get("properties") or {}) if features else ())
    has_areas = any(column.lower().startswith("lsoa") for column in columns)
    return Shapes(path.name, columns, features) if has_areas else None


def read_boundaries(shapes: Shapes, draft: Draft) -> int:
    """Take in the boundaries of the county's areas, and names where none is known yet."""
    code_at = code_column(shapes.columns, draft.vintage)
    name_at = column_named(shapes.columns, code_at[:-2] + "nm")
    used = 0
    for number, feature in enumerate(shapes.features, start=1):
        said = feature.get("properties") or {}
        code = str(said.get(code_at) or "")
        if code not in draft.areas:
            continue
        geometry = feature.get("geometry") or {}
        if not _is_in_degrees(geometry):
            draft.report.add_bad_row(
                BadRow(shapes.name, number, "geometry", code,
                       "a polygon in longitude and latitude (EPSG:4326)")
            )  # fmt: skip
            continue
        used += 1
        draft.boundaries.setdefault(code, _rounded(geometry))
        area = draft.areas[code]
        area.name = area.name or str(said.get(name_at) or "")
    return used


def _is_in_degrees(geometry: Mapping[str, Any]) -> bool:
    try:
        rings = rings_of(geometry)
    except (ValueError, TypeError, KeyError, IndexError):
        return False
    return bool(rings) and all(len(ring) >= 4 and all(-9 < x < 3 and 49 < y < 61 for x, y in ring) for ring in rings)


def _rounded(geometry: Mapping[str, Any]) -> dict[str, Any]:
    def rounded(part):
        if isinstance(part[0], int | float):
            return [round(part[0], PLACES_KEPT), round(part[1], PLACES_KEPT)]
        return [rounded(one) for one in part]

    return {"type": geometry["type"], "coordinates": rounded(geometry["coordinates"])}
