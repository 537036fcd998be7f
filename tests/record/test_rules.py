"""Rules of a family's record."""

from datetime import date

import pytest

from alongside.record import rules


@pytest.mark.parametrize(
    ("day", "said"),
    [
        pytest.param(date(2026, 3, 1), "", id="yesterday has happened"),
        pytest.param(date(2026, 3, 2), "", id="today has happened"),
        pytest.param(
            date(2026, 3, 3), "The day is in the future: a chronology holds what has happened", id="tomorrow has not"
        ),
    ],
)
def test_problem_with_event_day(day, said):
    assert rules.problem_with_event_day(day, today=date(2026, 3, 2)) == said


def test_why_in_words():
    assert rules.why_in_words("asked") == "asked for help for this family"


@pytest.mark.parametrize(("kind", "named"), [("staff", True), ("partner", True), ("family", False)])
def test_is_told_by_name(kind, named):
    assert rules.is_told_by_name(kind) is named
