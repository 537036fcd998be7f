"""What is known already when a plan begins: from the assessment, or before one from the request."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from django.utils import timezone

from alongside.assessments.queries import latest_complete, list_starting_points, starting_points_for_plan
from alongside.assessments.rules import FRAMEWORKS, PointKind

if TYPE_CHECKING:
    from alongside.cases.models import Case

KEY_OF_HEADING = {
    heading.name: heading.key for one in FRAMEWORKS for domain in one.domains for heading in domain.headings
}


@dataclass(frozen=True)
class Told:
    """One thing told before, as it goes into a plan; `heading` is the assessment's own key, where it has one."""

    person_id: UUID | None
    words: str
    source: str
    said_by: str
    as_of: date
    strengths: str = ""
    heading: str = ""


@dataclass(frozen=True)
class Known:
    """The worries and hopes told before, and the day the assessment was completed."""

    needs: tuple[Told, ...]
    hopes: tuple[Told, ...]
    assessed_on: date | None


def what_is_known(case: Case) -> Known:
    """Everything a plan begins from, so that nothing is asked twice."""
    assessment = latest_complete(case)
    needs = tuple(
        Told(
            point.person_id,
            point.words,
            point.source,
            point.said_by,
            point.as_of,
            point.strengths,
            KEY_OF_HEADING.get(point.heading, ""),
        )
        for point in starting_points_for_plan(case)
    )
    hopes = tuple(
        Told(point.person_id, point.words, point.source, point.said_by, point.as_of)
        for point in list_starting_points(case)
        if point.kind == PointKind.HOPE
    )
    done_at = assessment.completed_at if assessment else None
    return Known(needs, hopes, timezone.localtime(done_at).date() if done_at else None)
