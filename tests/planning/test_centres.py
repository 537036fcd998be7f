"""Single centres under today's model: what is known of each, nothing small, nothing guessed, frozen when published."""

import csv
from dataclasses import replace
from datetime import date

import pytest
from django.urls import reverse

from alongside.hubs.models import Footfall, MonthAmount
from alongside.hubs.queries import records_of
from alongside.hubs.rules.money import Line
from alongside.planning.models import Appraisal
from alongside.planning.presenters.centres import centre_file_rows, centres_sheet
from alongside.planning.queries.appraisals import scenarios_of
from alongside.planning.queries.centres import centres_of
from alongside.planning.rules.centres import Centre, single_centres
from alongside.values.dates import months_after
from tests.factories import TODAY, a_user
from tests.hubs.given import Hub, given_a_budget
from tests.planning.given import given_a_published_appraisal, given_a_published_scenario, given_an_appraisal

MONTHS = tuple(date(2025 + (month > 12), (month - 1) % 12 + 1, 1) for month in range(3, 15))
LINES = {Line.STAFFING: 80_000_00, Line.PREMISES: 30_000_00, Line.FEES: 10_000_00}


def a_centre(name: str, *, visits: int | None = 100, months: int = 12, **more) -> Centre:
    counted = {} if visits is None else dict.fromkeys(MONTHS[:months], visits)
    facts = {"lines": LINES, "basis": "budget", "visits": counted, "money_from": ["Ledger"], "visits_from": ["Counter"],
             "spent": {month: {Line.STAFFING: 7_000_00, Line.FEES: 1_000_00} for month in MONTHS}}  # fmt: skip
    return Centre(name.lower(), name, "Hub", "Millbrook", **facts | more)


def told(*centres: Centre) -> dict:
    return single_centres(centres, year=2025, months=MONTHS, on=date(2026, 3, 2), smallest=5)


def test_a_centre_has_its_costs_income_visits_and_what_a_visit_cost_and_whole_sums():
    found = told(a_centre("Ash"), a_centre("Birch", visits=200))
    one = found["rows"][0]
    assert (one["running"], one["income"], one["net"]) == (110_000_00, 10_000_00, 100_000_00)
    assert (one["spent"], one["visits"], one["each"]) == (72_000_00, 1200, 60_00)
    assert found["total"] == {"running": 220_000_00, "income": 20_000_00, "net": 200_000_00, "spent": 144_000_00,
                              "visits": 3600, "each": 40_00}  # fmt: skip


def test_what_nobody_wrote_down_is_not_nought_and_is_in_no_sum():
    no_income = {Line.STAFFING: 5_000_00}
    found = told(a_centre("Ash"), a_centre("Birch", visits=None, lines={}, basis="", spent={}, money_from=[],
                                           visits_from=[]), a_centre("Cedar", lines=no_income))  # fmt: skip
    _, blank, dear = found["rows"]
    assert all(blank[key] is None for key in ("running", "income", "net", "spent", "visits", "each"))
    assert (dear["income"], dear["net"]) == (None, 5_000_00)
    assert set(found["total"].values()) == {None}
    sheet = centres_sheet(found)
    assert sheet.rows[1] == ["Birch", *["Not known"] * 7]
    assert sheet.rows[3][1:7] == ["Not known"] * 6


@pytest.mark.parametrize(("months", "words"), [(9, "900 in 9 months"), (1, "100 in one month")])
def test_months_in_which_nobody_counted_are_said_and_no_visit_is_priced(months, words):
    found = told(a_centre("Ash", months=months), a_centre("Birch"))
    assert found["rows"][0]["each"] is None
    assert found["total"]["visits"] is None
    assert centres_sheet(found).rows[0][5:7] == [words, "Not known"]


def test_a_month_without_its_spending_prices_no_visit():
    found = told(a_centre("Ash", spent={MONTHS[0]: {Line.STAFFING: 1_00}}))
    assert (found["rows"][0]["spent"], found["rows"][0]["visits"], found["rows"][0]["each"]) == (None, 1200, None)


def test_a_small_count_is_hidden_and_neither_another_nor_a_sum_nor_a_price_gives_it_away():
    few = replace(a_centre("Ash"), visits=dict.fromkeys(MONTHS, 0) | {MONTHS[0]: 3})
    found = told(few, a_centre("Birch"), a_centre("Cedar"))
    hidden = [row["name"] for row in found["rows"] if row["is_hidden"]]
    assert "Ash" in hidden
    assert len(hidden) == 2, "the next smallest guards it"
    assert all(row["visits"] is None and row["each"] is None for row in found["rows"] if row["is_hidden"])
    assert found["total"]["each"] is None
    rows = centre_file_rows(found, reference="OA", number="1")
    assert [row[11] for row in rows[1:3]] == ["not shown", "not shown"]
    assert centres_sheet(found).rows[0][5:7] == ["Not shown", "Not shown"]
    alone = told(few)
    assert alone["total"]["visits"] is None
    assert len(centres_sheet(alone).rows) == 1, "a sum of one centre is no sum"


