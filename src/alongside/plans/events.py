"""What happens to a plan that other apps react to."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID


@dataclass(frozen=True)
class PlanStarted:
    plan_id: UUID
    case_id: UUID
    by_id: UUID
    at: datetime


@dataclass(frozen=True)
class ReviewHeld:
    """The team around the family met and the plan was reviewed."""

    plan_id: UUID
    case_id: UUID
    meeting_id: UUID
    held_on: date
    next_review_on: date
    by_id: UUID
    at: datetime


@dataclass(frozen=True)
class PlanEnded:
    plan_id: UUID
    case_id: UUID
    by_id: UUID | None
    at: datetime


@dataclass(frozen=True)
class MoreIsNeeded:
    """A plan asks for more than the team around the family can give."""

    ask_id: UUID
    plan_id: UUID
    case_id: UUID
    family_id: UUID
    what: str
    by_id: UUID
    at: datetime
