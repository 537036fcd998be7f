"""Exact choice of sites: prices, reduction, cuts, and branching on what is left.

Benders cuts of each area's cost (Duran-Mateluna, Ales and Elloumi, EJOR 308, 2023) over the sites that the prices
leave in question; every bound is recomputed from multipliers, so no tolerance of the solver can lift it too high.
"""

import heapq
from collections.abc import Callable
from dataclasses import dataclass
from itertools import count
from time import monotonic

import numpy as np

from .core import Core, core_of
from .incumbent import Incumbent
from .interchange import interchange
from .lagrange import Priced
from .master import Master, Relaxed
from .model import Model
from .rows import CostRows

WHOLE = 1e-6
ROOT_ROUNDS = 200
NODE_ROUNDS = 4
WHOLE_ROUNDS = 60
LONG = 4_000_000  # pairs of area and site beyond which bettering one plan may not take all the time


def at_least(model: Model, least: np.ndarray) -> float:
    """What every plan costs: each area at its cheapest site, the sites that must open, any that pay to be open."""
    if model.group_of is not None:
        return float(np.bincount(model.group_of, least).max())
    return float(least.sum() + np.where(model.forced, model.opening, np.minimum(model.opening, 0.0)).sum())


@dataclass(frozen=True, eq=False)
class Node:
    low: np.ndarray
    high: np.ndarray
    bound: float


