"""The mixed integer programme, row by row, and its solving by HiGHS."""

from collections import defaultdict
from dataclasses import dataclass
from itertools import pairwise

import highspy
import numpy as np

from hinterland.highs import run
from hinterland.outreach.problem import Day, OutreachQuestion, Team

INF = highspy.kHighsInf


@dataclass(frozen=True, slots=True)
class Outline:
    """A kind of day: morning and afternoon venue ("" is none), and its minutes on the road."""

    morning: str
    afternoon: str
    travel: float

    @property
    def venues(self) -> tuple[str, ...]:
        """The venues of its sessions."""
        return tuple(one for one in (self.morning, self.afternoon) if one)


@dataclass(frozen=True, slots=True)
class DayClass:
    """Days that are alike: the same venues open, the same teams at work."""

    days: tuple[str, ...]
    morning: frozenset[str]
    afternoon: frozenset[str]
    teams: frozenset[str]


@dataclass(frozen=True, slots=True)
class Solved:
    """What HiGHS says of one objective."""

    status: str
    objective: float
    bound: float
    values: np.ndarray


def day_classes(question: OutreachQuestion, *, together: bool) -> list[DayClass]:
    """Days put together where they are alike; or each by itself."""
    everywhere = frozenset(one.key for one in question.venues)
    alike: dict[tuple, list[str]] = defaultdict(list)
    for day in question.days:
        key = (_open(day.morning, everywhere), _open(day.afternoon, everywhere), _at_work(day, question))
        alike[*key, "" if together else day.name].append(day.name)
    return [DayClass(tuple(days), *key[:3]) for key, days in alike.items()]


def _open(named: frozenset[str] | None, everywhere: frozenset[str]) -> frozenset[str]:
    return everywhere if named is None else named & everywhere


def _at_work(day: Day, question: OutreachQuestion) -> frozenset[str]:
    return frozenset(team.key for team in question.teams if day.name in team.days)


def outlines_of(question: OutreachQuestion, team: Team, day: DayClass) -> list[Outline]:
    """Every kind of day that fits into a team's hours."""
    found = []
    for morning in ["", *sorted(day.morning)]:
        for afternoon in ["", *sorted(day.afternoon)]:
            stops = [one for one in (morning, afternoon) if one]
            if not stops:
                continue
            way = [team.base, *stops, team.base]
            legs = [question.minutes_between(a, b) for a, b in pairwise(way)]
            if None in legs:
                continue
            travel = sum(leg for leg in legs if leg is not None)
            if travel + len(stops) * question.session_minutes <= team.minutes_a_day:
                found.append(Outline(morning, afternoon, travel))
    return found


