"""Setting localities, hubs and sites: each verb, and what it refuses from the same set-up."""

from dataclasses import replace

import pytest

from alongside.foundation.audit.models import Entry
from alongside.foundation.events.actions import subscribe
from alongside.places import actions
from alongside.places.events import AreasMoved, HubChanged
from alongside.places.models import Area, Locality, Site
from alongside.places.rules.county import AreaFacts, CountyFacts, DistrictFacts
from alongside.places.rules.kinds import SiteKind, Vintage
from alongside.places.rules.vintages import VintagesMixed
from tests.factories import NOW, a_team, a_user
from tests.places.given import (
    given_a_hub,
    given_a_locality,
    given_a_postcode,
    given_a_site,
    given_an_area,
)

pytestmark = pytest.mark.django_db
HEARD: list = []


@pytest.fixture
def boss():
    return a_user("administrator")


@pytest.fixture
def heard():
    HEARD.clear()
    subscribe(AreasMoved, HEARD.append, name="tests.hears_areas_moved")
    subscribe(HubChanged, HEARD.append, name="tests.hears_hub_changed")
    return HEARD


def noted(kind: str) -> int:
    return Entry.objects.filter(kind=kind).count()


def refusal(act, **facts) -> str:
    with pytest.raises(actions.PlaceRefused) as caught:
        act(**facts, at=NOW)
    return str(caught.value)


def test_a_locality_is_added_with_a_slug_of_its_own(boss):
    team = a_team()
    one = actions.add_locality(name="North Dale", team=team, by=boss, at=NOW)
    assert (one.slug, one.team, one.is_active) == ("north-dale", team, True)
    assert noted("places.locality_added") == 1
    assert "named north dale already" in refusal(actions.add_locality, name="north dale", team=None, by=boss)
    again = actions.add_locality(name="North-Dale!", team=None, by=boss, at=NOW)
    assert again.slug == "north-dale-2"


@pytest.mark.parametrize("role", ["family-worker", "hub-manager", "partner", "auditor"])
def test_others_than_administrators_set_up_nothing(role):
    by, locality, site = a_user(role), given_a_locality(), given_a_site()
    area = given_an_area()
    for act, facts in (
        (actions.add_locality, {"name": "X", "team": None}),
        (actions.change_locality, {"locality": locality, "name": "X", "team": None}),
        (actions.close_locality, {"locality": locality}),
        (actions.reopen_locality, {"locality": locality}),
        (actions.set_hub, {"locality": locality, "site": site}),
        (actions.move_areas, {"codes": [area.code], "to": locality}),
        (actions.close_site, {"site": site}),
        (actions.reopen_site, {"site": site}),
        (actions.change_site, {"site": site, **_site()}),
        (actions.add_site, _site()),
    ):
        assert "does not set up places" in refusal(act, **facts, by=by)


def test_a_locality_is_renamed_and_keeps_its_address(boss):
    one, other = given_a_locality("Old"), given_a_locality("Other")
    actions.change_locality(locality=one, name="New", team=None, by=boss, at=NOW)
    one.refresh_from_db()
    assert (one.name, one.slug.startswith("locality-")) == ("New", True)
    assert Entry.objects.get(kind="places.locality_changed").detail["was"] == "Old"
    assert "named New already" in refusal(
        actions.change_locality, locality=other, name="NEW", team=None, by=boss
    ).replace("NEW", "New")


def test_a_locality_closes_only_when_its_areas_have_gone(boss):
    one, other = given_a_locality(), given_a_locality()
    given_a_hub(one)
    area = given_an_area(locality=one)
    assert "Move its areas" in refusal(actions.close_locality, locality=one, by=boss)
    actions.move_areas(codes=[area.code], to=other, by=boss, at=NOW)
    actions.close_locality(locality=one, by=boss, at=NOW)
    one.refresh_from_db()
    assert (one.is_active, one.hub_site) == (False, None)
    actions.reopen_locality(locality=one, by=boss, at=NOW)
    assert Locality.objects.get(pk=one.pk).is_active


def test_a_site_becomes_the_hub_of_one_locality_only(boss, heard):
    one, other = given_a_locality("One"), given_a_locality("Other")
    site = given_a_site(kind="childrens_centre", locality=other)
    actions.set_hub(locality=one, site=site, by=boss, at=NOW)
    site.refresh_from_db()
    assert Locality.objects.get(pk=one.pk).hub_site == site
    assert site.locality == one
    assert heard == [HubChanged(locality_id=one.id, site_id=site.id, at=NOW)]
    assert "the hub of One" in refusal(actions.set_hub, locality=other, site=site, by=boss)


def test_a_closed_site_can_not_become_a_hub(boss):
    one, site = given_a_locality(), given_a_site()
    actions.close_site(site=site, by=boss, at=NOW)
    assert "closed" in refusal(actions.set_hub, locality=one, site=site, by=boss)
    actions.reopen_site(site=site, by=boss, at=NOW)
    actions.set_hub(locality=one, site=site, by=boss, at=NOW)


