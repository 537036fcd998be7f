"""A first plan: open, one after another, the site that saves most (lazily re-evaluated)."""

from time import monotonic

import numpy as np

from .model import Model

BATCH = 48


def greedy(model: Model, count: int, *, until: float = np.inf) -> np.ndarray:
    """The forced sites and then the best next ones, up to `count` open; when time is up, by what is known by then."""
    cost = model.cost
    chosen = list(np.flatnonzero(model.forced))
    ceiling = _ceiling(cost)
    nearest = np.minimum(cost[:, chosen].min(axis=1), ceiling) if chosen else ceiling
    savings = _all_savings(cost, nearest) - model.opening
    savings[model.barred | model.forced] = -np.inf
    fresh = np.ones(model.sites, bool)
    while len(chosen) < count:
        best = int(savings.argmax())
        if savings[best] == -np.inf:
            break
        if not fresh[best] and monotonic() < until:
            top = np.argpartition(-savings, min(BATCH, model.sites - 1))[:BATCH]
            top = top[(savings[top] > -np.inf) & ~fresh[top]]
            savings[top] = np.maximum(nearest[:, None] - cost[:, top], 0.0).sum(axis=0) - model.opening[top]
            fresh[top] = True
            continue
        chosen.append(best)
        nearest = np.minimum(nearest, cost[:, best])
        savings[best] = -np.inf
        fresh[:] = False
    return np.array(sorted(chosen), dtype=np.int64)


def _ceiling(cost: np.ndarray) -> np.ndarray:
    """What an area costs while nothing serves it: a little more than its dearest site."""
    finite = np.where(np.isfinite(cost), cost, 0.0).max(axis=1)
    return finite + 0.1 * finite.max(initial=0.0) + 1e-9


def _all_savings(cost: np.ndarray, nearest: np.ndarray) -> np.ndarray:
    total = np.zeros(cost.shape[1])
    for start in range(0, len(cost), 256):
        total += np.maximum(nearest[start : start + 256, None] - cost[start : start + 256], 0.0).sum(axis=0)
    return total
