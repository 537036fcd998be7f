"""Figures of sites: by hand and by file, who keeps them, and what a page says of blanks."""

import csv
import html
import io
import re
from datetime import date
from decimal import Decimal
from urllib.parse import unquote

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction

from alongside.foundation.audit.models import Entry
from alongside.hubs import actions, queries
from alongside.hubs.models import FigureFile, Footfall, MonthAmount, SiteFact, YearAmount
from alongside.hubs.rules.facts import FactKind, HubsPolicy, Standing
from alongside.hubs.rules.money import Line
from tests.factories import NOW, TODAY, a_user
from tests.hubs.given import Hub, given_a_budget
from tests.places.given import given_a_site

pytestmark = pytest.mark.django_db
POLICY = HubsPolicy()


@pytest.fixture
def planner():
    return a_user("planner")


def _month(hub, month, *, by=None, visits=None, **lines):
    amounts = {line: lines.get(line) for line in Line}
    actions.record_month(
        site=hub.site, month=month, amounts=amounts, visits=visits, source="Ledger", today=TODAY,
        by=by or hub.manager, at=NOW,
    )  # fmt: skip


def _state(site, by, **facts):
    return actions.state_fact(
        **{
            "site": site, "kind": FactKind.CAPACITY, "standing": Standing.KNOWN, "words": "", "number": Decimal(120),
            "source": "Property team", "as_of": TODAY, "by": by, "at": NOW, **facts,
        }
    )  # fmt: skip


def _file(content: str, by, **how):
    return actions.take_in_file(
        content=content.encode(), name="a.csv", source="Ledger", keeps_good_rows=how.get("keeps", True), by=by, at=NOW,
        today=TODAY,
    )  # fmt: skip


def test_a_budget_left_blank_is_not_nought(hub):
    given_a_budget(hub, staffing=88_000_00, hire=0)
    assert {one.line: one.pence for one in queries.year_amounts_of(hub.site, 2025, viewer=hub.manager)} == {
        "staffing": 88_000_00, "hire": 0,
    }  # fmt: skip
    given_a_budget(hub, staffing=90_000_00)
    assert [one.pence for one in queries.year_amounts_of(hub.site, 2025, viewer=hub.manager)] == [90_000_00]


def test_a_hubs_manager_keeps_the_figures_of_the_hubs_locality_and_no_others(hub, planner):
    other = Hub("Saltway")
    for act in (
        lambda: _month(hub, date(2025, 4, 1), by=other.manager),
        lambda: _state(hub.site, other.manager),
        lambda: _state(hub.site, hub.worker),
        lambda: _file("site,month,visits\n", hub.manager),
    ):
        with pytest.raises(actions.HubRefused, match=r"Only|Your role"):
            act()
    centre = given_a_site(kind="childrens_centre", locality=hub.locality)
    assert _state(centre, hub.manager).number == 120
    assert _state(centre, planner, number=Decimal(130)).number == 130


def test_not_asked_none_and_not_in_our_data_are_three_answers(hub, planner, at_the):
    page = at_the(planner, "site", hub.site.slug).content.decode()
    assert page.count("Not asked") >= len(FactKind)
    _state(hub.site, planner, kind=FactKind.ALTERNATIVES, standing=Standing.NONE, number=None)
    _state(hub.site, planner, kind=FactKind.TENURE, standing=Standing.NOT_IN_DATA, number=None)
    page = at_the(planner, "site", hub.site.slug).content.decode()
    assert "Asked, and not in our data" in page
    assert "Property team, 2 March 2026" in page
    with pytest.raises(IntegrityError, match="a_known_fact_of_a_site_says_something"), transaction.atomic():
        SiteFact.objects.create(site=hub.site, kind="staff", standing="known", source="x", as_of=TODAY, at=NOW)


