"""Two people set up one place: the second sees the first's change, and loses nothing of their own."""

import pytest
from django.urls import reverse

from alongside.places import actions
from alongside.places.models import Locality, Site
from tests.factories import NOW, a_team, a_user
from tests.places.given import given_a_locality, given_a_site

pytestmark = pytest.mark.django_db


@pytest.fixture
def boss(client):
    client.force_login(a_user("administrator"))
    return client


def opened(client, name: str, slug: str) -> tuple[str, dict]:
    """The address of a form, and what it holds when it is opened."""
    address = reverse(name, args=[slug])
    form = client.get(address).context["form"]
    return address, {name: form[name].value() or "" for name in form.fields}


def test_the_second_to_change_a_locality_sees_how_it_stands_and_sends_again(boss):
    place, team = given_a_locality("Wold"), a_team(name="Wold team")
    address, typed = opened(boss, "places:change_locality", place.slug)
    actions.change_locality(locality=place, name="Wold and Vale", team=team, by=a_user("administrator"), at=NOW)
    page = boss.post(address, typed | {"name": "The Wolds"})
    said = page.content.decode()
    assert "Somebody else changed this" in said
    assert "As it stands now: Wold and Vale, Wold team" in said
    assert 'value="The Wolds"' in said
    boss.post(address, typed | {"name": "The Wolds", "seen": page.context["form"]["seen"].value()})
    assert Locality.objects.get(id=place.id).name == "The Wolds"


def test_the_second_to_change_a_site_sees_how_it_stands(boss):
    site = given_a_site(name="Mill Street library")
    address, typed = opened(boss, "places:change_site", site.slug)
    Site.objects.filter(id=site.id).update(town="Millbrook")
    said = boss.post(address, typed | {"name": "The library"}).content.decode()
    assert "Somebody else changed this" in said
    assert "As it stands now: Mill Street library, Millbrook" in said
    assert Site.objects.get(id=site.id).name == "Mill Street library"


def test_the_second_to_set_a_hub_sees_the_first(boss):
    place = given_a_locality("Wold")
    first, second = (given_a_site(kind="hub", locality=place, name=name) for name in ("North hub", "South hub"))
    address, typed = opened(boss, "places:set_hub", place.slug)
    actions.set_hub(locality=place, site=first, by=a_user("administrator"), at=NOW)
    said = boss.post(address, typed | {"site": second.slug}).content.decode()
    assert "As it stands now: North hub" in said
    assert Locality.objects.get(id=place.id).hub_site == first


def test_whoever_was_alone_is_not_held_up(boss):
    place = given_a_locality("Vale")
    address, typed = opened(boss, "places:change_locality", place.slug)
    assert boss.post(address, typed | {"name": "Elsewhere"}).status_code == 302
