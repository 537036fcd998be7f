"""What each number of sites can do: asked, kept as it is found, stopped, left and asked again, and gone on from."""

import csv
import re
from dataclasses import replace
from datetime import timedelta
from io import BytesIO
from itertools import pairwise

import pikepdf
import pytest
from django.utils import timezone

from alongside.foundation.audit.models import Entry
from alongside.places.models import Area
from alongside.planning import tasks
from alongside.planning.actions import followups
from alongside.planning.actions import frontier as actions
from alongside.planning.actions.refusals import PlanRefused
from alongside.planning.gateways import siting
from alongside.planning.models import Scenario
from alongside.planning.presenters.frontier import FrontierSheet
from alongside.planning.queries import scenarios as queries
from alongside.planning.rules.frontier import KNOWN
from alongside.planning.rules.scenarios import Seek, Weigh, Wishes
from hinterland import why
from hinterland.answer import Status
from tests.factories import NOW, a_user
from tests.planning.given import KINDS, TWO, given_a_published_appraisal, given_a_published_scenario
from tests.planning.given import given_a_scenario as _made
from tests.planning.given import worked_out as _worked_out

BEST = "Proven: none is better"


@pytest.fixture
def sent(monkeypatch):
    """What was put on the queue."""
    found = []
    for task in (tasks.work_out_frontier, tasks.work_out_scenario):
        monkeypatch.setattr(task, "defer", lambda task=task, **told: found.append((task.name.split(".")[-1], told)))
    return found


def asked(scenario: Scenario, least: int = 1, most: int = 3, *, by, at=NOW) -> Scenario:
    """A scenario that is asked about numbers of sites, and worked out."""
    actions.ask_frontier(scenario=scenario, least=least, most=most, by=by, at=at)
    tasks.work_out_frontier(str(scenario.id))
    scenario.refresh_from_db()
    return scenario


def best(scenario: Scenario) -> dict[int, dict]:
    return {one["sites"]: one for one in scenario.frontier["counts"]}


def shown(at_the, user, scenario) -> str:
    return at_the(user, "scenario", scenario.slug).content.decode()


def test_each_number_has_the_plan_that_the_engine_says_is_best(county, planner):
    scenario = asked(_worked_out(planner, TWO), by=planner)
    question, _ = queries.question_of(TWO, viewer=planner, today=timezone.localdate())
    problem = siting._problem(question, siting._minutes(question))
    for number, answer in why.frontier(problem, (1, 2, 3)):
        one = best(scenario)[number]
        assert one["objective"] == pytest.approx(answer.objective)
        assert one["bound"] == pytest.approx(answer.objective)
        assert one["is_proven"]
        assert (one["sites"], one["closes"] - one["opens"]) == (number, 2 - number)
    assert best(scenario)[2]["objective"] == pytest.approx(scenario.answer["objective"])
    assert [one["cost"] for one in best(scenario).values()] == [5_000, 95_000, 195_000]
    assert scenario.frontier["today"]["objective"] >= best(scenario)[2]["objective"]


@pytest.mark.parametrize(
    ("wishes", "title", "words"),
    [
        pytest.param(TWO, "Mean journey", "min less", id="journeys together"),
        pytest.param(replace(TWO, seek=Seek.CENTRE), "Longest journey", "min less", id="the longest journey"),
        pytest.param(replace(TWO, seek=Seek.WORST_TENTH), "Mean journey of the tenth with the longest", "min less",
                     id="the worst tenth"),
        pytest.param(replace(TWO, seek=Seek.COVERAGE, cover_minutes=20), "Children within 20 minutes", "more in 100",
                     id="children within reach"),
    ],
)  # fmt: skip
def test_more_sites_never_do_worse_and_the_table_says_what_one_more_buys(county, planner, wishes, title, words):
    scenario = asked(_worked_out(planner, wishes), by=planner)
    sheet = FrontierSheet.of(scenario)
    assert sheet.columns[1]["text"] == title
    assert sheet.caption == f"{title}, by the number of sites"
    values = [one["objective"] for one in scenario.frontier["counts"]]
    sign = -1 if wishes.seek is Seek.COVERAGE else 1
    assert all(sign * before >= sign * after - 1e-9 for before, after in pairwise(values))
    assert [row[0] for row in sheet.rows] == ["1", "2, today’s model as it is", "2, as in this scenario", "3"]
    assert sheet.rows[2][2] == "Proven: none is better"
    assert words in sheet.rows[2][3]
    assert len(sheet.chart.dots) == 4
    assert [one["number"] for one in sheet.chart.dots] == ["", "this scenario", "", "today"]


