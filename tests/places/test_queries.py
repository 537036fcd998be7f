import pytest

from alongside.places import queries
from alongside.places.models import Measure, Statistic
from tests.places.given import (
    given_a_hub,
    given_a_locality,
    given_a_postcode,
    given_a_site,
    given_an_area,
)

pytestmark = pytest.mark.django_db


def test_a_postcode_leads_to_area_district_locality_and_hub(django_assert_num_queries):
    locality = given_a_locality("Riverside")
    hub = given_a_hub(locality, "Riverside Hub")
    area = given_an_area(locality=locality)
    given_a_postcode("ZY1 2AB", area=area)

    with django_assert_num_queries(1):
        place = queries.place_of(" zy12ab ")
        found = (place.area.code, place.district.name, place.locality.name, place.hub.name)

    assert place.is_found
    assert found == (area.code, area.district.name, "Riverside", hub.name)


def test_a_postcode_of_an_area_without_locality_is_found_all_the_same():
    given_a_postcode("ZY1 2AB", area=given_an_area())
    place = queries.place_of("ZY1 2AB")
    assert place.is_found
    assert place.locality is None
    assert place.hub is None


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        pytest.param("ZY9 9ZZ", "choose the locality yourself", id="unknown: what to do"),
        pytest.param("", "Enter a postcode", id="nothing typed"),
        pytest.param("not one", "A postcode ends with", id="not a postcode"),
    ],
)
def test_a_postcode_that_leads_nowhere_says_what_to_do(typed, said):
    given_a_postcode("ZY1 2AB")
    answer = queries.place_of(typed)
    assert not answer.is_found
    assert said in answer.reason


def test_an_ended_postcode_is_found_and_says_that_it_has_ended():
    given_a_postcode("ZY1 2AB", is_live=False)
    assert queries.place_of("ZY1 2AB").is_live is False


def test_localities_come_by_name_with_their_number_of_areas():
    north, south = given_a_locality("North"), given_a_locality("A South")
    given_an_area(locality=north)
    given_an_area(locality=north)
    assert [(one.name, one.area_count) for one in queries.list_localities()] == [
        (south.name, 0), (north.name, 2),
    ]  # fmt: skip


def test_sites_are_found_by_kind_locality_and_words():
    here = given_a_locality()
    library = given_a_site(kind="library", locality=here, name="Mill Lane Library")
    given_a_site(kind="school", locality=here, name="Mill Lane School")
    given_a_site(kind="library", name="Other Library")
    assert list(queries.list_sites(kind="library", locality=here)) == [library]
    assert queries.list_sites(search="mill lane").count() == 2
    assert queries.count_sites_by_kind(here) == {"library": 1, "school": 1}


def test_a_closed_site_is_listed_only_when_asked_for():
    site = given_a_site()
    site.is_active = False
    site.save()
    assert not queries.list_sites().exists()
    assert queries.list_sites(with_closed=True).get() == site


def test_what_is_not_there_is_not_found():
    for get in (queries.get_site, queries.get_locality, queries.get_area):
        with pytest.raises(queries.PlaceNotFound):
            get("nowhere")


def test_figures_are_of_the_latest_period_and_suppressed_is_not_missing():
    measure = Measure.objects.create(
        key="under_5", name="Under 5", unit="people", source="Test", vintage="demo",
        higher_means="neither",
    )  # fmt: skip
    known, hidden, absent = (given_an_area(locality=given_a_locality()) for _ in range(3))
    Statistic.objects.create(measure=measure, area=known, period="2020", value=80)
    Statistic.objects.create(measure=measure, area=known, period="2021", value=90)
    Statistic.objects.create(measure=measure, area=hidden, period="2021", suppressed=True)

    assert queries.statistics("under_5") == {known.code: 90, hidden.code: None}
    assert queries.statistic("under_5", area=known).value == 90
    assert queries.statistic("under_5", area=known, period="2020").value == 80
    assert queries.statistic("under_5", area=absent) is None
    assert queries.people_by_locality("under_5") == {known.locality_id: 90}
