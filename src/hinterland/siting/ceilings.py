"""What there is in a part below a ceiling: by all its loads written down, or by the programme of its arcs.

Under a ceiling near the bound the prices leave few loads and few arcs. Loads are written down where a site holds few
areas; where it holds many they are too many, but a programme of the arcs is then almost as strong as its knapsacks.
"""

from dataclasses import replace
from time import monotonic

import numpy as np

from .all_loads import loads_below
from .arcs import News, Plan
from .load_choice import best_of_loads
from .load_prices import Part
from .model import SURE, least_value
from .parts import ABOVE, Parts
from .programme import Outcome

ROOT_LOADS = 9_000_000  # written down at most
SOME_LOADS, FAR_TOO_MANY = 100_000, 1e11  # fewer say nothing of how they grow; more are never written down
ROOT_ENTRIES = 900_000_000  # loads times areas: the same for many areas
MORE_LOADS, FEW_LOADS = 12, 200_000  # so many times as many as there were under the last ceiling, or so many
FIRST_GUESS = 0.0005  # above the bound: a ceiling that may prove too low
SLOW_FROM, SLOW = 3.0, 0.5  # seconds; a bound that would come half-way in all the time is raised by parts instead
STEP = 0.0005  # of the bound: at first between ceilings for programmes of arcs
MOST_ARCS = 40_000  # that a programme can be asked about
RISING = 0.001  # of the bound: by less it hardly rises
STEP_TIME, SOON = 0.5, 0.06  # of the time: for one programme, and so little that the next step is twice as wide


