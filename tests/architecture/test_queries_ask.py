"""Whoever reads need, money, sessions or volunteers is asked for: a query of planning or hubs takes its viewer."""

import importlib
import inspect
import pkgutil

import pytest

APPS = ("alongside.hubs.queries", "alongside.planning.queries")
EVERYBODY = "What it reads is open to everybody"
PLACES = "It reads places and open figures of them, which ask nobody"
IN_HAND = "It reads what belongs to a record in hand, which was asked for"
WORKER = "The worker calls it, and no page"
WITHIN = "Other queries call it, and they ask"
ASKS_NOBODY = {
    "hubs.registers.planned_days": IN_HAND,
    "hubs.sessions.core_items": PLACES,
    "hubs.sessions.venues": PLACES,
    "hubs.sites.latest": WITHIN,
    "hubs.sites.net_cost_of_year": WITHIN,
    "hubs.sites.visits_since": WITHIN,
    "hubs.sites.with_more_figures": IN_HAND,
    "planning.appraisals.get_public_appraisal": EVERYBODY,
    "planning.appraisals.list_public_appraisals": EVERYBODY,
    "planning.appraisals.result_of": IN_HAND,
    "planning.appraisals.scenarios_of": IN_HAND,
    "planning.counts.count_of": WITHIN,
    "planning.counts.days_counted": WITHIN,
    "planning.counts.standing_counts": WITHIN,
    "planning.figures.open_figures": EVERYBODY,
    "planning.figures.open_periods": EVERYBODY,
    "planning.outreach.choices_of_bases": PLACES,
    "planning.outreach.choices_of_localities": PLACES,
    "planning.outreach.choices_of_venues": PLACES,
    "planning.outreach.outreach_begun_before": WORKER,
    "planning.outreach.outreach_question": WORKER,
    "planning.outreach.outreach_with_id": WORKER,
    "planning.published_formulas.get_public_formula": EVERYBODY,
    "planning.published_formulas.later_than": EVERYBODY,
    "planning.published_formulas.list_public_formulas": EVERYBODY,
    "planning.published_formulas.what_keeps_its_formula": IN_HAND,
    "planning.scenarios.get_published": EVERYBODY,
    "planning.scenarios.ground_of_pins": PLACES,
    "planning.scenarios.list_published": EVERYBODY,
    "planning.scenarios.names_of_sites": PLACES,
    "planning.scenarios.scenario_with_id": WORKER,
    "planning.scenarios.scenarios_begun_before": WORKER,
    "planning.scenarios.scenarios_whose_follow_up_was_left": WORKER,
    "planning.scenarios.smallest_shown": PLACES,
    "planning.scenarios.weighs_held": PLACES,
    "planning.series.earlier_days": WITHIN,
    "planning.series.figures_of_areas": WITHIN,
    "planning.series.ground_of": PLACES,
    "planning.series.live_counts": WITHIN,
    "planning.series.open_series": EVERYBODY,
    "planning.series.series_figures": WITHIN,
    "planning.series.vintage_of_county": PLACES,
    "planning.series.when_counted": WITHIN,
    "planning.sheets.county_sheet": PLACES,
}


def queries_without_viewer() -> set[str]:
    modules = [
        importlib.import_module(one.name)
        for app in APPS for one in pkgutil.iter_modules(importlib.import_module(app).__path__, f"{app}.")
    ]  # fmt: skip
    own = [
        (f"{module.__name__.removeprefix('alongside.').replace('.queries.', '.')}.{name}", one)
        for module in modules
        for name, one in inspect.getmembers(module, inspect.isfunction)
        if one.__module__ == module.__name__ and not name.startswith("_")
    ]
    return {name for name, one in own if "viewer" not in inspect.signature(one).parameters}


def test_every_query_takes_its_viewer_or_says_why_it_need_not():
    assert queries_without_viewer() == ASKS_NOBODY.keys()


@pytest.mark.parametrize("name", sorted(one for one, why in ASKS_NOBODY.items() if why == WITHIN))
def test_what_only_queries_call_is_called_by_no_page(name):
    app, _, query = name.split(".")
    views = importlib.import_module(f"alongside.{app}.views")
    for module in pkgutil.iter_modules(views.__path__, f"{views.__name__}."):
        assert f"{query}(" not in inspect.getsource(importlib.import_module(module.name)), module.name
