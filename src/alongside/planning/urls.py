"""Addresses of planning, below `planning/`."""

from django.urls import path

from alongside.planning.views import downloads, formulas, indexes, need, scenarios

app_name = "planning"
urlpatterns = [
    path("scenarios/", scenarios.scenarios, name="scenarios"),
    path("scenarios/make/", scenarios.make_scenario, name="make_scenario"),
    path("scenarios/<slug:slug>/", scenarios.scenario, name="scenario"),
    path("scenarios/<slug:slug>/stop/", scenarios.stop_scenario, name="stop_scenario"),
    path("scenarios/<slug:slug>/publish/", scenarios.publish_scenario, name="publish_scenario"),
    path("scenarios/<slug:slug>/take-back/", scenarios.take_back_scenario, name="take_back_scenario"),
    path("scenarios/<slug:slug>/journeys.csv", scenarios.scenario_csv, name="scenario_csv"),
    path("published/", scenarios.published, name="published"),
    path("published/<slug:slug>/", scenarios.published_plan, name="published_plan"),
    path("need/", need.need, name="need"),
    path("need/figures.csv", downloads.need_csv, name="need_csv"),
    path("need/figures.geojson", downloads.need_geojson, name="need_geojson"),
    path("need/areas/<str:code>/", need.need_area, name="need_area"),
    path("indexes/", indexes.indexes, name="indexes"),
    path("indexes/make/", indexes.make_index, name="make_index"),
    path("indexes/<slug:slug>/", indexes.index, name="index"),
    path("indexes/<slug:slug>/change/", indexes.change_index, name="change_index"),
    path("indexes/<slug:slug>/versions/<int:version>/", indexes.index_version, name="index_version"),
    path("money/", formulas.formulas, name="formulas"),
    path("money/make/", formulas.make_formula, name="make_formula"),
    path("money/<slug:slug>/", formulas.formula, name="formula"),
    path("money/<slug:slug>/change/", formulas.change_formula, name="change_formula"),
    path("money/<slug:slug>/figures.csv", downloads.formula_csv, name="formula_csv"),
    path("money/<slug:slug>/versions/<int:version>/", formulas.formula_version, name="formula_version"),
    path("money/<slug:slug>/versions/<int:version>/<slug:locality>/", formulas.hub_figure, name="hub_figure"),
]
