"""Better plans by exchange: swap an open site for a closed one, open one more, close one, while that helps.

The saving of every exchange is read off one pass over the sites nearer than each area's second nearest open site
(Resende and Werneck, "A fast swap-based local search procedure for location problems", 2007).
"""

from dataclasses import dataclass
from time import monotonic

import numpy as np

from .model import Model, SiteRow
from .rows import CostRows

DENSE_TABLE = 4_000_000
AT_ONCE = 64


@dataclass(eq=False)
class Plan:
    """Open sites with each area's nearest and second nearest of them."""

    chosen: np.ndarray  # site numbers; the place in it is the slot
    first: np.ndarray  # slot of the nearest
    near: np.ndarray
    second: np.ndarray
    next: np.ndarray  # cost of the second nearest
    far: float  # stands for what cannot be reached

    @property
    def spent(self) -> float:
        return float(self.near.sum())


def plan_of(cost: np.ndarray, chosen: np.ndarray) -> Plan:
    areas = len(cost)
    far = 1e3 * (float(cost.max(initial=0.0, where=np.isfinite(cost))) or 1.0)
    plan = Plan(
        chosen.copy(), np.zeros(areas, np.int64), np.zeros(areas), np.zeros(areas, np.int64), np.zeros(areas), far
    )
    _look_up(cost, plan, np.arange(areas))
    return plan


def _look_up(cost: np.ndarray, plan: Plan, areas: np.ndarray) -> None:
    for start in range(0, len(areas), 1024):
        rows = areas[start : start + 1024]
        block = np.minimum(cost[np.ix_(rows, plan.chosen)], plan.far)
        line = np.arange(len(rows))
        first = block.argmin(axis=1)
        plan.first[rows], plan.near[rows] = first, block[line, first]
        block[line, first] = np.inf
        second = block.argmin(axis=1)
        plan.second[rows], plan.next[rows] = second, np.minimum(block[line, second], plan.far)


def interchange(
    model: Model, rows: CostRows, chosen: np.ndarray, *, until: float, every: tuple[SiteRow, ...] | None = None
) -> np.ndarray:
    """The plan after every improving exchange that keeps the rows (counts, budget, localities) has been made."""
    kept = model.rows if every is None else every
    plan = plan_of(model.cost, chosen)
    while monotonic() < until:
        moves = _simple_swaps(model, rows, plan) if _only_swaps(kept, model) else _ruled_moves(model, rows, plan, kept)
        before, chosen = plan.spent + model.opening[plan.chosen].sum(), plan.chosen.copy()
        if not _make(model, plan, moves):
            break
        if plan.spent + model.opening[plan.chosen].sum() >= before:  # the sums promised more than they hold
            return np.sort(chosen)
    return np.sort(plan.chosen)


def _only_swaps(rows: tuple[SiteRow, ...], model: Model) -> bool:
    """Whether the one rule is an exact count, so that only swaps are possible and all are allowed."""
    return len(rows) == 1 and rows[0].low == rows[0].high and bool((rows[0].coefficients == 1.0).all())


def _pairs(rows: CostRows, plan: Plan) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Area, site and cost of every pair nearer than the area's second nearest open site."""
    areas, places, found = np.arange(rows.areas), rows.cost.shape[1], []
    begin, step = 0, 8
    while len(areas) and begin < places:
        cost = rows.cost[areas, begin : begin + step]
        nearer = cost < plan.next[areas, None]
        line, place = np.nonzero(nearer)
        found.append((areas[line], rows.site[areas[line], begin + place], cost[line, place]))
        areas = areas[nearer[:, -1]]
        begin, step = begin + step, step * 2
    return tuple(np.concatenate(part) for part in zip(*found, strict=True))


