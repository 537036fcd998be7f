"""Why: what each site is worth, what another would cost, where each area goes, and what is nearly as good."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from time import monotonic

import numpy as np

from .answer import Answer, Status
from .problem import Objective, Problem, Rules
from .siting import solve
from .siting.distances import travel_table


@dataclass(frozen=True, kw_only=True)
class AreaMove:
    """Where an area goes now and in the plan, and its travel to both."""

    area: str
    before: str | None
    after: str
    travel_before: float | None
    travel_after: float


@dataclass(frozen=True, kw_only=True)
class Alternative:
    """Another plan, its value, and how much worse it is as a share of the best."""

    open_sites: tuple[str, ...]
    objective: float
    worse_by: float


def site_regrets(problem: Problem, *, sites: Sequence[str] = (), seconds: float = 60.0) -> Mapping[str, float | None]:
    """What is lost when each site is turned round: an open one closed, a closed one forced open; None: no plan then."""
    until = monotonic() + seconds
    best = solve(problem, seconds=seconds)
    regrets: dict[str, float | None] = {}
    for site in sites or problem.sites.ids:
        turned = solve(_turned(problem, best, site), seconds=max(until - monotonic(), 0.1))
        if turned.objective is None or best.objective is None:
            regrets[site] = None
        else:
            regrets[site] = _worse(problem, turned.objective, best.objective)
    return regrets


def _worse(problem: Problem, value: float, best: float) -> float:
    return best - value if problem.objective is Objective.COVERAGE else value - best


def _turned(problem: Problem, best: Answer, site: str) -> Problem:
    rules = problem.rules
    if site in best.open_sites:
        return replace(problem, rules=replace(rules, force_closed=(*rules.force_closed, site)))
    return replace(problem, rules=replace(rules, force_open=(*rules.force_open, site)))


def area_moves(problem: Problem, answer: Answer) -> tuple[AreaMove, ...]:
    """For each area where it goes today (the nearest existing site) and in the plan."""
    travel = travel_table(problem)
    column = {site: place for place, site in enumerate(problem.sites.ids)}
    existing = np.flatnonzero(problem.sites.existing)
    moves = []
    for row, area in enumerate(problem.areas.ids):
        gone = answer.assignment[area]
        shares = gone if isinstance(gone, Mapping) else {gone: 1.0}
        after = sum(travel[row, column[site]] * share for site, share in shares.items())
        near = int(existing[travel[row, existing].argmin()]) if len(existing) else None
        moves.append(
            AreaMove(
                area=area,
                before=None if near is None else problem.sites.ids[near],
                after=max(shares, key=shares.__getitem__),
                travel_before=None if near is None else float(travel[row, near]),
                travel_after=float(after),
            )
        )
    return tuple(moves)


def alternatives(problem: Problem, answer: Answer, *, most: int = 5, seconds: float = 60.0) -> tuple[Alternative, ...]:
    """The best plans that each leave out one of the plan's sites: other sets of almost the same value, best first."""
    until, found = monotonic() + seconds, {}
    for site in answer.open_sites:
        if site in problem.rules.force_open:
            continue
        other = solve(_turned(problem, answer, site), seconds=max(until - monotonic(), 0.1))
        if other.status in (Status.OPTIMAL, Status.FEASIBLE):
            found[other.open_sites] = other.objective
    best = answer.objective
    order = sorted(found, key=lambda sites: _worse(problem, found[sites], best))[:most]
    return tuple(
        Alternative(open_sites=sites, objective=found[sites], worse_by=_share(problem, found[sites], best))
        for sites in order
    )


def _share(problem: Problem, value: float, best: float) -> float:
    return _worse(problem, value, best) / max(abs(best), 1e-12)


def frontier(problem: Problem, counts: Sequence[int], *, seconds: float = 60.0) -> tuple[tuple[int, Answer], ...]:
    """The best plan for each count of sites."""
    until = monotonic() + seconds
    rules: Rules = replace(problem.rules, open_exactly=None, open_at_least=None, open_at_most=None)
    return tuple(
        (
            count,
            solve(replace(problem, rules=replace(rules, open_exactly=count)), seconds=max(until - monotonic(), 0.1)),
        )
        for count in counts
    )


def explained(problem: Problem, *, seconds: float = 60.0) -> dict[str, object]:
    """The answer with its reasons: each site's worth, each area's move, and plans of almost the same value."""
    answer = solve(problem, seconds=seconds)
    shown: dict[str, object] = {"answer": answer.document()}
    if answer.objective is None or problem.periods:
        return shown
    shown["site_regrets"] = dict(site_regrets(problem, seconds=seconds))
    shown["area_moves"] = [asdict(move) for move in area_moves(problem, answer)]
    shown["alternatives"] = [asdict(other) for other in alternatives(problem, answer, seconds=seconds)]
    return shown
