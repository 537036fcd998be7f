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
from .beside import Line
from .load_choice import best_of_loads
from .load_prices import LoadPrices, Part
from .loading import Loaded, assigned_to, at_most, bettered, quick_plan
from .programme import Outcome
from .recentred import Recentred
from .regions import SolveRegion, bettered_by_regions
from .site_sets import SiteSets

ROOT_ROUNDS, PLAN_ROUNDS = 250, 100  # of prices, to prove and to find plans by
NODE_ROUNDS = 70
LEAF_ARCS = 1_500
LEAF_SECONDS = 2.5  # for a programme that branching on sites can spare; where sites are counted it seldom can
ROOT_LOADS, PART_LOADS = 4_500_000, 40_000  # written down at most
ROOT_ENTRIES = 450_000_000  # loads times areas: the same for many areas
MORE_LOADS, FEW_LOADS = 12, 200_000  # so many times as many as there were under the last ceiling, or so many
LOADS, COUNTED_LOADS = 0.35, 0.75  # of the time, for all loads; where sites are counted branching on them does little
LOAD_SECONDS = 8.0  # for the best of a part's loads
FIRST_GUESS = 0.0005  # above the bound: a ceiling that may prove too low
GUESSES = (0.002, 0.006)  # above the bound: ceilings for a programme of arcs
NEARLY_DECIDED = 3  # sites: so few undecided ones are worth looking a little above a part's own bound
PART_GUESSES, GUESS_SECONDS = (0.0006, 0.0025), 4.0  # the same for such a part
SETS, COUNTED_SETS = 0.15, 0.05  # of the time, to walk over sets of sites; where they are counted swaps alone are left
SET_SECONDS = 2.5  # for the best loads of one set of sites
SLOW_FROM, SLOW = 3.0, 0.5  # seconds; a bound that would come half-way in all the time is raised by parts instead
NEAR_SITES, NEAR_ARCS = 3, 6
NEAR_EVERY = 5  # parts
SURE = 1e-3
REGIONS = 0.25  # of the time, to better the plan by regions
SolvePart = Callable[[Part, float, float], tuple[Outcome, np.ndarray, np.ndarray | None]]


