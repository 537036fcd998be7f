"""Plans put together from loads, and loads found by walking through overloaded plans: against counting everything."""

from itertools import product
from time import monotonic

import numpy as np
import pytest

from hinterland.siting import capacitated, load_choice, solve
from hinterland.siting.all_loads import loads_below
from hinterland.siting.capacitated import loaded
from hinterland.siting.distances import travel_table
from hinterland.siting.load_choice import best_of_loads
from hinterland.siting.load_prices import LoadPrices
from hinterland.siting.overloads import within_loads
from hinterland.siting.site_sets import SiteSets

from .small_problems import tight_problem
from .test_siting_regions import a_tight_town


def every_load(question):
    """Each site with each set of areas that it holds."""
    sets = np.array(list(product([False, True], repeat=len(question.demand))))
    for site in range(len(question.opening)):
        fits = sets @ question.demand <= question.capacity[site] + 1e-9
        may = ~(sets & ~np.isfinite(question.cost[:, site])).any(axis=1)
        yield site, sets[fits & may]


def priced(seed: int):
    problem = tight_problem(seed)
    question = loaded(problem, travel_table(problem))
    prices = LoadPrices(question)
    return problem, question, prices, prices.improve(prices.root(), 1e6, rounds=60, until=np.inf)


@pytest.mark.parametrize("seed", [3, 12, 15])
def test_no_load_of_a_plan_below_the_ceiling_is_missing(seed):
    problem, question, prices, part = priced(seed)
    best = solve(problem)
    assert best.objective
    found = loads_below(prices, part, best.objective, 200_000)
    held = {(int(site), row.tobytes()) for site, row in zip(found.site, found.holds, strict=True)}
    total = sum(len(sets) for _, sets in every_load(question))
    assert 0 < len(held) == len(found) < total
    names, areas = {name: place for place, name in enumerate(problem.sites.ids)}, problem.areas.ids
    goes = np.array([names[best.assignment[area]] for area in areas])
    for site in np.unique(goes):
        assert (int(site), (goes == site).tobytes()) in held
    assert loads_below(prices, part, best.objective, len(found) - 1) is None


@pytest.mark.parametrize("seed", [3, 12, 15])
def test_the_best_of_the_loads_is_the_best_plan(seed):
    problem, question, prices, part = priced(seed)
    best = solve(problem).objective
    ceiling = best + 5.0
    chosen = best_of_loads(question, loads_below(prices, part, ceiling, 10**6), part.must, lambda: ceiling, np.inf)
    opened, goes = chosen.plan(*question.cost.shape)
    assert chosen.ended
    assert question.keeps(opened, goes)
    assert question.value(opened, goes) == pytest.approx(best)
    assert max(part.bound, chosen.bound) <= best + 1e-6
    below = best - 0.5
    nothing = best_of_loads(question, loads_below(prices, part, below, 10**6), part.must, lambda: below, np.inf)
    assert nothing.ended
    assert nothing.bound == np.inf or nothing.loads.cost.sum() > below


@pytest.mark.parametrize("first", [0.0, 20.0])
@pytest.mark.parametrize("asked", range(1, 6))
@pytest.mark.parametrize("lower", [0.5, -0.5])
def test_a_plan_found_elsewhere_lowers_the_ceiling_at_any_moment(monkeypatch, first, asked, lower):
    monkeypatch.setattr(load_choice, "IDLE", 0)  # on to the integer programme at once
    problem, question, prices, part = priced(12)
    best = solve(problem).objective
    high, low = best + first + 1.0, best + lower
    said = iter([high] * asked)
    loads = loads_below(prices, part, high, 10**6)
    chosen = best_of_loads(question, loads, part.must, lambda: next(said, low), np.inf)
    plan = chosen.plan(*question.cost.shape)
    assert chosen.ended
    assert chosen.ceiling in (high, low)
    if chosen.ceiling == high or lower > 0:
        assert question.value(*plan) == pytest.approx(best)
    else:
        assert plan is None or question.value(*plan) > chosen.ceiling


def test_overloaded_plans_lead_to_one_that_holds():
    question = loaded(a_tight_town(), travel_table(a_tight_town()))
    chosen = np.array([1, 7, 12, 20])
    nearest = chosen[question.cost[:, chosen].argmin(axis=1)]
    load = np.bincount(nearest, question.demand, 24)
    assert (load > question.capacity).any(), "else there is nothing to mend"
    goes = within_loads(question, chosen, nearest, turns=2_000, until=np.inf, dice=np.random.default_rng(1))
    assert (np.bincount(goes, question.demand, 24) <= question.capacity).all()
    assert set(goes) <= set(chosen)


def test_the_walk_over_sets_offers_only_plans_that_hold_each_better_than_the_last():
    problem, question, prices, part = priced(12)
    best = solve(problem, seconds=30)
    values = []

    def offer(chosen, goes):
        assert question.keeps(chosen, goes)
        values.append(question.value(chosen, goes))

    SiteSets(question, prices, part, offer).run((np.array([], int), None), np.inf, monotonic() + 1.0)
    assert values == sorted(values, reverse=True)
    assert best.objective <= values[-1] <= 1.02 * best.objective


@pytest.mark.parametrize("first", [0, 15])
def test_tight_problems_have_one_answer_whether_cut_or_priced(monkeypatch, first):
    for seed in range(first, first + 15):
        problem = tight_problem(seed)
        monkeypatch.setattr(capacitated, "SMALL", 10**9)
        cut = solve(problem, seconds=20)
        monkeypatch.setattr(capacitated, "SMALL", 0)
        priced_answer = solve(problem, seconds=20)
        assert cut.status == priced_answer.status, seed
        assert priced_answer.objective == pytest.approx(cut.objective), seed


def test_rules_that_leave_no_set_of_sites_need_no_search(monkeypatch):
    monkeypatch.setattr(capacitated, "SMALL", 0)
    monkeypatch.setattr(capacitated, "SingleSearch", None)
    answer = solve(tight_problem(114))  # four sites cost more than the budget
    assert answer.status == "infeasible"
    assert "budget" in answer.conflict
