"""Figures to take away: CSV and GeoJSON."""

import json
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse

from alongside.foundation.access.access import opens_to, opens_to_anyone
from alongside.foundation.documents.views import csv_answer, file_answer, public_file
from alongside.places import queries as places
from alongside.planning import queries
from alongside.planning.access import SEE_MONEY, SEE_NEED
from alongside.planning.gateways.files import formula_rows, journey_features
from alongside.planning.gateways.need_files import need_features, need_rows
from alongside.planning.queries.scenarios import ScenarioNotFound, get_scenario
from alongside.planning.views.need import OPEN, PUBLIC, Reading, asked_indicator, figures_asked, shown_by


def _asked(request: HttpRequest, reading: Reading, *, with_boundary: bool):
    """What is on the map: by area, or by the locality and hub that the page is put together by."""
    indicator = asked_indicator(request, reading.indicators())
    if indicator is None:
        raise Http404
    ground = queries.ground_of(with_boundary=with_boundary)
    now, then, problem = figures_asked(request, indicator, ground, reading)
    if problem:
        raise Http404
    is_by_area = shown_by(request) == "area" or not now.by_locality
    return indicator, ground, now, then, None if is_by_area else ground.localities


def _name(indicator, localities, ending: str) -> str:
    by = "" if localities is None else "-by-locality"
    return f"need-{indicator.key.replace(':', '-')}{by}.{ending}"


def _as_csv(request: HttpRequest, reading: Reading) -> HttpResponse:
    indicator, ground, now, then, localities = _asked(request, reading, with_boundary=False)
    return csv_answer(need_rows(ground, now, then, localities), _name(indicator, localities, "csv"))


def _as_geojson(request: HttpRequest, reading: Reading) -> HttpResponse:
    indicator, ground, now, then, localities = _asked(request, reading, with_boundary=True)
    name = _name(indicator, localities, "geojson")
    return _geojson_answer(need_features(ground, now, then, localities), name)


def _geojson_answer(features: dict[str, Any], name: str) -> HttpResponse:
    body = json.dumps(features, ensure_ascii=False, separators=(",", ":"))
    return file_answer(body, "application/geo+json", name)


@opens_to(SEE_NEED)
def need_csv(request: HttpRequest) -> HttpResponse:
    """The figures on the map as a table, with their source."""
    return _as_csv(request, Reading.of(request.user))


@opens_to(SEE_NEED)
def need_geojson(request: HttpRequest) -> HttpResponse:
    """The figures on the map with their boundaries."""
    return _as_geojson(request, Reading.of(request.user))


@opens_to_anyone(why=PUBLIC)
@public_file
def public_need_csv(request: HttpRequest) -> HttpResponse:
    """The open figures on the map as a table, with their source, for everybody."""
    return _as_csv(request, OPEN)


@opens_to_anyone(why=PUBLIC)
@public_file
def public_need_geojson(request: HttpRequest) -> HttpResponse:
    """The open figures on the map with their boundaries, for everybody."""
    return _as_geojson(request, OPEN)


@opens_to(SEE_NEED)
def scenario_geojson(request: HttpRequest, slug: str) -> HttpResponse:
    """Each area's journey before and after, with the areas' boundaries."""
    try:
        one = get_scenario(viewer=request.user, slug=slug)
    except ScenarioNotFound as gone:
        raise Http404 from gone
    boundaries = {area.code: area.boundary for area in places.list_areas(with_boundary=True)}
    return _geojson_answer(journey_features(one, boundaries), f"{slug}.geojson")


@opens_to(SEE_MONEY)
def formula_csv(request: HttpRequest, slug: str) -> HttpResponse:
    """The latest version of a formula, locality by locality and line by line."""
    try:
        formula = queries.get_formula(viewer=request.user, slug=slug)
    except queries.FormulaNotFound as gone:
        raise Http404 from gone
    name = f"{formula.slug}-version-{formula.version}.csv"
    return csv_answer(formula_rows(formula), name)
