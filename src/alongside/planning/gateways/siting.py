"""From a scenario's question to sites, by the engine; and back as plain data that can be kept."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np

from alongside.planning.rules.frontier import as_today, with_number
from alongside.planning.rules.journeys import Journey, kilometres
from alongside.planning.rules.scenarios import Seek, Wishes
from hinterland import access
from hinterland import answer as answers
from hinterland import problem as problems
from hinterland.siting import solve

OBJECTIVES = {
    Seek.MEDIAN: problems.Objective.MEDIAN,
    Seek.WORST_TENTH: problems.Objective.WORST_GROUP,
    Seek.CENTRE: problems.Objective.CENTRE,
    Seek.COVERAGE: problems.Objective.COVERAGE,
    Seek.LEAST_COST: problems.Objective.LEAST_COST,
}
COUNTRY = {"urban": "Urban", "rural": "Rural", "": "Rural"}


@dataclass(frozen=True)
class AreaAsked:
    """One area as it enters the question."""

    code: str
    name: str
    easting: int
    northing: int
    urban_rural: str
    locality: str
    tenth: int | None
    children: float
    weight: float


@dataclass(frozen=True)
class SiteAsked:
    """One candidate as it enters the question. Money is in pence; what is not known is None."""

    slug: str
    name: str
    kind: str
    locality: str
    easting: int
    northing: int
    is_today: bool
    cost: int | None
    staff: float | None
    capacity: float | None


@dataclass(frozen=True)
class Asked:
    """A scenario's whole question."""

    wishes: Wishes
    areas: tuple[AreaAsked, ...]
    sites: tuple[SiteAsked, ...]
    neighbours: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True)
class Worked:
    """What the engine found: its own answer, and each area's journey today and then."""

    status: str
    objective: float | None
    bound: float | None
    gap: float | None
    open_sites: tuple[str, ...]
    journeys: tuple[Journey, ...]
    conflict: tuple[str, ...]
    changes: tuple[Mapping, ...]
    seconds: float
    digest: str
    method: str
    version: str
    farther: tuple[str, ...] = ()

    @property
    def is_proven(self) -> bool:
        """No plan is better."""
        return self.status == answers.Status.OPTIMAL

    @property
    def is_over(self) -> bool:
        """More time would change nothing."""
        return self.status in (answers.Status.OPTIMAL, answers.Status.INFEASIBLE)


def travel_source() -> str:
    """How long journeys take, and by what model."""
    return access.DRIVING.source


def work_out(asked: Asked, *, seconds: float) -> Worked:
    """The best plan found in the time, with what is proven of it."""
    minutes = _minutes(asked)
    problem = _problem(asked, minutes)
    answer = solve(problem, seconds=seconds)
    return Worked(
        status=str(answer.status),
        objective=answer.objective,
        bound=answer.bound,
        gap=answer.gap,
        open_sites=answer.open_sites,
        journeys=_journeys(asked, minutes, answer),
        conflict=answer.conflict,
        changes=tuple({"wish": one.wish, "asked": one.asked, "possible": one.possible} for one in answer.least_changes),
        seconds=answer.seconds,
        digest=answer.digest,
        method=answer.method,
        version=answer.version,
        farther=_farther(asked, minutes, answer),
    )


def work_out_number(asked: Asked, number: int, *, seconds: float) -> Worked:
    """The best plan with exactly so many sites, all else as asked."""
    return work_out(replace(asked, wishes=with_number(asked.wishes, number)), seconds=seconds)


def work_out_today(asked: Asked, *, seconds: float) -> Worked:
    """Today’s model as it is, measured as the question measures."""
    todays = [one.slug for one in asked.sites if one.is_today]
    return work_out(replace(asked, wishes=as_today(asked.wishes, todays)), seconds=seconds)


def digest_of(asked: Asked) -> str:
    """The number of a question’s result, before it is worked out: the same question has the same."""
    return _problem(asked, _minutes(asked)).digest


def _farther(asked: Asked, minutes: np.ndarray, answer: answers.Answer) -> tuple[str, ...]:
    """Areas that go farther than to the nearest open site, so that catchments have the shape that was asked for."""
    if not answer.open_sites or not (asked.wishes.one_piece or asked.wishes.whole_localities):
        return ()
    column = {one.slug: place for place, one in enumerate(asked.sites)}
    opened = minutes[:, [column[slug] for slug in answer.open_sites]].min(axis=1)
    return tuple(
        one.code
        for row, one in enumerate(asked.areas)
        if minutes[row, column[str(answer.assignment[one.code])]] > opened[row] + 1e-6
    )


