"""Cuts for a neighbourhood in which the linear programme opens sites in part.

The programme's own prices say what each site earns from areas outside; what the areas inside cost at these prices is
a small question of its own, and its whole answer is more than the programme's fractional one (cutting planes by
Boyd 1994, "Fenchel cutting planes for integer programs", over the sites of a neighbourhood). The difference is a cut
that holds everywhere.
"""

from collections.abc import Callable

import numpy as np

from .core import WHOLE, Core
from .master import LocalCut, Master, Relaxed
from .model import Model
from .pieces import piece_labels

Answered = Callable[[Model], float]  # a proven bound for a small question


def neighbourhoods(core: Core, opening: np.ndarray, most: int, dice: np.random.Generator) -> list[np.ndarray]:
    """Areas that share sites open in part, group by group."""
    partly = np.append((opening > WHOLE) & (opening < 1 - WHOLE), False)
    share = np.append(opening, 1.0)[core.site]
    before = share.cumsum(axis=1) - share
    used = partly[core.site] & (before < 1 - WHOLE)
    area, place = np.nonzero(used)
    site = core.site[area, place]
    by_area, by_site = _index(area, site, core.areas), _index(site, area, core.sites + 1)
    left = np.zeros(core.areas, bool)
    left[area] = True
    area, place = np.nonzero(np.arange(core.site.shape[1]) < core.length[:, None])
    users = _index(core.site[area, place], area, core.sites + 1)
    groups = []
    for first in dice.permutation(np.unique(area)):
        if left[first]:
            group = _surrounded(_grown(first, by_area, by_site, left, most), core, users, most)
            left[group] = False
            groups.append(group)
    return groups


def pieces_in_part(core: Core, opening: np.ndarray) -> list[np.ndarray]:
    """The areas of each piece of what is left in which sites open in part, the smallest piece first."""
    partly = np.append((opening > WHOLE) & (opening < 1 - WHOLE), False)
    own = np.arange(core.site.shape[1]) < core.length[:, None]
    in_part, labels = (partly[core.site] & own).any(axis=1), piece_labels(core)
    return sorted((np.flatnonzero(labels == each) for each in np.unique(labels[in_part])), key=len)


def _surrounded(group: np.ndarray, core: Core, users: list[np.ndarray], most: int) -> np.ndarray:
    """With the areas about it, those that share most sites with it first, up to so many."""
    inside = np.zeros(core.areas, bool)
    inside[group] = True
    while inside.sum() < most:
        sites = np.unique(np.concatenate([core.site[area, : core.length[area]] for area in np.flatnonzero(inside)]))
        shared = np.bincount(np.concatenate([users[site] for site in sites]), minlength=core.areas)
        shared[inside] = 0
        ring = np.argsort(-shared, kind="stable")[: min(most - inside.sum(), (shared > 0).sum())]
        if not len(ring):
            break
        inside[ring] = True
    return np.flatnonzero(inside)


def _index(key: np.ndarray, value: np.ndarray, size: int) -> list[np.ndarray]:
    order = np.argsort(key, kind="stable")
    return np.split(value[order], np.cumsum(np.bincount(key, minlength=size))[:-1])


def _grown(first: int, by_area: list[np.ndarray], by_site: list[np.ndarray], left: np.ndarray, most: int) -> np.ndarray:
    """From one area outwards, up to so many."""
    group, sites, edge = {int(first)}, set(), [int(first)]
    while edge and len(group) < most:
        found = []
        for area in edge:
            for site in by_area[area]:
                if site not in sites:
                    sites.add(site)
                    found += [int(each) for each in by_site[site] if left[each] and int(each) not in group]
                    group.update(found)
        edge = found
    return np.array(sorted(group))


def local_cut(master: Master, found: Relaxed, areas: np.ndarray, answered: Answered, slip: float) -> LocalCut | None:
    """The cut of this neighbourhood; None when the programme already pays what it costs."""
    core = master.core
    weight, charge = master.left_over(areas)
    areas, weight = areas[weight > WHOLE], np.minimum(weight[weight > WHOLE], 1.0)
    if not len(areas):
        return None
    own = np.arange(core.site.shape[1]) < core.length[areas, None]
    line, place = np.nonzero(own)
    sites, column = np.unique(core.site[areas][own], return_inverse=True)
    cost = np.repeat(core.end[areas][:, None], len(sites) + 1, axis=1)
    cost[line, column] = core.cost[areas[line], place]
    cost[core.must[areas], -1] = np.inf
    cost *= weight[:, None]
    worth = (weight * core.end[areas])[:, None] - cost[:, :-1]
    charge = np.minimum(charge[sites], worth.sum(axis=0))
    nothing = np.zeros(len(sites) + 1, bool)
    stand_in = nothing.copy()
    stand_in[-1] = True
    least = answered(Model(cost, np.append(charge, 0.0), stand_in, nothing))
    paid = float(weight @ found.spent[areas] + charge @ found.open[sites])
    return LocalCut(areas, weight, sites, charge, least, paid) if least > paid + slip else None
