"""The figures of the map of need as files: by area, or by locality and hub."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

Figure = float | None
"""A figure that is hidden is None; one that is not in our data is not there at all."""


def need_rows(ground, now, then=None, localities: Sequence | None = None) -> list[list[Any]]:
    """One row an area, or one a locality where localities are given; hidden figures are named as hidden and left
    blank."""
    if localities is None:
        named = ["area_code", "area_name", "place", "locality", "district"]
        rows = [[*_area(one), *_figure(one.code, now.by_area, then and then.by_area)] for one in ground.areas]
    else:
        named = ["locality", "hub", "areas"]
        sizes = _sizes(ground)
        rows = [
            [one.name, _hub(one) or "", sizes[one.slug],
             *_figure(one.slug, now.by_locality, then and then.by_locality)]
            for one in localities if one.slug in sizes
        ]  # fmt: skip
    facts, about = _facts(now, then)
    header = [*named, "figure", "hidden", *(["earlier_figure"] if then else []), *facts]
    return [header, *([*row, *about] for row in rows)]


def _facts(now, then) -> tuple[list[str], list[Any]]:
    """What is the same of every row: what the figure is, when, and from whom."""
    one = now.indicator
    told = {"indicator": one.name, "period": now.period} | ({"earlier_period": then.period} if then else {})
    told |= {"unit": one.unit, "areas_of_census": one.vintage, "source": one.source}
    return list(told), list(told.values())


def _area(one) -> list[str]:
    return [one.code, one.name, one.place_name, one.locality.name if one.locality else "", one.district.name]


def _figure(key: str, now: Mapping[str, Figure], then: Mapping[str, Figure] | None) -> list[Any]:
    hidden = "yes" if key in now and now[key] is None else ""
    return [_blank(now.get(key)), hidden, *([] if then is None else [_blank(then.get(key))])]


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
    by_area = [_feature(area.code, area.boundary, _properties(area), now.by_area, then and then.by_area)
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
            one.slug, put_together(inside[one.slug]),
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
    key: str, geometry, named: dict[str, Any], now: Mapping[str, Figure], then: Mapping[str, Figure] | None
) -> dict[str, Any]:
    figure = {"figure": now.get(key), "hidden": key in now and now[key] is None}
    earlier = {} if then is None else {"earlier_figure": then.get(key)}
    return {"type": "Feature", "id": key, "geometry": geometry, "properties": named | figure | earlier}
