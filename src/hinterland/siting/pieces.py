"""Where the question falls apart: groups of areas that share no candidate, and so nothing but the number of sites.

Each piece is solved for the counts that matter, and the best sum over all pieces is found count by count. Clusters of
towns far apart, or what prices leave of a large question, come apart like this; branching over the whole would try
every choice in one piece again for every choice in the others. What is found for one piece holds for those like it,
and a piece that takes long waits while others are asked.
"""

from collections.abc import Callable, Sequence
from concurrent.futures import Executor, ThreadPoolExecutor
from time import monotonic

import numpy as np

from .core import Core
from .greedy import greedy
from .incumbent import Incumbent
from .interchange import interchange
from .lagrange import Pricing, count_limits
from .model import SURE, Model, counted
from .rows import CostRows, cost_rows

LARGEST = 0.5  # of the areas in question, in one piece: with more the question has hardly come apart
AROUND = 3  # sites more or fewer, for which prices are found at once
NEAR = 2  # sites more or fewer in one piece, where only better plans are sought
ROUNDS, LOOKS = 300, 8  # of prices for one piece and one number of sites, and of plans they open
FIRST, LONGER = 3.0, 3.0  # seconds for a piece and a number of sites, and how many times as many when it is asked again
ALIKE = 20  # areas: smaller pieces are settled sooner than compared
Solved = tuple[np.ndarray, float, float]  # sites, value, bound
Solver = Callable[[np.ndarray, int, float, float], Solved]  # of costs, a count, a bound that is enough, until when


class Piece:
    """Areas and sites that have to do with one another only: what they cost with each number of sites.

    For each number there is a proven bound and, where one is known, a plan. Without a site every area goes where it
    goes anyway, which some may not.
    """

    def __init__(self, sites: np.ndarray, cost: np.ndarray, most: np.ndarray, without: float, grain: float) -> None:
        self.sites, self.cost, self.grain = sites, cost, grain
        self.most = most  # for each area: a plan that is still sought lets it cost no more
        self.alike: list[Piece] = []  # in which every plan that is still sought costs no less than the same one here
        self.bound = np.full(len(sites) + 1, -np.inf)
        self.value = np.full(len(sites) + 1, np.inf)
        self.bound[0] = self.value[0] = without
        self.plans: dict[int, np.ndarray] = {0: np.array([], np.int64)}
        self.priced: set[int] = set()
        self.given: dict[int, float] = {}  # by number of sites
        self._rows: CostRows | None = None

    def learn(self, count: int, solved: Solved) -> None:
        """Here and wherever it is alike; one site more costs never more, so a bound holds for fewer sites as well."""
        chosen, _, bound = solved
        for piece in (self, *self.alike):
            piece.bound[: count + 1] = np.maximum(piece.bound[: count + 1], self._risen(bound))
            value = float(piece.cost[:, chosen].min(axis=1, initial=np.inf).sum())
            if value < piece.value[count]:
                piece.value[count], piece.plans[count] = value, chosen

    def learn_prices(self, price: np.ndarray) -> None:
        """The bounds that these prices give, for every number of sites."""
        paid = np.maximum(price[:, None] - self.cost, 0.0).sum(axis=0)
        bound = price.sum() - np.concatenate([[0.0], np.cumsum(np.sort(paid)[::-1])])
        for piece in (self, *self.alike):
            piece.bound = np.maximum(piece.bound, self._risen(bound - 1e-12 * np.abs(price).sum()))

    def keep_near(self, count: int) -> None:
        """Leave aside all other numbers of sites, and what prices would say of these."""
        far = np.abs(np.arange(len(self.bound)) - count) > NEAR
        self.bound[far] = np.inf
        self.priced.update(range(len(self.bound)))

    def find_prices(self, count: int, until: float) -> None:
        """Prices for about this number of sites, and the plans they lead to."""
        for near in range(max(1, count - AROUND), min(count + AROUND, len(self.sites)) + 1):
            if near not in self.priced and monotonic() < until:
                self._price(near, until)
                for piece in (self, *self.alike):
                    piece.priced.add(near)
        self.priced.add(count)

    def _price(self, count: int, until: float) -> None:
        model = counted(self.cost, np.zeros(len(self.sites), bool), count, grain=self.grain)
        rows = self._rows = self._rows or cost_rows(self.cost)
        best, looked = Incumbent(model), 0

        def look(opened: np.ndarray) -> float:
            nonlocal looked
            looked += 1
            if looked <= LOOKS:
                best.offer(interchange(model, rows, opened, until=until))
            return best.value

        best.offer(interchange(model, rows, greedy(model, count), until=until))
        place = min(len(self.sites) - 1, max(1, int(1.5 * len(self.sites) / count)))
        pricing = Pricing(model, rows, rows.cost[:, place])
        pricing.improve(best.value, rounds=ROUNDS, until=until, grain=self.grain, look=look)
        self.learn_prices(pricing.best.price)
        self.learn(count, (best.chosen, best.value, -np.inf))

    def seconds(self, count: int) -> float:
        """How many were given last to settle this number of sites; all there are where more would not help."""
        return self.given.get(count, 0.0)

    def is_no_dearer(self, other: "Piece") -> bool:
        """Whether every plan that is still sought costs the other piece at least what it costs here, site by site."""
        if self.cost.shape != other.cost.shape or self.value[0] > other.value[0]:
            return False
        return bool(((self.cost <= other.cost) | (other.cost > other.most[:, None])).all())

    def is_settled(self, count: int) -> bool:
        """Whether the plan for this number of sites is proven."""
        return bool(self.bound[count] >= self.value[count] * (1 - 1e-9))

    def _risen(self, bound: np.ndarray | float) -> np.ndarray | float:
        return np.ceil(np.divide(bound, self.grain) - SURE) * self.grain if self.grain else bound


