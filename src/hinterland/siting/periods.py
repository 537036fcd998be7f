"""Several years at once: what is open in each, when sites may only close (or only open) from one to the next."""

from dataclasses import replace
from itertools import pairwise

import numpy as np

from ..answer import Answer, Certificate, Change, Stage, Status
from ..problem import Problem, Rules
from .model import Model, SiteRow, grain_of, model_of
from .programme import Programme
from .uncapacitated import choose_sites


def solve_periods(problem: Problem, travel: np.ndarray, *, until: float, gap: float) -> Answer:
    """The best sequence of plans, its years weighed as the problem says."""
    models = [_year(problem, travel, place) for place in range(len(problem.periods))]
    together = _side_by_side(problem, models)
    start = _possible_sequence(together)
    if start is None:
        return _impossible(problem, models)
    found = choose_sites(together, until=until, gap=gap, start=start)
    stages = tuple(_stage(problem, model, found.chosen, place) for place, model in enumerate(models))
    return Answer(
        status=Status.OPTIMAL if found.ended else Status.FEASIBLE,
        certificate=Certificate.of(found.value, found.bound),
        open_sites=stages[0].open_sites,
        assignment=stages[0].assignment,
        stages=stages,
        method=found.method,
    )


def _year(problem: Problem, travel: np.ndarray, place: int) -> Model:
    """One year's model, its costs counted with the year's weight."""
    period = problem.periods[place]
    need = problem.areas.need if period.need is None else period.need
    rules = replace(problem.rules, open_exactly=period.open_exactly)
    single = replace(problem, areas=replace(problem.areas, need=need), rules=rules, periods=())
    model = model_of(single, travel)
    return replace(model, cost=model.cost * period.weight)


def _side_by_side(problem: Problem, models: list[Model]) -> Model:
    """All years in one model: each year has its own sites, tied to those of the year before."""
    years, sites, areas = len(models), models[0].sites, models[0].areas
    cost = np.full((years * areas, years * sites), np.inf)
    rows: list[SiteRow] = []
    for place, model in enumerate(models):
        mine = slice(place * sites, (place + 1) * sites)
        cost[place * areas : (place + 1) * areas, mine] = model.cost
        for row in model.rows:
            rows.append(replace(row, coefficients=_placed(row.coefficients, mine, years * sites)))
    tie = 1.0 if problem.between_periods == "close" else -1.0
    for site in range((years - 1) * sites):
        coefficients = np.zeros(years * sites)
        coefficients[site], coefficients[site + sites] = -tie, tie
        rows.append(SiteRow(f"between_periods {problem.sites.ids[site % sites]}", coefficients, high=0.0))
    opening = np.zeros(years * sites)
    return Model(
        cost=cost,
        opening=opening,
        forced=np.concatenate([model.forced for model in models]),
        barred=np.concatenate([model.barred for model in models]),
        rows=tuple(rows),
        grain=grain_of(cost, opening),
        unit_of=np.arange(years * areas),
    )


def _placed(coefficients: np.ndarray, mine: slice, size: int) -> np.ndarray:
    wide = np.zeros(size)
    wide[mine] = coefficients
    return wide


def _possible_sequence(model: Model) -> np.ndarray | None:
    """Any sequence that keeps every rule, sites near to areas first."""
    programme = Programme()
    high = np.where(model.barred & ~model.forced, 0.0, 1.0)
    finite = np.isfinite(model.cost)
    near = np.where(finite, model.cost, 0.0).sum(axis=0) / np.maximum(finite.sum(axis=0), 1)
    sites = programme.add_columns(near / max(near.mean(), 1e-12), model.forced.astype(float), high, whole=True)
    for place in np.flatnonzero(model.forced & model.barred):
        programme.add_row(sites[[place]], np.ones(1), high=0.0)
    for row in model.rows:
        programme.add_row(sites, row.coefficients, row.low, row.high)
    for reach in np.unique(finite, axis=0):
        programme.add_row(sites[reach], np.ones(int(reach.sum())), low=1.0)
    outcome = programme.solve(seconds=30.0, gap=0.05)
    return np.flatnonzero(outcome.values > 0.5) if outcome.possible else None


def _stage(problem: Problem, model: Model, chosen: np.ndarray, place: int) -> Stage:
    sites = model.sites
    mine = chosen[(chosen >= place * sites) & (chosen < (place + 1) * sites)] - place * sites
    weight = problem.periods[place].weight
    nearest = mine[model.cost[:, mine].argmin(axis=1)]
    return Stage(
        open_sites=tuple(problem.sites.ids[site] for site in mine),
        assignment={area: problem.sites.ids[site] for area, site in zip(problem.areas.ids, nearest, strict=True)},
        objective=model.value(mine) / weight if weight else 0.0,
    )


def _impossible(problem: Problem, models: list[Model]) -> Answer:
    """Counts that cannot follow one another, counts beyond what there is, or rules that no year keeps."""
    counts = [period.open_exactly for period in problem.periods]
    free = [int((~model.barred).sum()) for model in models]
    wishes: list[str] = []
    changes: list[Change] = []
    for place, (count, most) in enumerate(zip(counts, free, strict=True)):
        if count > most:
            wishes.append(f"periods[{place}].open_exactly")
            changes.append(Change(wish=wishes[-1], asked=float(count), possible=float(most)))
    for place, (before, after) in enumerate(pairwise(counts), start=1):
        if (after > before) == (problem.between_periods == "close") and after != before:
            wishes += [f"periods[{place}].open_exactly", "between_periods"]
            changes.append(Change(wish=f"periods[{place}].open_exactly", asked=float(after), possible=float(before)))
    if not wishes:
        silent = Rules()
        stated = [name for name in vars(silent) if getattr(problem.rules, name) != getattr(silent, name)]
        wishes = ["periods", *stated]
    none = Certificate.of(None, None)
    return Answer(
        status=Status.INFEASIBLE, certificate=none, conflict=tuple(dict.fromkeys(wishes)), least_changes=tuple(changes)
    )
