"""Counts of children by area, as social care hands them over: taken in, hidden where small, mapped, weighed."""

import csv
import io
from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from alongside.foundation.audit.models import Entry
from alongside.planning import queries
from alongside.planning.actions.counts import take_in_counts
from alongside.planning.actions.refusals import PlanRefused
from alongside.planning.gateways import count_files
from alongside.planning.models import AreaCount
from alongside.planning.queries.counts import list_counts
from alongside.planning.rules.counts import CountKind, counts_of, key_of, kind_of
from alongside.planning.rules.recipes import Part, Recipe
from tests.factories import NOW, TODAY, a_user
from tests.places.given import given_a_locality, given_an_area
from tests.planning.given import given_a_county

AREAS = {"A1", "A2"}
IN_NEED = CountKind.IN_NEED


def row(code: str = "A1", children: str = "3") -> dict[str, str]:
    return {"area_code": code, "children": children}


# -- rules --


@pytest.mark.parametrize(
    ("rows", "counts"),
    [
        pytest.param([row("a1", " 7 ")], {"A1": 7, "A2": 0}, id="an area left out has no such child"),
        pytest.param([row("A1", ""), row("A2", "0")], {"A1": 0, "A2": 0}, id="nor has one that is left empty"),
    ],
)
def test_counts_of(rows, counts):
    read = counts_of(list(enumerate(rows, start=2)), areas=AREAS)
    assert (read.counts, read.wrong) == (counts, ())


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        pytest.param([row("B9")], "Row 2, area_code “B9”: the code of an area", id="no area of the county"),
        pytest.param([row(), row()], "Row 3, area_code “A1”: an area that no row before", id="an area twice"),
        pytest.param([row(children="-1")], "Row 2, children “-1”: a whole number", id="below nought"),
        pytest.param([row(children="2.5")], "children “2.5”", id="half a child"),
        pytest.param([row(children="5001")], "children “5001”", id="more than an area has"),
        pytest.param([row(children="")], "No row has a number", id="nothing filled in"),
    ],
)
def test_a_wrong_row_is_told_and_nothing_is_counted(rows, told):
    read = counts_of(list(enumerate(rows, start=2)), areas=AREAS)
    assert read.counts == {}
    assert told in read.wrong[0]


def test_a_count_is_known_by_its_name_and_nothing_else_is():
    assert all(kind_of(key_of(kind)) is kind for kind in CountKind)
    assert kind_of("count_of_stars") is kind_of("protection") is None


# -- files --


@pytest.mark.parametrize(
    ("content", "told"),
    [
        pytest.param(b"PK\x03\x04rest", "This is a spreadsheet", id="a spreadsheet"),
        pytest.param(b"area_code,children\nA1,\xff", "not in UTF-8 .line 2", id="another alphabet"),
        pytest.param(b"area,children\nA1,3", "has to name the columns: area_code, children", id="no such column"),
        pytest.param(b"", "has to name the columns", id="an empty file"),
    ],
)
def test_a_file_that_cannot_be_read_says_what_to_do(content, told):
    with pytest.raises(count_files.FileRefused, match=told):
        count_files.read_count_file(content)


def test_a_row_that_goes_on_and_on_is_refused():
    before = csv.field_size_limit(20)
    try:
        with pytest.raises(count_files.FileRefused, match="Row 2 cannot be read"):
            count_files.read_count_file(b"area_code,children\nA1," + b"9" * 30)
    finally:
        csv.field_size_limit(before)


def test_a_file_has_its_columns_in_any_order_and_not_without_end(monkeypatch):
    content = b"\xef\xbb\xbfname, Children ,AREA_CODE\nAsh,3,A1\n,,\n"
    assert [(number, one["area_code"]) for number, one in count_files.read_count_file(content)] == [(2, "A1")]
    monkeypatch.setattr(count_files, "MOST_ROWS", 0)
    with pytest.raises(count_files.FileRefused, match="a county has fewer areas"):
        count_files.read_count_file(content)


# -- taken in --


@pytest.fixture
def county(db):
    """Two localities of three areas."""
    localities = given_a_locality("North"), given_a_locality("South")
    areas = [given_an_area(locality=one) for one in localities for _ in range(3)]
    given_a_county(areas)
    return areas


def file_of(areas, numbers) -> bytes:
    lines = [f"{area.code},{number}" for area, number in zip(areas, numbers, strict=True)]
    return "\n".join(["area_code,children", *lines]).encode()


def taken(areas, numbers, *, by=None, as_of=TODAY, kind=IN_NEED) -> AreaCount:
    return take_in_counts(
        content=file_of(areas, numbers),
        kind=kind,
        as_of=as_of,
        source="Social care",
        by=by or a_user("planner"),
        at=NOW,
    )


def shown(key: str):
    return queries.figures_for(queries.get_indicator(key), ground=queries.ground_of(), today=TODAY)


