"""Buildings that stay open or closed whatever else: named by hand, or pinned from an answer."""

from dataclasses import replace
from datetime import date

import pytest

from alongside.hubs.models import YearAmount
from alongside.planning import tasks
from alongside.planning.models import Scenario
from alongside.planning.presenters.scenarios import ScenarioPage
from alongside.planning.queries import scenarios as queries
from alongside.planning.rules.candidates import Candidate, left_out_of_the_question, lines_of, named
from tests.planning.given import TWO, worked_out

OTHERS = [
    Candidate("ash-library", "Ash Library", "library", True), Candidate("elm-school", "Elm’s School", "school", False),
    Candidate("hall-1", "The Hall", "venue", True), Candidate("hall-2", "The Hall", "venue", True),
]  # fmt: skip


@pytest.mark.parametrize(
    ("line", "found", "told"),
    [
        pytest.param(" ash library ", ("ash-library",), "", id="by its name, large or small"),
        pytest.param("hall-2", ("hall-2",), "", id="by its address name"),
        pytest.param("", (), "", id="an empty line"),
        pytest.param("Oak Library", (), "is not among the candidate sites", id="nobody knows it"),
        pytest.param("The Hall", (), "Write one of: hall-1, hall-2", id="several have the name"),
        pytest.param("Elm's School", (), "which you did not tick", id="a kind that was not chosen"),
    ],
)
def test_named(line, found, told):
    slugs, wrong = named([line], OTHERS, kinds=["library", "venue"], only_costed=True)
    assert slugs == found
    assert told in "".join(wrong)
    assert bool(wrong) == bool(told)


def test_a_named_building_without_a_cost_stands_only_where_costs_need_not_be_known():
    slugs, wrong = named(["elm-school"], OTHERS, kinds=["school"], only_costed=True)
    assert (slugs, wrong) == (
        (),
        ["The cost of Elm’s School is not known: write it down, or untick that only known costs count"],
    )
    assert named(["elm-school"], OTHERS, kinds=["school"], only_costed=False) == (("elm-school",), [])


def test_each_building_is_written_so_that_it_alone_is_meant():
    lines = lines_of(OTHERS)
    assert lines["hall-1"] == "hall-1"
    assert lines["elm-school"] == "Elm’s School"
    for slug, line in lines.items():
        assert named([line], OTHERS, kinds=["library", "venue", "school"], only_costed=False) == ((slug,), [])


def test_a_site_of_an_answer_can_be_pinned_in_the_next_question(county, planner, at_the):
    west, _, middle = county
    scenario = worked_out(planner, replace(TWO, open=(middle.slug,)))
    page = at_the(planner, "make_scenario", **{"from": scenario.slug, "closed": middle.slug})
    form = page.context["form"]
    assert (form.initial["open"], form.initial["closed"], form.initial["count"]) == ([], [middle.slug], 2)
    assert west.slug in dict(form.fields["open"].choices)


def test_a_site_of_today_whose_cost_is_not_known_cannot_be_pinned_where_costs_count(county, planner, at_the):
    west, east, _ = county
    YearAmount.objects.filter(site=west).delete()
    todays = [one for one in queries.candidates_on_the_map(viewer=planner, today=date(2026, 3, 2)) if one.is_todays]
    assert left_out_of_the_question([east.slug], todays) == []
    assert "The cost of West hub is not known" in left_out_of_the_question([west.slug], todays)[0]
    asked = {"name": "West", "seek": "median", "weigh": "population_0_4", "count_is": "exactly", "count": "1",
             "open": west.slug}  # fmt: skip
    refused = at_the(planner, "make_scenario", data=asked | {"only_costed": "on"})
    assert "The cost of West hub is not known" in refused.content.decode()
    assert at_the(planner, "make_scenario", data=asked).status_code == 302


def test_any_candidate_can_be_pinned_by_its_name(county, planner, at_the):
    _, _, middle = county
    asked = {
        "name": "With the library", "seek": "median", "weigh": "population_0_4", "kinds": "library",
        "only_costed": "on", "count_is": "exactly", "count": "1", "others_open": "middle LIBRARY",
    }  # fmt: skip
    wrong = at_the(planner, "make_scenario", data=asked | {"others_closed": "Nowhere"}).content.decode()
    assert "“Nowhere” is not among the candidate sites" in wrong
    at_the(planner, "make_scenario", data=asked)
    scenario = Scenario.objects.get()
    assert scenario.wishes["open"] == [middle.slug]
    tasks.work_out_scenario(str(scenario.id))
    scenario.refresh_from_db()
    assert scenario.answer["open"] == [middle.slug]
    assert {"key": "Stay open", "value": "Middle library"} in ScenarioPage.of(scenario, names={}).asked
    again = at_the(planner, "make_scenario", **{"from": scenario.slug}).context["form"]
    assert middle.slug in dict(again.fields["open"].choices)
    shut = at_the(
        planner, "make_scenario", data=asked | {"name": "Without", "others_open": "", "others_closed": middle.name}
    )
    assert shut.status_code == 302
    assert Scenario.objects.get(name="Without").wishes["closed"] == [middle.slug]


def test_how_many_costs_are_known_is_said(county, planner, at_the):
    assert "What each of them costs is known" in at_the(planner, "make_scenario").content.decode()
    YearAmount.objects.filter(site=YearAmount.objects.first().site).delete()
    assert "What 1 of them costs is known" in at_the(planner, "make_scenario").content.decode()
    YearAmount.objects.all().delete()
    assert "What they cost is not known" in at_the(planner, "make_scenario").content.decode()
