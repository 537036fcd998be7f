"""Sites that hold only so much: prices for the bound, ceilings that rise from it to the best plan, branching on sites.

The same relaxation that bounds a part of the plans says which arcs and sites no better plan can have; what is left of
a part is soon small enough for an integer programme, or is split by opening or closing one site. Areas that may be
parted are searched for in the same way, but no arc is left out for them and no loads are written down.
"""

from dataclasses import replace
from time import monotonic

import numpy as np

from .arcs import SolvePart
from .beside import Line
from .branching import GUESS_SECONDS, LEAF_ARCS, PART_GUESSES, Branching
from .load_prices import Part
from .loading import Loaded, assigned_to, bettered, quick_plan
from .overloads import within_loads
from .recentred import Recentred
from .regions import SolveRegion, bettered_by_regions
from .site_sets import SiteSets
from .swapped import sites_that_hold_all, swapped

ROOT_ROUNDS, PLAN_ROUNDS = 250, 100  # of prices, to prove and to find plans by
LOADS, COUNTED_LOADS = 0.35, 0.75  # of the time, for all loads; where sites are counted branching on them does little
CLIMBED_ARCS = 2_000  # of all plans: with so few, ceilings for the whole are faster than branching on sites
SETS, COUNTED_SETS = 0.15, 0.05  # of the time, to walk over sets of sites; where they are counted swaps alone are left
SET_SECONDS = 2.5  # for the best loads of one set of sites
REGIONS = 0.25  # of the time, to better the plan by regions
SWAPS, WHOLE_TURNS = 0.2, 5  # of the time, where areas and sites are many; of shifts and swaps for each area


class SingleSearch(Branching):
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
        self._tried: set[bytes] = set()

    def _look(self, opened: np.ndarray) -> float:
        """A plan with what the prices open; the value that the prices should reach."""
        if self.prices.wide:
            return self.ceiling
        key = np.packbits(opened).tobytes()
        chosen = np.flatnonzero(opened)
        if key not in self._tried and len(chosen) and all(row.keeps(chosen) for row in self.question.rows):
            self._tried.add(key)
            self.offer_whole(chosen, assigned_to(self.question, chosen))
        return self.ceiling

    def run(self) -> float:
        """Search until proven or out of time; the bound on every plan."""
        if self.beside is None:
            self._swap()
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
        """On the second core: look for plans and, when that was in vain, run errands for as long."""
        self._swap()
        part, seed = self._settled(self._priced(PLAN_ROUNDS)), 0
        while part is not None and monotonic() < self.until:
            seed += 1
            before, begun = self.value, monotonic()
            self._recentre(0.15, seed)
            self._over_sets(part, 0.15, seed)
            if self.value < before or seed == 1:
                self._by_regions(REGIONS)
            if not self.value < before or seed == 1:
                self._run_errands(2 * monotonic() - begun)
            part = self._settled(part)

    def _swap(self) -> None:
        """Where areas and sites are many: a plan by swaps and regions, which may part areas, then of whole areas."""
        if not self.prices.wide:
            return
        question, until, found = replace(self.question, single=False), self._share(SWAPS), None
        chosen = sites_that_hold_all(question, until)
        for found in () if chosen is None else swapped(question, chosen, until):
            self._offer_parted(found.chosen, found.part)
        if found is not None:
            plan = bettered_by_regions(
                question, (found.chosen, found.part), self.solve_region, until=self._share(REGIONS),
                offer=self._offer_parted,
            )  # fmt: skip
            self._load(*plan)
        if np.isinf(self.value):
            self.offer(*quick_plan(self.question, until))

    def _offer_parted(self, chosen: np.ndarray, part: np.ndarray) -> None:
        if not self.question.single:
            self.offer(chosen, part)

    def _load(self, chosen: np.ndarray, part: np.ndarray) -> None:
        """Where areas go whole: each to where most of it goes, moved until every site holds what it has."""
        if not self.question.single:
            return
        goes, until, dice = part.argmax(axis=1), self._share(SWAPS), np.random.default_rng(0)
        goes = within_loads(self.question, chosen, goes, turns=WHOLE_TURNS * len(goes), until=until, dice=dice)
        if goes is not None:
            self.offer(*bettered(self.question, chosen, goes))
            self._by_regions(REGIONS)

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
        """Where sites are counted, and not many: better plans by moving them."""
        if self.prices.counted and self.plan[1] is not None and not self.prices.wide:
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
        if self.prices.wide:
            return
        if np.isinf(self.value):
            self.offer(*quick_plan(self.question, self._share(0.05)))
        if root.often is not None and np.isinf(self.value):
            self.offer(*quick_plan(self.question, self._share(0.1), root.often))

    def _by_regions(self, share: float) -> None:
        """The best plan so far, bettered a few sites at a time."""
        if self.plan[1] is not None:
            until = self._share(share)
            bettered_by_regions(self.question, self.plan, self.solve_region, offer=self.offer, until=until)

    def _is_climbed(self, part: Part) -> bool:
        """Whether branching on sites would be slower than ceilings for the whole."""
        return self.prices.counted or part.arcs <= CLIMBED_ARCS
