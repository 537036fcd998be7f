"""Several goals at once: every plan that is not beaten on all of them together (the Pareto set).

The first goal is the problem's own objective; each other goal is held under a limit which is tightened step by step
(the ε-constraint method, Haimes 1971; for more than two goals nested as in Laumanns, Thiele and Zitzler, EJOR 169,
2006). Every point is solved exactly, so the set is whole when all its answers are proven.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from time import monotonic

import numpy as np

from .answer import Answer, Status
from .problem import Objective, Problem, ProblemError, Rules
from .siting import solve
from .siting.distances import travel_table

FINE = 1e-6  # two costs or journeys that differ by less, as a share, are the same


class Goal(StrEnum):
    """What is kept low besides the objective."""

    SITES = "sites"  # how many are open
    COST = "cost"  # running costs, and closure costs where they count
    FARTHEST = "farthest"  # travel of the area that is farthest from its site
    CHANGES = "changes"  # openings and closures together


@dataclass(frozen=True, kw_only=True)
class ParetoPlan:
    """One plan that no other beats on every goal: its answer, and what it comes to on each of the other goals."""

    answer: Answer
    goals: dict[str, float]


@dataclass(frozen=True, kw_only=True)
class ParetoSet:
    """The plans, best by the objective first; `whole` when nothing was cut short and each is proven."""

    plans: tuple[ParetoPlan, ...]
    whole: bool


def pareto(problem: Problem, goals: Sequence[Goal | str], *, seconds: float = 60.0, most: int = 200) -> ParetoSet:
    """Every plan that is not beaten on the objective and all these goals together."""
    try:
        wanted = tuple(Goal(goal) for goal in goals)
    except ValueError as error:
        raise ProblemError(f"The goals are {', '.join(Goal)}: {error}") from None
    if not wanted or len(set(wanted)) < len(wanted):
        raise ProblemError("Name each goal once, and at least one")
    if problem.periods:
        raise ProblemError("Several goals are weighed for one period at a time")
    if problem.objective is Objective.LEAST_COST and Goal.COST in wanted:
        raise ProblemError("Least cost is already the objective")
    walk = _Walk(problem, monotonic() + seconds, most)
    found = walk.under(problem.rules, wanted)
    return ParetoSet(plans=_unbeaten(problem, wanted, found), whole=walk.whole)


class _Walk:
    """One sweep over the limits; remembers whether anything was left out."""

    def __init__(self, problem: Problem, until: float, most: int) -> None:
        self.problem, self.until, self.left, self.whole = problem, until, most, True
        self.travel = travel_table(problem)

    def under(self, rules: Rules, goals: tuple[Goal, ...]) -> list[ParetoPlan]:
        """Plans within the rules: each limit of the last goal with every plan for the goals before it."""
        if not goals:
            return self._solved(rules)
        found: list[ParetoPlan] = []
        while True:
            inner = self.under(rules, goals[:-1])
            found += inner
            if not inner:
                return found
            last = goals[-1]
            rules = _BELOW[last](self, rules, max(plan.goals[last] for plan in inner))
            if rules is None:
                return found

    def _solved(self, rules: Rules) -> list[ParetoPlan]:
        left = self.until - monotonic()
        if left <= 0 or self.left <= 0:
            self.whole = False
            return []
        self.left -= 1
        answer = solve(replace(self.problem, rules=rules), seconds=left)
        self.whole &= answer.status in (Status.OPTIMAL, Status.INFEASIBLE)
        if answer.objective is None:
            return []
        return [ParetoPlan(answer=answer, goals={str(goal): self.worth(goal, answer) for goal in Goal})]

    def worth(self, goal: Goal, answer: Answer) -> float:
        sites = self.problem.sites
        chosen = np.isin(sites.ids, answer.open_sites)
        match goal:
            case Goal.SITES:
                return float(chosen.sum())
            case Goal.COST:
                closing = sites.closure_cost[sites.existing & ~chosen].sum()
                return float(sites.run_cost[chosen].sum() + (closing if self.problem.rules.count_closure_costs else 0))
            case Goal.CHANGES:
                return float((sites.existing != chosen).sum())
        return self._farthest(answer)

    def _farthest(self, answer: Answer) -> float:
        column = {site: place for place, site in enumerate(self.problem.sites.ids)}
        row = {area: place for place, area in enumerate(self.problem.areas.ids)}
        journeys = [
            self.travel[row[area], column[site]]
            for area, goes in answer.assignment.items()
            for site in ([goes] if isinstance(goes, str) else goes)
        ]
        return float(max(journeys, default=0.0)) if len(answer.assignment) == len(row) else np.inf


def _less(value: float) -> float:
    return value - FINE * max(1.0, abs(value))


def _fewer_sites(walk: _Walk, rules: Rules, value: float) -> Rules | None:
    least = max(rules.open_at_least or 1, 1)
    return replace(rules, open_at_most=int(value) - 1) if value - 1 >= least and rules.open_exactly is None else None


def _cheaper(walk: _Walk, rules: Rules, value: float) -> Rules | None:
    return replace(rules, budget=_less(value))


def _nearer(walk: _Walk, rules: Rules, value: float) -> Rules | None:
    below = walk.travel[walk.travel < value]
    return replace(rules, max_travel=float(below.max())) if below.size else None


def _fewer_changes(walk: _Walk, rules: Rules, value: float) -> Rules | None:
    return replace(rules, at_most_changes=int(value) - 1) if value >= 1 else None


_BELOW: dict[Goal, Callable[[_Walk, Rules, float], Rules | None]] = {
    Goal.SITES: _fewer_sites,
    Goal.COST: _cheaper,
    Goal.FARTHEST: _nearer,
    Goal.CHANGES: _fewer_changes,
}


def _unbeaten(problem: Problem, wanted: tuple[Goal, ...], found: list[ParetoPlan]) -> tuple[ParetoPlan, ...]:
    """Of plans equal on everything one; of the others those that none beats."""
    sign = -1.0 if problem.objective is Objective.COVERAGE else 1.0
    kept = [
        (np.array([sign * plan.answer.objective, *(plan.goals[str(goal)] for goal in wanted)]), plan) for plan in found
    ]
    chosen: list[tuple[np.ndarray, ParetoPlan]] = []
    for place, (mine, plan) in enumerate(kept):
        slip = FINE * np.maximum(1.0, np.abs(mine))
        beaten = any(
            (other <= mine + slip).all() and ((other < mine - slip).any() or rank < place)
            for rank, (other, _) in enumerate(kept)
            if rank != place
        )
        if not beaten:
            chosen.append((mine, plan))
    return tuple(plan for _, plan in sorted(chosen, key=lambda each: tuple(each[0])))
