"""What happens to an assessment that other apps react to."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID


@dataclass(frozen=True)
class AssessmentCompleted:
    """An early help assessment is complete: the plan can begin from what it found."""

    assessment_id: UUID
    case_id: UUID
    by_id: UUID
    at: datetime


@dataclass(frozen=True)
class AssessmentStopped:
    """An early help assessment ended before it was complete; the family may have said no."""

    assessment_id: UUID
    case_id: UUID
    by_id: UUID
    at: datetime
