"""Exact choice of sites: prices, reduction, cuts, and branching on what is left.

Benders cuts of each area's cost (Duran-Mateluna, Ales and Elloumi, EJOR 308, 2023) over the sites that the prices
leave in question; every bound is recomputed from multipliers, so no tolerance of the solver can lift it too high.
"""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from time import monotonic

import numpy as np

from .circles import many_around_one
from .core import WHOLE, Core, narrowed
from .incumbent import Incumbent
from .local_cuts import local_cut, neighbourhoods, pieces_in_part
from .master import LocalCut, Master, Relaxed
from .model import Model
from .pieces import Pieces, Solver, falls_apart
from .rows import CostRows
from .seeking import InQuestion, Seeker
from .tree import Node, Tree

ROOT_ROUNDS = 200
SHRUNK = 0.6  # of the pairs: with less left in question the programme is narrowed
PATIENT, HASTY = 8, 4  # rounds of cuts that lift the bound hardly, before and after cuts of neighbourhoods
FEW_IN_PART = 30  # sites open in part: with no more, branching at once may be faster than any cut
PLANS, LOOK = 5, 30  # nodes from one look for a plan to the next, and to one over all that is near
STAGES = (80, 1.0), (240, 4.0), (480, 6.0)  # areas of a neighbourhood, and seconds for its question
PART = 0.6  # of all areas: the question of a larger neighbourhood is hardly easier than the whole
SMALL_PIECE = 400  # areas: larger pieces are cut and parted together
LARGE_PIECE, PIECE_SECONDS = 800, 12.0  # areas up to which a piece is one neighbourhood, and seconds for its question
PIECES_FROM = 1  # sizes of neighbourhoods that have to have given little before
LITTLE = 0.05  # of what is between plan and bound


