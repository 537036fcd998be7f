"""Why a site is in a plan: the same question without it, and with each other."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.utils import timezone

from alongside.places.models import Area
from alongside.planning import tasks
from alongside.planning.actions import scenarios as actions
from tests.factories import NOW
from tests.planning.given import TWO, worked_out


def test_why_asks_the_same_question_without_each_site_and_with_each_other(county, planner, at_the, monkeypatch):
    sent = []
    monkeypatch.setattr(tasks.work_out_reasons, "defer", lambda **told: sent.append(told))
    scenario = worked_out(planner, TWO)
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
        again = worked_out(planner, replace(TWO, **turned), f"again {slug}")
        assert one["objective"] == pytest.approx(again.answer["objective"])
        assert one["is_open"] == (slug in scenario.answer["open"])
    page = at_the(planner, "scenario", scenario.slug).content.decode()
    assert "What is lost without each site of the plan" in page
    assert "child-minutes" in page


def test_why_left_by_a_stopped_machine_can_be_asked_again(county, planner, at_the, monkeypatch):
    sent = []
    monkeypatch.setattr(tasks.work_out_reasons, "defer", lambda **told: sent.append(told))
    scenario = worked_out(planner, TWO)
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
    scenario = worked_out(planner, TWO)
    actions.ask_why(scenario=scenario, by=planner, at=NOW)
    Area.objects.filter(easting=650_000).update(easting=655_000)
    tasks.work_out_reasons(str(scenario.id))
    scenario.refresh_from_db()
    assert scenario.reasons["sites"] == []
    assert "have changed since" in scenario.reasons["problem"]
