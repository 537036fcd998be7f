import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.foundation.calendar.queries import covers, england
from alongside.values.dates import BeyondCalendar
from tests.shared_data import shared_path

KNOWN_DAYS = st.dates(date(2010, 2, 1), date(2031, 6, 30))


@pytest.mark.parametrize(
    "holiday",
    [
        pytest.param(date(2025, 4, 18), id="Good Friday"),
        pytest.param(date(2025, 4, 21), id="Easter Monday"),
        pytest.param(date(2025, 12, 26), id="Boxing Day"),
        pytest.param(date(2020, 5, 8), id="the May holiday moved to VE Day"),
        pytest.param(date(2021, 12, 27), id="Christmas Day on a Saturday: the Monday"),
        pytest.param(date(2022, 1, 3), id="New Year's Day on a Saturday: the Monday"),
        pytest.param(date(2022, 6, 3), id="the Platinum Jubilee"),
        pytest.param(date(2022, 9, 19), id="the Queen's funeral"),
        pytest.param(date(2023, 5, 8), id="the Coronation"),
    ],
)
def test_nobody_works_on_a_bank_holiday(holiday):
    assert holiday.weekday() < 5
    assert not england().is_working_day(holiday)


@pytest.mark.parametrize(
    "day",
    [
        pytest.param(date(2025, 4, 22), id="the Tuesday after Easter"),
        pytest.param(date(2020, 5, 4), id="the Monday the May holiday moved from"),
        pytest.param(date(2025, 3, 17), id="Saint Patrick's Day is Northern Ireland's"),
        pytest.param(date(2025, 1, 2), id="2 January is Scotland's"),
    ],
)
def test_these_are_working_days_in_england(day):
    assert england().is_working_day(day)


@pytest.mark.parametrize("year", range(2010, 2032))
def test_every_year_has_its_eight_holidays_or_more_on_weekdays(year):
    held = [day for day in england().holidays if day.year == year and day.weekday() < 5]
    proclaimed = {2011: 1, 2012: 1, 2022: 2, 2023: 1}.get(year, 0)
    assert len(held) == 8 + proclaimed


def test_the_calendar_is_read_once():
    assert england() is england()


def test_it_covers_the_years_it_holds():
    asked = [date(2009, 12, 31), date(2010, 1, 1), date(2031, 12, 31), date(2032, 1, 1)]
    assert [covers(day) for day in asked] == [False, True, True, False]


def test_beyond_its_last_year_it_says_so():
    assert england().after(date(2031, 12, 30), 1) == date(2031, 12, 31)
    with pytest.raises(
        BeyondCalendar,
        match=r"^Working days are known from 1 January 2010 to 31 December 2031, "
        r"so 1 January 2032 cannot be worked out$",
    ):
        england().after(date(2031, 12, 31), 1)


@given(KNOWN_DAYS, st.integers(1, 45))
def test_weekends_and_holidays_never_add_more_than_two_weeks_to_five_day_weeks(start, working_days):
    due = england().after(start, working_days)
    assert working_days <= (due - start).days <= working_days * 7 / 5 + 14


@pytest.mark.shared
def test_all_the_shared_due_days_come_out():
    path = shared_path("standards", "timescales", "working_day_vectors.json")
    vectors = json.loads(path.read_text(encoding="utf-8"))["vectors"]
    assert len(vectors) >= 140
    wrong = [
        one
        for one in vectors
        if england().after(date.fromisoformat(one["start"]), one["working_days"]) != date.fromisoformat(one["due"])
    ]
    assert wrong == []
