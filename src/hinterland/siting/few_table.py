"""Few sites for thousands of areas, with the whole table at hand in single precision.

Prices begin where those of a sample ended; plans come from exchanges among the candidates the prices want most; what
no better plan can open is closed; and what is left is searched exactly (Avella, Sassano and Vasil'ev, 2007).
"""

from dataclasses import dataclass, replace
from time import monotonic

import numpy as np

from ..problem import Problem
from .few import SAMPLE, Costs, finished
from .greedy import greedy
from .incumbent import Found
from .interchange import interchange
from .lagrange import Priced
from .model import SURE, Model, counted, named_sites, site_rows
from .rows import cost_rows
from .table_prices import AT_ONCE, TablePrices, by_neighbourhood, single_table
from .uncapacitated import places_to_keep

TABLE = 100_000_000  # pairs, in 400 MB
PAIRS_A_SECOND = 3_000_000  # more than this allows are better not looked at one by one
SAMPLED_ROUNDS, ROUNDS, TURNS = 800, 100, 80
NEIGHBOURS = 12  # sampled areas whose prices are taken over
WANTED = 6_000_000  # pairs of areas and the candidates among which plans are sought
EXACT, LEFT = 2_000_000, 40_000_000  # pairs left: the search is exact at once, or when prices hardly rise any more
HARDLY = 2e-5  # of the value, in a turn
PLANNED = 0.1  # of the time that is left, for one exchange


@dataclass(frozen=True, eq=False)
class Survey:
    """The question with its areas in an order of neighbourhood."""

    model: Model
    costs: Costs
    points: np.ndarray
    need: np.ndarray
    seed: int

    @property
    def areas(self) -> int:
        return len(self.points)

    @property
    def count(self) -> int:
        return int(self.model.rows[0].low)

    def value(self, chosen: np.ndarray) -> float:
        """What the plan truly costs."""
        return float(sum(self.costs(rows, chosen).min(axis=1).sum() for rows in self.blocks()))

    def blocks(self) -> list[np.ndarray]:
        return np.split(np.arange(self.areas), range(AT_ONCE, self.areas, AT_ONCE))


def has_a_table(problem: Problem, seconds: float) -> bool:
    """Whether there is room for a table, and the time to make use of it."""
    return len(problem.areas.ids) * len(problem.sites.ids) <= min(TABLE, PAIRS_A_SECOND * seconds)


def survey_of(problem: Problem) -> Survey:
    """The problem with its table; all costs are whole numbers where distances are and needs are."""
    travel = problem.travel
    order = by_neighbourhood(travel.points)
    points, need = travel.points[order], problem.areas.need[order]
    ends = travel.points if travel.site_points is None else travel.site_points
    floored = travel.measure == "floor-euclid"

    def costs(areas: np.ndarray, sites: np.ndarray) -> np.ndarray:
        across, along = (np.subtract.outer(points[areas, side], ends[sites, side]) for side in (0, 1))
        lines = np.sqrt(across * across + along * along)
        return (np.floor(lines, out=lines) if floored else lines) * need[areas][:, None]

    forced, barred = named_sites(problem)
    table = single_table(costs, len(points), np.arange(len(ends)))
    grain = 1.0 if floored and (need == np.floor(need)).all() else 0.0
    model = Model(table, np.zeros(len(ends)), forced, barred, rows=site_rows(problem), grain=grain)
    return Survey(model, costs, points, need, problem.seed)


