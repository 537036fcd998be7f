"""Three answers to thousands of small problems: the engine, full enumeration, and the plain programme given to HiGHS.

    python -m tests.benchmarks.siting_agreement [FIRST] [LAST] [pieces|tight|parted|stopped]

With `pieces` every catchment has to be in one piece: the plain programme then sends a flow through each of them.
With `tight` whole areas go to sites that hold little more than all of them, on problems too large to enumerate: engine
and plain programme have to agree. With `parted` areas may be parted between such sites. With `stopped` the engine has a
hundredth to half a second for each, and its bound, the plain programme's value and the value of its plan have to come
in this order.
The plain programme has an arc for every area and site and nothing clever; it shares no line with the engine.
Prints how many problems agreed, by objective; ends with 1 at the first that does not.
"""

import sys
from collections import Counter
from collections.abc import Callable

import highspy
import numpy as np

from hinterland.answer import Status
from hinterland.problem import Capacity, Objective, Problem
from hinterland.siting import capacitated, solve
from tests.hinterland.small_problems import (
    enumerated,
    parted_problem,
    small_problem,
    small_problem_in_pieces,
    tight_problem,
)

SLIP = 1e-6


def plainly(problem: Problem) -> float | None:
    """The best value by the plain programme; None when it says that nothing is possible."""
    solver = highspy.Highs()
    for name, value in (("output_flag", False), ("threads", 1), ("mip_rel_gap", 0.0), ("mip_abs_gap", 1e-9)):
        solver.setOptionValue(name, value)
    areas, sites = problem.travel.matrix.shape
    opened = [solver.addBinary() for _ in range(sites)]
    kind = solver.addVariable if problem.rules.capacity is Capacity.SPLIT else solver.addBinary
    goes = [[kind(lb=0, ub=1) if kind == solver.addVariable else kind() for _ in range(sites)] for _ in range(areas)]
    for line in goes:
        solver.addConstr(_sum(line) == 1)
        for arc, site in zip(line, opened, strict=True):
            solver.addConstr(arc - site <= 0)
    _rules(problem, solver, opened, goes)
    if problem.rules.contiguous:
        _in_one_piece(problem, solver, goes)
    sought = _objective(problem, solver, opened, goes)
    solver.minimize(sought)
    if solver.getModelStatus() != highspy.HighsModelStatus.kOptimal:
        return None
    return _in_terms(problem, solver.getInfo().objective_function_value)


def _sum(parts: list) -> object:
    return highspy.Highs.qsum(parts)


def _scaled(factors: np.ndarray, columns: list) -> object:
    return highspy.Highs.qsum([float(factor) * column for factor, column in zip(factors, columns, strict=True)])


def _rules(problem: Problem, solver: highspy.Highs, opened: list, goes: list) -> None:
    rules, sites, table = problem.rules, problem.sites, problem.travel.matrix
    solver.addConstr(_sum(opened) >= 1)
    for asked, low, high in (
        (rules.open_exactly, True, True),
        (rules.open_at_least, True, False),
        (rules.open_at_most, False, True),
    ):
        if asked is not None and low:
            solver.addConstr(_sum(opened) >= asked)
        if asked is not None and high:
            solver.addConstr(_sum(opened) <= asked)
    for place, name in enumerate(sites.ids):
        if name in rules.force_open:
            solver.addConstr(opened[place] >= 1)
        if name in rules.force_closed or (rules.existing_only and not sites.existing[place]):
            solver.addConstr(opened[place] <= 0)
    closing = np.where(sites.existing & rules.count_closure_costs, sites.closure_cost, 0.0)
    if rules.budget is not None:
        solver.addConstr(_scaled(sites.run_cost - closing, opened) <= rules.budget - float(closing.sum()) + 1e-9)
    for name in set(sites.locality) if rules.min_per_locality else ():
        mine = [opened[place] for place, other in enumerate(sites.locality) if other == name]
        solver.addConstr(_sum(mine) >= rules.min_per_locality)
    if rules.at_most_changes is not None:
        turned = _scaled(np.where(sites.existing, -1.0, 1.0), opened)
        solver.addConstr(turned <= rules.at_most_changes - int(sites.existing.sum()))
    _arcs(problem, solver, goes)
    if rules.capacity is not Capacity.NONE:
        for place in range(len(opened)):
            load = _scaled(problem.areas.demand, [line[place] for line in goes])
            solver.addConstr(load - float(sites.capacity[place]) * opened[place] <= 0)
    for share in rules.min_shares:
        counted = [not share.group or label == share.label for label in problem.areas.groups["rural"]]
        within = np.where((table <= share.within) & np.array(counted)[:, None], problem.areas.need[:, None], 0.0)
        reached = _sum([_scaled(within[area], goes[area]) for area in range(len(goes))])
        if rules.capacity is Capacity.NONE:  # of an open site, whichever the area goes to
            reached = _reached(problem, solver, opened, within)
        solver.addConstr(reached >= share.share * float(problem.areas.need[counted].sum()) - 1e-9)


