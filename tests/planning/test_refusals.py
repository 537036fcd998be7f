"""What scenarios and appraisals refuse, in words fit to show; whoever does not plan changes nothing."""

import pytest
from django.db import IntegrityError, transaction

from alongside.foundation.audit.models import Entry
from alongside.planning.actions import appraisals, scenarios
from alongside.planning.actions import published_scenarios as publishing
from alongside.planning.actions.refusals import PlanRefused
from alongside.planning.models import Scenario
from alongside.planning.queries import appraisals as asked
from alongside.planning.rules.scenarios import ScenarioStatus, Wishes
from alongside.planning.rules.years import AppraisalPolicy
from tests.factories import NOW, a_user
from tests.planning.given import given_a_published_appraisal, given_a_published_scenario, given_an_appraisal

pytestmark = pytest.mark.django_db
ONE_SITE = Wishes(kinds=(), exactly=1)


def refused(words: str):
    return pytest.raises(PlanRefused, match=words)


def test_whoever_does_not_plan_changes_no_scenario_and_no_appraisal():
    scenario = given_a_published_scenario()
    appraisal = given_a_published_appraisal(scenario)
    who = {"by": a_user("hub-manager"), "at": NOW}
    of_scenario, of_appraisal = {"scenario": scenario} | who, {"appraisal": appraisal} | who
    for words, act in (
        ("make a scenario", lambda: scenarios.make_scenario(name="Any", why="", wishes=ONE_SITE, **who)),
        ("stop a scenario", lambda: scenarios.stop_scenario(**of_scenario)),
        ("ask why", lambda: scenarios.ask_why(**of_scenario)),
        ("publish a scenario", lambda: publishing.publish_scenario(why="To be read", **of_scenario)),
        ("withdraw a scenario", lambda: publishing.withdraw_scenario(why="Wrong", **of_scenario)),
        (
            "appraise options",
            lambda: appraisals.make_appraisal(name="Any", why="", scenarios=[], policy=AppraisalPolicy(), **who),
        ),
        ("change an appraisal", lambda: appraisals.score_options(scores={}, **of_appraisal)),
        ("withdraw an appraisal", lambda: appraisals.withdraw_appraisal(why="Wrong", **of_appraisal)),
    ):
        with refused(f"Only a planner can {words}"):
            act()


def test_a_scenario_that_was_not_worked_out_is_neither_asked_nor_shown():
    planner = {"by": a_user("planner"), "at": NOW}
    waiting = scenarios.make_scenario(name="Seven sites", why="", wishes=ONE_SITE, **planner)
    assert scenarios.make_scenario(name="Again", why="", wishes=ONE_SITE, id=waiting.id, **planner) == waiting
    with refused("can be asked why"):
        scenarios.ask_why(scenario=waiting, **planner)
    with refused("can be published"):
        publishing.publish_scenario(scenario=waiting, why="To be read", **planner)
    with refused("Only a published scenario can be withdrawn"):
        publishing.withdraw_scenario(scenario=waiting, why="Wrong", **planner)
    assert scenarios.begin_scenario(scenario=waiting, at=NOW)
    scenarios.fail_scenario(scenario=waiting, why="No roads", at=NOW)
    scenarios.fail_scenario(scenario=waiting, why="Twice", at=NOW)
    failed = Scenario.objects.get(id=waiting.id)
    assert failed.status == ScenarioStatus.FAILED
    scenarios.stop_scenario(scenario=failed, **planner)
    assert not Scenario.objects.get(id=waiting.id).is_stop_wanted


def test_a_scenario_is_published_with_a_reason_and_withdrawn_once_with_another():
    planner = {"by": a_user("planner"), "at": NOW}
    scenario = given_a_published_scenario()
    with refused("Say why it is published"):
        publishing.publish_scenario(scenario=scenario, why=" ", **planner)
    assert publishing.publish_scenario(scenario=scenario, why="Again", **planner).published_why == "To be read"
    with refused("Say why it is withdrawn"):
        publishing.withdraw_scenario(scenario=scenario, why=" ", **planner)
    for why in ("A wrong figure ", "Another reason"):
        one = publishing.withdraw_scenario(scenario=scenario, why=why, **planner)
    assert (one.withdrawn_at, one.withdrawn_why, one.published_at) == (NOW, "A wrong figure", scenario.published_at)
    assert Entry.objects.filter(kind="planning.scenario_withdrawn").count() == 1
    with refused("It was withdrawn. Ask again with a change"):
        publishing.publish_scenario(scenario=scenario, why="Once more", **planner)


@pytest.mark.parametrize(
    "broken",
    [
        pytest.param({"withdrawn_at": NOW}, id="without a reason"),
        pytest.param({"withdrawn_why": "Wrong"}, id="on no day"),
        pytest.param({"withdrawn_at": NOW, "withdrawn_why": "Wrong", "published_at": None}, id="never published"),
    ],
)
def test_a_published_scenario_is_withdrawn_with_a_reason_or_not_at_all(broken):
    scenario = given_a_published_scenario()
    with pytest.raises(IntegrityError, match="a_published_scenario_is_withdrawn_with_a_reason"), transaction.atomic():
        Scenario.objects.filter(id=scenario.id).update(**broken)


def test_options_are_scenarios_that_were_worked_out():
    planner = {"by": a_user("planner"), "at": NOW}
    waiting = scenarios.make_scenario(name="Seven sites", why="", wishes=ONE_SITE, **planner)
    for words, chosen in (("at least one scenario", []), ("Only scenarios that were worked out", [waiting])):
        with refused(words):
            appraisals.make_appraisal(name="Any", why="", scenarios=chosen, policy=AppraisalPolicy(), **planner)


def test_an_appraisal_says_what_cannot_be_written_into_it(monkeypatch):
    planner = {"by": a_user("planner"), "at": NOW}
    scenario = given_a_published_scenario()
    appraisal = given_an_appraisal(scenario)
    line = {"option": "today", "what": "One more", "likelihood": "1", "impact": "1", "answer": "", "owner": ""}
    with refused("Give points to at least one criterion"):
        appraisals.agree_criteria(
            appraisal=appraisal, points={"mean": 0}, judged=[], near=20, starts=1, agreed="", **planner
        )
    with refused("warmth is not a criterion any more"):
        appraisals.score_options(appraisal=appraisal, scores={"warmth": {}}, **planner)
    with refused("Only a published appraisal can be withdrawn"):
        appraisals.withdraw_appraisal(appraisal=appraisal, why="Wrong", **planner)
    monkeypatch.setattr(appraisals, "MOST_LINES", 1)
    with refused("put some together"):
        appraisals.add_line(appraisal=appraisal, kind="risks", line=line, **planner)


def test_whoever_sees_no_need_finds_no_options():
    partner, appraisal = a_user("partner"), given_an_appraisal(given_a_published_scenario())
    assert not asked.list_appraisals(viewer=partner)
    assert not asked.choosable_scenarios(viewer=partner)
    with pytest.raises(asked.AppraisalNotFound):
        asked.get_appraisal(viewer=partner, reference=appraisal.reference)
    with pytest.raises(asked.AppraisalNotFound):
        asked.get_public_appraisal(appraisal.reference)
