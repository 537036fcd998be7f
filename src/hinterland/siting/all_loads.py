"""Every load that a site can have in a plan still sought: all sets of areas whose loss the prices allow.

A load is a site with the areas that go to it. At given prices a plan is worth the bound plus what each of its loads
loses against the site's best, so a plan up to a ceiling is made of loads of small loss only. Often these are few
enough to be written down (Baldacci, Hadjiconstantinou, Maniezzo and Mingozzi, EJOR 138, 2002).
"""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from .knapsack import best_loads
from .load_prices import LoadPrices, Part

SLIP = 1e-9
_KIND = np.int16  # of numbers of areas: where loads can be written down at all there are not so many


@dataclass(frozen=True, eq=False)
class Loads:
    """Loads one under another: the site of each, what it costs, and which areas it holds."""

    site: np.ndarray
    cost: np.ndarray
    members: np.ndarray  # the areas of each load, then the number of areas until the row is full
    areas: int

    def __len__(self) -> int:
        return len(self.site)

    @cached_property
    def holds(self) -> np.ndarray:
        """Loads by areas; wide, so asked of a few."""
        held = np.zeros((len(self), self.areas + 1), bool)
        np.put_along_axis(held, self.members.astype(np.int64), True, axis=1)
        return held[:, : self.areas]

    def only(self, kept: np.ndarray) -> "Loads":
        return Loads(self.site[kept], self.cost[kept], self.members[kept], self.areas)

    def worth(self, each: np.ndarray) -> np.ndarray:
        """What the areas of each load are worth together."""
        each = np.append(each, 0.0)
        total = np.zeros(len(self))
        for place in range(self.members.shape[1]):
            total += each[self.members[:, place]]
        return total


def loads_below(prices: LoadPrices, part: Part, ceiling: float, most: int) -> Loads | None:
    """All loads of plans of the part up to the ceiling; None when there are more than `most`."""
    question = prices.question
    live = np.flatnonzero(~part.shut)
    may = part.may[:, live]
    worth = np.where(may, part.price[:, None] - prices.cost[:, live], -np.inf)
    best, _ = best_loads(np.where(may, np.maximum(worth, 0.0), 0.0), prices.weight, prices.room[live])
    opening = prices.opening_at(part, live, best)
    spare = ceiling + SLIP * abs(ceiling) - (float(part.price.sum()) + opening.total) - opening.to_open[live]
    found, count, areas = [], 0, len(may)
    for place in np.flatnonzero(spare >= 0):
        items = np.flatnonzero(may[:, place] & (prices.weight <= prices.room[live[place]]))
        least = best[place] - spare[place] - SLIP * max(abs(best[place]), 1.0)
        taken = _sets(worth[items, place], prices.weight[items], int(prices.room[live[place]]), least, most - count)
        if taken is None:
            return None
        members = np.append(items, areas).astype(_KIND)[taken]
        demand = np.append(question.demand, 0.0)[members].sum(axis=1)
        fits = demand <= question.capacity[live[place]] * (1 + SLIP) + SLIP * question.demand.sum()
        found.append((live[place], members[fits]))
        count += int(fits.sum())
    site = np.concatenate([np.full(len(members), each) for each, members in found] or [np.array([], int)]).astype(int)
    members = np.full((len(site), max((part.shape[1] for _, part in found), default=0)), areas, _KIND)
    begin = 0
    for _, part in found:
        members[begin : begin + len(part), : part.shape[1]] = part
        begin += len(part)
    cost, dear = question.opening[site], np.vstack([prices.cost, np.zeros(len(question.opening))])
    for place in range(members.shape[1]):
        cost = cost + dear[members[:, place], site]
    return Loads(site, cost, members, areas)


def _sets(worth: np.ndarray, weight: np.ndarray, room: int, least: float, most: int) -> np.ndarray | None:
    """All sets of items that fit the room and are worth at least so much; None when there are more than `most`.

    One set a row: its items, then the number of items until the row is full. What the later items can still add is
    known exactly for every room, so no set is begun that does not end; the items of least doubt come first, so that
    most sets begin late.
    """
    order = _least_doubt_first(worth, weight, room)
    count, worth, weight = len(worth), worth[order], weight[order]
    rest = np.zeros((count + 1, room + 1))
    for item in range(count - 1, -1, -1):
        size = int(weight[item])
        rest[item] = rest[item + 1]
        np.maximum(rest[item, size:], rest[item + 1, : room + 1 - size] + worth[item], out=rest[item, size:])
    widest = int(np.searchsorted(np.cumsum(np.sort(weight)), room, side="right"))
    value, left = np.zeros(1), np.array([room])
    taken, size = np.full((1, widest), count, _KIND), np.zeros(1, np.int64)
    if rest[0, room] < least:
        return taken[:0]
    for item in range(count):
        fits = np.flatnonzero(left >= weight[item])
        more = value[fits] + worth[item]
        room_then = left[fits] - weight[item]
        into = more + rest[item + 1, room_then] >= least
        without = value + rest[item + 1, left] >= least
        joining = fits[into]
        if not len(joining) and without.all():
            continue
        joined = taken[joining]
        joined[np.arange(len(joined)), size[joining]] = order[item]
        value = np.concatenate([value[without], more[into]])
        left = np.concatenate([left[without], room_then[into]])
        size = np.concatenate([size[without], size[joining] + 1])
        taken = np.concatenate([taken[without], joined])
        if len(value) > most:
            return None
    return taken[:, : int(size.max(initial=0))]


def _least_doubt_first(worth: np.ndarray, weight: np.ndarray, room: int) -> np.ndarray:
    """Items by how far their worth is from what the room they take is worth."""
    each = np.maximum(worth, 0.0) / np.maximum(weight, 1)
    best = np.argsort(-each, kind="stable")
    full = int(np.searchsorted(np.cumsum(weight[best]), room))
    rent = each[best[min(full, len(best) - 1)]] if len(best) else 0.0
    return np.argsort(-np.abs(worth - rent * weight), kind="stable")
