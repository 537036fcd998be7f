"""Choose sites and assign areas when sites hold only so much."""

from dataclasses import dataclass, replace
from time import monotonic

import numpy as np

from ..problem import Capacity, Problem
from .beside import Line, begun
from .load_prices import Part
from .loading import Loaded, largest_sites, quick_plan
from .model import allowed, grain_of, named_sites, share_rows, site_rows
from .parts import News, Plan, SolvePart
from .programme import Outcome, Programme, Shadow, shadow
from .single import SingleSearch


@dataclass(frozen=True, eq=False)
class Assigned:
    """The best plan with its assignment, and the bound."""

    chosen: np.ndarray
    part: np.ndarray | None  # areas by sites: how much of each goes where
    value: float
    bound: float
    ended: bool
    possible: bool | None
    method: str


def loaded(problem: Problem, travel: np.ndarray) -> Loaded:
    """Translate a problem with capacities."""
    with np.errstate(invalid="ignore"):
        cost = np.where(np.isfinite(travel), problem.areas.need[:, None] * travel, np.inf)
    may = allowed(problem, travel)
    cost = cost if may is None else np.where(may, cost, np.inf)
    demand = problem.areas.demand
    gains = [(row.need[:, None] * row.near, row.least) for row in share_rows(problem, travel)]
    if problem.rules.whole:
        units = np.unique(np.array(problem.areas.groups[problem.rules.whole]), return_inverse=True)[1]
        cost, demand = joined(units, cost), joined(units, demand)
        gains = [(joined(units, gain), least) for gain, least in gains]
    forced, barred = named_sites(problem)
    opening = problem.sites.run_cost if problem.objective == "facility-location" else np.zeros(len(forced))
    single = problem.rules.capacity is Capacity.SINGLE
    capacity = np.minimum(problem.sites.capacity, demand.sum())
    grain = grain_of(cost, opening) if single else 0.0
    return Loaded(cost, opening, demand, capacity, forced, barred, site_rows(problem), single, grain, tuple(gains))


def joined(units: np.ndarray, values: np.ndarray) -> np.ndarray:
    """Sums over the rows of each unit."""
    total = np.zeros((units.max() + 1, *values.shape[1:]))
    np.add.at(total, units, values)
    return total


def assign_areas(question: Loaded, *, until: float, gap: float = 0.0, cores: int = 1) -> Assigned:
    """The best plan and its bound.

    The linear programme's reduced costs say which arcs can stand in a plan better than a wished-for ceiling. The
    integer programme over those alone either finds such a plan, which is then the best of all, or proves that there
    is none, and the ceiling is raised (after Yang, Chu and Chen, EJOR 221, 2012: cut and solve).
    """
    if question.single and not question.gains and question.cost.size > SMALL:
        return _singly(question, until, gap, cores)
    return _CutAndSolve(question, until, gap).run()


def _singly(question: Loaded, until: float, gap: float, cores: int) -> Assigned:
    """Whole areas: prices, branching on sites, and programmes over the arcs that are left."""
    if question.rows and _no_sites(question, until):
        return Assigned(np.array([], int), None, np.inf, np.inf, True, False, KNAPSACKS)
    beside = begun(question, until, cores)
    search = SingleSearch(question, solver_of_parts(question, gap), solved_region, until, gap, beside)
    try:
        bound = search.run()
    finally:
        if beside is not None:
            beside.end()
    chosen, part = search.plan
    method = f"{KNAPSACKS}, {search.parts} parts"
    if part is None:
        return Assigned(chosen, None, np.inf, bound, search.ended, False if search.ended else None, method)
    grain = question.grain
    if grain and np.isfinite(bound):
        bound = max(bound, np.ceil(bound / grain - 1e-3) * grain)
    bound = min(bound, search.value)
    ended = search.ended or bound >= search.value * (1 - max(gap, 1e-9))
    return Assigned(
        chosen, part, search.value, search.value if ended and grain and not gap else bound, ended, True, method
    )


def seek_plans(question: Loaded, until: float, line: Line) -> None:
    """What the second core does."""
    SingleSearch(question, solver_of_parts(question, 0.0), solved_region, until, 0.0, line).seek_plans()


def solver_of_parts(question: Loaded, gap: float) -> SolvePart:
    """The integer programme of what is left of a part."""

    def solve_part(
        part: Part, ceiling: float, until: float, news: News | None = None
    ) -> tuple[Outcome, np.ndarray, np.ndarray | None]:
        left = replace(question, cost=np.where(part.may, question.cost, np.inf), forced=part.must)
        programme, sites, arcs, area, site = formulation(left, part.shut)

        def told() -> np.ndarray | None:
            plan = news()
            return None if plan is None else _as_values(plan, sites, area, site)

        limit = ceiling + 1e-6 * abs(ceiling) if np.isfinite(ceiling) else None
        outcome = programme.solve(
            seconds=until - monotonic(), gap=gap, ceiling=limit, news=None if news is None else told
        )
        if not outcome.possible:
            return outcome, np.array([], int), None
        goes = np.zeros(question.cost.shape)
        goes[area, site] = outcome.values[arcs]
        return outcome, np.flatnonzero(outcome.values[sites] > 0.5), tidied(question, goes)

    return solve_part


