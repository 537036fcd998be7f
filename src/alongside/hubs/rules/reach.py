"""Whom a hub reaches: by tenth of deprivation and by area, with small numbers suppressed."""

from collections.abc import Mapping
from dataclasses import dataclass

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


def shown(number: int, *, smallest: int) -> int | None:
    """A number of people smaller than five is not shown, so that nobody can be recognised; nought is.

    Source: local default, after the Office for National Statistics’ guidance on disclosure control.
    """
    return number if number == 0 or number >= smallest else None


def suppress_together(numbers: Mapping[object, int], *, smallest: int) -> dict[object, int | None]:
    """Where one number of a table with a total is suppressed, the next smallest is too, so that the one
    cannot be worked out from the other.

    Source: local default, after the Office for National Statistics’ guidance on disclosure control.
    """
    found = {key: shown(number, smallest=smallest) for key, number in numbers.items()}
    hidden = [key for key, number in found.items() if number is None]
    if len(hidden) == 1:
        others = [key for key, number in found.items() if number]
        if others:
            found[min(others, key=lambda key: (numbers[key], str(key)))] = None
    return found


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
