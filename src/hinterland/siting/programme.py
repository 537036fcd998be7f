"""A small integer programme, row by row, and what HiGHS says of it."""

from collections.abc import Callable
from dataclasses import dataclass, field

import highspy
import numpy as np

from ..highs import run

INF = highspy.kHighsInf
News = Callable[[], np.ndarray | None]  # better values from elsewhere, once each


@dataclass(frozen=True, eq=False)
class Outcome:
    """Feasible or not, the best values found, the value and a bound; `ended` when it is the last word."""

    possible: bool | None  # None: not known when time ran out
    values: np.ndarray
    value: float
    bound: float
    ended: bool


@dataclass(eq=False)
class Programme:
    """Minimise price . x over rows and limits, some columns whole."""

    price: list[np.ndarray] = field(default_factory=list)
    low: list[np.ndarray] = field(default_factory=list)
    high: list[np.ndarray] = field(default_factory=list)
    whole: list[np.ndarray] = field(default_factory=list)
    columns: int = 0
    row_low: list[float] = field(default_factory=list)
    row_high: list[float] = field(default_factory=list)
    entries: list[tuple[np.ndarray, np.ndarray, np.ndarray]] = field(default_factory=list)

    def add_columns(self, price: np.ndarray, low: np.ndarray, high: np.ndarray, *, whole: bool) -> np.ndarray:
        """The numbers of the new columns."""
        first = self.columns
        self.price.append(np.asarray(price, float))
        self.low.append(np.asarray(low, float))
        self.high.append(np.asarray(high, float))
        self.whole.append(np.full(len(price), whole))
        self.columns += len(price)
        return np.arange(first, self.columns)

    def add_row(self, columns: np.ndarray, values: np.ndarray, low: float = -INF, high: float = INF) -> None:
        row = np.full(len(columns), len(self.row_low))
        self.entries.append((row, np.asarray(columns), np.asarray(values, float)))
        self.row_low.append(max(low, -INF))
        self.row_high.append(min(high, INF))

    def add_rows(
        self, row: np.ndarray, columns: np.ndarray, values: np.ndarray, low: np.ndarray, high: np.ndarray
    ) -> None:
        """Many rows at once; `row` counts from 0."""
        self.entries.append((row + len(self.row_low), columns, values))
        self.row_low.extend(np.maximum(low, -INF))
        self.row_high.extend(np.minimum(high, INF))

    def solve(
        self,
        *,
        seconds: float,
        gap: float = 0.0,
        start: np.ndarray | None = None,
        ceiling: float | None = None,
        threads: int = 1,
        news: News | None = None,
        stop: Callable[[], bool] | None = None,
    ) -> Outcome:
        """Solve it; the start is a whole set of values, the ceiling a value above which nothing is sought.

        Where values come from elsewhere they are asked for again and again (`news`, None while there is nothing new);
        the solver then proves alone, without preparing the programme or seeking values itself. It ends early when
        `stop` says so.
        """
        solver = highspy.Highs()
        options = {
            "output_flag": False,
            "threads": threads,
            "random_seed": 1,
            "time_limit": max(seconds, 0.05),
            "mip_rel_gap": gap,
            "mip_abs_gap": 1e-9,
            "primal_feasibility_tolerance": 1e-9,
            "mip_feasibility_tolerance": 1e-9,
        }
        if news is not None:
            options |= {"presolve": "off", "mip_heuristic_effort": 0.0, "mip_allow_restart": False}
        if ceiling is not None and np.isfinite(ceiling):
            # Begun anew under a ceiling, an impossible programme was seen to end in an error of the solver.
            options |= {"objective_bound": ceiling, "mip_allow_restart": False}
        for name, value in options.items():
            solver.setOptionValue(name, value)
        solver.passModel(self._model())
        if start is not None:
            given = highspy.HighsSolution()
            given.col_value = start.tolist()
            solver.setSolution(given)
        if news is not None:
            solver.cbMipUserSolution.subscribe(_teller(news))
        if stop is not None:
            solver.cbMipInterrupt.subscribe(lambda event: event.interrupt(stop()))
        run(solver)
        return _outcome(solver)

    def _model(self) -> highspy.HighsLp:
        lp = highspy.HighsLp()
        lp.num_col_, lp.num_row_ = self.columns, len(self.row_low)
        lp.col_cost_, lp.col_lower_, lp.col_upper_ = (
            np.concatenate(part) for part in (self.price, self.low, self.high)
        )
        whole = np.concatenate(self.whole)
        if whole.any():
            kinds = (highspy.HighsVarType.kContinuous, highspy.HighsVarType.kInteger)
            lp.integrality_ = [kinds[int(each)] for each in whole]
        row, column, value = (
            (np.concatenate(part) for part in zip(*self.entries, strict=True))
            if self.entries
            else (np.array([], int), np.array([], int), np.array([]))
        )
        order = np.argsort(row, kind="stable")
        lp.row_lower_, lp.row_upper_ = np.array(self.row_low), np.array(self.row_high)
        lp.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
        lp.a_matrix_.start_ = np.searchsorted(row[order], np.arange(len(self.row_low) + 1)).astype(np.int32)
        lp.a_matrix_.index_ = column[order].astype(np.int32)
        lp.a_matrix_.value_ = value[order]
        return lp


