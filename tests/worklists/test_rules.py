"""Work is ordered by the clock."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.worklists.rules import SOON_DAYS, Work, by_clock, is_late, shelves

TODAY = date(2026, 3, 2)


def work(days: int, reference: str = "EH-A") -> Work:
    return Work("Do it", reference, "/x/", TODAY + timedelta(days=days), "A rule. Source: local default.")


@pytest.mark.parametrize(
    ("days", "late"),
    [
        pytest.param(-1, True, id="due yesterday is late"),
        pytest.param(0, False, id="due today is not late yet"),
        pytest.param(1, False, id="due tomorrow is not late"),
    ],
)
def test_is_late(days, late):
    assert is_late(work(days), today=TODAY) is late


def test_the_soonest_due_comes_first_and_of_one_day_the_first_reference():
    later, second, first = work(3), work(1, "EH-B"), work(1, "EH-A")
    assert by_clock([later, second, first]) == [first, second, later]


@pytest.mark.parametrize(("days", "shelf"), [(-1, "late"), (0, "soon"), (SOON_DAYS, "soon"), (SOON_DAYS + 1, "later")])
def test_which_shelf(days, shelf):
    found = shelves([work(days)], today=TODAY)
    assert [name for name, rows in found.items() if rows] == [shelf]


@given(st.lists(st.integers(-400, 400), max_size=30))
def test_nothing_is_lost_between_the_shelves(days):
    found = shelves([work(one) for one in days], today=TODAY)
    assert sorted(one.due_on for rows in found.values() for one in rows) == sorted(work(one).due_on for one in days)
