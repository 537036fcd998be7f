"""A scenario whose children are weighed by an index of need."""

from dataclasses import replace
from datetime import date

import pytest

from alongside.planning.actions import keep_index
from alongside.planning.models import Scenario
from alongside.planning.queries.indexes import holds_open_data_only, said_of_parts
from alongside.planning.rules.recipes import Part, Recipe
from alongside.planning.rules.scenarios import (
    ScenarioStatus,
    Weigh,
    Wishes,
)
from tests.factories import NOW
from tests.planning.given import RECIPE, TWO, given_an_index, worked_out


def _by_need(index, **more) -> Wishes:
    asked = {"index": index.slug, "index_version": index.version, "index_name": index.name}
    return replace(TWO, weigh=Weigh.UNDER_5_BY_NEED, **asked, **more)


def test_places_follow_an_index_of_need_and_say_so(county, planner, at_the):
    index = given_an_index(recipe=Recipe((Part("imd_score", 2), Part("under_5_share", 1))))
    wishes = _by_need(index)
    scenario = worked_out(planner, wishes)
    answer = scenario.answer
    areas = sorted(answer["journeys"], key=lambda one: one["children"])
    assert [answer["need"][one["code"]] for one in areas] == pytest.approx([0, 0.2, 0.4, 0.6, 0.8, 1])
    weighed = sum(one["children"] * (1 + answer["need"][one["code"]]) * one["after"] for one in areas)
    assert answer["objective"] == pytest.approx(weighed)
    assert scenario.digest != worked_out(planner, TWO, "All the same").digest
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
    scenario = worked_out(planner, _by_need(gone))
    assert scenario.status == ScenarioStatus.FAILED
    assert "the index of need cannot be made" in scenario.answer["why"]
