"""What is left of the rows of cost once some sites are known to stay closed or to be open."""

from dataclasses import dataclass

import numpy as np

from .rows import CostRows

WHOLE = 1e-6  # how near to open or closed a site counts as such
FIRST_PLACES = 32  # of each row, looked at before the rest of it


@dataclass(frozen=True, eq=False)
class Core:
    """Each area's remaining sites by cost, ended by a stand-in that is always open and costs no more than the truth.

    `site` holds numbers of sites; `sites` (one past the last) is the stand-in. `end` is its cost in each row: that of
    a site known to be open, or the limit beyond which an area goes in no better plan. Where `must` is set the row
    ended because nothing further is allowed at all: one of its sites has to be open.
    """

    site: np.ndarray
    cost: np.ndarray
    end: np.ndarray
    length: np.ndarray  # places before the stand-in
    must: np.ndarray
    limited: np.ndarray  # the row ended at the limit: no plan that is still sought lets the area use the stand-in
    sites: int

    @property
    def areas(self) -> int:
        return len(self.end)

    @property
    def least(self) -> np.ndarray:
        return self.cost[:, 0]


def core_of(rows: CostRows, *, closed: np.ndarray, opened: np.ndarray, limit: np.ndarray | None = None) -> Core:
    """Leave out closed sites; end each row at its first open site, at the limit, or at its own end."""
    areas, places = rows.site.shape
    limit = np.minimum(rows.tail, np.inf if limit is None else limit)
    sure = opened[rows.site]
    first_sure = np.where(sure.any(axis=1), sure.argmax(axis=1), places)
    sure_cost = np.where(first_sure < places, rows.cost[np.arange(areas), np.minimum(first_sure, places - 1)], np.inf)
    end = np.minimum(sure_cost, limit)
    kept = (rows.cost < end[:, None]) & ~closed[rows.site] & (np.arange(places) < first_sure[:, None])
    must = np.isinf(end)
    return _packed(rows.site, rows.cost, kept, end, must, must | (limit < sure_cost), rows.sites)


def narrowed(core: Core, *, closed: np.ndarray, opened: np.ndarray, limit: np.ndarray | float = np.inf) -> Core:
    """What is left of it once more sites are known to stay closed or to be open."""
    line = np.arange(core.areas)
    first_sure = np.append(opened, True)[core.site].argmax(axis=1)
    end = core.cost[line, first_sure]
    at_end = core.site[line, first_sure] == core.sites
    beyond = limit < end
    end = np.minimum(end, limit)
    kept = (np.arange(core.site.shape[1]) < first_sure[:, None]) & ~np.append(closed, True)[core.site]
    kept &= core.cost < end[:, None]
    return _packed(
        core.site, core.cost, kept, end, core.must & at_end & ~beyond, core.limited & at_end | beyond, core.sites
    )


def _packed(
    site: np.ndarray,
    cost: np.ndarray,
    kept: np.ndarray,
    end: np.ndarray,
    must: np.ndarray,
    limited: np.ndarray,
    sites: int,
) -> Core:
    """The places kept, one after another, and the stand-in behind them."""
    length = kept.sum(axis=1)
    shape = len(end), int(length.max(initial=0)) + 1
    packed_site, packed_cost = np.full(shape, sites, np.int32), np.repeat(end[:, None], shape[1], axis=1)
    area, place = np.nonzero(kept)
    within = np.arange(len(area)) - np.repeat(np.cumsum(length) - length, length)
    packed_site[area, within], packed_cost[area, within] = site[area, place], cost[area, place]
    if must.any():
        dearest = np.where(length > 0, packed_cost[np.arange(len(end)), np.maximum(length - 1, 0)], 0.0)
        end = np.where(must, dearest, end)
        packed_cost = np.where(np.isinf(packed_cost), end[:, None], packed_cost)
    return Core(packed_site, packed_cost, end, length, must, limited, sites)


def separate(core: Core, opening: np.ndarray, areas: np.ndarray | None = None) -> tuple[np.ndarray, np.ndarray]:
    """What each area costs when sites are open in part, and the cost at which its cut is tightest.

    The cost is the best of filling from the cheapest site upwards until one whole site is used.
    """
    share = np.append(opening, 1.0)
    site, cost = (core.site, core.cost) if areas is None else (core.site[areas], core.cost[areas])
    spent, level = np.empty(len(site)), np.empty(len(site))
    rows, places = np.arange(len(site)), FIRST_PLACES
    while len(rows):
        part = share[site[rows, :places]]
        filled = part.cumsum(axis=1) >= 1.0 - 1e-9
        full = filled[:, -1] | (places >= site.shape[1])
        done, part = rows[full], part[full]
        level[done] = cost[done, filled[full].argmax(axis=1)]
        slack = np.maximum(level[done, None] - cost[done, :places], 0.0)
        spent[done] = level[done] - np.einsum("ij,ij->i", slack, part)
        rows, places = rows[~full], 4 * places
    return spent, level


def cut_entries(core: Core, areas: np.ndarray, level: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """For the cut `cost of area >= level - sum of (level - c) x open`: the cut, site and coefficient of each entry."""
    slack = level[:, None] - core.cost[areas]
    cut, place = np.nonzero((slack > 0) & (core.site[areas] < core.sites))
    return cut, core.site[areas[cut], place], slack[cut, place]
