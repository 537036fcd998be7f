"""Scenarios: asked, worked out with proof, stopped, kept unchanged, and published."""

import csv
import re
from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from alongside.foundation.components.presenters.days import say_day
from alongside.foundation.identity.models import User
from alongside.hubs.models import YearAmount
from alongside.places.models import Area, Site
from alongside.planning import tasks
from alongside.planning.actions import keep_index
from alongside.planning.actions import published_scenarios as publishing
from alongside.planning.actions import scenarios as actions
from alongside.planning.actions.refusals import PlanRefused
from alongside.planning.models import Scenario
from alongside.planning.presenters.scenarios import ScenarioPage, change_words
from alongside.planning.queries import scenarios as queries
from alongside.planning.queries.indexes import holds_open_data_only, said_of_parts
from alongside.planning.rules.appraisals import present_model_improved
from alongside.planning.rules.candidates import Candidate, left_out_of_the_question, lines_of, named
from alongside.planning.rules.journeys import (
    Journey,
    band_of_change,
    compare,
    compare_by,
    kilometres,
    mean_kilometres,
    weighed_share,
)
from alongside.planning.rules.recipes import Part, Recipe
from alongside.planning.rules.scenarios import (
    ScenarioStatus,
    Seek,
    Weigh,
    Wishes,
    certificate_words,
    contradictions,
    shares_of_need,
    weight_of,
)
from alongside.planning.rules.years import AppraisalPolicy
from tests.factories import NOW, a_user
from tests.places.given import given_a_locality, given_a_site, given_an_area
from tests.planning.given import RECIPE, given_a_county, given_a_published_scenario, given_an_index

KINDS = ("library",)
TWO = Wishes(kinds=KINDS, exactly=2)


# -- rules --


@pytest.mark.parametrize(
    ("tenth", "weight"),
    [(1, 20.0), (10, 10.0), (None, 10.0)],
    ids=["most deprived", "least deprived", "not known"],
)
def test_weight_of(tenth, weight):
    assert weight_of(10, tenth, weigh=Weigh.UNDER_5_BY_TENTH) == pytest.approx(weight)
    assert weight_of(10, tenth, weigh=Weigh.UNDER_5) == 10


@pytest.mark.parametrize(
    ("gap", "is_proven", "words"),
    [
        pytest.param(0.0, True, "No plan with these rules is better. This is proven.", id="proven best"),
        pytest.param(0.003, False, "can be more than 0.3 % better", id="three in a thousand"),
        pytest.param(0.00308, False, "can be more than 0.4 % better", id="never less than is proven"),
        pytest.param(0.0004, False, "can be more than 0.04 % better", id="small"),
        pytest.param(None, False, "is not known", id="no bound"),
    ],
)
def test_certificate_words(gap, is_proven, words):
    assert words in certificate_words(gap=gap, is_proven=is_proven)


@given(st.floats(1e-6, 2))
def test_a_certificate_never_promises_more_than_is_proven(gap):
    said = certificate_words(gap=gap, is_proven=False).split("more than ")[1].split(" %")[0]
    assert float(said) >= gap * 100 - 1e-9


@pytest.mark.parametrize(
    ("wishes", "why"),
    [
        pytest.param(Wishes(kinds=KINDS), "Set a number of sites or a budget", id="no limit at all"),
        pytest.param(replace(TWO, open=("a",), closed=("a",)), "both stay open and be closed", id="open and closed"),
        pytest.param(replace(TWO, share_percent=90), "within how many minutes", id="half a share"),
        pytest.param(replace(TWO, seek=Seek.COVERAGE), "within reach", id="reach without minutes"),
        pytest.param(
            Wishes(kinds=KINDS, seek=Seek.COVERAGE, cover_minutes=20),
            "set a number of sites or a budget",
            id="all of it",
        ),
        pytest.param(Wishes(kinds=KINDS, seek=Seek.LEAST_COST), "no rule at all", id="least cost of nothing"),
        pytest.param(replace(TWO, budget=1, only_costed=False), "whose cost is known", id="money without costs"),
        pytest.param(replace(TWO, families_per_100=5, seek=Seek.CENTRE), "holds", id="rooms with another aim"),
    ],
)
def test_contradictions(wishes, why):
    assert why in " ".join(contradictions(wishes))
    assert contradictions(TWO) == []