def test_a_planner_asks_once_and_reads_what_came_of_it(county, planner, at_the, sent):
    scenario = _worked_out(planner, TWO)
    assert "See how good the best plan can be" in shown(at_the, planner, scenario)
    for _ in range(2):
        assert at_the(planner, "ask_frontier", scenario.slug, data={"least": "1", "most": "3"}).status_code == 302
    assert sent == [("work_out_frontier", {"scenario_id": str(scenario.id)})]
    assert Entry.objects.filter(kind="planning.scenario_asked_numbers").count() == 1
    waiting = at_the(planner, "scenario", scenario.slug)
    assert "It waits for its turn" in waiting.content.decode()
    assert waiting["Refresh"]
    assert "Refresh" not in at_the(planner, "scenario", scenario.slug, still="1")
    tasks.work_out_frontier(str(scenario.id))
    page = shown(at_the, planner, scenario)
    assert "Mean journey with today’s 2 sites" in page
    assert "With 2 sites" not in page, "no fewer than today's can do as well"
    assert "Up to 3 sites the last further site still shortens the mean journey by 0.1 minutes or more." in page
    assert page.count("Start a scenario with ") == 3
    assert "Start a scenario with 3 sites" not in shown(at_the, a_user("finance-officer"), scenario)


def test_numbers_with_no_plan_are_named_and_lead_nowhere(county, planner, at_the):
    scenario = asked(_worked_out(planner, replace(TWO, budget=100_000)), by=planner)
    assert [one["status"] for one in scenario.frontier["counts"]] == ["optimal", "optimal", "infeasible"]
    page = shown(at_the, planner, scenario)
    assert "No plan keeps the rules with this many sites: 3." in page
    refused = at_the(planner, "start_with_number", scenario.slug, data={"number": "3"})
    assert refused.url.endswith("#numbers")
    assert "Choose a number of sites that was asked about and has a plan" in shown(at_the, planner, scenario)
    assert at_the(planner, "start_with_number", scenario.slug, data={"number": "x"}).status_code == 302
    assert Scenario.objects.count() == 1


def test_other_numbers_are_asked_about_later_and_what_is_known_stays(county, planner, monkeypatch):
    scenario = asked(_worked_out(planner, TWO), 1, 2, by=planner)
    asked_of = []
    work_out = siting.work_out
    monkeypatch.setattr(siting, "work_out", lambda one, **more: asked_of.append(one.wishes) or work_out(one, **more))
    scenario = asked(scenario, 2, 3, by=planner)
    assert list(best(scenario)) == [1, 2, 3]
    assert [one.exactly for one in asked_of[1:]] == [3], "after today's model only what is not known"
    assert not actions.ask_frontier(scenario=scenario, least=1, most=3, by=planner, at=NOW)


def test_while_some_are_worked_out_others_wait(county, planner):
    scenario = _worked_out(planner, TWO)
    told = {"scenario": scenario, "by": planner, "at": NOW}
    assert actions.ask_frontier(least=1, most=2, **told)
    assert not actions.ask_frontier(least=2, most=2, **told)
    with pytest.raises(PlanRefused, match="Other numbers are being worked out"):
        actions.ask_frontier(least=1, most=3, **told)


