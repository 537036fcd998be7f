"""Choose sites and assign areas when sites hold only so much."""

from dataclasses import dataclass
from time import monotonic

import numpy as np

from ..problem import Capacity, Problem
from .model import SiteRow, allowed, grain_of, named_sites, share_rows, site_rows
from .programme import Programme


@dataclass(frozen=True, eq=False)
class Loaded:
    """The question in numbers: costs, openings, demands, capacities, rules."""

    cost: np.ndarray  # inf where an area may not go
    opening: np.ndarray
    demand: np.ndarray
    capacity: np.ndarray
    forced: np.ndarray
    barred: np.ndarray
    rows: tuple[SiteRow, ...]
    single: bool
    grain: float
    gains: tuple[tuple[np.ndarray, float], ...] = ()  # share wishes: gain of each arc, and the least total

    def keeps(self, chosen: np.ndarray, part: np.ndarray) -> bool:
        """Whether opening these with areas assigned in these parts keeps every rule."""
        flag = np.zeros(len(self.opening), bool)
        flag[chosen] = True
        load = self.demand @ part
        return bool(
            not (self.forced & ~flag).any()
            and not (self.barred & flag).any()
            and (load <= np.where(flag, self.capacity, 0.0) * (1 + 1e-9) + 1e-9 * self.demand.sum()).all()
            and np.allclose(part.sum(axis=1), 1.0, atol=1e-9)
            and not (part[~np.isfinite(self.cost)] > 0).any()
            and all(row.keeps(chosen) for row in self.rows)
            and all((gain * part).sum() >= least * (1 - 1e-9) for gain, least in self.gains)
        )

    def value(self, chosen: np.ndarray, part: np.ndarray) -> float:
        used = part > 0
        return float((self.cost[used] * part[used]).sum() + self.opening[chosen].sum())


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


def assign_areas(question: Loaded, *, until: float, gap: float = 0.0) -> Assigned:
    """The best plan and its bound, by the strong formulation."""
    programme, sites, arcs, area, site = formulation(question)
    outcome = programme.solve(seconds=until - monotonic(), gap=gap)
    if outcome.possible is not True:
        bound = outcome.bound if outcome.possible is None else np.inf
        return Assigned(np.array([], int), None, np.inf, bound, outcome.ended, outcome.possible, "integer programme")
    part = np.zeros(question.cost.shape)
    part[area, site] = outcome.values[arcs]
    part = tidied(question, part)
    chosen = np.flatnonzero(outcome.values[sites] > 0.5)
    value = question.value(chosen, part)
    return Assigned(chosen, part, value, min(outcome.bound, value), outcome.ended, True, "integer programme")


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