def test_wishes_come_back_as_they_were_kept():
    assert Wishes.from_data(replace(TWO, open=("a", "b"), budget=100).as_data()) == replace(
        TWO, open=("a", "b"), budget=100
    )


def _journey(before, after, *, children=10, tenth=1, code="A"):
    return Journey(code, code, children, tenth, False, "L", "s", before, "t", after)


def test_a_group_is_judged_by_its_mean_child_and_by_who_gains_and_loses():
    found = compare("All", [_journey(10, 20), _journey(30, 12, children=30), _journey(10, 10.9)], within=15)
    assert (found.before, found.after) == (pytest.approx(22), pytest.approx((200 + 360 + 109) / 50))
    assert (found.gain, found.lose) == (30, 10)
    assert (found.within_before, found.within_after) == (pytest.approx(0.4), pytest.approx(0.8))


def test_groups_stand_in_order_and_together_hold_every_child():
    found = compare_by([_journey(1, 1, tenth=3), _journey(1, 1, tenth=1)], lambda one: one.tenth, within=15)
    assert [(one.group, one.children) for one in found] == [("1", 10), ("3", 10)]


@pytest.mark.parametrize(
    ("minutes", "band"),
    [(5.1, 5), (5, 4), (1, 3), (-1, 3), (-1.1, 2), (-5, 2), (-5.1, 1)],
)
def test_band_of_change(minutes, band):
    assert band_of_change(minutes) == band


def test_the_least_change_reads_as_a_planner_would_say_it():
    assert change_words({"wish": "budget", "asked": 1000.0, "possible": 1250.5}).startswith("A budget of £1,250")
    assert "30.6 minutes in place of 20" in change_words({"wish": "max_travel", "asked": 20, "possible": 30.58})
    assert "89.9 %" in change_words({"wish": "min_shares[0]", "asked": 0.95, "possible": 0.8999})


# -- worked out --


@pytest.fixture
def planner():
    return a_user("planner")


@pytest.fixture
def county(db):
    """Six areas in a row, ten kilometres apart; a hub at each end and a library in the middle, all costed."""
    locality = given_a_locality("Millbrook")
    areas = [given_an_area(locality=locality) for _ in range(6)]
    for place, area in enumerate(areas):
        Area.objects.filter(id=area.id).update(
            easting=600_000 + 10_000 * place, urban_rural="urban" if place else "rural"
        )
    given_a_county(areas)
    sites = [
        given_a_site(kind=kind, locality=locality, name=name)
        for kind, name in (("hub", "West hub"), ("hub", "East hub"), ("library", "Middle library"))
    ]
    for site, easting, pounds in zip(sites, (600_000, 650_000, 630_000), (1000, 900, 50), strict=True):
        Site.objects.filter(id=site.id).update(easting=easting, northing=500_000)
        YearAmount.objects.create(
            site=site,
            year=2026,
            line="staffing",
            basis="budget",
            pence=pounds * 100,
            source="x",
            as_of=date(2026, 3, 1),
        )
        YearAmount.objects.create(
            site=site,
            year=2025,
            line="staffing",
            basis="budget",
            pence=pounds * 100,
            source="x",
            as_of=date(2026, 3, 1),
        )
    return sites


@pytest.fixture
def at_the(client):
    def opened(user, name, *args, data=None, **query):
        if user is not None:
            client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
        address = reverse(f"planning:{name}", args=args)
        return client.get(address, query) if data is None else client.post(address, data)

    return opened


def _made(planner, wishes, name="Two sites") -> Scenario:
    return actions.make_scenario(name=name, why="", wishes=wishes, by=planner, at=NOW)


