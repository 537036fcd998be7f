"""What earlier conversations already told us, carried in with its source."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID


class PointKind(StrEnum):
    """What kind of thing was said before the assessment began."""

    WORRY = "worry"
    STRENGTH = "strength"
    TRIED = "tried"
    HOPE = "hope"
    OTHER = "other"


POINT_WORDS = {
    PointKind.WORRY: "What is worrying",
    PointKind.STRENGTH: "What is going well",
    PointKind.TRIED: "What has been tried",
    PointKind.HOPE: "What is hoped for",
    PointKind.OTHER: "Also said",
}


@dataclass(frozen=True)
class CarriedPoint:
    """One thing said before, as the app that heard it hands it on."""

    kind: PointKind
    words: str
    source: str
    source_id: UUID
    as_of: date
    said_by: str = ""
    person_id: UUID | None = None


@dataclass(frozen=True)
class PlanPoint:
    """A worry that the assessment found, as a plan takes it over: whose, where it stands, who said it."""

    person_id: UUID | None
    person: str
    domain: str
    heading: str
    words: str
    strengths: str
    source: str
    said_by: str
    as_of: date
