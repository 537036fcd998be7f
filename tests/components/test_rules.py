"""How a typed day is read."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.foundation.components import rules


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        pytest.param(("27", "3", "2019"), date(2019, 3, 27), id="three numbers"),
        pytest.param(("27", "March", "2019"), date(2019, 3, 27), id="a month's name"),
        pytest.param(("1st", "sept", "2024"), date(2024, 9, 1), id="an ordinal and a short name"),
        pytest.param(("1/2/24", "", ""), date(2024, 2, 1), id="whole in the first box, day before month"),
        pytest.param(("2024-02-01", "", ""), date(2024, 2, 1), id="whole, as computers write it"),
        pytest.param(("27 March 2019", "", ""), date(2019, 3, 27), id="whole, in words"),
        pytest.param(("29", "2", "2024"), date(2024, 2, 29), id="a leap day"),
        pytest.param(("", " ", ""), None, id="nothing"),
    ],
)
def test_day_is_read(typed, read):
    assert rules.read_day(day=typed[0], month=typed[1], year=typed[2]) == read


@pytest.mark.parametrize(
    ("typed", "says", "boxes"),
    [
        pytest.param(("27", "", "2019"), "Visit must include a month", ("month",), id="no month"),
        pytest.param(
            ("27", "", ""),
            "Visit must include a month and a year",
            ("month", "year"),
            id="only a day",
        ),
        pytest.param(
            ("", "March", ""),
            "Visit must include a day and a year",
            ("day", "year"),
            id="only a month",
        ),
        pytest.param(
            ("30", "2", "2024"),
            "Visit must be a real day: February 2024 has 29 days",
            ("day",),
            id="no such day",
        ),
        pytest.param(
            ("0", "2", "2024"),
            "Visit must be a real day: February 2024 has 29 days",
            ("day",),
            id="day nought",
        ),
        pytest.param(
            ("3", "13", "2024"),
            "Enter a month from 1 to 12, or its name, such as March",
            ("month",),
            id="no such month",
        ),
        pytest.param(
            ("3", "Ma", "2024"),
            "Enter a month from 1 to 12, or its name, such as March",
            ("month",),
            id="March or May",
        ),
        pytest.param(
            ("3", "May", "214"),
            "Enter a year with four digits, such as 2014",
            ("year",),
            id="three digits",
        ),
        pytest.param(
            ("3", "May", "0000"),
            "Enter a year with four digits, such as 2014",
            ("year",),
            id="year nought",
        ),
        pytest.param(
            ("x", "May", "2014"),
            "Enter a day as a number, such as 27",
            ("day",),
            id="a word for a day",
        ),
    ],
)
def test_day_that_cannot_be_read_says_what_to_do(typed, says, boxes):
    with pytest.raises(rules.DayMistake) as mistake:
        rules.read_day(day=typed[0], month=typed[1], year=typed[2], called="visit")
    assert (mistake.value.message, mistake.value.boxes) == (says, boxes)


def test_two_figures_of_a_year_are_refused_where_the_century_matters():
    assert rules.read_day(day="1", month="2", year="24") == date(2024, 2, 1)
    with pytest.raises(rules.DayMistake, match="four digits"):
        rules.read_day(day="1", month="2", year="24", short_years=False)


@given(st.dates(min_value=date(1000, 1, 1)))
def test_every_day_is_read_back_however_it_was_written(day):
    for whole in (
        day.isoformat(),
        f"{day.day}/{day.month}/{day.year}",
        f"{day.day} {day:%B} {day.year}",
    ):
        assert rules.read_day(day=whole, month="", year="") == day


@given(st.text(max_size=12), st.text(max_size=12), st.text(max_size=6))
def test_whatever_is_typed_is_a_day_nothing_or_a_mistake(day, month, year):
    try:
        read = rules.read_day(day=day, month=month, year=year)
    except rules.DayMistake:
        return
    assert read is None or isinstance(read, date)
