"""What each number of sites can do: the same question asked again with exactly so many, one number after another."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import pairwise
from typing import Any

from alongside.planning.rules.followups import is_under_way
from alongside.planning.rules.scenarios import NOT_WEIGHED, Seek, Wishes, is_weighing_closed

MOST_AT_ONCE = 15
MOST_KEPT = 45
SECONDS_A_NUMBER = 10.0
"""How many numbers of sites are asked about at once, how many are kept of one scenario, and how long each may take.
Source: local default."""
AROUND = 3
"""How far beyond the plan’s number and today’s the range goes that is offered. Source: local default."""
LITTLE = {Seek.MEDIAN: 0.1, Seek.WORST_TENTH: 0.1, Seek.CENTRE: 1.0, Seek.COVERAGE: 0.005}
"""What one more site has to buy to be more than little: minutes, or a share of the children. Source: local default."""
KNOWN = {
    "today": "As it is",
    "optimal": "Proven: none is better",
    "feasible": "Found, not proven",
    "infeasible": "No plan keeps the rules",
    "unknown": "Not found in the time",
}
"""What is known of a number of sites, in words; of today’s model nothing had to be found. Source: local default."""
NO_NUMBER = "Where the least cost is sought, the number of sites follows from it: ask a scenario that seeks journeys"


@dataclass(frozen=True, slots=True)
class Best:
    """The best plan with one number of sites; no value where there is none. Money is in pence."""

    sites: int
    status: str
    objective: float | None
    bound: float | None
    gap: float | None
    is_proven: bool
    cost: int | None
    closes: int
    opens: int


def cost_of(costs: Sequence[int | None]) -> int | None:
    """What the sites of a plan cost together a year, in pence; not known where it is not known of one of them.

    Source: local default.
    """
    known = [one for one in costs if one is not None]
    return sum(known) if known and len(known) == len(costs) else None


def fewest(wishes: Wishes) -> int:
    """No plan has fewer sites than must be open.

    Source: local default.
    """
    return max(1, len(wishes.open))


def most_of(wishes: Wishes, candidates: int) -> int:
    """No plan has more sites than there are candidates that may be open.

    Source: local default.
    """
    return candidates - len(wishes.closed)


def range_offered(wishes: Wishes, answer: Mapping[str, Any]) -> tuple[int, int]:
    """The range of numbers that is offered: from a few below the fewer of the plan’s sites and today’s to a few above
    the more.

    Source: local default.
    """
    own, todays = len(answer["open"]), sum(one["is_today"] for one in answer["sites"])
    least, most = min(own, todays) - AROUND, max(own, todays) + AROUND
    return max(least, fewest(wishes)), min(most, most_of(wishes, answer["candidates"]))


def problem_with_range(wishes: Wishes, least: int, most: int, candidates: int) -> str:
    """A range of numbers is asked about when it runs upwards, between the sites that must be open and all that may be.

    Source: local default.
    """
    if wishes.seek is Seek.LEAST_COST:
        return NO_NUMBER
    if least > most:
        return f"The fewest sites, {least}, are more than the most, {most}"
    if least < fewest(wishes):
        return f"At least {fewest(wishes)} sites stay open in this scenario: begin there"
    if most > most_of(wishes, candidates):
        return f"No more than {most_of(wishes, candidates)} sites can be open in this scenario: end there"
    return ""


def numbers_between(least: int, most: int, also: Sequence[int]) -> list[int]:
    """Every number of a range, or so many at even steps that with both ends, and those named besides that lie within,
    they are not too many.

    Source: local default.
    """
    within = {one for one in also if least <= one <= most} | {most}
    if most - least < MOST_AT_ONCE:
        return list(range(least, most + 1))
    step = -(-(most - least) // (MOST_AT_ONCE - len(within)))
    return sorted({*range(least, most, step), *within})


def next_number(kept: Mapping[str, Any]) -> int | None:
    """The first number that was asked about and of which nothing is known yet; none when nobody waits for it.

    Source: local default.
    """
    known = {one["sites"] for one in kept["counts"]}
    return None if kept.get("is_left") else next((one for one in kept["wanted"] if one not in known), None)


def with_number(wishes: Wishes, number: int) -> Wishes:
    """The same wishes with exactly so many sites, all else as asked.

    Source: the planning engine’s frontier.
    """
    return replace(wishes, exactly=number, at_most=None)


def as_today(wishes: Wishes, todays: Sequence[str]) -> Wishes:
    """Today’s model as it is, measured as the scenario measures and held to none of its rules.

    Source: local default.
    """
    measured = ("kinds", "weigh", "seek", "cover_minutes", "only_costed", "index", "index_version", "index_name")
    return Wishes(**{name: getattr(wishes, name) for name in measured}, exactly=len(todays), open=tuple(sorted(todays)))


def told_in_public(kept: Mapping[str, Any], published_at: datetime | None) -> dict[str, Any]:
    """What was known when a plan was published, so that what everybody reads does not change; before that, all of it
    once nobody looks any further.

    Source: local default.
    """
    known = kept.get("counts", ())
    if published_at is not None:
        known = [one for one in known if datetime.fromisoformat(one["at"]) <= published_at]
    elif is_under_way(kept):
        known = ()
    return {**kept, "counts": list(known), "of": len(known), "problem": ""} if known else {}


def told_to_everybody(
    kept: Mapping[str, Any], *, published_at: datetime | None, seek: Seek, answer: Mapping[str, Any], smallest: int
) -> tuple[dict[str, Any], int]:
    """What everybody reads, and to how many places its shares are told: nothing of what is weighed by an index that is
    not open, nor where shares would tell of fewer children than the smallest count that is shown.

    Source: local default.
    """
    known = told_in_public(kept, published_at)
    if not known or (seek not in NOT_WEIGHED and is_weighing_closed(answer)):
        return {}, 0
    places = places_of_share(known["weight"], smallest)
    return ({}, 0) if seek is Seek.COVERAGE and places is None else (known, places or 0)


def places_of_share(weight: float, smallest: int) -> int | None:
    """A share of the children is told in public to as many places as leave no step of it smaller than the smallest
    count that is shown; not at all where even a whole per cent would be.

    Source: local default.
    """
    return next((places for places in (1, 0) if weight / 10 ** (places + 2) >= smallest), None)


def told_value(value: float | None, seek: Seek, weight: float) -> float | None:
    """All journeys taken together are told as the mean, and who is within reach as a share; the rest is told as it is.

    Source: local default.
    """
    if value is None or seek not in (Seek.MEDIAN, Seek.COVERAGE):
        return value
    return value / weight if weight else 0.0


Points = Sequence[tuple[int, float]]
"""Numbers of sites in rising order, each with what it can do."""


def gains(points: Points, seek: Seek) -> dict[int, float]:
    """What one more site buys at each number but the first: what is better than at the number before it, shared evenly
    where several sites lie between.

    Source: local default.
    """
    sign = 1 if seek is Seek.COVERAGE else -1
    return {number: sign * (value - before) / (number - last) for (last, before), (number, value) in pairwise(points)}


def levels_off(points: Points, seek: Seek) -> int | None:
    """From which number on each further site buys little: less than 0.1 minutes of a mean journey, less than a minute
    of the longest, or fewer than 0.5 in 100 children within reach. None where the last one still buys more.

    Source: local default.
    """
    found, known = None, gains(points, seek)
    for (before, _), (number, _) in reversed(list(pairwise(points))):
        if known[number] >= LITTLE[seek]:
            break
        found = before
    return found


def fewest_as_good(points: Points, seek: Seek, today: float) -> int | None:
    """The fewest sites that can do at least what today’s model does.

    Source: local default.
    """
    if seek is Seek.COVERAGE:
        return next((number for number, value in points if value >= today), None)
    return next((number for number, value in points if value <= today), None)
