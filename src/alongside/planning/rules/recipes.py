"""An index of need written down: which indicators, how many points each, and how each is put on one scale."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any


class Putting(StrEnum):
    """How an indicator is put on one scale."""

    Z = "z"
    RANK_NORMAL = "rank-normal"
    EXPONENTIAL = "exponential"
    RANK = "rank"
    MIN_MAX = "min-max"
    LOG = "log"
    WINSOR = "winsor"


@dataclass(frozen=True, slots=True)
class Way:
    """A way onto one scale: in words, and as the engine calls its shape and its standard."""

    words: str
    hint: str
    engine: tuple[str, str]


PUTTING = {
    Putting.Z: Way("Distance from the mean", "In standard deviations. An extreme area stands out", ("AS_IT_IS", "Z")),
    Putting.RANK_NORMAL: Way(
        "Rank on the normal curve", "Only the order counts; extremes are drawn in", ("RANK_NORMAL", "Z")
    ),
    Putting.EXPONENTIAL: Way(
        "Rank on the exponential curve",
        "As the Index of Multiple Deprivation does: high need is not cancelled out by low need",
        ("EXPONENTIAL", "AS_IT_IS"),
    ),
    Putting.RANK: Way("Share of areas with less", "From 0 to 1, evenly", ("AS_IT_IS", "RANK")),
    Putting.MIN_MAX: Way("Least 0, most 1", "One extreme area presses all others together", ("AS_IT_IS", "MIN_MAX")),
    Putting.LOG: Way("Logarithm", "For figures with a few very large ones", ("LOG", "Z")),
    Putting.WINSOR: Way("Ends drawn in", "The outermost fortieth at each end is drawn in", ("WINSOR", "Z")),
}


@dataclass(frozen=True, slots=True)
class Part:
    """One indicator of an index with its points."""

    indicator: str
    points: int
    putting: Putting = Putting.RANK_NORMAL
    shrinks: bool = True


@dataclass(frozen=True, slots=True)
class Recipe:
    """Indicators and points. Only the share of the points counts."""

    parts: tuple[Part, ...]

    def as_data(self) -> list[dict[str, Any]]:
        """As it is kept."""
        return [
            {"indicator": one.indicator, "points": one.points, "putting": str(one.putting), "shrinks": one.shrinks}
            for one in self.parts
        ]

    @classmethod
    def of_data(cls, data: list[Mapping[str, Any]]) -> "Recipe":
        """From how it is kept."""
        return cls(
            tuple(
                Part(one["indicator"], int(one["points"]), Putting(one["putting"]), bool(one["shrinks"]))
                for one in data
            )
        )


def problem_with(recipe: Recipe) -> str:
    """Why a recipe can not be kept, or nothing: it needs at least one indicator with points, each only once.

    Source: local default.
    """
    weighed = [one for one in recipe.parts if one.points > 0]
    if not weighed:
        return "Give points to at least one indicator"
    if len({one.indicator for one in weighed}) < len(weighed):
        return "An indicator is in it twice"
    return ""


GROUP_LOOSENESS = 0.2
"""How loosely the weights are held when rank intervals are worked out: a local default."""
