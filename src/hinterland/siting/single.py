"""Each area wholly at one site: prices and knapsacks for the bound, branching on sites, small programmes at the leaves.

The same relaxation that bounds a part of the plans says which arcs and sites no better plan can have; what is left of
a part is soon small enough for an integer programme, or is split by opening or closing one site.
"""

import heapq
from collections.abc import Callable
from dataclasses import replace
from itertools import count
from time import monotonic

import numpy as np

from .all_loads import loads_below
from .load_choice import best_of_loads
from .load_prices import LoadPrices, Part
from .loading import Loaded, assigned_to, bettered, quick_plan
from .programme import Outcome
from .regions import SolveRegion, bettered_by_regions
from .site_sets import SiteSets

ROOT_ROUNDS = 250
NODE_ROUNDS = 70
LEAF_ARCS = 1_500
LEAF_SECONDS = 2.5  # for a programme that branching on sites can spare; where sites are counted it seldom can
ROOT_LOADS, PART_LOADS = 200_000, 40_000  # written down at most
LOAD_SECONDS = 8.0  # for the best of a part's loads
FIRST_GUESS = 0.0005  # above the bound: a ceiling that may prove too low
SETS = 0.3  # of the time, to try the sets of sites that the prices find cheap
NEAR_SITES, NEAR_ARCS = 3, 6
NEAR_EVERY = 5  # parts
SURE = 1e-3
REGIONS = 0.25  # of the time, to better the plan by regions
SolvePart = Callable[[Part, float, float], tuple[Outcome, np.ndarray, np.ndarray | None]]


