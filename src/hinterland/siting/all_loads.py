"""Every load that a site can have in a plan still sought: all sets of areas whose loss the prices allow.

A load is a site with the areas that go to it. At given prices a plan is worth the bound plus what each of its loads
loses against the site's best, so a plan up to a ceiling is made of loads of small loss only. Often these are few
enough to be written down (Baldacci, Hadjiconstantinou, Maniezzo and Mingozzi, EJOR 138, 2002).
"""

from dataclasses import dataclass

import numpy as np

from .knapsack import best_loads
from .load_prices import LoadPrices, Part

SLIP = 1e-9


@dataclass(frozen=True, eq=False)
class Loads:
    """Loads one under another: the site of each, which areas it holds, what it costs."""

    site: np.ndarray
    holds: np.ndarray  # loads by areas
    cost: np.ndarray

    def __len__(self) -> int:
        return len(self.site)

    def only(self, kept: np.ndarray) -> "Loads":
        return Loads(self.site[kept], self.holds[kept], self.cost[kept])


def loads_below(prices: LoadPrices, part: Part, ceiling: float, most: int) -> Loads | None:
    """All loads of plans of the part up to the ceiling; None when there are more than `most`."""
    question = prices.question
    live = np.flatnonzero(~part.shut)
    may = part.may[:, live]
    worth = np.where(may, part.price[:, None] - prices.cost[:, live], -np.inf)
    best, _ = best_loads(np.where(may, np.maximum(worth, 0.0), 0.0), prices.weight, prices.room[live])
    opening = prices.opening_at(part, live, best)
    spare = ceiling + SLIP * abs(ceiling) - (float(part.price.sum()) + opening.total) - opening.to_open[live]
    found, count = [], 0
    for place in np.flatnonzero(spare >= 0):
        items = np.flatnonzero(may[:, place] & (prices.weight <= prices.room[live[place]]))
        least = best[place] - spare[place] - SLIP * max(abs(best[place]), 1.0)
        taken = _sets(worth[items, place], prices.weight[items], int(prices.room[live[place]]), least, most - count)
        if taken is None:
            return None
        holds = np.zeros((len(taken), len(may)), bool)
        holds[:, items] = taken
        fits = holds @ question.demand <= question.capacity[live[place]] * (1 + SLIP) + SLIP * question.demand.sum()
        found.append((live[place], holds[fits]))
        count += int(fits.sum())
    site = np.concatenate([np.full(len(holds), each) for each, holds in found] or [np.array([], int)]).astype(int)
    holds = np.concatenate([holds for _, holds in found] or [np.zeros((0, len(may)), bool)])
    cost = question.opening[site] + sum(
        (np.where(holds[:, area], prices.cost[area, site], 0.0) for area in range(len(may))), np.zeros(len(site))
    )
    return Loads(site, holds, cost)


def _sets(worth: np.ndarray, weight: np.ndarray, room: int, least: float, most: int) -> np.ndarray | None:
    """All sets of items that fit the room and are worth at least so much; None when there are more than `most`.

    What the later items can still add is known exactly for every room, so no set is begun that does not end.
    """
    rest = np.zeros((len(worth) + 1, room + 1))
    for item in range(len(worth) - 1, -1, -1):
        size = int(weight[item])
        rest[item] = rest[item + 1]
        np.maximum(rest[item, size:], rest[item + 1, : room + 1 - size] + worth[item], out=rest[item, size:])
    value, left, taken = np.zeros(1), np.array([room]), np.zeros((1, len(worth)), bool)
    if rest[0, room] < least:
        return taken[:0]
    for item in range(len(worth)):
        fits = np.flatnonzero(left >= weight[item])
        more = value[fits] + worth[item]
        room_then = left[fits] - weight[item]
        into = more + rest[item + 1, room_then] >= least
        without = value + rest[item + 1, left] >= least
        joined = taken[fits[into]]
        joined[:, item] = True
        value = np.concatenate([value[without], more[into]])
        left = np.concatenate([left[without], room_then[into]])
        taken = np.concatenate([taken[without], joined])
        if len(value) > most:
            return None
    return taken
