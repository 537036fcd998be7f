"""A bound for sites that hold only so much: areas offer prices, each site takes the load that pays it best.

max over u of  sum_i u_i + min over allowed openings of  sum_j (f_j - K_j(u)) y_j, where K_j(u) is the best knapsack of
u_i - c_ij in the capacity of site j (Pirkul 1987; Holmberg, Rönnqvist and Yuan 1999), and what is open must hold all
demand. Every price gives a bound; conditional knapsacks say which arcs and sites no better plan can have.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from time import monotonic

import numpy as np

from .knapsack import best_loads, parted_loads, parted_pairs, with_and_without
from .loading import Loaded

WIDEST_TABLE = 20_000_000  # entries of the knapsacks' tables
COVER_STEPS = 8_000
Look = Callable[[np.ndarray], float]  # tries to make a plan of what is open; the ceiling then
Trial = tuple[float, np.ndarray, np.ndarray]  # what it comes to, the places opened, what each would cost
MANY = 12  # areas to a site: its loads are too many to be written down, and the last area may be taken in part
MEMORY = 0.96  # of how often a site was opened, from round to round
HEADROOM = 1.25  # of a price: arcs that cost no more are kept at hand while prices rise
PATIENCE = 12  # turns without a better bound before steps become smaller
WIDE, LONGER = 100_000, 3  # pairs of area and site beyond which prices settle later, and by how much
MULTIPLIERS = 14  # tried for the price of capacity, when sites are counted as well


@dataclass(frozen=True, eq=False)
class Part:
    """Some of the plans: arcs still allowed, sites known to be closed or open, the best prices and their bound."""

    may: np.ndarray
    shut: np.ndarray
    must: np.ndarray
    price: np.ndarray
    bound: float = -np.inf
    often: np.ndarray | None = None  # how often each site was opened while the prices were improved
    likely: np.ndarray | None = None  # arcs of which a whole area may be taken; the others only in part, where it may

    @property
    def arcs(self) -> int:
        return int((self.may if self.likely is None else self.may & self.likely).sum())

    @property
    def undecided(self) -> np.ndarray:
        return np.flatnonzero(~self.shut & ~self.must)


@dataclass(frozen=True, eq=False)
class Opening:
    """Which sites pay best, what they come to, and by how much that rises if one is opened or closed."""

    chosen: np.ndarray
    total: float
    to_open: np.ndarray | None = None
    to_close: np.ndarray | None = None


@dataclass(frozen=True, eq=False)
class Near:
    """The arcs of a part that prices up to a horizon can pay for."""

    part: Part
    horizon: np.ndarray
    area: np.ndarray
    site: np.ndarray
    cost: np.ndarray

    def covers(self, part: Part, price: np.ndarray) -> bool:
        return part.may is self.part.may and part.shut is self.part.shut and bool((price <= self.horizon).all())


class LoadPrices:
    """The relaxation of one question; demands and capacities in whole steps, rounded so that no plan is lost."""

    def __init__(self, question: Loaded) -> None:
        self.question = question
        step = _step(question)
        self.weight = np.floor(question.demand / step * (1 + 1e-12)).astype(np.int64)
        self.room = np.floor(question.capacity / step * (1 + 1e-12)).astype(np.int64)
        whole = step == 1.0 and (question.capacity == np.floor(question.capacity)).all()
        total = float(question.capacity.sum())
        share = 1.0 if whole and total <= COVER_STEPS else total / COVER_STEPS
        self.hold = np.ceil(question.capacity / share * (1 - 1e-12)).astype(np.int64)
        self.needed = int(np.floor(question.demand.sum() / share * (1 - 1e-12)))
        counts = [row for row in question.rows if (row.coefficients == 1.0).all()]
        self.least = int(max([0.0, *(np.ceil(row.low - 1e-9) for row in counts if row.low > -np.inf)]))
        self.most = int(min([len(self.room), *(np.floor(row.high + 1e-9) for row in counts if row.high < np.inf)]))
        self.counted = bool(counts)
        self.many = not question.single or len(self.weight) > MANY * question.demand.sum() / np.median(
            question.capacity
        )
        self.wide = self.many and question.cost.size > WIDE
        self.cost = np.where(np.isfinite(question.cost), question.cost, 0.0)
        self._near: Near | None = None

    def root(self) -> Part:
        """All plans."""
        question = self.question
        may = np.isfinite(question.cost) & ~question.barred
        if question.single:
            may &= self.weight[:, None] <= self.room[None, :]
        dear = np.where(may, question.cost, np.inf)
        two = np.sort(dear, axis=1)[:, : 2 if dear.shape[1] > 1 else 1]
        second = np.where(np.isfinite(two[:, -1]), two[:, -1], np.where(np.isfinite(two[:, 0]), two[:, 0], 0.0))
        share = float((question.opening / np.maximum(question.capacity, 1e-9)).mean())
        return Part(may, question.barred.copy(), question.forced.copy(), second + share * question.demand)

    # -- bounding --

    def evaluate(self, part: Part, price: np.ndarray) -> tuple[float, np.ndarray, np.ndarray]:
        """The bound at these prices, the sites it opens, and its slope."""
        if self.many:
            return self._evaluate_parted(part, price)
        live = np.flatnonzero(~part.shut)
        worth = np.where(part.may[:, live], np.maximum(price[:, None] - self.cost[:, live], 0.0), 0.0)
        best, loads = best_loads(worth, self.weight, self.room[live])
        reduced = np.zeros(len(self.room))
        reduced[live] = self.question.opening[live] - best
        opening = self._open(part, reduced)
        served = loads[:, opening.chosen[live]].sum(axis=1)
        return float(price.sum()) + opening.total, opening.chosen, 1.0 - served

    def _evaluate_parted(self, part: Part, price: np.ndarray) -> tuple[float, np.ndarray, np.ndarray]:
        """The same where loads may end with a part of an area, arc by arc."""
        near = self._arcs_near(part, price)
        worth = price[near.area] - near.cost
        paid = worth > 0
        area, site = near.area[paid], near.site[paid]
        best, taken, _ = parted_pairs(site, worth[paid], self.question.demand[area], self.question.capacity)
        opening = self._open(part, np.where(part.shut, 0.0, self.question.opening - best))
        served = np.bincount(area, taken * opening.chosen[site], len(price))
        return float(price.sum()) + opening.total, opening.chosen, 1.0 - served

    def _arcs_near(self, part: Part, price: np.ndarray) -> Near:
        """The arcs that these prices can pay for; the same as before while they cover that."""
        if self._near is None or not self._near.covers(part, price):
            horizon = np.maximum(price, 0.0) * HEADROOM
            paid = part.may & ~part.shut & (self.cost < horizon[:, None])
            area, site = np.divmod(np.flatnonzero(paid), len(self.room))
            self._near = Near(part, horizon, area, site, self.cost[area, site])
        return self._near

    def improve(
        self, part: Part, ceiling: float, *, rounds: int, until: float, theta: float = 1.0, look: Look | None = None
    ) -> Part:
        """Better prices along deflected subgradients; stops when the bound passes the ceiling."""
        longer = LONGER if self.wide else 1
        price, best, bound = part.price, part.price, -np.inf
        often = np.zeros(len(self.room)) if part.often is None else part.often
        idle, direction = 0, 0.0
        for turn in range(longer * rounds):
            if monotonic() > until and turn:
                break
            value, opened, slope = self.evaluate(part, price)
            often = MEMORY * often + (1 - MEMORY) * opened
            idle = 0 if value > bound + 1e-6 * abs(bound) else idle + 1
            if value > bound:
                bound, best = value, price
            if look is not None and turn % 15 == 5:
                look(opened)
                ceiling = look(_likeliest(part, often, int(opened.sum())))
            if bound > ceiling or np.isinf(value) or not slope.any():
                break
            if idle >= longer * PATIENCE:
                theta, idle, price, direction = theta * 0.6, 0, best, 0.0
                if theta < 0.004:
                    break
                continue
            direction = slope + 0.6 * direction
            target = ceiling if np.isfinite(ceiling) else 1.05 * abs(bound) + 1.0
            step = theta * max(1.005 * target - value, 1e-4 * abs(target)) / float(slope @ slope)
            price = price + 0.7 * step * direction
        return replace(part, price=best, bound=max(part.bound, bound), often=often)

    # -- fixing --

    def settle(self, part: Part, ceiling: float) -> Part:
        """Leave out every arc and decide every site of which no plan up to the ceiling can do otherwise.

        Where areas may be parted no arc is left out; those of which no plan can take the whole are not likely.
        """
        live = np.flatnonzero(~part.shut)
        may = part.may[:, live]
        worth = np.where(may, part.price[:, None] - self.cost[:, live], -np.inf)
        best, inside = self._with_each(worth, live)
        opening = self.opening_at(part, live, best)
        bound = float(part.price.sum()) + opening.total
        if np.isinf(bound):
            return replace(part, bound=np.inf)
        limit = ceiling + 1e-9 * abs(ceiling)
        shut = part.shut | (~part.must & (bound + opening.to_open > limit))
        must = part.must | (~part.shut & (bound + opening.to_close > limit))
        loss = bound + opening.to_open[live][None, :] + (best[None, :] - inside)
        kept = np.zeros_like(part.may)
        kept[:, live] = may & ~(loss > limit)
        kept[:, shut] = False
        likely = None
        if not self.question.single:
            likely, kept = kept, part.may & ~shut
        passed = max(part.bound, bound)
        if (shut & must).any() or not kept.any(axis=1).all():
            passed = np.inf
        return replace(part, may=kept, shut=shut, must=must, bound=passed, likely=likely)

    # -- which sites to open --

    def reduced_costs(self, part: Part) -> tuple[float, np.ndarray]:
        """The sum of the prices, and what each site adds to it when open."""
        worth = np.where(part.may, np.maximum(part.price[:, None] - self.cost, 0.0), 0.0)
        if self.many:
            best = parted_loads(worth, self.question.demand, self.question.capacity)[0]
        else:
            best = best_loads(worth, self.weight, self.room)[0]
        return float(part.price.sum()), self.question.opening - best

    def loads_at(self, part: Part, sites: np.ndarray) -> np.ndarray:
        """Which areas the best load of each of these sites holds."""
        worth = np.where(part.may[:, sites], np.maximum(part.price[:, None] - self.cost[:, sites], 0.0), 0.0)
        return best_loads(worth, self.weight, self.room[sites])[1]

    # -- what fits best --

    def _with_each(self, worth: np.ndarray, sites: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """The most worth that each site holds, and the most when one area has to be in it."""
        if self.many:
            best, _, rent = parted_loads(worth, self.question.demand, self.question.capacity[sites])
            return best, best + np.minimum(worth - rent * self.question.demand[:, None], 0.0)
        inside, _ = with_and_without(worth, self.weight, self.room[sites])
        return best_loads(np.maximum(worth, 0.0), self.weight, self.room[sites])[0], inside

    def opening_at(self, part: Part, live: np.ndarray, best: np.ndarray) -> Opening:
        """Which sites open when the live ones gain these best loads, and what a change would cost."""
        reduced = np.zeros(len(self.room))
        reduced[live] = self.question.opening[live] - best
        return self._open(part, reduced, changes=True)

    def _open(self, part: Part, reduced: np.ndarray, *, changes: bool = False) -> Opening:
        if self.counted:
            return self._counted(part, reduced, changes)
        return self._covering(part, reduced, changes)

    def _covering(self, part: Part, reduced: np.ndarray, changes: bool) -> Opening:
        """What is open holds all demand: the dearest that can be spared are closed."""
        spare = int(self.hold[~part.shut].sum()) - self.needed
        if spare < 0:
            return Opening(~part.shut, np.inf)
        free = np.flatnonzero(~part.shut & ~part.must)
        saving, size, room = reduced[free][:, None], self.hold[free], np.array([spare])
        best, closed = best_loads(np.maximum(saving, 0.0), size, room)
        chosen = ~part.shut
        chosen[free[closed[:, 0]]] = False
        everything = float(reduced[~part.shut].sum())
        total = everything - float(best[0])
        if not changes:
            return Opening(chosen, total)
        to_open, to_close = np.zeros(len(reduced)), np.full(len(reduced), np.inf)
        to_open[part.shut] = np.inf
        inside, outside = with_and_without(saving, size, room)
        to_open[free] = np.maximum(best[0] - outside[:, 0], 0.0)
        to_close[free] = np.maximum(best[0] - inside[:, 0], 0.0)
        return Opening(chosen, total, to_open, to_close)

    def _counted(self, part: Part, reduced: np.ndarray, changes: bool) -> Opening:
        """So many sites; that they hold all demand has a price of its own, the best of a few."""
        free = np.flatnonzero(~part.shut & ~part.must)
        held = int(part.must.sum())
        least, most = max(self.least - held, 0), min(self.most - held, len(free))
        short = self.needed - int(self.hold[part.must].sum())
        if most < least or int(self.hold[free].sum()) < short:
            return Opening(~part.shut, np.inf)

        def priced(multiplier: float) -> Trial:
            mine = reduced[free] - multiplier * self.hold[free]
            order = np.argsort(mine, kind="stable")
            count = min(max(int((mine < 0).sum()), least), most)
            return float(mine[order[:count]].sum()) + multiplier * short, order[:count], mine

        best = priced(0.0)
        if self.hold[free[best[1]]].sum() < short:
            best = _best_multiplier(priced, best, float(np.abs(reduced).max()) / max(self.hold.min(), 1))
        total, taken, mine = best
        chosen = part.must.copy()
        chosen[free[taken]] = True
        total += float(reduced[part.must].sum())
        if not changes:
            return Opening(chosen, total)
        to_open, to_close = np.zeros(len(reduced)), np.full(len(reduced), np.inf)
        to_open[part.shut] = np.inf
        outside = np.setdiff1d(np.arange(len(free)), taken)
        add = mine[outside] if len(taken) < most else np.full(len(outside), np.inf)
        swap = mine[outside] - mine[taken].max() if len(taken) else np.full(len(outside), np.inf)
        to_open[free[outside]] = np.maximum(np.minimum(add, swap), 0.0)
        nearest = mine[outside].min() if len(outside) else np.inf
        to_close[free[taken]] = (nearest if len(taken) <= least else np.minimum(nearest, 0.0)) - mine[taken]
        to_close[free[outside]] = 0.0
        return Opening(chosen, total, to_open, np.maximum(to_close, 0.0))


def _likeliest(part: Part, often: np.ndarray, many: int) -> np.ndarray:
    """So many sites: those that must be open, then those that were open most often."""
    order = np.argsort(-np.where(part.shut, -1.0, often + part.must), kind="stable")
    chosen = np.zeros(len(often), bool)
    chosen[order[:many]] = True
    return chosen


def _best_multiplier(priced: Callable[[float], Trial], start: Trial, widest: float) -> Trial:
    """The function is concave: halve towards its top."""
    low, high, best = 0.0, widest, start
    for _ in range(MULTIPLIERS):
        one, two = low + 0.382 * (high - low), low + 0.618 * (high - low)
        left, right = priced(one), priced(two)
        best = max(best, left, right, key=lambda trial: trial[0])
        low, high = (low, two) if left[0] >= right[0] else (one, high)
    return best


def _step(question: Loaded) -> float:
    """The size of a whole step: 1 where the numbers are whole and small, else so that the tables stay small."""
    items, columns = question.cost.shape
    widest = float(question.capacity.max(initial=0.0))
    steps = min(max(WIDEST_TABLE // max(items * columns, 1), 100), 5_000)
    if (question.demand == np.floor(question.demand)).all() and widest <= steps:
        return 1.0
    return max(widest / steps, 1e-12)