def piece_labels(core: Core) -> np.ndarray:
    """The number of each area's piece; -1 for areas whose cost is settled."""
    area, place = np.nonzero(np.arange(core.site.shape[1]) < core.length[:, None])
    site, label = core.site[area, place], np.arange(core.sites)
    of_area = np.full(core.areas, core.sites)
    while True:
        np.minimum.at(of_area, area, label[site])
        lower = label.copy()
        np.minimum.at(lower, site, of_area[area])
        lower = lower[lower]
        if (lower == label).all():
            break
        label = lower
    _, numbers = np.unique(np.append(of_area, core.sites), return_inverse=True)
    return np.where(of_area < core.sites, numbers[:-1], -1)


def may_fall_apart(model: Model) -> bool:
    """Whether the number of sites is the only rule, and opening one costs nothing."""
    _, _, others = count_limits(model)
    plain = model.group_of is None and not model.shares and not others
    return plain and bool(model.rows) and not model.opening.any()


def falls_apart(core: Core, *, areas: int | None = None) -> bool:
    """Whether there are several pieces, none is most of the question, and none has more than so many areas."""
    sizes = np.bincount(piece_labels(core) + 1)[1:]
    most = LARGEST * sizes.sum() if areas is None else min(areas, LARGEST * sizes.sum())
    return len(sizes) > 1 and bool(sizes.max() <= most)


