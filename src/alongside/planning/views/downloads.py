"""Figures to take away: CSV and GeoJSON."""

import json

from django.http import Http404, HttpRequest, HttpResponse

from alongside.foundation.access.access import opens_to
from alongside.places import queries as places
from alongside.planning import queries
from alongside.planning.access import PLAN, SEE_NEED
from alongside.planning.gateways.files import csv_of, formula_rows, journey_features, need_features, need_rows
from alongside.planning.queries.scenarios import ScenarioNotFound, get_scenario
from alongside.planning.views.need import asked_indicator, figures_asked


def _asked(request: HttpRequest, *, with_boundary: bool):
    indicator = asked_indicator(request, queries.catalogue())
    if indicator is None:
        raise Http404
    ground = queries.ground_of(with_boundary=with_boundary)
    now, then, problem = figures_asked(request, indicator, ground)
    if problem:
        raise Http404
    return indicator, ground, now, then


def file_answer(body: str, kind: str, name: str) -> HttpResponse:
    """A file to keep, under a name."""
    answer = HttpResponse(body, content_type=kind)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


@opens_to(SEE_NEED)
def need_csv(request: HttpRequest) -> HttpResponse:
    """The figures on the map as a table, with their source."""
    indicator, ground, now, then = _asked(request, with_boundary=False)
    name = f"need-{indicator.key.replace(':', '-')}.csv"
    return file_answer("\ufeff" + csv_of(need_rows(ground, now, then)), "text/csv; charset=utf-8", name)


@opens_to(SEE_NEED)
def need_geojson(request: HttpRequest) -> HttpResponse:
    """The figures on the map with the areas' boundaries."""
    indicator, ground, now, _ = _asked(request, with_boundary=True)
    body = json.dumps(need_features(ground, now), ensure_ascii=False)
    return file_answer(body, "application/geo+json", f"need-{indicator.key.replace(':', '-')}.geojson")


@opens_to(SEE_NEED)
def scenario_geojson(request: HttpRequest, slug: str) -> HttpResponse:
    """Each area's journey before and after, with the areas' boundaries."""
    try:
        one = get_scenario(viewer=request.user, slug=slug)
    except ScenarioNotFound as gone:
        raise Http404 from gone
    boundaries = {area.code: area.boundary for area in places.list_areas(with_boundary=True)}
    body = json.dumps(journey_features(one, boundaries), ensure_ascii=False)
    return file_answer(body, "application/geo+json", f"{slug}.geojson")


@opens_to(PLAN)
def formula_csv(request: HttpRequest, slug: str) -> HttpResponse:
    """The latest version of a formula, locality by locality and line by line."""
    try:
        formula = queries.get_formula(slug)
    except queries.FormulaNotFound as gone:
        raise Http404 from gone
    name = f"{formula.slug}-version-{formula.version}.csv"
    return file_answer("\ufeff" + csv_of(formula_rows(formula)), "text/csv; charset=utf-8", name)
