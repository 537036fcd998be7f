"""What sites hold: the question in numbers, and a plan made at once by opening, loading and shifting."""

from dataclasses import dataclass
from time import monotonic

import numpy as np

from .model import SiteRow


@dataclass(frozen=True, eq=False)
class Loaded:
    """The question in numbers: costs, openings, demands, capacities, rules."""

    cost: np.ndarray  # inf where an area may not go
    opening: np.ndarray
    demand: np.ndarray
    capacity: np.ndarray
    forced: np.ndarray
    barred: np.ndarray
    rows: tuple[SiteRow, ...]
    single: bool
    grain: float
    gains: tuple[tuple[np.ndarray, float], ...] = ()  # share wishes: gain of each arc, and the least total

    def keeps(self, chosen: np.ndarray, part: np.ndarray) -> bool:
        """Whether opening these with areas assigned in these parts keeps every rule."""
        flag = np.zeros(len(self.opening), bool)
        flag[chosen] = True
        load = self.demand @ part
        return bool(
            not (self.forced & ~flag).any()
            and not (self.barred & flag).any()
            and (load <= np.where(flag, self.capacity, 0.0) * (1 + 1e-9) + 1e-9 * self.demand.sum()).all()
            and np.allclose(part.sum(axis=1), 1.0, atol=1e-9)
            and not (part[~np.isfinite(self.cost)] > 0).any()
            and all(row.keeps(chosen) for row in self.rows)
            and all((gain * part).sum() >= least * (1 - 1e-9) for gain, least in self.gains)
        )

    def value(self, chosen: np.ndarray, part: np.ndarray) -> float:
        used = part > 0
        return float((self.cost[used] * part[used]).sum() + self.opening[chosen].sum())


def quick_plan(
    question: Loaded, until: float, weight: np.ndarray | None = None
) -> tuple[np.ndarray, np.ndarray | None]:
    """A plan from the sites of most weight (else of least cost for what they hold), then better ones near it."""
    order = np.argsort(-(_promise(question) if weight is None else weight), kind="stable")
    order = np.concatenate([order[question.forced[order]], order[~question.forced[order] & ~question.barred[order]]])
    least, most = _counts(question)
    enough = int(np.searchsorted(np.cumsum(question.capacity[order]), question.demand.sum())) + 1
    for count in range(max(enough, least), min(len(order), most) + 1):
        chosen = np.sort(order[:count])
        if not all(row.keeps(chosen) for row in question.rows):
            continue
        goes = _load(question, chosen)
        if goes is not None:
            return _exchanged(question, chosen, goes, until)
    return np.array([], int), None


def largest_sites(question: Loaded) -> list[np.ndarray]:
    """Sets of sites that keep the rules and hold all demand: the near ones first, then the large ones."""
    found = []
    free = ~question.forced & ~question.barred
    least, most = _counts(question)
    for order in (np.argsort(-_promise(question), kind="stable"), np.argsort(-question.capacity, kind="stable")):
        order = np.concatenate([order[question.forced[order]], order[free[order]]])
        for count in range(least, min(len(order), most) + 1):
            chosen = np.sort(order[:count])
            enough = question.capacity[chosen].sum() >= question.demand.sum()
            if enough and all(row.keeps(chosen) for row in question.rows):
                found.append(chosen)
                break
    return found


def _counts(question: Loaded) -> tuple[int, int]:
    every = [row for row in question.rows if (row.coefficients == 1.0).all()]
    least = max([1, *(int(row.low) for row in every if row.low > -np.inf)])
    return least, min([len(question.opening), *(int(row.high) for row in every if row.high < np.inf)])


def _promise(question: Loaded) -> np.ndarray:
    """Cheap sites that hold much and lie near."""
    finite = np.where(np.isfinite(question.cost), question.cost, 1e3 * _dearest(question))
    return -(finite.mean(axis=0) + question.opening / np.maximum(question.capacity, 1e-9) * question.demand.mean())


def _dearest(question: Loaded) -> float:
    return float(question.cost.max(initial=0.0, where=np.isfinite(question.cost))) or 1.0


def _load(question: Loaded, chosen: np.ndarray) -> np.ndarray | None:
    """The site of each area: those who would lose most by waiting first; None when somebody is left over."""
    room = question.capacity[chosen].copy()
    cost = question.cost[:, chosen]
    goes = np.full(len(cost), -1)
    left = list(np.argsort(-question.demand, kind="stable"))
    while left:
        waiting = np.array(left)
        fits = (question.demand[waiting, None] <= room[None, :] + 1e-9) & np.isfinite(cost[waiting])
        if not fits.any(axis=1).all():
            return None
        price = np.where(fits, cost[waiting], np.inf)
        if price.shape[1] > 1:
            two = np.partition(price, 1, axis=1)[:, :2]
            regret = np.where(np.isinf(two[:, 1]), 1e18, two[:, 1] - two[:, 0])
        else:
            regret = question.demand[waiting]
        size = question.demand[waiting] / max(question.demand.max(), 1e-12)
        pick = int((regret * (0.2 + size)).argmax())
        area, site = waiting[pick], int(price[pick].argmin())
        goes[area] = chosen[site]
        room[site] -= question.demand[area]
        left.remove(area)
    return _shifted(question, chosen, goes)


