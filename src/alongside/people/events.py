"""What happened to a family's answers about sharing, where an app above must react."""

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
