"""The tree: what is in question is parted at sites or circles of them, until no part can hold a better plan.

Where to part is told by how far the bound rose when sites were opened or closed before, tried out where nothing is
known yet (Achterberg, Koch and Martin, "Branching rules revisited", Operations Research Letters 33, 2005). Several
cores take parts from one heap, each with a programme of its own.
"""

import heapq
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from itertools import count
from threading import Condition
from time import monotonic

import numpy as np

from .circles import circles, many_around_one
from .core import WHOLE
from .incumbent import Incumbent
from .master import Master, Relaxed

ROUNDS = 4  # of cuts at a node
WHOLE_ROUNDS = 500  # where the programme opens no site in part
LOOKED_AT, TRIED = 8, 60  # sites compared before parting, and steps of the simplex to try one out
MOST_ROWS = 2  # for each area: with more, cuts that do not bind are dropped before a node is solved
SHORT = 0.05  # seconds: trying out takes no longer than that, or than solving the node
CLOSED, OPENED = 0, 1


@dataclass(frozen=True, eq=False)
class Node:
    """Limits on the sites, a bound on every plan within them, and how they came about."""

    low: np.ndarray
    high: np.ndarray
    bound: float
    parted: tuple[int, int, float] | None = None  # the site, which way, and how far it had to be moved
    value: float = -np.inf  # of the programme before
    circles: tuple[np.ndarray, ...] = ()  # of sites, one of each open


class Gains:
    """How far the bound rose for each whole site moved, closing and opening."""

    def __init__(self, sites: int) -> None:
        self._total, self._times = np.zeros((2, sites)), np.zeros((2, sites))

    def learn(self, site: int, way: int, moved: float, gain: float) -> None:
        self._total[way, site] += max(gain, 0.0) / max(moved, 1e-3)
        self._times[way, site] += 1

    def known(self, site: int) -> bool:
        return bool(self._times[:, site].all())

    def expected(self, sites: np.ndarray, opening: np.ndarray) -> np.ndarray:
        """For each site what closing and opening it is likely to lift the bound by, the lesser counting most."""
        total, times = self._total[:, sites], self._times[:, sites]
        usual = self._total.sum(axis=1) / np.maximum(self._times.sum(axis=1), 1)
        each = np.where(times > 0, total / np.maximum(times, 1), np.maximum(usual, 1e-9)[:, None])
        return worth(each[CLOSED] * opening[sites], each[OPENED] * (1 - opening[sites]))


def worth(closing: np.ndarray, opening: np.ndarray) -> np.ndarray:
    """Parting where both sides rise is worth most."""
    return np.maximum(closing, 1e-9) * np.maximum(opening, 1e-9)


def parted_at(
    low: np.ndarray, high: np.ndarray, sites: np.ndarray
) -> tuple[np.ndarray, np.ndarray, tuple[np.ndarray, ...]]:
    """The upper limits with these sites closed; the lower ones with one of them open, and the circle that has to be
    asked for where there are several."""
    down, up = high.copy(), low.copy()
    down[sites] = 0.0
    if len(sites) > 1:
        return down, up, (sites,)
    up[sites] = 1.0
    return down, up, ()


