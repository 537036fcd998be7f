"""The best plan made of given loads: each area in one of them, each site with one at most.

A linear programme over few loads at first; the others are priced by looking at every one. Cuts over three areas (of
the loads that hold two of them at most one is used; Jepsen, Petersen, Spoorendonk and Pisinger 2008) lift the bound,
loads that no plan up to the ceiling can use are dropped, and the rest goes to an integer programme.
"""

from collections.abc import Callable
from dataclasses import dataclass
from time import monotonic

import highspy
import numpy as np

from .all_loads import Loads
from .load_cuts import broken_covers, broken_triples
from .loading import Loaded
from .master import INF
from .programme import Programme

AT_ONCE = 400  # loads added in one round of pricing
WARM, ENOUGH_WARM = 20_000, 40  # loads looked at before all others, while so many of them pay
MOST_ROWS = 1_200  # of the programme, cuts among them
FEW = 300  # loads: at once an integer programme
ENOUGH = 8_000  # loads that an integer programme can be asked about
IDLE = 4  # rounds of cuts without a better bound

Ceiling = Callable[[], float]  # what a plan that is sought may be worth, by now


@dataclass(frozen=True, eq=False)
class Chosen:
    """The loads of the best plan (None: none was found), a bound on every plan of these loads, the first prices.

    When it has ended without a plan there is none up to the ceiling, as low as that was in the end.
    """

    loads: Loads | None
    bound: float
    ended: bool
    ceiling: float
    price: np.ndarray | None = None

    def plan(self, areas: int, sites: int) -> tuple[np.ndarray, np.ndarray] | None:
        """The sites opened and where each area goes."""
        if self.loads is None:
            return None
        part = np.zeros((areas, sites))
        load, area = np.nonzero(self.loads.holds)
        part[area, self.loads.site[load]] = 1.0
        return np.sort(self.loads.site), part


def best_of_loads(
    question: Loaded, loads: Loads, must: np.ndarray, ceiling: Ceiling, until: float, price: np.ndarray | None = None
) -> Chosen:
    """The best plan up to the ceiling that is made of these loads; prices of areas say where to begin.

    The ceiling is asked for again and again: a plan found elsewhere lowers it, and fewer loads are then left.
    """
    choice = _Choice(question, loads, must, ceiling, until)
    if price is not None:
        choice.warm_up(price)
    return choice.run()


