"""Which panels a decision may name: told by the panels above, without the front door knowing of them."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

_told: list[Callable[[UUID | None], list[str]]] = []


def tell_of_panels(told: Callable[[UUID | None], list[str]]) -> None:
    """Have this asked which panels hear of families of an area, by the area’s id; asking again is harmless."""
    if told not in _told:
        _told.append(told)


def panels_for(*, area_id: UUID | None) -> list[str]:
    """The names of the panels that hear of families of an area, its own first; of every area where none is known."""
    return [name for told in _told for name in told(area_id)]
