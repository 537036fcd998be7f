"""First plans of many areas and sites: what swaps promise, where they end, and the search that begins with them."""

from dataclasses import replace
from itertools import product
from time import monotonic

import numpy as np
import pytest

from hinterland.siting import capacitated, load_prices, single, solve, swapped
from hinterland.siting.arcs import solved_region, solver_of_parts
from hinterland.siting.capacitated import loaded
from hinterland.siting.distances import travel_table
from hinterland.siting.knapsack import parted_loads
from hinterland.siting.load_prices import LoadPrices
from hinterland.siting.loading import Loaded
from hinterland.siting.single import SingleSearch
from hinterland.siting.swapped import shared, sites_that_hold_all

from ..benchmarks.siting_agreement import plainly
from .small_problems import parted_problem, tight_problem

SEEDS = [seed for seed in range(30) if seed != 16]
"""Of problems that have a plan."""


def a_question(seed: int) -> Loaded:
    problem = parted_problem(seed)
    return loaded(problem, travel_table(problem))


def begun(question: Loaded) -> np.ndarray | None:
    return sites_that_hold_all(question, monotonic() + 5)


def each_change(question: Loaded, chosen: np.ndarray):
    """Every set of sites that differs by one closed, one opened or both, and keeps the rules."""
    gone = [set(), *({int(site)} for site in chosen[~question.forced[chosen]])]
    come = [set(), *({int(site)} for site in np.setdiff1d(np.flatnonzero(~question.barred), chosen))]
    for out, new in product(gone, come):
        trial = np.array(sorted({*map(int, chosen)} - out | new), int)
        if (out or new) and all(row.keeps(trial) for row in question.rows):
            yield trial


@pytest.fixture
def everything_is_wide(monkeypatch):
    monkeypatch.setattr(capacitated, "SMALL", 0)
    monkeypatch.setattr(load_prices, "MANY", 0)
    monkeypatch.setattr(load_prices, "WIDE", 0)


@pytest.mark.parametrize(("make", "seeds"), [(parted_problem, range(24)), (tight_problem, range(12))])
def test_a_search_that_begins_with_swaps_has_the_answer_of_the_plain_programme(everything_is_wide, make, seeds):
    for seed in seeds:
        problem = make(seed)
        answer, plain = solve(problem, seconds=20), plainly(problem)
        assert (answer.status == "infeasible") == (plain is None), seed
        if plain is not None:
            assert answer.status == "optimal", seed
            assert answer.objective == pytest.approx(plain, rel=1e-6), seed
            assert answer.bound == pytest.approx(plain, rel=1e-6), seed


def test_the_sites_to_begin_with_keep_every_rule_and_could_hold_all():
    for question in map(a_question, SEEDS):
        chosen = begun(question)
        assert chosen is not None
        assert question.capacity[chosen].sum() >= question.demand.sum()
        assert all(row.keeps(chosen) for row in question.rows)
        assert question.forced[chosen].sum() == question.forced.sum()
        assert not question.barred[chosen].any()


def test_there_is_nothing_to_begin_with_where_an_area_has_no_way_out():
    question = a_question(0)
    cost = question.cost.copy()
    cost[0] = np.inf
    assert begun(replace(question, cost=cost)) is None


def test_no_swap_comes_to_less_than_it_promises():
    tried = 0
    for question in map(a_question, SEEDS):
        here = shared(question, begun(question), monotonic() + 5)
        promised = {trial.tobytes(): least for least, trial in swapped._promising(question, here, monotonic() + 5)}
        for trial in each_change(question, here.chosen):
            found = shared(question, trial, monotonic() + 5)
            assert found is None or found.value >= promised[trial.tobytes()] - 1e-6 * found.value
            tried += found is not None
    assert tried > 200


def test_swaps_end_where_none_saves_and_every_plan_on_the_way_is_better(monkeypatch):
    monkeypatch.setattr(swapped, "TRIED", 1_000)
    moved = 0
    for question in map(a_question, SEEDS):
        plans = list(swapped.swapped(question, begun(question), monotonic() + 5))
        values = [plan.value for plan in plans]
        assert values == sorted(set(values), reverse=True)
        assert all(question.keeps(plan.chosen, plan.part) for plan in plans)
        around = [shared(question, trial, monotonic() + 5) for trial in each_change(question, plans[-1].chosen)]
        assert min((plan.value for plan in around if plan is not None), default=np.inf) >= values[-1] * (1 - 1e-6)
        moved += len(plans) - 1
    assert moved > 10


def test_when_time_is_up_no_swap_is_looked_at():
    question = a_question(0)
    late = monotonic() - 1
    here = shared(question, begun(question), late + 10)
    assert not list(swapped._promising(question, here, late))
    assert swapped._better(question, here, late) is None


def test_arc_by_arc_the_bound_and_its_slope_are_those_of_the_whole_table():
    for seed in SEEDS:
        question, dice = a_question(seed), np.random.default_rng(seed)
        prices = LoadPrices(question)
        root = prices.root()
        for up in (1.0, 1.1, 3.0, 0.4):  # within the arcs at hand, beyond them, and back
            price = root.price * up * dice.uniform(0.8, 1.2, len(root.price))
            bound, opened, slope = prices.evaluate(root, price)
            worth = np.where(root.may, np.maximum(price[:, None] - prices.cost, 0.0), 0.0)
            _, part, _ = parted_loads(worth, question.demand, question.capacity)
            _, reduced = prices.reduced_costs(replace(root, price=price))
            assert slope == pytest.approx(1.0 - part[:, opened].sum(axis=1))
            assert bound == pytest.approx(price.sum() + prices._open(root, np.where(root.shut, 0.0, reduced)).total)


class Other:
    """The second core's end of the line, which hears nothing."""

    def __init__(self):
        self.told = []

    def word(self):
        return None

    def plan(self):
        return None

    def tell(self, message):
        self.told.append(message)


@pytest.mark.parametrize("make", [parted_problem, tight_problem])
def test_the_second_core_tells_plans_from_the_swaps_on(everything_is_wide, monkeypatch, make):
    monkeypatch.setattr(SingleSearch, "_priced", lambda search, *_: search.prices.root())
    monkeypatch.setattr(SingleSearch, "_settled", lambda *_: None)
    for seed in range(8):
        problem = make(seed)
        question, other = loaded(problem, travel_table(problem)), Other()
        search = SingleSearch(question, solver_of_parts(question, 0.0), solved_region, monotonic() + 20, 0.0, other)
        search.seek_plans()
        assert other.told or plainly(problem) is None, seed


def test_where_whole_areas_do_not_fit_what_was_swapped_a_plan_is_made_at_once(everything_is_wide, monkeypatch):
    monkeypatch.setattr(single, "within_loads", lambda *_, **__: None)
    problem = tight_problem(1)
    question = loaded(problem, travel_table(problem))
    search = SingleSearch(question, solver_of_parts(question, 0.0), solved_region, monotonic() + 20, 0.0)
    search._swap()
    assert question.keeps(*search.plan)
