"""Calendar files as calendar programs read them: sent, updated and called off."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from icalendar import Calendar

from alongside.foundation.notifications.models import Letter
from alongside.panels import actions, rules
from tests.factories import NOW, a_user
from tests.panels.given import given_a_panel, given_an_item

pytestmark = pytest.mark.django_db
LONDON = ZoneInfo("Europe/London")


def events_of(text: str) -> tuple[Calendar, list]:
    calendar = Calendar.from_ical(text)
    return calendar, list(calendar.walk("VEVENT"))


@pytest.fixture
def run():
    """A panel of the county that sits monthly, with its run of sittings."""
    table = given_a_panel()
    series = actions.plan_series(
        panel=table.panel, first_on=date(2026, 4, 1), until_on=date(2026, 9, 30), **table.by_clerk()
    )
    return table, series


def test_everyone_gets_one_file_for_the_whole_run(run):
    table, series = run
    letters = Letter.objects.filter(kind="panels.calendar", words__contains="sits every month")
    assert letters.count() == len(table.members)
    calendar, [event] = events_of(letters.first().calendar_file)
    assert calendar["method"] == "REQUEST"
    assert (event["rrule"]["FREQ"], event["rrule"]["BYDAY"]) == (["MONTHLY"], ["1MO"])
    assert event["dtstart"].dt == datetime(2026, 5, 4, 10, tzinfo=LONDON) or event["dtstart"].dt.hour == 10
    assert "VTIMEZONE" in letters.first().calendar_file
    assert str(event["uid"]) == series.invitation_uid


def test_moving_one_day_of_a_run_changes_that_day_of_the_same_event(run):
    table, series = run
    sitting = series.sittings.order_by("starts_at")[1]
    was = sitting.starts_at
    moved = actions.move_sitting(
        sitting=sitting,
        version=sitting.version,
        starts_at=was + timedelta(days=1),
        place="",
        link="",
        **table.by_clerk(),
    )
    _, [event] = events_of(actions.file_of_sitting(moved, at=NOW))
    assert str(event["uid"]) == series.invitation_uid
    assert event["recurrence-id"].dt == was
    assert event["sequence"] == 1
    _, whole = events_of(actions.file_of_series(series, at=NOW))
    assert len(whole) == 2, "who joins later gets the run and the day that was moved"


def test_calling_a_sitting_off_cancels_it_and_nothing_else(run):
    table, series = run
    sitting = series.sittings.order_by("starts_at").first()
    off = actions.call_off_sitting(sitting=sitting, why="Snow", **table.by_clerk())
    calendar, [event] = events_of(actions.file_of_sitting(off, at=NOW))
    assert (calendar["method"], event["status"]) == ("CANCEL", "CANCELLED")
    assert event["recurrence-id"].dt == sitting.in_series_at


def test_who_leaves_the_panel_loses_the_run_and_the_families(run):
    table, _ = run
    given_an_item(table)
    actions.send_papers(sitting=table.fresh(), **table.by_clerk())
    leaver = table.members["police"]
    actions.end_membership(member=leaver, by=a_user("service-manager"), at=NOW)
    letter = Letter.objects.get(to_address=leaver.user.email, subject_line__startswith="You no longer sit")
    assert Calendar.from_ical(letter.calendar_file)["method"] == "CANCEL"
    assert not leaver.user.grants.filter(until_at__isnull=True).exists()


def test_a_calendar_file_names_no_family(run):
    table, _ = run
    given_an_item(table)
    assert "Marlowe" not in actions.file_of_sitting(table.fresh(), at=NOW)


def test_who_stands_in_gets_the_calendar_and_loses_it(run):
    table, _ = run
    member, setter = table.members["health"], a_user("administrator")
    first, second = (a_user("partner", agency=member.agency) for _ in range(2))
    change = {"member": member, "part": rules.Part.MEMBER, "limit_pence": 0, "by": setter, "at": NOW}
    for stands_in in (first, first, second):
        actions.change_member(substitute=stands_in, **change)

    def methods(user):
        letters = Letter.objects.filter(kind="panels.calendar", to_address=user.email).order_by("queued_at", "id")
        return [str(Calendar.from_ical(one.calendar_file)["method"]) for one in letters]

    assert set(methods(first)) == {"REQUEST", "CANCEL"}
    assert set(methods(second)) == {"REQUEST"}
    assert "You now stand in for" in Letter.objects.filter(to_address=second.email).first().words