def test_the_answer_to_a_refused_question_does_not_look_again_by_itself(county, planner, at_the):
    scenario = _worked_out(planner, TWO)
    actions.ask_frontier(scenario=scenario, least=1, most=2, by=planner, at=NOW)
    page = at_the(planner, "ask_frontier", scenario.slug, data={"least": "1", "most": "3"})
    assert "Other numbers are being worked out" in page.content.decode()
    assert "Refresh" not in page


def test_no_more_numbers_than_can_be_read_are_kept_of_one_scenario(county, planner, monkeypatch):
    monkeypatch.setattr(actions, "MOST_KEPT", 2)
    with pytest.raises(PlanRefused, match="Ask about fewer"):
        actions.ask_frontier(scenario=_worked_out(planner, TWO), least=1, most=3, by=planner, at=NOW)


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        pytest.param({"least": "3", "most": "2"}, "The fewest sites, 3, are more than the most, 2", id="downwards"),
        pytest.param({"least": "1", "most": "9"}, "No more than 3 sites can be open", id="more than there are"),
        pytest.param({"least": "two", "most": "3"}, "Enter a whole number from 1 to 500", id="no number"),
    ],
)
def test_a_refusal_keeps_what_was_typed(county, planner, at_the, sent, typed, why):
    scenario = _worked_out(planner, TWO)
    page = at_the(planner, "ask_frontier", scenario.slug, data=typed)
    assert page.status_code == 200
    assert why in page.content.decode()
    assert 'href="#id_least"' in page.content.decode(), "the summary leads to the field"
    assert f'value="{typed["least"]}"' in page.content.decode()
    assert sent == []


def test_where_the_least_cost_is_sought_the_page_says_why_no_number_is_asked_about(county, planner, at_the):
    least = Wishes(kinds=KINDS, seek=Seek.LEAST_COST, max_minutes=60)
    page = shown(at_the, planner, _worked_out(planner, least))
    assert "the number of sites follows from it" in page
    assert "Ask what each number of sites can do" not in page


def test_it_is_stopped_once_and_asked_again_for_what_is_missing(county, planner, at_the, sent, monkeypatch):
    scenario = _worked_out(planner, TWO)
    actions.ask_frontier(scenario=scenario, least=1, most=3, by=planner, at=NOW)
    work_out = siting.work_out

    def stopped_at_two(question, **more):
        if question.wishes.exactly == 2 and not question.wishes.open:
            for _ in range(2):
                assert at_the(planner, "stop_frontier", scenario.slug, data={}).status_code == 302
        return work_out(question, **more)

    monkeypatch.setattr(siting, "work_out", stopped_at_two)
    tasks.work_out_frontier(str(scenario.id))
    scenario.refresh_from_db()
    assert list(best(scenario)) == [1, 2]
    assert Entry.objects.filter(kind="planning.scenario_numbers_stopped").count() == 1
    page = shown(at_the, planner, scenario)
    assert "It was stopped. What was found stays" in page
    assert 'name="most" value="3"' in page, "the same range is offered again"
    at_the(planner, "ask_frontier", scenario.slug, data={"least": "1", "most": "3"})
    assert sent == [("work_out_frontier", {"scenario_id": str(scenario.id)})]
    tasks.work_out_frontier(str(scenario.id))
    scenario.refresh_from_db()
    assert list(best(scenario)) == [1, 2, 3]
    assert "It was stopped" not in shown(at_the, planner, scenario)


