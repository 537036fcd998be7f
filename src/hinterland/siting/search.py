"""Exact choice of sites: prices, reduction, cuts, and branching on what is left.

Benders cuts of each area's cost (Duran-Mateluna, Ales and Elloumi, EJOR 308, 2023) over the sites that the prices
leave in question; every bound is recomputed from multipliers, so no tolerance of the solver can lift it too high.
"""

import heapq
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import count
from time import monotonic

import numpy as np

from .core import Core, narrowed
from .incumbent import Incumbent
from .interchange import interchange
from .local_cuts import local_cut, neighbourhoods
from .master import LocalCut, Master, Relaxed
from .model import Model
from .pieces import Pieces, Solver, falls_apart
from .rows import CostRows

WHOLE = 1e-6
ROOT_ROUNDS = 200
NODE_ROUNDS = 4
WHOLE_ROUNDS = 500
SHRUNK = 0.6  # of the pairs: with less left in question the search begins again
NEAR, NEAR_SHARE = 800, 0.05  # sites in which plans may differ from the programme, and of the time to look at them
PATIENT, HASTY = 8, 4  # rounds of cuts that lift the bound hardly, before and after cuts of neighbourhoods
LOOK = 30  # nodes
STAGES = (40, 0.5), (80, 1.0), (160, 2.0), (320, 4.0)  # areas of a neighbourhood, and seconds for its question
AROUND_ONE = 50  # areas to a site: with more, what is around one site is no neighbourhood
PART = 0.6  # of all areas: the question of a larger neighbourhood is hardly easier than the whole
LITTLE = 0.05  # of what is between plan and bound
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
        core: Core,
        until: float,
        closed: np.ndarray,
        opened: np.ndarray,
        piece: Solver | None = None,
        answered: Callable[[Model, float], float] | None = None,
        cores: int = 1,
    ) -> None:
        self.model, self.rows, self.best, self.until = model, rows, best, until
        self.closed, self.opened = closed.copy(), opened.copy()
        self.core, self.piece, self.answered, self.cores = core, piece, answered, cores
        self._stage, self._dice = 0, np.random.default_rng(0)
        self.master = Master(model, self.core, ceiling=best.value)
        self.slip = 1e-7 * self.master.scale
        self.floor = at_least(model, self.core.least)
        self.shut = np.inf  # least bound among the nodes that were closed
        self.nodes = 0
        self.ended = False  # nothing is left to look at
        self._tried: set[bytes] = set()

    def run(self, price: np.ndarray | None, left_out: np.ndarray | None = None) -> float:
        """Search until proven or out of time; the bound on every plan (of those the given limits allow)."""
        self._first_cuts(price)
        low, high = self.opened.astype(float), 1.0 - self.closed
        found = self._root(low, high, left_out)
        if found is None or self.best.closes(self.floor):
            self.ended = monotonic() < self.until
            return self.floor if found is not None else min(self.best.value, self.shut)
        self._look_near(found)
        while not self.best.closes(self.floor) and monotonic() < self.until:
            self._worth = self.master.worth()
            self._fix(found)
            core = self._left(found)
            if self._is_much_less(core):
                return self._again(core)
            if core is not None and self.piece is not None and falls_apart(core):
                return self._by_pieces(core)
            if not self._cut_locally(found):
                break
            found = self._root(self.opened.astype(float), 1.0 - self.closed, None) or found
        if self.best.closes(self.floor):
            self.ended = True
            return self.floor
        low, high = self.opened.astype(float), 1.0 - self.closed
        return self._branch(Node(low, high, self.floor), found)

    def _cut_locally(self, found: Relaxed) -> bool:
        """Cut what the programme opens in part, neighbourhood by neighbourhood, larger ones when that gives little."""
        if self.core.areas > AROUND_ONE * found.open.sum():
            return False
        while self.answered is not None and self._stage < len(STAGES) and monotonic() < self.until:
            size, seconds = STAGES[self._stage]
            if size > PART * self.core.areas:
                return False
            groups = neighbourhoods(self.core, found.open, size, self._dice)

            def asked(areas: np.ndarray, seconds: float = seconds) -> LocalCut | None:
                until = min(self.until, monotonic() + seconds)
                return local_cut(self.master, found, areas, lambda model: self.answered(model, until), self.slip)

            with ThreadPoolExecutor(self.cores) as threads:
                cuts = [cut for cut in threads.map(asked, groups) if cut is not None]
            for cut in cuts:
                self.master.add_local(cut)
            gain = sum(cut.least - cut.paid for cut in cuts)
            if gain < LITTLE * (self.best.value - self.floor):
                self._stage += 1
            if cuts:
                return True
        return False

    def _first_cuts(self, price: np.ndarray | None) -> None:
        areas = self.master.costed
        if price is not None:
            level = np.minimum(price, self.core.end)
        else:
            places = np.minimum(2, np.maximum(self.core.length - 1, 0))
            level = self.core.cost[np.arange(self.core.areas), places]
        worth = areas[level[areas] > self.core.least[areas]]
        self.master.add_cuts(worth, level[worth])

    def _look_near(self, found: Relaxed) -> None:
        """The best plan of those that agree with the programme and the best plan known wherever these two agree."""
        if self.piece is None or not len(self.best.chosen):
            return
        known = np.zeros(self.model.sites, bool)
        known[self.best.chosen] = True
        opened = known & (found.open > 1 - WHOLE) | self.opened
        closed = (~known & (found.open < WHOLE) | self.closed) & ~opened
        if (~closed & ~opened).sum() > NEAR:
            return
        left = max(self.until - monotonic(), 0.0)
        core = narrowed(self.core, closed=closed, opened=opened)
        if falls_apart(core):
            pieces = Pieces(self.model, core, self.best, opened, self.master.prices())
            pieces.solve(self.piece, until=monotonic() + NEAR_SHARE * left, cores=self.cores)

    def _left(self, found: Relaxed) -> Core | None:
        """What the programme's own prices leave in question."""
        if self.model.group_of is not None or np.isinf(self.best.value):
            return None
        least, rise = self._worth
        limit = (least + max(self.best.ceiling - found.bound, 0.0) * rise) * (1 + 1e-9)
        return narrowed(self.core, closed=self.closed, opened=self.opened, limit=limit)

    def _is_much_less(self, core: Core | None) -> bool:
        return core is not None and core.length.sum() < SHRUNK * self.core.length.sum()

    def _by_pieces(self, core: Core) -> float:
        pieces = Pieces(self.model, core, self.best, self.opened, self.master.prices())
        bound = pieces.solve(self.piece, until=self.until, cores=self.cores)
        self.ended = monotonic() < self.until
        return max(self.floor, bound)

    def _again(self, core: Core) -> float:
        """The same search over what is left, where that is much less."""
        rest = Search(
            self.model,
            self.rows,
            self.best,
            core=core,
            until=self.until,
            closed=self.closed,
            opened=self.opened,
            piece=self.piece,
            answered=self.answered,
            cores=self.cores,
        )
        for cut in self.master.local.values():
            rest.master.add_local(cut)
        rest.floor, rest.shut = max(rest.floor, self.floor), self.shut
        bound = rest.run(self.master.prices())
        self.nodes, self.ended = self.nodes + rest.nodes, rest.ended
        return bound

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
            if not cuts or stalled >= (PATIENT if not self.master.local else HASTY):
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

    def _branch(self, root: Node, found: Relaxed) -> float:
        order, known = count(), self.best.value
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
            if self.nodes % LOOK == 1 and self.best.value < known:
                known = self.best.value
                self._fix(found)
                core = self._left(found)
                if self._is_much_less(core):
                    return self._again(core)
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
        if self.nodes % LOOK == 1:
            self._look_near(found)
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
