"""Choose sites and assign areas when sites hold only so much."""

from dataclasses import dataclass, replace
from time import monotonic

import numpy as np

from ..problem import Capacity, Problem
from .arcs import arcs_of, shared_out, solved_region, solver_of_parts
from .beside import Line, begun
from .loading import Loaded, largest_sites, quick_plan
from .model import allowed, grain_of, least_value, named_sites, share_rows, site_rows
from .parts import ABOVE
from .programme import Programme, Shadow, shadow
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

    Large questions are priced. Small ones, and those that ask for shares within reach, are cut and solved: the linear
    programme's reduced costs say which sites, and which arcs of whole areas, can stand in a plan better than a
    wished-for ceiling. The integer programme over those alone either finds such a plan, which is then the best of all,
    or proves that there is none, and the ceiling is raised (after Yang, Chu and Chen, EJOR 221, 2012).
    """
    if not question.gains and question.cost.size > SMALL:
        return _by_prices(question, until, gap, cores)
    return _CutAndSolve(question, until, gap).run()


def _by_prices(question: Loaded, until: float, gap: float, cores: int) -> Assigned:
    """Prices, branching on sites, and programmes over the arcs that are left."""
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
    bound = min(least_value(bound, grain, ABOVE), search.value)
    ended = search.ended or bound >= search.value * (1 - max(gap, 1e-9))
    return Assigned(
        chosen, part, search.value, search.value if ended and grain and not gap else bound, ended, True, method
    )


def seek_plans(question: Loaded, until: float, line: Line) -> None:
    """What the second core does."""
    SingleSearch(question, solver_of_parts(question, 0.0), solved_region, until, 0.0, line).seek_plans()


def _no_sites(question: Loaded, until: float) -> bool:
    """Whether no set of sites keeps the rules and holds all demand, whichever area goes where."""
    programme = Programme()
    sites = programme.add_columns(question.opening, question.forced.astype(float), 1.0 - question.barred, whole=True)
    programme.add_row(sites, question.capacity, low=float(question.demand.sum()) * (1 - 1e-9))
    for row in question.rows:
        programme.add_row(sites, row.coefficients, row.low, row.high)
    return programme.solve(seconds=min(until - monotonic(), SITES_SECONDS), gap=0.5).possible is False


class _CutAndSolve:
    """The best plan so far, the bound so far, and the ceiling that is tried next."""

    def __init__(self, question: Loaded, until: float, gap: float) -> None:
        self.question, self.until, self.gap = question, until, gap
        self.arcs = arcs_of(question)
        self.programme, self.sites = self.arcs.programme, self.arcs.sites
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
            part = shared_out(self.question, chosen, max(self.until, monotonic() + 0.3))
            if part is not None:
                self._offer(chosen, part)
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
            self._offer(*self.arcs.plan(outcome.values))
        outcome_bound = np.inf if outcome.possible is False else outcome.bound
        self.bound = max(self.bound, min(outcome_bound, ceiling))
        if not np.isfinite(ceiling):
            possible = outcome.possible if outcome.possible is not None or self.plan[1] is None else True
            return self._said(ended=outcome.ended, possible=possible)
        if self.value <= ceiling * (1 + 1e-9) and outcome.ended:
            return self._said(ended=True)
        return self._said(ended=False) if monotonic() > self.until else None

    def _start(self) -> np.ndarray | None:
        return None if self.plan[1] is None else self.arcs.values(self.plan)

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
        bound = min(least_value(self.bound, self.question.grain, ABOVE), self.value)
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
