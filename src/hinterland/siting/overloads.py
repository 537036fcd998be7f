"""Areas to given sites that hold only so much: shifts and swaps through overloaded plans, at a price of overload.

A tabu search (Glover 1989) whose price of overload rises while plans are overloaded and falls while they are not, so
that it walks along the edge of what the sites hold (Díaz and Fernández, 2001, for the same assignment).
"""

from dataclasses import dataclass
from time import monotonic

import numpy as np

from .loading import Loaded

TENURE = (8, 20)  # turns for which an area does not come back
PATIENCE = 6  # turns all overloaded, or none: then the price of overload changes
STEP = 1.4


@dataclass(eq=False)
class _Walk:
    """Where each area goes, by place among the chosen sites, and what the sites hold."""

    cost: np.ndarray  # areas by chosen sites; what may not be is very dear
    demand: np.ndarray
    capacity: np.ndarray
    goes: np.ndarray
    load: np.ndarray
    barred_until: np.ndarray
    price: float
    now: np.ndarray  # what each area costs where it goes
    line: np.ndarray

    def shift(self, turn: int) -> tuple[float, int, int]:
        """The best area to move, and where to."""
        above = self.load - self.capacity
        over = np.maximum(above, 0.0)
        relief = over[self.goes] - np.maximum(above[self.goes] - self.demand, 0.0)
        burden = np.maximum(above[None, :] + self.demand[:, None], 0.0) - over[None, :]
        change = self.cost + self.price * burden
        change -= (self.now + self.price * relief)[:, None]
        change[self.barred_until > turn] = np.inf
        change[self.line, self.goes] = np.inf
        place = int(change.argmin())
        return float(change.flat[place]), *divmod(place, change.shape[1])

    def swap(self, turn: int, site: int) -> tuple[float, int, int]:
        """The best area of one site to change places with one elsewhere."""
        mine, rest = np.flatnonzero(self.goes == site), np.flatnonzero(self.goes != site)
        if not len(mine) or not len(rest):
            return np.inf, 0, 0
        theirs, above = self.goes[rest], self.load - self.capacity
        more = self.demand[mine][:, None] - self.demand[rest][None, :]
        change = self.cost[mine][:, theirs] + self.cost[rest, site][None, :]
        change -= self.now[mine][:, None] + self.now[rest][None, :]
        change += self.price * (np.maximum(above[site] - more, 0.0) - max(above[site], 0.0))
        change += self.price * (np.maximum(above[theirs] + more, 0.0) - np.maximum(above[theirs], 0.0))
        change[self.barred_until[mine][:, theirs] > turn] = np.inf
        change[:, self.barred_until[rest, site] > turn] = np.inf
        place = int(change.argmin())
        one, other = divmod(place, len(rest))
        return float(change.flat[place]), int(mine[one]), int(rest[other])

    def a_site(self, dice: np.random.Generator) -> int:
        """The site that holds most too much; any, when none does."""
        above = self.load - self.capacity
        return int(above.argmax()) if above.max() > 0 else int(dice.integers(len(above)))

    def move(self, area: int, site: int, until: int) -> None:
        self.barred_until[area, self.goes[area]] = until
        self.load[self.goes[area]] -= self.demand[area]
        self.load[site] += self.demand[area]
        self.goes[area], self.now[area] = site, self.cost[area, site]


def within_loads(
    question: Loaded, chosen: np.ndarray, goes: np.ndarray, *, turns: int, until: float, dice: np.random.Generator
) -> np.ndarray | None:
    """The best assignment met that overloads none of the chosen sites, from one that may; None when none was met."""
    cost = question.cost[:, chosen]
    finite = np.isfinite(cost)
    dearest = float(cost.max(initial=1.0, where=finite))
    cost = np.where(finite, cost, 1e3 * dearest)
    place = np.searchsorted(chosen, goes)
    capacity = question.capacity[chosen] + 1e-9 * question.demand.sum()
    load = np.bincount(place, question.demand, len(chosen))
    price = float(np.median(cost)) / max(float(question.demand.mean()), 1e-12)
    walk = _Walk(
        cost, question.demand, capacity, place, load, np.zeros(cost.shape, int), price, None, np.arange(len(place))
    )
    walk.now = cost[walk.line, place]
    best, least, overloaded = None, np.inf, 0
    for turn in range(1, turns + 1):
        if turn % 16 == 0 and monotonic() > until:
            break
        change, area, site = walk.shift(turn)
        swapped, one, other = walk.swap(turn, walk.a_site(dice)) if change >= 0 else (np.inf, 0, 0)
        if min(change, swapped) == np.inf:
            break
        tenure = turn + int(dice.integers(*TENURE))
        if change <= swapped:
            walk.move(area, site, tenure)
        else:
            mine, theirs = int(walk.goes[one]), int(walk.goes[other])
            walk.move(one, theirs, tenure)
            walk.move(other, mine, tenure)
        too_much = bool((walk.load > capacity).any())
        overloaded = max(overloaded, 0) + 1 if too_much else min(overloaded, 0) - 1
        if abs(overloaded) >= PATIENCE:
            walk.price *= STEP if too_much else 1 / STEP
            overloaded = 0
        spent = float(walk.now.sum())
        if not too_much and spent < least - 1e-9:
            best, least = walk.goes.copy(), spent
    return None if best is None else chosen[best]
