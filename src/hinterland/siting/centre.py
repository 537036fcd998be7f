"""The least worst travel: the smallest distance within which the rules let every area be covered."""

from collections.abc import Callable
from time import monotonic

import numpy as np

from .incumbent import Found
from .model import Model
from .programme import Programme
from .wishes import Undecided

Covering = Callable[[float, float], np.ndarray | None]


def choose_centres(model: Model, *, until: float, start: np.ndarray, covering: Covering | None = None) -> Found:
    """Narrow the worst travel between a plan and a proof by covering problems; costs are the travel itself.

    `covering` finds sites that keep all rules with every area within a level; without it a count is the only rule.
    """
    levels = np.unique(model.cost[np.isfinite(model.cost)])
    chosen = start if covering else _spread(model, start)
    value = _worst(model, chosen)
    low, high = int(np.searchsorted(levels, _floor(model))), int(np.searchsorted(levels, value))
    while low < high and monotonic() < until:
        middle = (low + high) // 2
        try:
            found = (covering or _cover(model))(levels[middle], until - monotonic())
        except Undecided:
            break
        if found is None:
            low = middle + 1
        else:
            chosen, value = found, _worst(model, found)
            high = int(np.searchsorted(levels, value))
    return Found(chosen, value, float(levels[min(low, high)]), low >= high, "covering problems")


def _worst(model: Model, chosen: np.ndarray) -> float:
    return float(model.cost[:, chosen].min(axis=1).max())


def _floor(model: Model) -> float:
    return float(model.cost[:, ~model.barred].min(axis=1).max())


def _spread(model: Model, start: np.ndarray) -> np.ndarray:
    """The plan of farthest-first choice, when it is better than the start."""
    chosen = list(np.flatnonzero(model.forced)) or [
        int(np.where(model.barred, np.inf, model.cost.max(axis=0)).argmin())
    ]
    nearest = model.cost[:, chosen].min(axis=1)
    taken = model.barred.copy()
    taken[chosen] = True
    while len(chosen) < len(start):
        site = int(np.where(taken, np.inf, model.cost[int(nearest.argmax())]).argmin())
        taken[site] = True
        chosen.append(site)
        nearest = np.minimum(nearest, model.cost[:, site])
    spread = np.array(sorted(chosen))
    return spread if _worst(model, spread) < _worst(model, start) else start


def _cover(model: Model) -> Covering:
    most = min((row.high for row in model.rows), default=np.inf)

    def covering(level: float, seconds: float) -> np.ndarray | None:
        return _within(model, level, most, seconds)

    return covering


def _within(model: Model, level: float, most: float, seconds: float) -> np.ndarray | None:
    """At most so many sites with every area within the level of one."""
    covers = (model.cost <= level) & ~model.barred
    if not covers.any(axis=1).all():
        return None
    rows, columns = _reduced(covers & True, model.forced)
    programme = Programme()
    low = model.forced[columns].astype(float)
    for whole in (False, True):  # first ask the linear programme, which often says no at once
        programme = Programme()
        sites = programme.add_columns(np.ones(len(columns)), low, np.ones(len(columns)), whole=whole)
        area, place = np.nonzero(covers[np.ix_(rows, columns)])
        ones = np.ones(len(rows))
        programme.add_rows(area, sites[place], np.ones(len(area)), ones, np.full(len(rows), np.inf))
        outcome = programme.solve(seconds=seconds)
        if outcome.bound > most + 1e-6:
            return None
    if outcome.possible is None or outcome.value > most + 0.5:
        raise Undecided
    return _filled(model, columns[np.flatnonzero(outcome.values > 0.5)])


def _filled(model: Model, chosen: np.ndarray) -> np.ndarray:
    """Open more sites, in their order, until the least count is reached: that cannot lengthen any travel."""
    least = max([0.0, *(row.low for row in model.rows)])
    spare = np.setdiff1d(np.flatnonzero(~model.barred), chosen)
    return np.sort(np.concatenate([chosen, spare[: max(int(least) - len(chosen), 0)]]))


def _reduced(covers: np.ndarray, forced: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Areas and sites that matter: no area whose sites include another's, no site that covers less than another."""
    rows, columns = np.arange(covers.shape[0]), np.flatnonzero(covers.any(axis=0) | forced)
    while True:
        table = covers[np.ix_(rows, columns)].astype(np.float32)
        keep_rows = _minimal(table)
        keep_columns = np.union1d(_maximal(table[keep_rows]), np.flatnonzero(forced[columns]))
        if len(keep_rows) == len(rows) and len(keep_columns) == len(columns):
            return rows, columns
        rows, columns = rows[keep_rows], columns[keep_columns]


def _minimal(table: np.ndarray) -> np.ndarray:
    """Rows that contain no other row; of equal rows the first."""
    size = table.sum(axis=1)
    shared = table @ table.T
    contains = shared >= size[None, :]  # row i contains row k
    equal_later = contains & contains.T & (np.arange(len(size))[:, None] <= np.arange(len(size))[None, :])
    return np.flatnonzero(~(contains & ~equal_later).any(axis=1))


def _maximal(table: np.ndarray) -> np.ndarray:
    """Columns contained in no other column; of equal columns the first."""
    size = table.sum(axis=0)
    shared = table.T @ table
    inside = shared >= size[:, None]  # column j lies inside column k
    equal_later = inside & inside.T & (np.arange(len(size))[:, None] <= np.arange(len(size))[None, :])
    return np.flatnonzero(~(inside & ~equal_later).any(axis=1))
