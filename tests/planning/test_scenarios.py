"""Scenarios: asked, worked out with proof, stopped, and kept unchanged."""

import csv
import re
from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from alongside.hubs.models import YearAmount
from alongside.places.models import Site
from alongside.planning import tasks
from alongside.planning.actions import published_scenarios as publishing
from alongside.planning.actions import scenarios as actions
from alongside.planning.actions.refusals import PlanRefused
from alongside.planning.models import Scenario
from alongside.planning.presenters.scenarios import ScenarioPage
from alongside.planning.queries import scenarios as queries
from alongside.planning.rules.scenarios import (
    ScenarioStatus,
    Seek,
    Weigh,
    Wishes,
)
from tests.factories import NOW, a_user
from tests.places.given import given_a_site
from tests.planning.given import (
    KINDS,
    TWO,
    given_a_scenario,
    worked_out,
)


def test_the_best_pair_of_three_is_found_and_proven(county, planner):
    west, east, middle = county
    scenario = worked_out(planner, TWO)
    answer = scenario.answer
    assert scenario.status == ScenarioStatus.FOUND
    assert answer["is_proven"]
    assert answer["gap"] == pytest.approx(0, abs=1e-9)
    pairs = {}
    journeys, asked = answer["journeys"], queries.question_of(TWO, viewer=planner, today=date(2026, 3, 2))[0]
    assert {one.slug for one in asked.sites} == {west.slug, east.slug, middle.slug}
    for out in asked.sites:
        kept = tuple(one.slug for one in asked.sites if one is not out)
        pairs[kept] = worked_out(planner, replace(TWO, open=kept), f"without {out.name}").answer["objective"]
    assert answer["objective"] == pytest.approx(min(pairs.values()))
    assert sum(one["children"] * one["after"] for one in journeys) == pytest.approx(answer["objective"])


def test_the_same_question_has_the_same_result_number(county, planner):
    assert worked_out(planner, TWO).digest == worked_out(planner, TWO, "Again").digest != ""


def test_wishes_that_cannot_be_kept_name_themselves_and_the_least_change(county, planner):
    scenario = worked_out(planner, Wishes(kinds=KINDS, exactly=1, budget=10_000))
    assert scenario.status == ScenarioStatus.FOUND
    refused = worked_out(planner, Wishes(kinds=KINDS, exactly=2, budget=60_000, seek=Seek.MEDIAN), "Too dear")
    assert refused.status == ScenarioStatus.IMPOSSIBLE
    page = ScenarioPage.of(refused, names={})
    assert page.way_out == "No plan keeps all of these at once. Leave out any one of them, and there is a plan"
    assert set(page.conflicts[0]["wishes"]) == {"the number of sites", "the budget"}
    assert any("A budget of £950 in place of £600" in one for one in page.conflicts[0]["changes"])


def test_a_scenario_is_worked_out_once_however_often_it_is_begun(county, planner):
    scenario = worked_out(planner, TWO)
    finished = scenario.finished_at
    assert not actions.begin_scenario(scenario=scenario, at=NOW)
    tasks.work_out_scenario(str(scenario.id))
    scenario.refresh_from_db()
    assert scenario.finished_at == finished


def test_what_a_machine_left_in_the_middle_is_ended_and_can_be_asked_again(county, planner, at_the):
    scenario = given_a_scenario(planner, TWO)
    actions.begin_scenario(scenario=scenario, at=timezone.now() - timedelta(minutes=20))
    tasks.end_what_was_left(0)
    scenario.refresh_from_db()
    assert scenario.status == ScenarioStatus.RUNNING, "it may still be worked out"
    Scenario.objects.update(started_at=timezone.now() - timedelta(hours=1))
    tasks.end_what_was_left(0)
    page = at_the(planner, "scenario", scenario.slug).content.decode()
    assert "The machine stopped while it was worked out" in page
    assert "Ask again with a change" in page


def test_one_click_sent_twice_makes_one_scenario(county, planner):
    id = given_a_scenario(planner, TWO).id
    again = actions.make_scenario(name="Two sites", why="", wishes=TWO, by=planner, at=NOW, id=id)
    assert (again.id, Scenario.objects.count()) == (id, 1)


