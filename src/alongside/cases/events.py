"""What happens to a case that other apps react to."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID


@dataclass(frozen=True)
class CaseOpened:
    case_id: UUID
    by_id: UUID | None
    at: datetime


@dataclass(frozen=True)
class LeadAllocated:
    case_id: UUID
    worker_id: UUID
    before_id: UUID | None
    by_id: UUID
    at: datetime


@dataclass(frozen=True)
class CaseStepped:
    """A case stepped up or down, closed or reopened; `kind` is a `rules.StepKind`."""

    case_id: UUID
    kind: str
    by_id: UUID
    at: datetime