def test_what_a_machine_left_can_be_asked_again_and_nothing_found_is_lost(county, planner, at_the):
    scenario = asked(_worked_out(planner, TWO), 1, 1, by=planner)
    long_ago = timezone.now() - timedelta(minutes=40)
    actions.ask_frontier(scenario=scenario, least=1, most=3, by=planner, at=long_ago)
    tasks.end_what_was_left(0)
    assert "It waits for its turn" in shown(at_the, planner, scenario), "no machine took it"
    followups.begin(followups.NUMBERS, scenario=scenario, at=long_ago)
    tasks.end_what_was_left(0)
    page = shown(at_the, planner, scenario)
    assert "The machine stopped while it looked for what each number of sites can do. Ask again" in page
    assert "Start a scenario with 1 site" in page
    assert list(best(asked(scenario, by=planner))) == [1, 2, 3]


def test_two_machines_at_once_keep_each_number_once(county, planner, monkeypatch):
    scenario = _worked_out(planner, TWO)
    actions.ask_frontier(scenario=scenario, least=1, most=3, by=planner, at=NOW)
    work_out, is_alone = siting.work_out, [True]

    def beside(question, **more):
        if is_alone.pop() if is_alone else False:
            tasks.work_out_frontier(str(scenario.id))
        return work_out(question, **more)

    monkeypatch.setattr(siting, "work_out", beside)
    tasks.work_out_frontier(str(scenario.id))
    scenario.refresh_from_db()
    assert [one["sites"] for one in scenario.frontier["counts"]] == [1, 2, 3]


def test_it_says_when_the_figures_have_changed_since(county, planner, at_the):
    scenario = _worked_out(planner, TWO)
    Area.objects.filter(easting=650_000).update(easting=655_000)
    scenario = asked(scenario, by=planner)
    assert scenario.frontier["counts"] == []
    assert "have changed since the plan was worked out. Ask the scenario again" in shown(at_the, planner, scenario)


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        pytest.param(ValueError("Two areas have the same name"), "Two areas have the same name", id="refused"),
        pytest.param(RuntimeError("no memory"), "Something went wrong on our side. Ask again", id="broken"),
    ],
)
def test_it_ends_with_a_plain_problem(county, planner, at_the, monkeypatch, wrong, said):
    scenario = _worked_out(planner, TWO)
    actions.ask_frontier(scenario=scenario, least=1, most=3, by=planner, at=NOW)

    def goes_wrong(question, **more):
        raise wrong

    monkeypatch.setattr(siting, "work_out", goes_wrong)
    if isinstance(wrong, ValueError):
        tasks.work_out_frontier(str(scenario.id))
    else:
        with pytest.raises(RuntimeError):
            tasks.work_out_frontier(str(scenario.id))
    page = at_the(planner, "scenario", scenario.slug)
    assert said in page.content.decode()
    assert "Refresh" not in page


def test_from_a_row_one_scenario_is_started_with_the_same_wishes_and_that_number(county, planner, at_the, sent):
    wishes = replace(TWO, exactly=None, at_most=2, closed=(county[1].slug,))
    scenario = asked(_worked_out(planner, wishes, "So far"), 1, 2, by=planner)
    for by in (planner, a_user("service-manager")):
        answer = at_the(by, "start_with_number", scenario.slug, data={"number": "1"})
        assert answer.url == "/planning/scenarios/so-far-with-1-site/"
    started = Scenario.objects.get(name="So far, with 1 site")
    assert Wishes.from_data(started.wishes) == replace(wishes, exactly=1, at_most=None)
    assert sent == [("work_out_scenario", {"scenario_id": str(started.id)})]
    tasks.work_out_scenario(str(started.id))
    started.refresh_from_db()
    assert started.answer["objective"] == pytest.approx(best(scenario)[1]["objective"])


