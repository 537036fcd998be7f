"""From a problem to its answer: which method, and what its result means in the problem's own terms."""

from dataclasses import replace
from time import monotonic

import numpy as np

from ..answer import Answer, Certificate, Status
from ..problem import ENGINE_VERSION, Capacity, Objective, Problem
from .capacitated import assign_areas, loaded
from .centre import choose_centres
from .contiguous import solve_in_one_piece
from .distances import travel_table
from .greedy import greedy
from .incumbent import Found
from .model import Model, kolm_pollak_scale, model_of
from .periods import solve_periods
from .uncapacitated import choose_sites
from .wide import assigned, choose_in_country, is_wide
from .wishes import Undecided, conflict, feasible_sites, is_trivially_possible, least_changes, stated_wishes

DEFAULT_SECONDS = 60.0


def solve(problem: Problem, *, seconds: float = DEFAULT_SECONDS, gap: float = 0.0, cores: int = 1) -> Answer:
    """The best plan for the problem with its proof, or the wishes that contradict one another.

    A second core, where it is allowed and helps, is a second process that ends with this call; when time is up
    another plan may then be the best met.
    """
    started = monotonic()
    until = started + seconds
    if problem.rules.contiguous:
        answer = solve_in_one_piece(problem, lambda plain: _solve(plain, until, gap, cores), until)
    else:
        answer = _solve(problem, until, gap, cores)
    return replace(
        answer, seconds=monotonic() - started, digest=problem.digest, seed=problem.seed, version=ENGINE_VERSION
    )


def _solve(problem: Problem, until: float, gap: float, cores: int) -> Answer:
    if is_wide(problem):
        return _country(problem, until, gap, cores)
    travel = travel_table(problem)
    if problem.periods:
        return solve_periods(problem, travel, until=until, gap=gap)
    if problem.rules.capacity is not Capacity.NONE:
        return _capacitated(problem, travel, until, gap, cores)
    start = None
    if not is_trivially_possible(problem, travel):
        try:
            start = feasible_sites(problem, travel, prefer=_nearness(travel), seconds=max(until - monotonic(), 0.5))
        except Undecided:
            return Answer(status=Status.UNKNOWN, certificate=Certificate.of(None, None))
        if start is None:
            return infeasible(problem, travel)
    if problem.objective is Objective.CENTRE:
        return _centre(problem, travel, start, until)
    model = model_of(problem, travel)
    return _answer(problem, travel, model, choose_sites(model, until=until, gap=gap, start=start, cores=cores))


def _country(problem: Problem, until: float, gap: float, cores: int) -> Answer:
    found = choose_in_country(problem, until=until, gap=gap, cores=cores)
    return Answer(
        status=Status.OPTIMAL if found.ended else Status.FEASIBLE,
        certificate=Certificate.of(found.value, found.bound),
        open_sites=tuple(problem.sites.ids[site] for site in found.chosen),
        assignment=assigned(problem, found.chosen),
        method=found.method,
    )


def _nearness(travel: np.ndarray) -> np.ndarray:
    """Sites in the middle of things first."""
    finite = np.where(np.isfinite(travel), travel, travel[np.isfinite(travel)].max(initial=1.0))
    mean = finite.mean(axis=0)
    return mean / max(float(mean.mean()), 1e-12)


def infeasible(problem: Problem, travel: np.ndarray) -> Answer:
    """Say which wishes contradict one another, and the least change of each that would help."""
    wishes = conflict(problem, travel)
    changes = least_changes(problem, travel, wishes)
    none = Certificate.of(None, None)
    return Answer(status=Status.INFEASIBLE, certificate=none, conflict=wishes, least_changes=changes)