class OutreachModel:
    """Columns: x for (team, class of days, outline), y for (area, venue) within reach, the least share z, and the
    sessions of each venue, which are sums of x; with them each row about need is short."""

    def __init__(self, question: OutreachQuestion, *, together: bool = True) -> None:
        self.question = question
        self.classes = day_classes(question, together=together)
        self.runs = [
            (team, day, outline)
            for team in question.teams
            for day in self.classes
            if team.key in day.teams
            for outline in outlines_of(question, team, day)
        ]
        self.meets = [
            (area, venue)
            for area in question.areas
            for venue in question.venues
            if question.reach.get((area.key, venue.key), INF) <= question.within_minutes and area.need > 0
        ]
        self.least = len(self.runs) + len(self.meets)
        self.sessions = {venue.key: self.least + 1 + k for k, venue in enumerate(question.venues)}
        self.solver = highspy.Highs()
        self.solver.setOptionValue("output_flag", False)
        self.solver.setOptionValue("random_seed", 0)
        self._columns()
        self._rows_of_sessions()
        self._rows_of_need()

    def _columns(self) -> None:
        for _, day, _ in self.runs:
            self.solver.addVar(0, len(day.days))
        for k in range(len(self.runs)):
            self.solver.changeColIntegrality(k, highspy.HighsVarType.kInteger)
        for area, _ in self.meets:
            self.solver.addVar(0, area.need)
        self.solver.addVar(0, 1)
        for venue in self.question.venues:
            self.solver.addVar(venue.promised, max(venue.promised, venue.at_most))

    def _row(self, low: float, high: float, terms: dict[int, float]) -> None:
        where = np.array(list(terms), dtype=np.int32)
        self.solver.addRow(low, high, len(terms), where, np.array(list(terms.values()), dtype=float))

    def _rows_of_sessions(self) -> None:
        """One kind of day at a time for a team; one session at a time in a venue; the venue's own limits."""
        team_days: dict[tuple, dict[int, float]] = defaultdict(dict)
        rooms: dict[tuple, dict[int, float]] = defaultdict(dict)
        for k, (team, day, outline) in enumerate(self.runs):
            team_days[team.key, day][k] = 1
            for half, venue in (("am", outline.morning), ("pm", outline.afternoon)):
                if venue:
                    rooms[venue, half, day][k] = 1
        for (*_, day), terms in [*team_days.items(), *rooms.items()]:
            self._row(0, len(day.days), terms)
        held: dict[str, dict[int, float]] = {key: {column: -1.0} for key, column in self.sessions.items()}
        for k, (*_, outline) in enumerate(self.runs):
            for venue in outline.venues:
                held[venue][k] = held[venue].get(k, 0) + 1
        for terms in held.values():
            self._row(0, 0, terms)
        if self.question.at_most_sessions is not None:
            self._row(0, self.question.at_most_sessions, dict.fromkeys(self.sessions.values(), 1.0))

    def _rows_of_need(self) -> None:
        first = len(self.runs)
        by_area: dict[str, dict[int, float]] = defaultdict(dict)
        by_venue: dict[str, dict[int, float]] = defaultdict(dict)
        by_locality: dict[str, dict[int, float]] = defaultdict(dict)
        for k, (area, venue) in enumerate(self.meets, start=first):
            by_area[area.key][k] = by_venue[venue.key][k] = by_locality[area.locality][k] = 1
            self._row(-INF, 0, {k: 1, self.sessions[venue.key]: -area.need})
        needs = {area.key: area.need for area in self.question.areas}
        for area, terms in by_area.items():
            self._row(-INF, needs[area], terms)
        for venue in self.question.venues:
            if venue.key in by_venue:
                self._row(-INF, 0, {**by_venue[venue.key], self.sessions[venue.key]: -venue.places})
        for locality, need in self.needs_by_locality().items():
            self._row(0, INF, {**by_locality.get(locality, {}), self.least: -need})

    def needs_by_locality(self) -> dict[str, float]:
        """The need of each locality."""
        found: dict[str, float] = defaultdict(float)
        for area in self.question.areas:
            if area.need > 0:
                found[area.locality] += area.need
        return dict(found)

    def most(self, *, least_share: float, seconds: float) -> Solved:
        """The most need met, less the price of travel, with at least this share met in every locality."""
        minute, session = self.question.price_of_a_minute, self.question.price_of_a_session
        costs = [-minute * one.travel - session * len(one.venues) for *_, one in self.runs]
        costs += [1.0] * len(self.meets) + [0.0]
        return self._solve(costs, least_share, seconds)

    def fairest(self, *, seconds: float) -> Solved:
        """The highest share that every locality can have."""
        return self._solve([0.0] * self.least + [1.0], 0.0, seconds)

    def _solve(self, gains: list[float], least_share: float, seconds: float) -> Solved:
        for k, gain in enumerate(gains):
            self.solver.changeColCost(k, gain)
        self.solver.changeObjectiveSense(highspy.ObjSense.kMaximize)
        self.solver.changeColBounds(self.least, least_share, 1)
        self.solver.setOptionValue("time_limit", self.solver.getRunTime() + seconds)
        self.solver.setOptionValue("mip_rel_gap", 1e-6)
        run(self.solver)
        status, info = self.solver.getModelStatus(), self.solver.getInfo()
        states = highspy.HighsModelStatus
        if status in (states.kInfeasible, states.kUnboundedOrInfeasible):
            return Solved("infeasible", float("nan"), float("nan"), np.zeros(0))
        values = np.array(self.solver.getSolution().col_value)
        if not len(values) or info.primal_solution_status != 2:
            return Solved("unknown", float("nan"), info.mip_dual_bound, np.zeros(0))
        return Solved(
            "optimal" if status == states.kOptimal else "feasible",
            info.objective_function_value, info.mip_dual_bound, values,
        )  # fmt: skip
