"""Writing an assessment, a part at a time; two people at once lose nothing."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from alongside.foundation.audit.actions import record
from alongside.foundation.identity.models import User

from .. import rules
from ..models import About, Approach, Assessment, Conclusion, Entry, Presence, Voice
from .refusals import AssessmentRefused, StaleWords, lock_draft, refuse_stranger

ENTRY_WORDS = ("strengths", "worries", "evidence", "said_by", "is_nothing")


@dataclass(frozen=True)
class HeadingWords:
    """What someone wrote under one heading, and the version that stood there when they began."""

    heading: str
    version: int
    strengths: str = ""
    worries: str = ""
    evidence: str = ""
    said_by: str = ""
    is_nothing: bool = False

    @property
    def is_blank(self) -> bool:
        return not any(getattr(self, name) for name in ENTRY_WORDS)


@dataclass(frozen=True)
class Written:
    """Which headings were saved, and under which someone else had written meanwhile."""

    saved: tuple[str, ...]
    clashes: tuple[Entry, ...] = ()


@transaction.atomic
def write_section(
    *,
    assessment: Assessment,
    domain: str,
    person_id: UUID | None,
    words: Sequence[HeadingWords],
    by: User,
    at: datetime,
) -> Written:
    """Write one domain of one child, or of the family. A heading that someone else wrote meanwhile is
    left as it stands and told back; all the others are saved."""
    assessment = lock_draft(assessment, by)
    if person_id is not None:
        refuse_stranger(assessment, person_id)
    allowed = _headings(assessment, domain, person_id)
    standing = {
        entry.heading: entry
        for entry in assessment.entries.filter(about_id=person_id, heading__in=allowed).order_by("id")
    }
    saved, clashes = [], []
    for one in words:
        if one.heading not in allowed:
            raise AssessmentRefused("That heading is not in this part of the assessment")
        if one.is_nothing and (one.strengths or one.worries):
            raise AssessmentRefused("Either write under a heading or tick that there is nothing to note, not both")
        before = standing.get(one.heading)
        if _is_as_it_stands(before, one):
            continue
        if before is not None and before.version != one.version:
            clashes.append(before)
            continue
        _write_entry(assessment, before, person_id, one, by=by, at=at)
        saved.append(one.heading)
    if saved:
        record(
            "assessments.section_written",
            subject=assessment,
            by=by,
            at=at,
            domain=domain,
            headings=saved,
            about=_about(assessment, person_id),
        )
    return Written(tuple(saved), tuple(clashes))


@transaction.atomic
def write_about(
    *,
    assessment: Assessment,
    led_to: str,
    tried: str,
    others_present: str,
    present_ids: Sequence[UUID],
    version: int,
    by: User,
    at: datetime,
) -> About:
    """Write what led to the assessment, what was tried before, and who was there."""
    assessment = lock_draft(assessment, by)
    for person_id in present_ids:
        refuse_stranger(assessment, person_id)
    was = set(assessment.presences.values_list("person_id", flat=True))
    facts = {"led_to": led_to, "tried": tried, "others_present": others_present}
    about = _write_one(About, assessment, {}, facts, version=version, by=by, at=at, changed=was != set(present_ids))
    assessment.presences.exclude(person_id__in=present_ids).delete()
    for person_id in present_ids:
        Presence.objects.get_or_create(assessment=assessment, person_id=person_id)
    record("assessments.about_written", subject=assessment, about=_about(assessment), by=by, at=at)
    return about


@transaction.atomic
def record_voice(
    *,
    assessment: Assessment,
    person_id: UUID,
    kind: rules.VoiceKind,
    words: str,
    how: str,
    gathered_by: str,
    gathered_on: date | None,
    version: int,
    by: User,
    at: datetime,
) -> Voice:
    """Write down someone's own voice, or what was seen of them, or why it is not here."""
    assessment = lock_draft(assessment, by)
    refuse_stranger(assessment, person_id)
    if not words.strip():
        raise AssessmentRefused("Write down what they say, what was seen, or why neither is here")
    if kind != rules.VoiceKind.NONE and (not how or gathered_on is None):
        raise AssessmentRefused("Say how and on which day you heard or saw this")
    if gathered_on is not None and gathered_on > at.date():
        raise AssessmentRefused("The day this was heard must be today or in the past")
    heard = kind != rules.VoiceKind.NONE
    facts = {
        "kind": kind,
        "words": words,
        "how": how if heard else "",
        "gathered_by": gathered_by if heard else "",
        "gathered_on": gathered_on if heard else None,
    }
    voice = _write_one(Voice, assessment, {"person_id": person_id}, facts, version=version, by=by, at=at)
    record(
        "assessments.voice_recorded",
        subject=assessment,
        about=_about(assessment, person_id),
        by=by,
        at=at,
        voice=str(kind),
    )
    return voice


