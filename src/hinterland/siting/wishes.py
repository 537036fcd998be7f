"""Whether all wishes can be kept at once; if not, which contradict one another and the least change that helps."""

from collections.abc import Callable
from dataclasses import fields, replace

import numpy as np

from ..answer import Change
from ..problem import Capacity, Objective, Problem, Rules
from .model import allowed, labelled, named_sites, share_rows, site_rows
from .programme import Programme

SECONDS = 30.0
UNNAMED = ("count_closure_costs", "whole", "contiguous", "min_shares")
"""Not wishes over the sites, or named one by one."""


class Undecided(Exception):
    """Time ran out before it was known whether a plan exists."""


def feasible_sites(
    problem: Problem, travel: np.ndarray, *, prefer: np.ndarray | None = None, seconds: float = SECONDS
) -> np.ndarray | None:
    """Open sites that keep every wish (cheapest by `prefer`), or None when there are none."""
    programme, sites = wishful(problem, travel)
    if prefer is not None:
        programme.price[0] = np.asarray(prefer, float)
    outcome = programme.solve(seconds=seconds, gap=0.0 if prefer is None else 0.05)
    if outcome.possible is None:
        raise Undecided
    return np.flatnonzero(outcome.values[sites] > 0.5) if outcome.possible else None


def wishful(problem: Problem, travel: np.ndarray) -> tuple[Programme, np.ndarray]:
    """All wishes over the sites; areas' own columns only where capacity needs them."""
    programme = Programme()
    forced, barred = named_sites(problem)
    count = len(forced)
    high = np.where(barred & ~forced, 0.0, 1.0)
    sites = programme.add_columns(np.zeros(count), forced.astype(float), high, whole=True)
    for place in np.flatnonzero(forced & barred):
        programme.add_row(sites[[place]], np.ones(1), high=0.0)
    programme.add_row(sites, np.ones(count), low=1.0)
    for row in site_rows(problem):
        programme.add_row(sites, row.coefficients, row.low, row.high)
    may = np.isfinite(travel) | (problem.objective is Objective.COVERAGE)
    within = allowed(problem, travel)
    may = may if within is None else may & within
    if problem.rules.whole:
        labels = np.array(problem.areas.groups[problem.rules.whole])
        may = np.array([may[labels == label].all(axis=0) for label in sorted(set(labels))])
    for reach in np.unique(may[~may.all(axis=1)], axis=0):
        programme.add_row(sites[reach], np.ones(int(reach.sum())), low=1.0)
    for share in share_rows(problem, travel):
        counted = np.flatnonzero(share.need > 0)
        reached = programme.add_columns(
            np.zeros(len(counted)), np.zeros(len(counted)), np.ones(len(counted)), whole=False
        )
        for column, area in zip(reached, counted, strict=True):
            near = sites[share.near[area]]
            programme.add_row(np.append(near, column), np.append(np.ones(len(near)), -1.0), low=0.0)
        programme.add_row(reached, share.need[counted], low=share.least * (1 - 1e-12))
    if problem.rules.capacity is not Capacity.NONE:
        _add_loads(programme, problem, sites, may)
    return programme, sites


def _add_loads(programme: Programme, problem: Problem, sites: np.ndarray, may: np.ndarray) -> None:
    demand, capacity = problem.areas.demand, problem.sites.capacity
    whole = problem.rules.capacity is Capacity.SINGLE
    area, site = np.nonzero(may)
    arcs = programme.add_columns(np.zeros(len(area)), np.zeros(len(area)), np.ones(len(area)), whole=whole)
    ones = np.ones(len(may))
    programme.add_rows(area, arcs, np.ones(len(arcs)), ones, ones)
    for place in range(len(sites)):
        mine = site == place
        size = min(capacity[place], demand.sum())
        programme.add_row(np.append(arcs[mine], sites[place]), np.append(demand[area[mine]], -size), high=0.0)


# -- what contradicts --


def stated_wishes(rules: Rules) -> list[str]:
    """The wishes that the rules state, each under the name it has there."""
    silent = Rules()
    names = [part.name for part in fields(Rules) if part.name not in UNNAMED]
    stated = [name for name in names if getattr(rules, name) != getattr(silent, name)]
    return stated + [f"min_shares[{place}]" for place in range(len(rules.min_shares))]


def without(rules: Rules, wishes: tuple[str, ...]) -> Rules:
    """The rules with these wishes dropped."""
    silent = Rules()
    shares = tuple(s for place, s in enumerate(rules.min_shares) if f"min_shares[{place}]" not in wishes)
    dropped = {name: getattr(silent, name) for name in wishes if not name.startswith("min_shares")}
    return replace(rules, min_shares=shares, **dropped)


def conflict(problem: Problem, travel: np.ndarray) -> tuple[str, ...]:
    """Wishes that cannot all be kept, none of which could be left out of the list."""
    dropped: list[str] = []
    kept: list[str] = []
    for wish in stated_wishes(problem.rules):
        trial = replace(problem, rules=without(problem.rules, (*dropped, wish)))
        (kept if feasible_sites(trial, travel) is not None else dropped).append(wish)
    if not kept:  # some areas cannot be reached at all, or not all together
        kept = ["travel", "whole"] if problem.rules.whole else ["travel"]
    return tuple(kept)


