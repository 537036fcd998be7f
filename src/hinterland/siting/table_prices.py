"""Prices over a whole table in single precision, by blocks of neighbouring areas.

Neighbours want the same sites, so a block holds only the columns that one of its areas can pay for, and a round of
prices is a few hundred sums over small tables. Such a bound is rounded; `proven` finds it again in double precision.
"""

from collections.abc import Callable, Sequence
from time import monotonic

import numpy as np

from .lagrange import Priced, _choose, count_limits
from .model import Model

BLOCK = 64
HEADROOM, ROOM = 1.25, 0.02  # prices may rise by so much, and so much of the mean price, before blocks are cut anew
REFILTER = 40
THETA, GROWN, LONGEST, SHRUNK, STALLED = 0.3, 1.1, 2.0, 0.66, 1e-3  # length of the step
PATIENCE = 10  # rounds without a better bound before steps are shorter
SHARE = 0.5  # of the latest round in the mean, at most
BEYOND = 1.01  # times the best plan: where steps are aimed at
AT_ONCE = 512
Costs = Callable[[np.ndarray, np.ndarray], np.ndarray]  # of areas at sites, in double precision


def by_neighbourhood(points: np.ndarray) -> np.ndarray:
    """The points in an order in which every block holds neighbours: halved across the longer side, again and again."""
    halves, done = [np.arange(len(points))], []
    while halves:
        some = halves.pop()
        if len(some) <= BLOCK:
            done.append(some)
            continue
        spread = np.ptp(points[some], axis=0)
        ordered = some[np.argsort(points[some, int(spread[1] > spread[0])], kind="stable")]
        middle = max(BLOCK, len(some) // 2 // BLOCK * BLOCK)
        halves += [ordered[middle:], ordered[:middle]]
    return np.concatenate(done)


def single_table(costs: Costs, areas: int, sites: np.ndarray) -> np.ndarray:
    """The costs of all areas at these sites, in single precision."""
    table = np.empty((areas, len(sites)), np.float32)
    for rows in _blocks(areas, AT_ONCE):
        table[rows] = costs(np.arange(areas)[rows], sites)
    return table


def _blocks(areas: int, size: int) -> Sequence[slice]:
    return [slice(start, min(start + size, areas)) for start in range(0, areas, size)]


class TablePrices:
    """Prices for areas that come in an order of neighbourhood; the model's table is in single precision.

    The volume algorithm (Barahona and Anbil 2000): a step from the best prices along the mean of what earlier rounds
    left unserved or served twice. Few sites, each wanted by many areas, change places from one round to the next, and
    no single round shows the way.
    """

    def __init__(self, model: Model, start: np.ndarray) -> None:
        self.model, self.table = model, model.cost
        self.least, self.most, _ = count_limits(model)
        self.left = np.arange(model.sites)
        self.closed = np.zeros(model.sites, bool)
        self.lowest = self.table.min(axis=1).astype(float)
        self.cap = self.table.max(axis=1) * 2.0 + 1e-9
        self.price = np.clip(start, self.lowest, self.cap)
        self.best: Priced | None = None
        self.theta, self._idle = THETA, 0
        self._mean: np.ndarray | None = None  # of areas' slopes
        self._filter()

    def close(self, sites: np.ndarray) -> None:
        """From here on only plans count that open none of these."""
        self.closed = self.closed | sites
        stays = ~self.closed[self.left]
        self.left, self.table = self.left[stays], np.ascontiguousarray(self.table[:, stays])
        self._filter()

    def _filter(self) -> None:
        """For each block the columns that can matter while prices stay below the horizon."""
        self.horizon = np.minimum(self.cap, self.price * HEADROOM + ROOM * float(self.price.mean()) + 1e-9)
        near, self.parts = self.horizon.astype(np.float32), []
        for rows in _blocks(len(self.table), BLOCK):
            block = self.table[rows]
            matters = np.flatnonzero((block < near[rows, None]).any(axis=0))
            self.parts.append((rows, self.left[matters], np.ascontiguousarray(block[:, matters])))

    def evaluate(self) -> tuple[float, np.ndarray, np.ndarray]:
        """The bound at these prices but for rounding, the sites it opens, and its subgradient."""
        price = self.price.astype(np.float32)
        reduced = np.where(self.closed, np.inf, 0.0)
        for rows, sites, cost in self.parts:
            slack = price[rows, None] - cost
            np.maximum(slack, 0.0, out=slack)
            reduced[sites] -= slack.sum(axis=0)
        opened, bound = self._opened(reduced), float(price.sum(dtype=float))
        bound += float(reduced[opened].sum())
        if self.best is None or bound > self.best.bound:
            self.best = Priced(bound, price.astype(float), reduced, self.least, self.most)
        flag = np.zeros(self.model.sites, bool)
        flag[opened] = True
        slope = np.ones(len(price))
        for rows, sites, cost in self.parts:
            slope[rows] -= (cost[:, flag[sites]] < price[rows, None]).sum(axis=1)
        return bound, opened, slope

    def improve(self, ceiling: float, *, rounds: int, until: float, grain: float = 0.0) -> None:
        """Improve the prices towards the value of the best plan known."""
        for turn in range(rounds):
            known = self.best.bound if self.best else -np.inf
            if self.best is not None and (monotonic() > until or known > ceiling - grain or self.theta < STALLED):
                break
            bound, _, slope = self.evaluate()
            along = self._averaged(slope)
            if bound > known:
                self.theta, self._idle = min(self.theta * (GROWN if along > 0 else 1.0), LONGEST), 0
            else:
                self._idle += 1
                if self._idle >= PATIENCE:
                    self.theta, self._idle = self.theta * SHRUNK, 0
            self.price = self.best.price
            if turn % REFILTER == REFILTER - 1:
                self._filter()
            free = np.where((self.price <= self.lowest) & (self._mean < 0), 0.0, self._mean)
            length = float(np.dot(free, free))
            if length == 0:
                break
            step = self.theta * max(BEYOND * ceiling - self.best.bound, 1e-3 * abs(ceiling)) / length
            self.price = np.clip(self.price + step * free, self.lowest, self.horizon)

    def again(self) -> None:
        """Long steps once more, from the best prices."""
        self.theta, self._idle, self._mean = THETA, 0, None

    def _averaged(self, slope: np.ndarray) -> float:
        """Take the slope into the mean, as far as makes the mean shortest; how far both point the same way."""
        if self._mean is None:
            self._mean = slope.copy()
        apart = slope - self._mean
        size = float(np.dot(apart, apart))
        share = -float(np.dot(self._mean, apart)) / size if size else SHARE
        self._mean = self._mean + min(max(share, SHARE / 10), SHARE) * apart
        return float(np.dot(slope, self._mean))

    def _opened(self, reduced: np.ndarray) -> np.ndarray:
        taken, _ = _choose(reduced, self.model, self.least, self.most)
        return np.concatenate([np.flatnonzero(self.model.forced), taken])

    def proven(self, costs: Costs) -> Priced:
        """The best prices with their bound and reduced costs in double precision."""
        price, areas = self.best.price, np.arange(len(self.best.price))
        reduced = np.where(self.closed, np.inf, 0.0)
        for rows in _blocks(len(areas), AT_ONCE):
            slack = price[rows, None] - costs(areas[rows], self.left)
            reduced[self.left] -= np.maximum(slack, 0.0, out=slack).sum(axis=0)
        bound = float(price.sum() + reduced[self._opened(reduced)].sum())
        return Priced(bound - 1e-12 * abs(bound), price, reduced, self.least, self.most)