class SingleSearch:
    """The best plan so far and the parts that may still hold a better one."""

    def __init__(
        self, question: Loaded, solve_part: SolvePart, solve_region: SolveRegion, until: float, gap: float
    ) -> None:
        self.question, self.solve_part, self.until, self.gap = question, solve_part, until, gap
        self.solve_region = solve_region
        self.begun = monotonic()
        self.prices = LoadPrices(question)
        self.value, self.plan = np.inf, (np.array([], int), None)
        self.floor = -np.inf  # no plan that a closed part held is worth less
        self.ended = False
        self.parts = 0
        self._tried: set[bytes] = set()

    # -- plans --

    def offer(self, chosen: np.ndarray, part: np.ndarray | None) -> None:
        if part is not None and self.question.keeps(chosen, part):
            value = self.question.value(chosen, part)
            if value < self.value:
                self.value, self.plan = value, (chosen, part)

    @property
    def ceiling(self) -> float:
        """A plan that is still sought is worth no more than this."""
        if np.isinf(self.value):
            return np.inf
        grain = self.question.grain
        step = grain * (1 - SURE) if grain else 1e-7 * abs(self.value)
        return self.value - max(step, self.gap * abs(self.value))

    def _look(self, opened: np.ndarray) -> float:
        """A plan with what the prices open; the value that the prices should reach."""
        key = np.packbits(opened).tobytes()
        chosen = np.flatnonzero(opened)
        if key not in self._tried and len(chosen) and all(row.keeps(chosen) for row in self.question.rows):
            self._tried.add(key)
            goes = assigned_to(self.question, chosen)
            if goes is not None:
                self.offer(*bettered(self.question, chosen, goes))
        return self.ceiling

    # -- the search --

    def run(self) -> float:
        """Search until proven or out of time; the bound on every plan."""
        root = self.prices.improve(self.prices.root(), self.ceiling, rounds=20, until=self.until, look=self._look)
        self._quickly(root)
        root = self.prices.improve(root, self.ceiling, rounds=ROOT_ROUNDS, until=self._share(0.25), look=self._look)
        settled = self._settled(root)
        if settled is not None and monotonic() < self.until:
            settled = self._by_loads(settled, self._share(0.3))
        if settled is not None and monotonic() < self.until:
            SiteSets(self.question, self.prices, settled, self.offer).run(self.plan, self.value, self._share(SETS))
            self._by_regions(REGIONS)
            settled = self._settled(settled)
        return self._end() if settled is None else self._branch(settled)

    def _quickly(self, root: Part) -> None:
        if np.isinf(self.value):
            self.offer(*quick_plan(self.question, self._share(0.1)))
        if root.often is not None and np.isinf(self.value):
            self.offer(*quick_plan(self.question, self._share(0.1), root.often))

    def _share(self, share: float) -> float:
        return min(self.until, monotonic() + share * max(self.until - monotonic(), 0.0))

    def _end(self) -> float:
        self.ended = True
        return min(self.floor, self.value) if np.isfinite(self.floor) else self.value

    def _close(self, bound: float) -> None:
        self.floor = bound if np.isinf(self.floor) and self.floor < 0 else min(self.floor, bound)

    def _closes(self, bound: float) -> bool:
        """Whether a part of this bound holds nothing that is still sought; if so it is remembered as closed."""
        if not (bound > self.ceiling or bound == np.inf):
            return False
        self._close(bound if np.isfinite(bound) else self.ceiling)
        return True

    def _settled(self, part: Part) -> Part | None:
        """The part without what no better plan can have; None when nothing better is in it."""
        for _ in range(3):
            if self._closes(part.bound):
                return None
            if monotonic() > self.until:
                break
            before = part.arcs
            part = self.prices.settle(part, self.ceiling)
            if self._closes(part.bound):
                return None
            if part.arcs > 0.9 * before or monotonic() > self.until:
                break
            part = self.prices.improve(part, self.ceiling, rounds=30, until=self.until, theta=0.3)
        return part

    def _near(self, part: Part) -> None:
        """A good plan near what the prices open: those sites, a few more, and each area's likeliest arcs."""
        _, opened, _ = self.prices.evaluate(part, part.price)
        likely = part.often if part.often is not None else opened.astype(float)
        more = np.argsort(-np.where(opened | part.shut, -1.0, likely), kind="stable")[:NEAR_SITES]
        keep = opened | part.must
        keep[more] = ~part.shut[more]
        dear = np.where(part.may & keep, self.question.cost, np.inf)
        places = np.argsort(dear, axis=1, kind="stable")[:, :NEAR_ARCS]
        may = np.zeros_like(part.may)
        np.put_along_axis(may, places, True, axis=1)
        may &= np.isfinite(dear)
        if may.any(axis=1).all():
            self._programme(replace(part, may=may, shut=~keep), self.ceiling, self._share(0.12))

    def _by_regions(self, share: float) -> None:
        """The best plan so far, bettered a few sites at a time."""
        if self.plan[1] is not None:
            self.offer(*bettered_by_regions(self.question, self.plan, self.solve_region, until=self._share(share)))

    def _by_loads(self, root: Part, until: float) -> Part | None:
        """Every load of plans up to a ceiling near the bound written down, then up to a higher one, while they are few.

        A plan found is the best of the part; when there is none the bound rises to the ceiling that was tried.
        """
        spare = FIRST_GUESS * abs(root.bound)
        while monotonic() < until:
            ceiling = min(root.bound + spare, self.ceiling)
            left = self._of_loads(root, ceiling, ROOT_LOADS, until)
            if left is None or left.bound < ceiling:
                return left
            root, spare = left, 2 * spare
        return root

    def _of_loads(self, part: Part, ceiling: float, most: int, until: float) -> Part | None:
        """The part after a look at all loads of its plans up to the ceiling; None when nothing better is in it."""
        loads = loads_below(self.prices, part, ceiling, most)
        if loads is None:
            return part
        found = best_of_loads(self.question, loads, part.must, ceiling, until)
        plan, last = found.plan(*self.question.cost.shape), ceiling >= self.ceiling
        if plan is not None:
            self.offer(*plan)
        worth = np.inf if plan is None else self.question.value(*plan)
        if found.ended and (worth <= ceiling or last):
            self._close(min(worth, ceiling))
            return None
        part = replace(part, bound=max(part.bound, min(found.bound, ceiling)))
        if found.price is not None and not last:
            part = self._repriced(part, found.price)
        return self._settled(part)

    def _repriced(self, part: Part, price: np.ndarray) -> Part:
        """The part at the better of its own prices and those that the choice of loads has found."""
        fresh = self.prices.improve(
            replace(part, price=price, bound=-np.inf), self.ceiling, rounds=40, until=self.until, theta=0.2
        )
        here, _, _ = self.prices.evaluate(part, part.price)
        return replace(part, price=fresh.price, often=fresh.often) if fresh.bound > here else part

    def _branch(self, root: Part) -> float:
        order, waiting = count(), [(root.bound, 0, root)]
        next(order)
        while waiting:
            bound, _, part = heapq.heappop(waiting)
            if self._closes(bound):
                continue
            if monotonic() > self.until:
                heapq.heappush(waiting, (bound, next(order), part))
                break
            for child in self._split(part):
                heapq.heappush(waiting, (child.bound, next(order), child))
        if not waiting:
            return self._end()
        return min(waiting[0][0], self.floor if np.isfinite(self.floor) else np.inf, self.value)

    def _split(self, part: Part) -> list[Part]:
        """What is left of the part: nothing, itself with a better bound, or its two halves."""
        self.parts += 1
        if self.parts % NEAR_EVERY == 0:
            self._near(part)
        undecided = part.undecided
        left = self._of_loads(part, self.ceiling, PART_LOADS, min(self._share(0.5), monotonic() + LOAD_SECONDS))
        if left is None:
            return []
        if left.bound > part.bound:
            part, undecided = left, left.undecided
        if part.arcs <= LEAF_ARCS or not len(undecided):
            until = self._share(0.5)
            if len(undecided) and not (self.prices.counted and self.parts == 1):
                until = min(until, monotonic() + LEAF_SECONDS)
            outcome = self._programme(part, self.ceiling, until)
            if outcome.ended:
                self._close(self.ceiling)
                return []
            part = replace(part, bound=max(part.bound, min(outcome.bound, self.value)))
            if not len(undecided):
                return [part]
        site = self._site(part, undecided)
        halves = []
        for closed in (False, True):
            half = replace(part, shut=part.shut.copy(), must=part.must.copy(), may=part.may.copy())
            if closed:
                half.shut[site], half.may[:, site] = True, False
            else:
                half.must[site] = True
            if not half.may.any(axis=1).all():
                continue
            half = self.prices.improve(
                half, self.ceiling, rounds=NODE_ROUNDS, until=self.until, theta=0.5, look=self._look
            )
            settled = self._settled(half)
            if settled is not None:
                halves.append(settled)
        return halves

    def _site(self, part: Part, undecided: np.ndarray) -> int:
        """The site the prices are least sure of; among such the larger."""
        often = part.often if part.often is not None else np.full(len(part.shut), 0.5)
        doubt = np.minimum(often, 1 - often)[undecided]
        size = self.question.capacity[undecided] / max(float(self.question.capacity.max()), 1e-12)
        return int(undecided[(doubt + 0.05 * size).argmax()])

    def _programme(self, part: Part, ceiling: float, until: float) -> Outcome:
        outcome, chosen, goes = self.solve_part(part, ceiling, until)
        if goes is not None:
            self.offer(chosen, goes)
        return outcome
