"""The monthly report on matching: what is worth a look, what is counted, the page and the file."""

from datetime import date, datetime, timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from alongside.foundation.notifications.models import Notice
from alongside.people import actions, queries
from alongside.people.actions import PeopleRefused, report_last_months, write_drift_report
from alongside.people.models import DriftReport, Pair
from alongside.people.presenters import DriftPage, drift_sheet
from alongside.people.rules import (
    Drift,
    DriftPolicy,
    LinkDecision,
    PairReason,
    drift_of,
    drift_of_agreement,
    is_read_enough,
    months_to_report,
)
from tests.factories import NOW, TODAY, a_user
from tests.people.given import given_a_family, given_a_person, given_a_worker

POLICY = DriftPolicy()
MONTH = TODAY.replace(day=1)
AFTER = NOW + timedelta(days=32)


@pytest.mark.parametrize(
    ("counted", "index", "by_chance", "said"),
    [
        pytest.param(29, 3.0, 0.01, Drift.FEW, id="of a few nothing is said"),
        pytest.param(30, 0.0999, 0.01, Drift.STEADY, id="under a tenth"),
        pytest.param(30, 0.10, 0.01, Drift.LOOK, id="a tenth is worth a look"),
        pytest.param(30, 0.10, 0.10, Drift.STEADY, id="no more than chance brings"),
        pytest.param(30, 0.2499, 0.01, Drift.LOOK, id="under a quarter"),
        pytest.param(30, 0.25, 0.01, Drift.LARGE, id="a quarter is much"),
        pytest.param(30, 0.25, 0.3, Drift.STEADY, id="much, but chance brings more"),
    ],
)
def test_what_is_worth_a_look(counted, index, by_chance, said):
    assert drift_of(counted=counted, index=index, by_chance=by_chance, policy=POLICY) is said


@pytest.mark.parametrize(
    ("counted", "expected", "said"),
    [
        pytest.param(29, 0.1, Drift.FEW, id="few"),
        pytest.param(30, 0.8, Drift.STEADY, id="at the low end"),
        pytest.param(30, 0.9, Drift.STEADY, id="at the high end"),
        pytest.param(30, 0.91, Drift.LOOK, id="people agree less than foretold"),
        pytest.param(30, 0.79, Drift.LOOK, id="people agree more than foretold"),
    ],
)
def test_reviewers_and_the_model(counted, expected, said):
    assert drift_of_agreement(counted=counted, low=0.8, high=0.9, expected=expected, policy=POLICY) is said


@pytest.mark.parametrize(
    ("unread", "people", "is_enough"),
    [
        pytest.param(0, 0, True, id="nobody"),
        pytest.param(1, 100, True, id="one in a hundred"),
        pytest.param(2, 199, False, id="more"),
    ],
)
def test_a_report_waits_for_those_still_to_be_read(unread, people, is_enough):
    assert is_read_enough(unread=unread, people=people) is is_enough


@pytest.mark.parametrize(
    ("today", "months"),
    [
        pytest.param(date(2026, 5, 1), (2, 3, 4), id="the first night of a month"),
        pytest.param(date(2026, 1, 31), (10, 11, 12), id="over the new year"),
    ],
)
def test_the_months_that_have_a_report(today, months):
    assert tuple(one.month for one in months_to_report(today)) == months
    assert all(one.day == 1 and one < today for one in months_to_report(today))


@pytest.fixture
def counted(db):
    """Three children on record: two records of one, and her brother; one more came after the month."""
    by, steward = given_a_worker(), a_user("data-steward")
    amina = given_a_person(by=by, nhs_number="9434765919")
    again = given_a_person(by=by, given_names="Aminah")
    twin = given_a_person(by=by, given_names="Bilal")
    given_a_family(amina, twin, by=by)
    actions.add_person(given_names="Later", family_name="Child", born_on=TODAY, source="x", by=by, at=AFTER)
    for other, answer in ((again, LinkDecision.SAME), (twin, LinkDecision.NOT_THE_SAME)):
        pair = actions.raise_pair(one=amina, other=other, reason=PairReason.ALIKE, by=by, at=NOW)
        Pair.objects.filter(id=pair.id).update(needs_two=False)
        actions.give_opinion(pair=pair, answer=answer, why="Known", by=steward, at=NOW)
    return steward


def test_what_is_counted_of_a_month(counted):
    report = write_drift_report(month=MONTH, at=AFTER)
    counts = report.counts
    assert (counts["people"], counts["added"]) == (3, 3)
    assert (counts["missing"]["nhs_number"], counts["missing"]["given_names"], counts["missing"]["mother_given"]) == (
        2,
        0,
        3,
    )
    assert counts["answers"] == {"same": 1, "apart": 1, "unsure": 0}
    assert sum(counts["chances"]) == counts["weighed"]["pairs"] == 2
    levels = {group: each["given"] for group, each in counts["levels"].items()}
    assert {group: sum(each) for group, each in levels.items()} == {"raised": 2, "same": 1, "apart": 0, "kin": 1}
    assert levels["kin"][-1] == 1, "Amina and Bilal are called differently"
    assert counts["levels"]["same"]["birth"][1] == 1, "born the same day"
    assert counts["levels"]["same"]["nhs"][0] == 1, "one number is not known"
    assert write_drift_report(month=MONTH, at=AFTER + timedelta(days=1)).id == report.id, "once"
    later = write_drift_report(month=date(AFTER.year, AFTER.month, 1), at=AFTER + timedelta(days=40)).counts
    assert (later["people"], later["added"], sum(later["chances"])) == (4, 1, 0)


