"""Several goals at once, and plans under redrawn need, against plain enumeration."""

import json
from dataclasses import replace
from itertools import combinations

import numpy as np
import pytest

from hinterland.command import main
from hinterland.formats.documents import problem_document
from hinterland.goals import pareto
from hinterland.problem import Objective, ProblemError, Rules
from hinterland.robustness import redrawn_need, robustness

from .small_problems import plan_value, small_problem


def whole_numbers(seed):
    """A small problem with no rule but that five sites are there to choose from."""
    dice = np.random.default_rng(seed)
    problem = small_problem(1)
    while problem.rules.capacity != "none" or len(problem.sites.ids) < 5:
        seed += 1000
        problem = small_problem(seed)
    table = dice.integers(1, 30, problem.travel.matrix.shape).astype(float)
    travel = replace(problem.travel, matrix=table)
    return replace(problem, travel=travel, objective=Objective.MEDIAN, rules=Rules())


def points(problem, goals):
    """Every plan's value and what it comes to on each goal, by enumeration; those that no other beats."""
    sites, table, found = problem.sites, problem.travel.matrix, set()
    for size in range(1, len(sites.ids) + 1):
        for chosen in combinations(range(len(sites.ids)), size):
            flag = np.isin(np.arange(len(sites.ids)), chosen)
            worth = {
                "sites": float(size),
                "cost": sites.run_cost[flag].sum() + sites.closure_cost[sites.existing & ~flag].sum(),
                "farthest": table[:, flag].min(axis=1).max(),
                "changes": float((sites.existing != flag).sum()),
            }
            found.add((round(plan_value(problem, chosen), 6), *(float(worth[goal]) for goal in goals)))
    return {one for one in found if not any(other != one and all(np.less_equal(other, one)) for other in found)}


@pytest.mark.parametrize("goals", [("cost",), ("sites",), ("farthest",), ("changes",), ("cost", "farthest")])
@pytest.mark.parametrize("seed", range(3))
def test_the_pareto_set_is_that_of_enumeration(seed, goals):
    problem = whole_numbers(seed)
    found = pareto(problem, goals)
    assert found.whole
    shown = {(round(plan.answer.objective, 6), *(plan.goals[goal] for goal in goals)) for plan in found.plans}
    expected = points(problem, goals)
    assert expected <= shown  # what beats nothing on these goals may stand for others that nobody asked of
    assert shown <= expected


def test_goals_that_make_no_sense_are_refused():
    problem = whole_numbers(0)
    for goals in ((), ("cost", "cost"), ("beauty",)):
        with pytest.raises(ProblemError):
            pareto(problem, goals)


def test_the_command_writes_every_plan(tmp_path):
    given, out = tmp_path / "problem.json", tmp_path / "plans.json"
    given.write_text(json.dumps(problem_document(whole_numbers(0))))
    assert main(["goals", str(given), "--goals", "cost", "--out", str(out)]) == 0
    shown = json.loads(out.read_text())
    assert {(round(plan["objective"], 6), plan["goals"]["cost"]) for plan in shown["plans"]} == points(
        whole_numbers(0), ("cost",)
    )
    assert main(["goals", str(given), "--goals", "beauty"]) == 2


def test_regret_is_that_of_enumeration():
    problem = replace(whole_numbers(4), rules=Rules(open_exactly=2))
    needs = redrawn_need(problem.areas.need * 5, 6, seed=2) + 1.0
    given = problem.sites.ids[:2]
    result = robustness(problem, given, needs)
    for need, draw in zip(needs, result.draws, strict=True):
        trial = replace(problem, areas=replace(problem.areas, need=need))
        values = {pair: plan_value(trial, pair) for pair in combinations(range(len(problem.sites.ids)), 2)}
        assert draw.best == pytest.approx(min(values.values()))
        assert draw.given == pytest.approx(values[0, 1])
        assert draw.regret == pytest.approx((values[0, 1] - min(values.values())) / min(values.values()))
    assert sum(result.chosen.values()) == pytest.approx(2.0)
    assert result.worst_regret >= result.mean_regret >= 0


def test_redrawn_need_is_the_same_for_the_same_seed():
    one, two = redrawn_need([3.0, 0.0, 50.0], 400, seed=1), redrawn_need([3.0, 0.0, 50.0], 400, seed=1)
    assert (one == two).all()
    assert one.mean(axis=0) == pytest.approx([3.0, 0.0, 50.0], rel=0.1)
