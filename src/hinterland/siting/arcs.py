"""The programme of areas, sites and the arcs between them; where areas may be parted, of the likely arcs at first.

An area that is parted may take a small part of an arc whose whole would be too dear, so no arc can be left out for its
price. Those that are not likely stand together as one way out for each area: as cheap as the cheapest of them, with
room for all and no site to open. That only lowers the value; an area that takes its way out is given all its arcs, and
the programme is solved again until none does.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from time import monotonic

import numpy as np

from .load_prices import Part
from .loading import Loaded
from .programme import Outcome, Programme, shadow

DUST = 1e-9
SHARED_SECONDS = 10.0  # to share the areas out between given sites
Plan = tuple[np.ndarray, np.ndarray]  # the sites opened, and how much of each area goes to each
News = Callable[[], Plan | None]  # a better plan that was found meanwhile, once
SolvePart = Callable[[Part, float, float, News | None], tuple[Outcome, np.ndarray, np.ndarray | None]]


@dataclass(frozen=True, eq=False)
class Arcs:
    """The programme, and which of its columns are which: sites, arcs (of an area to a site), ways out."""

    question: Loaded
    programme: Programme
    sites: np.ndarray
    arcs: np.ndarray
    area: np.ndarray
    site: np.ndarray
    out: np.ndarray
    leaving: np.ndarray  # the area of each way out

    def values(self, plan: Plan) -> np.ndarray:
        """A plan as the values of the programme."""
        chosen, part = plan
        flag = np.zeros(len(self.sites))
        flag[chosen] = 1.0
        goes = part[self.area, self.site]
        out = 1.0 - np.bincount(self.area, goes, len(part))[self.leaving]
        return np.concatenate([flag, goes, np.clip(out, 0.0, 1.0)])

    def plan(self, values: np.ndarray) -> Plan:
        """The plan that the programme's values are, without the solver's dust."""
        part = np.zeros(self.question.cost.shape)
        part[self.area, self.site] = values[self.arcs]
        return np.flatnonzero(values[self.sites] > 0.5), _tidied(self.question, part)

    def left(self, values: np.ndarray) -> np.ndarray:
        """The areas that take their way out."""
        return self.leaving[values[self.out] > DUST]


def arcs_of(question: Loaded, closed: np.ndarray | None = None, likely: np.ndarray | None = None) -> Arcs:
    """Sites, arcs and rows: each area served, no arc to a closed site, loads within capacity, capacity enough."""
    programme = Programme()
    count = len(question.opening)
    barred = question.barred if closed is None else closed
    sites = programme.add_columns(question.opening, question.forced.astype(float), 1.0 - barred, whole=True)
    fits = np.isfinite(question.cost) & ~barred
    if question.single:
        fits &= question.demand[:, None] <= question.capacity[None, :]
    near = fits if likely is None else fits & likely
    area, site = np.nonzero(near)
    price = question.cost[area, site]
    arcs = programme.add_columns(price, np.zeros(len(area)), np.ones(len(area)), whole=question.single)
    cheapest = np.where(fits & ~near, question.cost, np.inf).min(axis=1, initial=np.inf)
    leaving = np.flatnonzero(np.isfinite(cheapest))
    out = programme.add_columns(cheapest[leaving], np.zeros(len(leaving)), np.ones(len(leaving)), whole=False)
    ones, line = np.ones(len(question.demand)), np.arange(len(arcs))
    programme.add_rows(
        np.concatenate([area, leaving]), np.concatenate([arcs, out]), np.ones(len(arcs) + len(out)), ones, ones
    )
    programme.add_rows(
        np.concatenate([line, line]),
        np.concatenate([arcs, sites[site]]),
        np.concatenate([np.ones(len(arcs)), -np.ones(len(arcs))]),
        np.full(len(arcs), -np.inf),
        np.zeros(len(arcs)),
    )
    programme.add_rows(
        np.concatenate([site, np.arange(count)]),
        np.concatenate([arcs, sites]),
        np.concatenate([question.demand[area], -question.capacity]),
        np.full(count, -np.inf),
        np.zeros(count),
    )
    programme.add_row(sites, question.capacity, low=float(question.demand.sum()) * (1 - 1e-12))
    for row in question.rows:
        programme.add_row(sites, row.coefficients, row.low, row.high)
    for gain, least in question.gains:
        programme.add_row(arcs, gain[area, site], low=least * (1 - 1e-12))
    return Arcs(question, programme, sites, arcs, area, site, out, leaving)


def solver_of_parts(question: Loaded, gap: float) -> SolvePart:
    """The integer programme of what is left of a part."""

    def solve_part(
        part: Part, ceiling: float, until: float, news: News | None = None
    ) -> tuple[Outcome, np.ndarray, np.ndarray | None]:
        left = replace(question, cost=np.where(part.may, question.cost, np.inf), forced=part.must)
        likely = None if question.single or part.likely is None else part.likely.copy()
        limit = ceiling + 1e-6 * abs(ceiling)
        while True:
            model = arcs_of(left, part.shut, likely)
            told = None if news is None else _told(model, news)
            outcome = model.programme.solve(seconds=until - monotonic(), gap=gap, ceiling=limit, news=told)
            if not outcome.possible:
                return outcome, np.array([], int), None
            leaving = model.left(outcome.values)
            if not len(leaving):
                return outcome, *model.plan(outcome.values)
            nothing = outcome.ended and outcome.value > limit
            if nothing or not outcome.ended or monotonic() > until:
                chosen, _ = model.plan(outcome.values)
                return replace(outcome, ended=nothing), chosen, shared_out(question, chosen, until)
            likely[leaving] = True

    return solve_part


def _told(model: Arcs, news: News) -> Callable[[], np.ndarray | None]:
    """Plans found meanwhile, as values of the programme at work."""

    def told() -> np.ndarray | None:
        plan = news()
        return None if plan is None else model.values(plan)

    return told


def shared_out(question: Loaded, chosen: np.ndarray, until: float = np.inf) -> np.ndarray | None:
    """The areas shared out at least cost between these sites; None when they do not hold them, or not in time."""
    sharing = _sharing(question, chosen)
    outcome = sharing.programme.solve(seconds=min(SHARED_SECONDS, until - monotonic()))
    return sharing.part(outcome.values) if outcome.possible else None


def rented_out(question: Loaded, chosen: np.ndarray, until: float) -> tuple[np.ndarray, np.ndarray] | None:
    """The same and what a unit of each site's room is worth, where no shares within reach are asked for."""
    sharing = _sharing(question, chosen)
    found = shadow(sharing.programme, min(SHARED_SECONDS, until - monotonic()))
    return None if found is None else (sharing.part(found.values), -found.dual[len(question.demand) :])