@dataclass(frozen=True, eq=False)
class Shadow:
    """The linear programme's values, a bound that no tolerance can lift, each column's reduced cost and each row's."""

    values: np.ndarray
    bound: float
    reduced: np.ndarray
    dual: np.ndarray

    def beyond(self, ceiling: float) -> np.ndarray:
        """Columns, at 0 here, that are 0 in every plan worth less than the ceiling."""
        return (self.bound + self.reduced > ceiling) & (self.reduced > 0)

    def needed(self, ceiling: float) -> np.ndarray:
        """Columns, at 1 here, that are 1 in every plan worth less than the ceiling."""
        return (self.bound - self.reduced > ceiling) & (self.reduced < 0)


def shadow(programme: Programme, seconds: float) -> Shadow | None:
    """Solve without asking for whole numbers; None when time runs out or nothing is possible."""
    solver = highspy.Highs()
    for name, value in (("output_flag", False), ("threads", 1), ("time_limit", max(seconds, 0.05))):
        solver.setOptionValue(name, value)
    lp = programme._model()
    lp.integrality_ = []
    solver.passModel(lp)
    solver.run()
    if solver.getModelStatus() != highspy.HighsModelStatus.kOptimal:
        return None
    solution = solver.getSolution()
    dual, low, high = np.array(solution.row_dual), np.array(programme.row_low), np.array(programme.row_high)
    dual = np.where((high >= INF) & (dual < 0) | (low <= -INF) & (dual > 0), 0.0, dual)
    sides = np.where(dual > 0, dual * np.where(low <= -INF, 0.0, low), dual * np.where(high >= INF, 0.0, high))
    row, column, value = (np.concatenate(part) for part in zip(*programme.entries, strict=True))
    reduced = np.concatenate(programme.price) - np.bincount(column, value * dual[row], programme.columns)
    lows, highs = np.concatenate(programme.low), np.concatenate(programme.high)
    bound = float(sides.sum() + np.where(reduced > 0, reduced * lows, reduced * highs).sum())
    stuck = (reduced > 0) & (lows > 0) | (reduced < 0) & (highs < 1)  # at a limit that rules give: it says nothing
    return Shadow(np.array(solution.col_value), bound, np.where(stuck, 0.0, reduced), dual)


def _teller(news: News) -> Callable[[highspy.HighsCallbackEvent], None]:
    """What hands new values to the solver while it is at work."""

    def tell(event: highspy.HighsCallbackEvent) -> None:
        values = news()
        if values is not None:
            event.data_in.setSolution(values)

    return tell


def _outcome(solver: highspy.Highs) -> Outcome:
    state, info = solver.getModelStatus(), solver.getInfo()
    none = np.array([])
    if state in (highspy.HighsModelStatus.kInfeasible, highspy.HighsModelStatus.kUnboundedOrInfeasible):
        return Outcome(False, none, np.inf, np.inf, True)
    ended = state in (highspy.HighsModelStatus.kOptimal, highspy.HighsModelStatus.kObjectiveBound)
    is_mip = any(kind == highspy.HighsVarType.kInteger for kind in solver.getLp().integrality_)
    bound = info.mip_dual_bound if is_mip else info.objective_function_value if ended else -np.inf
    if info.primal_solution_status != highspy.SolutionStatus.kSolutionStatusFeasible:
        return Outcome(None, none, np.inf, bound, ended)
    return Outcome(True, np.array(solver.getSolution().col_value), info.objective_function_value, bound, ended)
