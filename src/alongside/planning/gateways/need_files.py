"""The figures of the map of need as files: by area, or by locality and hub."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from alongside.planning.rules.indicators import Kind, change_between

Figure = float | None
"""A figure that is hidden is None; one that is not in our data is not there at all."""


def need_rows(ground, now, then=None, localities: Sequence | None = None) -> list[list[Any]]:
    """One row an area, or one a locality where localities are given; hidden figures are named as hidden and left
    blank."""
    kind = now.indicator.kind
    if localities is None:
        named = ["area_code", "area_name", "place", "locality", "district"]
        rows = [[*_area(one), *_figure(one.code, kind, now.by_area, then and then.by_area)] for one in ground.areas]
    else:
        named = ["locality", "hub", "areas"]
        sizes = _sizes(ground)
        rows = [
            [one.name, _hub(one) or "", sizes[one.slug],
             *_figure(one.slug, kind, now.by_locality, then and then.by_locality)]
            for one in localities if one.slug in sizes
        ]  # fmt: skip
    facts, about = _facts(now, then)
    header = [*named, "figure", "hidden", *(["earlier_figure", "earlier_hidden", "change"] if then else []), *facts]
    return [header, *([*row, *about] for row in rows)]


def _facts(now, then) -> tuple[list[str], list[Any]]:
    """What is the same of every row: what the figure is, when, and from whom."""
    one = now.indicator
    told = {"indicator": one.name, "period": now.period} | ({"earlier_period": then.period} if then else {})
    told |= {"unit": one.unit, "areas_of_census": one.vintage, "source": one.source}
    return list(told), list(told.values())


def _area(one) -> list[str]:
    return [one.code, one.name, one.place_name, one.locality.name if one.locality else "", one.district.name]


def _figure(key: str, kind: Kind, now: Mapping[str, Figure], then: Mapping[str, Figure] | None) -> list[Any]:
    figure = [_blank(now.get(key)), _is_hidden(key, now)]
    if then is None:
        return figure
    return [*figure, _blank(then.get(key)), _is_hidden(key, then), _blank(_change(key, kind, now, then))]


def _is_hidden(key: str, values: Mapping[str, Figure]) -> str:
    return "yes" if key in values and values[key] is None else ""


def _change(key: str, kind: Kind, now: Mapping[str, Figure], then: Mapping[str, Figure]) -> Figure:
    """The change where both figures are shown and may be subtracted, without the dust of binary fractions."""
    change = change_between(kind, then.get(key), now.get(key)).difference
    return None if change is None else round(change, 6)


def _blank(value: Figure) -> float | str:
    return "" if value is None else value


def _hub(locality) -> str | None:
    return locality.hub_site.name if locality.hub_site else None


def _sizes(ground) -> dict[str, int]:
    """How many areas each locality has."""
    slugs = [slug for slug in ground.locality_of.values() if slug]
    return {slug: slugs.count(slug) for slug in set(slugs)}


def need_features(ground, now, then=None, localities: Sequence | None = None) -> dict[str, Any]:
    """A GeoJSON collection: boundaries in WGS84 with each area's figure, or each locality's."""
    one = now.indicator
    by_area = [_feature(area.code, one.kind, area.boundary, _properties(area), now.by_area, then and then.by_area)
               for area in ground.areas]  # fmt: skip
    return {
        "type": "FeatureCollection",
        "indicator": one.name,
        "unit": one.unit,
        "period": now.period,
        **({"earlier_period": then.period} if then else {}),
        "source": one.source,
        "areas_of_census": one.vintage,
        "features": by_area if localities is None else _features_of_localities(ground, now, then, localities),
    }


def _properties(area) -> dict[str, Any]:
    locality = area.locality.name if area.locality else None
    return {"area_code": area.code, "area_name": area.name, "place": area.place_name, "locality": locality}


def _features_of_localities(ground, now, then, localities: Sequence) -> list[dict[str, Any]]:
    inside: dict[str, list] = {}
    for area in ground.areas:
        inside.setdefault(ground.locality_of[area.code], []).append(area.boundary)
    return [
        _feature(
            one.slug, now.indicator.kind, put_together(inside[one.slug]),
            {"locality": one.name, "hub": _hub(one), "areas": len(inside[one.slug])},
            now.by_locality, then and then.by_locality,
        )
        for one in localities if one.slug in inside
    ]  # fmt: skip


def put_together(boundaries: Iterable[Mapping[str, Any] | None]) -> dict[str, Any] | None:
    """The areas of a locality as one shape of many parts; nothing where no boundary is held."""
    parts: list[Any] = []
    for one in boundaries:
        if one:
            parts += [one["coordinates"]] if one["type"] == "Polygon" else one["coordinates"]
    return {"type": "MultiPolygon", "coordinates": parts} if parts else None


def _feature(
    key: str, kind: Kind, geometry, named: dict[str, Any], now: Mapping[str, Figure], then: Mapping[str, Figure] | None
) -> dict[str, Any]:
    figure = {"figure": now.get(key), "hidden": key in now and now[key] is None}
    if then is not None:
        figure |= {
            "earlier_figure": then.get(key), "earlier_hidden": key in then and then[key] is None,
            "change": _change(key, kind, now, then),
        }  # fmt: skip
    return {"type": "Feature", "id": key, "geometry": geometry, "properties": named | figure}