class Search:
    """Branch and cut over the sites."""

    def __init__(
        self,
        model: Model,
        rows: CostRows,
        best: Incumbent,
        *,
        until: float,
        closed: np.ndarray,
        opened: np.ndarray,
        limit: np.ndarray | None,
        say: Callable[[float], None] | None = None,
    ) -> None:
        self.model, self.rows, self.best, self.until = model, rows, best, until
        self.closed, self.opened = closed.copy(), opened.copy()
        self.core: Core = core_of(rows, closed=closed, opened=opened, limit=limit)
        self.master = Master(model, self.core, ceiling=best.value)
        self.slip = 1e-7 * self.master.scale
        self.floor = at_least(model, self.core.least)
        self.shut = np.inf  # least bound among the nodes that were closed
        self.nodes = 0
        self.ended = False  # nothing is left to look at
        self._tried: set[bytes] = set()

    def run(self, prices: Priced | None, left_out: np.ndarray | None = None) -> float:
        """Search until proven or out of time; the bound on every plan (of those the given limits allow)."""
        self._first_cuts(prices)
        low, high = self.opened.astype(float), 1.0 - self.closed
        found = self._root(low, high, left_out)
        if found is None or self.best.closes(self.floor):
            self.ended = monotonic() < self.until
            return self.floor if found is not None else min(self.best.value, self.shut)
        self._fix(found)
        low, high = self.opened.astype(float), 1.0 - self.closed
        return self._branch(Node(low, high, self.floor))

    def _first_cuts(self, prices: Priced | None) -> None:
        areas = self.master.costed
        if prices is not None:
            level = np.minimum(prices.price, self.core.end)
        else:
            places = np.minimum(2, np.maximum(self.core.length - 1, 0))
            level = self.core.cost[np.arange(self.core.areas), places]
        worth = areas[level[areas] > self.core.least[areas]]
        self.master.add_cuts(worth, level[worth])

    def _root(self, low: np.ndarray, high: np.ndarray, left_out: np.ndarray | None) -> Relaxed | None:
        """Cut until nothing is broken; sites left out come back when the bound asks for them."""
        found, stalled = None, 0
        for _ in range(ROOT_ROUNDS):
            latest = self.master.solve(low, high, self.until - monotonic(), leaving_out=left_out)
            if not latest.feasible:
                if left_out is None or not left_out.any():
                    return found
                left_out = None
                continue
            found = latest
            stalled = 0 if found.bound > self.floor + 1e-5 * abs(self.floor) * 0.1 else stalled + 1
            self.floor = max(self.floor, found.bound)
            self._round(found)
            if self.best.closes(self.floor) or monotonic() > self.until:
                return found
            cuts = self.master.cut(found, self.slip)
            if left_out is not None and left_out.any():
                wanted = left_out & (found.reduced < -self.slip)
                if cuts * 20 < self.core.areas and wanted.any():
                    left_out = left_out & ~wanted
                    continue
            if not cuts or stalled >= 8:
                return found
        return found

    def _round(self, found: Relaxed) -> None:
        """Make a whole plan of a fractional one and improve it."""
        total = round(float(found.open.sum()))
        order = np.argsort(-found.open, kind="stable")[: max(total, 1)]
        chosen = np.sort(order)
        key = chosen.tobytes()
        if key in self._tried or monotonic() > self.until:
            return
        self._tried.add(key)
        self.best.offer(chosen)
        left = max(self.until - monotonic(), 0.0)
        share = 1.0 if self.model.areas * self.model.sites <= LONG else 0.1
        self.best.offer(interchange(self.model, self.rows, chosen, until=self.until - left * (1.0 - share)))

    def _fix(self, found: Relaxed) -> None:
        """Settle the sites whose change would lift the bound beyond the best plan."""
        ceiling = self.best.ceiling
        rise = self.floor + np.abs(found.reduced)
        slack = self.floor - found.bound
        beyond = rise - slack > ceiling
        self.closed |= beyond & (found.reduced > 0) & (found.open < 0.5) & ~self.opened
        self.opened |= beyond & (found.reduced < 0) & (found.open > 0.5) & ~self.closed

    # -- the tree --

    def _branch(self, root: Node) -> float:
        order = count()
        waiting: list[tuple[float, int, Node]] = []
        node: Node | None = root
        while node is not None or waiting:
            if node is None:
                node = heapq.heappop(waiting)[2]
            if self.best.closes(node.bound):
                self.shut = min(self.shut, node.bound)
                node = None
                continue
            if monotonic() > self.until:
                heapq.heappush(waiting, (node.bound, next(order), node))
                return min(self.shut, waiting[0][0])
            near, far = self._expand(node)
            if far is not None:
                heapq.heappush(waiting, (far.bound, next(order), far))
            node = near
        self.ended = True
        return self.shut

    def _expand(self, node: Node) -> tuple[Node | None, Node | None]:
        """Solve one node; its two children, the likelier first, or none when it is closed."""
        self.nodes += 1
        bound, rounds = node.bound, 0
        while True:
            found = self.master.solve(node.low, node.high, self.until - monotonic())
            if not found.feasible:
                return None, None
            bound = max(bound, found.bound)
            if self.best.closes(bound):
                self.shut = min(self.shut, bound)
                return None, None
            whole = bool((np.minimum(found.open, 1 - found.open) < WHOLE).all())
            chosen = np.flatnonzero(found.open > 0.5)
            cuts = self.master.cut(found, self.slip) if rounds < (WHOLE_ROUNDS if whole else NODE_ROUNDS) else 0
            if whole:
                self.best.offer(chosen)
                cuts += self.master.insist(chosen)
                if not cuts or rounds > WHOLE_ROUNDS:
                    self.shut = min(self.shut, bound)
                    return None, None
            rounds += 1
            if not cuts:
                break
            if monotonic() > self.until:
                return Node(node.low, node.high, bound), None
        if self.nodes % 10 == 1:
            self._round(found)
        return self._children(node, found, bound)

    def _children(self, node: Node, found: Relaxed, bound: float) -> tuple[Node, Node]:
        beyond = bound - max(bound - found.bound, 0.0) + np.abs(found.reduced) > self.best.ceiling
        low = np.where(beyond & (found.reduced < 0) & (found.open > 0.5), 1.0, node.low)
        high = np.where(beyond & (found.reduced > 0) & (found.open < 0.5), 0.0, node.high)
        site = self._branching_site(found)
        down, up = high.copy(), low.copy()
        down[site], up[site] = 0.0, 1.0
        closed, opened = Node(low, down, bound), Node(up, high, bound)
        return (opened, closed) if found.open[site] > 0.4 else (closed, opened)

    def _branching_site(self, found: Relaxed) -> int:
        fraction = np.minimum(found.open, 1 - found.open)
        return int(fraction.argmax())