def test_no_line_of_a_centre_stands_by_itself():
    words = str(told(a_centre("Ash"))) + str(centres_sheet(told(a_centre("Ash"))))
    assert "taffing" not in words
    assert "8000000" not in words


def test_money_in_the_file_is_in_pounds_and_an_empty_cell_is_not_known():
    negative = {Line.PREMISES: 5_00, Line.FEES: 25_50}
    rows = centre_file_rows(told(a_centre("Ash", lines=negative, spent={}, visits=None)), reference="OA", number="1")
    own = dict(zip(*rows, strict=True))
    assert (own["running_costs"], own["income"], own["net_cost"]) == ("5.00", "25.50", "-20.50")
    assert own["visits_in_those_months"] == own["cost_of_a_visit"] == own["net_spending_in_those_months"] == ""


@pytest.fixture
def hub(db):
    hub = Hub()
    hub.site.slug = "any-site"
    hub.site.save()
    given_a_budget(hub, **LINES)
    last = months_after(TODAY.replace(day=1), -2)
    for back in range(12):
        month = months_after(last, -back)
        Footfall.objects.create(site=hub.site, month=month, visits=50, source="Door counter")
        MonthAmount.objects.create(site=hub.site, month=month, line=Line.PREMISES, pence=500_00, source="Ledger")
    return hub


def test_the_run_of_months_ends_where_visits_were_last_counted_and_the_year_is_the_latest_on_record(hub):
    given_a_budget(hub, 2031, **LINES)
    found = records_of(viewer=a_user("planner"), slugs=["any-site", "gone"], today=TODAY)
    assert found.year == 2025
    assert found.months[-1] == months_after(TODAY.replace(day=1), -2)
    assert len(found.months) == len(found.by_site["any-site"].visits) == 12
    assert found.by_site["any-site"].money_from == ["Budget book", "Ledger"]
    assert found.by_site["gone"].lines == {}
    assert records_of(viewer=a_user("partner"), slugs=["any-site"], today=TODAY) is None


def test_nothing_on_record_gives_this_year_and_the_months_before_this_one(db):
    found = records_of(viewer=a_user("planner"), slugs=["gone"], today=TODAY)
    assert found.months[-1] == months_after(TODAY.replace(day=1), -1)
    assert found.year == 2025


def test_single_centres_are_frozen_shown_and_taken_away_without_signing_in(hub, client):
    one = given_a_published_appraisal(given_a_published_scenario())
    Footfall.objects.all().update(visits=9_999)
    page = client.get(reverse("planning:published_appraisal", args=[one.reference])).content.decode()
    file = reverse("planning:centres_csv", args=[one.reference])
    paper = client.get(reverse("planning:published_paper", args=[one.reference])).content.decode()
    for text in (page, paper):
        assert "Single centres under today’s model" in text
        assert "£110,000" in text
        assert "600" in text
        assert "£10.00" in text
        assert "Door counter" in text
    assert file in page
    rows = list(csv.DictReader(client.get(file).content.decode("utf-8-sig").splitlines()))
    assert (rows[0]["visits_in_those_months"], rows[0]["cost_of_a_visit"]) == ("600", "10.00")
    assert (rows[0]["appraisal"], rows[0]["number"]) == (one.reference, one.digest)


def test_a_publication_from_before_opens_and_says_nothing_of_single_centres(hub, client):
    one = given_a_published_appraisal(given_a_published_scenario())
    frozen = {key: value for key, value in one.frozen.items() if key != "centres"}
    Appraisal.objects.filter(id=one.id).update(frozen=frozen)
    for name in ("published_appraisal", "published_paper", "published_paper_pdf"):
        answer = client.get(reverse(f"planning:{name}", args=[one.reference]))
        assert answer.status_code == 200
        assert "one by one" not in answer.content.decode(errors="ignore")
    assert client.get(reverse("planning:centres_csv", args=[one.reference])).status_code == 404


def test_a_draft_shows_its_planner_what_will_be_frozen_and_the_screen_freezes_it(hub, client):
    planner = a_user("planner")
    one = given_an_appraisal(given_a_published_scenario(by=planner), by=planner)
    client.force_login(planner)
    page = client.get(reverse("planning:appraisal", args=[one.reference])).content.decode()
    assert "£110,000" in page
    assert "centres.csv" not in page
    client.post(reverse("planning:publish_appraisal", args=[one.reference]), {"why": "To be read"})
    one.refresh_from_db()
    assert one.frozen["centres"]["rows"][0]["visits"] == 600


def test_whoever_may_not_see_figures_or_a_draft_without_a_plan_has_none(hub):
    one = given_an_appraisal(given_a_published_scenario())
    assert centres_of(one, scenarios_of(one), viewer=a_user("partner"), today=TODAY) == {}
    assert centres_of(one, [], viewer=a_user("planner"), today=TODAY) == {}
    assert centres_sheet({}) is None
