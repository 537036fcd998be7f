"""Need and money as the planner meets them: figures, indexes, formulas and their pages."""

import csv
import io
import json
from decimal import Decimal

import pytest

from alongside.foundation.audit.models import Entry
from alongside.planning import actions, queries
from alongside.planning.gateways.need_files import put_together
from alongside.planning.models import Formula, NeedIndex
from alongside.planning.presenters.formulas import _percent
from alongside.planning.presenters.need import say
from alongside.planning.rules.money import LimitRule, LocalityNeed
from alongside.planning.rules.recipes import Part, Recipe
from tests.cases.given import given_a_case, given_a_family, given_a_hub
from tests.factories import NOW, TODAY, a_user
from tests.places.given import given_a_locality, given_an_area
from tests.planning.given import SQUARE, given_a_county, given_a_formula, given_an_index, given_figures, settings

pytestmark = pytest.mark.django_db


@pytest.fixture
def county():
    """Two localities of two areas."""
    north, south = given_a_locality("North"), given_a_locality("South")
    areas = [given_an_area(locality=locality) for locality in (north, north, south, south)]
    for n, area in enumerate(areas):
        ring = [[x + 0.01 * n, y] for x, y in SQUARE]
        area.boundary = {"type": "Polygon", "coordinates": [ring]}
        area.save()
    given_a_county(areas)
    return areas


@pytest.fixture
def planner(client):
    user = a_user("planner")
    client.force_login(user)
    return user


def figures(key: str, period: str = ""):
    return queries.figures_for(
        queries.get_indicator(viewer=a_user("planner"), key=key),
        viewer=a_user("planner"),
        ground=queries.ground_of(),
        today=TODAY,
        period=period,
    )


def test_shares_of_areas_localities_and_the_county_come_from_counts(county):
    found = figures("under_5_share")
    assert [found.by_area[area.code] for area in county] == [4, 5, 6, 7]
    assert sorted(found.by_locality.values()) == [4.5, 6.5]
    assert found.county == 5.5


def test_families_are_counted_where_they_live_and_small_counts_are_hidden(county):
    from alongside.people.models import Address, FamilyMember, Person

    hub = given_a_hub()
    for n in range(6):
        case = given_a_case(hub, family=given_a_family(f"Family {n}"))
        person = Person.objects.create(reference=f"P-{n}", given_names="A", recorded_at=NOW)
        FamilyMember.objects.create(family=case.family, person=person, role="child")
        where = county[0] if n < 5 else county[2]
        Address.objects.create(person=person, area=where, source="told", as_of=TODAY)
    from alongside.cases.queries import count_families_by_area

    assert count_families_by_area(helped_on=TODAY) == {county[0].code: 5, county[2].code: 1}
    found = figures("helped_now")
    assert [found.by_area[area.code] for area in county] == [None, 0, None, 0]
    assert set(found.by_locality.values()) == {None}


def test_a_home_that_is_kept_secret_is_not_counted(county):
    from alongside.cases.queries import count_families_by_area
    from alongside.people.models import Address, FamilyMember, Person

    case = given_a_case(given_a_hub())
    person = Person.objects.create(reference="P-1", given_names="A", recorded_at=NOW)
    FamilyMember.objects.create(family=case.family, person=person, role="child")
    Address.objects.create(person=person, area=county[0], source="told", as_of=TODAY, is_restricted=True)
    assert count_families_by_area(helped_on=TODAY) == {}


def test_an_index_ranks_areas_and_says_how(county):
    given_an_index()
    found = figures("index:need-of-little-ones")
    order = sorted(county, key=lambda area: -found.by_area[area.code])
    assert order == county[::-1]
    made = queries.made_index(Recipe((Part("imd_score", 1),)), viewer=a_user("planner"), today=TODAY)
    assert made.ranks[county[3].code] == 1


