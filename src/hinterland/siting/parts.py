"""Parts of all plans: the best plan so far, and which parts may still hold a better one."""

from time import monotonic

import numpy as np

from .arcs import SolvePart, shared_out
from .beside import Line
from .load_prices import LoadPrices, Part
from .loading import Loaded, at_most, bettered, least_of
from .model import SURE

ABOVE = SURE / 2  # of a grain: ceilings lie twice as far above the values that plans can have


class Parts:
    """One question: its prices, its time, the best plan so far, and the least that a closed part's plans are worth."""

    def __init__(
        self, question: Loaded, solve_part: SolvePart, until: float, gap: float, beside: Line | None = None
    ) -> None:
        self.question, self.solve_part, self.until, self.gap, self.beside = question, solve_part, until, gap, beside
        self.prices = LoadPrices(question)
        self.value, self.plan = np.inf, (np.array([], int), None)
        self.most = at_most(question)
        self.floor = -np.inf  # no plan that a closed part held is worth less
        self.ended = False
        self._shared: set[bytes] = set()  # sets of sites between which areas have been shared out

    def offer(self, chosen: np.ndarray, part: np.ndarray | None) -> None:
        if part is not None and self.question.keeps(chosen, part):
            value = self.question.value(chosen, part)
            if value < self.value:
                self.value, self.plan = value, (chosen, part)
                if self.beside is not None:
                    self.beside.tell((chosen, part.argmax(axis=1)))

    def offer_whole(self, chosen: np.ndarray, goes: np.ndarray | None) -> None:
        """A plan of whole areas; where they may be parted they are shared out between its sites."""
        if goes is not None:
            self.offer(*bettered(self.question, chosen, goes))
        if not self.question.single and least_of(self.question, chosen) < self.value:
            key = chosen.tobytes()
            if key not in self._shared:
                self._shared.add(key)
                self.offer(chosen, shared_out(self.question, chosen, self.until))

    def _hear(self) -> None:
        """Take over what the other core has found."""
        plan = None if self.beside is None else self.beside.plan()
        if plan is not None:
            self.offer_whole(*plan)

    @property
    def ceiling(self) -> float:
        """A plan that is still sought is worth no more than this."""
        self._hear()
        if np.isinf(self.value):
            return np.inf
        grain = self.question.grain
        step = grain * (1 - SURE) if grain else 1e-7 * abs(self.value)
        return self.value - max(step, self.gap * abs(self.value))

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
