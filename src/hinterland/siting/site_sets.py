"""Plans from good sets of open sites: a walk from set to set by their bounds, areas loaded where a set looks good.

With a set of open sites given, prices bound what it can cost, and the same prices say what opening, closing or swapping
one site would at least come to. The walk goes to the neighbour that promises most and stays when its bound is better.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from time import monotonic

import numpy as np

from .load_prices import LoadPrices, Part
from .loading import Loaded, bettered
from .overloads import within_loads

TURNS, LONGER = 5, 40  # of shifts and swaps, for each area: at first sight, and for a plan close to the best
CLOSE, NEAR = 0.003, 0.01  # shares of a plan's value
ROUNDS = 40  # of prices for one set
NEIGHBOURS = 12  # of one set, looked at before it is left
KICKED = 2_000  # walks from the best set, changed a little, at most
LOOSE = 0.5  # chance beside how often a site was opened
PROMISING = 12  # sets remembered for a closer look
KICKS = (2, 4)  # sites swapped at random when the walk has come to its end
Offer = Callable[[np.ndarray, np.ndarray], None]


@dataclass(frozen=True, eq=False)
class _Bounded:
    """A set of sites, the prices that fit it, and its bound."""

    chosen: np.ndarray
    part: Part
    bound: float

    def limits(self) -> dict[str, np.ndarray]:
        """Arcs, sites and prices of the part of all plans that open just these sites."""
        return {name: getattr(self.part, name) for name in ("may", "shut", "must", "price", "bound")}


class SiteSets:
    """The walk: what it has seen, the best plan, and the time it may take."""

    def __init__(self, question: Loaded, prices: LoadPrices, part: Part, offer: Offer, seed: int = 1) -> None:
        self.question, self.offer, self.dice = question, offer, np.random.default_rng(seed)
        self.prices, self.part = prices, part
        self.seen: set[bytes] = set()
        self.promising: list[_Bounded] = []  # the sets of least bound

    def run(self, plan: tuple[np.ndarray, np.ndarray | None], value: float, until: float) -> None:
        """Walk until time is up; every better plan is offered."""
        self.value, self.until = value, until
        self.best: _Bounded | None = None
        for start in self._starts(plan[0] if plan[1] is not None else None):
            self._walk(start)
        for turn in range(KICKED):
            if monotonic() > until:
                return
            afresh = self.best is None or turn % 3 == 2
            self._walk(self._likely(LOOSE) if afresh else self._kicked(self.best.chosen))

    def _walk(self, start: np.ndarray) -> None:
        """From set to better set, loading each, until no neighbour is better."""
        here = self._bounded(start)
        while here is not None and monotonic() < self.until:
            if self.best is None or here.bound < self.best.bound:
                self.best = here
            self.promising = sorted([*self.promising, here], key=lambda each: each.bound)[:PROMISING]
            found = self._load(here, TURNS)
            following = self._better_neighbour(here)
            if following is None and found is not None and found[1] < (1 + CLOSE) * self.value:
                self._load(here, LONGER, found[0])
            here = following

    def _starts(self, chosen: np.ndarray | None) -> Iterator[np.ndarray]:
        """Sites opened most often while the prices were improved, few or more of them, and those of a plan."""
        for more in range(6):
            yield self._likely(0.0, more)
        if chosen is not None:
            yield chosen

    def _likely(self, loose: float, more: int | None = None) -> np.ndarray:
        """The sites that the prices open most often, as many as hold all demand and some more; chance may meddle."""
        part, question = self.part, self.question
        often = np.zeros(len(part.shut)) if part.often is None else part.often
        often = often + loose * self.dice.random(len(often))
        often[part.must], often[part.shut] = 3.0, -1.0
        order = np.argsort(-often, kind="stable")
        enough = int(np.searchsorted(np.cumsum(question.capacity[order]), question.demand.sum())) + 1
        more = int(self.dice.integers(0, 4)) if more is None else more
        return np.sort(order[: enough + more])

    def _kicked(self, chosen: np.ndarray) -> np.ndarray:
        """The set with a few of its sites swapped at random."""
        free = chosen[~self.part.must[chosen]]
        new = np.setdiff1d(np.flatnonzero(~self.part.shut), chosen)
        count = min(int(self.dice.integers(*KICKS)), len(free), len(new))
        gone, come = self.dice.choice(free, count, replace=False), self.dice.choice(new, count, replace=False)
        return np.sort(np.concatenate([np.setdiff1d(chosen, gone), come]))

    def _allowed(self, chosen: np.ndarray) -> bool:
        question = self.question
        enough = question.capacity[chosen].sum() >= question.demand.sum()
        right = not (self.part.shut[chosen].any() or self.part.must.sum() > self.part.must[chosen].sum())
        return bool(enough and right and all(row.keeps(chosen) for row in question.rows))

    def _bounded(self, chosen: np.ndarray, price: np.ndarray | None = None, above: float = np.inf) -> _Bounded | None:
        """The set with its bound; None when it was seen, breaks a rule or its bound passes what is asked for."""
        key = chosen.tobytes()
        if key in self.seen or not len(chosen) or not self._allowed(chosen):
            return None
        self.seen.add(key)
        closed = ~np.isin(np.arange(len(self.part.shut)), chosen)
        may = self.part.may & ~closed
        if not may.any(axis=1).all():
            return None
        start = self.part.price if price is None else price
        part = Part(may, closed, ~closed, start)
        ceiling = min(above, self.value)
        part = self.prices.improve(part, ceiling, rounds=ROUNDS, until=self.until, theta=0.5)
        return _Bounded(chosen, part, part.bound) if part.bound < ceiling else None

    def _better_neighbour(self, here: _Bounded) -> _Bounded | None:
        """The first neighbour of better bound, the most promising looked at first."""
        base, reduced = self.prices.reduced_costs(replace(self.part, price=here.part.price))
        gone = here.chosen[~self.part.must[here.chosen]]
        new = np.setdiff1d(np.flatnonzero(~self.part.shut), here.chosen)
        worth = base + float(reduced[here.chosen].sum())
        trials = [(worth - reduced[site], (site,), ()) for site in gone]
        trials += [(worth + reduced[site], (), (site,)) for site in new]
        trials += [(worth - reduced[out] + reduced[site], (out,), (site,)) for out in gone for site in new]
        looked = 0
        for promised, out, come in sorted(trials, key=lambda each: each[0]):
            if promised >= here.bound or looked >= NEIGHBOURS or monotonic() > self.until:
                return None
            trial = np.sort(np.concatenate([np.setdiff1d(here.chosen, out), np.array(come, int)]))
            if trial.tobytes() in self.seen or not self._allowed(trial):
                continue
            looked += 1
            found = self._bounded(trial, here.part.price, here.bound)
            if found is not None:
                return found
        return None

    # -- plans --

    def _load(self, here: _Bounded, turns: int, goes: np.ndarray | None = None) -> tuple[np.ndarray, float] | None:
        """A plan with these sites open, from the loads that the prices give them or from a plan; and its value."""
        question, part = self.question, here.part
        near = self.prices.settle(part, min(self.value, part.bound + NEAR * abs(part.bound)))
        may = near.may if np.isfinite(near.bound) else part.may
        narrow = replace(question, cost=np.where(may, question.cost, np.inf))
        goes = self._held(part, here.chosen) if goes is None else goes
        goes = within_loads(narrow, here.chosen, goes, turns=turns * len(goes), until=self.until, dice=self.dice)
        if goes is None or not np.isfinite(question.cost[np.arange(len(goes)), goes]).all():
            return None
        kept, plan = bettered(question, here.chosen, goes)
        worth = question.value(kept, plan)
        if worth < self.value:
            self.value = worth
            self.offer(kept, plan)
        return goes, worth

    def _held(self, part: Part, chosen: np.ndarray) -> np.ndarray:
        """Each area at the cheapest site whose best load holds it; the others where they are cheapest."""
        cost = np.where(part.may[:, chosen], self.question.cost[:, chosen], np.inf)
        held = np.where(self.prices.loads_at(part, chosen), cost, np.inf)
        place = np.where(np.isfinite(held).any(axis=1), held.argmin(axis=1), cost.argmin(axis=1))
        return chosen[place]
