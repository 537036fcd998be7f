"""What fits best into each site: knapsacks of all sites at once, by dynamic programming."""

import numpy as np


def best_loads(worth: np.ndarray, weight: np.ndarray, room: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The most worth that each column's room holds, and which items make it up.

    `worth` is items by columns, nothing below 0; weights and rooms are whole numbers.
    """
    columns, widest = worth.shape[1], int(room.max(initial=0))
    table = np.zeros((columns, widest + 1))
    taken: list[tuple[int, np.ndarray, np.ndarray | None]] = []
    for item in np.flatnonzero((worth > 0).any(axis=1)):
        size, mine = int(weight[item]), np.flatnonzero(worth[item] > 0)
        if size > widest:
            continue
        before = table[mine]
        trial = before[:, : widest + 1 - size] + worth[item, mine, None]
        better = trial > before[:, size:]
        table[mine, size:] = np.where(better, trial, before[:, size:])
        taken.append((item, mine, better))
    chosen, left = np.zeros(worth.shape, bool), room.copy()
    for item, mine, better in reversed(taken):
        place = left[mine] - weight[item]
        fits = (place >= 0) & better[np.arange(len(mine)), np.maximum(place, 0)]
        chosen[item, mine] = fits
        left[mine[fits]] -= weight[item]
    return table[np.arange(columns), room], chosen


def parted_loads(worth: np.ndarray, weight: np.ndarray, room: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """The same where the last item may be taken in part: what it comes to, the parts, and what a unit of room is worth.

    Never less than with whole items, and little more where a room holds many (Dantzig 1957).
    """
    item, column = np.divmod(np.flatnonzero(worth > 0), worth.shape[1])
    best, taken, rent = parted_pairs(column, worth[item, column], weight[item], room)
    part = np.zeros(worth.shape)
    part[item, column] = taken
    return best, part, rent


def parted_pairs(
    column: np.ndarray, worth: np.ndarray, weight: np.ndarray, room: np.ndarray
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """The same for pairs of item and column that are worth something: what each column comes to, the part of each pair
    that is taken, and what a unit of each column's room is worth."""
    size = np.maximum(weight, 1e-12)
    each = worth / size
    order = np.argsort(-each, kind="stable")
    order = order[np.argsort(column[order], kind="stable")]
    column, each, size = column[order], each[order], size[order]
    total = np.concatenate([[0.0], np.cumsum(size)])
    before = total[:-1] - total[np.searchsorted(column, column)]
    share = np.clip((room[column] - before) / size, 0.0, 1.0)
    taken = np.empty(len(order))
    taken[order] = share
    rent, full = np.zeros(len(room)), np.flatnonzero(share < 1.0)[::-1]
    rent[column[full]] = each[full]
    return np.bincount(column, share * each * size, len(room)), taken, rent


def with_and_without(worth: np.ndarray, weight: np.ndarray, room: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The most worth of each column when one item has to be in it, and when that item has to stay out.

    Here worth may be below 0, or minus infinity where the item may not go.
    """
    items, columns = worth.shape
    widest = int(room.max(initial=0))
    gain = np.maximum(worth, 0.0)
    before = np.zeros((items + 1, columns, widest + 1))
    for item in range(items):
        _add(before[item], before[item + 1], gain[item], int(weight[item]))
    inside, outside = np.full(worth.shape, -np.inf), np.zeros(worth.shape)
    after = np.zeros((columns, widest + 1))
    rest = room[:, None] - np.arange(widest + 1)[None, :]
    for item in range(items - 1, -1, -1):
        size = int(weight[item])
        outside[item] = (before[item] + _looked_up(after, rest)).max(axis=1)
        if size <= widest:
            inside[item] = worth[item] + (before[item] + _looked_up(after, rest - size)).max(axis=1)
        following = np.empty_like(after)
        _add(after, following, gain[item], size)
        after = following
    return inside, outside


def _add(table: np.ndarray, out: np.ndarray, gain: np.ndarray, size: int) -> None:
    out[:] = table
    if size < table.shape[1]:
        np.maximum(out[:, size:], table[:, : table.shape[1] - size] + gain[:, None], out=out[:, size:])


def _looked_up(table: np.ndarray, places: np.ndarray) -> np.ndarray:
    return np.where(places >= 0, np.take_along_axis(table, np.maximum(places, 0), axis=1), -np.inf)
