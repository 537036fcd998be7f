"""What happens to packages, for those above who must hear of it."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID


@dataclass(frozen=True)
class PackageSigned:
    """A version of a package became a promise of money."""

    package_id: UUID
    case_id: UUID
    family_id: UUID
    reference: str
    title: str
    version: int
    kind: str
    by_id: UUID
    at: datetime


@dataclass(frozen=True)
class PackageReviewed:
    """A package was seen again, and it was decided what becomes of it."""

    package_id: UUID
    case_id: UUID
    family_id: UUID
    reference: str
    decision: str
    by_id: UUID
    at: datetime