def test_an_answer_given_again_is_one_answer_and_a_new_one_stands_before_the_old(hub, planner):
    assert _state(hub.site, planner).id == _state(hub.site, planner).id
    _state(hub.site, planner, number=Decimal(90), as_of=date(2025, 1, 1))
    assert [one.number for one in queries.facts_of(hub.site, viewer=hub.manager)] == [120, 90]


def test_a_month_to_come_is_refused_and_one_written_twice_stands_once(hub):
    with pytest.raises(actions.HubRefused, match="not begun"):
        _month(hub, date(2026, 4, 1), staffing=1)
    for pence in (100, 200):
        _month(hub, date(2025, 4, 1), staffing=pence, visits=pence)
    assert MonthAmount.objects.get().pence == 200
    assert Footfall.objects.get().visits == 200
    _month(hub, date(2025, 4, 1))
    assert not MonthAmount.objects.exists()
    assert not Footfall.objects.exists()


def test_a_file_is_taken_in_once_and_again_changes_nothing(hub, planner):
    content = f"site,month,visits,note\n{hub.site.slug},2025-04,310,\n{hub.site.slug},2025-05,0,closed for works\n"
    first, again = _file(content, planner), _file(content, planner)
    assert (first.rows_taken, first.rows_same) == (2, 0)
    assert (again.rows_taken, again.rows_same, first.digest) == (0, 2, again.digest)
    assert queries.footfall_of(hub.site, 2025, viewer=hub.manager) == {date(2025, 4, 1): 310, date(2025, 5, 1): 0}
    changed = _file(content.replace("310", "311"), planner)
    assert (changed.rows_taken, changed.rows_same) == (1, 1)


