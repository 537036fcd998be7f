"""Better plans from what the linear programme says: rounded, also by lot, exchanged, joined to the best, by regions.

Two good plans agree nearly everywhere; where they do not, the question falls into small pieces, and the best of all
that lies between them is found exactly. What no region can better by itself is hardly bettered at all (Taillard and
Voss, "POPMUSIC", 2002); a plan that is shaken first may be (Mladenović and Hansen, 1997).
"""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from threading import Event
from time import monotonic

import numpy as np

from .core import WHOLE, Core, narrowed
from .incumbent import Incumbent
from .interchange import interchange
from .master import Relaxed
from .model import Model
from .pieces import Pieces, Solver, falls_apart
from .rows import CostRows

NEAR, NEAR_SHARE = 800, 0.03  # sites in which two plans may differ, and of the time to look between them
FRUITLESS, DRAWN_SHARE = 2, 0.06  # plans drawn by lot in a row, and of the time left, without a better one
OFTEN, SELDOM = 4, 5  # solutions rounded one after another, and which ones later
LOT = 0.7  # how far chance counts beside what the programme says
MOST_MOVED, MOST_SHAKEN = 4, 1000  # sites, when a plan is shaken, and how often one is
LONG = 4_000_000  # pairs of area and site beyond which bettering one plan may not take all the time


@dataclass(frozen=True, eq=False)
class InQuestion:
    """What is left in question, and at which prices."""

    core: Core
    closed: np.ndarray
    opened: np.ndarray
    price: np.ndarray


class Seeker:
    """Looks for better plans; a second core does so while the first goes on."""

    def __init__(
        self, model: Model, rows: CostRows, best: Incumbent, piece: Solver | None, *, until: float, cores: int
    ) -> None:
        self.model, self.rows, self.best, self.piece, self.until, self.cores = model, rows, best, piece, until, cores
        self._tried: set[bytes] = set()
        self._is_aside, self._over, self._news = False, False, Event()
        self._latest: tuple[Relaxed, InQuestion] | None = None
        self._dice, self._luckless, self._fruitless = np.random.default_rng(0), 0, 0

    @contextmanager
    def aside(self) -> Iterator[None]:
        """While this lasts a second core, if there is one, looks for plans; at its end nobody is still looking."""
        if self.cores == 1:
            yield
            return
        self._is_aside, self._over, self._latest = True, False, None
        with ThreadPoolExecutor(1) as thread:
            asked = thread.submit(self._look_aside)
            try:
                yield
            finally:
                self._is_aside, self._over = False, True
                self._news.set()
        asked.result()

    def seek(self, found: Relaxed, left: InQuestion) -> None:
        """Round this solution; aside, as soon as the one before has been rounded."""
        if not self._is_aside:
            self._round_at_times(found, left)
            return
        self._latest = found, left
        self._news.set()

    def _round_at_times(self, found: Relaxed, left: InQuestion) -> None:
        """Round this solution, and after some that gave no better plan only every few of them."""
        self._fruitless += 1
        if self._fruitless <= OFTEN or self._fruitless % SELDOM == 0:
            known = self.best.value
            self.round(found, left)
            self._fruitless = 0 if self.best.value < known else self._fruitless

    def _look_aside(self) -> None:
        """Round the latest solution, and go on with it by lot while that gives better plans and no other comes."""
        while not self._over:
            self._news.wait()
            self._news.clear()
            latest = self._latest
            if latest is not None and not self._over:
                self.round(*latest)
                self._draw(*latest, stop=self._news.is_set)
                self._shake(latest[1], stop=self._news.is_set)

    def round(self, found: Relaxed, left: InQuestion) -> None:
        """Make a whole plan of a fractional one, improve it, and join it to the best plan known."""
        self._better(np.argsort(-found.open, kind="stable")[: max(_total(found), 1)], left)

    def draw(self, found: Relaxed, left: InQuestion) -> None:
        """Make whole plans of a fractional one by lot, as long as that gives better plans; after each time that it
        gave none it is given up sooner, in the end before it has begun."""
        known, most = self.best.value, FRUITLESS >> self._luckless
        with ThreadPoolExecutor(self.cores) as threads:
            list(threads.map(lambda _: self._draw(found, left, most=most), range(self.cores)))
        self._luckless = 0 if self.best.value < known else self._luckless + 1

    def _draw(
        self, found: Relaxed, left: InQuestion, *, most: int = FRUITLESS, stop: Callable[[], bool] = lambda: False
    ) -> None:
        in_part = np.minimum(found.open, 1 - found.open).clip(min=0.0)
        if self.piece is None or in_part.max() < WHOLE:
            return
        dice, fruitless, value = self._dice.spawn(1)[0], 0, self.best.value
        until = monotonic() + DRAWN_SHARE * max(self.until - monotonic(), 0.0)
        while fruitless < most and monotonic() < until and not stop():
            likely = found.open + dice.normal(0.0, LOT, len(in_part)) * np.sqrt(in_part * (1 - in_part))
            self._better(np.argsort(-likely, kind="stable")[: max(_total(found), 1)], left)
            fruitless, before = fruitless + 1, value
            value = self.best.value
            if value < before:
                fruitless, until = 0, monotonic() + DRAWN_SHARE * max(self.until - monotonic(), 0.0)

    def _shake(self, left: InQuestion, stop: Callable[[], bool]) -> None:
        """Around one area after another, drawn by lot, let other sites take the place of some that are open."""
        if self.piece is None or self.model.areas * self.model.sites <= LONG:
            return
        dice = self._dice.spawn(1)[0]
        for _ in range(MOST_SHAKEN):
            if monotonic() > self.until or stop():
                break
            self._better(shaken(self.model, left.core, self.best.chosen, dice), left)

    def _better(self, chosen: np.ndarray, left: InQuestion) -> None:
        chosen = np.sort(chosen)
        key = chosen.tobytes()
        if key in self._tried or monotonic() > self.until:
            return
        self._tried.add(key)
        self.best.offer(chosen)
        seconds = max(self.until - monotonic(), 0.0)
        share = 1.0 if self.model.areas * self.model.sites <= LONG else 0.1
        plan = interchange(self.model, self.rows, chosen, until=monotonic() + share * seconds)
        before = self.best.chosen
        other = before if self.best.offer(plan) else plan
        opening = np.zeros(self.model.sites)
        opening[other] = 1.0
        self.between(opening, left)

    def between(self, opening: np.ndarray, left: InQuestion) -> None:
        """The best plan of those that agree with this one and the best plan known wherever these two agree."""
        if self.piece is None or not len(self.best.chosen):
            return
        known = np.zeros(self.model.sites, bool)
        known[self.best.chosen] = True
        opened = known & (opening > 1 - WHOLE) | left.opened
        closed = (~known & (opening < WHOLE) | left.closed) & ~opened
        if (~closed & ~opened).sum() > NEAR:
            return
        core = narrowed(left.core, closed=closed, opened=opened)
        if falls_apart(core):
            pieces = Pieces(self.model, core, self.best, opened, left.price)
            until = monotonic() + NEAR_SHARE * max(self.until - monotonic(), 0.0)
            pieces.seek(self.piece, until=until, cores=self.cores)

    def around(self, groups: Sequence[np.ndarray], core: Core, *, seconds: float) -> None:
        """Choose anew, around each of these groups of areas, the sites that the best plan opens there."""
        if self.piece is None or not len(self.best.chosen):
            return

        def bettered(areas: np.ndarray) -> None:
            until = min(self.until, monotonic() + seconds)
            plan = better_around(self.model, core, self.best.chosen, areas, self.piece, until=until)
            if plan is not None:
                self.best.offer(plan)

        with ThreadPoolExecutor(self.cores) as threads:
            list(threads.map(bettered, groups))


