"""A bound by prices: each area offers a price for being served; sites are opened where the offers pay best.

max over u of  sum_i u_i + min over allowed openings of  sum_j (f_j - sum_i max(0, u_i - c_ij)) y_j

Any prices give a bound; they are improved along deflected subgradients with Polyak's step (Held, Wolfe and Crowder
1974; Beasley 1993). Rules other than a count of sites get a price too.
"""

from collections.abc import Callable
from dataclasses import dataclass
from time import monotonic

import numpy as np

from .model import Model, SiteRow
from .rows import CostRows

REFILTER = 25
HEADROOM = 1.25


@dataclass(frozen=True, eq=False)
class Priced:
    """Prices, the bound they prove and each site's reduced cost in it."""

    bound: float
    price: np.ndarray
    reduced: np.ndarray
    keep_least: int
    keep_most: int

    def closed_beyond(self, ceiling: float, model: Model) -> np.ndarray:
        """Sites that are closed in every plan whose value is below the ceiling."""
        return ~model.forced & (self.bound + self._to_open(model) > ceiling) | model.barred

    def open_below(self, ceiling: float, model: Model) -> np.ndarray:
        """Sites that are open in every plan whose value is below the ceiling."""
        return ~model.barred & (self.bound + self._to_close(model) > ceiling) | model.forced

    def _to_open(self, model: Model) -> np.ndarray:
        """By how much the bound rises when a site that it leaves closed is opened."""
        taken, _order = self._taken(model)
        rise = np.maximum(self.reduced, 0.0)
        if len(taken) and (len(taken) >= self.keep_most or self.reduced[taken[-1]] > 0):
            rise = self.reduced - self.reduced[taken[-1]]  # it takes the place of the dearest
        rise[taken] = 0.0
        return rise

    def _to_close(self, model: Model) -> np.ndarray:
        """By how much the bound rises when a site that it opens is closed."""
        taken, order = self._taken(model)
        rise = np.zeros(len(self.reduced))
        replacement = order[len(taken)] if len(order) > len(taken) else None
        spare = np.inf if replacement is None else self.reduced[replacement]
        must_replace = len(taken) <= self.keep_least
        for_free = spare if must_replace else min(spare, 0.0)
        rise[taken] = for_free - self.reduced[taken]
        return rise

    def _taken(self, model: Model) -> tuple[np.ndarray, np.ndarray]:
        return _choose(self.reduced, model, self.keep_least, self.keep_most)


def _choose(reduced: np.ndarray, model: Model, least: int, most: int) -> tuple[np.ndarray, np.ndarray]:
    """Free sites the bound opens, and all free sites, both by reduced cost."""
    free = np.flatnonzero(~model.forced & ~model.barred)
    order = free[np.argsort(reduced[free], kind="stable")]
    count = min(max(int((reduced[free] < 0).sum()), least), most, len(order))
    return order[:count], order


def count_limits(model: Model) -> tuple[int, int, list[SiteRow]]:
    """How many sites besides the forced ones may open, and the rows that are not such a count."""
    held = int(model.forced.sum())
    least, most, others = 0, model.sites, []
    for row in model.rows:
        if (row.coefficients == 1.0).all():
            least = max(least, int(np.ceil(row.low - 1e-9)) - held if row.low > -np.inf else 0)
            most = min(most, int(np.floor(row.high + 1e-9)) - held if row.high < np.inf else model.sites)
        else:
            others.append(row)
    return max(least, 0), max(most, 0), others


