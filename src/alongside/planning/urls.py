"""Addresses of planning, below `planning/`."""

from django.urls import path

from alongside.planning.views import appraisals, downloads, formulas, indexes, need, scenarios

app_name = "planning"
urlpatterns = [
    path("scenarios/", scenarios.scenarios, name="scenarios"),
    path("scenarios/make/", scenarios.make_scenario, name="make_scenario"),
    path("scenarios/<slug:slug>/", scenarios.scenario, name="scenario"),
    path("scenarios/<slug:slug>/stop/", scenarios.stop_scenario, name="stop_scenario"),
    path("scenarios/<slug:slug>/why/ask/", scenarios.ask_why, name="ask_why"),
    path("scenarios/<slug:slug>/publish/", scenarios.publish_scenario, name="publish_scenario"),
    path("scenarios/<slug:slug>/take-back/", scenarios.take_back_scenario, name="take_back_scenario"),
    path("scenarios/<slug:slug>/journeys.csv", scenarios.scenario_csv, name="scenario_csv"),
    path("options/", appraisals.appraisals, name="appraisals"),
    path("options/make/", appraisals.make_appraisal, name="make_appraisal"),
    path("options/<str:reference>/", appraisals.appraisal, name="appraisal"),
    path("options/<str:reference>/criteria/agree/", appraisals.agree_criteria, name="agree_criteria"),
    path("options/<str:reference>/scores/", appraisals.score_options, name="score_options"),
    path("options/<str:reference>/<str:kind>/add/", appraisals.add_line, name="add_line"),
    path("options/<str:reference>/lines/<str:line>/take-away/", appraisals.take_line_away, name="take_line_away"),
    path("options/<str:reference>/publish/", appraisals.publish_appraisal, name="publish_appraisal"),
    path("options/<str:reference>/withdraw/", appraisals.withdraw_appraisal, name="withdraw_appraisal"),
    path("options/<str:reference>/paper/", appraisals.appraisal_paper, name="appraisal_paper"),
    path("options/<str:reference>/paper.pdf", appraisals.appraisal_paper_pdf, name="appraisal_paper_pdf"),
    path("published/options/<str:reference>/paper/", appraisals.published_paper, name="published_paper"),
    path("published/options/<str:reference>/paper.pdf", appraisals.published_paper_pdf, name="published_paper_pdf"),
    path("published/options/<str:reference>/", appraisals.published_appraisal, name="published_appraisal"),
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