def test_what_it_holds_can_be_taken_away_as_a_file(county, planner, at_the):
    scenario = asked(_worked_out(planner, replace(TWO, budget=100_000)), by=planner)
    rows = list(csv.DictReader(at_the(planner, "frontier_csv", scenario.slug).content.decode("utf-8-sig").splitlines()))
    assert [(one["sites"], one["status"]) for one in rows] == [
        ("2", "As it is"), ("1", BEST), ("2", BEST), ("3", "No plan keeps the rules")
    ]  # fmt: skip
    assert [one["net_cost_pounds"] for one in rows] == ["1900.00", "50.00", "950.00", ""]
    assert [one["todays_that_close"] for one in rows] == ["0", "2", "1", ""]
    mean = best(scenario)[2]["objective"] / scenario.frontier["weight"]
    assert (rows[2]["what"], rows[2]["value"], rows[2]["none_can_beat"]) == ("mean minutes", *[f"{mean:.4f}"] * 2)
    assert {one["result_number"] for one in rows} == {scenario.digest}
    unasked = at_the(planner, "frontier_csv", _worked_out(planner, TWO, "Unasked").slug).content.decode("utf-8-sig")
    assert len(unasked.splitlines()) == 1


def test_whoever_does_not_plan_asks_stops_and_starts_nothing(county, planner):
    scenario, who = asked(_worked_out(planner, TWO), by=planner), {"by": a_user("hub-manager"), "at": NOW}
    before = scenario.frontier
    for words, act in (
        ("ask what each number", lambda: actions.ask_frontier(scenario=scenario, least=1, most=2, **who)),
        ("stop a scenario", lambda: actions.stop_frontier(scenario=scenario, **who)),
        ("make a scenario", lambda: actions.start_with_number(scenario=scenario, number=1, **who)),
    ):
        with pytest.raises(PlanRefused, match=f"Only a planner can {words}"):
            act()
    scenario.refresh_from_db()
    assert (scenario.frontier, Scenario.objects.count()) == (before, 1)


def test_only_a_scenario_that_was_worked_out_is_asked(county, planner, at_the):
    waiting = _made(planner, TWO)
    with pytest.raises(PlanRefused, match="Only of a scenario that was worked out can be asked what each number"):
        actions.ask_frontier(scenario=waiting, least=1, most=2, by=planner, at=NOW)
    page = at_the(planner, "ask_frontier", waiting.slug, data={"least": "1", "most": "2"})
    assert "Only of a scenario that was worked out" in page.content.decode()


def test_a_number_that_is_not_proven_says_what_none_can_beat(db):
    scenario = given_a_published_scenario()
    one = {"sites": 1, "status": "feasible", "objective": 400.0, "bound": 390.0, "gap": 0.025, "is_proven": False,
           "cost": None, "closes": 0, "opens": 0}  # fmt: skip
    nothing = one | {"objective": None, "bound": None, "gap": None}
    scenario.frontier = {
        "asked_at": NOW.isoformat(), "begun_at": NOW.isoformat(), "of": 4, "wanted": [1, 2, 3, 4], "problem": "",
        "weight": 40.0,
        "counts": [one, one | {"sites": 2, "objective": 410.0, "bound": None},
                   nothing | {"sites": 3, "status": "unknown"}],
    }  # fmt: skip
    sheet = FrontierSheet.of(scenario)
    assert sheet.progress == "3 of 4 numbers of sites worked out so far."
    assert sheet.prose == [], "nothing is said before all is known"
    assert [row[1:] for row in sheet.rows] == [
        ["10.00 min", "None is under 9.75 min", "", "Not known", "Nothing changes"],
        ["10.25 min", "Not known", "0.25 min more", "Not known", "Nothing changes"],
        ["Not found in the time", "", "", "", ""],
    ]
    scenario.frontier |= {"is_left": True, "counts": [one]}
    assert FrontierSheet.of(scenario).prose == []