class SingleSearch:
    """The best plan so far and the parts that may still hold a better one."""

    def __init__(
        self,
        question: Loaded,
        solve_part: SolvePart,
        solve_region: SolveRegion,
        until: float,
        gap: float,
        beside: Line | None = None,
    ) -> None:
        self.question, self.solve_part, self.until, self.gap = question, solve_part, until, gap
        self.solve_region, self.beside = solve_region, beside
        self.begun = monotonic()
        self.prices = LoadPrices(question)
        self.value, self.plan = np.inf, (np.array([], int), None)
        self.most = at_most(question)
        self.floor = -np.inf  # no plan that a closed part held is worth less
        self.ended = False
        self.parts, self.loads = 0, 0
        self._tried: set[bytes] = set()

    # -- plans --

    def offer(self, chosen: np.ndarray, part: np.ndarray | None) -> None:
        if part is not None and self.question.keeps(chosen, part):
            value = self.question.value(chosen, part)
            if value < self.value:
                self.value, self.plan = value, (chosen, part)
                if self.beside is not None:
                    self.beside.tell((chosen, part.argmax(axis=1)))

    def _hear(self) -> None:
        """Take over what the other core has found."""
        plan = None if self.beside is None else self.beside.plan()
        if plan is not None:
            self.offer(*bettered(self.question, *plan))

    @property
    def ceiling(self) -> float:
        """A plan that is still sought is worth no more than this."""
        self._hear()
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
        root = self._priced()
        settled = self._settled(root)
        if settled is not None and self.beside is None:
            settled = self._planned(settled)
        if settled is not None and monotonic() < self.until:
            settled = self._by_loads(settled, self._share(COUNTED_LOADS if self.prices.counted else LOADS))
        if settled is not None and self.beside is None and monotonic() < self.until:
            self._near(settled)
            self._by_regions(REGIONS)
        settled = None if settled is None else self._settled(settled)
        settled = None if settled is None else self._guessed(settled)
        if settled is not None and monotonic() < self.until:
            settled = self._by_loads(settled, self._share(0.4))
        return self._end() if settled is None else self._branch(settled)

    def seek_plans(self) -> None:
        """Look for plans alone, until time is up; nothing is proven."""
        part, seed = self._settled(self._priced(PLAN_ROUNDS)), 0
        while part is not None and monotonic() < self.until:
            seed += 1
            before = self.value
            self._recentre(0.15, seed)
            self._over_sets(part, 0.15, seed)
            if self.value < before or seed == 1:
                self._by_regions(REGIONS)
            part = self._settled(part)

    def _priced(self, rounds: int = ROOT_ROUNDS) -> Part:
        """All plans with good prices, and a first plan."""
        root = self.prices.improve(self.prices.root(), self.ceiling, rounds=20, until=self.until, look=self._look)
        self._quickly(root)
        return self.prices.improve(root, self.ceiling, rounds=rounds, until=self._share(0.25), look=self._look)

    def _planned(self, part: Part) -> Part | None:
        """What is left of the part after a first good plan was sought."""
        self._recentre(COUNTED_SETS, 1)
        self._over_sets(part, COUNTED_SETS if self.prices.counted else SETS, 1)
        return self._settled(part)

    def _recentre(self, share: float, seed: int) -> None:
        """Where sites are counted: better plans by moving them."""
        if self.prices.counted and self.plan[1] is not None:
            chosen, part = self.plan
            Recentred(self.question, self.offer, self._share(share), seed).run(chosen, part.argmax(axis=1))

    def _over_sets(self, part: Part, share: float, seed: int) -> None:
        """A walk over sets of sites; the most promising of them are then looked at closely."""
        until = self._share(share)
        sets = SiteSets(self.question, self.prices, part, self.offer, seed)
        sets.run(self.plan, min(self.value, self.most), monotonic() + 0.6 * (until - monotonic()))
        floor, ended = self.floor, self.ended
        for found in sets.promising:
            if monotonic() > until:
                break
            inside = self._settled(replace(part, **found.limits()))
            if inside is not None:
                inside = self._by_loads(inside, min(until, monotonic() + SET_SECONDS))
            if inside is not None and monotonic() < until:
                self._guessed(inside, PART_GUESSES, min(GUESS_SECONDS, until - monotonic()))
        self.floor, self.ended = floor, ended  # what a set holds says nothing of the others

    def _quickly(self, root: Part) -> None:
        if np.isinf(self.value) or self.prices.counted:
            self.offer(*quick_plan(self.question, self._share(0.05)))
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
        top = min(self.ceiling, self.most)
        if not (bound > top or bound == np.inf):
            return False
        self._close(bound if np.isfinite(bound) else top)
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
        least = FIRST_GUESS * abs(root.bound) / 4
        spare, growth, begun, first, self.loads = 4 * least, 2.0, monotonic(), root.bound, 0
        while spare >= least and monotonic() < until:
            spent = monotonic() - begun
            if spent > SLOW_FROM and (root.bound - first) / spent * (self.until - begun) < SLOW * (
                self.ceiling - first
            ):
                break
            top = min(self.ceiling, self.most)
            ceiling = min(root.bound + spare, top)
            small = self._narrowed(root, ceiling, until)
            bound, price = ceiling, None
            if small is not None:
                most = min(
                    ROOT_LOADS, ROOT_ENTRIES // len(self.question.demand), max(FEW_LOADS, MORE_LOADS * self.loads)
                )
                bound, price = self._look_at_loads(small, ceiling, most, until)
            if bound > ceiling or bound >= top:
                self._close(min(top, self.value))
                return None
            root = replace(root, bound=max(root.bound, bound))
            if bound < ceiling and price is None:  # too many loads
                spare, growth = spare / 2, 1.0
                continue
            settled = self._settled(root if price is None else self._repriced(root, price))
            if settled is None or bound < ceiling:
                return settled
            root, spare = settled, growth * spare
        return root

    def _guessed(self, root: Part, guesses: tuple[float, ...] = GUESSES, seconds: float = np.inf) -> Part | None:
        """Look below a ceiling that is guessed, by the programme of the arcs that are left."""
        for share in guesses:
            guess = root.bound + share * abs(root.bound)
            if monotonic() > self.until or guess >= self.ceiling:
                break
            small = self._narrowed(root, guess, self.until)
            outcome = (
                None if small is None else self._programme(small, guess, min(self._share(0.3), monotonic() + seconds))
            )
            nothing = outcome is None or (outcome.ended and not outcome.possible)
            root = self._settled(replace(root, bound=max(root.bound, guess if nothing else min(guess, outcome.bound))))
            if root is None:
                return None
        return root

    def _narrowed(self, part: Part, ceiling: float, until: float) -> Part | None:
        """What is left of the part when only plans up to the ceiling are sought; None when nothing is."""
        for _ in range(2):
            part = self.prices.settle(part, ceiling)
            if part.bound > ceiling:
                return None
            part = self.prices.improve(part, ceiling, rounds=30, until=until, theta=0.3)
            if part.bound > ceiling:
                return None
        return part

    def _look_at_loads(self, part: Part, ceiling: float, most: int, until: float) -> tuple[float, np.ndarray | None]:
        """A bound on the part's plans up to the ceiling, from all their loads, and prices that fit them.

        Above the ceiling: the best of the part's plans was found. At it: there is none. Below: not known.
        """
        loads = loads_below(self.prices, part, ceiling, most)
        if loads is None:
            return part.bound, None
        self.loads = len(loads)
        found = best_of_loads(self.question, loads, part.must, ceiling, until, part.price)
        plan = found.plan(*self.question.cost.shape)
        if plan is not None:
            self.offer(*plan)
            if found.ended and self.value <= ceiling:
                return np.inf, found.price
        return ceiling if found.ended else max(part.bound, min(found.bound, ceiling)), found.price

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
        if self.parts % NEAR_EVERY == 0 and self.beside is None:
            self._near(part)
        undecided = part.undecided
        until = min(self._share(0.5), monotonic() + LOAD_SECONDS)
        ceiling = self.ceiling
        bound, _ = self._look_at_loads(part, ceiling, PART_LOADS, until)
        if bound >= ceiling:
            self._close(min(ceiling, self.value))
            return []
        part = replace(part, bound=max(part.bound, bound))
        if len(undecided) <= NEARLY_DECIDED:
            deeper = self._by_loads(part, min(self._share(0.25), monotonic() + LOAD_SECONDS))
            deeper = None if deeper is None else self._guessed(deeper, PART_GUESSES, GUESS_SECONDS)
            if deeper is None:
                return []
            part, undecided = deeper, deeper.undecided
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
