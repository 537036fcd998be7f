"""Circles of sites of which the programme opens about half a one.

Where few sites open among many, the programme opens dozens of neighbours in part, and to open or close one of them
changes hardly anything. That none in a whole circle about an area opens, or one at least, does (parting at sets of
choices: Beale and Tomlin, "Special facilities in a general mathematical programming system for nonconvex problems
using ordered sets of variables", 1970).
"""

import numpy as np

from .core import Core, narrowed

AROUND_ONE = 50  # areas to a site: with more, what is around one site is no neighbourhood
LEAST = 0.15  # how far from none and from one what is open in a circle has to be
ALIKE = 0.7  # of what is open in a circle: so much must not lie in those before
COMPARED, MOST = 24, 8  # circles whose closing is weighed, and those that are left


def many_around_one(core: Core, opening: np.ndarray) -> bool:
    """Whether so few sites open that each serves a crowd of areas."""
    return core.areas > AROUND_ONE * float(opening.sum())


def circles(core: Core, opening: np.ndarray, high: np.ndarray) -> list[np.ndarray]:
    """Sites about areas that the programme serves in part from far away, the most promising first."""
    opening = np.where(high > 0, opening, 0.0)
    partly = narrowed(core, closed=opening <= 0, opened=np.zeros(core.sites, bool))
    share = np.append(opening, 1.0)[partly.site]
    used = _filled(share)
    found = _likely(core, partly, used, opening, high)
    worth = [_dearer(partly, share, used, each) * _apart(opening, each) for each in found]
    return [found[place] for place in np.argsort(worth, kind="stable")[::-1][:MOST]]


def _filled(share: np.ndarray) -> np.ndarray:
    """How much of each site an area uses, the cheapest first, until one whole site is used."""
    before = share.cumsum(axis=1) - share
    return np.clip(1.0 - before, 0.0, share)


def _likely(core: Core, partly: Core, used: np.ndarray, opening: np.ndarray, high: np.ndarray) -> list[np.ndarray]:
    """Of each area the sites from which it is served to about a half, where the others are much dearer."""
    line, filled = np.arange(core.areas), used.cumsum(axis=1)
    place = np.abs(filled - 0.5).argmin(axis=1)
    inside = filled[line, place]
    spent = (used * partly.cost).cumsum(axis=1)
    near = spent[line, place] / np.maximum(inside, LEAST)
    far = (spent[:, -1] - spent[line, place]) / np.maximum(1.0 - inside, LEAST)
    is_apart = (inside > LEAST) & (inside < 1.0 - LEAST)
    gain = np.where(is_apart, (far - near) * np.minimum(inside, 1.0 - inside), 0.0)
    found, taken = [], np.zeros(core.sites, bool)
    for area in np.argsort(-gain, kind="stable")[: int((gain > 0).sum())]:
        last = int((core.site[area] == partly.site[area, place[area]]).argmax())
        sites = core.site[area, : last + 1]
        sites = np.sort(sites[np.append(high, 0.0)[sites] > 0])
        if len(sites) > 1 and opening[sites[taken[sites]]].sum() <= ALIKE * opening[sites].sum():
            taken[sites] = True
            found.append(sites)
        if len(found) == COMPARED:
            break
    return found


def _apart(opening: np.ndarray, sites: np.ndarray) -> float:
    inside = float(opening[sites].sum())
    return min(inside, 1.0 - inside)


def _dearer(partly: Core, share: np.ndarray, used: np.ndarray, sites: np.ndarray) -> float:
    """By how much all areas cost more when these sites are closed and all others stay as they are."""
    inside = np.zeros(partly.sites + 1, bool)
    inside[sites] = True
    own = inside[partly.site]
    areas = np.flatnonzero((used * own).any(axis=1))
    after = _filled(np.where(own[areas], 0.0, share[areas]))
    return float(((after - used[areas]) * partly.cost[areas]).sum())