class Pricing:
    """One Lagrangian relaxation under improvement."""

    def __init__(self, model: Model, rows: CostRows, start: np.ndarray) -> None:
        self.model, self.rows = model, rows
        self.least, self.most, self.others = count_limits(model)
        finite = np.where(np.isfinite(rows.cost), rows.cost, 0.0).max(axis=1)
        self.cap = np.minimum(rows.tail, finite * 2.0 + 1e-9)
        self.price = np.clip(start, rows.cost[:, 0], self.cap)
        self.rule_price = np.zeros(len(self.others))
        self.rule_size = np.array([max(np.abs(row.coefficients).max(), 1e-12) for row in self.others])
        self.best: Priced | None = None
        self.closed: np.ndarray | None = None
        self._filter()

    def close(self, sites: np.ndarray) -> None:
        """From here on only plans count that open none of these."""
        self.closed = sites if self.closed is None else self.closed | sites
        self._filter()

    def _filter(self) -> None:
        """Keep the pairs that can matter while prices stay below the horizon."""
        rows = self.rows
        self.horizon = np.minimum(self.cap, self.price * HEADROOM + 1e-9)
        width = int((rows.cost < self.horizon[:, None]).sum(axis=1).max(initial=0))
        matters = rows.cost[:, :width] < self.horizon[:, None]
        if self.closed is not None:
            matters &= ~self.closed[rows.site[:, :width]]
        self.area, place = np.nonzero(matters)
        self.site, self.cost = rows.site[self.area, place], rows.cost[self.area, place]

    def evaluate(self) -> tuple[float, np.ndarray, np.ndarray]:
        """The bound at these prices, the sites it opens, and its subgradient."""
        model = self.model
        slack = self.price[self.area] - self.cost
        positive = slack > 0
        site, area = self.site[positive], self.area[positive]
        reduced = model.opening - np.bincount(site, slack[positive], model.sites)
        bound = float(self.price.sum())
        for row, price, size in zip(self.others, self.rule_price, self.rule_size, strict=True):
            if price:
                reduced = reduced - row.coefficients * (price / size)
                bound += price / size * (row.low if price > 0 else row.high)
        taken, _ = _choose(reduced, model, self.least, self.most)
        opened = np.concatenate([np.flatnonzero(model.forced), taken])
        bound += float(reduced[opened].sum())
        if self.best is None or bound > self.best.bound:
            self.best = Priced(bound, self.price.copy(), reduced, self.least, self.most)
            self.best_rule_price = self.rule_price.copy()
        flag = np.zeros(model.sites, bool)
        flag[opened] = True
        served = np.bincount(area[flag[site]], minlength=self.rows.areas)
        return bound, opened, 1.0 - served

    def _rule_slopes(self, opened: np.ndarray) -> np.ndarray:
        slopes = np.zeros(len(self.others))
        for place, row in enumerate(self.others):
            total = row.coefficients[opened].sum()
            price = self.rule_price[place]
            if row.low > -np.inf and (price > 0 or total < row.low or row.high == np.inf):
                slopes[place] = (row.low - total) / self.rule_size[place]
            elif row.high < np.inf:
                slopes[place] = (row.high - total) / self.rule_size[place]
        return slopes

    def improve(
        self,
        ceiling: float,
        *,
        rounds: int,
        until: float,
        look: Callable[[np.ndarray], float] | None = None,
        grain: float = 0.0,
        theta: float = 1.0,
    ) -> float:
        """Improve the prices; `look` tries to make a plan of what is open and gives the value of the best known."""
        idle, direction, rule_direction = 0, 0.0, 0.0
        for turn in range(rounds):
            if monotonic() > until and self.best is not None:
                break
            before = self.best.bound if self.best else -np.inf
            bound, opened, slope = self.evaluate()
            if look is not None and turn % 10 == 9:
                ceiling = look(opened)
            if self.best.bound > ceiling - max(grain, 1e-9 * abs(ceiling)) * (1 - 1e-6):
                break
            idle = 0 if bound > before + 1e-7 * abs(before) else idle + 1
            if idle >= 12:
                theta, idle = theta * 0.6, 0
                self.price, self.rule_price = self.best.price.copy(), self.best_rule_price.copy()
                direction, rule_direction = 0.0, 0.0
                self._filter()
                if theta < 0.005:
                    break
                continue
            direction = slope + 0.5 * direction
            rules = self._rule_slopes(opened)
            rule_direction = rules + 0.5 * rule_direction
            length = float(np.dot(slope, slope) + np.dot(rules, rules))
            if length == 0:
                break
            step = theta * max(1.02 * ceiling - bound, 1e-3 * abs(ceiling)) / length * 0.5
            self._move(step * direction, step * rule_direction)
            if turn % REFILTER == REFILTER - 1:
                self._filter()
        return ceiling

    def _move(self, step: np.ndarray, rule_step: np.ndarray | float) -> None:
        self.price = np.clip(self.price + step, self.rows.cost[:, 0], self.horizon)
        if len(self.others):
            moved = self.rule_price + rule_step
            for place, row in enumerate(self.others):
                if row.low == -np.inf:
                    moved[place] = min(moved[place], 0.0)
                if row.high == np.inf:
                    moved[place] = max(moved[place], 0.0)
            self.rule_price = moved
