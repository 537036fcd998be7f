"""What happens in places that others may need to react to."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID


@dataclass(frozen=True, slots=True)
class CountyLoaded:
    """A county's places were loaded, from official files or invented."""

    code: str
    name: str
    vintage: str
    at: datetime


@dataclass(frozen=True, slots=True)
class AreasMoved:
    """Areas went from one locality to another."""

    area_ids: tuple[UUID, ...]
    to_locality_id: UUID
    at: datetime


@dataclass(frozen=True, slots=True)
class HubChanged:
    """A locality has another hub."""

    locality_id: UUID
    site_id: UUID
    at: datetime