def test_a_change_of_an_index_is_its_next_version():
    first = given_an_index()
    by = a_user("planner")
    given = {"why": "", "recipe": Recipe((Part("imd_score", 1),)), "by": by, "at": NOW}
    second = actions.keep_index(name="Need", after=first, **given)
    assert (second.slug, second.version) == (first.slug, 2)
    with pytest.raises(actions.PlanRefused, match="newer version"):
        actions.keep_index(name="Need", after=first, **given)
    assert Entry.objects.filter(kind="planning.index_kept").count() == 2


@pytest.mark.parametrize(("who", "name", "said"), [
    pytest.param("hub-manager", "Other", "Only a planner", id="a hub manager looks, but does not make"),
    pytest.param("planner", "Need of little ones", "already", id="the name is taken"),
    pytest.param("planner", "!!!", "letters", id="a name without letters"),
])  # fmt: skip
def test_an_index_that_is_refused(who, name, said):
    given_an_index()
    with pytest.raises(actions.PlanRefused, match=said):
        given_an_index(name, by=a_user(who))
    assert NeedIndex.objects.count() == 1


NEEDS = [
    LocalityNeed("north", "North", "North hub", {"under_5": 300.0}, 50_000),
    LocalityNeed("south", "South", "", {"under_5": 100.0}, 50_000),
]


def keep(**more) -> Formula:
    given = {"name": "By need", "why": "", "settings": settings(), "needs": NEEDS, "after": None, "at": NOW}
    return actions.keep_formula(**{**given, "by": a_user("planner"), **more})


def test_a_formula_is_kept_with_what_came_of_it():
    formula = keep()
    assert formula.answer["pence"] == {"north": 55_000, "south": 45_000}
    assert formula.answer["by_formula"] == {"north": 75_000, "south": 25_000}
    assert [year["pence"]["north"] for year in formula.answer["years"]] == [55_000, 59_500]
    assert sum(line["pence"] for line in formula.answer["lines"]["north"]) == 55_000


def test_what_can_not_be_done_is_kept_too_and_says_what_would_have_to_give():
    formula = keep(settings=settings(budget=80_000))
    assert formula.answer["status"] == "impossible"
    assert formula.answer["least_loss"] == 20


def test_a_formula_is_refused_to_others():
    first = keep()
    for wrong, words in (
        ({"by": a_user("hub-manager")}, "Only a planner"),
        ({"needs": []}, "There is no locality yet"),
        ({"name": "!!!"}, "a name with letters in it"),
        ({}, "There is a formula called By need already"),
    ):
        with pytest.raises(actions.PlanRefused, match=words):
            keep(**wrong)
    assert keep(after=first).version == 2
    with pytest.raises(actions.PlanRefused):
        keep(after=first)
    assert Formula.objects.count() == 2


def test_what_is_not_there_is_not_found():
    for error, find, name in (
        (queries.FormulaNotFound, queries.get_formula, "slug"),
        (queries.IndexNotFound, queries.get_index, "slug"),
        (queries.IndicatorNotFound, queries.get_indicator, "key"),
    ):
        with pytest.raises(error):
            find(viewer=a_user("planner"), **{name: "no-such-thing"})


def test_need_and_formulas_are_not_there_for_whoever_may_not_see_them(county):
    index, formula, planner = given_an_index(), keep(), a_user("planner")
    ground = queries.ground_of()
    indicator = queries.get_indicator(viewer=planner, key="imd_score")
    manager, partner = a_user("hub-manager"), a_user("partner", kind="partner")
    for viewer in (manager, partner):  # who manages a hub sees need, and no formula
        assert [
            *queries.list_formulas(viewer=viewer),
            *queries.versions_of_formula(viewer=viewer, slug=formula.slug),
        ] == []
        assert queries.needs_of_localities(viewer=viewer, today=TODAY) == []
        assert queries.sources_of_needs(viewer=viewer, known=[], said=[], today=TODAY) == []
        with pytest.raises(queries.FormulaNotFound):
            queries.get_formula(viewer=viewer, slug=formula.slug)
    assert list(queries.list_indexes(viewer=manager)) == [index]
    assert [*queries.list_indexes(viewer=partner), *queries.versions_of_index(viewer=partner, slug=index.slug)] == []
    assert queries.catalogue(viewer=partner) == []
    assert queries.earlier_periods(indicator, viewer=partner, today=TODAY) == []
    with pytest.raises(queries.IndexNotFound):
        queries.get_index(viewer=partner, slug=index.slug)
    with pytest.raises(queries.IndicatorNotFound):
        queries.figures_for(indicator, viewer=partner, ground=ground, today=TODAY)


