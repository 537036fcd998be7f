"""Each area's sites in order of cost."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np

BLOCK = 512


@dataclass(frozen=True, eq=False)
class CostRows:
    """The cheapest sites of each area in order; nothing outside a row costs less than the row's tail."""

    site: np.ndarray  # areas by places in the row
    cost: np.ndarray
    tail: np.ndarray
    sites: int

    @property
    def areas(self) -> int:
        return self.site.shape[0]


def cost_rows(cost: np.ndarray, keep: int | None = None) -> CostRows:
    """Sort each row of the table, keeping only its cheapest."""
    areas, sites = cost.shape
    keep = sites if keep is None else min(keep, sites)
    order = np.empty((areas, keep), np.int32)
    sorted_cost = np.empty((areas, keep))
    tail = np.full(areas, np.inf)

    def sort_block(start: int) -> None:
        block = cost[start : start + BLOCK]
        if keep < sites:
            nearest = np.argpartition(block, keep, axis=1)
            tail[start : start + BLOCK] = np.take_along_axis(block, nearest[:, keep : keep + 1], axis=1)[:, 0]
            nearest = nearest[:, :keep]
            inner = np.take_along_axis(block, nearest, axis=1).argsort(axis=1, kind="stable")
            nearest = np.take_along_axis(nearest, inner, axis=1)
        else:
            nearest = block.argsort(axis=1, kind="stable")
        order[start : start + BLOCK] = nearest
        sorted_cost[start : start + BLOCK] = np.take_along_axis(block, nearest, axis=1)

    with ThreadPoolExecutor(2) as threads:
        list(threads.map(sort_block, range(0, areas, BLOCK)))
    return CostRows(order, sorted_cost, tail, sites)
