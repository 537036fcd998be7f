"""No small number of people can be read, nor worked out from those beside it."""

import pytest

from alongside.values.small_numbers import shown, suppress_together


@pytest.mark.parametrize(("number", "is_shown"), [(0, 0), (1, None), (4, None), (5, 5)])
def test_fewer_than_five_are_not_shown_and_nobody_is(number, is_shown):
    assert shown(number, smallest=5) == is_shown


@pytest.mark.parametrize(
    ("numbers", "told"),
    [
        pytest.param({"a": 3, "b": 40, "c": 12}, {"a": None, "b": 40, "c": None}, id="the next smallest goes too"),
        pytest.param({"a": 3, "b": 4, "c": 12}, {"a": None, "b": None, "c": 12}, id="two hidden hide each other"),
        pytest.param({"a": 3, "b": 0}, {"a": None, "b": 0}, id="there is no other to hide"),
        pytest.param({"a": 7, "b": 6}, {"a": 7, "b": 6}, id="nothing is small"),
    ],
)
def test_a_table_with_a_total_gives_no_small_number_away(numbers, told):
    assert suppress_together(numbers, smallest=5) == told
