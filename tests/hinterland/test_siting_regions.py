"""A plan bettered a few sites at a time."""

import numpy as np
import pytest

from hinterland.answer import Status
from hinterland.problem import Areas, Capacity, Problem, Rules, Sites, Travel
from hinterland.siting import capacitated, solve
from hinterland.siting.capacitated import loaded
from hinterland.siting.distances import travel_table
from hinterland.siting.regions import bettered_by_regions

from .small_problems import parted_problem


def a_tight_town(count: int = 24, *, seed: int = 3) -> Problem:
    """Points of uneven demand with four sites that hold little more than all of it."""
    dice = np.random.default_rng(seed)
    demand = dice.integers(1, 20, count).astype(float)
    names = tuple(f"P{place}" for place in range(count))
    return Problem(
        areas=Areas(ids=names, need=np.ones(count), demand=demand),
        sites=Sites(ids=names, capacity=np.full(count, np.ceil(demand.sum() / 4 * 1.05))),
        travel=Travel(points=dice.integers(0, 100, (count, 2)).astype(float), measure="floor-euclid"),
        rules=Rules(open_exactly=4, capacity=Capacity.SINGLE),
    )


def test_regions_keep_every_rule_and_are_never_worse():
    problem = a_tight_town()
    best = solve(problem, seconds=30)
    assert best.status is Status.OPTIMAL
    question = loaded(problem, travel_table(problem))
    start = capacitated.quick_plan(question, np.inf)
    assert start[1] is not None
    asked = []

    def solve_region(small, now, until):
        asked.append(len(small.demand))
        return capacitated.solved_region(small, now, until)

    chosen, part = bettered_by_regions(question, start, solve_region, until=np.inf)
    assert question.keeps(chosen, part)
    assert best.objective <= question.value(chosen, part) <= question.value(*start)
    assert min(asked) < 24
    assert question.value(chosen, part) == best.objective, "a region of four sites is the whole town"


def test_a_region_without_an_answer_leaves_the_plan():
    problem = a_tight_town()
    question = loaded(problem, travel_table(problem))
    start = capacitated.quick_plan(question, np.inf)
    chosen, part = bettered_by_regions(question, start, lambda *asked: None, until=np.inf)
    assert question.value(chosen, part) == question.value(*start)


def bettered_and_asked(question, chosen, part):
    """The plans that regions lead through, and what the regions were asked to share out."""
    plans, asked = [(chosen, part)], []

    def solve_region(small, now, until):
        asked.append((small.demand, now.sum(axis=1)))
        return capacitated.solved_region(small, now, until)

    bettered_by_regions(question, plans[0], solve_region, until=np.inf, offer=lambda *plan: plans.append(plan))
    return plans, asked


def test_what_of_a_parted_area_goes_elsewhere_stays_there():
    partly_here = 0
    for seed in range(12):
        problem = parted_problem(seed)
        question = loaded(problem, travel_table(problem))
        chosen = np.flatnonzero(~question.barred)[:6]
        part = capacitated.shared_out(question, chosen)
        if part is None or not question.keeps(chosen, part):
            continue
        plans, asked = bettered_and_asked(question, chosen, part)
        values = [question.value(*plan) for plan in plans]
        assert values == sorted(values, reverse=True)
        assert all(question.keeps(*plan) for plan in plans)
        assert all(shares == pytest.approx(1.0) for _, shares in asked), "all that is here is shared out here"
        partly_here += sum(not np.isin(demand, question.demand).all() for demand, _ in asked)
    assert partly_here
