"""Assessing a family: what is written, and whose voice is heard."""

from datetime import datetime

from alongside.assessments import actions as assessing
from alongside.assessments.rules import Approached, Gathering, VoiceKind

from .script import Slot
from .steps import Life

CHILD_HEADINGS = (("emotional", "c1.em", "c1.st"), ("learning", "c1.le", ""))
OTHER_CHILD_HEADINGS = (("emotional", "", "{key}.st"), ("health", "", "{key}.he"))
FAMILY_HEADINGS = {
    "parents": (("basic_care", "", "pa.basic"), ("warmth", "", "pa.warm"), ("guidance", "", "pa.guide")),
    "family": (
        ("functioning", "fa.fu", ""),
        ("wider_family", "", "fa.wider"),
        ("home_and_money", "", "fa.home"),
        ("community", "", "fa.near"),
    ),
}


def start_assessing(life: Life, number: int) -> None:
    """The lead professional starts the assessment and writes what led to it."""
    at = life.at(number)
    life.assessment = assessing.start_assessment(case=life.case, by=life.lead, at=at)
    present = [
        life.people[one.key].id for one in life.script.cast.slots if one.in_household and one.key in life.script.births
    ]
    assessing.write_about(
        assessment=life.assessment,
        led_to=life.says("led"),
        tried=life.says("tried.before"),
        others_present="",
        present_ids=present,
        version=1,
        by=life.lead,
        at=at,
    )
    _write(life, "child", "c1", CHILD_HEADINGS, at)


def finish_assessing(life: Life, number: int, *, level: int) -> None:
    """Everyone is heard, the family's side is written, and the assessment is completed."""
    at, by, script = life.at(number), life.lead, life.script
    for child in script.cast.children[1:]:
        headings = tuple((h, w, s.format(key=child.key)) for h, w, s in OTHER_CHILD_HEADINGS)
        _write(life, "child", child.key, headings, at)
    for domain, headings in FAMILY_HEADINGS.items():
        _write(life, domain, None, headings, at)
    for slot in script.cast.slots:
        if slot.role == "child" or slot.in_household:
            _hear(life, slot, at)
        else:
            assessing.note_approach(
                assessment=life.assessment,
                person_id=life.people[slot.key].id,
                answer=Approached.TOOK_PART,
                words=life.says("outside"),
                asked_on=at.date(),
                version=1,
                by=by,
                at=at,
            )
    assessing.write_conclusion(
        assessment=life.assessment,
        needed=life.says("needed"),
        level=level,
        level_why=life.says("why"),
        next_steps=life.says("next"),
        family_comments=life.says("comments"),
        no_comments_why="",
        version=1,
        by=by,
        at=at,
    )
    life.assessment = assessing.complete_assessment(assessment=life.assessment, by=by, at=life.at(number))


def _write(life: Life, domain: str, who: str | None, headings, at: datetime) -> None:
    person = life.people[who].id if who else None
    words = [
        assessing.HeadingWords(
            heading=heading,
            version=1,
            worries=life.says(worry) if worry else "",
            strengths=life.says(strength) if strength else "",
            said_by=life.says("said.by") if worry else "",
        )
        for heading, worry, strength in headings
    ]
    assessing.write_section(
        assessment=life.assessment, domain=domain, person_id=person, words=words, by=life.lead, at=at
    )


def _hear(life: Life, slot: Slot, at: datetime) -> None:
    is_small = slot.role == "child" and (slot.years or 0) < 4
    how = Gathering.WATCHED if is_small else Gathering.PLAY if slot.role == "child" else Gathering.WITH_FAMILY
    assessing.record_voice(
        assessment=life.assessment,
        person_id=life.people[slot.key].id,
        kind=VoiceKind.SEEN if is_small else VoiceKind.WORDS,
        words=life.says(f"voice.{slot.key}"),
        how=how,
        gathered_by=life.lead.name,
        gathered_on=at.date(),
        version=1,
        by=life.lead,
        at=at,
    )


# --- stepping and closing