def _reached(problem: Problem, solver: highspy.Highs, opened: list, within: np.ndarray) -> object:
    parts = []
    for area in np.flatnonzero(within.any(axis=1)):
        column = solver.addBinary()
        solver.addConstr(column - _sum([opened[site] for site in np.flatnonzero(within[area])]) <= 0)
        parts.append(float(problem.areas.need[area]) * column)
    return _sum(parts) + 0.0 * opened[0]


def _arcs(problem: Problem, solver: highspy.Highs, goes: list) -> None:
    """Arcs that may not be used, and areas that go together."""
    rules, table = problem.rules, problem.travel.matrix
    for area, line in enumerate(goes):
        limit = np.inf if rules.max_travel is None else rules.max_travel
        if rules.max_travel_rural is not None and problem.areas.groups["rural"][area] == "1":
            limit = min(limit, rules.max_travel_rural)
        for site, arc in enumerate(line):
            lost = np.isinf(table[area, site]) and problem.objective is not Objective.COVERAGE
            if table[area, site] > limit or lost:
                solver.addConstr(arc <= 0)
    if rules.whole:
        first: dict[str, list] = {}
        for label, line in zip(problem.areas.groups[rules.whole], goes, strict=True):
            for arc, other in zip(line, first.setdefault(label, line), strict=True):
                if line is not first[label]:
                    solver.addConstr(arc - other == 0)


def _in_one_piece(problem: Problem, solver: highspy.Highs, goes: list) -> None:
    """One area of each catchment is its spring; every area of it takes one unit of what flows from there."""
    count = len(goes)
    pairs = {tuple(map(int, pair)) for pair in problem.areas.neighbours}
    if problem.rules.whole:
        labels = problem.areas.groups[problem.rules.whole]
        pairs |= {(a, b) for a in range(count) for b in range(a) if labels[a] == labels[b]}
    ways = sorted({(a, b) for one, other in pairs for a, b in ((one, other), (other, one)) if a != b})
    for site in range(len(goes[0])):
        spring = [solver.addBinary() for _ in range(count)]
        solver.addConstr(_sum(spring) <= 1)
        flow = {way: solver.addVariable(lb=0) for way in ways}
        for a, b in ways:
            solver.addConstr(flow[a, b] - count * goes[a][site] <= 0)
            solver.addConstr(flow[a, b] - count * goes[b][site] <= 0)
        for area in range(count):
            into = [flow[way] for way in ways if way[1] == area]
            out = [flow[way] for way in ways if way[0] == area]
            solver.addConstr(_sum([*into, count * spring[area]]) - _sum([*out, 1.0 * goes[area][site]]) >= 0)
            solver.addConstr(spring[area] - goes[area][site] <= 0)


def _objective(problem: Problem, solver: highspy.Highs, opened: list, goes: list) -> object:
    need, table = problem.areas.need, np.where(np.isfinite(problem.travel.matrix), problem.travel.matrix, 0.0)
    match problem.objective:
        case Objective.COVERAGE:
            cost = np.where(problem.travel.matrix <= problem.cover_within, -need[:, None], 0.0)
        case Objective.KOLM_POLLAK:
            cost = need[:, None] / need.sum() * np.exp(problem.kappa * table)
        case Objective.LEAST_COST:
            return _scaled(problem.sites.run_cost, opened)
        case Objective.CENTRE | Objective.WORST_GROUP:
            return _worst(problem, solver, goes, table)
        case _:
            cost = need[:, None] * table
    total = _sum([_scaled(cost[area], goes[area]) for area in range(len(goes))])
    return total + _scaled(problem.sites.run_cost, opened) if problem.objective is Objective.FACILITY else total