def test_the_map_shows_every_area_and_its_table(client, planner, county):
    page = client.get("/planning/need/?what=imd_score").content.decode()
    assert page.count("al-map__link") == 4
    assert "Second fifth" in page
    assert "made for a test" in page


def test_two_periods_stand_side_by_side(client, planner, county):
    given_figures("population", dict.fromkeys(county, 900), period="2020")
    page = client.get("/planning/need/?what=population&then=2020").content.decode()
    assert ">+100<" in page
    assert ">+200<" in page


def test_a_county_without_figures_says_so(client, planner):
    assert "No figures of areas have been loaded yet" in client.get("/planning/need/?what=").content.decode()
    assert client.get("/planning/need/?what=nonsense").status_code == 404


def test_figures_are_taken_away_as_csv_and_geojson(client, planner, county):
    body = client.get("/planning/need/figures.csv?what=imd_score").content.decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(body)))
    assert [row["figure"] for row in rows] == ["10.0", "15.0", "20.0", "25.0"]
    found = json.loads(client.get("/planning/need/figures.geojson?what=imd_score").content)
    assert [one["properties"]["figure"] for one in found["features"]] == [10, 15, 20, 25]
    assert found["features"][0]["geometry"]["type"] == "Polygon"


def _file(client, ending: str, **asked) -> str:
    return client.get(f"/planning/need/figures.{ending}", asked).content.decode("utf-8-sig")


@pytest.mark.parametrize("by", ["locality", "hub"])
def test_a_map_by_locality_or_hub_is_taken_away_by_locality(client, planner, county, by):
    given_figures("imd_score", dict.fromkeys(county, 8.0), period="2019", unit="score")
    asked = {"what": "imd_score", "by": by, "then": "2019"}
    rows = list(csv.DictReader(io.StringIO(_file(client, "csv", **asked))))
    assert [(row["locality"], row["areas"], row["figure"], row["earlier_figure"]) for row in rows] == [
        ("North", "2", "12.5", "8.0"), ("South", "2", "22.5", "8.0"),
    ]  # fmt: skip
    drawn = json.loads(_file(client, "geojson", **asked))
    assert [len(one["geometry"]["coordinates"]) for one in drawn["features"]] == [2, 2]
    assert {one["geometry"]["type"] for one in drawn["features"]} == {"MultiPolygon"}
    told = drawn["features"][0]["properties"]
    assert (told["locality"], told["figure"], told["earlier_figure"], drawn["earlier_period"]) == (
        "North", 12.5, 8, "2019",
    )  # fmt: skip


def test_a_locality_without_boundaries_or_without_a_figure_is_taken_away_too(client, planner, county):
    assert put_together([None, {"type": "MultiPolygon", "coordinates": [[SQUARE]]}]) == {
        "type": "MultiPolygon", "coordinates": [[SQUARE]],
    }  # fmt: skip
    assert put_together([None]) is None
    given_a_locality("Nobody’s")
    rows = list(csv.DictReader(io.StringIO(_file(client, "csv", what="helped_now", by="locality"))))
    assert [(row["locality"], row["figure"]) for row in rows] == [("North", "0"), ("South", "0")]
    ranks = list(csv.DictReader(io.StringIO(_file(client, "csv", what="imd_decile", by="area"))))
    assert len(ranks) == 4


def test_finance_reads_a_formula_and_changes_none(client, county):
    formula = given_a_formula(county[0].locality, slug="fair")
    client.force_login(a_user("finance-officer"))
    for page in ("/planning/money/", f"/planning/money/{formula.slug}/"):
        shown = client.get(page).content.decode()
        assert "fair" in shown
        assert "Make a formula" not in shown
        assert "Change it" not in shown
    assert client.get(f"/planning/money/{formula.slug}/change/").status_code == 404


