"""The rules of the directory, read as sentences."""

from datetime import date, timedelta

import pytest

from alongside.directory import presenters, rules

TODAY = date(2026, 3, 2)


@pytest.mark.parametrize(
    ("checked_on", "is_due"),
    [
        pytest.param(None, True, id="never checked"),
        pytest.param(TODAY - timedelta(days=179), False, id="a day short of half a year"),
        pytest.param(TODAY - timedelta(days=180), True, id="half a year"),
        pytest.param(TODAY, False, id="today"),
    ],
)
def test_is_check_due(checked_on, is_due):
    assert rules.is_check_due(checked_on=checked_on, today=TODAY, policy=rules.DirectoryPolicy()) is is_due


@pytest.mark.parametrize(
    ("from_age", "to_age", "age", "fits", "words"),
    [
        (None, None, 7, True, "Any age"),
        (0, 4, 4, True, "Ages 0 to 4"),
        (0, 4, 5, False, "Ages 0 to 4"),
        (11, None, 10, False, "From age 11"),
        (11, None, 18, True, "From age 11"),
        (None, 5, 5, True, "Up to age 5"),
        (7, 7, 7, True, "Age 7"),
        (0, None, 0, True, "From age 0"),
    ],
)
def test_is_for_age(from_age, to_age, age, fits, words):
    assert rules.is_for_age(from_age=from_age, to_age=to_age, age=age) is fits
    assert presenters.age_words(from_age, to_age) == words