def test_a_candidate_without_a_cost_is_left_out_and_said_so(county, planner, at_the):
    given_a_site(kind="library", name="Nobody asked")
    Site.objects.filter(name="Nobody asked").update(easting=1, northing=1)
    scenario = worked_out(planner, TWO)
    assert scenario.answer["left_out"]["sites_without_cost"] == 1
    assert "1 sites were left out because nobody has written down what they cost" in at_the(
        planner, "scenario", scenario.slug
    ).content.decode().replace("\n", " ")


def test_what_was_found_stays_when_the_figures_change(county, planner):
    scenario = worked_out(planner, TWO)
    before = ScenarioPage.of(scenario, names={}).found.money
    YearAmount.objects.update(pence=1)
    scenario.refresh_from_db()
    assert ScenarioPage.of(scenario, names={}).found.money == before


def test_where_no_cost_is_known_a_planner_is_told_before_and_after(county, planner, at_the):
    YearAmount.objects.all().delete()
    page = at_the(planner, "make_scenario")
    assert page.context["form"]["only_costed"].value() is False, "a fresh county has no costs yet"
    asked = {"name": "A", "seek": "median", "weigh": "population_0_4", "count_is": "exactly", "count": "1"}
    assert "write costs down" in at_the(planner, "make_scenario", data=asked | {"only_costed": "on"}).content.decode()
    assert at_the(planner, "make_scenario", data=asked).status_code == 302
    failed = worked_out(planner, TWO, "As it was sent")
    assert failed.status == ScenarioStatus.FAILED
    assert "compared with today’s model" in ScenarioPage.of(failed, names={}).problem


def test_a_share_is_said_as_it_was_asked_where_some_children_count_double(county, planner):
    wishes = replace(TWO, weigh=Weigh.UNDER_5_BY_TENTH, share_percent=60, share_minutes=25)
    found = ScenarioPage.of(worked_out(planner, wishes), names={}).found
    assert found.better == "Better means: the shortest journeys taken together."
    said = next(line for line in found.prose if "double" in line)
    assert int(said.split("So counted, ")[1].split(" %")[0]) >= 60
    assert "within 25 minutes; today it is" in said
    plain = ScenarioPage.of(worked_out(planner, TWO, "Each the same"), names={}).found.prose
    assert not any("double" in line for line in plain)


def test_one_site_is_said_as_one(county, planner):
    prose = ScenarioPage.of(worked_out(planner, replace(TWO, exactly=1)), names={}).found.prose
    assert prose[0].startswith("1 site is open: ")


def test_an_engine_that_refuses_a_question_says_so(county, planner, monkeypatch):
    def refuses(asked, *, seconds):
        raise ValueError("Two areas have the same name")

    monkeypatch.setattr(tasks, "work_out", refuses)
    scenario = worked_out(planner, TWO)
    assert scenario.status == ScenarioStatus.FAILED
    assert "Two areas have the same name" in ScenarioPage.of(scenario, names={}).problem


def test_someone_stops_it_and_the_best_so_far_is_kept(county, planner, monkeypatch):
    from alongside.planning.gateways.siting import work_out

    rounds = []

    def slowly(asked, *, seconds):
        rounds.append(seconds)
        actions.stop_scenario(scenario=Scenario.objects.get(), by=planner, at=NOW)
        return replace(work_out(asked, seconds=seconds), status="feasible", gap=0.02)

    monkeypatch.setattr(tasks, "work_out", slowly)
    scenario = worked_out(planner, TWO)
    assert (len(rounds), scenario.status) == (1, ScenarioStatus.FOUND)
    assert "more than 2.0 % better" in ScenarioPage.of(scenario, names={}).found.certificate


