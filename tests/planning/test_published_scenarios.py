"""Scenarios before the public: published with a reason, read by everybody, withdrawn and still read."""

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from alongside.foundation.components.presenters.days import say_day
from alongside.foundation.identity.models import User
from alongside.planning.actions import published_scenarios as publishing
from alongside.planning.actions.refusals import PlanRefused
from alongside.planning.models import Scenario
from alongside.planning.presenters.scenarios import ScenarioPage
from alongside.planning.rules.scenarios import (
    ScenarioStatus,
)
from tests.factories import NOW
from tests.planning.given import TWO, given_a_published_scenario, given_a_scenario, worked_out


def test_only_what_was_worked_out_is_published_and_then_everybody_reads_it(county, planner, at_the, client):
    waiting = given_a_scenario(planner, TWO, "Waiting")
    with pytest.raises(PlanRefused, match="worked out"):
        publishing.publish_scenario(scenario=waiting, why="x", by=planner, at=NOW)
    with pytest.raises(IntegrityError, match="only_a_scenario_that_was_worked_out"), transaction.atomic():
        Scenario.objects.filter(id=waiting.id).update(published_at=NOW, published_why="x")
    scenario = worked_out(planner, TWO)
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
    scenario = worked_out(planner, TWO)
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
    scenario = worked_out(planner, TWO)
    assert at_the(None, "published_csv", scenario.slug).status_code == 404
    publishing.publish_scenario(scenario=scenario, why="To be read", by=planner, at=NOW)
    assert "journeys.csv" in at_the(None, "published_plan", scenario.slug).content.decode()
    header, *rows = at_the(None, "published_csv", scenario.slug).content.decode("utf-8-sig").splitlines()
    assert len(rows) == 6
    assert "minutes_in_plan" in header
    assert "children" not in header
    assert all(row.endswith(scenario.digest) for row in rows)


ANSWER = {
    "gap": 0.0, "is_proven": True, "open": ["s"], "sites": [], "year": "2025/26", "sources": [], "left_out": {},
    "as_of": "2026-03-02", "candidates": 1, "seconds": 0.1, "method": "prices", "version": "1",
}  # fmt: skip


def _as_kept(place: int, children: float) -> dict:
    return {
        "code": f"A{place}", "name": "A", "children": children, "tenth": 1 + place, "is_rural": False, "locality": "L",
        "before_site": "s", "before": 10.0, "after_site": "s", "after": 10.0,
    }  # fmt: skip


def test_the_public_is_shown_no_small_count_and_none_can_be_worked_out():
    scenario = Scenario(
        name="Any", slug="any", wishes=TWO.as_data(), status=ScenarioStatus.FOUND, made_by=User(name="P"), made_at=NOW,
        answer=ANSWER | {"journeys": [_as_kept(n, children) for n, children in enumerate((3, 40, 60))]},
    )  # fmt: skip
    staff, public = (ScenarioPage.of(scenario, names={}, smallest=one).found.by_tenth for one in (0, 5))
    assert [row[1] for row in staff] == ["3", "40", "60", "103"]
    assert [row[1] for row in public][:2] == ["Hidden", "Hidden"]
    assert [row[1] for row in public][2:] == ["60", "103"]
