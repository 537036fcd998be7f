"""Days, months, ages and working days, and how a day is spoken."""

from calendar import monthrange
from dataclasses import dataclass, field
from datetime import date, timedelta

_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_ONE_DAY = timedelta(days=1)
_FIRST_DAY_OF_WEEKEND = 5


class BeyondCalendar(ValueError):
    """The calendar holds no bank holidays for the year asked about, so it cannot count there."""


def months_after(day: date, months: int) -> date:
    """The same day of the month so many months later (or earlier, below nought).

    Where that month is too short, its last day: one month after 31 January is 28 February.
    """
    years, month_index = divmod(day.month - 1 + months, 12)
    year, month = day.year + years, month_index + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def full_months_between(start: date, end: date) -> int:
    """How many whole months have passed from one day to a later one."""
    _refuse_backwards(start, end)
    months = (end.year - start.year) * 12 + end.month - start.month
    return months - (months_after(start, months) > end)


def age_on(born_on: date, day: date) -> int:
    """A person's age in whole years on a day. Born on 29 February, one turns on 1 March in
    the years that have no 29 February.

    Source: Family Law Reform Act 1969, section 9.
    """
    if day < born_on:
        raise ValueError("Nobody has an age before the day of birth")
    return day.year - born_on.year - ((day.month, day.day) < (born_on.month, born_on.day))


@dataclass(frozen=True)
class WorkingCalendar:
    """Which days are working days: not Saturdays, Sundays or the holidays given.

    The holidays are known from `first_day` to `last_day`; counting beyond them is refused rather
    than guessed.
    """

    holidays: frozenset[date]
    first_day: date = field(default=date.min)
    last_day: date = field(default=date.max)

    def covers(self, day: date) -> bool:
        """Whether the holidays of this day's time are known."""
        return self.first_day <= day <= self.last_day

    def is_working_day(self, day: date) -> bool:
        """Whether people are at work on this day."""
        if not self.covers(day):
            raise BeyondCalendar(
                f"Working days are known from {spoken_date(self.first_day)} to "
                f"{spoken_date(self.last_day)}, so {spoken_date(day)} cannot be worked out"
            )
        return day.weekday() < _FIRST_DAY_OF_WEEKEND and day not in self.holidays

    def after(self, start: date, working_days: int) -> date:
        """The day that falls so many working days after a start. Day 1 is the next working day; a
        start on a day off counts from the last working day before it.
        """
        if working_days < 0:
            raise ValueError("Working days are counted forwards, from nought upwards")
        day = start
        while not self.is_working_day(day):
            day -= _ONE_DAY
        for _ in range(working_days):
            day += _ONE_DAY
            while not self.is_working_day(day):
                day += _ONE_DAY
        return day

    def working_days_between(self, start: date, end: date) -> int:
        """How many working days from a start until an end: those after the start, up to and with
        the end. Below nought when the end comes first, so that lateness can be told."""
        if end < start:
            return -self.working_days_between(end, start)
        days = (start + timedelta(days=number) for number in range(1, (end - start).days + 1))
        return sum(self.is_working_day(day) for day in days)


def spoken_date(day: date) -> str:
    """A day as we say it: 14 April 2025."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def spoken_span(first: date, last: date | None) -> str:
    """From a first day to a last, both within: 14 to 18 April 2025. With no last day yet: from 14
    April 2025."""
    if last is None:
        return f"from {spoken_date(first)}"
    _refuse_backwards(first, last)
    if first == last:
        return spoken_date(first)
    if first.year != last.year:
        beginning = spoken_date(first)
    elif first.month != last.month:
        beginning = f"{first.day} {_MONTHS[first.month - 1]}"
    else:
        beginning = str(first.day)
    return f"{beginning} to {spoken_date(last)}"


def _refuse_backwards(start: date, end: date) -> None:
    if end < start:
        raise ValueError("The last day is before the first")
