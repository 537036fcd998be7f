"""Overlap, in figures of which the small ones are not told."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ..queries import Overlap


@dataclass(frozen=True)
class OverlapPage:
    """What the page and the file show."""

    families: str
    smallest: int
    columns: list[str]
    by_locality: list[list[str]]
    together_columns: list[str]
    together: list[list[str]]
    services: list[list[str]]

    @classmethod
    def of(cls, found: Overlap) -> OverlapPage:
        untold = f"fewer than {found.smallest}, or left out with one"
        few = f"Fewer than {found.smallest}"
        bands = list(next(iter(found.by_locality.values()), {}))
        return cls(
            families=few if found.families is None else f"{found.families:,}",
            smallest=found.smallest,
            columns=["Locality", *(f"{band} teams" for band in bands)],
            by_locality=[
                [locality, *(untold if counts[band] is None else str(counts[band]) for band in bands)]
                for locality, counts in found.by_locality.items()
            ],
            together_columns=["One team or service", "And another", "Families with both"],
            together=[[one, other, str(n)] for one, other, n in found.together],
            services=[
                [f"{one.one} ({one.one_agency})", f"{one.other} ({one.other_agency})", _where(one.places), one.words]
                for one in found.services
            ],
        )


def _where(places: int | None) -> str:
    return "The whole county" if places is None else str(places)
