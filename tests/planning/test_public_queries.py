"""How often each public page and file asks the database: as often for a county of many areas as for one of few."""

from functools import partial

import pytest
from django.urls import reverse
from django.utils import timezone

from alongside.places.events import CountyLoaded
from alongside.places.models import Area
from alongside.planning import urls
from alongside.planning.actions.sheets import draw_county
from alongside.planning.models import Scenario
from tests.factories import a_user
from tests.places.given import given_a_locality, given_an_area
from tests.planning.given import (
    SQUARE,
    given_a_county,
    given_a_formula,
    given_a_published_appraisal,
    given_a_published_formula,
    given_a_published_scenario,
    given_figures,
)

EVERY = ("published", "public_need", "public_need_csv", "public_need_geojson")
"""Public pages and files that are of no one plan."""
MAP = {"public_need": 8, "public_need_csv": 6, "public_need_geojson": 6}
OF_A_PLAN = {
    "published_plan": 3, "published_csv": 1, "published_plan_paper": 4, "published_plan_paper_pdf": 4,
    "published_appraisal": 1, "centres_csv": 1, "published_paper": 4, "published_paper_pdf": 4,
    "published_formula": 2, "published_formula_csv": 1, "published_formula_pdf": 1,
}  # fmt: skip


def _drawn(areas: list[Area]) -> None:
    for n, area in enumerate(areas):
        area.boundary = {"type": "Polygon", "coordinates": [[[x + 0.01 * n, y] for x, y in SQUARE]]}
        area.save()
    draw_county(CountyLoaded(code="Z1", name="Wenshire", vintage="demo", at=timezone.now()))


@pytest.fixture
def county(db):
    """Two areas in one locality, drawn, with figures of two years."""
    locality = given_a_locality("North")
    areas = [given_an_area(locality=locality) for _ in range(2)]
    given_a_county(areas)
    given_figures("imd_score", dict.fromkeys(areas, 8.0), period="2019", unit="score")
    _drawn(areas)
    return areas


def _grown(areas: list[Area]) -> None:
    """Twenty more areas in four more localities, with figures, and drawn."""
    localities = [given_a_locality(f"More {n}") for n in range(4)]
    more = [given_an_area(locality=one) for one in localities for _ in range(5)]
    given_a_county(more)
    given_figures("imd_score", dict.fromkeys(more, 8.0), period="2019", unit="score")
    _drawn([*areas, *more])


def _plans(areas: list[Area]) -> dict[str, str]:
    """A scenario, an appraisal and a formula before the public; each by what its addresses begin with."""
    planner = a_user("planner")
    scenario = given_a_published_scenario(by=planner)
    _journeys(scenario, areas)
    options = given_a_published_appraisal(scenario, by=planner)
    formula = given_a_published_formula(given_a_formula(areas[0].locality, slug="fair", by=planner), by=planner)
    is_of = {name: scenario.slug for name in OF_A_PLAN if "plan" in name or name == "published_csv"}
    is_of |= {name: formula.reference for name in OF_A_PLAN if "formula" in name}
    return {name: is_of.get(name, options.reference) for name in OF_A_PLAN}


def _journeys(scenario: Scenario, areas: list[Area]) -> None:
    one = scenario.answer["journeys"][0]
    answer = scenario.answer | {"journeys": [one | {"code": area.code} for area in areas]}
    Scenario.objects.filter(id=scenario.id).update(answer=answer)
    scenario.refresh_from_db()


@pytest.mark.parametrize(("name", "number"), MAP.items())
def test_the_map_of_need_asks_as_often_of_many_areas_as_of_few(client, county, django_assert_num_queries, name, number):
    asks = partial(client.get, reverse(f"planning:{name}"))
    with django_assert_num_queries(number):
        assert asks().status_code == 200
    _grown(county)
    with django_assert_num_queries(number):
        assert asks().status_code == 200
    with django_assert_num_queries(number + 1 + (name != "public_need")):  # the figures of then; a file reads its years
        assert asks({"what": "imd_score", "then": "2019", "by": "locality"}).status_code == 200


@pytest.mark.parametrize(("name", "number"), OF_A_PLAN.items())
def test_what_is_published_asks_as_often_of_many_areas_as_of_few(
    client, county, django_assert_num_queries, name, number
):
    address = reverse(f"planning:{name}", args=[_plans(county)[name]])
    with django_assert_num_queries(number):
        assert client.get(address).status_code == 200
    _grown(county)
    _journeys(Scenario.objects.get(slug="any-scenario"), list(Area.objects.order_by("code")))
    with django_assert_num_queries(number):
        assert client.get(address).status_code == 200


def test_the_list_of_what_is_published_reads_no_answer_of_it(client, county, django_assert_num_queries):
    _plans(county)
    with django_assert_num_queries(3) as asked:
        client.get(reverse("planning:published"))
    for more in range(3):
        given_a_published_scenario(f"more-{more}")
    with django_assert_num_queries(3):
        client.get(reverse("planning:published"))
    assert not any(f'"planning_scenario"."{kept}"' in one["sql"] for one in asked for kept in ("answer", "rounds"))


def test_every_public_address_is_counted_here():
    public = {one.name for one in urls.urlpatterns if one.callback.door.kind == "anyone"}
    assert public == {*EVERY, *OF_A_PLAN}