def shaken(model: Model, core: Core, chosen: np.ndarray, dice: np.random.Generator) -> np.ndarray:
    """The plan with some of the open sites about an area given up for others that are left to it; forced ones stay."""
    area = int(dice.integers(core.areas))
    others = np.setdiff1d(core.site[area, : core.length[area]], chosen)
    free = chosen[~model.forced[chosen]]
    free = free[np.argsort(model.cost[area, free], kind="stable")]
    moved = min(int(dice.integers(1, MOST_MOVED + 1)), len(others), len(free))
    giving_way = dice.choice(free[: 2 * moved], moved, replace=False)
    return np.concatenate([np.setdiff1d(chosen, giving_way), dice.choice(others, moved, replace=False)])


def _total(found: Relaxed) -> int:
    return round(float(found.open.sum()))


def better_around(
    model: Model, core: Core, chosen: np.ndarray, areas: np.ndarray, solver: Solver, *, until: float
) -> np.ndarray | None:
    """The sites of a better plan that differs only in the sites these areas may use, as many as before; or none."""
    own = np.arange(core.site.shape[1]) < core.length[:, None]
    here = np.zeros(core.sites + 1, bool)
    here[core.site[areas][own[areas]]] = True
    concerned = (here[core.site] & own).any(axis=1)
    is_here = here[chosen]
    staying, count, sites = chosen[~is_here], int(is_here.sum()), np.flatnonzero(here)
    if not count or count == len(sites):
        return None
    cost = model.cost[np.ix_(concerned, sites)]
    if len(staying):
        cost = np.minimum(cost, model.cost[np.ix_(concerned, staying)].min(axis=1)[:, None])
    known = float(cost[:, np.isin(sites, chosen)].min(axis=1).sum())
    step = model.grain or 1e-9 * abs(known)
    anew, value, _ = solver(cost, count, known - step * (1 - 1e-3), until)
    return np.sort(np.concatenate([staying, sites[anew]])) if value < known - 0.5 * step else None