def _worked_out(planner, wishes, name="Two sites") -> Scenario:
    scenario = _made(planner, wishes, name)
    tasks.work_out_scenario(str(scenario.id))
    scenario.refresh_from_db()
    return scenario


def test_the_best_pair_of_three_is_found_and_proven(county, planner):
    west, east, middle = county
    scenario = _worked_out(planner, TWO)
    answer = scenario.answer
    assert scenario.status == ScenarioStatus.FOUND
    assert answer["is_proven"]
    assert answer["gap"] == pytest.approx(0, abs=1e-9)
    pairs = {}
    journeys, asked = answer["journeys"], queries.question_of(TWO, viewer=planner, today=date(2026, 3, 2))[0]
    assert {one.slug for one in asked.sites} == {west.slug, east.slug, middle.slug}
    for out in asked.sites:
        kept = tuple(one.slug for one in asked.sites if one is not out)
        pairs[kept] = _worked_out(planner, replace(TWO, open=kept), f"without {out.name}").answer["objective"]
    assert answer["objective"] == pytest.approx(min(pairs.values()))
    assert sum(one["children"] * one["after"] for one in journeys) == pytest.approx(answer["objective"])


def test_the_same_question_has_the_same_result_number(county, planner):
    assert _worked_out(planner, TWO).digest == _worked_out(planner, TWO, "Again").digest != ""


def test_wishes_that_cannot_be_kept_name_themselves_and_the_least_change(county, planner):
    scenario = _worked_out(planner, Wishes(kinds=KINDS, exactly=1, budget=10_000))
    assert scenario.status == ScenarioStatus.FOUND
    refused = _worked_out(planner, Wishes(kinds=KINDS, exactly=2, budget=60_000, seek=Seek.MEDIAN), "Too dear")
    assert refused.status == ScenarioStatus.IMPOSSIBLE
    page = ScenarioPage.of(refused, names={})
    assert page.way_out == "No plan keeps all of these at once. Leave out any one of them, and there is a plan"
    assert set(page.conflicts[0]["wishes"]) == {"the number of sites", "the budget"}
    assert any("A budget of £950 in place of £600" in one for one in page.conflicts[0]["changes"])


def test_a_scenario_is_worked_out_once_however_often_it_is_begun(county, planner):
    scenario = _worked_out(planner, TWO)
    finished = scenario.finished_at
    assert not actions.begin_scenario(scenario=scenario, at=NOW)
    tasks.work_out_scenario(str(scenario.id))
    scenario.refresh_from_db()
    assert scenario.finished_at == finished


def test_what_a_machine_left_in_the_middle_is_ended_and_can_be_asked_again(county, planner, at_the):
    scenario = _made(planner, TWO)
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
    id = _made(planner, TWO).id
    again = actions.make_scenario(name="Two sites", why="", wishes=TWO, by=planner, at=NOW, id=id)
    assert (again.id, Scenario.objects.count()) == (id, 1)


def test_a_candidate_without_a_cost_is_left_out_and_said_so(county, planner, at_the):
    given_a_site(kind="library", name="Nobody asked")
    Site.objects.filter(name="Nobody asked").update(easting=1, northing=1)
    scenario = _worked_out(planner, TWO)
    assert scenario.answer["left_out"]["sites_without_cost"] == 1
    assert "1 sites were left out because nobody has written down what they cost" in at_the(
        planner, "scenario", scenario.slug
    ).content.decode().replace("\n", " ")


def test_what_was_found_stays_when_the_figures_change(county, planner):
    scenario = _worked_out(planner, TWO)
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
    failed = _worked_out(planner, TWO, "As it was sent")
    assert failed.status == ScenarioStatus.FAILED
    assert "compared with today’s model" in ScenarioPage.of(failed, names={}).problem