@pytest.mark.parametrize(("keeps", "taken"), [(True, 1), (False, 0)], ids=["good rows kept", "all refused"])
def test_bad_rows_are_reported_and_the_good_ones_kept_or_not(hub, planner, keeps, taken):
    content = f"site,year,line,budget\n{hub.site.slug},2025/26,staffing,12.00\nnowhere,2025/26,sweets,1.234\n"
    file = _file(content, planner, keeps=keeps)
    assert (file.rows_taken, YearAmount.objects.count()) == (taken, taken)
    assert [(one["row"], one["column"], one["value"]) for one in file.problems] == [
        (3, "site", "nowhere"), (3, "line", "sweets"), (3, "budget", "1.234"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("content", "why"),
    [
        pytest.param(b"a,b\n1,2\n", "name the columns", id="another table"),
        pytest.param(b"PK\x03\x04rest", "spreadsheet", id="a spreadsheet"),
        pytest.param("site,month,visits\nbücher,,".encode("cp1252"), "UTF-8 .line 2", id="another encoding"),
        pytest.param(b"", "name the columns", id="nothing"),
        pytest.param(b"site,month,visits\n,,\n", "holds no rows", id="the names of the columns alone"),
    ],
)
def test_a_file_that_cannot_be_read_says_what_to_do(planner, content, why):
    with pytest.raises(actions.HubRefused, match=why):
        actions.take_in_file(
            content=content, name="a.csv", source="x", keeps_good_rows=True, by=planner, at=NOW, today=TODAY
        )
    assert not FigureFile.objects.exists()
    assert not Entry.objects.filter(kind="hubs.file_taken_in").exists()


def test_an_empty_file_is_refused_beside_its_field_and_one_of_old_does_not_say_that_all_was_right(planner, at_the):
    sent = {"file": SimpleUploadedFile("o.csv", b"site,month,visits\n"), "source": "Counters", "bad_rows": "keep"}
    assert "The file holds no rows" in at_the(planner, "take_in_file", data=sent).content.decode()
    old = FigureFile.objects.create(
        kind="footfall", name="o.csv", digest="d", by=planner, at=NOW, rows_read=0, rows_taken=0, rows_same=0
    )
    report = at_the(planner, "file_report", old.id).content.decode()
    assert "The file held no rows" in report
    assert "Every row was right" not in report


def test_a_planner_sends_a_file_and_reads_its_report(hub, planner, at_the):
    content = f"site,month,line,outturn\n{hub.site.slug},2025-04,staffing,-5.00\n{hub.site.slug},x,staffing,1\n"
    sent = {"file": SimpleUploadedFile("o.csv", content.encode()), "source": "Ledger", "bad_rows": "keep"}
    answer = at_the(planner, "take_in_file", data=sent)
    report = at_the(planner, "file_report", FigureFile.objects.get().id).content.decode()
    assert answer.url.endswith(f"{FigureFile.objects.get().id}/")
    assert "a month, such as 2025-04" in report
    assert MonthAmount.objects.get().pence == -500


def test_candidates_are_listed_with_what_is_known_and_downloaded_as_shown(hub, planner, at_the):
    library = given_a_site(kind="library", locality=hub.locality, name="=cmd Library")
    given_a_budget(hub, staffing=1_000_000_00, hire=120_000_00)
    _state(hub.site, planner)
    found = {one.slug: one for one in queries.candidates(viewer=planner, today=TODAY)}
    assert found[hub.site.slug].net_cost == 880_000_00
    assert found[library.slug].net_cost is None
    named = [one.slug for one in queries.candidates(viewer=planner, today=TODAY, figures="without")]
    assert named == [library.slug]
    file = at_the(planner, "download_sites", kind="library").content.decode("utf-8-sig")
    assert "'=cmd Library" in file
    assert hub.site.slug not in file
    every = queries.with_more_figures(queries.candidates(viewer=planner, today=TODAY), today=TODAY)
    more = {one.slug: one for one in every}
    assert (more[hub.site.slug].income, more[library.slug].income) == (120_000_00, None)
    assert "Not known" in at_the(planner, "sites").content.decode()


def test_the_file_of_candidates_has_every_answer_about_a_building(hub, planner, at_the):
    _state(hub.site, planner, number=Decimal("120.50"))
    for kind, words in (
        (FactKind.TENURE, "Leased to 2041"), (FactKind.PRESENT_USE, "The whole building"),
        (FactKind.ALTERNATIVES, "A nursery would take it on"), (FactKind.ACCESS, "Step-free"),
    ):  # fmt: skip
        _state(hub.site, planner, kind=kind, number=None, words=words)
    _state(hub.site, planner, kind=FactKind.LARGEST_ROOM, number=Decimal(40))
    lines = csv.DictReader(io.StringIO(at_the(planner, "download_sites").content.decode("utf-8-sig")))
    told = next(row for row in lines if row["site"] == hub.site.slug)
    names = ("families_a_year", "freehold_or_lease", "present_use", "alternatives", "alternatives_in_words",
             "largest_room_holds", "getting_in")  # fmt: skip
    assert [told[name] for name in names] == [
        "120.5", "Leased to 2041", "The whole building", "Known", "A nursery would take it on", "40", "Step-free",
    ]  # fmt: skip


def test_a_list_of_fifty_sites_asks_as_often_as_one_of_one(hub, planner, at_the, django_assert_max_num_queries):
    for _ in range(50):
        given_a_site(locality=hub.locality)
    at_the(planner, "sites")
    with django_assert_max_num_queries(14):
        at_the(planner, "sites")


def test_a_page_of_the_list_holds_no_more_than_is_read_on_a_phone_and_the_pages_leave_nobody_out(hub, planner, at_the):
    for number in range(26):
        given_a_site(name=f"Venue {number:02}", locality=hub.locality)
    first = at_the(planner, "sites").content.decode()
    assert 'class="govuk-table al-table--stack al-table--close"' in first
    key = re.search(r'rel="next" href="\?after=([^"]+)"', first).group(1)
    second = at_the(planner, "sites", after=unquote(key)).content.decode()
    shown = [re.findall(r'<th scope="row".*?>([^<]+)</a></th>', page) for page in (first, second)]
    assert [len(rows) for rows in shown] == [25, 2]
    assert sorted(name for rows in shown for name in rows) == sorted(
        [hub.site.name, *(f"Venue {number:02}" for number in range(26))]
    )


def test_a_year_is_set_and_a_month_written_on_screen(hub, at_the):
    form = {
        "staffing": "88,000", "hire": "", "basis": "budget", "source": "Budget book", "as_of-day": "1",
        "as_of-month": "3", "as_of-year": "2025",
    }  # fmt: skip
    assert at_the(hub.manager, "set_year", hub.site.slug, 2025, data=form).status_code == 302
    wrong = at_the(hub.manager, "set_year", hub.site.slug, 2025, data=form | {"hire": "-3"})
    assert "income has lines of its own" in wrong.content.decode()
    month = {"staffing": "7,000.50", "visits": "412", "source": "Ledger"}
    assert at_the(hub.manager, "record_month", hub.site.slug, "2025-04", data=month).status_code == 302
    assert MonthAmount.objects.get().pence == 700_050
    assert "£88,000" in at_the(hub.manager, "site", hub.site.slug).content.decode()
    assert at_the(Hub("Saltway").manager, "set_year", hub.site.slug, 2025).status_code == 404


def test_a_fact_is_stated_on_screen_in_the_shape_of_its_question(hub, at_the):
    day = {"as_of-day": "1", "as_of-month": "3", "as_of-year": "2025", "source": "Survey"}
    missing = at_the(hub.manager, "state_fact", hub.site.slug, "condition", data=day | {"standing": "known"})
    assert "Say what is known: condition of the building" in missing.content.decode()
    sent = at_the(hub.manager, "state_fact", hub.site.slug, "condition", data=day | {"standing": "known", "words": "C"})
    assert sent.status_code == 302
    assert "C: poor, major defects" in at_the(hub.manager, "site", hub.site.slug).content.decode()
    assert at_the(hub.manager, "state_fact", hub.site.slug, "colour").status_code == 404


def test_the_forecast_goes_by_the_months_on_record(hub):
    given_a_budget(hub, staffing=1200_00)
    assert queries.forecast_of(hub.site, 2024, viewer=hub.manager, policy=POLICY) is None
    for month in (4, 5, 6):
        _month(hub, date(2025, month, 1), staffing=90_00)
    found = queries.forecast_of(hub.site, 2025, viewer=hub.manager, policy=POLICY)
    assert (found.forecast, found.under, found.months_known) == (1080_00, 120_00, 3)


def _seen(page: str) -> str:
    return re.search(r'name="seen" value="([0-9a-f]{64})"', page)[1]


@pytest.mark.parametrize(
    ("view", "when", "more", "told"),
    [
        ("set_year", 2025, {"basis": "budget", "as_of-day": "1", "as_of-month": "3", "as_of-year": "2025"}, ""),
        ("record_month", "2025-04", {"visits": "412"}, "; visits: 390"),
    ],
)
def test_of_two_at_the_same_figures_the_second_sees_the_first_s_and_neither_loses_anything(
    hub, at_the, view, when, more, told
):
    def at(**data):
        return at_the(hub.manager, view, hub.site.slug, when, **data)

    seen = _seen(at().content.decode())
    theirs = more | {"staffing": "88,000", "source": "Budget book", "seen": seen} | ({"visits": "390"} if told else {})
    mine = more | {"energy": "500", "source": "Ledger", "seen": seen}
    assert at(data=theirs).status_code == 302
    assert at(data=theirs).status_code == 302, "the same sent twice is the same"
    page = at(data=mine).content.decode()
    assert "Somebody wrote other figures down since you opened this page. They stand now: " in page
    said = html.unescape(page).split("They stand now: ")[1].split(". What")[0]
    assert said == f"Staffing: £88,000; Energy and water: nothing{told}"
    assert 'value="500"' in page
    assert at(data=mine | {"seen": _seen(page)}).status_code == 302
    assert 'value="500.00"' in at().content.decode()
