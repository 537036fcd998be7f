"""Few sites for very many areas: a first plan from a sample of them, and the last candidates in an exact search.

With few sites the prices soon say of most candidates that no better plan opens them (Avella, Sassano and Vasil'ev,
2007, reduce the same problem so); a table of all areas and the candidates that are left is then small enough.
"""

from collections.abc import Callable
from dataclasses import replace
from time import monotonic

import numpy as np

from .incumbent import Found
from .lagrange import Priced
from .model import counted
from .uncapacitated import choose_sites

SHARE = 100  # sites for each one that opens: from so many on they are few
SAMPLE = 900  # areas, and as many candidates
NEAR_ENOUGH = 0.004  # a sample's plan is worth no longer search
LEFT = 9_000_000  # pairs of areas and candidates that are left: then the search is exact
NEAREST = 4  # candidates of each area among which a site's best place is looked for
BLOCK = 1024
Costs = Callable[[np.ndarray, np.ndarray], np.ndarray]  # of areas at sites


def are_few(sites: int, count: int) -> bool:
    return sites >= SHARE * count


def sampled_plan(
    costs: Costs, areas: int, forced: np.ndarray, barred: np.ndarray, count: int, *, until: float, seed: int
) -> np.ndarray:
    """The best sites for some of the areas, from some of the candidates."""
    dice = np.random.default_rng(seed)
    some = np.sort(dice.permutation(areas)[:SAMPLE])
    free = np.flatnonzero(~forced & ~barred)
    sites = np.sort(np.concatenate([np.flatnonzero(forced), dice.permutation(free)[: max(SAMPLE, 2 * count)]]))
    model = counted(costs(some, sites), forced[sites], count, grain=0.0)
    return sites[choose_sites(model, until=until, gap=NEAR_ENOUGH).chosen]


def centred(costs: Costs, near: np.ndarray, forced: np.ndarray, chosen: np.ndarray, *, until: float) -> np.ndarray:
    """Every site where the areas that go to it are served best, until none moves; `near` are each area's candidates."""
    chosen, moved = chosen.copy(), True
    while moved and monotonic() < until:
        moved, goes = False, _nearest(costs, len(near), chosen)
        for slot in np.flatnonzero(~forced[chosen]):
            mine = np.flatnonzero(goes == slot)
            places = np.setdiff1d(near[mine, :NEAREST], chosen)
            if not len(mine) or not len(places) or monotonic() > until:
                continue
            places = np.append(chosen[slot], places)
            worth = sum(costs(mine[start : start + BLOCK], places).sum(axis=0) for start in range(0, len(mine), BLOCK))
            best = int(worth.argmin())
            if worth[best] < worth[0] * (1 - 1e-12):
                chosen[slot], moved = places[best], True
    return chosen


def _nearest(costs: Costs, areas: int, chosen: np.ndarray) -> np.ndarray:
    starts = range(0, areas, BLOCK)
    return np.concatenate([costs(np.arange(at, min(at + BLOCK, areas)), chosen).argmin(axis=1) for at in starts])


def is_small_enough(areas: int, closed: np.ndarray) -> bool:
    return areas * int((~closed).sum()) <= LEFT


def finished(
    costs: Costs,
    areas: int,
    forced: np.ndarray,
    closed: np.ndarray,
    best: Found,
    *,
    grain: float,
    until: float,
    gap: float = 0.0,
    prices: Priced | None = None,
    cores: int = 1,
) -> Found:
    """The best plan of all, when every plan better than the one known opens only what is not closed."""
    stays, count = ~closed | forced, len(best.chosen)
    if prices is not None:
        stays[best.chosen] = True
        prices = replace(prices, reduced=prices.reduced[stays])
    sites = np.flatnonzero(stays)
    if len(sites) < count:
        return Found(best.chosen, best.value, best.value, True, best.method)
    starts = range(0, areas, BLOCK)
    cost = np.concatenate([costs(np.arange(at, min(at + BLOCK, areas)), sites) for at in starts])
    inside = np.isin(best.chosen, sites).all()
    start = np.searchsorted(sites, np.sort(best.chosen)) if inside else None
    found = choose_sites(
        counted(cost, forced[sites], count, grain=grain), until=until, gap=gap, start=start, prices=prices, cores=cores
    )
    bound = min(max(found.bound, best.bound), best.value, found.value)
    chosen, value = (sites[found.chosen], found.value) if found.value < best.value else (best.chosen, best.value)
    ended = found.ended or value - bound <= max(gap, 1e-9) * value
    return Found(np.sort(chosen), value, bound, ended, f"prices, then {found.method}")
