"""A better plan by looking at a few neighbouring sites at a time: their areas and the sites near them, solved anew.

After Taillard and Voss's POPMUSIC (2002): a plan is taken apart where it may be improved, and each part is small enough
for an integer programme. What the rest of the plan holds stays as it is, so every step keeps all rules.
"""

from collections.abc import Callable
from dataclasses import replace
from time import monotonic

import numpy as np

from .loading import Loaded
from .model import SiteRow

SIZES = (2, 3, 4, 5, 6, 8, 10, 13)
LARGEST = 120  # areas of a region
CANDIDATES = 15  # beside each site of a region
NEAR_ARCS, PARTED_ARCS = 18, 40  # of each area, which goes whole or may be parted
SECONDS = 5.0  # of one region at most
Plan = tuple[np.ndarray, np.ndarray]
SolveRegion = Callable[[Loaded, np.ndarray, float], Plan | None]
Offer = Callable[[np.ndarray, np.ndarray], None]


def bettered_by_regions(
    question: Loaded,
    plan: Plan,
    solve_region: SolveRegion,
    *,
    until: float,
    offer: Offer = lambda chosen, part: None,
) -> Plan:
    """The plan after every region of two sites, then of more, was solved anew without finding better.

    Every better plan on the way is offered.
    """
    chosen, part = plan
    value = question.value(chosen, part)
    for size in SIZES:
        waiting = list(chosen)
        while waiting and len(chosen) >= size and monotonic() < until:
            seed = waiting.pop(0)
            if seed not in chosen:
                continue
            region = _round(question, chosen, part, int(seed), size)
            trial = _solved(question, chosen, part, region, solve_region, min(until, monotonic() + SECONDS))
            if trial is None or not question.keeps(*trial):
                continue
            worth = question.value(*trial)
            if worth < value - 1e-9 * abs(value):
                fresh = np.setdiff1d(trial[0], chosen)
                chosen, part, value = *trial, worth
                offer(chosen, part)
                waiting += [site for site in (*region, *fresh) if site in chosen and site not in waiting]
    return chosen, part


def _round(question: Loaded, chosen: np.ndarray, part: np.ndarray, seed: int, size: int) -> np.ndarray:
    """A site and those open ones that its areas could most cheaply go to."""
    own = part[:, seed] > 0
    dear = _finite(question)
    price = dear[own][:, chosen].mean(axis=0) if own.any() else dear[:, chosen].mean(axis=0)
    price = np.where(chosen == seed, -1.0, price)
    return chosen[np.argsort(price, kind="stable")[:size]]


def _finite(question: Loaded) -> np.ndarray:
    finite = np.isfinite(question.cost)
    return np.where(finite, question.cost, 10 * question.cost.max(initial=1.0, where=finite))


def _solved(
    question: Loaded, chosen: np.ndarray, part: np.ndarray, region: np.ndarray, solve_region: SolveRegion, until: float
) -> Plan | None:
    """The region's areas and sites as a question of their own, and its answer put back into the plan."""
    others = np.setdiff1d(chosen, region)
    areas = np.flatnonzero(part[:, region].any(axis=1))
    if not 0 < len(areas) <= LARGEST:
        return None
    sites = _candidates(question, others, part, region)
    here = part[np.ix_(areas, region)].sum(axis=1)  # a parted area may in part go elsewhere
    cost = here[:, None] * question.cost[np.ix_(areas, sites)]
    is_open = np.isin(sites, region)
    near = np.argsort(cost, axis=1, kind="stable")[:, : NEAR_ARCS if question.single else PARTED_ARCS]
    kept = np.zeros(cost.shape, bool)
    np.put_along_axis(kept, near, True, axis=1)
    kept |= part[np.ix_(areas, sites)] > 0
    small = replace(
        question, cost=np.where(kept, cost, np.inf), opening=question.opening[sites],
        demand=here * question.demand[areas], capacity=question.capacity[sites], forced=question.forced[sites],
        barred=question.barred[sites], rows=tuple(_left(row, sites, others) for row in question.rows),
    )  # fmt: skip
    found = solve_region(small, part[np.ix_(areas, sites)] * is_open / here[:, None], until)
    if found is None:
        return None
    fresh = part.copy()
    fresh[:, region] = 0.0
    fresh[np.ix_(areas, sites)] += here[:, None] * found[1]
    return np.sort(np.append(others, sites[found[0]])), fresh


def _candidates(question: Loaded, others: np.ndarray, part: np.ndarray, region: np.ndarray) -> np.ndarray:
    """The region's own sites, and those that are cheapest for the areas of each."""
    dear = _finite(question)
    free = np.setdiff1d(np.flatnonzero(~question.barred), others)
    picked = [region]
    for site in region:
        own = part[:, site] > 0
        price = dear[own][:, free].sum(axis=0) + question.opening[free] if own.any() else question.opening[free]
        picked.append(free[np.argsort(price, kind="stable")[:CANDIDATES]])
    return np.unique(np.concatenate(picked))


def _left(row: SiteRow, sites: np.ndarray, others: np.ndarray) -> SiteRow:
    """What a rule leaves to the region when the rest of the plan stays."""
    used = float(row.coefficients[others].sum())
    return SiteRow(row.wish, row.coefficients[sites], row.low - used, row.high - used)