def _centre(problem: Problem, travel: np.ndarray, start: np.ndarray, until: float) -> Answer:
    model = model_of(replace(problem, objective=Objective.MEDIAN), travel)
    unit_travel = np.where(np.isfinite(model.cost), _unit_travel(model, travel), np.inf)
    model = replace(model, cost=unit_travel, opening=np.zeros(model.sites), shares=())
    limit = np.inf if problem.rules.max_travel is None else problem.rules.max_travel

    def covering(level: float, seconds: float) -> np.ndarray | None:
        rules = replace(problem.rules, max_travel=float(min(level, limit)))
        return feasible_sites(replace(problem, rules=rules), travel, seconds=seconds)

    plain = set(stated_wishes(problem.rules)) <= {"open_exactly", "open_at_most", "force_open", "force_closed"}
    if start is None:
        start = greedy(model, problem.rules.open_exactly or problem.rules.open_at_most or 1)
    found = choose_centres(
        model, until=until, start=start, covering=None if plain and not problem.rules.whole else covering
    )
    return _answer(problem, travel, model, found)


def _unit_travel(model: Model, travel: np.ndarray) -> np.ndarray:
    """The travel of the farthest area of each unit that stays together."""
    farthest = np.zeros(model.cost.shape)
    np.maximum.at(farthest, model.unit_of, travel)
    return farthest


def _answer(problem: Problem, travel: np.ndarray, model: Model, found: Found) -> Answer:
    value, bound = (in_problem_terms(problem, travel, each) for each in (found.value, found.bound))
    if not len(found.chosen) or np.isinf(found.value):
        return Answer(status=Status.UNKNOWN, certificate=Certificate.of(None, bound), method=found.method)
    status = Status.OPTIMAL if found.ended else Status.FEASIBLE
    return Answer(
        status=status,
        certificate=Certificate.of(value, bound),
        open_sites=tuple(problem.sites.ids[site] for site in found.chosen),
        assignment=nearest_sites(problem, travel, model, found.chosen),
        method=found.method,
    )


def in_problem_terms(problem: Problem, travel: np.ndarray, value: float) -> float | None:
    """The model's value as the problem states it: need covered, not uncovered; travel, not its exponential."""
    if not np.isfinite(value):
        return None
    if problem.objective is Objective.COVERAGE:
        return float(problem.areas.need.sum()) - value
    if problem.objective is Objective.KOLM_POLLAK:
        return kolm_pollak_scale(travel) + float(np.log(max(value, 1e-300))) / problem.kappa
    return value


def nearest_sites(problem: Problem, travel: np.ndarray, model: Model, chosen: np.ndarray) -> dict[str, str]:
    """Each area's open site: the one of least cost, and of those the nearest."""
    cost = model.cost[:, chosen]
    near = travel[:, chosen] if len(cost) == len(travel) else cost
    least = cost.min(axis=1, keepdims=True)
    place = np.where(cost <= least, near, np.inf).argmin(axis=1)[model.unit_of]
    if problem.objective is Objective.COVERAGE:
        place = travel[:, chosen].argmin(axis=1)
    reached = np.isfinite(travel[np.arange(len(place)), chosen[place]])
    pairs = zip(problem.areas.ids, place, reached, strict=True)
    return {area: problem.sites.ids[chosen[each]] for area, each, goes in pairs if goes}


def _capacitated(problem: Problem, travel: np.ndarray, until: float, gap: float, cores: int) -> Answer:
    question = loaded(problem, travel)
    found = assign_areas(question, until=until, gap=gap, cores=cores)
    if found.possible is False:
        return infeasible(problem, travel)
    bound = found.bound if np.isfinite(found.bound) else None
    if found.part is None:
        return Answer(status=Status.UNKNOWN, certificate=Certificate.of(None, bound), method=found.method)
    return Answer(
        status=Status.OPTIMAL if found.ended else Status.FEASIBLE,
        certificate=Certificate.of(found.value, bound),
        open_sites=tuple(problem.sites.ids[site] for site in found.chosen),
        assignment=_parts(problem, found.part),
        method=found.method,
    )


def _parts(problem: Problem, part: np.ndarray) -> dict[str, str | dict[str, float]]:
    """Where each area goes; a share for each site when it is split."""
    if problem.rules.whole:
        part = part[np.unique(np.array(problem.areas.groups[problem.rules.whole]), return_inverse=True)[1]]
    shown: dict[str, str | dict[str, float]] = {}
    for area, row in zip(problem.areas.ids, part, strict=True):
        used = np.flatnonzero(row)
        sites = {problem.sites.ids[site]: float(row[site]) for site in used}
        shown[area] = next(iter(sites)) if len(sites) == 1 else sites
    return shown
