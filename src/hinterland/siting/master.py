"""The linear programme over open sites and costs of areas, tightened by cuts, with bounds no tolerance can lift."""

from collections.abc import Sequence
from copy import copy
from dataclasses import dataclass

import highspy
import numpy as np

from .core import Core, cut_entries, separate
from .model import Model, ShareRow

INF = highspy.kHighsInf
TRIAL, NO_LIMIT = 5.0, 2**31 - 1  # seconds and steps of the simplex


@dataclass(frozen=True, eq=False)
class Relaxed:
    """What the linear programme says at one node of the search."""

    feasible: bool
    bound: float
    open: np.ndarray  # share of each site that is open
    spent: np.ndarray  # cost of each area
    reduced: np.ndarray  # reduced cost of each site


@dataclass(frozen=True, eq=False)
class LocalCut:
    """sum of weight x cost of area + sum of charge x open >= least; the programme's latest solution paid so much."""

    areas: np.ndarray
    weight: np.ndarray
    sites: np.ndarray
    charge: np.ndarray
    least: float
    paid: float


class Master:
    """Columns: a site each, an area's cost each, then what shares and groups need. Rows: rules, then cuts."""

    def __init__(self, model: Model, core: Core, *, ceiling: float) -> None:
        self.model, self.core = model, core
        self.scale = float(core.end.mean()) or float(np.abs(model.opening).max(initial=0.0)) or 1.0
        self.moving = np.flatnonzero(core.length > 0)  # areas whose cost is not yet settled
        self.settled = float(core.end[core.length == 0].sum()) if model.group_of is None else 0.0
        self.column = np.full(core.areas, -1)
        self._starts: list[np.ndarray] = []
        self._set_columns(ceiling)
        self._set_rules()

    # -- building --

    def _set_columns(self, ceiling: float) -> None:
        model, core = self.model, self.core
        areas = self.moving if model.group_of is None else np.arange(core.areas)
        self.costed = areas
        self.column[areas] = model.sites + np.arange(len(areas))
        low = [model.forced.astype(float), core.least[areas] / self.scale]
        high = [1.0 - model.barred, core.end[areas] / self.scale]
        price = [model.opening / self.scale, np.full(len(areas), 1.0 if model.group_of is None else 0.0)]
        if model.group_of is not None:
            low, high = [*low, np.zeros(1)], [*high, np.full(1, max(core.end.sum(), 1e-9) / self.scale)]
            price.append(np.ones(1))
        for share in model.shares:
            size = int((share.need > 0).sum())
            low, high, price = [*low, np.zeros(size)], [*high, np.ones(size)], [*price, np.zeros(size)]
        self.low, self.high, self.price = (np.concatenate(part).astype(float) for part in (low, high, price))
        self.solver = highspy.Highs()
        for name, value in _OPTIONS.items():
            self.solver.setOptionValue(name, value)
        count = len(self.low)
        nothing = np.array([], np.int32)
        self.solver.addCols(
            count, self.price, self.low, self.high, 0, np.zeros(count, np.int32), nothing, nothing.astype(float)
        )
        self.row_low, self.row_high = np.array([]), np.array([])
        self.row_area = np.array([], np.int64)  # whose cut the row is; -1 for all others
        self.local: dict[int, LocalCut] = {}  # by row
        self.circles: dict[bytes, int] = {}  # rows that ask for an open site among some, now or not, by these sites
        self._dual, self._reduced = np.array([]), np.array([])
        self.entry_row, self.entry_column, self.entry_value = (np.array([], np.int64),) * 2 + (np.array([]),)

    def _set_rules(self) -> None:
        model, core = self.model, self.core
        for row in model.rows:
            size = max(float(np.abs(row.coefficients).max(initial=0.0)), 1e-12)
            columns = np.flatnonzero(row.coefficients)
            self._add([columns], [row.coefficients[columns] / size], [row.low / size], [row.high / size])
        self._demand_own(np.flatnonzero(core.must))
        after = model.sites + len(self.costed)
        if model.group_of is not None:
            for group in range(int(model.group_of.max()) + 1):
                columns = self.column[np.flatnonzero(model.group_of == group)]
                self._add([np.append(columns, after)], [np.append(-np.ones(len(columns)), 1.0)], [0.0], [INF])
            after += 1
        for share in model.shares:
            after = self._set_share(share, after)

    def _demand_own(self, areas: np.ndarray) -> None:
        """Of each of these areas one of its own sites is open."""
        if not len(areas):
            return
        own = np.arange(self.core.site.shape[1]) < self.core.length[areas, None]
        row, place = np.nonzero(own)
        ones = np.ones(len(areas))
        self._add_rows(row, self.core.site[areas[row], place], np.ones(len(row)), ones, np.full(len(areas), np.inf))

    def _set_share(self, share: ShareRow, after: int) -> int:
        counted = np.flatnonzero(share.need > 0)
        area, near = np.nonzero(share.near[counted])
        line = np.arange(len(counted))
        row = np.concatenate([area, line])
        order = np.argsort(row, kind="stable")
        column, value = np.concatenate([near, after + line]), np.concatenate([np.ones(len(area)), -np.ones(len(line))])
        self._add_rows(row[order], column[order], value[order], np.zeros(len(line)), np.full(len(line), np.inf))
        total = float(share.need.sum())
        self._add([after + np.arange(len(counted))], [share.need[counted] / total], [share.least / total], [INF])
        return after + len(counted)

    def _add(self, columns: list[np.ndarray], values: list[np.ndarray], low: list[float], high: list[float]) -> None:
        lengths = [len(each) for each in columns]
        self._add_rows(
            np.repeat(np.arange(len(low)), lengths),
            np.concatenate(columns),
            np.concatenate(values),
            np.array(low, float),
            np.array(high, float),
        )

    def _add_rows(
        self, row: np.ndarray, column: np.ndarray, value: np.ndarray, low: np.ndarray, high: np.ndarray
    ) -> None:
        """Add rows whose entries come in order of row."""
        starts = np.searchsorted(row, np.arange(len(low))).astype(np.int32)
        low_h, high_h = np.maximum(low, -INF), np.minimum(high, INF)
        self.solver.addRows(len(low), low_h, high_h, len(row), starts, column.astype(np.int32), value.astype(float))
        self.entry_row = np.concatenate([self.entry_row, row + len(self.row_low)])
        self.entry_column = np.concatenate([self.entry_column, column])
        self.entry_value = np.concatenate([self.entry_value, value])
        self.row_low, self.row_high = np.append(self.row_low, low), np.append(self.row_high, high)
        self.row_area = np.append(self.row_area, np.full(len(low), -1))

    def add_cuts(self, areas: np.ndarray, level: np.ndarray) -> None:
        """One cut an area, tight at this level of cost."""
        if not len(areas):
            return
        cut, site, value = cut_entries(self.core, areas, level)
        row = np.concatenate([cut, np.arange(len(areas))])
        column = np.concatenate([site, self.column[areas]])
        value = np.concatenate([value / self.scale, np.ones(len(areas))])
        order = np.argsort(row, kind="stable")
        low = level / self.scale
        self._add_rows(row[order], column[order], value[order], low, np.full(len(areas), np.inf))
        self.row_area[len(self.row_area) - len(areas) :] = areas

    def add_local(self, cut: LocalCut) -> None:
        """A cut of several areas; some may have been settled since it was found."""
        moving = self.column[cut.areas] >= 0
        least = cut.least - float(cut.weight[~moving] @ self.core.end[cut.areas[~moving]])
        columns = np.concatenate([cut.sites, self.column[cut.areas[moving]]])
        values = np.concatenate([cut.charge / self.scale, cut.weight[moving]])
        self.local[len(self.row_low)] = cut
        self._add([columns], [values], [least / self.scale], [INF])

    def narrow(self, core: Core) -> None:
        """From here on only plans count that this smaller core allows; cuts that do not bind are dropped."""
        self.core, areas = core, self.costed
        first = self.model.sites
        low, high = core.least[areas] / self.scale, core.end[areas] / self.scale
        self.low[first : first + len(areas)], self.high[first : first + len(areas)] = low, high
        self.solver.changeColsBounds(len(areas), self.column[areas].astype(np.int32), low, high)
        self.drop_idle()

    def demand(self, circles: Sequence[np.ndarray]) -> None:
        """From here on one site of each of these circles is open; of others this is not asked any more."""
        asked = {circle.tobytes(): circle for circle in circles}
        for key, circle in asked.items():
            if key not in self.circles:
                self.circles[key] = len(self.row_low)
                self._add([circle], [np.ones(len(circle))], [0.0], [INF])
        low = self.row_low.copy()
        for key, row in self.circles.items():
            low[row] = float(key in asked)
        for row in np.flatnonzero(low != self.row_low):
            self.solver.changeRowBounds(int(row), low[row], INF)
        self.row_low = low

    def drop_idle(self) -> None:
        """Drop cuts that do not bind and circles that are not asked for; what is left stays solved as it is."""
        idle = np.zeros(len(self.row_low), bool)
        idle[: len(self._dual)] = (self._dual == 0) & (self.row_area[: len(self._dual)] >= 0)
        circles = np.array(list(self.circles.values()), np.int64)
        idle[circles] = self.row_low[circles] == 0
        basis = self.solver.getBasis()
        status = list(basis.row_status)
        idle &= np.array([each == highspy.HighsBasisStatus.kBasic for each in status], bool)
        basis.row_status = [status[row] for row in np.flatnonzero(~idle)]
        self._take_out(idle)
        self.solver.setBasis(basis)

    def _take_out(self, idle: np.ndarray) -> None:
        kept, place = np.flatnonzero(~idle), np.cumsum(~idle) - 1
        self.solver.deleteRows(int(idle.sum()), np.flatnonzero(idle).astype(np.int32))
        entry = ~idle[self.entry_row]
        self.entry_row = place[self.entry_row[entry]]
        self.entry_column, self.entry_value = self.entry_column[entry], self.entry_value[entry]
        self.row_low, self.row_high, self.row_area = self.row_low[kept], self.row_high[kept], self.row_area[kept]
        self.local = {int(place[row]): cut for row, cut in self.local.items()}
        self.circles = {key: int(place[row]) for key, row in self.circles.items() if not idle[row]}
        self._dual = self._dual[~idle[: len(self._dual)]]

    # -- solving --

    def solve(
        self, low: np.ndarray, high: np.ndarray, seconds: float, *, leaving_out: np.ndarray | None = None
    ) -> Relaxed:
        """Solve with these limits on the sites; sites left out stay closed here, and the bound allows for them."""
        sites = self.model.sites
        tight = high if leaving_out is None else np.where(leaving_out, low, high)
        self.solver.changeColsBounds(sites, np.arange(sites, dtype=np.int32), low, tight)
        self.solver.setOptionValue("time_limit", self.solver.getRunTime() + max(seconds, 0.01))
        self.solver.run()
        state = self.solver.getModelStatus()
        if state == highspy.HighsModelStatus.kInfeasible:
            return Relaxed(False, np.inf, low, low, low)
        solution = self.solver.getSolution()
        bound, reduced = self._safe(np.array(solution.row_dual), low, high)
        values = np.array(solution.col_value)
        if len(values) < len(self.price):  # stopped before it began
            values = self.low.copy()
        spent = self.core.end.copy()
        spent[self.costed] = values[self.column[self.costed]] * self.scale
        return Relaxed(True, bound, np.clip(values[:sites], low, high), spent, reduced)

    def tried(self, low: np.ndarray, high: np.ndarray, *, steps: int, circles: Sequence[np.ndarray] = ()) -> float:
        """A bound with these limits, and one site of each circle open, after a few steps of the simplex.

        Afterwards all is as it was.
        """
        basis, kept = self.solver.getBasis(), (self._dual, self._reduced)
        rows = len(self.row_low)
        for circle in circles:
            self._add([circle], [np.ones(len(circle))], [1.0], [INF])
        self.solver.setOptionValue("simplex_iteration_limit", steps)
        found = self.solve(low, high, TRIAL)
        self.solver.setOptionValue("simplex_iteration_limit", NO_LIMIT)
        if circles:
            self._take_out(np.arange(len(self.row_low)) >= rows)
        self.solver.setBasis(basis)
        self._dual, self._reduced = kept
        return found.bound

    def copied(self) -> "Master":
        """The same programme once more, to be solved beside this one."""
        twin = copy(self)
        twin.local, twin.circles, twin.solver = dict(self.local), dict(self.circles), highspy.Highs()
        for name, value in _OPTIONS.items():
            twin.solver.setOptionValue(name, value)
        twin.solver.passModel(self.solver.getLp())
        twin.solver.setBasis(self.solver.getBasis())
        return twin

    def _safe(self, dual: np.ndarray, low: np.ndarray, high: np.ndarray) -> tuple[float, np.ndarray]:
        """A bound that holds whatever the solver's tolerances: any multipliers of the rows give one."""
        if len(dual) != len(self.row_low):
            return -np.inf, np.zeros(self.model.sites)
        dual = np.where(np.isinf(self.row_high), np.maximum(dual, 0.0), dual)
        dual = np.where(np.isinf(self.row_low), np.minimum(dual, 0.0), dual)
        with np.errstate(invalid="ignore"):
            sides = np.where(dual > 0, dual * self.row_low, np.where(dual < 0, dual * self.row_high, 0.0))
        reduced = self.price - np.bincount(self.entry_column, self.entry_value * dual[self.entry_row], len(self.price))
        self._dual, self._reduced = dual, reduced
        lows, highs = self.low.copy(), self.high.copy()
        lows[: self.model.sites], highs[: self.model.sites] = low, high
        total = sides.sum() + np.where(reduced > 0, reduced * lows, reduced * highs).sum()
        return float(total) * self.scale + self.settled, reduced[: self.model.sites] * self.scale

    def worth(self) -> tuple[np.ndarray, np.ndarray]:
        """What it is worth by the latest bound that an area is served; and how much dearer it may be for each unit
        that a plan may cost more than the bound."""
        rows = np.flatnonzero(self.row_area[: len(self._dual)] >= 0)
        area, dual = self.row_area[rows], self._dual[rows]
        rise = np.bincount(area, dual, self.core.areas)[self.costed]
        level = np.bincount(area, dual * self.row_low[rows], self.core.areas)[self.costed] * self.scale
        worth, dearer = np.full(self.core.areas, np.inf), np.zeros(self.core.areas)
        if len(self._dual):
            reduced = self._reduced[self.column[self.costed]]
            level = level + reduced * np.where(reduced >= 0, self.core.least[self.costed], self.core.end[self.costed])
            rise = rise + reduced  # of the bound, with each unit that the area's cost is forced up
            held = rise > 1e-6
            worth[self.costed[held]] = level[held] / rise[held]
            dearer[self.costed[held]] = 1.0 / rise[held]
        return worth, dearer

    def prices(self) -> np.ndarray:
        """What it is worth that an area is served; what it costs at most where nothing is known."""
        worth, _ = self.worth()
        return np.where(np.isfinite(worth), worth, self.core.end)

    def left_over(self, areas: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """What the latest prices leave to these areas alone: each one's share of its cost, and each site's charge."""
        mine = np.zeros(self.core.areas + 1, bool)
        mine[areas] = True
        own = (self.row_area >= 0) & mine[self.row_area]
        for row, cut in self.local.items():
            own[row] = mine[cut.areas].all()
        own[len(self._dual) :] = False  # added since
        entry = own[self.entry_row]
        paid = self.entry_value[entry] * self._dual[self.entry_row[entry]]
        left = self._reduced + np.bincount(self.entry_column[entry], paid, len(self.price))
        return np.maximum(left[self.column[areas]], 0.0), left[: self.model.sites] * self.scale

    def insist(self, chosen: np.ndarray) -> int:
        """Of areas that a whole plan leaves to their stand-in, demand that one of their own sites be open."""
        core = self.core
        flag = np.append(np.isin(np.arange(core.sites), chosen), False)
        lost = np.flatnonzero(core.limited & ~core.must & ~flag[core.site].any(axis=1))
        self._demand_own(lost)
        return len(lost)

    def cut(self, found: Relaxed, slip: float) -> int:
        """Add the cuts that this solution breaks by more than the slip; how many there were."""
        true, level = separate(self.core, found.open)
        broken = np.flatnonzero((true - found.spent > slip) & (self.column >= 0))
        self.add_cuts(broken, level[broken])
        return len(broken)


_OPTIONS = {
    "output_flag": False,
    "threads": 1,
    "presolve": "off",
    "solver": "simplex",
    "simplex_strategy": 1,
    "random_seed": 1,
    "simplex_scale_strategy": 0,  # rows that come later would not fit what was scaled before: it stalls for seconds
    "primal_feasibility_tolerance": 1e-9,
    "dual_feasibility_tolerance": 1e-9,
}
