"""Sittings as calendar programs read them (RFC 5545, RFC 5546). They name no child and no family.

A run of sittings is one event that recurs, with the days it leaves out; moving or calling off one of them is a change
of that one day of the same event, with a higher sequence.
"""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event, vCalAddress, vText

PRODUCT = "-//Alongside//Panels//EN"
LONDON = ZoneInfo("Europe/London")
DAYS = ("MO", "TU", "WE", "TH", "FR")


@dataclass(frozen=True)
class Who:
    """Who invites, and who is invited."""

    organiser_name: str
    organiser_email: str
    attendee_email: str = ""


@dataclass(frozen=True)
class Change:
    """One sitting: alone, or one day of a run as it now stands."""

    uid: str
    sequence: int
    starts_at: datetime
    minutes: int
    summary: str
    place: str
    link: str
    is_cancelled: bool
    at: datetime
    instead_of: datetime | None = None


@dataclass(frozen=True)
class Run:
    """Many sittings by one pattern."""

    uid: str
    first_on: date
    until_on: date
    starts: time
    minutes: int
    every_weeks: int
    weekday: int
    nth: int
    left_out: tuple[date, ...]
    summary: str
    place: str
    link: str
    at: datetime
    is_cancelled: bool = False
    changes: tuple[Change, ...] = field(default=())


def sitting_file(change: Change, who: Who) -> str:
    """One sitting for one person: a request, or a cancellation of the same sitting."""
    calendar = _calendar(is_cancelled=change.is_cancelled)
    calendar.add_component(_changed(change, who))
    return _text(calendar)


def series_file(run: Run, who: Who) -> str:
    """A whole run for one person, with each day that was moved or called off since."""
    calendar = _calendar(is_cancelled=run.is_cancelled)
    calendar.add_component(_recurring(run, who))
    if not run.is_cancelled:
        for change in run.changes:
            calendar.add_component(_changed(change, who))
    return _text(calendar)


def _calendar(*, is_cancelled: bool) -> Calendar:
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", "CANCEL" if is_cancelled else "REQUEST")
    return calendar


def _text(calendar: Calendar) -> str:
    calendar.add_missing_timezones()
    return calendar.to_ical().decode()


def _recurring(run: Run, who: Who) -> Event:
    starts = datetime.combine(run.first_on, run.starts, LONDON)
    event = _event(run.uid, 1 if run.is_cancelled else 0, starts, run.minutes, run, who)
    last = datetime.combine(run.until_on, run.starts, LONDON).astimezone(UTC)
    if run.every_weeks:
        event.add("rrule", {"freq": "weekly", "interval": run.every_weeks, "byday": DAYS[run.weekday], "until": last})
    else:
        event.add("rrule", {"freq": "monthly", "byday": f"{run.nth}{DAYS[run.weekday]}", "until": last})
    for day in run.left_out:
        event.add("exdate", datetime.combine(day, run.starts, LONDON))
    return event


def _changed(change: Change, who: Who) -> Event:
    event = _event(change.uid, change.sequence, change.starts_at.astimezone(LONDON), change.minutes, change, who)
    if change.instead_of is not None:
        event.add("recurrence-id", change.instead_of.astimezone(LONDON))
    return event


def _event(uid: str, sequence: int, starts: datetime, minutes: int, about: Run | Change, who: Who) -> Event:
    event = Event()
    event.add("uid", uid)
    event.add("sequence", sequence)
    event.add("dtstamp", about.at.astimezone(UTC))
    event.add("dtstart", starts)
    event.add("dtend", starts + timedelta(minutes=minutes))
    event.add("summary", about.summary)
    event.add("status", "CANCELLED" if about.is_cancelled else "CONFIRMED")
    event.add("class", "PRIVATE")
    if about.place:
        event.add("location", about.place)
    if about.link:
        event.add("url", about.link)
    organiser = vCalAddress(f"mailto:{who.organiser_email}")
    organiser.params["cn"] = vText(who.organiser_name)
    event.add("organizer", organiser, encode=0)
    if who.attendee_email:
        attendee = vCalAddress(f"mailto:{who.attendee_email}")
        attendee.params["rsvp"] = vText("TRUE")
        event.add("attendee", attendee, encode=0)
    return event