def _worst(problem: Problem, solver: highspy.Highs, goes: list, table: np.ndarray) -> object:
    worst = solver.addVariable(lb=0)
    need, decile = problem.areas.need, np.array(problem.areas.groups["decile"])
    if problem.objective is Objective.CENTRE:
        for area, line in enumerate(goes):
            solver.addConstr(worst - _scaled(table[area], line) >= 0)
        return worst + 0.0 * goes[0][0]
    for label in set(decile):
        mine = np.flatnonzero(decile == label)
        if need[mine].sum():
            parts = [_scaled(need[area] / need[mine].sum() * table[area], goes[area]) for area in mine]
            solver.addConstr(worst - _sum(parts) >= 0)
    return worst + 0.0 * goes[0][0]


def _in_terms(problem: Problem, value: float) -> float:
    if problem.objective is Objective.COVERAGE:
        return -value
    return float(np.log(value) / problem.kappa) if problem.objective is Objective.KOLM_POLLAK else value


def main(first: int = 0, last: int = 3000, *, made: Callable[[int], Problem] = small_problem) -> int:
    capacitated.SMALL = 0  # capacities by prices and branching, as in large problems
    agreed: Counter[str] = Counter()
    for seed in range(first, last):
        problem = made(seed)
        if problem.objective is Objective.WORST_GROUP and problem.rules.whole:
            continue
        answer, plain, best = solve(problem, seconds=20), plainly(problem), enumerated(problem)
        values = [answer.objective, plain, None if best is None else best.value]
        told = None if best is None else best.value
        same = all((value is None) == (told is None) for value in values) and all(
            told is None or abs(value - told) <= SLIP * max(1.0, abs(told)) for value in values
        )
        proven = answer.status is (Status.INFEASIBLE if told is None else Status.OPTIMAL)
        if not (same and proven):
            print(f"seed {seed} {problem.objective} {problem.rules}: {values} {answer.status} {answer.certificate}")
            return 1
        agreed[f"{problem.objective}{'' if told is not None else ', infeasible'}"] += 1
    print(
        f"{agreed.total()} problems, all three agree:", ", ".join(f"{name} {n}" for name, n in sorted(agreed.items()))
    )
    return 0


def tight(
    first: int = 0, last: int = 1000, *, stopped: bool = False, made: Callable[[int], Problem] = tight_problem
) -> int:
    """The engine and the plain programme on problems of tight capacity; or the engine stopped on the way."""
    capacitated.SMALL = 0
    possible = 0
    for seed in range(first, last):
        problem = made(seed)
        seconds = float(np.random.default_rng(seed).choice([0.01, 0.05, 0.1, 0.2, 0.5])) if stopped else 60.0
        answer, plain = solve(problem, seconds=seconds), plainly(problem)
        low, high = answer.bound, answer.objective
        if plain is None:
            right = high is None and (stopped or answer.status is Status.INFEASIBLE)
        else:
            slip = SLIP * max(1.0, abs(plain))
            right = (low is None or low <= plain + slip) and (high is None or high >= plain - slip)
            right &= stopped or (answer.status is Status.OPTIMAL and abs(high - plain) <= slip)
            right &= answer.status is not Status.INFEASIBLE
            possible += 1
        if not right:
            print(
                f"seed {seed} {problem.objective} {problem.rules}: {answer.status} {answer.certificate} plain {plain}"
            )
            return 1
    print(f"{last - first} problems of tight capacity{', stopped' if stopped else ''} agree, {possible} possible")
    return 0


if __name__ == "__main__":
    numbers = [int(each) for each in sys.argv[1:] if each.isdigit()]
    if {"tight", "parted", "stopped"} & set(sys.argv):
        kind = parted_problem if "parted" in sys.argv else tight_problem
        raise SystemExit(tight(*numbers, stopped="stopped" in sys.argv, made=kind))
    raise SystemExit(main(*numbers, made=small_problem_in_pieces if "pieces" in sys.argv else small_problem))