def test_a_share_is_said_as_it_was_asked_where_some_children_count_double(county, planner):
    wishes = replace(TWO, weigh=Weigh.UNDER_5_BY_TENTH, share_percent=60, share_minutes=25)
    found = ScenarioPage.of(_worked_out(planner, wishes), names={}).found
    assert found.better == "Better means: the shortest journeys taken together."
    said = next(line for line in found.prose if "double" in line)
    assert int(said.split("So counted, ")[1].split(" %")[0]) >= 60
    assert "within 25 minutes; today it is" in said
    plain = ScenarioPage.of(_worked_out(planner, TWO, "Each the same"), names={}).found.prose
    assert not any("double" in line for line in plain)


def test_weighed_share():
    assert weighed_share([2, 1, 1], [10, 20, 30], within=20) == pytest.approx(0.75)
    assert weighed_share([], [], within=20) is None


def test_one_site_is_said_as_one(county, planner):
    prose = ScenarioPage.of(_worked_out(planner, replace(TWO, exactly=1)), names={}).found.prose
    assert prose[0].startswith("1 site is open: ")


def test_an_engine_that_refuses_a_question_says_so(county, planner, monkeypatch):
    def refuses(asked, *, seconds):
        raise ValueError("Two areas have the same name")

    monkeypatch.setattr(tasks, "work_out", refuses)
    scenario = _worked_out(planner, TWO)
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
    scenario = _worked_out(planner, TWO)
    assert (len(rounds), scenario.status) == (1, ScenarioStatus.FOUND)
    assert "more than 2.0 % better" in ScenarioPage.of(scenario, names={}).found.certificate


def test_only_planners_make_stop_publish_and_withdraw(county, planner):
    other, scenario = a_user("hub-manager"), _worked_out(planner, TWO)
    for act in (
        lambda: _made(other, TWO),
        lambda: actions.stop_scenario(scenario=scenario, by=other, at=NOW),
        lambda: publishing.publish_scenario(scenario=scenario, why="x", by=other, at=NOW),
        lambda: publishing.withdraw_scenario(scenario=scenario, why="x", by=other, at=NOW),
    ):
        with pytest.raises(PlanRefused, match="Only a planner"):
            act()


def test_only_what_was_worked_out_is_published_and_then_everybody_reads_it(county, planner, at_the, client):
    waiting = _made(planner, TWO, "Waiting")
    with pytest.raises(PlanRefused, match="worked out"):
        publishing.publish_scenario(scenario=waiting, why="x", by=planner, at=NOW)
    with pytest.raises(IntegrityError, match="only_a_scenario_that_was_worked_out"), transaction.atomic():
        Scenario.objects.filter(id=waiting.id).update(published_at=NOW, published_why="x")
    scenario = _worked_out(planner, TWO)
    assert at_the(None, "published_plan", scenario.slug).status_code == 404
    assert at_the(planner, "publish_scenario", scenario.slug, data={"why": "For the consultation"}).status_code == 302
    client.logout()
    page = at_the(None, "published_plan", scenario.slug).content.decode()
    assert "For the consultation" in page
    assert "This is proven" in page
    assert scenario.digest in page
    assert "Two sites" in at_the(None, "published").content.decode()
    assert "To cite it" in page


def test_a_withdrawn_scenario_stays_to_be_read_with_the_reason(county, planner, at_the, client):
    scenario = _worked_out(planner, TWO)
    assert at_the(planner, "withdraw_scenario", scenario.slug).status_code == 404, "it was never published"
    publishing.publish_scenario(scenario=scenario, why="To be read", by=planner, at=NOW)
    assert (
        "Say why it is withdrawn"
        in at_the(planner, "withdraw_scenario", scenario.slug, data={"why": ""}).content.decode()
    )
    assert "It can not be published again" in at_the(planner, "withdraw_scenario", scenario.slug).content.decode()
    answer = at_the(planner, "withdraw_scenario", scenario.slug, data={"why": "A budget was wrong"})
    assert answer.url == reverse("planning:scenario", args=[scenario.slug])
    day = say_day(timezone.localdate())
    own = at_the(planner, "scenario", scenario.slug).content.decode()
    assert f"Withdrawn on {day}. A budget was wrong" in own
    assert "Publish it" not in own
    assert "Withdraw it" not in own
    assert f"; withdrawn {day}" in at_the(planner, "scenarios").content.decode()
    assert at_the(planner, "withdraw_scenario", scenario.slug).status_code == 404
    client.logout()
    for page in ("published_plan", "published_plan_paper"):
        assert f"Withdrawn on {day}. A budget was wrong" in at_the(None, page, scenario.slug).content.decode(), page
    listed = at_the(None, "published").content.decode()
    assert "Two sites" in listed
    assert "; withdrawn" in listed
    assert at_the(None, "published_csv", scenario.slug).status_code == 200


