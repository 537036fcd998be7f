"""The map of need for councillors and residents: open figures of places, and nothing that a service counted."""

import csv
import io
import re

import pytest
from django.urls import resolve
from django.utils import timezone

from alongside.places.events import CountyLoaded
from alongside.places.models import Measure
from alongside.places.rules.measures import INDICES
from alongside.planning import queries
from alongside.planning.actions.counts import take_in_counts
from alongside.planning.actions.sheets import draw_county
from alongside.planning.rules.counts import CountKind
from alongside.planning.rules.indicators import Indicator, Kind, is_open, is_relative
from tests.factories import NOW, TODAY, a_user
from tests.places.given import given_a_locality, given_an_area
from tests.planning.given import SQUARE, given_a_county, given_an_index, given_figures

pytestmark = pytest.mark.django_db
MAP = "/planning/need/published/"


@pytest.fixture
def county():
    """Two localities of three areas, drawn; a count of social care, and an index that holds it or might."""
    north, south = given_a_locality("North"), given_a_locality("South")
    areas = [given_an_area(locality=one) for one in (north, south) for _ in range(3)]
    for n, area in enumerate(areas):
        area.boundary = {"type": "Polygon", "coordinates": [[[x + 0.01 * n, y] for x, y in SQUARE]]}
        area.save()
    given_a_county(areas)
    given_figures("imd_score", dict.fromkeys(areas, 8.0), period="2019", unit="score")
    draw_county(CountyLoaded(code="Z1", name="Wenshire", vintage="demo", at=timezone.now()))
    lines = [f"{area.code},{n + 3}" for n, area in enumerate(areas)]
    take_in_counts(
        content="\n".join(["area_code,children", *lines]).encode(), kind=CountKind.PROTECTION, as_of=TODAY,
        source="Social care", by=a_user("planner"), at=NOW,
    )  # fmt: skip
    given_an_index()
    return areas


def test_everybody_sees_the_map_and_its_tables_without_signing_in(client, county):
    page = client.get(MAP).content.decode()
    assert page.count('class="al-map__area al-map__area--') >= len(county)
    assert "imd score" in page
    assert "North" in page
    grouped = client.get(MAP, {"what": "under_5_share", "by": "hub"}).content.decode()
    assert "By hub" in grouped
    then = client.get(MAP, {"what": "imd_score", "then": "2019", "draw": "change"}).content.decode()
    assert "change since 2019" in then


def test_nothing_that_a_service_counted_is_offered_or_opens(client, county):
    page = client.get(MAP).content.decode()
    for words in ("child protection plan", "Families helped", "Need of little ones", "Social care"):
        assert words not in page, words
    offered = set(re.findall(r'<option value="([^"]+)"', page)) - {"area", "locality", "hub", "change", "2019"}
    assert offered == {one.key for one in queries.open_series()}
    every = {one.key for one in queries.catalogue(viewer=a_user("planner"))}
    closed = every - offered
    assert {"count_protection", "count_protection_rate", "index:need-of-little-ones", "helped_now"} <= closed
    for key in closed:
        for address in (MAP, f"{MAP}figures.csv", f"{MAP}figures.geojson"):
            assert client.get(address, {"what": key}).status_code == 404, (address, key)


def test_a_closed_series_has_no_open_figures_whoever_asks(county):
    told = {"ground": queries.ground_of(), "today": TODAY}
    for one in queries.catalogue(viewer=a_user("planner")):
        if is_open(one):
            assert queries.open_figures(one, **told).by_area
            continue
        assert queries.open_periods(one, today=TODAY) == []
        with pytest.raises(queries.IndicatorNotFound):
            queries.open_figures(one, **told)


@pytest.mark.parametrize("kind", Kind)
@pytest.mark.parametrize("is_open_data", [True, False])
def test_is_open(kind, is_open_data):
    one = Indicator("any", "Any", kind, "people", "Any source", is_open_data=is_open_data)
    is_of_places = kind in (Kind.SCORE, Kind.SHARE, Kind.TENTH, Kind.RANK, Kind.COUNT)
    assert is_open(one) is (is_of_places and is_open_data)


def _as_a_real_county(source: str = INDICES) -> None:
    Measure.objects.update(vintage="2021", source=source)


@pytest.mark.parametrize(
    ("key", "source"),
    [
        pytest.param("children_on_plans", "Social care", id="a count of a service"),
        pytest.param("children_on_plans", INDICES, id="a count that says it is somebody else’s"),
        pytest.param("population_0_15", "Social care", id="an open name from a source that is not"),
    ],
)
def test_a_measure_that_is_not_known_to_be_open_data_is_not_shown(client, county, key, source):
    _as_a_real_county()
    given_figures(key, dict.fromkeys(county, 3))
    Measure.objects.filter(key=key).update(name="Of closed files", source=source)
    page = client.get(MAP)
    assert page.status_code == 200
    assert "imd score" in page.content.decode()
    assert "Of closed files" not in page.content.decode()
    for address in (MAP, f"{MAP}figures.csv", f"{MAP}figures.geojson"):
        assert client.get(address, {"what": key}).status_code == 404, address


