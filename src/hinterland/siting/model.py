"""The question in the engine's own terms: a cost of each area at each site, and rules as rows over the sites."""

from dataclasses import dataclass, field

import numpy as np

from ..problem import Objective, Problem

SAMPLE = 1_000  # costs that are looked at before all of them
FARTHEST_GRAIN = 6  # decimals looked at when asking of what grain all costs are
SURE = 1e-3  # how far above a value that plans can have a bound may lie, in grains, because sums are rounded


@dataclass(frozen=True, eq=False)
class SiteRow:
    """low <= coefficients . open <= high."""

    wish: str
    coefficients: np.ndarray
    low: float = -np.inf
    high: float = np.inf

    def keeps(self, open_sites: np.ndarray) -> bool:
        total = float(self.coefficients[open_sites].sum())
        slip = 1e-9 * max(1.0, float(np.abs(self.coefficients).sum()))
        return self.low - slip <= total <= self.high + slip


@dataclass(frozen=True, eq=False)
class ShareRow:
    """The need of these areas that lies within reach of an open site is at least so much."""

    wish: str
    need: np.ndarray  # of each area that counts; 0 elsewhere
    near: np.ndarray  # areas by sites
    least: float

    def reached(self, open_sites: np.ndarray) -> float:
        return float(self.need[self.near[:, open_sites].any(axis=1)].sum())

    def keeps(self, open_sites: np.ndarray) -> bool:
        return self.reached(open_sites) >= self.least - 1e-9 * max(1.0, float(self.need.sum()))


@dataclass(frozen=True, eq=False)
class Model:
    """Choose sites so that fixed costs plus each area's cost at its cheapest open site are least."""

    cost: np.ndarray  # areas by sites; inf where an area may not go
    opening: np.ndarray
    forced: np.ndarray
    barred: np.ndarray
    rows: tuple[SiteRow, ...] = ()
    shares: tuple[ShareRow, ...] = ()
    group_of: np.ndarray | None = None  # least worst group: the group of each area, costs being parts of its mean
    grain: float = 0.0  # every plan's value is a multiple of it; 0: unknown
    unit_of: np.ndarray = field(default=None)  # which row of the table each area of the problem stands in

    @property
    def areas(self) -> int:
        return self.cost.shape[0]

    @property
    def sites(self) -> int:
        return self.cost.shape[1]

    def value(self, open_sites: np.ndarray) -> float:
        """What it costs to open exactly these; inf when an area cannot be served."""
        if not len(open_sites):
            return np.inf
        each = self.cost[:, open_sites].min(axis=1)
        if self.group_of is not None:
            return float(np.bincount(self.group_of, each).max()) if np.isfinite(each).all() else np.inf
        return float(each.sum() + self.opening[open_sites].sum())

    def allows(self, open_sites: np.ndarray) -> bool:
        """Whether every rule holds with exactly these open."""
        chosen = np.zeros(self.sites, bool)
        chosen[open_sites] = True
        if (self.forced & ~chosen).any() or (self.barred & chosen).any():
            return False
        return all(row.keeps(open_sites) for row in (*self.rows, *self.shares))


def counted(cost: np.ndarray, forced: np.ndarray, count: int, *, grain: float) -> Model:
    """Exactly so many sites and no other rule."""
    none = np.zeros(len(forced))
    rule = SiteRow("open_exactly", none + 1.0, low=float(count), high=float(count))
    return Model(cost, none, forced, np.zeros(len(forced), bool), rows=(rule,), grain=grain)


def model_of(problem: Problem, travel: np.ndarray) -> Model:
    """Translate a problem without capacities or periods."""
    cost = _costs(problem, travel)
    unit_of, cost = _whole_units(problem, cost)
    opening = np.zeros(len(problem.sites.ids))
    if problem.objective in (Objective.FACILITY, Objective.LEAST_COST):
        opening = problem.sites.run_cost
    group_of = _groups(problem) if problem.objective is Objective.WORST_GROUP else None
    forced, barred = named_sites(problem)
    exact = problem.objective not in (Objective.KOLM_POLLAK, Objective.WORST_GROUP)
    return Model(
        cost=cost,
        opening=opening,
        forced=forced,
        barred=barred,
        rows=site_rows(problem),
        shares=share_rows(problem, travel),
        group_of=group_of,
        grain=grain_of(cost, opening) if exact else 0.0,
        unit_of=unit_of,
    )


def allowed(problem: Problem, travel: np.ndarray) -> np.ndarray | None:
    """Where each area may go under the limits of travel; None when anywhere."""
    rules = problem.rules
    if rules.max_travel is None and rules.max_travel_rural is None:
        return None
    limit = np.full(len(problem.areas.ids), np.inf if rules.max_travel is None else rules.max_travel)
    if rules.max_travel_rural is not None:
        rural = labelled(problem, "rural", "1")
        limit[rural] = np.minimum(limit[rural], rules.max_travel_rural)
    return travel <= limit[:, None]


def labelled(problem: Problem, group: str, label: str) -> np.ndarray:
    """Which areas carry the label; all, when no group is named."""
    if not group:
        return np.ones(len(problem.areas.ids), bool)
    return np.array([each == (label or "1") for each in problem.areas.groups[group]])


