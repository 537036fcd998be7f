"""A first plan of many areas and sites: sites chosen as if each held everybody, then swapped for what areas would pay.

While areas are shared out between given sites, a full site has a rent, and an area pays its way and the rent of where
it goes. What these prices leave when one site closes and another opens is the least that the swap can come to, so only
swaps that promise something are worked out (after Kuehn and Hamburger 1963; the rents are the transport problem's).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from time import monotonic

import numpy as np

from .arcs import rented_out
from .knapsack import parted_loads
from .loading import Loaded
from .model import Model, SiteRow
from .uncapacitated import choose_sites

NEAR_ENOUGH = 0.01  # a gap, to choose where to begin
TRIED = 30  # swaps worked out, the most promising first, before a plan is left
NOBODY = -1  # stands for no site, where one is only closed or only opened


@dataclass(frozen=True, eq=False)
class Shared:
    """Sites that are open, how much of each area goes to each site, the rents of the open ones, and the value."""

    chosen: np.ndarray
    part: np.ndarray
    rent: np.ndarray
    value: float


def sites_that_hold_all(question: Loaded, until: float) -> np.ndarray | None:
    """Good sites that could hold all demand if it came as it liked; None when none are found in time."""
    enough = SiteRow("capacity", question.capacity, low=float(question.demand.sum()))
    rows = (*question.rows, enough)
    model = Model(question.cost, question.opening, question.forced, question.barred, rows)
    chosen = choose_sites(model, until=until, gap=NEAR_ENOUGH).chosen
    return chosen if len(chosen) and np.isfinite(question.cost[:, chosen]).any(axis=1).all() else None


def swapped(question: Loaded, chosen: np.ndarray, until: float) -> Iterator[Shared]:
    """Better and better plans, from these sites on: single ones are swapped, opened or closed while that saves."""
    here = shared(question, chosen, until)
    while here is not None:
        yield here
        here = _better(question, here, until)


def shared(question: Loaded, chosen: np.ndarray, until: float) -> Shared | None:
    """The areas shared out between these sites at least cost; None when they do not hold them, or not in time."""
    found = rented_out(question, chosen, until)
    return None if found is None else Shared(chosen, *found, question.value(chosen, found[0]))


def _better(question: Loaded, here: Shared, until: float) -> Shared | None:
    tried = 0
    for promised, trial in _promising(question, here, until):
        if promised >= here.value or tried == TRIED or monotonic() > until:
            break
        enough = question.capacity[trial].sum() >= question.demand.sum()
        if enough and all(row.keeps(trial) for row in question.rows):
            tried += 1
            found = shared(question, trial, until)
            if found is not None and found.value < here.value - 1e-9 * abs(here.value):
                return found
    return None


def _promising(question: Loaded, here: Shared, until: float) -> Iterator[tuple[float, np.ndarray]]:
    """The least that a plan comes to when a site closes, another opens or both, and its sites; the least first."""
    gone = np.append(here.chosen[~question.forced[here.chosen]], NOBODY)
    come = np.append(np.setdiff1d(np.flatnonzero(~question.barred), here.chosen), NOBODY)
    least = np.empty((len(gone), len(come)))
    for place, site in enumerate(gone):
        if monotonic() > until:
            return
        least[place] = _without(question, here, int(site), come[:-1])
    for place in np.argsort(least, axis=None, kind="stable"):
        out, new = divmod(int(place), len(come))
        stays = here.chosen[here.chosen != gone[out]]
        yield float(least[out, new]), stays if come[new] == NOBODY else np.sort(np.append(stays, come[new]))


def _without(question: Loaded, here: Shared, gone: int, come: np.ndarray) -> np.ndarray:
    """The least that a plan comes to without one site when each of these opens, and last when none does."""
    stays = here.chosen != gone
    left, rent = here.chosen[stays], here.rent[stays]
    price = (question.cost[:, left] + question.demand[:, None] * rent).min(axis=1, initial=np.inf)
    price = np.where(np.isfinite(price), price, _dearest(question))
    base = float(price.sum() - rent @ question.capacity[left] + question.opening[left].sum())
    worth = np.maximum(price[:, None] - question.cost[:, come], 0.0)
    gain = parted_loads(worth, question.demand, question.capacity[come])[0]
    return base + np.append(question.opening[come] - gain, 0.0)


def _dearest(question: Loaded) -> float:
    return 2.0 * float(question.cost.max(initial=1.0, where=np.isfinite(question.cost)))