def test_a_month_that_is_not_over_and_a_site_without_people(db):
    end = timezone.make_aware(datetime(MONTH.year + MONTH.month // 12, MONTH.month % 12 + 1, 1))
    with pytest.raises(PeopleRefused, match="not over"):
        write_drift_report(month=MONTH, at=end - timedelta(seconds=1))
    assert write_drift_report(month=MONTH, at=end) is None


def test_reports_are_written_once_and_never_changed(counted):
    assert report_last_months(at=AFTER) == [], "while a family is still to be read"
    actions.settle_match_records()
    (report,) = report_last_months(at=AFTER)
    assert report.month_from == MONTH, "nobody was on record before"
    assert report_last_months(at=AFTER) == []
    for statement in ("update people_driftreport set at = now()", "delete from people_driftreport"):
        with pytest.raises(DatabaseError, match="written once"), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
    assert not Notice.objects.filter(kind="people.drifted").exists(), "of three people nothing is said"


def test_stewards_are_told_where_something_is_worth_a_look(counted, monkeypatch):
    monkeypatch.setattr("alongside.people.queries.drift.policy_on", lambda *_: DriftPolicy(fewest=1))
    actions.settle_match_records()
    report_last_months(at=AFTER)
    notice = Notice.objects.get(kind="people.drifted", user=counted)
    assert f"{MONTH:%Y-%m}" in notice.link


def a_report(month: date, *, missing: int, people: int = 1000, **counts) -> DriftReport:
    """A report of one field and one comparison."""
    levels = {"given": [0, 0, 0]}
    held = {
        "says": "An invented register",
        "people": 60_000,
        "fields": [
            {"name": "upn", "says": "Unique pupil number", "missing": 0.4},
            {"name": "phone", "says": "Telephone", "missing": None},
        ],
        "comparisons": [
            {"name": "given", "says": "First name", "levels": ["Same", "Other"], "of_one_person": [0.9, 0.1]}
        ],
    }
    return DriftReport.objects.create(
        month_from=month,
        model_version="1/abc",
        at=NOW,
        counts={
            "people": people,
            "added": 3,
            "missing": {"upn": missing, "phone": people},
            "levels": dict.fromkeys(("raised", "same", "apart", "kin"), levels),
            "chances": [0] * 10,
            "answers": {"same": 0, "apart": 0, "unsure": 0},
            "weighed": {"pairs": 0, "as_model": 0, "expected": 0},
            "rows": {"found": 0, "asked": 0, "unmatched": 0},
            "held_against": held,
        }
        | counts,
    )


def test_what_has_moved_is_told_in_words(db):
    steward = a_user("data-steward")
    a_report(date(2026, 1, 1), missing=400)
    of_same = {
        "raised": {"given": [0, 50, 50]},
        "same": {"given": [4, 30, 30]},
        "apart": {"given": [0, 3, 0]},
        "kin": {"given": [0, 0, 0]},
    }
    a_report(date(2026, 2, 1), missing=700, levels=of_same, weighed={"pairs": 40, "as_model": 20, "expected": 39.0})
    found = queries.drift_found(viewer=steward, today=TODAY)
    page = DriftPage.of(found)
    assert page.off == [
        "Unique pupil number missing: 70 in 100, where 40 in 100 were expected. It has moved far.",
        "Same: 50 in 100, where 90 in 100 were expected. It has moved far.",
        "Reviewers and the model of one mind: 50 in 100, where 98 in 100 were expected. It has moved enough to look.",
        "Unique pupil number missing: 70 in 100, where 40 in 100 were in January 2026. It has moved far.",
    ]
    assert page.fields == [
        ["Unique pupil number", "40 in 100", "70 in 100", "Moved far", "Moved far"],
    ]
    assert page.series == [{"name": "Unique pupil number", "values": [40, 70]}], "what stands still is no line"
    assert [one["address"] for one in page.earlier] == ["2026-01"]
    rows = drift_sheet(found, tenths=queries.TENTHS, rows=queries.ROWS)
    assert ["Register", "Put on record in the month", "", "not told", ""] in rows
    assert ["Pairs found to be one person", "First name", "Other", "not told", "10.0"] in rows, "the next smallest"
    assert ["Pairs found to be one person", "First name", "Not known of one of them", "not told", ""] in rows
    assert ["Pairs found to be two people", "First name", "Same", "not told", ""] in rows
    first = DriftPage.of(queries.drift_found(viewer=steward, today=TODAY, month=date(2026, 1, 1)))
    assert (first.off, first.first, first.fields[0][4]) == ([], "", "The first report")


def test_the_pages(client, counted, django_assert_max_num_queries):
    client.force_login(counted)
    assert "No report is written yet" in client.get("/people/pairs/quality/drift/").content.decode()
    write_drift_report(month=MONTH, at=AFTER)
    with django_assert_max_num_queries(12):
        page = client.get("/people/pairs/quality/drift/").content.decode()
    assert "3 people were on record" in page
    assert "Nothing has moved further than chance explains" in page
    assert "Amina" not in page
    assert client.get(f"/people/pairs/quality/drift/{MONTH:%Y-%m}/").status_code == 200
    assert client.get("/people/pairs/quality/drift/1999-01/").status_code == 404
    assert client.get("/people/pairs/quality/drift/1999-13/").status_code == 404
    file = client.get(f"/people/pairs/quality/drift/{MONTH:%Y-%m}/figures.csv").content.decode()
    assert "Register,NHS number,Missing,not told,29.9" in file
    assert "Amina" not in file