@pytest.mark.parametrize(
    ("wishes", "objectives", "lines"),
    [
        pytest.param(
            {}, {2: 480.0, 4: 400.0, 5: 398.0, 6: 397.0},
            ["From 4 sites on each further site shortens the mean journey by less than 0.1 minutes.",
             "Mean journey with today’s 5 sites: 10.50 min as they are, 9.95 min with the best plan of as many.",
             "With 4 sites a plan can do as well as today’s 5."],
            id="after a while one more buys little",
        ),
        pytest.param(
            {}, {6: 398.0, 7: 397.0},
            ["Already from 6 sites on, the fewest of these, each further site shortens the mean journey by less than "
             "0.1 minutes."],
            id="from the first on, and today's number was not asked about",
        ),
        pytest.param(
            {"seek": Seek.CENTRE}, {6: 19.0, 7: 18.5},
            ["Already from 6 sites on, the fewest of these, each further site shortens the longest journey by less "
             "than 1 minute."],
            id="the longest journey",
        ),
        pytest.param({}, {6: 398.0}, [], id="of one number alone nothing is said"),
        pytest.param(
            {"seek": Seek.COVERAGE, "cover_minutes": 15}, {4: 30.0, 5: 36.0},
            ["Up to 5 sites the last further site still brings 0.5 in 100 children or more within reach.",
             "Children within 15 minutes with today’s 5 sites: 80.0 % as they are, 90.0 % with the best plan of as "
             "many."],
            id="children within reach",
        ),
    ],
)  # fmt: skip
def test_what_it_says_in_plain_english(db, wishes, objectives, lines):
    scenario = given_a_published_scenario()
    scenario.wishes |= wishes
    one = {"status": "optimal", "bound": None, "gap": 0.0, "is_proven": True, "cost": 1, "closes": 0, "opens": 0}
    counts = [one | {"sites": sites, "objective": objective} for sites, objective in objectives.items()]
    scenario.frontier = {
        "asked_at": NOW.isoformat(), "begun_at": NOW.isoformat(), "of": len(counts), "problem": "", "weight": 40.0,
        "counts": counts, "today": one | {"sites": 5, "objective": 32.0 if wishes else 420.0},
    }  # fmt: skip
    assert FrontierSheet.of(scenario).prose == lines


def test_children_who_count_more_are_said_to(county, planner):
    wishes = replace(TWO, weigh=Weigh.UNDER_5_BY_TENTH)
    sheet = FrontierSheet.of(asked(_worked_out(planner, wishes), by=planner))
    assert sheet.notes[0] == (
        "Children count as in this scenario: children under 5, those of the most deprived tenth of England counting "
        "double."
    )


def test_the_page_asks_the_database_as_often_with_the_numbers_as_without(
    county, planner, at_the, django_assert_num_queries, django_assert_max_num_queries
):
    scenario = _worked_out(planner, TWO)
    at_the(planner, "scenario", scenario.slug)
    with django_assert_max_num_queries(20) as before:
        at_the(planner, "scenario", scenario.slug)
    asked(scenario, by=planner)
    with django_assert_num_queries(len(before)):
        at_the(planner, "scenario", scenario.slug)


def published(scenario: Scenario, **answer) -> Scenario:
    """The same before the public, with some of its answer as it may be."""
    scenario.answer |= answer
    scenario.published_at, scenario.published_why = timezone.now(), "To be read"
    scenario.save()
    return scenario


def read(client, scenario) -> list[str]:
    """The public page and the public paper."""
    return [client.get(f"/planning/published/{scenario.slug}/{part}").content.decode() for part in ("", "paper/")]


def taken(client, scenario) -> list[dict[str, str]]:
    """The public file of the numbers."""
    file = client.get(f"/planning/published/{scenario.slug}/numbers.csv").content.decode("utf-8-sig")
    return list(csv.DictReader(file.splitlines()))


def test_a_file_has_words_for_all_that_can_be_known_of_a_number():
    assert set(KNOWN) == {"today", *Status}


