"""A first plan: open, one after another, the site that saves most."""

from time import monotonic

import numpy as np

from .model import Model

BLOCK = 256


def greedy(model: Model, count: int, *, until: float = np.inf) -> np.ndarray:
    """The forced sites and then the best next ones, up to `count` open; when time is up, by what is known by then."""
    cost = model.cost
    chosen = list(np.flatnonzero(model.forced))
    ceiling = _ceiling(cost)
    nearest = np.minimum(cost[:, chosen].min(axis=1), ceiling) if chosen else ceiling
    savings = _all_savings(cost, nearest, np.arange(len(cost))) - model.opening
    savings[model.barred | model.forced] = -np.inf
    while len(chosen) < count:
        best = int(savings.argmax())
        if savings[best] == -np.inf:
            break
        chosen.append(best)
        savings[best] = -np.inf
        if monotonic() < until:
            nearer = np.flatnonzero(cost[:, best] < nearest)
            savings -= _all_savings(cost, nearest, nearer) - _all_savings(cost, cost[:, best], nearer)
            nearest[nearer] = cost[nearer, best]
    return np.array(sorted(chosen), dtype=np.int64)


def _ceiling(cost: np.ndarray) -> np.ndarray:
    """What an area costs while nothing serves it: a little more than its dearest site."""
    finite = np.where(np.isfinite(cost), cost, 0.0).max(axis=1)
    return finite + 0.1 * finite.max(initial=0.0) + 1e-9


def _all_savings(cost: np.ndarray, nearest: np.ndarray, areas: np.ndarray) -> np.ndarray:
    """What each site would save these areas alone."""
    total = np.zeros(cost.shape[1])
    for start in range(0, len(areas), BLOCK):
        some = areas[start : start + BLOCK]
        total += np.maximum(nearest[some, None] - cost[some], 0.0).sum(axis=0)
    return total
