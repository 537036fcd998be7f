"""Better plans from what the linear programme says: rounded and exchanged, joined to the best known, and by regions.

Two good plans agree nearly everywhere; where they do not, the question falls into small pieces, and the best of all
that lies between them is found exactly. What no region can better by itself is hardly bettered at all (Taillard and
Voss, "POPMUSIC", 2002).
"""

from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
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
        self._aside: ThreadPoolExecutor | None = None
        self._asked: Future | None = None

    @contextmanager
    def aside(self) -> Iterator[None]:
        """While this lasts a second core, if there is one, looks for plans; at its end nobody is still looking."""
        if self.cores == 1:
            yield
            return
        with ThreadPoolExecutor(1) as self._aside:
            yield
        if self._asked is not None:
            self._asked.result()
        self._aside = self._asked = None

    def seek(self, found: Relaxed, left: InQuestion) -> None:
        """Round this solution; aside, nothing is done while the one before is still at work."""
        if self._aside is None:
            self.round(found, left)
        elif self._asked is None or self._asked.done():
            self._asked = self._aside.submit(self.round, found, left)

    def round(self, found: Relaxed, left: InQuestion) -> None:
        """Make a whole plan of a fractional one, improve it, and join it to the best plan known."""
        total = round(float(found.open.sum()))
        order = np.argsort(-found.open, kind="stable")[: max(total, 1)]
        chosen = np.sort(order)
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