def test_only_planners_make_stop_publish_and_withdraw(county, planner):
    other, scenario = a_user("hub-manager"), worked_out(planner, TWO)
    for act in (
        lambda: given_a_scenario(other, TWO),
        lambda: actions.stop_scenario(scenario=scenario, by=other, at=NOW),
        lambda: publishing.publish_scenario(scenario=scenario, why="x", by=other, at=NOW),
        lambda: publishing.withdraw_scenario(scenario=scenario, why="x", by=other, at=NOW),
    ):
        with pytest.raises(PlanRefused, match="Only a planner"):
            act()


def test_a_planner_asks_on_screen_and_is_told_how_far_it_is(county, planner, at_the):
    asked = {
        "name": "Two sites", "seek": "median", "weigh": "population_0_4", "kinds": "library", "only_costed": "on",
        "count_is": "exactly", "count": "2",
    }  # fmt: skip
    missing = at_the(planner, "make_scenario", data=asked | {"count": ""})
    assert "Enter the number of sites" in missing.content.decode()
    sent = at_the(planner, "make_scenario", data=asked)
    scenario = Scenario.objects.get()
    assert sent.url == reverse("planning:scenario", args=[scenario.slug])
    page = at_the(planner, "scenario", scenario.slug)
    assert page["Refresh"] == "4"
    assert "It waits for its turn" in page.content.decode()
    assert "Refresh" not in at_the(planner, "scenario", scenario.slug, still="1").headers
    tasks.work_out_scenario(str(scenario.id))
    done = at_the(planner, "scenario", scenario.slug)
    assert "Refresh" not in done.headers
    assert "Who gains and who loses" in done.content.decode()
    assert at_the(planner, "scenarios").status_code == 200
    assert at_the(planner, "scenario_csv", scenario.slug).content.decode().count("\n") == 7
    drawn = at_the(planner, "scenario_geojson", scenario.slug).json()
    assert (len(drawn["features"]), drawn["result_number"]) == (6, Scenario.objects.get().digest)
    assert {"before", "after", "children"} <= set(drawn["features"][0]["properties"])


def test_money_that_is_not_known_of_some_sites_claims_no_saving(county, planner):
    loose = replace(TWO, only_costed=False)
    YearAmount.objects.filter(site=county[0]).delete()
    money = ScenarioPage.of(worked_out(planner, loose), names={}).found.money[0]["value"]
    assert "less" not in money
    assert "out of 2" in money
    YearAmount.objects.all().delete()
    money = ScenarioPage.of(worked_out(planner, loose, "None known"), names={}).found.money[0]["value"]
    assert money.startswith("Not known")


def test_the_distance_before_and_after_is_kept_and_told(county, planner, at_the):
    west, _, middle = county
    scenario = worked_out(planner, replace(TWO, open=(middle.slug, west.slug)))
    far = max(scenario.answer["journeys"], key=lambda one: one["after_km"])
    assert {one["before_km"] for one in scenario.answer["journeys"]} == {0.0, 10.0, 20.0}
    assert (far["before_km"], far["after_km"], far["after_site"]) == (0.0, 20.0, middle.slug)
    page = at_the(planner, "scenario", scenario.slug).content.decode()
    assert re.search(r"In a straight line the mean child lives [0-9.]+ km from the site it goes to; today it is", page)
    header, *rows = csv.reader(at_the(planner, "scenario_csv", scenario.slug).content.decode("utf-8-sig").splitlines())
    told = [dict(zip(header, row, strict=True)) for row in rows]
    assert {(row["km_today"], row["km_in_plan"]) for row in told if row["area_code"] == far["code"]} == {
        ("0.0", "20.0")
    }


def test_a_scenario_of_before_distances_were_kept_reads_as_it_did(county, planner, at_the):
    scenario = worked_out(planner, TWO)
    for one in scenario.answer["journeys"]:
        del one["before_km"], one["after_km"]
    scenario.save()
    page = at_the(planner, "scenario", scenario.slug)
    assert "In a straight line" not in page.content.decode()
    rows = list(csv.DictReader(at_the(planner, "scenario_csv", scenario.slug).content.decode("utf-8-sig").splitlines()))
    assert {row["km_today"] for row in rows} == {""}
    drawn = at_the(planner, "scenario_geojson", scenario.slug).json()
    assert drawn["features"][0]["properties"]["after_km"] is None