def _tables(model: Model, rows: CostRows, plan: Plan) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Saving of opening a site; loss of closing a slot; and, by key site x slot, what a swap saves of that loss."""
    area, site, cost = _pairs(rows, plan)
    near, following = plan.near[area], plan.next[area]
    gain = np.bincount(site, np.maximum(near - cost, 0.0), model.sites) - model.opening
    loss = np.bincount(plan.first, plan.next - plan.near, len(plan.chosen)) - model.opening[plan.chosen]
    key = site.astype(np.int64) * len(plan.chosen) + plan.first[area]
    return gain, loss, key, following - np.maximum(cost, near)


def _closed(model: Model, plan: Plan) -> np.ndarray:
    closed = ~model.barred
    closed[plan.chosen] = False
    return closed


def _simple_swaps(model: Model, rows: CostRows, plan: Plan, most: int = AT_ONCE) -> list[tuple[float, int, int]]:
    """Improving swaps (change, site in, slot out), best first, at most one for each site coming in."""
    gain, loss, key, spared = _tables(model, rows, plan)
    loss = np.where(model.forced[plan.chosen], np.inf, loss)
    size = model.sites * len(plan.chosen)
    if size <= DENSE_TABLE:
        table = loss[None, :] - np.bincount(key, spared, size).reshape(model.sites, -1)
        out = table.argmin(axis=1)
        change = table[np.arange(model.sites), out] - gain
    else:
        change, out = _sparse_best(model, loss, key, spared)
        change -= gain
    change = np.where(_closed(model, plan), change, np.inf)
    order = np.flatnonzero(change < 0)
    order = order[np.argsort(change[order], kind="stable")][:most]
    return [(float(change[site]), int(site), int(out[site])) for site in order]


def _sparse_best(model: Model, loss: np.ndarray, key: np.ndarray, spared: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """As the dense table's best slot for each site, by sorting the few pairs that spare anything."""
    order = np.argsort(key, kind="stable")
    key, spared = key[order], spared[order]
    starts = np.flatnonzero(np.r_[True, key[1:] != key[:-1]]) if len(key) else np.array([], np.int64)
    total = np.add.reduceat(spared, starts) if len(key) else np.array([])
    site, slot = np.divmod(key[starts], len(loss))
    value = loss[slot] - total
    least = int(loss.argmin())
    change, out = np.full(model.sites, loss[least]), np.full(model.sites, least)
    order = np.lexsort((value, site))
    site, slot, value = site[order], slot[order], value[order]
    head = np.r_[True, site[1:] != site[:-1]] if len(site) else np.array([], bool)
    better = value[head] < change[site[head]]
    change[site[head][better]] = value[head][better]
    out[site[head][better]] = slot[head][better]
    return change, out


def _ruled_moves(model: Model, rows: CostRows, plan: Plan, kept: tuple[SiteRow, ...]) -> list[tuple[float, int, int]]:
    """The best move among all swaps, openings and closings that keep every row; slot or site -1 means none."""
    gain, loss, key, spared = _tables(model, rows, plan)
    loss = np.where(model.forced[plan.chosen], np.inf, loss)
    gain = np.where(_closed(model, plan), gain, -np.inf)
    swap = loss[None, :] - np.bincount(key, spared, model.sites * len(loss)).reshape(model.sites, -1) - gain[:, None]
    opened, shut = -gain, loss.copy()
    if len(plan.chosen) == 1:
        shut[:] = np.inf
    for row in kept:
        a, total = row.coefficients, row.coefficients[plan.chosen].sum()
        slip = 1e-9 * max(1.0, np.abs(a).sum())
        leaving = a[plan.chosen]
        for change, step in ((swap, a[:, None] - leaving[None]), (opened, a), (shut, -leaving)):
            after = total + step
            change[(after < row.low - slip) | (after > row.high + slip)] = np.inf
    best = [(float(swap.min()), *map(int, divmod(int(swap.argmin()), len(loss))))]
    best.append((float(opened.min()), int(opened.argmin()), -1))
    best.append((float(shut.min()), -1, int(shut.argmin())))
    return [min(best)]


def _make(model: Model, plan: Plan, moves: list[tuple[float, int, int]]) -> bool:
    """Make the improving moves that do not touch the same areas; the changes then simply add up."""
    touched = np.zeros(len(plan.near), bool)
    used: set[int] = set()
    worth = -1e-9 * max(1.0, plan.spent * 1e-3)
    made = []
    for change, site, slot in moves:
        if change >= worth:
            break
        concerned = np.zeros(len(touched), bool)
        if site >= 0:
            concerned |= model.cost[:, site] < plan.next
        if slot >= 0:
            concerned |= (plan.first == slot) | (plan.second == slot)
        if slot in used or (touched & concerned).any():
            continue
        touched |= concerned
        used.add(slot)
        made.append((site, slot))
    for site, slot in made:
        if site >= 0 and slot >= 0:
            plan.chosen[slot] = site
    if len(made) == 1 and min(made[0]) < 0:
        _resize(plan, *made[0])
        touched[:] = True
    if made:
        _look_up(model.cost, plan, np.flatnonzero(touched))
    return bool(made)


def _resize(plan: Plan, site: int, slot: int) -> None:
    plan.chosen = np.delete(plan.chosen, slot) if site < 0 else np.append(plan.chosen, site)
