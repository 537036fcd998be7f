from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.values.ages import spoken_age
from alongside.values.dates import (
    BeyondCalendar,
    WorkingCalendar,
    age_on,
    full_months_between,
    months_after,
    spoken_date,
    spoken_span,
)

DAYS = st.dates(date(1900, 1, 1), date(2100, 12, 31))
# Easter 2025: Good Friday 18 April, Easter Monday 21 April.
EASTER = WorkingCalendar(
    holidays=frozenset({date(2025, 4, 18), date(2025, 4, 21)}),
    first_day=date(2025, 1, 1),
    last_day=date(2025, 12, 31),
)
YEAR_2025 = st.dates(date(2025, 2, 1), date(2025, 8, 31))


# Months


@pytest.mark.parametrize(
    ("day", "months", "then"),
    [
        pytest.param(date(2025, 4, 14), 3, date(2025, 7, 14), id="the same day of the month"),
        pytest.param(date(2025, 1, 31), 1, date(2025, 2, 28), id="a short month: its last day"),
        pytest.param(date(2024, 1, 31), 1, date(2024, 2, 29), id="a leap February"),
        pytest.param(date(2025, 10, 31), 6, date(2026, 4, 30), id="over the new year"),
        pytest.param(date(2025, 12, 1), 1, date(2026, 1, 1), id="December to January"),
        pytest.param(date(2025, 11, 1), 1, date(2025, 12, 1), id="November to December"),
        pytest.param(date(2024, 2, 29), 12, date(2025, 2, 28), id="a year after 29 February"),
        pytest.param(date(2025, 3, 31), -1, date(2025, 2, 28), id="backwards"),
        pytest.param(date(2025, 1, 15), -1, date(2024, 12, 15), id="backwards over the new year"),
        pytest.param(date(2025, 4, 14), 0, date(2025, 4, 14), id="no months at all"),
    ],
)
def test_months_after(day, months, then):
    assert months_after(day, months) == then


@given(DAYS, st.integers(-600, 600))
def test_months_after_lands_in_the_right_month_and_never_on_a_later_day(day, months):
    then = months_after(day, months)
    assert (then.year * 12 + then.month) - (day.year * 12 + day.month) == months
    assert then.day == day.day or (then.day < day.day and (then + timedelta(days=1)).day == 1)


@pytest.mark.parametrize(
    ("start", "end", "months"),
    [
        pytest.param(date(2025, 4, 14), date(2025, 4, 14), 0, id="the day itself"),
        pytest.param(date(2025, 4, 14), date(2025, 5, 13), 0, id="a day short of a month"),
        pytest.param(date(2025, 4, 14), date(2025, 5, 14), 1, id="a month to the day"),
        pytest.param(date(2025, 4, 14), date(2025, 5, 15), 1, id="a month and a day"),
        pytest.param(date(2025, 1, 31), date(2025, 2, 28), 1, id="to the end of a short month"),
        pytest.param(date(2025, 1, 31), date(2025, 3, 30), 1, id="a day short of two"),
        pytest.param(date(2023, 11, 20), date(2025, 1, 20), 14, id="over new years"),
    ],
)
def test_full_months_between(start, end, months):
    assert full_months_between(start, end) == months


@given(DAYS, st.integers(0, 600))
def test_full_months_between_undoes_months_after(day, months):
    assert full_months_between(day, months_after(day, months)) == months


def test_full_months_are_not_counted_backwards():
    with pytest.raises(ValueError, match=r"^The last day is before the first$"):
        full_months_between(date(2025, 4, 14), date(2025, 4, 13))


# Ages


