"""Plans with so many sites open: areas loaded, each site moved to where its areas are served best, then shaken.

Location and allocation by turns (Cooper 1963), here with what sites hold kept by `within_loads`; what follows a plan is
that plan with a site or a few moved elsewhere. Only swaps that keep every rule are made.
"""

from collections.abc import Callable
from time import monotonic

import numpy as np

from .loading import Loaded, bettered
from .overloads import within_loads

TURNS, LONGER = 3, 12  # of shifts and swaps, for each area: after a move, and for a plan close to the best
CLOSE = 0.01  # a share of the best plan's value
LIKELY = 12  # sites among which the place of a moved one is drawn, the nearest to an area that is served dearly
PATIENCE = 12  # shakes without a better plan before the walk goes back to the best
Offer = Callable[[np.ndarray, np.ndarray], None]


class Recentred:
    """The walk: the plan it stands at and the best."""

    def __init__(self, question: Loaded, offer: Offer, until: float, seed: int = 1) -> None:
        self.question, self.offer, self.until = question, offer, until
        self.dice = np.random.default_rng(seed)
        self.line = np.arange(len(question.demand))
        self.cost = np.where(np.isfinite(question.cost), question.cost, 1e3 * float(_largest(question)))

    def run(self, chosen: np.ndarray, goes: np.ndarray) -> None:
        """Walk from the plan until time is up; every better plan is offered."""
        best, here, idle = (self._worth(chosen, goes), chosen, goes), (chosen, goes), 0
        now = best[0]
        while monotonic() < self.until:
            found = self._settled(*self._shaken(*here), best[0])
            if found is None:
                continue
            worth, chosen, goes = found
            idle += 1
            if worth < now - 1e-9 or (idle < PATIENCE and worth < now * (1 + CLOSE * self.dice.random())):
                here, now = (chosen, goes), worth
            if worth < best[0] - 1e-9:
                best, idle = found, 0
                self.offer(*bettered(self.question, chosen, goes))
            if idle >= PATIENCE:
                here, now, idle = best[1:], best[0], 0

    def _settled(
        self, chosen: np.ndarray, goes: np.ndarray, best: float
    ) -> tuple[float, np.ndarray, np.ndarray] | None:
        """Load and move by turns until neither helps; its value and the plan, None when areas do not fit."""
        found, turns = None, TURNS
        while monotonic() < self.until:
            goes = within_loads(self.question, chosen, goes, turns=turns * len(goes), until=self.until, dice=self.dice)
            if goes is None:
                return found
            chosen, goes = self._moved(chosen, goes)
            worth = self._worth(chosen, goes)
            if found is not None and worth >= found[0] - 1e-9:
                return found
            found = (worth, chosen, goes)
            if turns == TURNS and worth < best * (1 + CLOSE):
                turns = LONGER
        return found

    def _moved(self, chosen: np.ndarray, goes: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Each site where its areas are served best, one after another, as far as every rule is kept."""
        question, chosen, goes = self.question, chosen.copy(), goes.copy()
        is_open = np.zeros(len(question.opening), bool)
        is_open[chosen] = True
        for place, site in enumerate(chosen):
            mine = goes == site
            worth = self.cost[mine].sum(axis=0) + question.opening
            short = question.capacity < question.demand[mine].sum() - 1e-9
            worth[is_open | question.barred | short] = np.inf
            here, best = self.cost[mine, site].sum() + question.opening[site], int(worth.argmin())
            if question.forced[site] or worth[best] >= here - 1e-9:
                continue
            trial = chosen.copy()
            trial[place] = best
            if all(row.keeps(np.sort(trial)) for row in question.rows):
                is_open[site], is_open[best] = False, True
                chosen, goes[mine] = trial, best
        return np.sort(chosen), goes

    def _shaken(self, chosen: np.ndarray, goes: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """One to three sites moved near areas that are served dearly; areas go to their cheapest."""
        question, chosen, goes = self.question, chosen.copy(), goes.copy()
        for _ in range(int(self.dice.integers(1, 4))):
            area = int(self.dice.choice(len(goes), p=_shares(self.cost[self.line, goes])))
            free = ~question.barred
            free[chosen] = False
            near = np.flatnonzero(free)
            near = near[np.argsort(self.cost[area, near], kind="stable")[:LIKELY]]
            gone = np.flatnonzero(~question.forced[chosen])
            if not len(near) or not len(gone):
                break
            trial = chosen.copy()
            trial[int(self.dice.choice(gone))] = int(self.dice.choice(near))
            trial.sort()
            enough = question.capacity[trial].sum() >= question.demand.sum()
            if enough and all(row.keeps(trial) for row in question.rows):
                chosen = trial
        goes = np.where(np.isin(goes, chosen), goes, chosen[self.cost[:, chosen].argmin(axis=1)])
        return chosen, goes

    def _worth(self, chosen: np.ndarray, goes: np.ndarray) -> float:
        return float(self.cost[self.line, goes].sum() + self.question.opening[chosen].sum())


def _shares(cost: np.ndarray) -> np.ndarray:
    cost = cost + 1e-9 * max(float(cost.max(initial=0.0)), 1.0)
    return cost / cost.sum() if cost.sum() > 0 else np.full(len(cost), 1 / len(cost))


def _largest(question: Loaded) -> float:
    return question.cost.max(initial=1.0, where=np.isfinite(question.cost))
