"""Whole areas in sites that hold only so much: knapsacks, prices and branching against plain enumeration."""

from itertools import product

import numpy as np
import pytest

from hinterland.problem import Areas, Capacity, Problem, Rules, Sites, Travel
from hinterland.siting import branching, capacitated, load_prices, single, solve
from hinterland.siting.knapsack import best_loads, parted_loads, with_and_without

from .small_problems import small_problem
from .test_siting_agreement import check


def enumerated_loads(worth, weight, room):
    """For each column, every set of items that fits, with its worth."""
    sets = np.array(list(product([False, True], repeat=len(weight))))
    for column in range(worth.shape[1]):
        fits = sets[sets @ weight <= room[column]]
        yield fits, np.where(fits, worth[:, column], 0.0).sum(axis=1)


def test_knapsacks_are_the_best_of_all_sets():
    dice = np.random.default_rng(5)
    for _ in range(20):
        worth = dice.integers(-4, 12, (6, 4)).astype(float)
        weight, room = dice.integers(0, 7, 6), dice.integers(0, 18, 4)
        best, chosen = best_loads(np.maximum(worth, 0.0), weight, room)
        inside, outside = with_and_without(worth, weight, room)
        for column, (sets, value) in enumerate(enumerated_loads(worth, weight, room)):
            assert best[column] == value.max() == worth[chosen[:, column], column].sum()
            assert weight[chosen[:, column]].sum() <= room[column]
            for item in range(6):
                held = sets[:, item]
                assert inside[item, column] == (value[held].max() if held.any() else -np.inf)
                assert outside[item, column] == value[~held].max()


def test_taking_the_last_area_in_part_promises_no_less_and_little_more():
    dice = np.random.default_rng(8)
    for _ in range(20):
        worth = dice.integers(-4, 12, (9, 4)).astype(float)
        weight, room = dice.integers(0, 7, 9), dice.integers(0, 30, 4)
        best, part, rent = parted_loads(worth, weight.astype(float), room.astype(float))
        whole, _ = best_loads(np.maximum(worth, 0.0), weight, room)
        inside, _ = with_and_without(worth, weight, room)
        assert (best >= whole - 1e-9).all()
        assert (best <= whole + worth.max(axis=0).clip(0) + 1e-9).all()
        assert ((part > 0) & (part < 1)).sum(axis=0).max() <= 1
        assert (weight @ part <= room + 1e-6).all()
        assert best == pytest.approx((part * worth).sum(axis=0))
        assert (best + np.minimum(worth - rent * weight[:, None], 0.0) >= inside - 1e-9).all()


@pytest.mark.parametrize(
    ("leaf", "many", "climbed"), [(0, 12, 2_000), (1_500, 12, 2_000), (1_500, 0, 2_000), (0, 12, 0), (0, 0, 0)]
)
def test_prices_and_branching_agree_with_enumeration(monkeypatch, leaf, many, climbed):
    """With programmes at the leaves only, with every part handed over at the first sight, with ceilings alone, and
    without ceilings for the whole."""
    monkeypatch.setattr(capacitated, "SMALL", 0)
    monkeypatch.setattr(load_prices, "MANY", many)
    for module in (single, branching):
        monkeypatch.setattr(module, "LEAF_ARCS", leaf)
    monkeypatch.setattr(single, "CLIMBED_ARCS", climbed)
    seeds = [seed for seed in range(400, 600) if small_problem(seed).rules.capacity is Capacity.SINGLE]
    assert sum(check(seed) for seed in seeds) > 5


@pytest.mark.parametrize("capacity", [Capacity.SPLIT, Capacity.SINGLE])
@pytest.mark.parametrize("seconds", [0.0, 0.3])
def test_stopped_at_once_there_is_a_plan_and_the_bound_holds(capacity, seconds):
    dice = np.random.default_rng(3)
    problem = Problem(
        areas=Areas(ids=tuple(f"A{place}" for place in range(30)), need=dice.integers(1, 9, 30)),
        sites=Sites(ids=tuple(f"S{place}" for place in range(15)), capacity=dice.integers(20, 60, 15)),
        travel=Travel(matrix=dice.integers(1, 40, (30, 15)).astype(float)),
        rules=Rules(open_exactly=5, capacity=capacity),
    )
    whole, hurried = solve(problem, seconds=20), solve(problem, seconds=seconds)
    assert whole.status == "optimal"
    assert hurried.bound <= whole.objective * (1 + 1e-9)
    assert hurried.objective >= whole.objective * (1 - 1e-9)
    assert set(hurried.assignment) == set(problem.areas.ids)