def _as_values(plan: Plan, sites: np.ndarray, area: np.ndarray, site: np.ndarray) -> np.ndarray:
    """A plan as the values of the programme: sites, then arcs."""
    chosen, part = plan
    flag = np.zeros(len(sites))
    flag[chosen] = 1.0
    return np.concatenate([flag, part[area, site]])


def _no_sites(question: Loaded, until: float) -> bool:
    """Whether no set of sites keeps the rules and holds all demand, whichever area goes where."""
    programme = Programme()
    sites = programme.add_columns(question.opening, question.forced.astype(float), 1.0 - question.barred, whole=True)
    programme.add_row(sites, question.capacity, low=float(question.demand.sum()) * (1 - 1e-9))
    for row in question.rows:
        programme.add_row(sites, row.coefficients, row.low, row.high)
    return programme.solve(seconds=min(until - monotonic(), SITES_SECONDS), gap=0.5).possible is False


def solved_region(small: Loaded, now: np.ndarray, until: float) -> tuple[np.ndarray, np.ndarray] | None:
    """A small question by its programme, from the plan that stands; nothing when none is found in time."""
    programme, sites, arcs, area, site = formulation(small)
    start = np.concatenate([now.any(axis=0).astype(float), now[area, site]])
    outcome = programme.solve(seconds=until - monotonic(), start=start)
    if not outcome.possible:
        return None
    goes = np.zeros(small.cost.shape)
    goes[area, site] = outcome.values[arcs]
    return np.flatnonzero(outcome.values[sites] > 0.5), tidied(small, goes)


