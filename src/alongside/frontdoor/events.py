"""What happens at the front door that other apps react to."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID


@dataclass(frozen=True)
class ContactReceived:
    """Someone told the front door about a family."""

    contact_id: UUID
    at: datetime


@dataclass(frozen=True)
class ContactDecided:
    """The front door decided; `outcome` is a `rules.Outcome`, `level` a level of need."""

    contact_id: UUID
    reference: str
    outcome: str
    level: int
    family_id: UUID | None
    case_id: UUID | None
    child_ids: tuple[UUID, ...]
    referrer_id: UUID | None
    agency_id: UUID | None
    received_on: date
    by_id: UUID
    at: datetime


@dataclass(frozen=True)
class PanelAsked:
    """The front door asks a panel who helps the family of a case."""

    contact_id: UUID
    case_id: UUID
    family_id: UUID
    panel: str
    why: str
    by_id: UUID
    at: datetime