@pytest.mark.parametrize(
    ("born", "day", "age"),
    [
        pytest.param(date(2010, 4, 14), date(2025, 4, 13), 14, id="the day before a birthday"),
        pytest.param(date(2010, 4, 14), date(2025, 4, 14), 15, id="the birthday"),
        pytest.param(date(2010, 4, 14), date(2025, 3, 20), 14, id="an earlier month, a later day"),
        pytest.param(date(2010, 4, 14), date(2025, 5, 1), 15, id="a later month, an earlier day"),
        pytest.param(date(2025, 4, 14), date(2025, 4, 14), 0, id="the day of birth"),
        pytest.param(date(2008, 2, 29), date(2026, 2, 28), 17, id="29 February: not yet"),
        pytest.param(date(2008, 2, 29), date(2026, 3, 1), 18, id="29 February: on 1 March"),
        pytest.param(date(2008, 2, 29), date(2024, 2, 29), 16, id="29 February: in a leap year"),
    ],
)
def test_age_on(born, day, age):
    assert age_on(born, day) == age


def test_nobody_has_an_age_before_being_born():
    assert age_on(date(2025, 4, 14), date(2025, 4, 14)) == 0
    with pytest.raises(ValueError, match=r"^Nobody has an age before the day of birth$"):
        age_on(date(2025, 4, 14), date(2025, 4, 13))


@pytest.mark.parametrize(
    ("born", "spoken"),
    [
        pytest.param(date(2025, 6, 20), "due 20 June 2025", id="not yet born"),
        pytest.param(date(2025, 4, 15), "due 15 April 2025", id="due tomorrow"),
        pytest.param(date(2025, 4, 14), "0 days", id="born today"),
        pytest.param(date(2025, 4, 13), "1 day", id="born yesterday"),
        pytest.param(date(2025, 4, 1), "13 days", id="nearly a fortnight"),
        pytest.param(date(2025, 3, 31), "2 weeks", id="a fortnight"),
        pytest.param(date(2025, 3, 25), "2 weeks", id="a day short of three weeks"),
        pytest.param(date(2025, 1, 15), "12 weeks", id="a day short of three months"),
        pytest.param(date(2025, 1, 14), "3 months", id="three months"),
        pytest.param(date(2023, 4, 15), "23 months", id="a day short of two"),
        pytest.param(date(2023, 4, 14), "2 years", id="two years"),
        pytest.param(date(2008, 4, 15), "16 years", id="a day short of seventeen"),
    ],
)
def test_spoken_age(born, spoken):
    assert spoken_age(born, date(2025, 4, 14)) == spoken


# Working days


@pytest.mark.parametrize(
    ("day", "working"),
    [
        pytest.param(date(2025, 4, 17), True, id="Maundy Thursday"),
        pytest.param(date(2025, 4, 18), False, id="Good Friday"),
        pytest.param(date(2025, 4, 19), False, id="Saturday"),
        pytest.param(date(2025, 4, 20), False, id="Sunday"),
        pytest.param(date(2025, 4, 21), False, id="Easter Monday"),
        pytest.param(date(2025, 4, 25), True, id="a Friday"),
    ],
)
def test_is_working_day(day, working):
    assert EASTER.is_working_day(day) is working


@pytest.mark.parametrize(
    ("start", "working_days", "due"),
    [
        pytest.param(date(2025, 4, 14), 1, date(2025, 4, 15), id="day 1 is the next day"),
        pytest.param(date(2025, 4, 11), 1, date(2025, 4, 14), id="from Friday: Monday"),
        pytest.param(date(2025, 4, 17), 1, date(2025, 4, 22), id="Easter does not count"),
        pytest.param(date(2025, 4, 18), 1, date(2025, 4, 22), id="from a holiday: the same"),
        pytest.param(date(2025, 4, 12), 1, date(2025, 4, 14), id="from Saturday: Monday is day 1"),
        pytest.param(date(2025, 4, 12), 2, date(2025, 4, 15), id="from Saturday: Tuesday is day 2"),
        pytest.param(date(2025, 4, 14), 5, date(2025, 4, 23), id="five days over Easter"),
        pytest.param(date(2025, 4, 14), 0, date(2025, 4, 14), id="none: the day itself"),
        pytest.param(date(2025, 4, 20), 0, date(2025, 4, 17), id="none, from a day off: before it"),
    ],
)
def test_after(start, working_days, due):
    assert EASTER.after(start, working_days) == due


