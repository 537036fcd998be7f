"""How often each public page and file asks the database: as often for a county of many areas as for one of few."""

from functools import partial

import pytest
from django.urls import reverse

from alongside.places.models import Area
from alongside.planning import urls
from alongside.planning.models import Scenario
from tests.places.given import given_a_locality, given_an_area
from tests.planning.given import (
    given_a_drawn_county,
    given_a_published_scenario,
    given_figures_and_drawn,
    given_journeys,
    given_plans_before_the_public,
)

EVERY = ("published", "public_need", "public_need_csv", "public_need_geojson")
"""Public pages and files that are of no one plan."""
MAP = {"public_need": 8, "public_need_csv": 6, "public_need_geojson": 6}
OF_A_PLAN = {
    "published_plan": 3, "published_csv": 1, "published_frontier_csv": 2,
    "published_plan_paper": 4, "published_plan_paper_pdf": 4,
    "published_appraisal": 1, "centres_csv": 1, "published_paper": 4, "published_paper_pdf": 4,
    "published_formula": 2, "published_formula_csv": 1, "published_formula_pdf": 1,
}  # fmt: skip


@pytest.fixture
def county(db):
    """Two areas in one locality, drawn, with figures of two years."""
    return given_a_drawn_county()


def _grown(areas: list[Area]) -> list[Area]:
    """Twenty more areas in four more localities, with figures, and drawn."""
    localities = [given_a_locality(f"More {n}") for n in range(4)]
    more = [given_an_area(locality=one) for one in localities for _ in range(5)]
    given_figures_and_drawn(more, beside=areas)
    return [*areas, *more]


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
    address = given_plans_before_the_public(county)[name]
    with django_assert_num_queries(number):
        assert client.get(address).status_code == 200
    given_journeys(Scenario.objects.get(slug="any-scenario"), _grown(county))
    with django_assert_num_queries(number):
        assert client.get(address).status_code == 200


def test_the_list_of_what_is_published_reads_no_answer_of_it(client, county, django_assert_num_queries):
    given_plans_before_the_public(county)
    with django_assert_num_queries(3) as asked:
        client.get(reverse("planning:published"))
    for more in range(3):
        given_a_published_scenario(f"more-{more}")
    with django_assert_num_queries(3):
        client.get(reverse("planning:published"))
    assert not any(f'"planning_scenario"."{kept}"' in one["sql"] for one in asked for kept in ("answer", "rounds"))


def test_every_public_address_is_counted_here():
    public = {one.name for one in urls.urlpatterns if one.callback.door.kind == "anyone"}
    assert public == {"desk", *EVERY, *OF_A_PLAN}, "the desk only leads on"
