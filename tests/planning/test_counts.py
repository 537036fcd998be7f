"""Counts of children by area, as social care hands them over: taken in, hidden where small, mapped, weighed."""

import csv
import io
from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from alongside.cases.models import Case
from alongside.cases.queries import count_families_by_area
from alongside.foundation.audit.models import Entry
from alongside.people.models import Address, FamilyMember, Person
from alongside.planning import queries
from alongside.planning.actions.counts import take_in_counts
from alongside.planning.actions.refusals import PlanRefused
from alongside.planning.gateways import count_files
from alongside.planning.models import AreaCount
from alongside.planning.queries.counts import list_counts
from alongside.planning.rules.counts import CountKind, counts_of, key_of, kind_of
from alongside.planning.rules.recipes import Part, Recipe
from alongside.planning.rules.suppression import beside, safe_counts
from tests.cases.given import given_a_case, given_a_family, given_a_hub
from tests.factories import NOW, TODAY, a_user
from tests.places.given import given_a_locality, given_an_area
from tests.planning.given import SQUARE, given_a_county

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
        pytest.param(b"area_code,children\n,\n", "holds no rows", id="the names of the columns alone"),
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
    return queries.figures_for(
        queries.get_indicator(viewer=a_user("planner"), key=key),
        viewer=a_user("planner"),
        ground=queries.ground_of(),
        today=TODAY,
    )


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
    assert "count_in_need" not in {one.key for one in queries.list_series(viewer=a_user("planner"))}


def test_an_index_can_weigh_a_count_and_a_formula_starts_from_it(county):
    taken(county, [9, 9, 9, 20, 20, 20])
    recipe = Recipe((Part("count_in_need_rate", 100),))
    scores = queries.made_index(recipe, viewer=a_user("planner"), today=TODAY).scores
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


# -- beside an earlier day --

EARLIER = date(2025, 3, 31)
NOT_SHOWN = "Hidden or not in our data"
THEN = f"{EARLIER:%-d %B %Y}"


def cells(client, **asked) -> list[dict[str, str]]:
    body = client.get("/planning/need/figures.csv", {"what": "count_in_need", "then": THEN} | asked).content
    return list(csv.DictReader(io.StringIO(body.decode("utf-8-sig"))))


@pytest.fixture
def two_days(county):
    """The first area is small on the earlier day, the fifth on the later: each is hidden with a neighbour."""
    taken(county, [3, 7, 9, 10, 11, 12], as_of=EARLIER)
    taken(county, [8, 9, 12, 10, 2, 20])
    return county


def test_a_count_stands_beside_that_of_an_earlier_day(client, two_days):
    client.force_login(a_user("planner"))
    page = client.get("/planning/need/", {"what": "count_in_need", "then": THEN}).content.decode()
    assert f"The county, {THEN}" in page
    assert "52; change +9" in page
    assert "A change is shown only where the counts of both days are" in page
    rows = cells(client)
    assert [(row["figure"], row["earlier_figure"], row["change"]) for row in rows] == [
        ("8", "", ""), ("9", "", ""), ("12", "9", "3"), ("", "", ""), ("", "", ""), ("20", "12", "8"),
    ]  # fmt: skip
    assert [row["earlier_hidden"] for row in rows] == ["yes", "yes", "", "yes", "yes", ""]
    by_locality = [(row["figure"], row["earlier_figure"], row["change"]) for row in cells(client, by="locality")]
    assert by_locality == [("29", "19", "10"), ("32", "33", "-1")]
    drawn = client.get("/planning/need/figures.geojson", {"what": "count_in_need", "then": THEN}).json()
    told = drawn["features"][0]["properties"]
    assert (told["figure"], told["earlier_figure"], told["earlier_hidden"], told["change"]) == (8, None, True, None)


def test_the_change_is_drawn_on_the_map_by_area_and_by_locality(client, two_days):
    given_boundaries(two_days)
    client.force_login(a_user("planner"))
    asked = {"what": "count_in_need", "then": THEN, "draw": "change"}
    page = client.get("/planning/need/", asked).context["page"]
    assert [shape["band"] for shape in page.map.shapes] == [0, 0, 4, 0, 0, 5]
    assert page.map.shapes[2]["words"] == f"+3 since {THEN}, now 12"
    assert [one["text"] for one in page.key] == [
        "Rose by more than 3",
        "Rose by 3 or less",
        "Hidden or not in our data",
    ]
    assert page.caption == f"Children in need: change since {THEN}"
    grouped = client.get("/planning/need/", asked | {"by": "locality"}).context["page"]
    assert [shape["band"] for shape in grouped.map.shapes] == [5, 5, 5, 2, 2, 2]
    plain = client.get("/planning/need/", asked | {"then": ""}).context["page"]
    assert plain.caption == "Children in need"
    tenths = client.get("/planning/need/", {"what": "imd_decile", "then": "2025", "draw": "change"}).context["page"]
    assert "change" not in tenths.caption


def given_boundaries(areas) -> None:
    for n, area in enumerate(areas):
        area.boundary = {"type": "Polygon", "coordinates": [[[x + 0.01 * n, y] for x, y in SQUARE]]}
        area.save()