def _minutes(asked: Asked) -> np.ndarray:
    return access.modelled(
        {one.code: (one.easting, one.northing) for one in asked.areas},
        {one.code: COUNTRY[one.urban_rural] for one in asked.areas},
        {one.slug: (one.easting, one.northing) for one in asked.sites},
    ).minutes


def _problem(asked: Asked, minutes: np.ndarray) -> problems.Problem:
    wishes = asked.wishes
    rate = (wishes.families_per_100 or 0) / 100
    return problems.Problem(
        areas=problems.Areas(
            ids=tuple(one.code for one in asked.areas),
            need=[one.weight for one in asked.areas],
            demand=[one.children * rate for one in asked.areas] if rate else None,
            groups={
                "decile": tuple(str(one.tenth or 0) for one in asked.areas),
                "rural": tuple("0" if one.urban_rural == "urban" else "1" for one in asked.areas),
                "locality": tuple(one.locality for one in asked.areas),
            }
            | _patches(asked),
            neighbours=asked.neighbours if wishes.one_piece else None,
        ),
        sites=problems.Sites(
            ids=tuple(one.slug for one in asked.sites),
            locality=tuple(one.locality for one in asked.sites),
            existing=[one.is_today for one in asked.sites],
            run_cost=[(one.cost or 0) / 100 for one in asked.sites],
            capacity=[one.capacity or 0.0 for one in asked.sites] if rate else None,
        ),
        travel=problems.Travel(matrix=minutes),
        objective=OBJECTIVES[wishes.seek],
        rules=_rules(wishes),
        cover_within=wishes.cover_minutes,
    )


def _patches(asked: Asked) -> dict[str, tuple[str, ...]]:
    """Localities that are not divided; an area of none stands by itself."""
    if not asked.wishes.whole_localities:
        return {}
    return {"patch": tuple(one.locality or f"area {one.code}" for one in asked.areas)}


def _rules(wishes: Wishes) -> problems.Rules:
    shares = ()
    if wishes.share_percent is not None:
        shares = (problems.MinShare(within=wishes.share_minutes, share=wishes.share_percent / 100),)
    return problems.Rules(
        open_exactly=wishes.exactly,
        open_at_most=wishes.at_most,
        force_open=wishes.open,
        force_closed=wishes.closed,
        budget=None if wishes.budget is None else wishes.budget / 100,
        min_per_locality=wishes.min_per_locality,
        max_travel=wishes.max_minutes,
        max_travel_rural=wishes.max_minutes_rural,
        min_shares=shares,
        capacity=problems.Capacity.SPLIT if wishes.families_per_100 else problems.Capacity.NONE,
        at_most_changes=wishes.at_most_changes,
        whole="patch" if wishes.whole_localities else "",
        contiguous=wishes.one_piece,
    )


def _journeys(asked: Asked, minutes: np.ndarray, answer: answers.Answer) -> tuple[Journey, ...]:
    """Each area's way today, to the nearest site of today's model, and in the plan."""
    if not answer.open_sites:
        return ()
    column = {one.slug: place for place, one in enumerate(asked.sites)}
    today = [place for place, one in enumerate(asked.sites) if one.is_today]
    found = []
    for row, area in enumerate(asked.areas):
        gone = answer.assignment[area.code]
        shares = gone if isinstance(gone, Mapping) else {gone: 1.0}
        after = sum(minutes[row, column[site]] * share for site, share in shares.items())
        near = min(today, key=lambda place, row=row: minutes[row, place])
        here = (area.easting, area.northing)
        km = {site: kilometres(here, (asked.sites[column[site]].easting, asked.sites[column[site]].northing))
              for site in (*shares, asked.sites[near].slug)}  # fmt: skip
        found.append(
            Journey(
                code=area.code, name=area.name, children=area.children, tenth=area.tenth,
                is_rural=area.urban_rural != "urban", locality=area.locality, before_site=asked.sites[near].slug,
                before=float(minutes[row, near]), after_site=max(shares, key=shares.__getitem__), after=float(after),
                before_km=km[asked.sites[near].slug],
                after_km=round(sum(km[site] * share for site, share in shares.items()), 3),
            )
        )  # fmt: skip
    return tuple(found)