@dataclass(frozen=True, eq=False)
class _Sharing:
    """The programme of areas and given sites: a row for each area, then one for each site."""

    question: Loaded
    programme: Programme
    area: np.ndarray
    site: np.ndarray

    def part(self, values: np.ndarray) -> np.ndarray:
        part = np.zeros(self.question.cost.shape)
        part[self.area, self.site] = values
        return _tidied(self.question, part)


def _sharing(question: Loaded, chosen: np.ndarray) -> _Sharing:
    programme, cost = Programme(), question.cost[:, chosen]
    area, place = np.nonzero(np.isfinite(cost))
    arcs = programme.add_columns(cost[area, place], np.zeros(len(area)), np.ones(len(area)), whole=False)
    ones, room = np.ones(len(cost)), question.capacity[chosen]
    programme.add_rows(area, arcs, np.ones(len(arcs)), ones, ones)
    programme.add_rows(place, arcs, question.demand[area], np.full(len(chosen), -np.inf), room)
    for gain, least in question.gains:
        programme.add_row(arcs, gain[:, chosen][area, place], low=least * (1 - 1e-12))
    return _Sharing(question, programme, area, chosen[place])


def solved_region(small: Loaded, now: np.ndarray, until: float) -> Plan | None:
    """A small question by its programme, from the plan that stands; nothing when none is found in time."""
    model = arcs_of(small)
    start = model.values((np.flatnonzero(now.any(axis=0)), now))
    outcome = model.programme.solve(seconds=until - monotonic(), start=start)
    return model.plan(outcome.values) if outcome.possible else None


def _tidied(question: Loaded, part: np.ndarray) -> np.ndarray:
    """Parts without the solver's dust."""
    if question.single:
        whole = np.zeros_like(part)
        whole[np.arange(len(part)), part.argmax(axis=1)] = 1.0
        return whole
    part = np.where(part < DUST, 0.0, part)
    total = part.sum(axis=1, keepdims=True)
    return part / np.where(total > 0, total, 1.0)
