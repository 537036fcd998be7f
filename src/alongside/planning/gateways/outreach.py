"""From a planner's wishes to a week of outreach, by the engine; and back as plain data that can be kept."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np

from alongside.planning.rules.outreach import MOST_VENUES, Aim, OutreachWishes
from hinterland import access, outreach
from hinterland.problem import ENGINE_VERSION

COUNTRY = {"urban": "Urban", "rural": "Rural", "": "Rural"}
AIMS = {Aim.MOST: outreach.Aim.MOST, Aim.FAIREST: outreach.Aim.FAIREST}
EMPTY_SESSION = 0.05
"""Families whom a session must at least meet to be held. Source: local default."""


@dataclass(frozen=True)
class Spot:
    """A hub, a base or a venue: somewhere with a place on the map."""

    slug: str
    name: str
    kind: str
    locality: str
    easting: int
    northing: int
    urban_rural: str

    @property
    def key(self) -> str:
        """Its name in a table of travel."""
        return self.slug


@dataclass(frozen=True)
class OutreachAreaAsked:
    """One area as it enters the question."""

    code: str
    name: str
    easting: int
    northing: int
    urban_rural: str
    locality: str
    tenth: int | None
    children: float
    need: float

    @property
    def key(self) -> str:
        """Its name in a table of travel."""
        return self.code


@dataclass(frozen=True)
class OutreachAsked:
    """The whole question: the sites that count as reach, where teams start, and where they may go."""

    wishes: OutreachWishes
    areas: tuple[OutreachAreaAsked, ...]
    hubs: tuple[Spot, ...]
    bases: tuple[Spot, ...]
    venues: tuple[Spot, ...]


@dataclass(frozen=True)
class OutreachWorked:
    """What the engine found, as it is kept."""

    status: str
    objective: float | None
    bound: float | None
    gap: float | None
    seconds: float
    digest: str
    answer: dict[str, Any]

    @property
    def is_over(self) -> bool:
        """More time would change nothing."""
        return self.status in ("optimal", "infeasible")


@dataclass(frozen=True)
class Ground:
    """Who is out of reach of what, in minutes."""

    hub_minutes: Mapping[str, tuple[str, float]]
    out: tuple[OutreachAreaAsked, ...]
    near: Mapping[tuple[str, str], float]
    venues: tuple[Spot, ...]
    not_weighed: int


def ways(asked: OutreachAsked) -> list[str]:
    """How long journeys take, and by what model."""
    teams = f"Journeys by car: {access.DRIVING.source}"
    return [teams, f"Journeys on foot: {access.WALKING.source}"] if asked.wishes.on_foot else [teams]


def work_out_week(asked: OutreachAsked, *, seconds: float) -> OutreachWorked:
    """The best week found in the time, with what is proven of it; a question with nothing to do is answered so."""
    ground = ground_of(asked)
    trouble = _nothing_to_do(asked, ground)
    if trouble:
        return OutreachWorked("infeasible", None, None, None, 0.0, "", _kept(asked, ground, None) | trouble)
    found = outreach.plan_outreach(_question(asked, ground), seconds=seconds)
    is_there = found.status in ("optimal", "feasible")
    return OutreachWorked(
        status=found.status,
        objective=found.objective if is_there else None,
        bound=found.bound if is_there else None,
        gap=found.gap if is_there else None,
        seconds=found.seconds,
        digest=found.digest,
        answer=_kept(asked, ground, found if is_there else None) | {"conflict": found.conflict},
    )


def _nothing_to_do(asked: OutreachAsked, ground: Ground) -> dict[str, str] | None:
    if not any(one.need for one in ground.out):
        return {"conflict": "No area with children is out of reach: there is nothing for outreach to do"}
    if not ground.venues:
        return {"conflict": "No building of the kinds you chose is near an area that is out of reach"}
    return None


def ground_of(asked: OutreachAsked) -> Ground:
    """Which areas are out of reach, and which venues are near them. At most so many venues are weighed: one by
    one, the venue near the most need that the fewest chosen before are near."""
    wishes = asked.wishes
    driven = _minutes(asked.areas, asked.hubs)
    nearest = {
        area.code: (asked.hubs[int(row.argmin())].name, float(row.min())) if len(row) else ("", math.inf)
        for area, row in zip(asked.areas, driven, strict=True)
    }
    out = tuple(one for one in asked.areas if nearest[one.code][1] > wishes.reach_minutes)
    minutes = _minutes(out, asked.venues, access.WALKING if wishes.on_foot else access.DRIVING)
    is_near = minutes <= wishes.near_minutes
    needs = np.array([one.need for one in out])
    useful = [k for k, one in enumerate(asked.venues) if needs @ is_near[:, k] > 0 or one.slug in wishes.promised]
    chosen = _weighed(useful, is_near, needs, asked)
    near = {
        (out[row].code, asked.venues[k].slug): float(minutes[row, k])
        for k in chosen
        for row in np.flatnonzero(is_near[:, k])
    }
    return Ground(nearest, out, near, tuple(asked.venues[k] for k in chosen), len(useful) - len(chosen))


def _weighed(useful: list[int], is_near, needs, asked: OutreachAsked) -> list[int]:
    if len(useful) <= MOST_VENUES:
        return useful
    promised = set(asked.wishes.promised)
    chosen = [k for k in useful if asked.venues[k].slug in promised]
    times = is_near[:, chosen].sum(axis=1)
    while len(chosen) < MOST_VENUES:
        left = [k for k in useful if k not in chosen]
        worth = [(needs / (1 + times) ** 2) @ is_near[:, k] for k in left]
        best = left[int(np.argmax(worth))]
        chosen.append(best)
        times = times + is_near[:, best]
    return sorted(chosen)


def _minutes(ends, spots, model=access.DRIVING) -> np.ndarray:
    if not ends or not spots:
        return np.zeros((len(ends), len(spots)))
    return access.modelled(
        {one.key: (one.easting, one.northing) for one in ends},
        {one.key: COUNTRY[one.urban_rural] for one in ends},
        {one.slug: (one.easting, one.northing) for one in spots},
        model,
    ).minutes


def base_key(slug: str) -> str:
    """A base and a venue may be one building; as a base it has a name of its own."""
    return f"base {slug}"


def _question(asked: OutreachAsked, ground: Ground) -> outreach.OutreachQuestion:
    wishes = asked.wishes
    reached = {code for code, _ in ground.near}
    travel = {
        (base_key(base.slug), venue.slug): float(minutes)
        for base, row in zip(asked.bases, _minutes(asked.bases, ground.venues), strict=True)
        for venue, minutes in zip(ground.venues, row, strict=True)
    } | {
        (one.slug, other.slug): float(minutes)
        for one, row in zip(ground.venues, _minutes(ground.venues, ground.venues), strict=True)
        for other, minutes in zip(ground.venues, row, strict=True)
    }
    return outreach.OutreachQuestion(
        areas=tuple(
            outreach.OutreachArea(one.code, one.need, one.locality) for one in ground.out if one.code in reached
        ),
        venues=tuple(
            outreach.Venue(one.slug, one.name, wishes.places, wishes.at_most_a_venue, int(one.slug in wishes.promised))
            for one in ground.venues
        ),
        teams=tuple(
            outreach.Team(one.slug, base_key(one.slug), frozenset(wishes.days), wishes.day_minutes)
            for one in asked.bases
        ),
        days=tuple(outreach.Day(one) for one in wishes.days),
        travel=travel,
        reach=dict(ground.near),
        within_minutes=wishes.near_minutes,
        session_minutes=wishes.session_minutes,
        aim=AIMS[wishes.aim],
        least_share=(wishes.least_share_percent or 0) / 100,
        at_most_sessions=wishes.at_most_sessions,
        price_of_a_session=EMPTY_SESSION,
    )


def _kept(asked: OutreachAsked, ground: Ground, found: outreach.OutreachAnswer | None) -> dict[str, Any]:
    """Everything the page shows, so that it never changes when the figures do."""
    out = {one.code for one in ground.out}
    met = found.met_by_area if found else {}
    reached = {code for code, _ in ground.near}
    goes: dict[str, list[tuple[float, str]]] = {}
    for (code, venue), number in (found.visits if found else {}).items():
        goes.setdefault(code, []).append((-number, venue))
    areas = [
        {
            "code": one.code, "name": one.name, "locality": one.locality, "tenth": one.tenth,
            "is_rural": one.urban_rural != "urban", "children": one.children, "need": one.need,
            "is_out": one.code in out, "hub": ground.hub_minutes[one.code][0],
            "hub_minutes": _known(ground.hub_minutes[one.code][1]), "met": met.get(one.code, 0.0),
            "is_near_a_venue": one.code in reached,
            "venues": [[venue, round(ground.near[one.code, venue], 1)] for _, venue in sorted(goes.get(one.code, ()))],
        }
        for one in asked.areas
    ]  # fmt: skip
    weeks = {one.venue: one for one in found.venues} if found else {}
    return {
        "areas": areas,
        "bases": [_spot(one) for one in asked.bases],
        "venues": [
            _spot(one) | {"sessions": weeks[one.slug].sessions, "met": weeks[one.slug].met}
            for one in ground.venues
            if one.slug in weeks
        ],
        "candidates": len(ground.venues),
        "not_weighed": ground.not_weighed,
        "outings": _outings(asked, ground, found) if found else [],
        "least_share": found.least_share if found else None,
        "largest_least_share": found.largest_least_share if found else None,
        "version": ENGINE_VERSION,
    }


def _known(minutes: float) -> float | None:
    return round(minutes, 1) if math.isfinite(minutes) else None


def _spot(one: Spot) -> dict[str, Any]:
    return {
        "slug": one.slug, "name": one.name, "kind": one.kind, "locality": one.locality, "easting": one.easting,
        "northing": one.northing,
    }  # fmt: skip


def _outings(asked: OutreachAsked, ground: Ground, found: outreach.OutreachAnswer) -> list[dict[str, Any]]:
    """Each day out with the minutes of each leg of its way."""
    question = _question(asked, ground)
    rows = []
    for one in found.outings:
        base = base_key(one.team)
        way = [base, *(stop for stop in (one.morning, one.afternoon) if stop), base]
        legs = [round(question.minutes_between(a, b) or 0.0, 1) for a, b in pairwise(way)]
        rows.append(
            {
                "team": one.team, "day": one.day, "morning": one.morning, "afternoon": one.afternoon, "legs": legs,
                "travel": round(one.travel_minutes, 1),
            }
        )  # fmt: skip
    return rows
