"""What each number of sites can do: which numbers are asked about, and what is said of what was found."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.planning.rules import frontier as rules
from alongside.planning.rules.scenarios import Seek, Weigh, Wishes

TWO = Wishes(kinds=("library",), exactly=2, open=("a",), closed=("z",))
STEEP = [(2, 12.0), (4, 10.0), (5, 9.5), (6, 9.45), (8, 9.4)]


@pytest.mark.parametrize(
    ("least", "most", "problem"),
    [
        pytest.param(1, 9, "", id="all that can be"),
        pytest.param(4, 4, "", id="one number"),
        pytest.param(5, 4, "The fewest sites, 5, are more than the most, 4", id="downwards"),
        pytest.param(1, 10, "No more than 9 sites can be open", id="more than the candidates that may be open"),
    ],
)
def test_problem_with_range(least, most, problem):
    said = rules.problem_with_range(TWO, least, most, candidates=10)
    assert said.startswith(problem)
    assert bool(said) == bool(problem)


def test_a_range_begins_with_the_sites_that_must_be_open():
    three = replace(TWO, open=("a", "b", "c"))
    assert rules.problem_with_range(three, 2, 5, candidates=10).startswith("At least 3 sites stay open")
    assert not rules.problem_with_range(three, 3, 5, candidates=10)


def test_where_the_least_cost_is_sought_no_number_is_asked_about():
    least = replace(TWO, seek=Seek.LEAST_COST, max_minutes=30)
    assert rules.problem_with_range(least, 1, 3, candidates=10) == rules.NO_NUMBER


@pytest.mark.parametrize(
    ("opened", "todays", "offered"),
    [
        pytest.param(6, 8, (3, 11), id="from below the fewer to above the more"),
        pytest.param(2, 3, (1, 6), id="not below the sites that must be open"),
        pytest.param(9, 30, (6, 32), id="not beyond the candidates that may be open"),
    ],
)
def test_range_offered(opened, todays, offered):
    answer = {"open": ["x"] * opened, "sites": [{"is_today": True}] * todays + [{"is_today": False}], "candidates": 33}
    assert rules.range_offered(TWO, answer) == offered


def test_a_short_range_is_asked_about_whole_and_a_long_one_in_steps_with_those_that_matter():
    assert rules.numbers_between(3, 6, (5,)) == [3, 4, 5, 6]
    assert rules.numbers_between(1, 15, ()) == list(range(1, 16))
    assert rules.numbers_between(1, 40, (7, 21, 90)) == [1, 5, 7, 9, 13, 17, 21, 25, 29, 33, 37, 40]


@given(st.integers(1, 500), st.integers(0, 499), st.lists(st.integers(1, 600), max_size=2))
def test_never_too_many_numbers_and_always_both_ends(least, more, also):
    found = rules.numbers_between(least, least + more, also)
    assert found == sorted(set(found))
    assert len(found) <= rules.MOST_AT_ONCE
    assert (found[0], found[-1]) == (least, least + more)
    assert {one for one in also if least <= one <= least + more} <= set(found)


@pytest.mark.parametrize(
    ("kept", "number"),
    [
        pytest.param({"counts": []}, 2, id="the first"),
        pytest.param({"counts": [{"sites": 2}, {"sites": 4}]}, 3, id="the first that is missing"),
        pytest.param({"counts": [{"sites": 2}, {"sites": 3}, {"sites": 4}]}, None, id="all are known"),
        pytest.param({"counts": [], "is_left": True}, None, id="nobody waits for it"),
    ],
)
def test_next_number(kept, number):
    assert rules.next_number({"wanted": [2, 3, 4]} | kept) == number


def test_only_the_number_of_sites_is_another():
    most = replace(TWO, exactly=None, at_most=5, budget=100)
    assert rules.with_number(most, 3) == replace(most, exactly=3, at_most=None)


def test_today_is_measured_as_the_scenario_measures_and_held_to_no_rule():
    wishes = replace(TWO, seek=Seek.COVERAGE, weigh=Weigh.UNDER_16, cover_minutes=20, budget=1, at_most_changes=0)
    assert rules.as_today(wishes, ["t", "s"]) == Wishes(
        kinds=("library",), seek=Seek.COVERAGE, weigh=Weigh.UNDER_16, cover_minutes=20, exactly=2, open=("s", "t")
    )


@pytest.mark.parametrize(
    ("value", "seek", "weight", "told"),
    [
        pytest.param(300.0, Seek.MEDIAN, 30.0, 10.0, id="the mean of all journeys"),
        pytest.param(24.0, Seek.COVERAGE, 30.0, 0.8, id="the share within reach"),
        pytest.param(24.0, Seek.CENTRE, 30.0, 24.0, id="the longest journey as it is"),
        pytest.param(24.0, Seek.WORST_TENTH, 30.0, 24.0, id="a mean already"),
        pytest.param(None, Seek.MEDIAN, 30.0, None, id="no plan"),
        pytest.param(0.0, Seek.MEDIAN, 0.0, 0.0, id="nobody counts"),
    ],
)
def test_told_value(value, seek, weight, told):
    assert rules.told_value(value, seek, weight) == told


def test_what_one_more_site_buys_is_shared_evenly_over_the_numbers_between():
    assert rules.gains(STEEP, Seek.MEDIAN) == pytest.approx({4: 1.0, 5: 0.5, 6: 0.05, 8: 0.025})
    assert rules.gains([(1, 0.5), (3, 0.7)], Seek.COVERAGE) == pytest.approx({3: 0.1})
    assert rules.gains(STEEP[:1], Seek.MEDIAN) == {}


@pytest.mark.parametrize(
    ("points", "seek", "begin"),
    [
        pytest.param(STEEP, Seek.MEDIAN, 5, id="after five each buys less than a tenth of a minute"),
        pytest.param(STEEP[:3], Seek.MEDIAN, None, id="the last still buys much"),
        pytest.param(STEEP[2:], Seek.MEDIAN, 5, id="from the first on"),
        pytest.param([(1, 9.0), (2, 8.95), (3, 8.0), (4, 7.95)], Seek.MEDIAN, 3, id="only where all that follow do"),
        pytest.param([(1, 0.5), (2, 0.6), (3, 0.603)], Seek.COVERAGE, 2, id="a share within reach"),
        pytest.param([(1, 30.0), (2, 29.5)], Seek.CENTRE, 1, id="the longest journey by less than a minute"),
        pytest.param([(1, 30.0)], Seek.CENTRE, None, id="one number alone"),
    ],
)
def test_levels_off(points, seek, begin):
    assert rules.levels_off(points, seek) == begin


@pytest.mark.parametrize(
    ("seek", "today", "fewest"),
    [
        pytest.param(Seek.MEDIAN, 10.0, 4, id="as short as today"),
        pytest.param(Seek.MEDIAN, 9.0, None, id="none as short"),
        pytest.param(Seek.COVERAGE, 10.0, 2, id="as much as today"),
        pytest.param(Seek.COVERAGE, 13.0, None, id="none as much"),
    ],
)
def test_fewest_as_good(seek, today, fewest):
    assert rules.fewest_as_good(STEEP, seek, today) == fewest


@pytest.mark.parametrize(
    ("costs", "together"), [([100, 50], 150), ([100, None], None), ([], None)], ids=["known", "one is not", "no sites"]
)
def test_cost_of(costs, together):
    assert rules.cost_of(costs) == together


NOON = "2026-03-02T12:00:00+00:00"


@pytest.mark.parametrize(
    ("published_at", "more", "known"),
    [
        pytest.param(None, {}, [1, 2], id="not published, and all is known"),
        pytest.param(None, {"of": 3}, None, id="not published, and more is looked for"),
        pytest.param(None, {"of": 3, "is_left": True}, [1, 2], id="not published, and stopped"),
        pytest.param(datetime(2026, 3, 2, 12, tzinfo=UTC), {"of": 9}, [1], id="only what was known by then"),
        pytest.param(datetime(2026, 3, 2, 11, tzinfo=UTC), {}, None, id="nothing was known by then"),
    ],
)
def test_told_in_public(published_at, more, known):
    counts = [{"sites": 1, "at": NOON}, {"sites": 2, "at": "2026-03-02T12:00:01+00:00"}]
    kept = {"asked_at": NOON, "of": 2, "counts": counts, "problem": "It was stopped"} | more
    told = rules.told_in_public(kept, published_at)
    if known is None:
        assert told == {}
    else:
        assert [one["sites"] for one in told["counts"]] == known
        assert (told["of"], told["problem"]) == (len(known), "")


def test_nothing_is_told_in_public_of_what_nobody_asked():
    assert rules.told_in_public({}, None) == {}


@pytest.mark.parametrize(
    ("weight", "smallest", "places"),
    [(5000, 5, 1), (4999, 5, 0), (500, 5, 0), (499, 5, None), (1, 0, 1)],
)
def test_places_of_share(weight, smallest, places):
    assert rules.places_of_share(weight, smallest) == places
