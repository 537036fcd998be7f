from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.values.periods import Period, gaps

JAN, FEB, MAR, APR, MAY = (date(2025, month, 1) for month in range(1, 6))
A_DAY = timedelta(days=1)


@st.composite
def periods(draw) -> Period:
    start = date(2025, 1, 1) + draw(st.integers(0, 60)) * A_DAY
    length = draw(st.none() | st.integers(1, 40))
    return Period(start, None if length is None else start + length * A_DAY)


DAYS = [date(2025, 1, 1) + number * A_DAY for number in range(110)]


@pytest.mark.parametrize("end", [JAN, JAN - A_DAY])
def test_a_period_ends_after_it_starts(end):
    assert Period(JAN, JAN + A_DAY).contains(JAN)
    with pytest.raises(ValueError, match=r"^A period ends after it starts$"):
        Period(JAN, end)


def test_a_period_has_its_first_day_and_not_its_end():
    period = Period(JAN, FEB)
    asked = [JAN - A_DAY, JAN, FEB - A_DAY, FEB]
    assert [period.contains(day) for day in asked] == [False, True, True, False]


def test_a_period_without_an_end_goes_on():
    assert Period(JAN).contains(date.max)
    assert not Period(JAN).contains(JAN - A_DAY)
    assert Period(JAN).last is None


def test_people_write_first_and_last_days():
    assert Period.through(JAN, JAN) == Period(JAN, JAN + A_DAY)
    assert Period.through(JAN, date(2025, 1, 31)) == Period(JAN, FEB)
    assert Period.through(JAN, None) == Period(JAN)
    assert Period(JAN, FEB).last == date(2025, 1, 31)


@pytest.mark.parametrize(
    ("one", "other", "shared"),
    [
        pytest.param(Period(JAN, MAR), Period(FEB, APR), Period(FEB, MAR), id="in part"),
        pytest.param(Period(JAN, APR), Period(FEB, MAR), Period(FEB, MAR), id="one in the other"),
        pytest.param(Period(JAN, FEB), Period(FEB, MAR), None, id="one ends as the other starts"),
        pytest.param(Period(JAN, FEB), Period(MAR, APR), None, id="apart"),
        pytest.param(Period(JAN), Period(FEB, MAR), Period(FEB, MAR), id="one goes on"),
        pytest.param(Period(JAN), Period(FEB), Period(FEB), id="both go on"),
        pytest.param(Period(MAR), Period(JAN, FEB), None, id="one goes on, too late"),
    ],
)
def test_intersection(one, other, shared):
    assert one.intersection(other) == other.intersection(one) == shared
    assert one.overlaps(other) is other.overlaps(one) is (shared is not None)


@pytest.mark.parametrize(
    ("one", "other", "meet"),
    [
        pytest.param(Period(JAN, FEB), Period(FEB, MAR), True, id="one ends as the other starts"),
        pytest.param(Period(JAN, FEB), Period(FEB + A_DAY, MAR), False, id="a day between"),
        pytest.param(Period(JAN, MAR), Period(FEB, APR), False, id="they overlap"),
        pytest.param(Period(JAN), Period(FEB), False, id="both go on"),
    ],
)
def test_meets(one, other, meet):
    assert one.meets(other) is other.meets(one) is meet


@given(periods(), periods())
def test_the_intersection_has_the_days_of_both(one, other):
    shared = one.intersection(other)
    in_both = [day for day in DAYS if one.contains(day) and other.contains(day)]
    assert in_both == [day for day in DAYS if shared is not None and shared.contains(day)]


@pytest.mark.parametrize(
    ("held", "left"),
    [
        pytest.param([], [Period(JAN, MAY)], id="nothing: the whole is a gap"),
        pytest.param([Period(JAN, MAY)], [], id="the whole: none"),
        pytest.param([Period(JAN)], [], id="it goes on: none"),
        pytest.param([Period(FEB, MAR)], [Period(JAN, FEB), Period(MAR, MAY)], id="before, after"),
        pytest.param([Period(FEB)], [Period(JAN, FEB)], id="goes on from February"),
        pytest.param(
            [Period(MAR, APR), Period(JAN, FEB)],
            [Period(FEB, MAR), Period(APR, MAY)],
            id="in any order",
        ),
        pytest.param([Period(JAN, FEB), Period(FEB, MAY)], [], id="they meet: none"),
        pytest.param([Period(JAN, APR), Period(FEB, MAR)], [Period(APR, MAY)], id="one in another"),
        pytest.param([Period(JAN - A_DAY, JAN), Period(MAY)], [Period(JAN, MAY)], id="outside altogether"),
        pytest.param([Period(JAN - A_DAY, JAN), Period(FEB, MAY)], [Period(JAN, FEB)], id="one outside"),
    ],
)
def test_gaps(held, left):
    assert gaps(held, within=Period(JAN, MAY)) == left


def test_the_last_gap_goes_on_when_the_whole_does():
    assert gaps([Period(JAN, FEB)], within=Period(JAN)) == [Period(FEB)]
    assert gaps([Period(JAN)], within=Period(JAN)) == []


@given(st.lists(periods(), max_size=5), periods())
def test_gaps_have_just_the_days_that_nothing_reaches(held, within):
    left = gaps(held, within=within)
    reached = [day for day in DAYS if any(period.contains(day) for period in held)]
    missed = [day for day in DAYS if within.contains(day) and day not in reached]
    assert [day for day in DAYS if any(gap.contains(day) for gap in left)] == missed
    assert not any(one.meets(other) for one, other in pairwise(left))