def test_a_count_stands_on_the_map_and_small_numbers_are_hidden(county):
    taken(county, [3, 7, 9, 10, 11, 12])
    found = shown("count_in_need")
    assert [found.by_area[one.code] for one in county] == [None, None, 9, 10, 11, 12]
    assert sorted(found.by_locality.values()) == [19, 33]
    assert (found.county, found.period) == (52, f"{TODAY:%-d %B %Y}")
    assert found.indicator.source == "Social care; counts of 1 to 4 are hidden"
    rate = shown("count_in_need_rate")
    assert rate.by_area[county[3].code] == pytest.approx(1000 * 10 / 200)
    assert rate.by_locality[county[0].locality.slug] == pytest.approx(1000 * 19 / 600)


def test_the_latest_day_stands_and_the_same_file_twice_changes_nothing(county):
    taken(county, [9] * 6)
    taken(county, [8] * 6, as_of=TODAY - timedelta(days=90))
    assert shown("count_in_need").county == 54
    assert taken(county, [9] * 6).id == taken(county, [9] * 6).id
    assert AreaCount.objects.count() == 2
    taken(county, [7] * 6)
    assert shown("count_in_need").county == 42, "put right: what was taken in last of a day stands"
    assert Entry.objects.filter(kind="planning.counts_taken_in").count() == 3


def test_a_count_of_areas_of_another_census_is_not_shown(county):
    taken(county, [9] * 6)
    AreaCount.objects.update(vintage="2011")
    assert "count_in_need" not in {one.key for one in queries.list_series()}


def test_an_index_can_weigh_a_count_and_a_formula_starts_from_it(county):
    taken(county, [9, 9, 9, 20, 20, 20])
    recipe = Recipe((Part("count_in_need_rate", 100),))
    scores = queries.made_index(recipe, today=TODAY).scores
    assert scores[county[5].code] > scores[county[0].code]
    needs = queries.needs_of_localities(viewer=a_user("planner"), today=TODAY)
    assert [(one.name, one.amounts["in_need"], one.amounts["protection"]) for one in needs] == [
        ("North", 27, None), ("South", 60, None),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("role", "as_of", "numbers", "why"),
    [
        pytest.param("hub-manager", TODAY, [9] * 6, "Only a planner", id="somebody else"),
        pytest.param("planner", TODAY + timedelta(days=1), [9] * 6, "has not come yet", id="a day to come"),
        pytest.param("planner", TODAY, ["x"] * 6, "Nothing was taken in", id="a wrong row"),
    ],
)
def test_a_count_is_refused(county, role, as_of, numbers, why):
    taken(county, [9] * 6)
    with pytest.raises(PlanRefused, match=why):
        taken(county, numbers, by=a_user(role), as_of=as_of)
    assert AreaCount.objects.count() == 1


def test_many_wrong_rows_are_not_all_told(county, monkeypatch):
    monkeypatch.setattr("alongside.planning.actions.counts.MOST_TOLD", 2)
    with pytest.raises(PlanRefused, match="and 4 more"):
        taken(county, ["x"] * 6)
    with pytest.raises(PlanRefused, match="This is a spreadsheet"):
        take_in_counts(content=b"PK\x03\x04", kind=IN_NEED, as_of=TODAY, source="", by=a_user("planner"), at=NOW)


# -- on screen --


def sent(county, numbers=(9,) * 6, **more) -> dict:
    day = date(2026, 1, 31)
    return {
        "kind": "in_need", "source": "Social care", "file": SimpleUploadedFile("c.csv", file_of(county, numbers)),
        "as_of-day": day.day, "as_of-month": day.month, "as_of-year": day.year,
    } | more  # fmt: skip


def test_a_planner_takes_a_count_in_and_lands_on_the_map(client, county):
    client.force_login(a_user("planner"))
    page = client.get("/planning/counts/").content.decode()
    assert "No count has been taken in yet" in page
    answer = client.post("/planning/counts/", sent(county), follow=True)
    shown = answer.content.decode()
    assert "The count is taken in" in shown, answer.context["form"].errors
    assert "Children in need" in shown
    assert "31 January 2026" in client.get("/planning/counts/").content.decode()
    assert "Homes that are kept secret" not in shown, "that is said of the service’s own records only"
    made = client.get("/planning/money/make/").content.decode()
    assert 'value="27"' in made


def test_a_wrong_file_is_told_beside_its_field_and_what_was_said_stays(client, county):
    client.force_login(a_user("planner"))
    shown = client.post("/planning/counts/", sent(county, numbers=["x"] * 6)).content.decode()
    assert "Nothing was taken in" in shown
    assert 'value="Social care"' in shown
    large = SimpleUploadedFile("c.csv", b"x" * 1_000_001)
    assert "larger than 1 MB" in client.post("/planning/counts/", sent(county, file=large)).content.decode()


def test_the_file_to_fill_in_names_every_area(client, county):
    client.force_login(a_user("planner"))
    body = client.get("/planning/counts/template.csv").content.decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(body)))
    assert [(one["area_code"], one["children"]) for one in rows] == [(area.code, "") for area in county]


@pytest.mark.django_db
def test_counts_are_listed_for_planners_only(county):
    one = taken(county, [9] * 6)
    assert str(one) == f"in_need {TODAY}"
    assert not list_counts(viewer=a_user("hub-manager")).exists()
    assert list_counts(viewer=a_user("planner")).exists()
