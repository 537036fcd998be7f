"""How many families are worked with by several teams at once, told so that no family can be recognised."""

from collections.abc import Mapping

SEVERAL = 2
MOST_SHOWN = 4
"""Families with so many teams or more are counted together. Source: local default."""


def may_be_told(numbers: Mapping[str, int], *, smallest: int) -> dict[str, int | None]:
    """A number of families too small is not told, nor one from which, with the total, it could be worked out.

    Source: local default (small numbers are suppressed, and the next smallest with a lone one).
    """
    told: dict[str, int | None] = {key: None if 0 < n < smallest else n for key, n in numbers.items()}
    if sum(n is None for n in told.values()) == 1:
        shown = sorted((n, key) for key, n in told.items() if n)
        if shown:
            told[shown[0][1]] = None
    return told


def band_of(teams: int) -> str:
    """Families are counted by how many teams work with them: two, three, or four and more.

    Source: local default.
    """
    return f"{MOST_SHOWN} or more" if teams >= MOST_SHOWN else str(teams)
