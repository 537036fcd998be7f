"""What there is below a ceiling: programmes one above the other, and loads that would be too many."""

from dataclasses import replace
from itertools import pairwise
from time import monotonic

import numpy as np
import pytest

from hinterland.problem import Areas, Capacity, Problem, Rules, Sites, Travel
from hinterland.siting import branching, load_choice, load_prices, solve
from hinterland.siting.arcs import solved_region, solver_of_parts
from hinterland.siting.capacitated import loaded
from hinterland.siting.ceilings import FAR_TOO_MANY, _foreseen
from hinterland.siting.distances import travel_table
from hinterland.siting.programme import Programme
from hinterland.siting.single import SingleSearch

from .small_problems import tight_problem


def a_search(problem: Problem) -> SingleSearch:
    question = loaded(problem, travel_table(problem))
    return SingleSearch(question, solver_of_parts(question, 0.0), solved_region, monotonic() + 60, 0.0)


@pytest.mark.parametrize("seed", [3, 12, 15])
def test_ceilings_one_above_the_other_end_at_the_best_plan(monkeypatch, seed):
    expected = a_search(tight_problem(seed))
    expected.run()
    monkeypatch.setattr(load_prices, "MANY", 0)
    search = a_search(tight_problem(seed))
    assert search._climbed(search._priced(), search.until) is None
    assert search.value == pytest.approx(expected.value)
    assert search.parts == 0


@pytest.mark.parametrize("seed", [0, 5, 8])
def test_parts_whose_sites_are_all_decided_are_climbed_until_nothing_is_left(monkeypatch, seed):
    dice = np.random.default_rng(seed)
    need = dice.integers(1, 20, 24)
    problem = Problem(
        areas=Areas(ids=tuple(f"A{place}" for place in range(24)), need=need),
        sites=Sites(ids=tuple("UVWXYZ"), capacity=np.full(6, np.ceil(need.sum() / 3.9))),
        travel=Travel(matrix=dice.integers(1, 40, (24, 6)).astype(float)),
        rules=Rules(open_exactly=4, capacity=Capacity.SINGLE),
    )
    best = solve(problem).objective
    climbed, climb, split = [], SingleSearch._climbed, SingleSearch._split
    for name in ("LEAF_ARCS", "PART_LOADS", "NEARLY_DECIDED"):
        monkeypatch.setattr(branching, name, 0)
    monkeypatch.setattr(SingleSearch, "_split", lambda self, part: split(self, part) if len(part.undecided) else [part])
    monkeypatch.setattr(
        SingleSearch, "_climbed", lambda self, part, until: climbed.append(part) or climb(self, part, until)
    )
    search = a_search(problem)
    search._branch(search._priced())
    assert search.ended
    assert search.value == best
    assert [len(part.undecided) for part in climbed[:1]] == [0]


def test_a_ceiling_under_which_there_is_nothing_lifts_the_bound_to_it():
    search = a_search(tight_problem(12))
    search.run()
    fresh = a_search(tight_problem(12))
    left = fresh._looked_below(fresh._priced(), search.value - 2.0, monotonic() + 60)
    assert left.bound == search.value - 2.0
    assert np.isinf(fresh.value) or fresh.value >= search.value


@pytest.mark.parametrize(
    ("bound", "spare", "grain", "ceiling"),
    [
        (978.13, 0.5, 1.0, 979.001),  # no plan is worth less than 979
        (978.13, 3.0, 1.0, 981.001),
        (979.0, 0.0, 1.0, 979.001),
        (979.001, 0.0, 1.0, 980.001),  # none is worth 979
        (50.0, 2.4, 0.5, 52.0005),
        (978.13, 0.5, 0.0, 978.63),  # any value is possible
        (978.13, 90.0, 1.0, 1000.0),  # the plan that stands
    ],
)
def test_ceilings_stand_at_values_that_plans_can_have(bound, spare, grain, ceiling):
    search = a_search(tight_problem(12))
    search.question = replace(search.question, grain=grain)
    search.most = 1000.0
    part = replace(search.prices.root(), bound=bound)
    assert search._above(part, spare) == pytest.approx(ceiling, abs=1e-9)


@pytest.mark.parametrize("seed", [3, 12, 15])
@pytest.mark.parametrize("enough", [0, 40, 400])
def test_where_loads_are_too_many_to_choose_from_the_ceiling_comes_down(monkeypatch, seed, enough):
    expected, ceilings = a_search(tight_problem(seed)), []
    expected.run()
    monkeypatch.setattr(load_choice, "ENOUGH", enough)
    monkeypatch.setattr(load_choice, "IDLE", 0)
    search = a_search(tight_problem(seed))
    look = search._look_at_loads

    def looked(part, ceiling, most, until):
        bound, price = look(part, ceiling, most, until)
        ceilings.append((ceiling, bound))
        return bound, price

    search._look_at_loads = looked
    left = search._by_loads(search._priced(), monotonic() + 60)
    for (ceiling, bound), (later, _) in pairwise(ceilings):
        assert later < ceiling if bound < ceiling else later > ceiling
    assert search.value == pytest.approx(expected.value) if left is None else left.bound <= expected.value


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
    search = a_search(tight_problem(12))
    search.run()
    news = search._news(search.value + 1.0)
    assert search.question.value(*news()) == search.value
    assert news() is None
    assert search._news(search.value)() is None


@pytest.mark.parametrize(
    ("counts", "top", "loads"),
    [
        ([(100.0, 400_000)], 200.0, 0),  # one count says nothing of growth
        ([(100.0, 400_000), (101.0, 1_600_000)], np.inf, 0),  # nor is there a top to grow to
        ([(100.0, 40), (101.0, 700)], 200.0, 0),  # so few may grow as they like
        ([(100.0, 400_000), (101.0, 400_000)], 200.0, 400_000),
        ([(100.0, 400_000), (100.0, 900_000)], 200.0, 0),  # the same ceiling twice
        ([(100.0, 400_000), (101.0, 1_600_000)], 102.0, 6_400_000),
        ([(99.0, 0), (101.0, 1_000_000)], 103.0, 1e12),
    ],
)
def test_loads_at_the_top_are_foreseen_from_how_they_have_grown(counts, top, loads):
    assert _foreseen(counts, top) == pytest.approx(loads)


def test_loads_that_grow_without_end_are_still_a_number():
    assert FAR_TOO_MANY < _foreseen([(100.0, 400_000), (101.0, 1_600_000)], 20_000.0) < np.inf
