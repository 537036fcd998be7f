"""Oxfordshire, brought in once out of the shared folder of open data, for all who only read it."""

import pytest

from alongside.places import queries
from alongside.places.models import Area, Import, Postcode, Statistic
from alongside.places.rules.geometry import neighbours_of
from alongside.places.rules.localities import pieces_of
from tests.demo_county import kept_for_the_file
from tests.places.real_counties import bring_in

pytestmark = [pytest.mark.shared, pytest.mark.django_db]


@pytest.fixture(scope="module")
def _brought_in(django_db_setup, django_db_blocker):
    yield from kept_for_the_file(django_db_blocker, lambda: bring_in("E10000025"))


@pytest.fixture
def oxfordshire(_brought_in, db) -> Import:
    """Oxfordshire, brought in once for all who only read it."""
    return _brought_in


def test_oxfordshire_comes_in_whole(oxfordshire):
    kept, totals = oxfordshire, oxfordshire.report["totals"]
    assert (totals["areas"], totals["districts"], totals["localities"]) == (428, 5, 7)
    assert totals["population census 2021"] == 725_275
    assert totals["population_0_15 census 2021"] == 130_258
    assert (totals["postcodes"], totals["live postcodes"]) == (38_821, 21_948)
    assert (totals["sites"], totals["sites: childrens_centre"]) == (435, 10)
    assert all(one["joined"] == one["out_of"] for one in kept.report["joins"])
    assert kept.report["bad_rows_in_all"] == 0
    assert Postcode.objects.count() == 38_821
    assert Statistic.objects.filter(measure__key="imd_decile", period="2025").count() == 428


def test_oxfordshire_is_in_seven_whole_localities_each_with_a_hub(oxfordshire):
    assert not Area.objects.filter(locality=None).exists()
    found = queries.list_localities()
    assert {one.name for one in found} == {
        "Banbury", "Bicester", "Oxford North", "Oxford South", "South Oxfordshire",
        "Vale of White Horse", "West Oxfordshire",
    }  # fmt: skip
    assert {one.hub_site.kind for one in found} == {"childrens_centre"}
    beside = neighbours_of(dict(Area.objects.values_list("code", "boundary")))
    for one in found:
        codes = set(one.areas.values_list("code", flat=True))
        assert len(pieces_of(codes, beside)) == 1, one.name
    people = queries.people_by_locality()
    assert sum(people.values()) == 725_275
    assert min(people.values()) > 725_275 / 7 * 0.7
    assert max(people.values()) < 725_275 / 7 * 1.5


def test_oxfordshires_postcodes_lead_to_their_hub(oxfordshire):
    place = queries.place_of("ox46sb")
    assert place.is_found
    assert place.district.name == "Oxford"
    assert place.locality.name == "Oxford South"
    assert place.hub is not None
