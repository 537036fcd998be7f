"""A scenario: what is wished, where its working out stands, and how sure its answer is."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any

from alongside.places.rules.kinds import SiteKind


class ScenarioStatus(StrEnum):
    """Where the working out of a scenario stands."""

    WAITING = "waiting"
    RUNNING = "running"
    FOUND = "found"
    IMPOSSIBLE = "impossible"
    UNDECIDED = "undecided"
    FAILED = "failed"


STATUS_WORDS = {
    ScenarioStatus.WAITING: "Waiting to be worked out",
    ScenarioStatus.RUNNING: "Being worked out",
    ScenarioStatus.FOUND: "Worked out",
    ScenarioStatus.IMPOSSIBLE: "The wishes cannot all be kept",
    ScenarioStatus.UNDECIDED: "No plan was found in the time",
    ScenarioStatus.FAILED: "It went wrong",
}

MOVES: dict[ScenarioStatus, frozenset[ScenarioStatus]] = {
    ScenarioStatus.WAITING: frozenset({ScenarioStatus.RUNNING}),
    ScenarioStatus.RUNNING: frozenset(
        {ScenarioStatus.FOUND, ScenarioStatus.IMPOSSIBLE, ScenarioStatus.UNDECIDED, ScenarioStatus.FAILED}
    ),
    ScenarioStatus.FOUND: frozenset(),
    ScenarioStatus.IMPOSSIBLE: frozenset(),
    ScenarioStatus.UNDECIDED: frozenset(),
    ScenarioStatus.FAILED: frozenset(),
}


class Seek(StrEnum):
    """What a good plan is."""

    MEDIAN = "median"
    WORST_TENTH = "worst_tenth"
    CENTRE = "centre"
    COVERAGE = "coverage"
    LEAST_COST = "least_cost"


SEEK_WORDS = {
    Seek.MEDIAN: "The shortest journeys taken together",
    Seek.WORST_TENTH: "The shortest journeys for the tenth of deprivation that has the longest",
    Seek.CENTRE: "The longest journey as short as can be",
    Seek.COVERAGE: "As many children as can be within reach",
    Seek.LEAST_COST: "The least cost that keeps every rule below",
}


class Weigh(StrEnum):
    """Whose journeys count, and how much."""

    UNDER_5 = "population_0_4"
    UNDER_20 = "population_0_19"
    UNDER_16 = "population_0_15"
    UNDER_5_BY_TENTH = "population_0_4 by tenth"
    UNDER_5_BY_NEED = "population_0_4 by index"


WEIGH_WORDS = {
    Weigh.UNDER_5: "Each child under 5 the same",
    Weigh.UNDER_16: "Each child under 16 the same",
    Weigh.UNDER_20: "Each child and young person under 20 the same",
    Weigh.UNDER_5_BY_TENTH: "Children under 5, those of the most deprived tenth of England counting double",
    Weigh.UNDER_5_BY_NEED: "Children under 5, those of the area with the most need counting double",
}
TODAYS_KINDS = (SiteKind.HUB, SiteKind.CHILDRENS_CENTRE)
"""Today's model: the hubs and children's centres that are open."""


def weight_of(children: float, tenth: int | None, *, weigh: Weigh, need: float | None = None) -> float:
    """A child of the most deprived tenth of England counts twice one of the least deprived, and the tenths
    between in even steps, where a scenario weighs by deprivation. Where it weighs by an index of need, a child of the
    area with the most need counts twice one of the area with the least. Elsewhere every child counts the same, and so
    does one of whose area nothing is known.

    Source: local default.
    """
    if weigh is Weigh.UNDER_5_BY_TENTH and tenth is not None:
        return children * (1 + (10 - tenth) / 9)
    if weigh is Weigh.UNDER_5_BY_NEED and need is not None:
        return children * (1 + need)
    return children


def shares_of_need(ranks: Mapping[str, int]) -> dict[str, float]:
    """By an index the area with the most need has 1, the one with the least has 0, and the areas between stand in even
    steps of their rank: how far apart their scores are does not matter.

    Source: local default.
    """
    last = max(ranks.values(), default=1)
    return {area: (last - rank) / (last - 1) if last > 1 else 0.0 for area, rank in ranks.items()}


NOT_WEIGHED = (Seek.LEAST_COST, Seek.CENTRE)
"""In pounds and in the longest journey nothing is weighed by children."""


def is_weighing_closed(answer: Mapping[str, Any]) -> bool:
    """What comes of weighing by an index is told in public only where all that the index holds is open: from enough
    such sums the places of areas in it could be worked out. An answer that does not say is taken to be closed.

    Source: local default.
    """
    return bool(answer.get("need")) and not answer.get("need_is_open", False)


@dataclass(frozen=True)
class Wishes:
    """Everything a planner asked for; kept with the scenario, so that the answer can be found again."""

    kinds: tuple[str, ...]
    weigh: Weigh = Weigh.UNDER_5
    seek: Seek = Seek.MEDIAN
    exactly: int | None = None
    at_most: int | None = None
    budget: int | None = None
    max_minutes: int | None = None
    max_minutes_rural: int | None = None
    min_per_locality: int = 0
    share_percent: int | None = None
    share_minutes: int | None = None
    cover_minutes: int | None = None
    at_most_changes: int | None = None
    families_per_100: int | None = None
    only_costed: bool = True
    one_piece: bool = False
    whole_localities: bool = False
    open: tuple[str, ...] = ()
    closed: tuple[str, ...] = ()
    index: str = ""
    index_version: int = 0
    index_name: str = ""

    def as_data(self) -> dict[str, Any]:
        """As plain data."""
        return asdict(self)

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> "Wishes":
        """From what was kept."""
        lists = {name: tuple(data.get(name, ())) for name in ("kinds", "open", "closed")}
        named = {"weigh": Weigh(data["weigh"]), "seek": Seek(data["seek"])}
        return cls(**{**data, **lists, **named})


def weigh_words(wishes: Wishes) -> str:
    """Whose journeys count, and by which index where it is one."""
    words = WEIGH_WORDS[wishes.weigh]
    return f"{words}, by “{wishes.index_name}”, version {wishes.index_version}" if wishes.index else words


def contradictions(wishes: Wishes) -> list[str]:
    """Wishes that contradict one another on their face are refused before anything is worked out.

    Source: local default.
    """
    found = []
    if (wishes.weigh is Weigh.UNDER_5_BY_NEED) != bool(wishes.index):
        found.append("Say by which index of need children are weighed")
    if both := sorted(set(wishes.open) & set(wishes.closed)):
        found.append(f"{', '.join(both)}: it cannot both stay open and be closed")
    if (wishes.share_percent is None) != (wishes.share_minutes is None):
        found.append("Say both which share of the children, and within how many minutes")
    if wishes.seek is Seek.COVERAGE and wishes.cover_minutes is None:
        found.append("Say within how many minutes a child is within reach")
    if wishes.seek is Seek.COVERAGE and not (wishes.exactly or wishes.at_most or wishes.budget):
        found.append("To reach as many children as can be, set a number of sites or a budget")
    bounds = (wishes.max_minutes, wishes.share_percent, wishes.min_per_locality or None)
    if wishes.seek is Seek.LEAST_COST and not any(bounds):
        found.append("The least cost of no rule at all is one site: set a longest journey, a share or a minimum")
    if wishes.seek in (Seek.MEDIAN, Seek.WORST_TENTH, Seek.CENTRE) and not (
        wishes.exactly or wishes.at_most or wishes.budget
    ):
        found.append("Set a number of sites or a budget: without one, opening every site is best")
    if wishes.families_per_100 is not None and wishes.seek is not Seek.MEDIAN:
        found.append("What a building holds can be kept only when the shortest journeys together are sought")
    if (wishes.one_piece or wishes.whole_localities) and wishes.seek is not Seek.MEDIAN:
        found.append("Catchments can be shaped only when the shortest journeys together are sought")
    if (wishes.one_piece or wishes.whole_localities) and wishes.families_per_100 is not None:
        found.append("Catchments cannot be shaped where families of one area are shared out by what buildings hold")
    if wishes.whole_localities and wishes.share_percent is not None:
        found.append("A share of the children near cannot be asked for together with whole localities")
    if (wishes.seek is Seek.LEAST_COST or wishes.budget is not None) and not wishes.only_costed:
        found.append("With money in the question only sites whose cost is known can be weighed")
    return found


def certificate_words(*, gap: float | None, is_proven: bool) -> str:
    """What is proven of a plan, in plain words: that none is better, or by how much at most one could be.

    Source: the certificate of the planning engine: objective, proven bound, gap.
    """
    if is_proven or gap == 0:
        return "No plan with these rules is better. This is proven."
    if gap is None:
        return "How much better another plan could be is not known."
    percent = gap * 100
    digits = 2 if percent < 0.1 else 1
    shown = f"{percent:.{digits}f}"
    if float(shown) < percent:  # never promise more than is proven
        shown = f"{percent + 10**-digits / 2:.{digits}f}"
    return f"No plan with these rules can be more than {shown} % better. This is proven."


WISH_WORDS = {
    "open_exactly": "the number of sites",
    "open_at_most": "the most sites",
    "force_open": "the sites that must be open",
    "force_closed": "the sites that must be closed",
    "budget": "the budget",
    "min_per_locality": "the fewest sites in each locality",
    "max_travel": "the longest journey",
    "max_travel_rural": "the longest journey from rural areas",
    "min_shares[0]": "the share of children within reach",
    "capacity": "what the buildings hold",
    "at_most_changes": "the most changes",
    "contiguous": "that every catchment is in one piece",
    "whole": "that no locality is divided",
    "travel": "journeys that cannot be made at all",
}


ROUNDS = (1.0, 4.0, 12.0, 30.0)
"""Seconds of each round of working out. Source: local default."""
GOOD_ENOUGH = 1e-6