def _shifted(question: Loaded, chosen: np.ndarray, goes: np.ndarray) -> np.ndarray:
    """Move single areas, and swap pairs, while that saves."""
    goes, areas = goes.copy(), np.arange(len(goes))
    demand, cost = question.demand, question.cost
    for _ in range(20 * len(goes)):
        room = question.capacity - np.bincount(goes, demand, len(question.capacity))
        now = cost[areas, goes]
        change = np.where(demand[:, None] <= room[chosen][None, :] + 1e-9, cost[:, chosen] - now[:, None], np.inf)
        area, place = np.unravel_index(int(change.argmin()), change.shape)
        swap = cost[:, goes] - now[:, None]
        swap = swap + swap.T
        fits = demand[:, None] - demand[None, :] <= room[goes][None, :] + 1e-9
        swap = np.where(fits & fits.T, swap, np.inf)
        one, other = np.unravel_index(int(np.nanargmin(swap)), swap.shape)
        if min(change[area, place], swap[one, other]) >= -1e-9:
            break
        if change[area, place] <= swap[one, other]:
            goes[area] = chosen[place]
        else:
            goes[one], goes[other] = goes[other], goes[one]
    return goes


def assigned_to(question: Loaded, chosen: np.ndarray) -> np.ndarray | None:
    """The site of each area when exactly these are open; None when somebody is left over."""
    return _load(question, chosen) if question.capacity[chosen].sum() >= question.demand.sum() else None


def at_most(question: Loaded) -> float:
    """No plan costs more than this: every area where it is dearest, and every site open."""
    cost = question.cost.max(axis=1, initial=0.0, where=np.isfinite(question.cost))
    return float(cost.sum() + np.maximum(question.opening, 0.0).sum()) * (1 + 1e-9) + 1.0


def bettered(question: Loaded, chosen: np.ndarray, goes: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The plan with its parts; sites that serve nobody are closed where that saves and no rule asks for them."""
    idle = np.setdiff1d(chosen, goes)
    spare = idle[(question.opening[idle] > 0) & ~question.forced[idle]]
    fewer = np.setdiff1d(chosen, spare)
    if len(spare) and all(row.keeps(fewer) for row in question.rows):
        chosen = fewer
    part = np.zeros(question.cost.shape)
    part[np.arange(len(part)), goes] = 1.0
    return chosen, part


def _exchanged(question: Loaded, chosen: np.ndarray, goes: np.ndarray, until: float) -> tuple[np.ndarray, np.ndarray]:
    """Open, close or swap sites while the reloaded plan is better."""
    value, best = _worth(question, chosen, goes), (chosen, goes)
    improved = True
    while improved and monotonic() < until:
        improved = False
        for trial in _neighbours(question, best[0]):
            if monotonic() > until:
                break
            if question.capacity[trial].sum() < question.demand.sum() or not all(r.keeps(trial) for r in question.rows):
                continue
            if least_of(question, trial) >= value:
                continue
            loads = _load(question, trial)
            if loads is not None and (worth := _worth(question, trial, loads)) < value - 1e-9:
                value, best, improved = worth, (trial, loads), True
                break
    part = np.zeros(question.cost.shape)
    part[np.arange(len(part)), best[1]] = 1.0
    return best[0], part


def least_of(question: Loaded, chosen: np.ndarray) -> float:
    """No plan with just these sites costs less: each area goes to its cheapest."""
    return float(question.cost[:, chosen].min(axis=1).sum() + question.opening[chosen].sum())


def _worth(question: Loaded, chosen: np.ndarray, goes: np.ndarray) -> float:
    return float(question.cost[np.arange(len(goes)), goes].sum() + question.opening[chosen].sum())


def _neighbours(question: Loaded, chosen: np.ndarray) -> list[np.ndarray]:
    """Plans with one site fewer, one more, or one swapped, the likeliest first."""
    out = [site for site in chosen if not question.forced[site]]
    new = [site for site in np.setdiff1d(np.arange(len(question.opening)), chosen) if not question.barred[site]]
    fewer = [np.setdiff1d(chosen, [site]) for site in out]
    more = [np.sort(np.append(chosen, site)) for site in new]
    swapped = [np.sort(np.append(np.setdiff1d(chosen, [gone]), site)) for gone in out for site in new]
    trials = [trial for trial in fewer + more + swapped if len(trial)]
    return sorted(trials, key=lambda trial: least_of(question, trial))[:150]