def at_least(model: Model, least: np.ndarray) -> float:
    """What every plan costs: each area at its cheapest site, the sites that must open, any that pay to be open."""
    if model.group_of is not None:
        return float(np.bincount(model.group_of, least).max())
    return float(least.sum() + np.where(model.forced, model.opening, np.minimum(model.opening, 0.0)).sum())


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
        self._stage, self._cut_pieces, self._dice = 0, False, np.random.default_rng(0)
        self._begun, self._is_looked_at = monotonic(), False
        self.master = Master(model, self.core, ceiling=best.value)
        self.slip = 1e-7 * self.master.scale
        self.floor = at_least(model, self.core.least)
        self.nodes = 0
        self.ended = False  # nothing is left to look at
        self.seeker = Seeker(model, rows, best, piece, until=until, cores=cores)

    def run(self, price: np.ndarray | None, left_out: np.ndarray | None = None) -> float:
        """Search until proven or out of time; the bound on every plan (of those the given limits allow)."""
        self._first_cuts(price)
        low, high = self.opened.astype(float), 1.0 - self.closed
        found = self._root(low, high, left_out)
        if found is None or self.best.closes(self.floor):
            self.ended = monotonic() < self.until
            return self.floor if found is not None else self.best.value
        while not self.best.closes(self.floor) and monotonic() < self.until:
            self.seeker.between(found.open, self._in_question())
            self.seeker.draw(found, self._in_question())
            self._fix(found)
            self._worth = self.master.worth()
            core = self._left(found)
            if self._is_much_less(core):
                self._narrow(core)
            elif self._tried_a_tree(found):
                if self.ended or self.best.closes(self.floor):
                    return self.floor
            elif core is not None and self.piece is not None and falls_apart(core, areas=SMALL_PIECE):
                return self._by_pieces(core)
            elif not (self._cut_by_pieces(found, core) or self._cut_locally(found)):
                bound = self._branch(found, self.until)
                if self._rest is None:
                    return bound
                self._narrow(self._rest)
            found = self._root(self.opened.astype(float), 1.0 - self.closed, None)
            if found is None:
                self.ended = True
                return self.best.value
        self.ended = self.best.closes(self.floor)
        return self.floor

    def _in_question(self) -> InQuestion:
        """What is left, at the latest prices that do without cuts of neighbourhoods."""
        if not self.master.local:
            self._price = self.master.prices()
        return InQuestion(self.core, self.closed, self.opened, np.minimum(self._price, self.core.end))

    def _cut_locally(self, found: Relaxed) -> bool:
        """Cut what the programme opens in part, neighbourhood by neighbourhood, larger ones when that gives little."""
        if many_around_one(self.core, found.open):
            return False
        while self.answered is not None and self._stage < len(STAGES) and monotonic() < self.until:
            size, seconds = STAGES[self._stage]
            if size > PART * self.core.areas:
                return False
            groups = neighbourhoods(self.core, found.open, size, self._dice)
            cuts = self._cuts_of(groups, found, seconds)
            if not self._stage:
                self.seeker.around(groups, self.core, seconds=seconds / 4)
            gain = sum(cut.least - cut.paid for cut in cuts)
            if gain < LITTLE * (self.best.value - self.floor):
                self._stage += 1
            if cuts:
                return True
        return False

    def _cut_by_pieces(self, found: Relaxed, core: Core | None) -> bool:
        """Once, where what is left falls apart into large pieces, cut each of them as a whole."""
        if self._cut_pieces or self._stage < PIECES_FROM or core is None or not falls_apart(core, areas=LARGE_PIECE):
            return False
        self._cut_pieces = True
        return bool(self._cuts_of(pieces_in_part(core, found.open), found, PIECE_SECONDS))

    def _cuts_of(self, groups: Sequence[np.ndarray], found: Relaxed, seconds: float) -> list[LocalCut]:
        """The cuts of these neighbourhoods, so many seconds for each, added to the programme."""

        def asked(areas: np.ndarray) -> LocalCut | None:
            until = min(self.until, monotonic() + seconds)
            return local_cut(self.master, found, areas, lambda model: self.answered(model, until), self.slip)

        with ThreadPoolExecutor(self.cores) as threads:
            cuts = [cut for cut in threads.map(asked, groups) if cut is not None]
        for cut in cuts:
            self.master.add_local(cut)
        return cuts

    def _first_cuts(self, price: np.ndarray | None) -> None:
        areas = self.master.costed
        if price is not None:
            level = np.minimum(price, self.core.end)
        else:
            places = np.minimum(2, np.maximum(self.core.length - 1, 0))
            level = self.core.cost[np.arange(self.core.areas), places]
        worth = areas[level[areas] > self.core.least[areas]]
        self.master.add_cuts(worth, level[worth])

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
        pieces = Pieces(self.model, core, self.best, self.opened, self._in_question().price)
        bound = pieces.solve(self.piece, until=self.until, cores=self.cores)
        self.ended = monotonic() < self.until
        return max(self.floor, bound)

    def _narrow(self, core: Core) -> None:
        """Go on with what is left, where that is much less."""
        self.core = core
        self.master.narrow(core)

    def _root(self, low: np.ndarray, high: np.ndarray, left_out: np.ndarray | None) -> Relaxed | None:
        """Cut until nothing is broken, and look for plans beside it."""
        with self.seeker.aside():
            return self._cut(low, high, left_out)

    def _cut(self, low: np.ndarray, high: np.ndarray, left_out: np.ndarray | None) -> Relaxed | None:
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
            self.seeker.seek(found, self._in_question())
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

    def _fix(self, found: Relaxed) -> None:
        """Settle the sites whose change would lift the bound beyond the best plan."""
        ceiling = self.best.ceiling
        rise = self.floor + np.abs(found.reduced)
        slack = self.floor - found.bound
        beyond = rise - slack > ceiling
        self.closed |= beyond & (found.reduced > 0) & (found.open < 0.5) & ~self.opened
        self.opened |= beyond & (found.reduced < 0) & (found.open > 0.5) & ~self.closed

    # -- the tree --

    def _tried_a_tree(self, found: Relaxed) -> bool:
        """At the first look, where few sites are open in part: branch, for no longer than the search has taken."""
        in_part = int((np.minimum(found.open, 1 - found.open) >= WHOLE).sum())
        is_first, self._is_looked_at = not self._is_looked_at, True
        if not is_first or self.answered is None or in_part > FEW_IN_PART:
            return False
        self.floor = max(self.floor, self._branch(found, 2 * monotonic() - self._begun))
        return True

    def _branch(self, found: Relaxed, until: float) -> float:
        self._known, self._rest, self._root_found = self.best.value, None, found
        tree = Tree(
            self.master, self.best, until=min(self.until, until), cores=self.cores, slip=self.slip, look=self._look
        )
        bound = tree.search(Node(self.opened.astype(float), 1.0 - self.closed, self.floor))
        self.nodes, self.ended = self.nodes + tree.nodes, tree.ended
        return bound

    def _look(self, master: Master, found: Relaxed, number: int) -> bool:
        """Look for better plans at some nodes; whether the best one known leaves so little that all begins again."""
        if number % PLANS == 1:
            self.seeker.round(found, self._in_question())
        if number % LOOK != 1:
            return False
        self.seeker.between(found.open, self._in_question())
        if self.best.value < self._known:
            self._known = self.best.value
            self._fix(self._root_found)
            core = self._left(self._root_found)
            self._rest = core if self._is_much_less(core) else self._rest
        return self._rest is not None