class Pieces:
    """All pieces of one question, and the number of sites they share out."""

    def __init__(self, model: Model, core: Core, best: Incumbent, opened: np.ndarray, price: np.ndarray) -> None:
        self.model, self.best = model, best
        _, most, _ = count_limits(model)
        self.count = min(most + int(model.forced.sum()), model.sites)
        self.sure = np.flatnonzero(opened)
        labels = piece_labels(core)
        settled = labels < 0
        self.settled = np.inf if core.limited[settled].any() else float(core.end[settled].sum())
        groups = (np.flatnonzero(labels == label) for label in range(labels.max(initial=-1) + 1))
        self.pieces = [self._piece(core, areas, price) for areas in groups]
        large = [piece for piece in self.pieces if len(piece.cost) >= ALIKE]
        for piece in large:
            piece.alike = [other for other in large if other is not piece and piece.is_no_dearer(other)]

    def _piece(self, core: Core, areas: np.ndarray, price: np.ndarray) -> Piece:
        """These areas, with the bounds that the prices give."""
        own = np.arange(core.site.shape[1]) < core.length[areas, None]
        sites = np.unique(core.site[areas][own])
        end = np.where(core.limited[areas], np.inf, core.end[areas])
        cost = np.minimum(self.model.cost[np.ix_(areas, sites)], end[:, None])
        piece = Piece(sites, cost, core.end[areas], float(end.sum()), self.model.grain)
        piece.learn_prices(np.minimum(price[areas], end))
        return piece

    def solve(self, solver: Solver, *, until: float, cores: int = 1) -> float:
        """Settle the counts that the best sum uses until it stands; the bound on every plan still sought."""
        if len(self.sure) > self.count or np.isinf(self.settled):
            return self.best.value
        self._take_over(self.best.chosen)
        return self._settle(solver, until, cores)

    def seek(self, solver: Solver, *, until: float, cores: int = 1) -> None:
        """Better plans in which every piece has about as many sites as in the best one known; this proves nothing."""
        if len(self.sure) > self.count or np.isinf(self.settled):
            return
        for piece, count in zip(self.pieces, self._take_over(self.best.chosen), strict=True):
            piece.keep_near(count)
        self._settle(solver, until, cores)

    def _settle(self, solver: Solver, until: float, cores: int) -> float:
        with ThreadPoolExecutor(cores) as threads:
            while True:
                self._offer()
                bound, counts = self._shared_out([piece.bound for piece in self.pieces])
                asked = self._unsettled(counts)
                if self.best.closes(bound) or monotonic() > until or not asked:
                    return bound
                unpriced = [(piece, count) for piece, count in asked if count not in piece.priced]
                for piece, count in unpriced:
                    piece.find_prices(count, until)
                if not unpriced:
                    _, held = self._shared_out([piece.value for piece in self.pieces])
                    self._ask(_first([*asked, *self._unsettled(held)], cores), bound, solver, threads, until)

    def _ask(
        self, asked: Sequence[tuple[Piece, int]], bound: float, solver: Solver, threads: Executor, until: float
    ) -> None:
        """Solve these pieces; it is enough to know that one costs too much for any better sum."""
        step = max(0.5 * self.model.grain, 1e-9 * abs(self.best.value))
        spare = self.best.ceiling - bound + step

        def answered(part: tuple[Piece, int]) -> Solved:
            piece, count = part
            seconds = max(FIRST, LONGER * piece.seconds(count))
            by_then = min(until, monotonic() + seconds)
            solved = solver(piece.cost, count, float(piece.bound[count]) + spare, by_then)
            piece.given[count] = seconds if monotonic() >= by_then else np.inf
            return solved

        for (piece, count), solved in zip(asked, threads.map(answered, asked), strict=True):
            piece.learn(count, solved)

    def _unsettled(self, counts: Sequence[int]) -> list[tuple[Piece, int]]:
        """What the sum rests on and is not settled yet: pieces least asked about first, and of these the smallest."""
        used = zip(self.pieces, counts, strict=True)
        wanted = [each for each in used if not each[0].is_settled(each[1]) and each[0].seconds(each[1]) < np.inf]
        return sorted(wanted, key=lambda each: (len(each[0].given), len(each[0].cost)))

    def _shared_out(self, worth: Sequence[np.ndarray]) -> tuple[float, list[int]]:
        """The least sum when at most so many sites are shared out, and each piece's number of them."""
        total, taken = np.full(self.count - len(self.sure) + 1, self.settled), []
        for each in worth:
            after, choice = np.full(len(total), np.inf), np.zeros(len(total), np.int64)
            for count in range(min(len(each), len(total))):
                trial = total[: len(total) - count] + each[count]
                better = trial < after[count:]
                after[count:][better] = trial[better]
                choice[count:][better] = count
            total = after
            taken.append(choice)
        left, counts = len(total) - 1, []
        for choice in reversed(taken):
            counts.append(int(choice[left]))
            left -= counts[-1]
        return float(total[-1]), counts[::-1]

    def _take_over(self, chosen: np.ndarray) -> list[int]:
        """What the best plan known does in each piece; its number of sites there."""
        counts = []
        for piece in self.pieces:
            mine = np.flatnonzero(np.isin(piece.sites, chosen))
            counts.append(len(mine))
            if len(mine):
                piece.learn(len(mine), (mine, float(piece.cost[:, mine].min(axis=1).sum()), -np.inf))
        return counts

    def _offer(self) -> None:
        """The best plan that can be put together of plans for the pieces."""
        value, counts = self._shared_out([piece.value for piece in self.pieces])
        if not value < self.best.value:
            return
        parts = [piece.sites[piece.plans[count]] for piece, count in zip(self.pieces, counts, strict=True)]
        chosen = np.concatenate([self.sure, *parts])
        spare = np.setdiff1d(np.flatnonzero(~self.model.barred), chosen)
        self.best.offer(np.sort(np.concatenate([chosen, spare[: self.count - len(chosen)]])))


def _first(asked: Sequence[tuple[Piece, int]], most: int) -> list[tuple[Piece, int]]:
    """So many that were given least time as yet, none of which says what another will have said."""
    first: list[tuple[Piece, int]] = []
    for piece, count in sorted(asked, key=lambda each: each[0].seconds(each[1])):
        if len(first) < most and not any(count == known and piece in (one, *one.alike) for one, known in first):
            first.append((piece, count))
    return first