def test_everybody_takes_away_the_numbers_that_the_page_tells_and_no_more(county, planner, client):
    scenario = published(asked(_worked_out(planner, TWO), 1, 2, by=planner))
    assert f'href="/planning/published/{scenario.slug}/numbers.csv"' in read(client, scenario)[0]
    asked(scenario, by=planner)
    rows, told = (
        taken(client, scenario),
        FrontierSheet.in_public(scenario, smallest=5, published_at=scenario.published_at),
    )
    assert [(one["sites"], one["status"]) for one in rows] == [("2", "As it is"), ("1", BEST), ("2", BEST)]
    assert "gap" not in rows[0], "with the figures before they were rounded it could tell more"
    assert sorted(f"{one['value']} min" for one in rows) == sorted(row[1] for row in told.rows)
    assert [one["net_cost_pounds"] for one in rows] == ["1900.00", "50.00", "950.00"]
    assert {one["result_number"] for one in rows} == {scenario.digest}
    assert len(best(scenario)) == 3


def test_everybody_reads_what_was_known_when_the_plan_was_published_and_no_more(county, planner, client):
    scenario = published(asked(_worked_out(planner, TWO), 1, 2, by=planner))
    first = read(client, scenario)
    for page in first:
        assert "Mean journey, by the number of sites" in page
        assert "Mean journey with today’s 2 sites" in page
        assert "£50" in page
        assert "Start a scenario" not in page
    assert 'href="#numbers">What each number of sites can do' in first[0]
    actions.ask_frontier(scenario=scenario, least=1, most=3, by=planner, at=NOW)
    assert read(client, scenario) == first
    tasks.work_out_frontier(str(scenario.id))
    scenario.refresh_from_db()
    assert list(best(scenario)) == [1, 2, 3]
    assert read(client, scenario) == first


def test_nothing_that_was_asked_after_a_plan_was_published_is_told_to_everybody(county, planner, client):
    scenario = asked(published(_worked_out(planner, TWO)), by=planner)
    assert not any("by the number of sites" in page for page in read(client, scenario))
    assert "numbers.csv" not in read(client, scenario)[0]
    assert taken(client, scenario) == []


@pytest.mark.parametrize(
    ("more", "answer", "is_told"),
    [
        pytest.param({}, {"need": {"a": 1.0}}, False, id="weighed by an index that is not open"),
        pytest.param({}, {"need": {"a": 1.0}, "need_is_open": True}, True, id="weighed by an open one"),
        pytest.param({"seek": Seek.CENTRE}, {"need": {"a": 1.0}}, True, id="nothing is weighed in the longest"),
        pytest.param({"seek": Seek.COVERAGE, "cover_minutes": 20}, {}, False, id="a share would tell of few children"),
    ],
)
def test_what_could_tell_of_closed_or_small_counts_is_not_told_to_everybody(
    county, planner, client, more, answer, is_told
):
    scenario = published(asked(_worked_out(planner, replace(TWO, **more)), by=planner), **answer)
    assert [("by the number of sites" in page) for page in read(client, scenario)] == [is_told, is_told]
    assert bool(taken(client, scenario)) == is_told


def test_a_share_of_many_children_is_told_to_everybody_without_tenths(county, planner, client):
    wishes = replace(TWO, seek=Seek.COVERAGE, cover_minutes=20)
    scenario = published(asked(_worked_out(planner, wishes), by=planner))
    Scenario.objects.filter(id=scenario.id).update(frontier=scenario.frontier | {"weight": 600.0})
    scenario.refresh_from_db()
    shares = [row[1] for row in FrontierSheet.in_public(scenario, smallest=5, published_at=scenario.published_at).rows]
    assert shares
    assert not any("." in one for one in shares)
    assert {one["value"] for one in taken(client, scenario)} == {f"{int(one[:-2]) / 100:.2f}" for one in shares}


def drawn(page: str) -> list[str]:
    """The charts of a paper as a page."""
    return re.findall(r'<figure class="al-chart"><figcaption[^>]*>[^<]*</figcaption><div.*?</figure>', page, re.S)