class Tree:
    """What is still to be looked at, and what has been closed."""

    def __init__(
        self,
        master: Master,
        best: Incumbent,
        *,
        until: float,
        cores: int,
        slip: float,
        look: Callable[[Master, Relaxed, int], bool],
    ) -> None:
        self.master, self.best, self.until, self.cores, self.slip = master, best, until, cores, slip
        self.look = look  # at some nodes for better plans; whether to stop here
        self.nodes, self.shut, self.ended = 0, np.inf, False
        self.gains = Gains(master.model.sites)
        self._order, self._waiting = count(), []
        self._turn, self._busy, self._stop = Condition(), 0, False

    def search(self, root: Node) -> float:
        """The bound on every plan, once nothing is left to look at or the time is up."""
        self._put(root)
        masters = [self.master, *(self.master.copied() for _ in range(self.cores - 1))]
        with ThreadPoolExecutor(self.cores) as threads:
            list(threads.map(self._work, masters)) if self.cores > 1 else self._work(self.master)
        self.master.demand(())
        self.ended = not self._waiting and not self._stop
        return min([self.shut, *(bound for bound, _, _ in self._waiting)])

    def _work(self, master: Master) -> None:
        try:
            while (node := self._next()) is not None:
                while node is not None and not self._is_over():
                    node, other = self._expand(master, node)
                    if other is not None:
                        self._put(other)
                self._put_back(node)
        except BaseException:
            self._stop = True
            self._put_back(None)
            raise

    def _is_over(self) -> bool:
        return self._stop or monotonic() > self.until

    # -- the heap that all share --

    def _put(self, node: Node) -> None:
        with self._turn:
            heapq.heappush(self._waiting, (node.bound, next(self._order), node))
            self._turn.notify()

    def _next(self) -> Node | None:
        """The part with the lowest bound, as soon as there is one; none when nobody has anything left."""
        with self._turn:
            while not self._waiting and self._busy and not self._stop:
                self._turn.wait()
            if not self._waiting or self._is_over():
                return None
            self._busy += 1
            return heapq.heappop(self._waiting)[2]

    def _put_back(self, node: Node | None) -> None:
        """What this one did not come to, or nothing."""
        with self._turn:
            self._busy -= 1
            if node is not None:
                heapq.heappush(self._waiting, (node.bound, next(self._order), node))
            self._turn.notify_all()

    def _close(self, bound: float) -> None:
        with self._turn:
            self.shut = min(self.shut, bound)

    # -- one node --

    def _expand(self, master: Master, node: Node) -> tuple[Node | None, Node | None]:
        """Solve one node; its two parts, the likelier first, or none when it is closed."""
        if self.best.closes(node.bound):
            self._close(node.bound)
            return None, None
        self.nodes += 1
        number, bound, rounds, begun = self.nodes, node.bound, 0, monotonic()
        master.demand(node.circles)
        if node.circles and len(master.row_low) > MOST_ROWS * len(master.costed):
            master.drop_idle()
        while True:
            found = master.solve(node.low, node.high, self.until - monotonic())
            if not found.feasible:
                return None, None
            if not rounds and node.parted is not None:
                self.gains.learn(*node.parted, found.bound - node.value)
            bound = max(bound, found.bound)
            if self.best.closes(bound):
                self._close(bound)
                return None, None
            whole = bool((np.minimum(found.open, 1 - found.open) < WHOLE).all())
            cuts = master.cut(found, self.slip) if rounds < (WHOLE_ROUNDS if whole else ROUNDS) else 0
            if whole:
                chosen = np.flatnonzero(found.open > 0.5)
                self.best.offer(chosen)
                cuts += master.insist(chosen)
                if not cuts or rounds > WHOLE_ROUNDS:
                    self._close(bound)
                    return None, None
            rounds += 1
            if not cuts:
                break
            if self._is_over():
                return replace(node, bound=bound, parted=None), None
        seconds = monotonic() - begun
        self._stop |= self.look(master, found, number)
        return self._parts(master, node, found, bound, seconds)

    def _parts(self, master: Master, node: Node, found: Relaxed, bound: float, seconds: float) -> tuple[Node, Node]:
        beyond = found.bound + np.abs(found.reduced) > self.best.ceiling
        low = np.where(beyond & (found.reduced < 0) & (found.open > 0.5), 1.0, node.low)
        high = np.where(beyond & (found.reduced > 0) & (found.open < 0.5), 0.0, node.high)
        sites = self._where_to_part(master, low, high, found, seconds)
        share = float(found.open[sites].sum())
        down, up, circle = parted_at(low, high, sites)
        site = int(sites[0])
        ways = (None, None) if circle else ((site, CLOSED, share), (site, OPENED, 1 - share))
        closed = Node(low, down, bound, ways[CLOSED], found.bound, node.circles)
        opened = Node(up, high, bound, ways[OPENED], found.bound, (*node.circles, *circle))
        return (opened, closed) if share > 0.4 else (closed, opened)

    def _where_to_part(
        self, master: Master, low: np.ndarray, high: np.ndarray, found: Relaxed, seconds: float
    ) -> np.ndarray:
        """A site, or where there are few of them a circle of sites, whose opening and closing lift the bound most."""
        few = master.model.group_of is None and many_around_one(master.core, found.open)
        best, most = None, -1.0
        until = min(self.until, monotonic() + max(seconds, SHORT))
        for circle in circles(master.core, found.open, high) if few else ():
            gain = float(worth(*self._gains_of(master, low, high, found, circle)))
            best, most = (circle, gain) if gain > most else (best, most)
            if monotonic() > until:
                break
        return best if best is not None else np.array([self._site_to_part(master, low, high, found, seconds)])

    def _site_to_part(self, master: Master, low: np.ndarray, high: np.ndarray, found: Relaxed, seconds: float) -> int:
        """The site whose opening and closing lift the bound most, tried out where it was never parted before.

        No more seconds are spent on this than solving the node has taken.
        """
        until = min(self.until, monotonic() + max(seconds, SHORT))
        sites = np.flatnonzero(np.minimum(found.open, 1 - found.open) >= WHOLE)
        likely = self.gains.expected(sites, found.open)
        order = np.lexsort((sites, -likely))[:LOOKED_AT]
        for place in order:
            site = int(sites[place])
            if not self.gains.known(site) and monotonic() < until:
                likely[place] = self._tried(master, low, high, found, site)
        return int(sites[order[np.argmax(likely[order])]])

    def _tried(self, master: Master, low: np.ndarray, high: np.ndarray, found: Relaxed, site: int) -> float:
        share = float(found.open[site])
        closing, opening = self._gains_of(master, low, high, found, np.array([site]))
        self.gains.learn(site, CLOSED, share, closing)
        self.gains.learn(site, OPENED, 1 - share, opening)
        return float(worth(closing, opening))

    def _gains_of(
        self, master: Master, low: np.ndarray, high: np.ndarray, found: Relaxed, sites: np.ndarray
    ) -> tuple[float, float]:
        """How far the bound rises in a few steps when these sites are closed, and when one of them is open."""
        most = self.best.ceiling if np.isfinite(self.best.ceiling) else found.bound + abs(found.bound)
        down, up, circle = parted_at(low, high, sites)
        closing = master.tried(low, down, steps=TRIED)
        opening = master.tried(up, high, steps=TRIED, circles=circle)
        return max(min(closing, most) - found.bound, 0.0), max(min(opening, most) - found.bound, 0.0)