class _Choice:
    """The loads still in question, the linear programme over some of them, its cuts and its bound."""

    def __init__(self, question: Loaded, loads: Loads, must: np.ndarray, ceiling: Ceiling, until: float) -> None:
        self.question, self.asked, self.until = question, ceiling, until
        self.top = np.inf
        self._is_lowered()
        self.loads, self.bound = loads, -np.inf
        self.areas, self.sites = loads.areas, len(question.opening)
        ones = np.ones(self.areas)
        self.low = np.concatenate([ones, must.astype(float), [row.low for row in question.rows]])
        self.high = np.concatenate([ones, np.ones(self.sites), [row.high for row in question.rows]])
        self.rules = np.array([row.coefficients for row in question.rows]).reshape(len(question.rows), self.sites)
        self.triples, self.covers = np.zeros((0, 3), int), np.zeros((0, self.sites), bool)
        self.triple_row, self.cover_row = np.zeros(0, int), np.zeros(0, int)
        self.price: np.ndarray | None = None
        self.floor = -np.inf
        self.warm: np.ndarray | None = None  # numbers of the loads looked at before all others
        self.breaking: dict[int, np.ndarray] = {}  # for each priced triple the loads that hold two of it or all
        self.warm_breaking: dict[int, np.ndarray] = {}
        self.listed = np.zeros(len(loads), bool)
        self.listing: list[np.ndarray] = []  # numbers of loads, in the order of the programme's columns
        self.solver = highspy.Highs()
        for name, value in _OPTIONS.items():
            self.solver.setOptionValue(name, value)
        self._begin()

    def run(self) -> Chosen:
        idle = 0
        while True:
            before = self.bound
            if not self._priced():
                return self._chosen(None, self.bound, False)
            self._is_lowered()
            if self.bound > self.ceiling:
                return self._chosen(None, np.inf, True)
            whole = self._whole()
            if whole is not None:
                return self._chosen(whole, self.bound, True)
            idle = idle + 1 if self.bound < before + 1e-5 * abs(self.bound) else 0
            self._drop()
            if len(self.loads) <= FEW or idle >= IDLE or len(self.low) >= MOST_ROWS or not self._cut():
                chosen = self._programme()
                if chosen is not None:
                    return chosen
                idle = 0
                self._drop()

    def _is_lowered(self) -> bool:
        """Whether a plan found elsewhere has lowered the ceiling."""
        before, self.top = self.top, min(self.top, self.asked())
        return self.top < before

    @property
    def ceiling(self) -> float:
        return self.top + 1e-9 * abs(self.top)

    def _chosen(self, loads: Loads | None, bound: float, ended: bool) -> Chosen:
        return Chosen(loads, bound, ended, self.top, self.price)

    # -- the linear programme --

    def _begin(self) -> None:
        """Rows, and for each that asks for something a stand-in that is dearer than any plan."""
        empty = np.array([], np.int32)
        rows = len(self.low)
        low, high = np.maximum(self.low, -INF), np.minimum(self.high, INF)
        self.solver.addRows(rows, low, high, 0, np.zeros(rows, np.int32), empty, empty.astype(float))
        asking = np.flatnonzero(self.low > -INF)
        limited = np.arange(self.areas + self.sites, rows)[self.high[self.areas + self.sites :] < INF]
        row = np.concatenate([asking, limited]).astype(np.int32)
        sign = np.concatenate([np.ones(len(asking)), -np.ones(len(limited))])
        dear = np.full(len(row), 2.0 * float(self.loads.cost.max(initial=1.0)) + 1.0)
        none, line = np.zeros(len(row)), np.arange(len(row), dtype=np.int32)
        self.solver.addCols(len(row), dear, none, np.full(len(row), INF), len(row), line, row, sign)
        self.stand_ins = len(row)

    def _list(self, which: np.ndarray) -> None:
        """Take loads into the programme."""
        row, column, value = self._entries(which)
        order = np.argsort(column, kind="stable")
        starts = np.searchsorted(column[order], np.arange(len(which))).astype(np.int32)
        self.solver.addCols(
            len(which), self.loads.cost[which], np.zeros(len(which)), np.full(len(which), INF), len(row), starts,
            row[order].astype(np.int32), value[order].astype(float),
        )  # fmt: skip
        self.listed[which] = True
        self.listing.append(which)

    def _entries(self, which: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """Row, column and value of these loads in areas, sites, rules and cuts."""
        few = self.loads.only(which)
        holds, site = few.holds, few.site
        load, area = np.nonzero(holds)
        rule, of_rule = np.nonzero(self.rules[:, site])
        triple, of_triple = np.nonzero(self._broken_in(holds, self.triples).T)
        cover, of_cover = np.nonzero(self.covers[:, site])
        line, after = np.arange(len(which)), self.areas + self.sites
        row = [area, self.areas + site, after + rule, self.triple_row[triple], self.cover_row[cover]]
        column = np.concatenate([load, line, of_rule, of_triple, of_cover])
        value = np.ones(len(column))
        begin = len(area) + len(line)
        value[begin : begin + len(rule)] = self.rules[rule, site[of_rule]]
        return np.concatenate(row), column, value

    @staticmethod
    def _broken_in(holds: np.ndarray, triples: np.ndarray) -> np.ndarray:
        """Which loads hold two areas or all of each triple."""
        one, two, three = (holds[:, triples[:, place]] for place in range(3))
        return (one & two) | (one & three) | (two & three)

    def _priced(self) -> bool:
        """Solve over all loads; False when time is up."""
        if not self.listing and len(self.loads):
            self._list(self._first())
        while True:
            self.solver.setOptionValue("time_limit", self.solver.getRunTime() + max(self.until - monotonic(), 0.01))
            self.solver.run()
            if self.solver.getModelStatus() != highspy.HighsModelStatus.kOptimal:
                return False
            solution = self.solver.getSolution()
            dual = np.array(solution.row_dual)
            if self._listed_warm(dual):
                continue
            self.reduced, self.floor = self._reduced(dual)
            self.bound = max(self.bound, self.floor)
            if self.bound > self.ceiling:
                return True
            wanted = np.flatnonzero((self.reduced < self._slip()) & ~self.listed)
            if not len(wanted):
                if self.price is None:
                    self.price = dual[: self.areas].copy()
                self.values = np.zeros(len(self.loads))
                self.values[self._listing()] = np.array(solution.col_value)[self.stand_ins :]
                return True
            if monotonic() > self.until:
                return False
            self._list(wanted[np.argsort(self.reduced[wanted], kind="stable")[:AT_ONCE]])
            self._warm(self.reduced)

    def warm_up(self, price: np.ndarray) -> None:
        """Begin with the loads that lose least at these prices."""
        reduced = self.loads.cost - self.loads.worth(price)
        least = np.zeros(self.sites)
        np.minimum.at(least, self.loads.site, reduced)
        self._warm(reduced - least[self.loads.site])

    def _warm(self, reduced: np.ndarray) -> None:
        if len(reduced) > 4 * WARM:
            self.warm = np.argpartition(reduced, WARM)[:WARM]
            self.warm_loads, self.warm_breaking = self.loads.only(self.warm), {}

    def _slip(self) -> float:
        return -1e-7 * max(abs(self.floor), 1.0)

    def _listed_warm(self, dual: np.ndarray) -> bool:
        """Take in what pays among the loads that came next when all were looked at; False when it is too little."""
        if self.warm is None or monotonic() > self.until:
            return False
        reduced = self._reduced_of(self.warm_loads, self.warm_breaking, *self._parted(dual))
        wanted = np.flatnonzero((reduced < self._slip()) & ~self.listed[self.warm])
        if len(wanted) < ENOUGH_WARM:
            return False
        self._list(self.warm[wanted[np.argsort(reduced[wanted], kind="stable")[:AT_ONCE]]])
        return True

    def _listing(self) -> np.ndarray:
        """Numbers of the loads taken into the programme, in the order of its columns."""
        return np.concatenate(self.listing or [np.array([], int)])

    def _first(self) -> np.ndarray:
        """For each area the loads that are cheapest for what they hold."""
        size = np.maximum((self.loads.members < self.areas).sum(axis=1), 1)
        order = np.argsort(self.loads.cost / size, kind="stable")
        return order[: 3 * AT_ONCE]

    def _parted(self, dual: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """The prices of areas, of sites with all that concerns sites, and of cuts over three areas."""
        dual = self._signed(dual)
        area, site, rule, _ = np.split(dual, np.cumsum([self.areas, self.sites, len(self.rules)]))
        return area, site + rule @ self.rules + dual[self.cover_row] @ self.covers, dual[self.triple_row]

    def _signed(self, dual: np.ndarray) -> np.ndarray:
        dual = np.where(np.isinf(self.high), np.maximum(dual, 0.0), dual)
        return np.where(np.isinf(self.low), np.minimum(dual, 0.0), dual)

    def _reduced_of(
        self, loads: Loads, breaking: dict[int, np.ndarray], area: np.ndarray, site: np.ndarray, triple: np.ndarray
    ) -> np.ndarray:
        reduced = loads.cost - site[loads.site] - loads.worth(area)
        for number in np.flatnonzero(triple):
            if number not in breaking:
                breaking[number] = np.flatnonzero(self._broken_in(loads.holds, self.triples[number][None])[:, 0])
            reduced[breaking[number]] -= triple[number]
        return reduced

    def _reduced(self, dual: np.ndarray) -> tuple[np.ndarray, float]:
        """Reduced cost of every load, and a bound that holds whatever the solver's tolerances."""
        signed = self._signed(dual)
        with np.errstate(invalid="ignore"):
            sides = np.where(signed > 0, signed * self.low, np.where(signed < 0, signed * self.high, 0.0))
        reduced = self._reduced_of(self.loads, self.breaking, *self._parted(dual))
        least = np.zeros(self.sites)
        np.minimum.at(least, self.loads.site, reduced)
        return reduced, float(sides.sum() + least.sum())

    def _whole(self) -> Loads | None:
        """The plan, when the programme's loads are used wholly and no stand-in is."""
        used = np.flatnonzero(self.values > 1e-6)
        taken = self.loads.only(used[self.values[used] > 1 - 1e-6])
        complete = len(taken) == len(used) and (taken.holds.sum(axis=0) == 1).all()
        return taken if complete else None

    # -- fewer loads, more cuts --

    def _drop(self) -> None:
        """Leave out loads of which no plan up to the ceiling can have one."""
        least = np.zeros(self.sites)
        np.minimum.at(least, self.loads.site, self.reduced)
        kept = ~(self.floor + self.reduced - least[self.loads.site] > self.ceiling)
        if kept.sum() > 0.8 * len(kept):
            return
        listing = self._listing()
        gone = np.flatnonzero(~kept[listing])
        if len(gone):
            self.solver.deleteCols(len(gone), (self.stand_ins + gone).astype(np.int32))
        self.listing = [(np.cumsum(kept) - 1)[listing[kept[listing]]]]
        self.loads, self.listed = self.loads.only(kept), self.listed[kept]
        self.warm, self.breaking = None, {}
        self.values, self.reduced = self.values[kept], self.reduced[kept]

    def _cut(self) -> bool:
        """Add the cuts over sites and over three areas that the last solution breaks; False when it breaks none."""
        used = self.values > 1e-6
        triples = broken_triples(self.loads.only(used).holds, self.values[used])
        opened = np.bincount(self.loads.site, self.values, self.sites)
        covers, least = broken_covers(opened, self.question.capacity, float(self.question.demand.sum()))
        few = self.loads.only(self._listing())
        holds, site = few.holds, few.site
        at = len(self.low) + np.arange(len(triples) + len(covers))
        self.triple_row = np.concatenate([self.triple_row, at[: len(triples)]])
        self.cover_row = np.concatenate([self.cover_row, at[len(triples) :]])
        inside = np.concatenate([self._broken_in(holds, triples).T, covers[:, site]])
        low = np.concatenate([np.full(len(triples), -np.inf), least])
        high = np.concatenate([np.ones(len(triples)), np.full(len(covers), np.inf)])
        row, column = np.nonzero(inside)
        starts = np.searchsorted(row, np.arange(len(at))).astype(np.int32)
        self.solver.addRows(
            len(at), np.maximum(low, -INF), np.minimum(high, INF), len(row), starts,
            (self.stand_ins + column).astype(np.int32), np.ones(len(row)),
        )  # fmt: skip
        self.low, self.high = np.concatenate([self.low, low]), np.concatenate([self.high, high])
        self.triples = np.concatenate([self.triples, triples])
        self.covers = np.concatenate([self.covers, covers])
        return len(at) > 0

    # -- the integer programme --

    def _programme(self) -> Chosen | None:
        """The best of the loads that are left, when they are not too many; None when the ceiling was lowered."""
        count, top = len(self.loads), self.top
        if count > ENOUGH:
            return self._chosen(None, self.bound, False)
        programme = Programme()
        columns = programme.add_columns(self.loads.cost, np.zeros(count), np.ones(count), whole=True)
        row, column, value = self._entries(np.arange(count))
        programme.add_rows(row, columns[column], value, self.low, self.high)
        outcome = programme.solve(
            seconds=self.until - monotonic(), ceiling=self.ceiling, stop=lambda: self._is_lowered() or self.top < top
        )
        if self.top < top and not outcome.ended:
            return None
        taken = self.loads.only(outcome.values > 0.5) if outcome.possible else None
        nothing = outcome.possible is False or (outcome.ended and outcome.value > self.ceiling)
        return self._chosen(taken, np.inf if nothing else max(self.bound, outcome.bound), outcome.ended)


_OPTIONS = {
    "output_flag": False,
    "threads": 1,
    "presolve": "off",
    "solver": "simplex",
    "random_seed": 1,
    "simplex_scale_strategy": 0,  # as in the programme of sites: rows come later
}
