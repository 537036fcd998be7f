"""Sites that hold only so much: prices for the bound, ceilings that rise from it to the best plan, branching on sites.

The same relaxation that bounds a part of the plans says which arcs and sites no better plan can have; what is left of
a part is soon small enough for an integer programme, or is split by opening or closing one site. Areas that may be
parted are searched for in the same way, but no arc is left out for them and no loads are written down.
"""

import heapq
from dataclasses import replace
from itertools import count
from time import monotonic

import numpy as np

from .arcs import SolvePart
from .beside import Line
from .ceilings import Ceilings
from .load_prices import Part
from .loading import Loaded, assigned_to, quick_plan
from .recentred import Recentred
from .regions import SolveRegion, bettered_by_regions
from .site_sets import SiteSets

ROOT_ROUNDS, PLAN_ROUNDS = 250, 100  # of prices, to prove and to find plans by
NODE_ROUNDS = 70
LEAF_ARCS = 1_500
LEAF_SECONDS = 2.5  # for a programme that branching on sites can spare; where sites are counted it seldom can
PART_LOADS = 40_000  # written down at most
LOADS, COUNTED_LOADS = 0.35, 0.75  # of the time, for all loads; where sites are counted branching on them does little
LOAD_SECONDS = 8.0  # for the best of a part's loads
CLIMBED_ARCS = 2_000  # of all plans: with so few, ceilings for the whole are faster than branching on sites
CLIMB_SECONDS, LONGER = 4.0, 2.0  # for a part with no site undecided while others wait, and how many times that later
NEARLY_DECIDED = 3  # sites: so few undecided ones are worth looking a little above a part's own bound
PART_GUESSES, GUESS_SECONDS = (0.0006, 0.0025), 4.0  # above its bound: ceilings for such a part
SETS, COUNTED_SETS = 0.15, 0.05  # of the time, to walk over sets of sites; where they are counted swaps alone are left
SET_SECONDS = 2.5  # for the best loads of one set of sites
NEAR_SITES, NEAR_ARCS = 3, 6
NEAR_EVERY = 5  # parts
REGIONS = 0.25  # of the time, to better the plan by regions


class SingleSearch(Ceilings):
    """The search: plans sought, parts bounded, split and closed."""

    def __init__(
        self,
        question: Loaded,
        solve_part: SolvePart,
        solve_region: SolveRegion,
        until: float,
        gap: float,
        beside: Line | None = None,
    ) -> None:
        super().__init__(question, solve_part, until, gap, beside)
        self.solve_region = solve_region
        self.parts = 0
        self._tried: set[bytes] = set()

    def _look(self, opened: np.ndarray) -> float:
        """A plan with what the prices open; the value that the prices should reach."""
        key = np.packbits(opened).tobytes()
        chosen = np.flatnonzero(opened)
        if key not in self._tried and len(chosen) and all(row.keeps(chosen) for row in self.question.rows):
            self._tried.add(key)
            self.offer_whole(chosen, assigned_to(self.question, chosen))
        return self.ceiling

    def run(self) -> float:
        """Search until proven or out of time; the bound on every plan."""
        root = self._priced()
        settled = self._settled(root)
        small = settled is not None and self.prices.many and settled.arcs <= LEAF_ARCS
        if settled is not None and self.beside is None and not small:
            settled = self._planned(settled)
        if settled is not None and self.prices.many and self._is_climbed(settled) and monotonic() < self.until:
            settled = self._climbed(settled, self.until)
        if settled is not None and monotonic() < self.until:
            settled = self._by_loads(settled, self._share(COUNTED_LOADS if self.prices.counted else LOADS))
        if settled is not None and self.beside is None and monotonic() < self.until:
            self._near(settled)
            self._by_regions(REGIONS)
        settled = None if settled is None else self._settled(settled)
        if settled is not None and self._is_climbed(settled):
            settled = self._climbed(settled, self.until)
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
        if np.isinf(self.value):
            self.offer(*quick_plan(self.question, self._share(0.05)))
        if root.often is not None and np.isinf(self.value):
            self.offer(*quick_plan(self.question, self._share(0.1), root.often))

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

    def _is_climbed(self, part: Part) -> bool:
        """Whether branching on sites would be slower than ceilings for the whole."""
        return self.prices.counted or part.arcs <= CLIMBED_ARCS

    def _branch(self, root: Part) -> float:
        """Parts split at sites, the lowest bound first; one whose sites are all decided is climbed."""
        order, waiting = count(), [(root.bound, 0, root, 0.0)]
        next(order)
        while waiting and monotonic() < self.until:
            bound, _, part, seconds = heapq.heappop(waiting)
            if self._closes(bound):
                continue
            if seconds:
                climbed = self._climbed(part, min(self.until, monotonic() + seconds) if waiting else self.until)
                left, again = [] if climbed is None else [climbed], LONGER * seconds
            else:
                left, again = self._split(part), 0.0 if len(part.undecided) else CLIMB_SECONDS
            for child in left:
                heapq.heappush(waiting, (child.bound, next(order), child, again))
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
        bound, _ = self._look_at_loads(part, self.ceiling, PART_LOADS, until)
        if self._leaves_nothing(bound):
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
            if not (self.prices.counted and self.parts == 1):
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
