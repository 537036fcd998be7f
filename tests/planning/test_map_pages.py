"""Pages with a map ask the database as often for fifty areas as for one; how long they take is measured apart, by
tests/benchmarks/map_pages.py."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from alongside.places.events import CountyLoaded
from alongside.places.models import Area, Locality, Site
from alongside.planning.actions.sheets import draw_county
from alongside.planning.models import CountySheet
from tests.factories import a_user
from tests.places.given import given_a_hub, given_a_locality, given_a_site, given_an_area
from tests.planning.given import SQUARE, given_a_county, given_a_published_scenario, given_a_week_of_outreach

pytestmark = pytest.mark.django_db
MOST = {
    "need": 14, "scenario": 6, "outreach_week": 7, "published_plan": 6, "make_scenario": 10, "public_need": 11
}  # fmt: skip


def given_areas(number: int):
    """A county of so many areas, drawn, with a scenario and a week of outreach over all of them."""
    locality = given_a_locality("Millbrook")
    shape = {"type": "Polygon", "coordinates": [SQUARE]}
    areas = [given_an_area(locality=locality) for _ in range(number)]
    Area.objects.update(boundary=shape)
    given_a_county(areas)
    for _ in areas:
        given_a_site(kind="library", locality=locality)
    Site.objects.update(easting=600_000, northing=500_000)
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
        slug = {"need": (), "public_need": (), "make_scenario": (), "outreach_week": (week.slug,)}.get(
            name, (scenario.slug,)
        )
        address = reverse(f"planning:{name}", args=slug)
        client.get(address)
        with CaptureQueriesContext(connection) as captured:
            page = client.get(address).content.decode()
        asked[name] = len(captured)
        assert page.count('class="al-map__area al-map__area--') >= number
    assert asked == MOST


def test_every_candidate_is_a_point_on_the_map_of_the_form_and_its_locality_can_be_looked_at(client):
    given_areas(3)
    hub = given_a_hub(Locality.objects.get())
    Site.objects.filter(id=hub.id).update(easting=601_000, northing=501_000)
    client.force_login(a_user("planner"), backend="allauth.account.auth_backends.AuthenticationBackend")
    page = client.get(reverse("planning:make_scenario"))
    board = page.context["board"]
    rows, kinds, localities = (board.points[part] for part in ("rows", "kinds", "localities"))
    assert len(rows) == 4
    assert [one[:2] for one in rows if one[6]] == [[hub.slug, hub.name]]
    assert {one[1] for one in rows} == set(Site.objects.values_list("name", flat=True))
    assert {(kinds[one[2]][1], localities[one[3]]) for one in rows if one[6]} == {("Hub", "Millbrook")}
    assert {len(one) for one in rows} == {8}, "the line that names each is its name"
    twin = Site.objects.exclude(id=hub.id).first()
    Site.objects.exclude(id=hub.id).update(name=twin.name)
    again = client.get(reverse("planning:make_scenario")).context["board"].points["rows"]
    assert {one[8] for one in again if not one[6]} == {one[0] for one in again if not one[6]}, "by name none is meant"
    assert [one["name"] for one in board.localities] == ["Millbrook"]
    assert all(float(number) for number in board.localities[0]["box"].split()[2:])
    assert [one["text"] for one in board.key][-1] == "Least deprived fifth of England"
    content = page.content.decode()
    assert "pins.js" in content
    assert "data-pins hidden" in content, "without script the fields below it are all there is"


def test_a_county_without_boundaries_has_the_form_without_its_map(client):
    given_areas(1)
    Area.objects.update(boundary=None)
    CountySheet.objects.all().delete()
    client.force_login(a_user("planner"), backend="allauth.account.auth_backends.AuthenticationBackend")
    page = client.get(reverse("planning:make_scenario"))
    assert page.context["board"] is None
    assert "pins.js" not in page.content.decode()
