"""Pages with a map ask the database as often for fifty areas as for one; how long they take is measured apart, by
tests/benchmarks/map_pages.py."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from alongside.places.events import CountyLoaded
from alongside.places.models import Area
from alongside.planning.actions.sheets import draw_county
from tests.factories import a_user
from tests.places.given import given_a_locality, given_an_area
from tests.planning.given import SQUARE, given_a_county, given_a_published_scenario, given_a_week_of_outreach

pytestmark = pytest.mark.django_db
MOST = {"need": 17, "scenario": 6, "outreach_week": 7, "published_plan": 7}


def given_areas(number: int):
    """A county of so many areas, drawn, with a scenario and a week of outreach over all of them."""
    locality = given_a_locality("Millbrook")
    shape = {"type": "Polygon", "coordinates": [SQUARE]}
    areas = [given_an_area(locality=locality) for _ in range(number)]
    Area.objects.update(boundary=shape)
    given_a_county(areas)
    draw_county(CountyLoaded(code="Z1", name="Wenshire", vintage="demo", at=timezone.now()))
    scenario, week = given_a_published_scenario(), given_a_week_of_outreach()
    for one, rows in ((scenario, "journeys"), (week, "areas")):
        first = one.answer[rows][0]
        one.answer[rows] = [first | {"code": area.code, "name": area.name} for area in areas]
        one.save()
    return scenario, week


@pytest.mark.parametrize("number", [1, 50])
def test_a_map_asks_as_often_for_fifty_areas_as_for_one(client, number):
    scenario, week = given_areas(number)
    client.force_login(a_user("planner"), backend="allauth.account.auth_backends.AuthenticationBackend")
    asked = {}
    for name in MOST:
        slug = {"need": (), "outreach_week": (week.slug,)}.get(name, (scenario.slug,))
        address = reverse(f"planning:{name}", args=slug)
        client.get(address)
        with CaptureQueriesContext(connection) as captured:
            page = client.get(address).content.decode()
        asked[name] = len(captured)
        assert page.count('class="al-map__area al-map__area--') >= number
    assert asked == MOST
