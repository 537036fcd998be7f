"""What happened to answers about sharing, and to records that are one, where an app above must react."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID


@dataclass(frozen=True)
class AgreementGiven:
    """Someone agreed that an agency may be told, asked, or plan with them."""

    agreement_id: UUID
    family_id: UUID
    agency_id: UUID
    by_id: UUID
    at: datetime


@dataclass(frozen=True)
class AgreementWithdrawn:
    """Someone took an agreement back."""

    agreement_id: UUID
    family_id: UUID
    agency_id: UUID
    by_id: UUID
    at: datetime


@dataclass(frozen=True)
class RecordsJoined:
    """Two records were found to be one person or one family (`kind`)."""

    kind: str
    link_id: UUID
    low_id: UUID
    high_id: UUID
    by_id: UUID | None
    at: datetime


@dataclass(frozen=True)
class RecordsParted:
    """Two records that were one person or one family (`kind`) are apart again."""

    kind: str
    link_id: UUID
    low_id: UUID
    high_id: UUID
    by_id: UUID | None
    at: datetime
