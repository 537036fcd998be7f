"""Catchments in one piece: whoever goes to a site can be reached from any other who does through areas that do.

Of all catchments of the plain plan that are not in one piece, the fewest rules that forbid the pieces are added, until
there are none:

    x(a,s) + x(b,s) - sum of x(c,s) over the areas c that part a from b  <=  1

where a and b are in two pieces of the catchment of s, and those that part them are the neighbours of a's piece from
which b is reached without crossing it (Carvajal et al. 2013; Oehrlein and Haunert 2017). The plain plan's prices say
which pairs of area and site are in no plan better than the best known; only the others are given to HiGHS.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from time import monotonic

import numpy as np

from ..answer import Answer, Certificate, Status
from ..problem import Capacity, Problem, ProblemError
from .distances import travel_table
from .lagrange import Pricing
from .model import Model, model_of
from .programme import Programme
from .rows import cost_rows
from .wide import is_wide
from .wishes import stated_wishes, wishful, without

SLIP = 1e-7
ROUNDS_OF_PRICES = 400
NOWHERE = np.array([], int)


@dataclass(frozen=True, eq=False)
class Ground:
    """Units (areas, or those that stay together) with their costs, and which touch which."""

    problem: Problem
    travel: np.ndarray
    model: Model
    touching: tuple[frozenset[int], ...]

    @property
    def demand(self) -> np.ndarray:
        return np.bincount(self.model.unit_of, self.problem.areas.demand)

    @property
    def need(self) -> np.ndarray:
        return np.bincount(self.model.unit_of, self.problem.areas.need)


@dataclass(frozen=True, eq=False)
class Pieced:
    """The best plan in one piece each, as the site of each unit; none when there is none or time ran out."""

    site_of: np.ndarray | None
    chosen: np.ndarray
    value: float
    bound: float
    ended: bool
    rounds: int


def solve_in_one_piece(problem: Problem, plainly: Callable[[Problem], Answer], until: float) -> Answer:
    """The plain plan when its catchments are in one piece; else the best plan whose catchments are."""
    if is_wide(problem):
        raise ProblemError("Catchments in one piece are planned for at most four million pairs of area and site")
    plain = plainly(replace(problem, rules=replace(problem.rules, contiguous=False)))
    if plain.status in (Status.INFEASIBLE, Status.UNKNOWN):
        return plain
    ground = ground_of(problem, travel_table(problem))
    if not any(broken(ground, _sites_of(ground, plain))):
        return replace(plain, method=f"{plain.method}; every catchment is in one piece by itself")
    opened = np.isin(problem.sites.ids, plain.open_sites)
    first = pieced(ground, np.isfinite(ground.model.cost) & opened, until=_part(until, 0.4), opened=opened)
    kept = worth_keeping(ground, first.value, until=_part(until, 0.3))
    found = pieced(ground, kept, until=until)
    if found.site_of is None and found.ended and first.site_of is None:
        return _impossible(problem, plainly, until)
    return _answer(ground, plain, first, found)


def _part(until: float, share: float) -> float:
    now = monotonic()
    return now + share * max(until - now, 0.0)


def ground_of(problem: Problem, travel: np.ndarray) -> Ground:
    """The question over units; units touch when any of their areas do."""
    plain = replace(problem, rules=replace(problem.rules, capacity=Capacity.NONE))
    model = model_of(plain, travel)
    touching: list[set[int]] = [set() for _ in range(model.areas)]
    for one, other in model.unit_of[problem.areas.neighbours]:
        if one != other:
            touching[one].add(int(other))
            touching[other].add(int(one))
    return Ground(problem, travel, model, tuple(map(frozenset, touching)))


def _sites_of(ground: Ground, answer: Answer) -> np.ndarray:
    column = {site: place for place, site in enumerate(ground.problem.sites.ids)}
    site_of = np.zeros(ground.model.areas, int)
    for area, unit in zip(ground.problem.areas.ids, ground.model.unit_of, strict=True):
        site_of[unit] = column[answer.assignment[area]]
    return site_of


def pieces(touching: tuple[frozenset[int], ...], members: Iterable[int]) -> list[set[int]]:
    """The members in groups that hang together."""
    left, found = set(members), []
    while left:
        piece = {left.pop()}
        edge = set(piece)
        while edge:
            edge = {other for one in edge for other in touching[one]} & left
            left -= edge
            piece |= edge
        found.append(piece)
    return found


def broken(ground: Ground, site_of: np.ndarray):
    """Each piece that is parted from its catchment's largest: the site, a unit of the piece, one of the largest,
    and the units that part them."""
    need = ground.need
    for site in np.unique(site_of):
        parts = pieces(ground.touching, np.flatnonzero(site_of == site).tolist())
        parts.sort(key=lambda piece: (-need[list(piece)].sum(), min(piece)))
        for piece in parts[1:]:
            for one, other in ((piece, parts[0]), (parts[0], piece)):
                a = max(one, key=lambda unit: (need[unit], -unit))
                b = max(other, key=lambda unit: (need[unit], -unit))
                yield int(site), a, b, parting(ground.touching, one, b)


def parting(touching: tuple[frozenset[int], ...], piece: set[int], far: int) -> set[int]:
    """The neighbours of a piece from which a unit far from it is reached without crossing them."""
    edge = {other for one in piece for other in touching[one]} - piece
    beyond, front = {far}, {far}
    while front:
        front = {other for one in front for other in touching[one]} - beyond - edge
        beyond |= front
    return {one for one in edge if touching[one] & beyond}


def worth_keeping(ground: Ground, ceiling: float, *, until: float) -> np.ndarray:
    """Which unit may go to which site in a plan that is no dearer than the best known: prices prove the others out."""
    possible = np.isfinite(ground.model.cost) & ~ground.model.barred
    if not np.isfinite(ceiling):
        return possible
    rows = cost_rows(ground.model.cost)
    finite = np.where(np.isfinite(rows.cost), rows.cost, 0.0)
    pricing = Pricing(ground.model, rows, finite[:, min(1, finite.shape[1] - 1)])
    pricing.improve(ceiling, rounds=ROUNDS_OF_PRICES, until=until)
    best, slack = pricing.best, SLIP * max(1.0, abs(ceiling))
    if best is None:
        return possible
    closed = best.closed_beyond(ceiling + slack, ground.model)
    rise = np.maximum(ground.model.cost - best.price[:, None], 0.0)
    return possible & ~closed & (best.bound + rise <= ceiling + slack)


def pieced(ground: Ground, kept: np.ndarray, *, until: float, opened: np.ndarray | None = None) -> Pieced:
    """Solve with the pairs that are kept, forbidding pieces until there are none."""
    programme, columns, sites = _programme(ground, kept, opened)
    bound, rounds = -np.inf, 0
    while monotonic() < until:
        outcome = programme.solve(seconds=until - monotonic())
        rounds += 1
        if outcome.possible is False:
            return Pieced(None, NOWHERE, np.inf, np.inf, True, rounds)
        bound = max(bound, outcome.bound)
        if outcome.possible is None or not outcome.ended:
            break
        values = np.where(columns >= 0, outcome.values[np.maximum(columns, 0)], 0.0)
        site_of = values.argmax(axis=1)
        cuts = list(broken(ground, site_of))
        if not cuts:
            chosen = np.flatnonzero(outcome.values[sites] > 0.5)
            return Pieced(site_of, chosen, outcome.value, bound, True, rounds)
        for site, a, b, between in cuts:
            _forbid(programme, columns[:, site], a, b, between)
    return Pieced(None, NOWHERE, np.inf, bound, False, rounds)


def _forbid(programme: Programme, column: np.ndarray, a: int, b: int, between: set[int]) -> None:
    parting = np.array([column[one] for one in sorted(between) if column[one] >= 0], int)
    values = np.append(np.ones(2), -np.ones(len(parting)))
    programme.add_row(np.append(column[[a, b]], parting), values, high=1.0)


def _programme(ground: Ground, kept: np.ndarray, opened: np.ndarray | None):
    """All wishes over the sites, and a column for every unit and site that is kept."""
    problem, model = ground.problem, ground.model
    plain = replace(problem, rules=replace(problem.rules, capacity=Capacity.NONE, contiguous=False))
    programme, sites = wishful(plain, ground.travel)
    programme.price[0] = np.asarray(model.opening, float).copy()
    if opened is not None:
        programme.low[0], programme.high[0] = opened.astype(float), opened.astype(float)
    unit, site = np.nonzero(kept)
    arcs = programme.add_columns(model.cost[unit, site], np.zeros(len(unit)), np.ones(len(unit)), whole=True)
    columns = np.full(kept.shape, -1)
    columns[unit, site] = arcs
    ones = np.ones(model.areas)
    programme.add_rows(unit, arcs, np.ones(len(arcs)), ones, ones)
    row = np.tile(np.arange(len(arcs)), 2)
    values = np.append(np.ones(len(arcs)), -np.ones(len(arcs)))
    low = np.full(len(arcs), -np.inf)
    programme.add_rows(row, np.append(arcs, sites[site]), values, low, np.zeros(len(arcs)))
    if problem.rules.capacity is Capacity.SINGLE:
        demand, total = ground.demand, float(problem.areas.demand.sum())
        for place in range(model.sites):
            mine = site == place
            size = min(float(problem.sites.capacity[place]), total)
            programme.add_row(np.append(arcs[mine], sites[place]), np.append(demand[unit[mine]], -size), high=0.0)
    return programme, columns, sites


def _answer(ground: Ground, plain: Answer, first: Pieced, found: Pieced) -> Answer:
    best = min((first, found), key=lambda one: one.value)
    bound = max(plain.certificate.bound, min(found.bound, best.value))
    if best.site_of is None:
        return Answer(status=Status.UNKNOWN, certificate=Certificate.of(None, bound), method="catchments in one piece")
    ended = found.ended or best.value - bound <= SLIP * max(1.0, abs(best.value))
    ids = ground.problem.sites.ids
    return Answer(
        status=Status.OPTIMAL if ended else Status.FEASIBLE,
        certificate=Certificate.of(best.value, best.value if ended else bound),
        open_sites=tuple(ids[place] for place in best.chosen),
        assignment={
            area: ids[best.site_of[unit]]
            for area, unit in zip(ground.problem.areas.ids, ground.model.unit_of, strict=True)
        },
        method=f"catchments in one piece, {first.rounds + found.rounds} rounds of cuts",
    )


def _impossible(problem: Problem, plainly: Callable[[Problem], Answer], until: float) -> Answer:
    """Which wishes cannot be kept beside catchments in one piece: each is left out in turn."""
    rules = problem.rules
    for wish in stated_wishes(replace(rules, contiguous=False)):
        trial = replace(problem, rules=without(rules, (wish,)))
        if monotonic() < until and solve_in_one_piece(trial, plainly, until).status is Status.INFEASIBLE:
            rules = trial.rules
    left = stated_wishes(replace(rules, contiguous=False))
    return Answer(status=Status.INFEASIBLE, certificate=Certificate.of(None, None), conflict=("contiguous", *left))