class _CutAndSolve:
    """The best plan so far, the bound so far, and the ceiling that is tried next."""

    def __init__(self, question: Loaded, until: float, gap: float) -> None:
        self.question, self.until, self.gap = question, until, gap
        self.programme, self.sites, self.arcs, self.area, self.site = formulation(question)
        self.value, self.plan = np.inf, (np.array([], int), None)
        self.bound = _at_least(question)

    def run(self) -> Assigned:
        self._offer(*quick_plan(self.question, self.until))
        if self.plan[1] is None and not self.question.single:
            self._share_out()
        relaxed = shadow(self.programme, self.until - monotonic())
        if relaxed is None:
            if monotonic() > self.until:
                return self._said(ended=False)
            return self._whole(None, np.inf)
        self.bound = max(self.bound, relaxed.bound)
        self._offer(*quick_plan(self.question, self.until, relaxed.values[self.sites]))
        for share in CEILINGS:
            ceiling = min(self.value, self.bound + share * abs(relaxed.bound))
            result = self._whole(relaxed, ceiling)
            if result is not None:
                return result
        return self._whole(None, np.inf)

    def _share_out(self) -> None:
        """Where areas may be split: open near or large sites and share the areas between them at least cost."""
        for chosen in largest_sites(self.question):
            programme, _, arcs, area, site = formulation(
                self.question, ~np.isin(np.arange(len(self.question.opening)), chosen)
            )
            outcome = programme.solve(seconds=max(self.until - monotonic(), 0.3), gap=0.05)
            if outcome.possible:
                part = np.zeros(self.question.cost.shape)
                part[area, site] = outcome.values[arcs]
                self._offer(chosen, tidied(self.question, part))
                return

    def _whole(self, relaxed: Shadow | None, ceiling: float) -> Assigned | None:
        """The integer programme below the ceiling; None when a higher ceiling has to be tried."""
        high = [part.copy() for part in self.programme.high]
        low = [part.copy() for part in self.programme.low]
        trial = self.programme
        if relaxed is not None and np.isfinite(ceiling):
            limit = ceiling + 1e-7 * abs(ceiling)
            beyond, needed = relaxed.beyond(limit), relaxed.needed(limit)
            count = len(self.sites)
            high[0][beyond[:count]] = 0.0
            low[0][needed[:count] & ~beyond[:count]] = 1.0
            if self.question.single:  # a small part of an area may go where the whole of it would be too dear
                high[1][beyond[count:]] = 0.0
            trial = replace(self.programme, low=low, high=high)
        last = not ceiling < self.value  # nothing above it is sought, or there is no ceiling
        left = self.until - monotonic()
        outcome = trial.solve(seconds=left if last else SLICE * left, gap=self.gap, start=self._start())
        if outcome.possible:
            self._offer(*self._read(outcome.values))
        outcome_bound = np.inf if outcome.possible is False else outcome.bound
        self.bound = max(self.bound, min(outcome_bound, ceiling))
        if not np.isfinite(ceiling):
            possible = outcome.possible if outcome.possible is not None or self.plan[1] is None else True
            return self._said(ended=outcome.ended, possible=possible)
        if self.value <= ceiling * (1 + 1e-9) and outcome.ended:
            return self._said(ended=True)
        return self._said(ended=False) if monotonic() > self.until else None

    def _start(self) -> np.ndarray | None:
        return None if self.plan[1] is None else _as_values(self.plan, self.sites, self.area, self.site)

    def _read(self, values: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        part = np.zeros(self.question.cost.shape)
        part[self.area, self.site] = values[self.arcs]
        return np.flatnonzero(values[self.sites] > 0.5), tidied(self.question, part)

    def _offer(self, chosen: np.ndarray, part: np.ndarray | None) -> None:
        if part is not None and self.question.keeps(chosen, part):
            value = self.question.value(chosen, part)
            if value < self.value:
                self.value, self.plan = value, (chosen, part)

    def _said(self, *, ended: bool, possible: bool | None = True) -> Assigned:
        chosen, part = self.plan
        if part is None:
            ended_without = possible is False
            return Assigned(
                chosen, None, np.inf, self.bound, ended_without, possible if ended_without else None, METHOD
            )
        bound, grain = self.bound, self.question.grain
        if grain and np.isfinite(bound):
            bound = max(bound, np.ceil(bound / grain - 1e-3) * grain)
        bound = min(bound, self.value)
        ended = ended or bound >= self.value * (1 - max(self.gap, 1e-9))
        return Assigned(chosen, part, self.value, bound, ended, True, METHOD)


def _at_least(question: Loaded) -> float:
    """What every plan costs: each area at its cheapest site, sites that must open, any that pay to be open."""
    cheapest = question.cost.min(axis=1)
    opening = np.where(question.forced, question.opening, np.minimum(question.opening, 0.0))
    return float(cheapest.sum() + opening.sum()) if np.isfinite(cheapest).all() else -np.inf


CEILINGS = (0.002, 0.01, 0.03, 0.1, 0.3)
SLICE = 0.35  # of the time left, for a ceiling that may prove too low
METHOD = "cut and solve"
KNAPSACKS = "prices with knapsacks"
SITES_SECONDS = 2.0  # to see that the rules leave no set of sites
SMALL = 400  # arcs: at once a programme


def tidied(question: Loaded, part: np.ndarray) -> np.ndarray:
    """Parts without the solver's dust."""
    if question.single:
        whole = np.zeros_like(part)
        whole[np.arange(len(part)), part.argmax(axis=1)] = 1.0
        return whole
    part = np.where(part < 1e-9, 0.0, part)
    return part / part.sum(axis=1, keepdims=True)


def formulation(
    question: Loaded, closed: np.ndarray | None = None
) -> tuple[Programme, np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Sites, arcs and rows: each area served, no arc to a closed site, loads within capacity, capacity enough."""
    programme = Programme()
    count = len(question.opening)
    barred = question.barred if closed is None else closed
    sites = programme.add_columns(question.opening, question.forced.astype(float), 1.0 - barred, whole=True)
    fits = np.isfinite(question.cost) & ~barred
    if question.single:
        fits &= question.demand[:, None] <= question.capacity[None, :]
    area, site = np.nonzero(fits)
    price = question.cost[area, site]
    arcs = programme.add_columns(price, np.zeros(len(area)), np.ones(len(area)), whole=question.single)
    ones = np.ones(len(question.demand))
    programme.add_rows(area, arcs, np.ones(len(arcs)), ones, ones)
    line = np.arange(len(arcs))
    programme.add_rows(
        np.concatenate([line, line]),
        np.concatenate([arcs, sites[site]]),
        np.concatenate([np.ones(len(arcs)), -np.ones(len(arcs))]),
        np.full(len(arcs), -np.inf),
        np.zeros(len(arcs)),
    )
    programme.add_rows(
        np.concatenate([site, np.arange(count)]),
        np.concatenate([arcs, sites]),
        np.concatenate([question.demand[area], -question.capacity]),
        np.full(count, -np.inf),
        np.zeros(count),
    )
    programme.add_row(sites, question.capacity, low=float(question.demand.sum()) * (1 - 1e-12))
    for row in question.rows:
        programme.add_row(sites, row.coefficients, row.low, row.high)
    for gain, least in question.gains:
        programme.add_row(arcs, gain[area, site], low=least * (1 - 1e-12))
    return programme, sites, arcs, area, site
