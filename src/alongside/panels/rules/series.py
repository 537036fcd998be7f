"""On which days a panel sits, when its papers are due, and what fits into a sitting."""

from datetime import date, timedelta

from alongside.values.dates import WorkingCalendar, months_after

from .kinds import Cadence

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday")
NTH_WORDS = {1: "first", 2: "second", 3: "third", 4: "fourth"}
_WEEK = timedelta(days=7)


def sitting_days(
    *, first: date, until: date, weekday: int, cadence: Cadence, nth: int, calendar: WorkingCalendar
) -> list[date]:
    """A panel sits on its weekday every week, every two weeks, or on the nth such day of the month; a sitting that
    would fall on a bank holiday is left out.

    Source: local default (practice: weekly to monthly).
    """
    days = days_of_pattern(first=first, until=until, weekday=weekday, cadence=cadence, nth=nth)
    return [day for day in days if calendar.is_working_day(day)]


def days_of_pattern(*, first: date, until: date, weekday: int, cadence: Cadence, nth: int) -> list[date]:
    """The days on which a pattern falls, bank holidays and all."""
    return (
        _monthly(first, until, weekday, nth) if cadence == Cadence.MONTHLY else _weekly(first, until, weekday, cadence)
    )


def _weekly(first: date, until: date, weekday: int, cadence: Cadence) -> list[date]:
    day = first + timedelta(days=(weekday - first.weekday()) % 7)
    step = _WEEK * (2 if cadence == Cadence.FORTNIGHTLY else 1)
    days = []
    while day <= until:
        days.append(day)
        day += step
    return days


def _monthly(first: date, until: date, weekday: int, nth: int) -> list[date]:
    month, days = first.replace(day=1), []
    while month <= until:
        day = month + timedelta(days=(weekday - month.weekday()) % 7) + _WEEK * (nth - 1)
        if first <= day <= until:
            days.append(day)
        month = months_after(month, 1)
    return days


def papers_due_on(*, sits_on: date, working_days: int, calendar: WorkingCalendar) -> date:
    """Papers go out so many working days before the panel sits.

    Source: local default (Knowsley: ten days; North East Lincolnshire: seven days).
    """
    day = sits_on
    for _ in range(working_days):
        day -= timedelta(days=1)
        while not calendar.is_working_day(day):
            day -= timedelta(days=1)
    return day


def slots_in(*, length_minutes: int, slot_minutes: int) -> int:
    """How many items fit into a sitting: its length by the length of a slot.

    Source: local default (Slough: two hours, ten minutes each).
    """
    return length_minutes // slot_minutes if slot_minutes else 0


def minutes_left(*, length_minutes: int, item_minutes: list[int]) -> int:
    """What is left of a sitting after its items; below nought when the agenda is too long.

    Source: local default.
    """
    return length_minutes - sum(item_minutes)
