"""The answer: a week's timetable, whose need it meets, and how good it is proven to be."""

import math
import time
from dataclasses import dataclass, replace

from hinterland.digests import digest_of
from hinterland.outreach.model import DayClass, Outline, OutreachModel, Solved
from hinterland.outreach.problem import Aim, OutreachQuestion

TRIES = 20_000
NOTHING = 1e-9


@dataclass(frozen=True, slots=True)
class Outing:
    """One team's day: where it is in the morning and in the afternoon, and its minutes on the road."""

    team: str
    day: str
    morning: str
    afternoon: str
    travel_minutes: float


@dataclass(frozen=True, slots=True)
class VenueWeek:
    """A venue's week: its sessions, and the need met there."""

    venue: str
    sessions: int
    met: float


@dataclass(frozen=True, slots=True)
class OutreachAnswer:
    """`status` is optimal, feasible, infeasible or unknown. `bound` is proven: no plan is better. Of a week that is
    to be fair, `largest_least_share` is proven too: no week meets more of the locality that is met least."""

    status: str
    objective: float
    bound: float
    outings: tuple[Outing, ...]
    venues: tuple[VenueWeek, ...]
    met_by_area: dict[str, float]
    visits: dict[tuple[str, str], float]
    share_by_locality: dict[str, float]
    least_share: float
    out_of_reach: tuple[str, ...]
    conflict: str
    largest_least_share: float | None
    seconds: float
    digest: str

    @property
    def gap(self) -> float:
        """How far the bound is from the plan, as a part of the plan."""
        if not math.isfinite(self.objective):
            return math.inf
        return max(0.0, self.bound - self.objective) / max(1e-9, abs(self.objective))

    @property
    def met(self) -> float:
        """All need that is met."""
        return sum(self.met_by_area.values())

    @property
    def travel_minutes(self) -> float:
        """All minutes on the road in the week."""
        return sum(one.travel_minutes for one in self.outings)


def plan_outreach(question: OutreachQuestion, *, seconds: float = 60) -> OutreachAnswer:
    """Plan a week. What can not be done is an answer that says which wishes conflict."""
    began = time.perf_counter()
    for together in (True, False):
        model = OutreachModel(question, together=together)
        solved, largest = _solved(question, model, seconds)
        if not len(solved.values):
            return _not_planned(question, model, solved, seconds, began)
        outings = timetable(model, [round(value) for value in solved.values[: len(model.runs)]])
        if outings is not None:
            return _planned(question, model, solved, outings, began, largest)
    raise AssertionError("days by themselves always make a timetable")


def _solved(question: OutreachQuestion, model: OutreachModel, seconds: float) -> tuple[Solved, float | None]:
    """The best week, and of a fair one the highest least share that any week can have."""
    if question.aim != Aim.FAIREST:
        return model.most(least_share=question.least_share, seconds=seconds), None
    fairest = model.fairest(seconds=seconds / 2)
    if not len(fairest.values):
        return fairest, None
    share = max(question.least_share, fairest.objective * (1 - 1e-6))
    solved = model.most(least_share=share, seconds=seconds / 2)
    if solved.status == "optimal" and fairest.status != "optimal":
        solved = replace(solved, status="feasible")
    return solved, fairest.bound


def _not_planned(question, model: OutreachModel, solved: Solved, seconds: float, began: float) -> OutreachAnswer:
    conflict, largest = "No plan was found in the time given; none was proven impossible", None
    if solved.status == "infeasible":
        fairest = model.fairest(seconds=seconds)
        if fairest.status == "infeasible":
            conflict = "The sessions promised at venues do not fit into the teams’ days: " + _too_many(
                question, seconds
            )
        else:
            largest = fairest.bound
            conflict = (
                f"A least share of {question.least_share:.0%} in every locality can not be met; "
                f"the highest that can is {fairest.objective:.1%}"
            )
    return OutreachAnswer(
        solved.status, math.nan, math.nan, (), (), {}, {}, {}, 0.0, _out_of_reach(model), conflict, largest,
        time.perf_counter() - began, digest_of(question),
    )  # fmt: skip