def test_the_paper_of_a_scenario_draws_the_numbers_and_says_whose_result_they_are(county, planner, client):
    scenario = published(asked(_worked_out(planner, TWO), by=planner))
    page = read(client, scenario)[1]
    (chart,) = drawn(page)
    assert chart.count("<circle") == 4
    assert chart.count('fill="#ffffff"') == 1, "today's model is hollow"
    assert ">this scenario</text>" in chart
    first, last = (f"{best(scenario)[number]['objective'] / scenario.frontier['weight']:.2f} min" for number in (1, 3))
    assert f'aria-label="A line from 1 site, {first}, to 3 sites, {last}. The hollow dot is today’s model' in chart
    table = page.split(chart)[1]
    assert table.index("2, today’s model as it is") < table.index(f"Result {scenario.digest[:16]}")
    pdf = pikepdf.open(BytesIO(client.get(f"/planning/published/{scenario.slug}/paper.pdf").content))
    assert any("A line from 1 site" in str(one.get("/Alt", "")) for one in tagged(pdf.Root.StructTreeRoot))


def tagged(part) -> list:
    """Every element of a tagged PDF below this one."""
    below = part.get("/K", [])
    below = below if isinstance(below, pikepdf.Array) else [below]
    inside = [one for one in below if isinstance(one, pikepdf.Dictionary) and "/P" in one]
    return [*inside, *(each for one in inside for each in tagged(one))]


def test_numbers_with_no_plan_at_all_are_told_without_a_picture(county, planner, client):
    scenario = asked(_worked_out(planner, replace(TWO, budget=100_000)), by=planner)
    none = [one for one in scenario.frontier["counts"] if one["status"] == "infeasible"]
    scenario.frontier |= {"counts": none, "today": None}
    page = read(client, published(scenario))[1]
    assert "No plan keeps the rules with this many sites: 3." in page
    assert drawn(page) == []


def test_the_paper_of_options_tells_of_each_what_was_known_when_they_were_published(db, client):
    scenario = given_a_published_scenario()
    one = {"status": "optimal", "bound": None, "gap": 0.0, "is_proven": True, "cost": 1, "closes": 0, "opens": 0}
    counts = [
        one | {"sites": sites, "objective": 480.0 - sites, "at": (NOW + timedelta(days=sites - 3)).isoformat()}
        for sites in (2, 3, 4)
    ]
    told = {"asked_at": NOW.isoformat(), "begun_at": NOW.isoformat(), "of": 3, "wanted": [2, 3, 4], "problem": "",
            "weight": 40.0, "counts": counts, "today": None}  # fmt: skip
    Scenario.objects.filter(id=scenario.id).update(frontier=told)
    options = given_a_published_appraisal(scenario)
    paper = client.get(f"/planning/published/options/{options.reference}/paper/").content.decode()
    assert f"Mean journey, by the number of sites: {scenario.name}" in paper
    assert "A line from 2 sites, 11.95 min, to 3 sites, 11.93 min." in paper
    assert "4 sites" not in paper, "it was found after the options were published"
    rows = paper.split("A line from 2 sites")[1].split("</table>")[0]
    assert len(re.findall('<th scope="row"', rows)) == 2
    assert f"Result {scenario.digest[:16]}" in paper.split("A line from 2 sites")[1]


def test_the_paper_of_options_draws_cost_against_journeys_with_the_dots_numbered_as_in_the_table(db, client):
    options = given_a_published_appraisal(given_a_published_scenario())
    page = client.get(f"/planning/published/options/{options.reference}/paper/").content.decode()
    (chart,) = drawn(page)
    known = len(re.findall("<circle", chart))
    assert f"Chart of {known} options by net cost a year and mean journey" in chart
    assert known == len(re.findall(r">(\d)</text>", chart))
    rows = page.split("</figure>")[1].split("<tbody")[1].split("</tbody>")[0]
    assert re.findall(r'<th scope="row"[^>]*>(\d)</th>', rows) == [str(one) for one in range(1, known + 1)]