def test_a_withdrawal_that_is_refused_is_said_on_the_form(county, planner, at_the, monkeypatch):
    scenario = given_a_published_scenario()

    def refuse(**_):
        raise PlanRefused("It can not be withdrawn now")

    monkeypatch.setattr(publishing, "withdraw_scenario", refuse)
    page = at_the(planner, "withdraw_scenario", scenario.slug, data={"why": "Wrong"}).content.decode()
    assert "It can not be withdrawn now" in page


def test_everybody_takes_the_journeys_of_a_published_plan_away_without_counts_of_children(county, planner, at_the):
    scenario = _worked_out(planner, TWO)
    assert at_the(None, "published_csv", scenario.slug).status_code == 404
    publishing.publish_scenario(scenario=scenario, why="To be read", by=planner, at=NOW)
    assert "journeys.csv" in at_the(None, "published_plan", scenario.slug).content.decode()
    header, *rows = at_the(None, "published_csv", scenario.slug).content.decode("utf-8-sig").splitlines()
    assert len(rows) == 6
    assert "minutes_in_plan" in header
    assert "children" not in header
    assert all(row.endswith(scenario.digest) for row in rows)


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


def test_a_site_of_an_answer_can_be_pinned_in_the_next_question(county, planner, at_the):
    west, _, middle = county
    scenario = _worked_out(planner, replace(TWO, open=(middle.slug,)))
    page = at_the(planner, "make_scenario", **{"from": scenario.slug, "closed": middle.slug})
    form = page.context["form"]
    assert (form.initial["open"], form.initial["closed"], form.initial["count"]) == ([], [middle.slug], 2)
    assert west.slug in dict(form.fields["open"].choices)


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


def test_why_asks_the_same_question_without_each_site_and_with_each_other(county, planner, at_the, monkeypatch):
    sent = []
    monkeypatch.setattr(tasks.work_out_reasons, "defer", lambda **told: sent.append(told))
    scenario = _worked_out(planner, TWO)
    for _ in range(2):
        assert at_the(planner, "ask_why", scenario.slug, data={}).status_code == 302
    assert sent == [{"scenario_id": str(scenario.id)}]
    assert "It waits for its turn" in at_the(planner, "scenario", scenario.slug).content.decode()
    tasks.work_out_reasons(str(scenario.id))
    scenario.refresh_from_db()
    reasons = {one["slug"]: one for one in scenario.reasons["sites"]}
    assert set(reasons) == {one.slug for one in county}
    for slug, one in reasons.items():
        turned = {"closed": (slug,)} if one["is_open"] else {"open": (slug,)}
        again = _worked_out(planner, replace(TWO, **turned), f"again {slug}")
        assert one["objective"] == pytest.approx(again.answer["objective"])
        assert one["is_open"] == (slug in scenario.answer["open"])
    page = at_the(planner, "scenario", scenario.slug).content.decode()
    assert "What is lost without each site of the plan" in page
    assert "child-minutes" in page


