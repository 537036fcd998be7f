"""What is asked: indicators with their denominators, and how each is to be put on one scale."""

import math
from dataclasses import dataclass
from enum import StrEnum


class Shape(StrEnum):
    """What is done to an indicator before it is standardised."""

    AS_IT_IS = "as it is"
    LOG = "logarithm"
    SQUARE_ROOT = "square root"
    RANK_NORMAL = "rank to the normal curve"
    EXPONENTIAL = "rank to the exponential curve"
    WINSOR = "ends drawn in"


class Standard(StrEnum):
    """How indicators are put on one scale."""

    Z = "distance from the mean in standard deviations"
    RANK = "share of areas with less"
    MIN_MAX = "least 0, most 1"
    AS_IT_IS = "as it is"


class Shrinkage(StrEnum):
    """How a rate from small numbers is drawn towards the mean of its group."""

    NONE = "not at all"
    POISSON_GAMMA = "Poisson-gamma"
    BETA_BINOMIAL = "beta-binomial"


class NeedNotComparable(ValueError):
    """The indicators can not make one index; the message says which and why."""


class VintagesMixed(NeedNotComparable):
    """Figures on areas of two censuses were about to be added up."""


@dataclass(frozen=True, slots=True)
class Indicator:
    """One indicator: a figure for every area in the question's order; None is not known or suppressed.

    With `denominators` the values are counts, and the rate is count / denominator. Otherwise they are
    used as they are. `weight` is in points: only its share of all points matters, unless the question
    says that weights are used as printed.
    """

    key: str
    name: str
    vintage: str
    values: tuple[float | None, ...]
    denominators: tuple[float | None, ...] | None = None
    denominator_vintage: str = ""
    period: str = ""
    weight: float = 1.0
    more_is_more_need: bool = True
    shape: Shape = Shape.AS_IT_IS
    standard: Standard = Standard.Z
    shrinkage: Shrinkage = Shrinkage.NONE


@dataclass(frozen=True, slots=True)
class NeedQuestion:
    """Areas with their indicators. `groups` name each area's locality, the mean it is drawn towards."""

    areas: tuple[str, ...]
    indicators: tuple[Indicator, ...]
    groups: tuple[str, ...] = ()
    weights_as_printed: bool = False

    def __post_init__(self) -> None:
        """Refuse what can not be answered honestly."""
        if not self.areas or not self.indicators:
            raise NeedNotComparable("An index needs at least one area and one indicator")
        if len(set(self.areas)) != len(self.areas):
            raise NeedNotComparable("An area is named twice")
        if len({one.key for one in self.indicators}) != len(self.indicators):
            raise NeedNotComparable("An indicator is named twice")
        if self.groups and len(self.groups) != len(self.areas):
            raise NeedNotComparable("Every area needs a group when groups are given")
        _one_vintage(self.indicators)
        for one in self.indicators:
            _well_formed(one, len(self.areas))
        if not sum(one.weight for one in self.indicators) > 0:
            raise NeedNotComparable("At least one indicator must weigh more than nothing")


def _one_vintage(indicators: tuple[Indicator, ...]) -> None:
    by_vintage: dict[str, str] = {}
    for one in indicators:
        by_vintage.setdefault(one.vintage, one.name)
        if one.denominators is not None and one.denominator_vintage:
            by_vintage.setdefault(one.denominator_vintage, f"the denominator of {one.name}")
    if len(by_vintage) > 1:
        listed = ", ".join(f"{name} is on areas of {vintage}" for vintage, name in sorted(by_vintage.items()))
        raise VintagesMixed(f"Areas of two censuses are different places and are never added up: {listed}")


def _well_formed(one: Indicator, areas: int) -> None:
    if len(one.values) != areas or (one.denominators is not None and len(one.denominators) != areas):
        raise NeedNotComparable(f"{one.name} does not have one figure for each area")
    if not math.isfinite(one.weight) or one.weight < 0:
        raise NeedNotComparable(f"The weight of {one.name} must be nothing or more")
    if one.shrinkage != Shrinkage.NONE and one.denominators is None:
        raise NeedNotComparable(f"{one.name} has no denominators, so small numbers can not be told from large ones")
    if any(value is not None and not math.isfinite(value) for value in one.values):
        raise NeedNotComparable(f"{one.name} holds something that is not a number")
    if one.denominators is not None:
        _counts(one)
    if all(value is None for value in _known(one)):
        raise NeedNotComparable(f"{one.name} is not known for any area")


def _counts(one: Indicator) -> None:
    for value, people in zip(one.values, one.denominators or (), strict=True):
        if (value is not None and value < 0) or (people is not None and people < 0):
            raise NeedNotComparable(f"{one.name} counts fewer than none")
        if one.shrinkage == Shrinkage.BETA_BINOMIAL and value is not None and people is not None and value > people:
            raise NeedNotComparable(f"{one.name} counts more than there are people to count")


def _known(one: Indicator) -> list[float | None]:
    if one.denominators is None:
        return list(one.values)
    return [
        value if value is not None and people else None
        for value, people in zip(one.values, one.denominators, strict=True)
    ]
