"""A week of outreach: what is wished, which areas are out of reach, and how much of their need is met."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any

from alongside.foundation.policy.rules import local_policy, number
from alongside.places.rules.kinds import SiteKind
from alongside.planning.rules.scenarios import Weigh

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday")
ROUNDS = (3.0, 12.0, 40.0)
"""Seconds of each round of working out. Source: local default."""
MOST_VENUES = 60
"""Venues that are weighed at most; the engine proves the best week of sixty in seconds. Source: local default."""


@local_policy("outreach", "Outreach")
@dataclass(frozen=True)
class OutreachPolicy:
    """What a week of outreach is taken to be until a planner says otherwise."""

    reach_minutes: int = number(
        20, "Minutes by car within which an area is in a hub’s reach", least=5, most=120,
        source="Local default",
    )  # fmt: skip
    near_minutes: int = number(
        15, "Minutes within which families come to a session", least=5, most=60, source="Local default"
    )
    session_minutes: int = number(
        150, "Minutes of a session, setting up and clearing away among them", least=30, most=400,
        source="Local default",
    )  # fmt: skip
    day_minutes: int = number(
        444, "Minutes of a team’s working day", least=120, most=720,
        source="Local default: 37 hours in five days, as the National Joint Council’s full-time week",
    )  # fmt: skip
    places: int = number(12, "Families whom a session can see", least=1, most=200, source="Local default")
    workers: int = number(2, "Workers who go out together", least=1, most=20, source="Local default")
    families_per_100: int = number(
        5, "Families who would come in a week, out of every 100 children", least=1, most=100,
        source="Local default: put your own registers’ figure in its place",
    )  # fmt: skip
    at_most_a_venue: int = number(
        2, "Sessions in one venue in a week, at most", least=1, most=10, source="Local default"
    )


class Aim(StrEnum):
    """What a good week is."""

    MOST = "most"
    FAIREST = "fairest"


AIM_WORDS = {
    Aim.MOST: "As many families met as can be",
    Aim.FAIREST: "The locality that is met least is met as much as can be; then as many families as can be",
}


class Beyond(StrEnum):
    """Out of whose reach an area must be to be counted."""

    HUBS = "hubs"
    CENTRES = "hubs and centres"


BEYOND_WORDS = {
    Beyond.HUBS: "Out of reach of every hub",
    Beyond.CENTRES: "Out of reach of every hub and every children’s centre",
}
BEYOND_KINDS = {
    Beyond.HUBS: (SiteKind.HUB,),
    Beyond.CENTRES: (SiteKind.HUB, SiteKind.CHILDRENS_CENTRE),
}


@dataclass(frozen=True)
class OutreachWishes:
    """Everything a planner asked for; kept with the week, so that the answer can be found again."""

    bases: tuple[str, ...]
    days: tuple[str, ...]
    kinds: tuple[str, ...]
    reach_minutes: int
    near_minutes: int
    families_per_100: int
    places: int
    workers: int
    session_minutes: int
    day_minutes: int
    at_most_a_venue: int
    localities: tuple[str, ...] = ()
    beyond: Beyond = Beyond.HUBS
    weigh: Weigh = Weigh.UNDER_5
    on_foot: bool = False
    aim: Aim = Aim.MOST
    least_share_percent: int | None = None
    at_most_sessions: int | None = None
    promised: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()

    def as_data(self) -> dict[str, Any]:
        """As plain data."""
        return asdict(self)

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> "OutreachWishes":
        """From what was kept."""
        lists = {
            name: tuple(data.get(name, ())) for name in ("bases", "days", "kinds", "localities", "promised", "left_out")
        }
        named = {"beyond": Beyond(data["beyond"]), "weigh": Weigh(data["weigh"]), "aim": Aim(data["aim"])}
        return cls(**{**data, **lists, **named})


def problems_of_outreach(wishes: OutreachWishes) -> list[str]:
    """A week of outreach needs a team that goes out, a day on which it does, somewhere to go, and a day long
    enough for a session; a venue cannot both have a session and be left out.

    Source: local default.
    """
    found = []
    if not wishes.bases:
        found.append("Choose at least one hub whose team goes out")
    if not wishes.days:
        found.append("Choose at least one day on which teams go out")
    if not wishes.kinds and not wishes.promised:
        found.append("Choose at least one kind of building in which sessions may be held")
    if wishes.session_minutes >= wishes.day_minutes:
        found.append("A session with the way there must fit into the working day")
    if set(wishes.promised) & set(wishes.left_out):
        found.append("A venue cannot both have a session whatever else and be left out")
    if wishes.at_most_sessions is not None and len(wishes.promised) > wishes.at_most_sessions:
        found.append("More sessions are promised than there may be in the week")
    return found


def families_of(children: float, *, per_100: int) -> float:
    """The need of an area for outreach is the families who would come in a week: so many of its children out of
    every hundred.

    Source: local default.
    """
    return children * per_100 / 100


def band_of_share(need: float, met: float) -> int:
    """Fifths of the map's key for an area out of reach: 5 nobody is met, 4 under a third, 3 under two thirds,
    2 most, 1 all; 0 where nobody would come.

    Source: local default.
    """
    if need <= 0:
        return 0
    share = met / need
    if share >= 0.995:
        return 1
    if share <= 0.005:
        return 5
    return 4 if share < 1 / 3 else 3 if share < 2 / 3 else 2


@dataclass(frozen=True)
class Met:
    """One group of areas out of reach: its families in a week, those met, and those with no venue near."""

    group: str
    children: float
    need: float
    met: float
    nowhere: float

    @property
    def share(self) -> float | None:
        """The part of the need that is met; nothing where there is no need."""
        return self.met / self.need if self.need else None


def met_by(areas: Sequence[Mapping[str, Any]], label) -> list[Met]:
    """Outreach is fair or not by the share of each group's families who are met, those who have no venue near
    counted among the unmet.

    Source: local default.
    """
    groups: dict[str, list] = {}
    for one in areas:
        groups.setdefault(label(one), []).append(one)
    return [met_of(name, groups[name]) for name in sorted(groups)]


def met_of(group: str, areas: Sequence[Mapping[str, Any]]) -> Met:
    """All of a group's areas together.

    Source: local default.
    """
    return Met(
        group=group,
        children=sum(one["children"] for one in areas),
        need=sum(one["need"] for one in areas),
        met=sum(one["met"] for one in areas),
        nowhere=sum(one["need"] for one in areas if not one["is_near_a_venue"]),
    )


def worker_minutes(outings: Sequence[Mapping[str, Any]], *, workers: int, session_minutes: int) -> float:
    """A week of outreach takes, of every worker in a team, the minutes of its sessions and those on the road.

    Source: local default.
    """
    sessions = sum(bool(one["morning"]) + bool(one["afternoon"]) for one in outings)
    return workers * (sessions * session_minutes + sum(one["travel"] for one in outings))
