"""Journeys before and after: who gains, who loses, by any grouping of areas."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import hypot

SAME_WITHIN = 1.0
"""Minutes within which a journey counts as the same. Source: local default."""


@dataclass(frozen=True)
class Journey:
    """One area: its children, its groups, and how long the journey is today and in the plan."""

    code: str
    name: str
    children: float
    tenth: int | None
    is_rural: bool
    locality: str
    before_site: str
    before: float
    after_site: str
    after: float
    before_km: float | None = None
    after_km: float | None = None

    @property
    def change(self) -> float:
        """Minutes longer; below nought, shorter."""
        return self.after - self.before


def kilometres(here: tuple[float, float], there: tuple[float, float]) -> float:
    """A distance is told in a straight line, in kilometres, from easting and northing in metres.

    Source: local default.
    """
    return round(hypot(here[0] - there[0], here[1] - there[1]) / 1000, 3)


def mean_kilometres(journeys: Sequence[Journey]) -> tuple[float, float] | None:
    """How far the mean child lives from the site it goes to, today and in the plan; nothing where an answer of before
    did not keep it, or where no child lives.

    Source: local default.
    """
    known = [one for one in journeys if one.before_km is not None and one.after_km is not None]
    children = sum(one.children for one in known)
    if len(known) < len(journeys) or not children:
        return None
    before, after = (
        sum(one.children * km for one, km in zip(known, kms, strict=True)) / children
        for kms in ([one.before_km for one in known], [one.after_km for one in known])
    )
    return before, after


def weighed_share(weights: Sequence[float], minutes: Sequence[float], *, within: float) -> float | None:
    """Where some children count for more than others, the share within reach is of what they count for: so it is asked
    for, and so it is kept.

    Source: local default.
    """
    near = sum(weight for weight, one in zip(weights, minutes, strict=True) if one <= within)
    return near / whole if (whole := sum(weights)) else None


@dataclass(frozen=True)
class Comparison:
    """One group of areas before and after: minutes for the mean child, and children who gain or lose."""

    group: str
    children: float
    before: float | None
    after: float | None
    within_before: float | None
    within_after: float | None
    gain: float
    lose: float


def compare(group: str, journeys: Sequence[Journey], *, within: float) -> Comparison:
    """A plan is judged by the journey of the mean child before and after, the share of children within reach,
    and how many children gain or lose more than a minute.

    Source: local default.
    """
    children = sum(one.children for one in journeys)

    def mean(minutes) -> float | None:
        return sum(one.children * minutes(one) for one in journeys) / children if children else None

    def share(minutes) -> float | None:
        near = sum(one.children for one in journeys if minutes(one) <= within)
        return near / children if children else None

    return Comparison(
        group=group,
        children=children,
        before=mean(lambda one: one.before),
        after=mean(lambda one: one.after),
        within_before=share(lambda one: one.before),
        within_after=share(lambda one: one.after),
        gain=sum(one.children for one in journeys if one.change < -SAME_WITHIN),
        lose=sum(one.children for one in journeys if one.change > SAME_WITHIN),
    )


def compare_by(journeys: Iterable[Journey], label, *, within: float) -> list[Comparison]:
    """The same for each group, in the order of their labels.

    Source: local default.
    """
    groups: dict = defaultdict(list)
    for one in journeys:
        groups[label(one)].append(one)
    return [compare(str(key), groups[key], within=within) for key in sorted(groups)]


def band_of_change(minutes: float) -> int:
    """Fifths of the map's key: 5 much longer, 4 longer, 3 the same, 2 shorter, 1 much shorter.

    Source: local default.
    """
    if minutes > 5:
        return 5
    if minutes > SAME_WITHIN:
        return 4
    if minutes >= -SAME_WITHIN:
        return 3
    return 2 if minutes >= -5 else 1