class Ceilings(Parts):
    """The parts, looked at under ceilings that rise from their bounds to the plan that stands."""

    loads = 0  # written down the last time

    def _by_loads(self, root: Part, until: float) -> Part | None:
        """Every load of plans up to a ceiling near the bound written down, then up to a higher one, while they are few.

        A plan found is the best of the part; when there is none the bound rises to the ceiling that was tried.
        Areas that may be parted make no loads.
        """
        if not self.question.single:
            return root
        least, counts = FIRST_GUESS * abs(root.bound) / 4, []
        spare, growth, begun, first, self.loads = 4 * least, 2.0, monotonic(), root.bound, 0
        while spare >= least and monotonic() < until:
            top = min(self.ceiling, self.most)
            foreseen = _foreseen(counts, top)
            if self._rises_slowly(root.bound - first, top - first, begun) or foreseen > FAR_TOO_MANY:
                break
            at_once = growth > 1.0 and 0 < foreseen <= self._all_loads
            ceiling = top if at_once else self._above(root, spare)
            most = self._all_loads if at_once else min(self._all_loads, max(FEW_LOADS, MORE_LOADS * self.loads))
            small, bound, price = self._narrowed(root, ceiling, until), ceiling, None
            if small is not None:
                bound, price = self._look_at_loads(small, ceiling, most, until)
                counts.append((ceiling, self.loads))
            if self._leaves_nothing(bound):
                return None
            root = replace(root, bound=max(root.bound, bound))
            settled = self._settled(root if price is None else self._repriced(root, price))
            if settled is None:
                return None
            if bound < ceiling:  # too many loads
                spare, growth = (ceiling - settled.bound) / 2, 1.0
                listed = price is not None  # then only too many to choose from, which arcs may spare us
                if ceiling <= self._above(settled, 0.0) or (listed and not self.prices.counted):
                    return settled
            root, spare = settled, growth * spare
        return root

    @property
    def _all_loads(self) -> int:
        """So many can be written down of a question with so many areas."""
        return min(ROOT_LOADS, ROOT_ENTRIES // len(self.question.demand))

    def _rises_slowly(self, risen: float, whole: float, begun: float) -> bool:
        """Whether a bound that has risen so far since then would come half-way to the top at most in the time left."""
        spent = monotonic() - begun
        return spent > SLOW_FROM and risen / spent * (self.until - begun) < SLOW * whole

    def _above(self, part: Part, spare: float) -> float:
        """A ceiling so far above the part's bound, at a value that plans can have; the highest worth trying at most."""
        ceiling, grain = part.bound + spare, self.question.grain
        if grain:
            ceiling = (
                max(float(np.floor(ceiling / grain)) * grain, least_value(part.bound, grain, ABOVE)) + SURE * grain
            )
        return min(ceiling, self.ceiling, self.most)

    def _look_at_loads(self, part: Part, ceiling: float, most: int, until: float) -> tuple[float, np.ndarray | None]:
        """A bound on the part's plans up to the ceiling, from all their loads, and prices that fit them.

        Endless: the best of the part's plans was found. At the ceiling, or at what a plan found meanwhile has made of
        it: there is none below. Below both: not known.
        """
        loads = loads_below(self.prices, part, ceiling, most) if self.question.single else None
        if loads is None:
            return part.bound, None
        self.loads = len(loads)
        found = best_of_loads(self.question, loads, part.must, lambda: min(ceiling, self.ceiling), until, part.price)
        plan = found.plan(*self.question.cost.shape)
        if plan is not None:
            self.offer(*plan)
            if found.ended and self.value <= self.question.value(*plan) <= found.ceiling:
                return np.inf, found.price
        return found.ceiling if found.ended else max(part.bound, min(found.bound, found.ceiling)), found.price

    def _leaves_nothing(self, bound: float) -> bool:
        """Whether nothing better than the best plan is in the part that was looked at; it is closed then."""
        if bound < min(self.ceiling, self.most):
            return False
        self._close(min(bound, self.value))
        return True

    def _repriced(self, part: Part, price: np.ndarray) -> Part:
        """The part at the better of its own prices and those that the choice of loads has found."""
        fresh = self.prices.improve(
            replace(part, price=price, bound=-np.inf), self.ceiling, rounds=40, until=self.until, theta=0.2
        )
        here, _, _ = self.prices.evaluate(part, part.price)
        return replace(part, price=fresh.price, often=fresh.often) if fresh.bound > here else part

    def _guessed(self, root: Part, guesses: tuple[float, ...], seconds: float) -> Part | None:
        """Look below a ceiling that is guessed, by the programme of the arcs that are left."""
        for share in guesses:
            guess = self._above(root, share * abs(root.bound))
            if monotonic() > self.until or guess >= self.ceiling:
                break
            root = self._looked_below(root, guess, min(self._share(0.3), monotonic() + seconds))
            if root is None:
                return None
        return root

    def _climbed(self, root: Part, until: float) -> Part | None:
        """Ceilings one above the other, up to the plan that stands, while their programmes end soon."""
        root = self._priced_anew(root)
        step = 0.0 if root is None else STEP * abs(root.bound)
        while monotonic() < until and root is not None and step > STEP / 8 * abs(root.bound):
            top, begun = min(self.ceiling, self.most), monotonic()
            guess = self._above(root, step)
            guess = top if np.isfinite(top) and guess > top - step / 2 else guess
            seconds = (until - begun) * (1.0 if guess == top else STEP_TIME)
            root = self._looked_below(root, guess, begun + seconds)
            if root is None:
                return None
            if root.bound < guess:
                step /= 4
            elif monotonic() - begun < SOON * (until - begun):
                step *= 2
        return root

    def _priced_anew(self, root: Part) -> Part | None:
        """Prices beside the plan that is known by now, while too much is left and the bound still rises."""
        rising, until = True, self._share(STEP_TIME)
        while rising and root is not None and root.arcs > MOST_ARCS and monotonic() < until:
            before = root.bound
            root = self._settled(self.prices.improve(root, self.ceiling, rounds=60, until=until))
            rising = root is not None and root.bound > before + RISING * abs(before)
        return root

    def _looked_below(self, root: Part, guess: float, until: float) -> Part | None:
        """The part with the bound that a programme of what is left below the ceiling gives it."""
        small = self._narrowed(root, guess, self.until)
        if small is not None and small.arcs > MOST_ARCS:
            return root
        outcome = None if small is None else self._programme(small, guess, until, self._news(guess))
        if outcome is None or (outcome.ended and not (outcome.possible and outcome.value <= guess * (1 + 1e-9))):
            bound = np.inf if guess >= min(self.ceiling, self.most) else guess
        else:
            bound = min(guess, outcome.bound)
        return self._settled(replace(root, bound=max(root.bound, bound)))

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

    def _programme(self, part: Part, ceiling: float, until: float, news: News | None = None) -> Outcome:
        outcome, chosen, goes = self.solve_part(part, ceiling, until, news)
        if goes is not None:
            self.offer(chosen, goes)
        return outcome

    def _news(self, known: float) -> News:
        """What tells of plans that are better than those known."""

        def news() -> Plan | None:
            nonlocal known
            self._hear()
            if not self.value < known:
                return None
            known = self.value
            return self.plan

        return news


def _foreseen(counts: list[tuple[float, int]], top: float) -> float:
    """How many loads there would be at the top if they grew as from one ceiling to the next; 0: not known."""
    if len(counts) < 2 or not np.isfinite(top):
        return 0.0
    (before, few), (now, many) = counts[-2:]
    if now <= before or many <= SOME_LOADS:
        return 0.0
    rate = np.log(many / max(few, 1)) / (now - before)
    return float(many * np.exp(min(rate * (top - now), 100.0)))