@transaction.atomic
def note_approach(
    *,
    assessment: Assessment,
    person_id: UUID,
    answer: rules.Approached,
    words: str,
    asked_on: date | None,
    version: int,
    by: User,
    at: datetime,
) -> Approach:
    """Note whether someone outside the home was asked to take part, and what came of it."""
    assessment = lock_draft(assessment, by)
    refuse_stranger(assessment, person_id)
    if rules.needs_why(answer) and not words.strip():
        raise AssessmentRefused("Say what was tried, what they said, or why it is not safe")
    if asked_on is not None and asked_on > at.date():
        raise AssessmentRefused("The day they were asked must be today or in the past")
    facts = {"answer": answer, "words": words, "asked_on": asked_on}
    approach = _write_one(Approach, assessment, {"person_id": person_id}, facts, version=version, by=by, at=at)
    record("assessments.approach_noted", subject=assessment, about=_about(assessment, person_id), by=by, at=at)
    return approach


@transaction.atomic
def write_conclusion(
    *,
    assessment: Assessment,
    needed: str,
    level: int | None,
    level_why: str,
    next_steps: str,
    family_comments: str,
    no_comments_why: str,
    version: int,
    by: User,
    at: datetime,
) -> Conclusion:
    """Write what is needed, at which level, what happens next, and what the family says of it."""
    assessment = lock_draft(assessment, by)
    facts = {
        "needed": needed,
        "level": level,
        "level_why": level_why,
        "next_steps": next_steps,
        "family_comments": family_comments,
        "no_comments_why": no_comments_why,
    }
    conclusion = _write_one(Conclusion, assessment, {}, facts, version=version, by=by, at=at)
    record("assessments.conclusion_written", subject=assessment, about=_about(assessment), by=by, at=at)
    return conclusion


def _headings(assessment: Assessment, domain: str, person_id: UUID | None) -> set[str]:
    found = rules.framework_of(assessment.framework).domain(domain)
    if found is None or (found.scope is rules.Scope.CHILD) != (person_id is not None):
        raise AssessmentRefused("There is no such part in this assessment")
    return {heading.key for heading in found.headings}


def _is_as_it_stands(before: Entry | None, words: HeadingWords) -> bool:
    if before is None:
        return words.is_blank
    return all(getattr(before, name) == getattr(words, name) for name in ENTRY_WORDS)


def _write_entry(assessment, before, person_id, words: HeadingWords, *, by: User, at: datetime) -> None:
    facts = {name: getattr(words, name) for name in ENTRY_WORDS}
    if before is None:
        Entry.objects.create(
            assessment=assessment, about_id=person_id, heading=words.heading, written_by=by, written_at=at, **facts
        )
        return
    for name, value in facts.items():
        setattr(before, name, value)
    before.version, before.written_by, before.written_at = before.version + 1, by, at
    before.save()


def _write_one(model, assessment, key: dict, facts: dict, *, version: int, by, at, changed: bool = False):
    """Write a part that stands once, unless someone else has written it since `version`."""
    before = model.objects.filter(assessment=assessment, **key).first()
    if before is None:
        return model.objects.create(assessment=assessment, **key, **facts, written_by=by, written_at=at)
    if not changed and all(getattr(before, name) == value for name, value in facts.items()):
        return before
    if before.version != version:
        raise StaleWords(before)
    for name, value in facts.items():
        setattr(before, name, value)
    before.version, before.written_by, before.written_at = before.version + 1, by, at
    before.save()
    return before


def _about(assessment: Assessment, person_id: UUID | None = None) -> tuple[UUID, ...]:
    ids = (assessment.case.family_id, assessment.case_id)
    return (*ids, person_id) if person_id else ids