def choose_by_table(problem: Problem, *, until: float, gap: float, cores: int = 1) -> Found:
    """Prices, plans and closing by turns; then the exact search."""
    survey = survey_of(problem)
    model = survey.model
    best, start = _sampled(survey, until)
    value = survey.value(best)
    pricing = TablePrices(model, start)
    pricing.close(model.barred)
    floor = 0.0
    for turn in range(TURNS):
        pricing.improve(value, rounds=ROUNDS, until=until, grain=model.grain)
        proven = pricing.proven(survey.costs)
        risen, floor = proven.bound - floor, max(floor, proven.bound)
        if _is_enough(value, floor, model.grain, gap) or monotonic() > until:
            break
        trial = _concentrated(survey, proven, best, afresh=risen > 1e-3 * value or turn < 4, until=until)
        best, value = min((best, value), (trial, survey.value(trial)), key=lambda each: each[1])
        if _is_enough(value, floor, model.grain, gap):
            break
        pricing.close(proven.closed_beyond(value - model.grain * (1 - SURE), model))
        if len(pricing.left) < survey.count:
            floor = value
            break
        left = survey.areas * len(pricing.left)
        if left <= EXACT or (left <= LEFT and risen < HARDLY * value):
            known = Found(np.sort(best), value, min(floor, value), False)
            rest = (model.forced, pricing.closed, known)
            return finished(
                survey.costs, survey.areas, *rest, grain=model.grain, until=until, gap=gap, prices=proven, cores=cores
            )
        if risen < HARDLY * value:
            pricing.again()
    bound = float(np.ceil(floor - SURE)) if model.grain else floor
    bound = min(bound, value) + 0.0
    return Found(np.sort(best), value, bound, value - bound <= max(gap, 1e-9) * value, "prices by table")


def _is_enough(value: float, floor: float, grain: float, gap: float) -> bool:
    return value - floor <= max(gap * value, grain * (1.0 - SURE))


def _sampled(survey: Survey, until: float) -> tuple[np.ndarray, np.ndarray]:
    """A plan for some of the areas, and every area's price by those of the nearest that were asked."""
    model, dice = survey.model, np.random.default_rng(survey.seed)
    some = np.sort(dice.permutation(np.flatnonzero(survey.need > 0))[:SAMPLE])
    free = dice.permutation(np.flatnonzero(~model.forced & ~model.barred))[: max(SAMPLE, 2 * survey.count)]
    sites = np.sort(np.concatenate([np.flatnonzero(model.forced), free]))
    small = counted(survey.costs(some, sites), model.forced[sites], survey.count, grain=0.0)
    rows = cost_rows(small.cost)
    chosen = interchange(small, rows, greedy(small, survey.count, until=until), until=until)
    two = np.sort(small.cost[:, chosen], axis=1)[:, :2]
    pricing = TablePrices(replace(small, cost=small.cost.astype(np.float32)), two.mean(axis=1))
    pricing.improve(small.value(chosen), rounds=SAMPLED_ROUNDS, until=until)
    a_unit = pricing.best.price / survey.need[some]
    return sites[chosen], survey.need * _nearby(survey.points, survey.points[some], a_unit)


def _nearby(points: np.ndarray, asked: np.ndarray, answer: np.ndarray) -> np.ndarray:
    """The mean answer of the nearest that were asked."""
    found, most = np.empty(len(points)), min(NEIGHBOURS, len(asked))
    for start in range(0, len(points), AT_ONCE):
        gaps = points[start : start + AT_ONCE, None, :] - asked[None]
        near = np.argpartition((gaps * gaps).sum(axis=2), most - 1, axis=1)[:, :most]
        found[start : start + AT_ONCE] = answer[near].mean(axis=1)
    return found


def _concentrated(survey: Survey, prices: Priced, best: np.ndarray, *, afresh: bool, until: float) -> np.ndarray:
    """The best plan by exchange among the candidates the prices want most, from the best known or, afresh, none."""
    most = max(WANTED // survey.areas, 3 * survey.count)
    wanted = np.argsort(prices.reduced, kind="stable")[:most]
    sites = np.union1d(wanted[np.isfinite(prices.reduced[wanted])], best)
    cost = np.concatenate([survey.costs(rows, sites) for rows in survey.blocks()])
    small = counted(cost, survey.model.forced[sites], survey.count, grain=0.0)
    rows = cost_rows(small.cost, places_to_keep(small, survey.count))
    soon = monotonic() + PLANNED * max(until - monotonic(), 0.0)
    starts = [np.searchsorted(sites, np.sort(best))]
    if afresh:
        starts.append(greedy(small, survey.count, until=soon))
    plans = [interchange(small, rows, start, until=soon) for start in starts]
    return sites[min(plans, key=small.value)]