@pytest.mark.parametrize("closed", ["population_0_4", "population"])
def test_a_share_is_as_closed_as_either_of_its_counts(client, county, closed):
    _as_a_real_county()
    assert client.get(MAP, {"what": "under_5_share"}).status_code == 200
    Measure.objects.filter(key=closed).update(source="Social care")
    assert client.get(MAP, {"what": "under_5_share"}).status_code == 404


def test_where_no_measure_is_known_to_be_open_nothing_is_shown(client, county):
    _as_a_real_county("Handed over")
    assert "No figures of areas have been loaded yet" in client.get(MAP).content.decode()
    assert client.get(f"{MAP}figures.csv").status_code == 404


def test_the_open_map_leads_to_no_page_that_asks_who_one_is(client, county):
    for asked in ({}, {"by": "locality"}, {"by": "hub"}):
        main = client.get(MAP, asked).content.decode().split("<main", 1)[1].split("</main>", 1)[0]
        leads = {one.split("?")[0] for one in re.findall(r'href="(/[^"]*)"', main)}
        assert f"{MAP}figures.csv" in leads
        assert {one for one in leads if resolve(one).func.door.kind != "anyone"} == set()


def test_the_open_figures_are_taken_away_as_they_are_shown(client, county):
    asked = {"what": "imd_score", "by": "locality", "then": "2019"}
    body = client.get(f"{MAP}figures.csv", asked).content.decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(body)))
    assert [(row["locality"], row["figure"], row["earlier_figure"]) for row in rows] == [
        ("North", "15.0", "8.0"), ("South", "30.0", "8.0"),
    ]  # fmt: skip
    drawn = client.get(f"{MAP}figures.geojson", {"what": "imd_score"}).json()
    assert len(drawn["features"]) == len(county)


def test_it_is_found_from_what_is_published_and_says_when_nothing_is_held(client):
    assert f'href="{MAP}"' in client.get("/planning/published/").content.decode()
    assert "No figures of areas have been loaded yet" in client.get(MAP).content.decode()


def test_by_locality_the_one_with_more_people_in_the_most_deprived_fifth_is_darker(client, county):
    given_figures("imd_decile", dict.fromkeys(county[:3], 9) | dict.fromkeys(county[3:], 1), period="2026")
    Measure.objects.filter(key="imd_decile").update(higher_means="less_need", decimals=0)
    page = client.get(MAP, {"what": "imd_decile", "by": "locality"}).context["page"]
    bands = {shape["name"].split(", ")[-1]: shape["band"] for shape in page.map.shapes}
    assert bands["South"] > bands["North"] > 0
    assert [(one["band"], one["text"]) for one in page.key] == [(bands["South"], "100.0"), (bands["North"], "0.0")]
    assert page.lines[-1] == {"key": "Darker means", "value": "More need"}
    assert page.group_columns[-1]["text"] == "% of people in England’s most deprived fifth"
    by_area = client.get(MAP, {"what": "imd_decile"}).context["page"]
    assert by_area.lines[-1]["value"] == "More need: a lower figure"


def test_localities_that_read_the_same_are_drawn_the_same(client, county):
    given_figures("imd_score", dict.fromkeys(county[:3], 20.01) | dict.fromkeys(county[3:], 20.02), period="2027")
    page = client.get(MAP, {"what": "imd_score", "by": "locality"}).context["page"]
    assert {row[-1] for row in page.group_rows} == {"20.0"}
    assert len({shape["band"] for shape in page.map.shapes}) == 1
    assert [one["text"] for one in page.key] == ["20.0"]


@pytest.mark.parametrize(
    ("key", "unit", "is_it"),
    [
        pytest.param("imd_score", "score", True, id="a score of deprivation"),
        pytest.param("income_score", "rate", False, id="a rate counts people"),
        pytest.param("connectivity", "score 0 to 100", False, id="a score of something else"),
        pytest.param("under_5_share", "%", False, id="a share"),
    ],
)
def test_is_relative(key, unit, is_it):
    assert is_relative(key, unit) is is_it


@pytest.mark.parametrize(
    ("what", "notes"),
    [
        pytest.param("imd_score", [True, True], id="a score of deprivation is relative"),
        pytest.param("connectivity", [False, True], id="another score is not"),
        pytest.param("population_0_4", [False, False], id="a count is whole"),
    ],
)
def test_what_two_periods_do_not_say_is_told_where_they_stand_side_by_side(client, county, what, notes):
    given_figures("connectivity", dict.fromkeys(county, 3.0), unit="score 0 to 100")
    for key in ("connectivity", "population_0_4"):
        given_figures(key, dict.fromkeys(county, 2.0), period="2019")
    told = client.get(MAP, {"what": what, "then": "2019"}).context["page"].notes
    assert [any(words in one for one in told) for words in ("among all areas of England", "rounded")] == notes
    assert client.get(MAP, {"what": what}).context["page"].notes == []
