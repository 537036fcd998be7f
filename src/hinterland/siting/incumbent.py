"""The best plan known so far, what was found of it, and when a bound is good enough."""

from dataclasses import dataclass, field
from threading import Lock

import numpy as np

from .model import SURE, Model, least_value


@dataclass(frozen=True, eq=False)
class Found:
    """The best plan, the bound, and whether the search ended by itself."""

    chosen: np.ndarray
    value: float
    bound: float
    ended: bool
    method: str = ""


@dataclass(eq=False)
class Incumbent:
    """Open sites and their value; inf while there is no plan. A plan worth more than `most` is of no use."""

    model: Model
    gap: float = 0.0
    most: float = np.inf
    chosen: np.ndarray = field(default_factory=lambda: np.array([], np.int64))
    value: float = np.inf
    _turn: Lock = field(default_factory=Lock, repr=False)

    def offer(self, chosen: np.ndarray) -> bool:
        """Take the plan if it keeps every rule and is better."""
        value = self.model.value(chosen)
        with self._turn:
            if not value < self.value - 1e-12 * abs(value) or not self.model.allows(chosen):
                return False
            self.chosen, self.value = np.sort(chosen), value
            return True

    @property
    def ceiling(self) -> float:
        """A plan that is still sought is worth no more than this."""
        if np.isinf(self.value):
            return self.most
        step = self.model.grain * (1 - SURE) if self.model.grain else 1e-9 * abs(self.value)
        return min(self.most, self.value - max(step, self.gap * abs(self.value)))

    def closes(self, bound: float) -> bool:
        """Whether nothing that is still sought can lie above this bound."""
        return bound > self.ceiling

    def proven(self, bound: float) -> float:
        """The bound in its strongest honest form: up to the next possible value, never above what was sought."""
        bound = least_value(bound, self.model.grain)
        return min(float(bound), self.value if self.ceiling < self.most else self.most)