def least_changes(problem: Problem, travel: np.ndarray, wishes: tuple[str, ...]) -> tuple[Change, ...]:
    """For each wish of the conflict, the nearest value at which all the others can be kept."""
    changes = []
    for wish in wishes:
        if wish.partition("[")[0] not in _NEAREST:
            continue
        rest = replace(problem, rules=without(problem.rules, (wish,)))
        if feasible_sites(rest, travel) is not None:
            changes += _NEAREST[wish.partition("[")[0]](problem, rest, travel, wish)
    return tuple(changes)


def _least(rest: Problem, travel: np.ndarray, coefficients: np.ndarray) -> float:
    programme, sites = wishful(rest, travel)
    programme.price[0] = coefficients
    outcome = programme.solve(seconds=SECONDS)
    chosen = np.flatnonzero(outcome.values[sites] > 0.5)
    return float(coefficients[chosen].sum())


def _row_of(problem: Problem, wish: str) -> np.ndarray:
    return next(row.coefficients for row in site_rows(problem) if row.wish == wish)


def _nearest_budget(problem: Problem, rest: Problem, travel: np.ndarray, wish: str) -> list[Change]:
    coefficients = _row_of(problem, "budget")
    closing = np.where(problem.sites.existing, problem.sites.closure_cost, 0.0).sum()
    spent = _least(rest, travel, coefficients) + (closing if problem.rules.count_closure_costs else 0.0)
    return [Change(wish=wish, asked=problem.rules.budget, possible=round(float(spent), 9))]


def _nearest_count(problem: Problem, rest: Problem, travel: np.ndarray, wish: str) -> list[Change]:
    asked, ones = getattr(problem.rules, wish), np.ones(len(problem.sites.ids))
    fewest, most = _least(rest, travel, ones), -_least(rest, travel, -ones)
    possible = fewest if asked < fewest else most
    return [Change(wish=wish, asked=float(asked), possible=possible)]


def _nearest_changes(problem: Problem, rest: Problem, travel: np.ndarray, wish: str) -> list[Change]:
    existing = problem.sites.existing
    fewest = _least(rest, travel, np.where(existing, -1.0, 1.0)) + existing.sum()
    return [Change(wish=wish, asked=float(problem.rules.at_most_changes), possible=float(fewest))]


def _nearest_travel(problem: Problem, rest: Problem, travel: np.ndarray, wish: str) -> list[Change]:
    asked = getattr(problem.rules, wish)
    levels = np.unique(travel[np.isfinite(travel) & (travel > asked)])
    found = first_that(levels, lambda level: _possible(problem, travel, **{wish: float(level)}))
    return [] if found is None else [Change(wish=wish, asked=asked, possible=found)]


def _nearest_locality(problem: Problem, rest: Problem, travel: np.ndarray, wish: str) -> list[Change]:
    asked = problem.rules.min_per_locality
    for fewer in range(asked - 1, -1, -1):
        if _possible(problem, travel, min_per_locality=fewer):
            return [Change(wish=wish, asked=float(asked), possible=float(fewer))]
    return []


def _nearest_share(problem: Problem, rest: Problem, travel: np.ndarray, wish: str) -> list[Change]:
    place = int(wish.partition("[")[2].rstrip("]"))
    share = problem.rules.min_shares[place]
    programme, sites = wishful(rest, travel)
    need = np.where(labelled(problem, share.group, share.label), problem.areas.need, 0.0)
    counted = np.flatnonzero(need > 0)
    reached = programme.add_columns(-need[counted], np.zeros(len(counted)), np.ones(len(counted)), whole=False)
    for column, area in zip(reached, counted, strict=True):
        near = sites[travel[area] <= share.within]
        programme.add_row(np.append(near, column), np.append(np.ones(len(near)), -1.0), low=0.0)
    outcome = programme.solve(seconds=SECONDS)
    chosen = outcome.values[sites] > 0.5
    most = need[(travel[:, chosen] <= share.within).any(axis=1)].sum() / need.sum()
    return [Change(wish=wish, asked=share.share, possible=float(most))]


def _possible(problem: Problem, travel: np.ndarray, **changed: float) -> bool:
    return feasible_sites(replace(problem, rules=replace(problem.rules, **changed)), travel) is not None


def first_that(levels: np.ndarray, possible: Callable[[float], bool]) -> float | None:
    """The least of the rising levels at which it is possible, knowing that it stays possible above."""
    low, high = 0, len(levels)
    while low < high:
        middle = (low + high) // 2
        if possible(levels[middle]):
            high = middle
        else:
            low = middle + 1
    return float(levels[low]) if low < len(levels) else None


_NEAREST = {
    "budget": _nearest_budget,
    "open_exactly": _nearest_count,
    "open_at_least": _nearest_count,
    "open_at_most": _nearest_count,
    "at_most_changes": _nearest_changes,
    "max_travel": _nearest_travel,
    "max_travel_rural": _nearest_travel,
    "min_per_locality": _nearest_locality,
    "min_shares": _nearest_share,
}


def is_trivially_possible(problem: Problem, travel: np.ndarray) -> bool:
    """A count of sites is the only wish, within what there is."""
    rules, count = problem.rules, len(problem.sites.ids)
    plain = stated_wishes(rules)
    if not set(plain) <= {"open_exactly", "open_at_most"}:
        return False
    asked = [number for number in (rules.open_exactly, rules.open_at_most) if number is not None]
    return bool(np.isfinite(travel).all()) and all(1 <= number <= count for number in asked)