def _too_many(question: OutreachQuestion, seconds: float) -> str:
    """The promises that can not be kept even alone; or that only all of them together can not."""
    alone = []
    for venue in question.venues:
        if venue.promised:
            only = tuple(replace(one, promised=one.promised if one.key == venue.key else 0) for one in question.venues)
            if (
                OutreachModel(replace(question, venues=only)).most(least_share=0, seconds=seconds).status
                == "infeasible"
            ):
                alone.append(venue.name)
    return ", ".join(alone) if alone else "each can be kept alone, but not all together"


def _planned(
    question, model: OutreachModel, solved: Solved, outings: tuple[Outing, ...], began: float, largest: float | None
) -> OutreachAnswer:
    met_area = {area.key: 0.0 for area in question.areas}
    met_venue = {venue.key: 0.0 for venue in question.venues}
    visits: dict[tuple[str, str], float] = {}
    for (area, venue), value in zip(model.meets, solved.values[len(model.runs) : model.least], strict=True):
        if value <= NOTHING:
            continue
        visits[area.key, venue.key] = float(value)
        met_area[area.key] += float(value)
        met_venue[venue.key] += float(value)
    shares = {
        locality: sum(met_area[one.key] for one in question.areas if one.locality == locality) / need
        for locality, need in model.needs_by_locality().items()
    }
    stops = [stop for one in outings for stop in (one.morning, one.afternoon) if stop]
    weeks = tuple(VenueWeek(key, stops.count(key), met) for key, met in met_venue.items() if key in stops)
    return OutreachAnswer(
        solved.status, solved.objective, solved.bound, outings, weeks, met_area, visits, shares,
        min(shares.values(), default=0.0), _out_of_reach(model), "", largest,
        time.perf_counter() - began, digest_of(question),
    )  # fmt: skip


def _out_of_reach(model: OutreachModel) -> tuple[str, ...]:
    """Areas with need from which no venue is within reach."""
    reached = {area.key for area, _ in model.meets}
    return tuple(one.key for one in model.question.areas if one.need > 0 and one.key not in reached)


def timetable(model: OutreachModel, counts: list[int]) -> tuple[Outing, ...] | None:
    """A day for each counted outing, so that no team and no room is used twice at once; nothing when there is none."""
    outings: list[Outing] = []
    for day in model.classes:
        wanted = [
            (team.key, outline)
            for (team, own, outline), count in zip(model.runs, counts, strict=True)
            if own == day
            for _ in range(count)
        ]
        days = _laid_out(day, wanted)
        if days is None:
            return None
        for (team, outline), name in zip(wanted, days, strict=True):
            outings.append(Outing(team, name, outline.morning, outline.afternoon, outline.travel))
    order = {day.name: n for n, day in enumerate(model.question.days)}
    return tuple(sorted(outings, key=lambda one: (order[one.day], one.team)))


def _laid_out(day: DayClass, wanted: list[tuple[str, Outline]]) -> list[str] | None:
    """A day for each, by depth-first search, the hardest to place first; gives up after so many tries."""
    uses = [
        {team, *((half, stop) for half, stop in (("am", one.morning), ("pm", one.afternoon)) if stop)}
        for team, one in wanted
    ]
    order = sorted(range(len(uses)), key=lambda k: -sum(len(uses[k] & other) for other in uses))
    taken: dict[str, set] = {name: set() for name in day.days}
    placed: dict[int, str] = {}
    tries = 0

    def place(n: int) -> bool:
        nonlocal tries
        if n == len(order):
            return True
        k = order[n]
        for name in day.days:
            if taken[name] & uses[k]:
                continue
            tries += 1
            if tries > TRIES:
                return False
            taken[name] |= uses[k]
            placed[k] = name
            if place(n + 1):
                return True
            taken[name] -= uses[k]
        return False

    return [placed[k] for k in range(len(wanted))] if place(0) else None
