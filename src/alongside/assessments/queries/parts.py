"""The parts of an assessment, read together for its pages."""

from dataclasses import dataclass
from uuid import UUID

from .. import rules
from ..models import About, Approach, Assessment, Conclusion, Entry, Presence, StartingPoint, Voice
from .carrying import list_starting_points


@dataclass(frozen=True)
class Parts:
    """Everything that is written in one assessment."""

    about: About | None
    conclusion: Conclusion | None
    entries: list[Entry]
    voices: list[Voice]
    approaches: list[Approach]
    presences: list[Presence]
    points: list[StartingPoint]


def parts_of(assessment: Assessment) -> Parts:
    """Everything that is written in an assessment that the viewer has already been shown."""
    return Parts(
        about=About.objects.filter(assessment=assessment).first(),
        conclusion=Conclusion.objects.filter(assessment=assessment).first(),
        entries=list(assessment.entries.select_related("copied_from__assessment").order_by("id")),
        voices=list(assessment.voices.select_related("person").order_by("id")),
        approaches=list(assessment.approaches.select_related("person").order_by("id")),
        presences=list(assessment.presences.select_related("person").order_by("id")),
        points=list_starting_points(assessment.case),
    )


def about_of(assessment: Assessment) -> tuple[About | None, list[UUID]]:
    """What led to the assessment, and who of the family was there."""
    present = list(assessment.presences.order_by("id").values_list("person_id", flat=True))
    return About.objects.filter(assessment=assessment).first(), present


def conclusion_of(assessment: Assessment) -> Conclusion | None:
    """What the assessment concludes, so far."""
    return Conclusion.objects.filter(assessment=assessment).first()


def voice_of(assessment: Assessment, person_id: UUID) -> Voice | None:
    """One person's voice in it."""
    return Voice.objects.filter(assessment=assessment, person_id=person_id).first()


def voices_of(assessment: Assessment) -> dict[UUID, Voice]:
    """Everyone's voice in it."""
    return {voice.person_id: voice for voice in assessment.voices.select_related("person").order_by("id")}


def approach_of(assessment: Assessment, person_id: UUID) -> Approach | None:
    """Whether one person outside the home was asked."""
    return Approach.objects.filter(assessment=assessment, person_id=person_id).first()


def entries_of(assessment: Assessment, *, person_id: UUID | None, domain: rules.Domain) -> dict[str, Entry]:
    """What is written under each heading of a domain, of one child or of the family."""
    keys = [heading.key for heading in domain.headings]
    entries = assessment.entries.filter(about_id=person_id, heading__in=keys)
    return {one.heading: one for one in entries.select_related("written_by", "copied_from__assessment").order_by("id")}


def headings_written(assessment: Assessment) -> set[tuple]:
    """Which headings are written, of whom."""
    return set(assessment.entries.values_list("about_id", "heading"))


def worries_of(assessment: Assessment) -> list[Entry]:
    """Every worry written so far, to conclude from."""
    return list(assessment.entries.exclude(worries="").select_related("about").order_by("about_id", "id"))