def test_why_left_by_a_stopped_machine_can_be_asked_again(county, planner, at_the, monkeypatch):
    sent = []
    monkeypatch.setattr(tasks.work_out_reasons, "defer", lambda **told: sent.append(told))
    scenario = _worked_out(planner, TWO)
    actions.ask_why(scenario=scenario, by=planner, at=timezone.now() - timedelta(minutes=40))
    tasks.end_what_was_left(0)
    assert "It waits for its turn" in at_the(planner, "scenario", scenario.slug).content.decode(), "no machine took it"
    actions.begin_reasons(scenario=scenario, at=timezone.now() - timedelta(minutes=29))
    tasks.end_what_was_left(0)
    assert "Work on it has begun" in at_the(planner, "scenario", scenario.slug).content.decode()
    actions.note_reasons(scenario=scenario, of=3, reasons=(), at=timezone.now() - timedelta(minutes=20))
    tasks.end_what_was_left(0)
    assert "0 of 3 sites asked about" in at_the(planner, "scenario", scenario.slug).content.decode()
    actions.note_reasons(scenario=scenario, of=3, reasons=(), at=timezone.now() - timedelta(minutes=31))
    tasks.end_what_was_left(0)
    shown = at_the(planner, "scenario", scenario.slug)
    assert "The machine stopped while it looked for why" in shown.content.decode()
    assert "Refresh" not in shown
    assert at_the(planner, "ask_why", scenario.slug, data={}).status_code == 302
    assert sent == [{"scenario_id": str(scenario.id)}]
    assert "It waits for its turn" in at_the(planner, "scenario", scenario.slug).content.decode()


def test_why_says_when_the_figures_have_changed_since(county, planner):
    scenario = _worked_out(planner, TWO)
    actions.ask_why(scenario=scenario, by=planner, at=NOW)
    Area.objects.filter(easting=650_000).update(easting=655_000)
    tasks.work_out_reasons(str(scenario.id))
    scenario.refresh_from_db()
    assert scenario.reasons["sites"] == []
    assert "have changed since" in scenario.reasons["problem"]


def test_money_that_is_not_known_of_some_sites_claims_no_saving(county, planner):
    loose = replace(TWO, only_costed=False)
    YearAmount.objects.filter(site=county[0]).delete()
    money = ScenarioPage.of(_worked_out(planner, loose), names={}).found.money[0]["value"]
    assert "less" not in money
    assert "out of 2" in money
    YearAmount.objects.all().delete()
    money = ScenarioPage.of(_worked_out(planner, loose, "None known"), names={}).found.money[0]["value"]
    assert money.startswith("Not known")


def test_the_public_is_shown_no_small_count_and_none_can_be_worked_out():
    scenario = Scenario(
        name="Any", slug="any", wishes=TWO.as_data(), status=ScenarioStatus.FOUND, made_by=User(name="P"), made_at=NOW,
        answer=ANSWER | {"journeys": [_as_kept(n, children) for n, children in enumerate((3, 40, 60))]},
    )  # fmt: skip
    staff, public = (ScenarioPage.of(scenario, names={}, smallest=one).found.by_tenth for one in (0, 5))
    assert [row[1] for row in staff] == ["3", "40", "60", "103"]
    assert [row[1] for row in public][:2] == ["Hidden", "Hidden"]
    assert [row[1] for row in public][2:] == ["60", "103"]


def _as_kept(place: int, children: float) -> dict:
    return {
        "code": f"A{place}", "name": "A", "children": children, "tenth": 1 + place, "is_rural": False, "locality": "L",
        "before_site": "s", "before": 10.0, "after_site": "s", "after": 10.0,
    }  # fmt: skip


ANSWER = {
    "gap": 0.0, "is_proven": True, "open": ["s"], "sites": [], "year": "2025/26", "sources": [], "left_out": {},
    "as_of": "2026-03-02", "candidates": 1, "seconds": 0.1, "method": "prices", "version": "1",
}  # fmt: skip


# -- weighed by an index of need --


@pytest.mark.parametrize(
    ("ranks", "shares"),
    [
        pytest.param({"a": 1, "b": 2, "c": 3}, {"a": 1.0, "b": 0.5, "c": 0.0}, id="even steps"),
        pytest.param({"a": 1, "b": 1}, {"a": 0.0, "b": 0.0}, id="all alike"),
        pytest.param({}, {}, id="no area"),
    ],
)
def test_shares_of_need(ranks, shares):
    assert shares_of_need(ranks) == shares