def test_an_index_is_made_on_screen_and_each_area_says_how(client, planner, county):
    said = {"name": "Little ones", "why": "", "putting": "z", "shrinks": "on", "indicator_1": "under_5_share",
            "points_1": "3", "indicator_2": "imd_score", "points_2": "1"}  # fmt: skip
    page = client.post("/planning/indexes/make/", said, follow=True).content.decode()
    assert "What each weight does" in page
    assert "75.0%" in page
    area = client.get(f"/planning/need/areas/{county[0].code}/?what=index:little-ones").content.decode()
    assert "How this score came about" in area
    assert "4 of 4 areas" in area


def test_points_without_an_indicator_are_asked_about(client, planner, county):
    page = client.post("/planning/indexes/make/", {"name": "X", "putting": "z", "points_1": "3"}).content.decode()
    assert "Choose what the 3 points are for" in page


def test_a_formula_is_made_on_screen_and_each_hub_is_explained(client, planner, county):
    needs = queries.needs_of_localities(viewer=planner, today=TODAY)
    said = {"name": "Fair", "first_year": "2027", "budget": "1000", "years": "2", "budget_change": "0", "fixed": "100",
            "rule": "bounded share", "largest_loss": "10", "points_under_5": "1"}  # fmt: skip
    said |= {f"baseline_{need.slug}": "500" for need in needs}
    page = client.post("/planning/money/make/", said, follow=True).content.decode()
    assert "On the way there" in page
    assert "£1,000" in page
    kept = Formula.objects.get()
    line = client.get(f"/planning/money/fair/versions/1/{needs[0].slug}/").content.decode()
    assert "Fixed part" in line
    assert kept.digest in client.get("/planning/money/fair/figures.csv").content.decode()


def test_a_floor_above_the_ceiling_is_said_beside_its_field(client, planner, county):
    page = client.post("/planning/money/make/", {"rule": "bounded share", "largest_loss": "-5", "largest_gain": "2"})
    assert "The ceiling is below the floor" in page.content.decode()


def test_a_locality_keeps_its_name_in_what_is_said_of_its_money(client, planner, county):
    page = client.post("/planning/money/make/", {"rule": "none"}).content.decode()
    assert f"Enter last year’s money of {county[0].locality.name}: 0 where it had none" in page
    assert f"the {county[0].locality.name[0].lower()}{county[0].locality.name[1:]}" not in page


def test_lists_ask_as_much_of_the_database_for_many_as_for_one(
    client, planner, county, django_assert_max_num_queries, django_assert_num_queries
):
    given_a_formula(county[0].locality, slug="one", by=planner)
    with django_assert_max_num_queries(12) as first:
        client.get("/planning/money/")
    for n in range(5):
        given_a_formula(county[0].locality, slug=f"more-{n}", by=planner)
    with django_assert_num_queries(len(first)):
        client.get("/planning/money/")


def test_no_limits_need_no_money_of_last_year():
    needs = [LocalityNeed(one.slug, one.name, "", one.amounts) for one in NEEDS]
    formula = keep(settings=settings(rule=LimitRule.NONE, largest_loss=Decimal(0)), needs=needs)
    assert formula.answer["pence"] == {"north": 75_000, "south": 25_000}


@pytest.mark.parametrize(
    ("now", "before", "words"),
    [(108, 100, "+8.0%"), (92, 100, "−8.0%"), (100_001, 100_000, "0.0%"), (5, 0, "New")],
    ids=["more", "less, with a minus and no hyphen", "about the same", "nothing before"],
)
def test_a_share_more_or_less_than_last_year(now, before, words):
    assert _percent(now, before) == words


def test_a_figure_below_nought_has_a_minus(county):
    one = queries.get_indicator(viewer=a_user("planner"), key="imd_score")
    assert say(-0.25, one) == "−0.2"
    assert say(None, one) == "Hidden"