def _costs(problem: Problem, travel: np.ndarray) -> np.ndarray:
    need = problem.areas.need[:, None]
    match problem.objective:
        case Objective.COVERAGE:
            cost = np.where(travel <= problem.cover_within, 0.0, need)
        case Objective.LEAST_COST:
            cost = np.zeros(travel.shape)
        case Objective.KOLM_POLLAK:
            cost = _unequal(problem, travel)
        case Objective.WORST_GROUP:
            group = _groups(problem)
            totals = np.bincount(group, problem.areas.need)
            share = problem.areas.need / np.maximum(totals[group], 1e-300)
            cost = share[:, None] * np.where(np.isfinite(travel), travel, 0.0)
        case _ if np.isfinite(travel).all():
            cost = travel if (need == 1.0).all() else need * travel
        case _:
            cost = need * np.where(np.isfinite(travel), travel, 0.0)
    if (
        problem.objective is not Objective.COVERAGE and not np.isfinite(travel).all()
    ):  # need out of reach is simply not covered
        cost = np.where(np.isfinite(travel), cost, np.inf)
    may = allowed(problem, travel)
    return cost if may is None else np.where(may, cost, np.inf)


def _unequal(problem: Problem, travel: np.ndarray) -> np.ndarray:
    """Need times exp(kappa x travel), as a share of all need; the farthest travel is scaled to exp(0)."""
    share = problem.areas.need / problem.areas.need.sum()
    reachable = np.where(np.isfinite(travel), travel, 0.0)
    return share[:, None] * np.exp(problem.kappa * (reachable - kolm_pollak_scale(travel)))


def kolm_pollak_scale(travel: np.ndarray) -> float:
    return float(travel[np.isfinite(travel)].max(initial=0.0))


def _groups(problem: Problem) -> np.ndarray:
    return np.unique(np.array(problem.areas.groups[problem.group_by]), return_inverse=True)[1]


def _whole_units(problem: Problem, cost: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Areas that must stay together become one row."""
    if not problem.rules.whole:
        return np.arange(len(cost)), cost
    units = np.unique(np.array(problem.areas.groups[problem.rules.whole]), return_inverse=True)[1]
    joined = np.zeros((units.max() + 1, cost.shape[1]))
    np.add.at(joined, units, cost)
    return units, joined


def named_sites(problem: Problem) -> tuple[np.ndarray, np.ndarray]:
    """The sites that must be open and those that must not."""
    sites, rules = problem.sites, problem.rules
    forced, barred = np.isin(sites.ids, rules.force_open), np.isin(sites.ids, rules.force_closed)
    return forced, barred | (~sites.existing if rules.existing_only else False)


def site_rows(problem: Problem) -> tuple[SiteRow, ...]:
    """Every wish that is a sum over open sites."""
    rules, sites = problem.rules, problem.sites
    rows = [*_counts(problem)]
    if rules.budget is not None:
        closing = np.where(sites.existing, sites.closure_cost, 0.0) if rules.count_closure_costs else 0.0
        high = rules.budget - float(np.sum(closing))
        rows.append(SiteRow("budget", sites.run_cost - closing, high=high))
    if rules.min_per_locality:
        names = np.array(sites.locality)
        rows += [
            SiteRow(f"min_per_locality {name}", (names == name).astype(float), low=float(rules.min_per_locality))
            for name in sorted(set(sites.locality))
        ]
    if rules.at_most_changes is not None:
        high = float(rules.at_most_changes - sites.existing.sum())
        rows.append(SiteRow("at_most_changes", np.where(sites.existing, -1.0, 1.0), high=high))
    return tuple(rows)


def _counts(problem: Problem) -> list[SiteRow]:
    rules, every = problem.rules, np.ones(len(problem.sites.ids))
    rows = []
    if rules.open_exactly is not None:
        rows.append(SiteRow("open_exactly", every, low=float(rules.open_exactly), high=float(rules.open_exactly)))
    if rules.open_at_least is not None:
        rows.append(SiteRow("open_at_least", every, low=float(rules.open_at_least)))
    if rules.open_at_most is not None:
        rows.append(SiteRow("open_at_most", every, high=float(rules.open_at_most)))
    return rows


def share_rows(problem: Problem, travel: np.ndarray) -> tuple[ShareRow, ...]:
    """Every wish that a share of need lies within reach."""
    rows = []
    for share in problem.rules.min_shares:
        need = np.where(labelled(problem, share.group, share.label), problem.areas.need, 0.0)
        near = travel <= share.within
        wish = f"min_share within {share.within:g}" + (
            f" of {share.group} {share.label}".rstrip() if share.group else ""
        )
        rows.append(ShareRow(wish, need, near, share.share * float(need.sum())))
    return tuple(rows)


def least_value(bound: float, grain: float, sure: float = SURE) -> float:
    """The least that a plan can be worth where none is worth less than the bound; values are whole grains (0: any).

    A bound may lie so many grains (`sure`) above a value that plans can have, because sums are rounded.
    """
    if not grain or not np.isfinite(bound):
        return bound
    return max(bound, float(np.ceil(bound / grain - sure) * grain))


def grain_of(cost: np.ndarray, opening: np.ndarray) -> float:
    """The largest power of ten (at most 1) of which every cost is a multiple, or 0 when there is none."""
    some = cost.ravel() if np.isfinite(cost).all() else cost[np.isfinite(cost)]
    parts = [opening, *(some[start : start + 100_000] for start in range(0, len(some), 100_000))]
    if all((part == np.floor(part)).all() for part in parts):
        return 1.0
    values = np.concatenate([some, opening])
    if values.max(initial=0.0) * 10**FARTHEST_GRAIN > 2**50:
        return 0.0
    for decimals in range(FARTHEST_GRAIN + 1):
        if _whole(values[:SAMPLE] * 10**decimals) and _whole(values * 10**decimals):
            return 10.0**-decimals
    return 0.0


def _whole(values: np.ndarray) -> bool:
    return bool(np.abs(values - np.rint(values)).max(initial=0.0) < 1e-6)