def test_a_rate_is_compared_as_its_count_is(two_days):
    one = queries.get_indicator(viewer=a_user("planner"), key="count_in_need_rate")
    then = queries.figures_for(one, viewer=a_user("planner"), ground=queries.ground_of(), today=TODAY, period=THEN)
    assert [then.by_area[area.code] for area in two_days] == [None, None, 45.0, None, None, 60.0]


def test_an_earlier_day_on_areas_of_another_census_is_never_offered(client, two_days):
    AreaCount.objects.filter(as_of=EARLIER).update(vintage="2011")
    one = queries.get_indicator(viewer=a_user("planner"), key="count_in_need")
    assert queries.earlier_periods(one, viewer=a_user("planner"), today=TODAY) == []
    client.force_login(a_user("planner"))
    assert "earlier_figure" not in cells(client)[0]


def test_who_counted_the_earlier_day_is_said_when_it_was_somebody_else(client, two_days):
    client.force_login(a_user("planner"))
    asked = {"what": "count_in_need", "then": THEN}
    assert "The earlier day was counted by" not in client.get("/planning/need/", asked).content.decode()
    AreaCount.objects.filter(as_of=EARLIER).update(source="An older system")
    assert "The earlier day was counted by: An older system." in client.get("/planning/need/", asked).content.decode()


def test_the_earlier_day_is_as_it_was_last_put_right(two_days):
    taken(two_days, [30] * 6, as_of=EARLIER)
    one = queries.get_indicator(viewer=a_user("planner"), key="count_in_need")
    assert queries.earlier_periods(one, viewer=a_user("planner"), today=TODAY) == [THEN]
    then = queries.figures_for(one, viewer=a_user("planner"), ground=queries.ground_of(), today=TODAY, period=THEN)
    assert then.by_area[two_days[0].code] == 30


def test_our_own_counts_stand_beside_the_first_days_of_quarters(client, county):
    helped, begun = (queries.get_indicator(viewer=a_user("planner"), key=key) for key in ("helped_now", "begun_lately"))
    assert queries.earlier_periods(helped, viewer=a_user("planner"), today=date(2026, 4, 1))[:2] == [
        "1 January 2026",
        "1 October 2025",
    ]
    assert (
        queries.earlier_periods(begun, viewer=a_user("planner"), today=date(2026, 4, 2))[0]
        == "12 months to 1 April 2026"
    )
    assert len(queries.earlier_periods(helped, viewer=a_user("planner"), today=TODAY)) == 8
    client.force_login(a_user("planner"))
    for key, note in (("helped_now", "counted where it lives now"), ("begun_lately_rate", "have families in common")):
        then = queries.earlier_periods(
            queries.get_indicator(viewer=a_user("planner"), key=key),
            viewer=a_user("planner"),
            today=timezone.localdate(),
        )[0]
        assert note in client.get("/planning/need/", {"what": key, "then": then}).content.decode()
    anybody = client.get("/planning/need/", {"what": "helped_now", "then": "3 March 2020"}).content.decode()
    assert "The county, 3 March 2020" not in anybody, "not on any day one likes"


def test_a_family_of_last_year_is_counted_on_its_day_and_not_on_ours(county):
    for n in range(6):
        case = given_a_case(given_a_hub(), family=given_a_family(f"Family {n}"))
        Case.objects.filter(id=case.id).update(opened_on=date(2025, 5, 5))
        person = Person.objects.create(reference=f"P-{n}", given_names="A", recorded_at=NOW)
        FamilyMember.objects.create(family=case.family, person=person, role="child")
        Address.objects.create(person=person, area=county[0], source="told", as_of=TODAY)
    assert count_families_by_area(begun_from=date(2025, 5, 5), begun_to=date(2025, 5, 5)) == {county[0].code: 6}
    assert count_families_by_area(begun_from=date(2025, 1, 1), begun_to=date(2025, 5, 4)) == {}
    one, told = (
        queries.get_indicator(viewer=a_user("planner"), key="helped_now"),
        {"viewer": a_user("planner"), "ground": queries.ground_of(), "today": date(2025, 8, 1)},
    )
    assert queries.figures_for(one, **told).by_area[county[0].code] == 6
    assert queries.figures_for(one, **told, period="1 April 2025").by_area[county[0].code] == 0


COUNTS = st.lists(st.integers(0, 12), min_size=6, max_size=6)


@given(then=COUNTS, now=COUNTS)
def test_no_change_gives_a_hidden_count_away(then, now):
    groups = {n: "North" if n < 3 else "South" for n in range(6)}
    later = safe_counts(dict(enumerate(now)), groups)
    earlier = beside(safe_counts(dict(enumerate(then)), groups), later)
    for n in range(6):
        assert earlier.by_area[n] is None or later.by_area[n] is not None
        assert earlier.by_area[n] in (None, then[n])
        assert not 0 < (earlier.by_area[n] or 0) < 5
    for group, total in earlier.by_group.items():
        inside = [n for n in groups if groups[n] == group]
        small = [n for n in inside if 0 < then[n] < 5]
        hidden = [n for n in inside if earlier.by_area[n] is None]
        if total is not None and small:
            assert len(hidden) >= 2
            assert sum(then[n] for n in hidden) >= 10, "what is left of the total hides them all"
        assert total is None or later.by_group[group] is not None
