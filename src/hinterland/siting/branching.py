"""Parts of the plans, split by opening or closing one site until each is small enough to be decided.

The lowest bound comes first. The second core looks into the parts that come next and tells what is left of them; a part
that is out there too long is looked into here as well, so nothing waits for it and nothing is lost with it.
"""

import heapq
from dataclasses import dataclass, replace
from itertools import count
from time import monotonic

import numpy as np

from .ceilings import Ceilings
from .load_prices import Part

NODE_ROUNDS = 70
LEAF_ARCS = 1_500
LEAF_SECONDS = 2.5  # for a programme that branching on sites can spare; where sites are counted it seldom can
PART_LOADS = 40_000  # written down at most
LOAD_SECONDS = 8.0  # for the best of a part's loads
CLIMB_SECONDS, LONGER = 4.0, 2.0  # for a part with no site undecided while others wait, and how many times that later
NEARLY_DECIDED = 3  # sites: so few undecided ones are worth looking a little above a part's own bound
PART_GUESSES, GUESS_SECONDS = (0.0006, 0.0025), 4.0  # above its bound: ceilings for such a part
NEAR_SITES, NEAR_ARCS = 3, 6
NEAR_EVERY = 5  # parts
SAME = 1e-9  # of a value
AHEAD = 3  # parts out at the second core, which looks into one after another


@dataclass(frozen=True, eq=False)
class Open:
    """A part that is not decided, and how long it is climbed when it comes up; not at all, but split, at 0."""

    part: Part
    seconds: float = 0.0


@dataclass(frozen=True, eq=False)
class Errand:
    """A part for the second core."""

    number: int
    what: Open


@dataclass(frozen=True, eq=False)
class Answer:
    """What is left of it, what the plans of the rest are worth at least, and the best plan known there."""

    number: int
    left: tuple[Open, ...]
    floor: float
    value: float


class Waiting:
    """Parts that are still to be looked into, the lowest bound first, and those that are out on an errand."""

    def __init__(self, root: Part) -> None:
        self.here: list[tuple[float, int, Open]] = []
        self.out: dict[int, Open] = {}
        self._number = count()
        self.add(Open(root))

    def add(self, what: Open) -> None:
        heapq.heappush(self.here, (what.part.bound, next(self._number), what))

    def next(self) -> Open:
        """The one with the lowest bound; where none is left here, the one that went out last."""
        return heapq.heappop(self.here)[2] if self.here else self.out.popitem()[1]

    def sent(self) -> Errand:
        """The one with the lowest bound, which goes out."""
        number = next(self._number)
        self.out[number] = heapq.heappop(self.here)[2]
        return Errand(number, self.out[number])

    @property
    def bound(self) -> float:
        """No plan in any of them is worth less."""
        return min((what.part.bound for what in (*(each[2] for each in self.here), *self.out.values())), default=np.inf)

    def __bool__(self) -> bool:
        return bool(self.here or self.out)


class Branching(Ceilings):
    """The parts, split until they are decided."""

    parts = 0

    def _branch(self, root: Part) -> float:
        """Until no part is left or time is up; the bound on every plan."""
        waiting = Waiting(root)
        while waiting and monotonic() < self.until:
            what = waiting.next()
            if self._closes(what.part.bound):
                continue
            self._send(waiting)
            for left in self._looked_into(what, alone=not waiting):
                waiting.add(left)
            self._returned(waiting)
        if not waiting:
            return self._end()
        return min(waiting.bound, self.floor if np.isfinite(self.floor) else np.inf, self.value)

    def _send(self, waiting: Waiting) -> None:
        """Keep the second core busy."""
        while self.beside is not None and waiting.here and len(waiting.out) < AHEAD:
            self.beside.tell(waiting.sent())

    def _returned(self, waiting: Waiting) -> None:
        """Take over what the second core has left of its parts."""
        while self.beside is not None and (answer := self.beside.word()) is not None:
            self._hear()  # a plan is told before the word that it closes a part
            what = waiting.out.pop(answer.number, None)
            if what is None:
                continue
            unheard = answer.value < self.value and not np.isclose(answer.value, self.value, rtol=SAME, atol=0.0)
            for left in [what] if unheard else answer.left:
                waiting.add(left)
            if np.isfinite(answer.floor) and not unheard:
                self._close(answer.floor)

    def _run_errands(self, until: float) -> None:
        """On the second core: look into the parts that the first one sends, while there are any."""
        while monotonic() < until and (errand := self.beside.word()) is not None:
            self.floor = -np.inf
            closed = self._closes(errand.what.part.bound)
            left = () if closed else tuple(self._looked_into(errand.what))
            self.beside.tell(Answer(errand.number, left, self.floor, self.value))

    def _looked_into(self, what: Open, *, alone: bool = False) -> list[Open]:
        """What is left of the part: itself, its halves or nothing."""
        if not what.seconds:
            again = 0.0 if len(what.part.undecided) else CLIMB_SECONDS
            return [Open(part, again) for part in self._split(what.part)]
        climbed = self._climbed(what.part, self.until if alone else min(self.until, monotonic() + what.seconds))
        return [] if climbed is None else [Open(climbed, LONGER * what.seconds)]

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
        return self._halved(part, self._site(part, undecided))

    def _halved(self, part: Part, site: int) -> list[Part]:
        """The plans with the site open and those without it, as far as they may still hold a better one."""
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