@pytest.mark.parametrize(("need", "weight"), [(1.0, 20.0), (0.5, 15.0), (0.0, 10.0), (None, 10.0)])
def test_a_child_of_the_area_with_the_most_need_counts_twice(need, weight):
    assert weight_of(10, 1, weigh=Weigh.UNDER_5_BY_NEED, need=need) == weight


@given(st.dictionaries(st.text(min_size=1), st.integers(1, 50)))
def test_no_area_with_more_need_counts_less(ranks):
    shares = shares_of_need(ranks)
    assert all(0 <= one <= 1 for one in shares.values())
    ordered = sorted(ranks, key=ranks.get)
    assert [shares[one] for one in ordered] == sorted(shares.values(), reverse=True)


def _by_need(index, **more) -> Wishes:
    asked = {"index": index.slug, "index_version": index.version, "index_name": index.name}
    return replace(TWO, weigh=Weigh.UNDER_5_BY_NEED, **asked, **more)


def test_an_index_is_named_exactly_where_children_are_weighed_by_one():
    said = "Say by which index of need"
    assert said in " ".join(contradictions(replace(TWO, weigh=Weigh.UNDER_5_BY_NEED)))
    assert said in " ".join(contradictions(replace(TWO, index="need", index_version=1)))


def test_places_follow_an_index_of_need_and_say_so(county, planner, at_the):
    index = given_an_index(recipe=Recipe((Part("imd_score", 2), Part("under_5_share", 1))))
    wishes = _by_need(index)
    scenario = _worked_out(planner, wishes)
    answer = scenario.answer
    areas = sorted(answer["journeys"], key=lambda one: one["children"])
    assert [answer["need"][one["code"]] for one in areas] == pytest.approx([0, 0.2, 0.4, 0.6, 0.8, 1])
    weighed = sum(one["children"] * (1 + answer["need"][one["code"]]) * one["after"] for one in areas)
    assert answer["objective"] == pytest.approx(weighed)
    assert scenario.digest != _worked_out(planner, TWO, "All the same").digest
    page = at_the(planner, "scenario", scenario.slug).content.decode()
    assert "by “Need of little ones”, version 1" in page
    assert "counts children of the area with the most need double" in page
    assert "Need of little ones, version 1, 2 of 3 points: " in page
    assert "Need of little ones, version 1, 1 of 3 points: Children under 5, share of all people" in page
    assert Wishes.from_data(scenario.wishes) == wishes
    assert answer["need_is_open"]


@pytest.mark.parametrize(
    ("parts", "is_it"),
    [
        pytest.param([("imd_score", 2), ("under_5_share", 1)], True, id="open data"),
        pytest.param([("imd_score", 2), ("begun_lately_rate", 1)], False, id="a count of the service’s own"),
        pytest.param([("imd_score", 2), ("begun_lately_rate", 0)], True, id="a count without points"),
        pytest.param([("imd_score", 2), ("no_longer_held", 1)], False, id="what is not held any more"),
    ],
)
def test_an_index_is_open_where_all_that_it_holds_is(county, planner, parts, is_it):
    index = given_an_index(recipe=Recipe(tuple(Part(*one) for one in parts)))
    assert holds_open_data_only(index, viewer=planner) is is_it


def test_what_is_kept_is_not_said_to_be_counted_when_a_page_was_opened(county, planner):
    index = given_an_index(recipe=Recipe((Part("begun_lately_rate", 1),)))
    [told] = said_of_parts(index, viewer=planner, today=date(2026, 3, 2))
    assert "The service’s own records; counts of 1 to 4 are hidden" in told
    assert "12 months to 2 March 2026" in told