def test_after_is_never_counted_backwards():
    with pytest.raises(ValueError, match=r"^Working days are counted forwards, from nought upwards$"):
        EASTER.after(date(2025, 4, 14), -1)


@given(YEAR_2025, st.integers(1, 60))
def test_a_due_day_is_a_working_day_and_so_many_away(start, working_days):
    due = EASTER.after(start, working_days)
    assert EASTER.is_working_day(due)
    assert due > start
    assert EASTER.working_days_between(start, due) == working_days


@given(YEAR_2025, st.integers(0, 30), st.integers(0, 30))
def test_days_after_add_up(start, some, more):
    assert EASTER.after(EASTER.after(start, some), more) == EASTER.after(start, some + more)


@pytest.mark.parametrize(
    ("start", "end", "days"),
    [
        pytest.param(date(2025, 4, 14), date(2025, 4, 14), 0, id="the same day"),
        pytest.param(date(2025, 4, 14), date(2025, 4, 15), 1, id="until the next day"),
        pytest.param(date(2025, 4, 17), date(2025, 4, 22), 1, id="over Easter"),
        pytest.param(date(2025, 4, 17), date(2025, 4, 21), 0, id="Easter alone"),
        pytest.param(date(2025, 4, 22), date(2025, 4, 17), -1, id="late by one"),
        pytest.param(date(2025, 4, 14), date(2025, 4, 25), 7, id="two weeks less Easter"),
    ],
)
def test_working_days_between(start, end, days):
    assert EASTER.working_days_between(start, end) == days


def test_counting_beyond_the_known_holidays_is_refused():
    message = (
        r"^Working days are known from 1 January 2025 to 31 December 2025, "
        r"so 1 January 2026 cannot be worked out$"
    )
    assert EASTER.after(date(2025, 12, 30), 1) == date(2025, 12, 31)
    with pytest.raises(BeyondCalendar, match=message):
        EASTER.after(date(2025, 12, 31), 1)
    with pytest.raises(BeyondCalendar, match=r"so 31 December 2024 cannot be worked out$"):
        EASTER.is_working_day(date(2024, 12, 31))


def test_a_calendar_covers_its_first_and_last_day():
    within = [date(2025, 1, 1), date(2025, 12, 31)]
    beyond = [date(2024, 12, 31), date(2026, 1, 1)]
    assert [EASTER.covers(day) for day in within + beyond] == [True, True, False, False]


def test_a_calendar_without_bounds_covers_everything():
    always = WorkingCalendar(holidays=frozenset())
    assert always.covers(date.min)
    assert always.covers(date.max)


# Spoken


def test_spoken_date_has_no_leading_nought():
    assert spoken_date(date(2025, 4, 4)) == "4 April 2025"


def test_every_month_is_spoken_by_its_name():
    for month in range(1, 13):
        day = date(2025, month, 14)
        assert spoken_date(day) == f"14 {day:%B} 2025"


@pytest.mark.parametrize(
    ("first", "last", "spoken"),
    [
        pytest.param(date(2025, 4, 14), date(2025, 4, 18), "14 to 18 April 2025", id="one month"),
        pytest.param(date(2025, 4, 28), date(2025, 5, 2), "28 April to 2 May 2025", id="two"),
        pytest.param(date(2024, 12, 28), date(2025, 12, 3), "28 December 2024 to 3 December 2025", id="years"),
        pytest.param(date(2025, 4, 14), date(2025, 4, 14), "14 April 2025", id="one day"),
        pytest.param(date(2025, 4, 14), None, "from 14 April 2025", id="no end yet"),
    ],
)
def test_spoken_span(first, last, spoken):
    assert spoken_span(first, last) == spoken


def test_a_span_does_not_run_backwards():
    with pytest.raises(ValueError, match=r"^The last day is before the first$"):
        spoken_span(date(2025, 4, 14), date(2025, 4, 13))
