"""The engine against full enumeration, every rule switched on and off."""

import pytest

from hinterland.answer import Status
from hinterland.problem import Capacity, Objective
from hinterland.siting import solve

from .small_problems import enumerated, plan_value, small_problem


def check(seed: int) -> bool:
    """Whether the problem has a plan; fails when engine and enumeration disagree."""
    problem = small_problem(seed)
    if problem.objective is Objective.WORST_GROUP and problem.rules.whole:
        return False
    best, answer = enumerated(problem), solve(problem, seconds=20)
    if best is None:
        assert answer.status is Status.INFEASIBLE, (seed, problem.objective, problem.rules)
        assert answer.conflict
        return False
    told = (seed, problem.objective, problem.rules, answer, best)
    assert answer.status is Status.OPTIMAL, told
    assert answer.objective == pytest.approx(best.value, rel=1e-7, abs=1e-9), told
    assert answer.bound == pytest.approx(best.value, rel=1e-6, abs=1e-9), told
    chosen = tuple(problem.sites.ids.index(site) for site in answer.open_sites)
    assert plan_value(problem, chosen) == pytest.approx(best.value, rel=1e-7, abs=1e-9), told
    if problem.objective is not Objective.COVERAGE:
        assert set(answer.assignment) == set(problem.areas.ids)
    assert set(answer.assignment.values()) <= set(answer.open_sites)
    return True


@pytest.mark.parametrize("hundred", range(3))
def test_engine_and_enumeration_agree(hundred):
    possible = sum(check(seed) for seed in range(100 * hundred, 100 * hundred + 100))
    assert 20 <= possible <= 90  # both kinds are there


def test_small_problems_switch_every_rule_on_and_off():
    rules = [small_problem(seed).rules for seed in range(300)]
    for name in vars(rules[0]).keys() - {"contiguous"}:  # has problems of its own: test_siting_in_pieces
        assert len({getattr(each, name) for each in rules}) > 1, name
    assert {each.capacity for each in rules} == {Capacity.NONE, Capacity.SINGLE}
