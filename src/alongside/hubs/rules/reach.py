"""Whom a hub reaches: by tenth of deprivation and by area, with small numbers suppressed."""

from collections.abc import Mapping
from dataclasses import dataclass

from alongside.values.small_numbers import suppress_together

TENTHS = range(1, 11)


@dataclass(frozen=True)
class Reached:
    """One tenth: how many came, how many children live there, and what share of each it is."""

    tenth: int
    came: int | None
    children: int
    share_of_came: int | None
    share_of_children: int | None

    @property
    def is_suppressed(self) -> bool:
        """The number is too small to show."""
        return self.came is None


def reach_by_tenth(*, came: Mapping[int, int], children: Mapping[int, int], smallest: int) -> list[Reached]:
    """A hub reaches its most deprived streets when their share of those who came is at least their share
    of the children who live in its locality.

    Source: local default.
    """
    all_came, all_children = sum(came.values()), sum(children.values())
    seen = suppress_together({tenth: came.get(tenth, 0) for tenth in TENTHS}, smallest=smallest)
    return [
        Reached(
            tenth=tenth,
            came=seen[tenth],
            children=children.get(tenth, 0),
            share_of_came=_percent(seen[tenth], all_came),
            share_of_children=_percent(children.get(tenth, 0), all_children),
        )
        for tenth in TENTHS
    ]


def _percent(part: int | None, whole: int) -> int | None:
    return None if part is None or whole == 0 else round(100 * part / whole)
