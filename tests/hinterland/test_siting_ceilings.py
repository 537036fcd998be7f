"""What there is below a ceiling: programmes one above the other, and loads that would be too many."""

from time import monotonic

import numpy as np
import pytest

from hinterland.siting import load_prices
from hinterland.siting.arcs import solved_region, solver_of_parts
from hinterland.siting.capacitated import loaded
from hinterland.siting.ceilings import _too_many
from hinterland.siting.distances import travel_table
from hinterland.siting.programme import Programme
from hinterland.siting.single import SingleSearch

from .small_problems import tight_problem


def a_search(seed: int) -> SingleSearch:
    problem = tight_problem(seed)
    question = loaded(problem, travel_table(problem))
    return SingleSearch(question, solver_of_parts(question, 0.0), solved_region, monotonic() + 60, 0.0)


@pytest.mark.parametrize("seed", [3, 12, 15])
def test_ceilings_one_above_the_other_end_at_the_best_plan(monkeypatch, seed):
    expected = a_search(seed)
    expected.run()
    monkeypatch.setattr(load_prices, "MANY", 0)
    search = a_search(seed)
    assert search._climbed(search._priced()) is None
    assert search.value == pytest.approx(expected.value)
    assert search.parts == 0


def test_a_ceiling_under_which_there_is_nothing_lifts_the_bound_to_it():
    search = a_search(12)
    search.run()
    fresh = a_search(12)
    left = fresh._looked_below(fresh._priced(), search.value - 2.0, monotonic() + 60)
    assert left.bound == search.value - 2.0
    assert np.isinf(fresh.value) or fresh.value >= search.value


def test_a_plan_found_elsewhere_reaches_the_programme_at_work():
    """Two of three must be taken: the dear pair is all it is told, and it goes on to the cheap one."""
    programme, told = Programme(), []
    columns = programme.add_columns(np.array([1.0, 2.0, 3.0]), np.zeros(3), np.ones(3), whole=True)
    programme.add_row(columns, np.ones(3), low=2.0)

    def news():
        told.append(None)
        return np.array([0.0, 1.0, 1.0]) if len(told) == 1 else None

    outcome = programme.solve(seconds=10, news=news)
    assert told
    assert outcome.ended
    assert outcome.value == pytest.approx(3.0)


def test_news_is_told_once_and_only_when_it_is_better():
    search = a_search(12)
    search.run()
    news = search._news(search.value + 1.0)
    assert search.question.value(*news()) == search.value
    assert news() is None
    assert search._news(search.value)() is None


@pytest.mark.parametrize(
    ("counts", "top", "too_many"),
    [
        ([(100.0, 400_000)], 200.0, False),  # one count says nothing of growth
        ([(100.0, 400_000), (101.0, 1_600_000)], np.inf, False),  # nor is there a top to grow to
        ([(100.0, 40), (101.0, 700)], 200.0, False),  # so few may grow as they like
        ([(100.0, 400_000), (101.0, 400_000)], 200.0, False),
        ([(100.0, 400_000), (100.0, 900_000)], 200.0, False),  # the same ceiling twice
        ([(100.0, 400_000), (101.0, 1_600_000)], 102.0, False),
        ([(100.0, 400_000), (101.0, 1_600_000)], 200.0, True),
        ([(99.0, 0), (101.0, 1_600_000)], 200.0, True),
    ],
)
def test_loads_that_grow_too_fast_for_the_top_are_left(counts, top, too_many):
    assert _too_many(counts, top) is too_many
