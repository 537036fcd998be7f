"""The shape of catchments in a scenario: in one piece, and whole localities."""

from dataclasses import replace

import pytest

from alongside.places.models import Area
from alongside.planning.gateways.siting import work_out
from alongside.planning.presenters.scenarios import ScenarioPage
from alongside.planning.queries import scenarios as queries
from alongside.planning.rules.neighbours import neighbours_of
from alongside.planning.rules.scenarios import Seek, Wishes, contradictions
from tests.factories import NOW
from tests.planning.given import TWO, worked_out


def a_square(east: float) -> list[list[tuple[float, float]]]:
    return [[(east, 0.0), (east + 1, 0.0), (east + 1, 1.0), (east, 1.0), (east, 0.0)]]


def test_areas_that_share_two_corners_are_neighbours_and_islands_are_joined_to_the_nearest():
    rings = [a_square(0), a_square(1), [[(2.0, 1.0), (3.0, 1.0), (3.0, 2.0), (2.0, 1.0)]], [], a_square(9)]
    middles = [(0.5, 0.5), (1.5, 0.5), (2.5, 1.5), (3.5, 1.5), (9.5, 0.5)]
    assert neighbours_of(rings, middles) == ((0, 1), (1, 2), (2, 3), (3, 4)), "one corner alone is no border"
    assert neighbours_of([], []) == ()


@pytest.mark.parametrize(
    ("wishes", "why"),
    [
        pytest.param(replace(TWO, one_piece=True, seek=Seek.CENTRE), "shaped only when", id="another aim"),
        pytest.param(replace(TWO, whole_localities=True, families_per_100=5), "shared out", id="rooms"),
        pytest.param(
            replace(TWO, whole_localities=True, share_percent=90, share_minutes=20), "together with whole", id="a share"
        ),
    ],
)
def test_shapes_that_contradict_other_wishes(wishes, why):
    assert why in " ".join(contradictions(wishes))
    assert contradictions(replace(TWO, one_piece=True, whole_localities=True)) == []


def test_whole_localities_go_to_one_site_and_the_page_says_who_goes_farther(county, planner):
    scenario = worked_out(planner, replace(TWO, whole_localities=True, open=(county[0].slug, county[1].slug)))
    assert len({one["after_site"] for one in scenario.answer["journeys"]}) == 1
    page = ScenarioPage.of(scenario, names={})
    assert "no locality is divided; 3 areas go farther than to the nearest open site" in page.found.prose[-1]
    assert {"key": "Catchments", "value": "No locality is divided."} in page.asked


def test_one_piece_is_asked_of_the_engine_with_the_areas_that_touch(county, planner):
    wishes = replace(TWO, one_piece=True)
    scenario = worked_out(planner, wishes)
    assert "every one is in one piece; nobody goes farther" in ScenarioPage.of(scenario, names={}).found.prose[-1]
    asked, _ = queries.question_of(wishes, viewer=planner, today=NOW.date())
    assert asked.neighbours == tuple((place, place + 1) for place in range(5)), "a row of areas without boundaries"
    assert queries.question_of(TWO, viewer=planner, today=NOW.date())[0].neighbours == ()


def test_an_area_that_belongs_to_no_locality_stands_by_itself(county, planner):
    Area.objects.filter(easting=600_000).update(locality=None)
    wishes = Wishes(kinds=("library",), exactly=2, whole_localities=True, open=(county[0].slug, county[1].slug))
    asked, _ = queries.question_of(wishes, viewer=planner, today=NOW.date())
    found = work_out(asked, seconds=5)
    assert {one.after_site for one in found.journeys if not one.locality} == {county[0].slug}
