"""The map of a scenario's form: every building that could be open as a point, and what is asked of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from alongside.foundation.components.presenters.maps import AreaMap, MapSheet
from alongside.foundation.components.presenters.maps import Place as Shape
from alongside.places.rules.geometry import longitude_latitude_of
from alongside.places.rules.kinds import SITE_KIND_NAMES, SiteKind
from alongside.planning.presenters.need import IN_ENGLAND, called
from alongside.planning.rules.candidates import Candidate, lines_of
from alongside.planning.rules.indicators import Kind, bands_of

if TYPE_CHECKING:
    from alongside.places.models import Area

ROOM = 12
"""Units of the drawing left round a locality that is looked at."""
MARKS = [
    {"mark": "todays", "text": "Today’s hub or children’s centre, as it comes"},
    {"mark": "other", "text": "Another building, as it comes"},
    {"mark": "open", "text": "Must be open"},
    {"mark": "closed", "text": "Must be closed"},
]


@dataclass(frozen=True)
class PinBoard:
    """The ground, the points on it, and the localities that can be looked at by themselves."""

    map: AreaMap
    points: dict[str, list]
    localities: list[dict[str, Any]]
    marks: list[dict[str, str]]
    key: list[dict[str, Any]]

    @classmethod
    def of(
        cls, candidates: Sequence[Candidate], areas: Sequence[Area], tenths: Mapping[str, float], *, sheet: MapSheet
    ) -> PinBoard | None:
        """From the candidates and the county; nothing where there is no ground to draw or nothing to pin."""
        if not sheet.paths or not candidates:
            return None
        bands = bands_of(
            {one.code: tenths.get(one.code) for one in areas}, kind=Kind.TENTH, more_is_more_need=False
        )  # fmt: skip
        shapes = (
            (one.code, Shape(name=called(one), words=IN_ENGLAND[bands[one.code]], band=bands[one.code]))
            for one in areas
        )
        return cls(
            map=AreaMap.on(sheet, shapes),
            points=_points(candidates, sheet),
            localities=_localities(areas, sheet),
            marks=MARKS,
            key=[{"band": band, "text": IN_ENGLAND[band]} for band in (5, 4, 3, 2, 1) if band in bands.values()],
        )


def _points(candidates: Sequence[Candidate], sheet: MapSheet) -> dict[str, list]:
    """Every candidate as a row, of its kind and its locality by their place in a list, so that a county's buildings
    are not a page by themselves; last stands the line that names it, where its own name does not."""
    lines = lines_of([one for one in candidates if not one.is_todays])
    kinds, localities = (sorted({getattr(one, of) for one in candidates}) for of in ("kind", "locality"))
    rows = [
        [
            one.slug, one.name, kinds.index(one.kind), localities.index(one.locality),
            *sheet.fit(longitude_latitude_of(one.easting, one.northing)), int(one.is_todays), int(one.is_costed),
            *([] if lines.get(one.slug, one.name) == one.name else [lines[one.slug]]),
        ]
        for one in candidates
    ]  # fmt: skip
    named = [[kind, SITE_KIND_NAMES[SiteKind(kind)]] for kind in kinds]
    return {"kinds": named, "localities": localities, "rows": rows}


def _localities(areas: Sequence[Area], sheet: MapSheet) -> list[dict[str, Any]]:
    """Each locality with the box that its areas' middles stand in, and some room."""
    middles: dict[str, list[tuple[float, float]]] = {}
    for one in areas:
        if one.locality and one.easting is not None:
            middles.setdefault(one.locality.name, []).append(
                sheet.fit(longitude_latitude_of(one.easting, one.northing))
            )
    return [{"name": name, "box": _box(inside)} for name, inside in sorted(middles.items())]


def _box(inside: Sequence[tuple[float, float]]) -> str:
    (west, north), (east, south) = (
        (pick(x for x, _ in inside), pick(y for _, y in inside)) for pick in (min, max)
    )  # fmt: skip
    return f"{west - ROOM:.1f} {north - ROOM:.1f} {east - west + 2 * ROOM:.1f} {south - north + 2 * ROOM:.1f}"