def test_areas_move_with_their_sites_but_a_hub_stays(boss, heard):
    one, other = given_a_locality(), given_a_locality()
    area, left = given_an_area(locality=one), given_an_area(locality=one)
    hub, library = given_a_hub(one), given_a_site(locality=one)
    Site.objects.update(area=area)

    assert actions.move_areas(codes=[area.code], to=other, by=boss, at=NOW) == 1

    where = dict(Area.objects.values_list("code", "locality"))
    assert (where[area.code], where[left.code]) == (other.id, one.id)
    assert Site.objects.get(pk=library.pk).locality == other
    assert Site.objects.get(pk=hub.pk).locality == one
    assert heard == [AreasMoved(area_ids=(area.id,), to_locality_id=other.id, at=NOW)]
    again = refusal(actions.move_areas, codes=[area.code], to=other, by=boss)
    assert "not in that locality already" in again


def test_areas_do_not_move_into_a_closed_locality(boss):
    area, closed = given_an_area(locality=given_a_locality()), given_a_locality()
    actions.close_locality(locality=closed, by=boss, at=NOW)
    assert "is closed" in refusal(actions.move_areas, codes=[area.code], to=closed, by=boss)


def _site(**changed) -> dict:
    return {
        "name": "Mill Lane Library", "kind": SiteKind.LIBRARY, "postcode": "ZY1 2AB",
        "address_line_1": "1 Mill Lane", "address_line_2": "", "town": "Wenchester", "team": None,
        "agency": None,
    } | changed  # fmt: skip


def test_a_site_is_placed_by_its_postcode(boss):
    locality = given_a_locality()
    area = given_an_area(locality=locality)
    given_a_postcode("ZY1 2AB", area=area)
    site = actions.add_site(**_site(), by=boss, at=NOW)
    assert (site.slug, site.area, site.locality) == ("mill-lane-library", area, locality)
    assert site.easting == area.easting
    assert "is there already" in refusal(actions.add_site, **_site(), by=boss)
    unknown = refusal(actions.add_site, **_site(postcode="ZY9 9ZZ"), by=boss)
    assert "not among this county’s postcodes" in unknown


def test_a_site_that_moves_house_moves_area_and_a_hub_keeps_its_locality(boss):
    here, there = given_a_locality(), given_a_locality()
    given_a_postcode("ZY1 2AB", area=given_an_area(locality=here))
    new = given_an_area(locality=there)
    given_a_postcode("ZY1 2AD", area=new)
    site = actions.add_site(**_site(), by=boss, at=NOW)
    actions.change_site(site=site, **_site(postcode="ZY1 2AD"), by=boss, at=NOW)
    site.refresh_from_db()
    assert (site.area, site.locality) == (new, there)

    actions.set_hub(locality=there, site=site, by=boss, at=NOW)
    actions.change_site(site=site, **_site(postcode="ZY1 2AB"), by=boss, at=NOW)
    site.refresh_from_db()
    assert site.locality == there
    assert noted("places.site_changed") == 2


def test_a_site_without_a_postcode_stays_where_its_register_put_it(boss):
    locality = given_a_locality()
    site = given_a_site(locality=locality, name="Old Name")
    actions.change_site(site=site, **_site(postcode="", name="New Name"), by=boss, at=NOW)
    site.refresh_from_db()
    assert (site.name, site.postcode, site.locality) == ("New Name", "", locality)


def test_a_hub_is_not_closed_while_a_locality_has_it(boss):
    locality = given_a_locality("One")
    hub, other = given_a_hub(locality), given_a_site(locality=locality)
    assert "the hub of One" in refusal(actions.close_site, site=hub, by=boss)
    actions.set_hub(locality=locality, site=other, by=boss, at=NOW)
    actions.close_site(site=hub, by=boss, at=NOW)
    assert not Site.objects.get(pk=hub.pk).is_active


def test_a_county_with_gaps_or_of_another_census_is_not_stored():
    dale, area = DistrictFacts("D1", "Dale"), AreaFacts("A1", "Oak End", "D1", 500_000, 200_000)
    county = CountyFacts(code="Z", name="Z", vintage=Vintage.LSOA_2021, districts=(dale,), areas=(area,))
    with pytest.raises(actions.LoadRefused, match="district is not known"):
        actions.load_county(county=replace(county, districts=()), at=NOW)
    actions.load_county(county=county, at=NOW)
    with pytest.raises(VintagesMixed, match="held on 2021 areas; 2011 areas can not be mixed in"):
        actions.load_county(county=replace(county, vintage=Vintage.LSOA_2011, name="Y"), at=NOW)
    assert list(Area.objects.values_list("code", "vintage")) == [("A1", "2021")]
