"""What is asked: areas with need, venues with their open half days, teams with their hours."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class OutreachRefused(ValueError):
    """The question makes no sense; the message says why."""


class Aim(StrEnum):
    """What is best: the most need met, or first of all the locality that is met least."""

    MOST = "most need met"
    FAIREST = "fairest between localities"


@dataclass(frozen=True, slots=True)
class OutreachArea:
    """An area outside a hub's reach, its need in family-sessions a week, and its locality."""

    key: str
    need: float
    locality: str = ""


@dataclass(frozen=True, slots=True)
class Venue:
    """A place to meet: how many families a session can see, and how many sessions a week it allows."""

    key: str
    name: str
    places: float
    at_most: int = 10
    promised: int = 0


@dataclass(frozen=True, slots=True)
class Day:
    """A day of the week: which venues are open in the morning and in the afternoon. None is all of them."""

    name: str
    morning: frozenset[str] | None = None
    afternoon: frozenset[str] | None = None


@dataclass(frozen=True, slots=True)
class Team:
    """A team: its base, the days it works, and the minutes of a working day."""

    key: str
    base: str
    days: frozenset[str]
    minutes_a_day: float = 444


@dataclass(frozen=True, slots=True)
class OutreachQuestion:
    """The question. `travel` gives minutes between any base or venue and any other; `reach` the minutes from
    an area to a venue."""

    areas: tuple[OutreachArea, ...]
    venues: tuple[Venue, ...]
    teams: tuple[Team, ...]
    days: tuple[Day, ...]
    travel: Mapping[tuple[str, str], float]
    reach: Mapping[tuple[str, str], float]
    within_minutes: float = 20
    session_minutes: float = 150
    aim: Aim = Aim.MOST
    least_share: float = 0.0
    price_of_a_minute: float = 0.001
    price_of_a_session: float = 0.0
    at_most_sessions: int | None = None

    def __post_init__(self) -> None:
        """Refuse what has no meaning."""
        for what, keys in (
            ("area", [one.key for one in self.areas]), ("venue", [one.key for one in self.venues]),
            ("team", [one.key for one in self.teams]), ("day", [one.name for one in self.days]),
        ):  # fmt: skip
            if not keys:
                raise OutreachRefused(f"There is no {what}")
            if len(set(keys)) != len(keys):
                raise OutreachRefused(f"A {what} is named twice")
        if any(one.need < 0 for one in self.areas) or any(one.places < 0 for one in self.venues):
            raise OutreachRefused("Need and places must be nothing or more")
        if not 0 <= self.least_share <= 1:
            raise OutreachRefused("The least share is between nothing and everything")
        known = {one.name for one in self.days}
        if stray := {day for team in self.teams for day in team.days} - known:
            raise OutreachRefused(f"A team works on {min(stray)}, which is not a day of this week")
        for venue in self.venues:
            for team in self.teams:
                if (team.base, venue.key) not in self.travel and (venue.key, team.base) not in self.travel:
                    raise OutreachRefused(f"The travel between {team.base} and {venue.name} is not known")

    def minutes_between(self, one: str, other: str) -> float | None:
        """Travel either way; nothing when not known."""
        if one == other:
            return 0.0
        found = self.travel.get((one, other))
        return self.travel.get((other, one)) if found is None else found