def test_an_index_is_chosen_on_screen_and_asked_again_in_the_version_that_was_used(county, planner, at_the):
    first = given_an_index()
    asked = {"name": "By need", "seek": "median", "count_is": "exactly", "count": "2", "kinds": ["library"],
             "weigh": f"index:{first.slug}:1"}  # fmt: skip
    assert at_the(planner, "make_scenario", data=asked).status_code == 302
    scenario = Scenario.objects.get()
    kept = Wishes.from_data(scenario.wishes)
    assert (kept.weigh, kept.index, kept.index_version) == (Weigh.UNDER_5_BY_NEED, first.slug, 1)
    keep_index(name=first.name, why="More", recipe=RECIPE, after=first, by=planner, at=NOW)
    fresh = dict(at_the(planner, "make_scenario").context["form"].fields["weigh"].choices)
    assert (f"index:{first.slug}:2" in fresh, f"index:{first.slug}:1" in fresh) == (True, False)
    again = at_the(planner, "make_scenario", **{"from": scenario.slug}).context["form"]
    assert again.initial["weigh"] == f"index:{first.slug}:1"
    assert {f"index:{first.slug}:{version}" for version in (1, 2)} <= set(dict(again.fields["weigh"].choices))


def test_an_index_that_cannot_be_made_is_told_and_nothing_is_found(county, planner):
    gone = given_an_index(recipe=Recipe((Part("no_longer_held", 1),)))
    scenario = _worked_out(planner, _by_need(gone))
    assert scenario.status == ScenarioStatus.FAILED
    assert "the index of need cannot be made" in scenario.answer["why"]


def test_the_present_model_improved_is_weighed_as_the_option_beside_it():
    wishes = Wishes(KINDS, Weigh.UNDER_5_BY_NEED, index="need", index_version=3, index_name="Need", exactly=2)
    beside = present_model_improved(wishes, sites=9, cost=100, policy=AppraisalPolicy())
    assert (beside.weigh, beside.index, beside.index_version, beside.index_name) == (wishes.weigh, "need", 3, "Need")
    assert contradictions(beside) == []


# -- the distance before and after --


@pytest.mark.parametrize(
    ("there", "km"),
    [
        pytest.param((603_000, 504_000), 5.0, id="by Pythagoras"),
        pytest.param((600_000, 500_000), 0.0, id="the same place"),
        pytest.param((600_001, 500_000), 0.001, id="a metre"),
    ],
)
def test_kilometres(there, km):
    assert kilometres((600_000, 500_000), there) == km == kilometres(there, (600_000, 500_000))


@pytest.mark.parametrize(
    ("children", "kms", "means"),
    [
        pytest.param((10, 30), ((1.0, 2.0), (5.0, 2.0)), (4.0, 2.0), id="the mean child, not the mean area"),
        pytest.param((10, 30), ((1.0, 2.0), (None, None)), None, id="an answer that did not keep them"),
        pytest.param((0, 0), ((1.0, 2.0), (5.0, 2.0)), None, id="no child"),
    ],
)
def test_mean_kilometres(children, kms, means):
    both = zip(children, kms, strict=True)
    journeys = [replace(_journey(1, 1, children=n), before_km=before, after_km=after) for n, (before, after) in both]
    assert mean_kilometres(journeys) == means


def test_the_distance_before_and_after_is_kept_and_told(county, planner, at_the):
    west, _, middle = county
    scenario = _worked_out(planner, replace(TWO, open=(middle.slug, west.slug)))
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
    scenario = _worked_out(planner, TWO)
    for one in scenario.answer["journeys"]:
        del one["before_km"], one["after_km"]
    scenario.save()
    page = at_the(planner, "scenario", scenario.slug)
    assert "In a straight line" not in page.content.decode()
    rows = list(csv.DictReader(at_the(planner, "scenario_csv", scenario.slug).content.decode("utf-8-sig").splitlines()))
    assert {row["km_today"] for row in rows} == {""}
    drawn = at_the(planner, "scenario_geojson", scenario.slug).json()
    assert drawn["features"][0]["properties"]["after_km"] is None
