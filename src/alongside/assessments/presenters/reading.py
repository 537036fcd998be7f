"""A whole assessment as it is read or printed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from alongside.cases.rules import LEVEL_WORDS, Level
from alongside.foundation.components.presenters import say_day

from .. import rules
from ..queries import Relative

EVERYONE = "The family"
WAYS_ON = {rules.NextStep.CLOSE: "cases:close", rules.NextStep.STEP_UP: "cases:step_up"}


@dataclass(frozen=True)
class WrittenHeading:
    """One heading as it stands."""

    name: str
    strengths: str
    worries: str
    evidence: str
    said_by: str
    is_nothing: bool
    carried_from: str


@dataclass(frozen=True)
class WrittenPart:
    """One domain of one child, or of the family."""

    title: str
    headings: list[WrittenHeading]
    not_talked_about: list[str]


@dataclass(frozen=True)
class Spoken:
    """One person's own voice."""

    who: str
    words: str
    kind: str
    how: str
    when: str


@dataclass(frozen=True)
class ChildPage:
    """One child: their voice first, then what is written of them."""

    name: str
    about: str
    voice: Spoken | None
    parts: list[WrittenPart]


@dataclass(frozen=True)
class StoppedPart:
    """Why the assessment stopped, and what comes next."""

    reason: str
    why: str
    family_said: str
    next_step: str
    next_words: str
    next_href: str
    ask_again_on: str
    by: str
    at: str


@dataclass(frozen=True)
class WholePage:
    """The assessment, whole."""

    reference: str
    family: str
    status: str
    is_complete: bool
    started: str
    completed: str
    completed_by: str
    stopped: StoppedPart | None
    led_to: str
    tried: str
    present: str
    points: list
    children: list[ChildPage]
    voices: list[Spoken]
    family_parts: list[WrittenPart]
    approaches: list[dict]
    needed: str
    level: str
    level_why: str
    next_steps: str
    family_comments: str
    no_comments_why: str


def whole_page(assessment, *, parts, relatives: list[Relative], today: date) -> WholePage:
    """Everything the assessment says, in the order in which it is read."""
    voices = {voice.person_id: _spoken(voice) for voice in parts.voices}
    framework = rules.framework_of(assessment.framework)
    about, end = parts.about, parts.conclusion
    children = [one for one in relatives if one.is_child]
    adults = [one for one in relatives if not one.is_child and one.id in voices]
    return WholePage(
        reference=assessment.reference,
        family=assessment.case.family.name,
        status=rules.STATUS_WORDS[rules.AssessmentStatus(assessment.status)],
        is_complete=assessment.completed_at is not None,
        started=say_day(assessment.started_on),
        completed=say_day(assessment.completed_at.date()) if assessment.completed_at else "",
        completed_by=str(assessment.completed_by or ""),
        stopped=_stopped(assessment),
        led_to=about.led_to if about else "",
        tried=about.tried if about else "",
        present=_present(parts, about),
        points=parts.points,
        children=[
            ChildPage(
                one.name,
                one.age_words,
                voices.get(one.id),
                _parts(framework, rules.Scope.CHILD, one.id, one.stage, parts.entries),
            )
            for one in children
        ],
        voices=[voices[one.id] for one in adults],
        family_parts=_parts(framework, rules.Scope.FAMILY, None, None, parts.entries),
        approaches=[
            {
                "who": one.person.full_name,
                "answer": rules.APPROACHED_WORDS[rules.Approached(one.answer)],
                "words": one.words,
                "when": say_day(one.asked_on),
            }
            for one in parts.approaches
        ],
        needed=end.needed if end else "",
        level=LEVEL_WORDS[Level(end.level)] if end and end.level else "",
        level_why=end.level_why if end else "",
        next_steps=end.next_steps if end else "",
        family_comments=end.family_comments if end else "",
        no_comments_why=end.no_comments_why if end else "",
    )


def _stopped(assessment) -> StoppedPart | None:
    if assessment.status != rules.AssessmentStatus.STOPPED:
        return None
    held = assessment.stopping
    way = WAYS_ON.get(rules.NextStep(held.next_step))
    return StoppedPart(
        reason=rules.STOP_WORDS[rules.StopReason(held.reason)],
        why=held.why,
        family_said=held.family_said,
        next_step=rules.NEXT_WORDS[rules.NextStep(held.next_step)],
        next_words=held.next_words,
        next_href=reverse(way, args=[assessment.case.reference]) if way else "",
        ask_again_on=say_day(held.ask_again_on) if held.ask_again_on else "",
        by=str(held.by),
        at=say_day(held.at.date()),
    )


def _present(parts, about) -> str:
    names = [one.person.full_name for one in parts.presences]
    others = [about.others_present] if about and about.others_present else []
    return ", ".join([*names, *others])


def _spoken(voice) -> Spoken:
    how = rules.GATHERING_WORDS.get(voice.how, "")
    by = f", {voice.gathered_by}" if voice.gathered_by else ""
    return Spoken(voice.person.full_name, voice.words, voice.kind, f"{how}{by}", say_day(voice.gathered_on))


def _parts(framework, scope, person_id, stage, entries) -> list[WrittenPart]:
    found = []
    for domain in framework.domains:
        if domain.scope is not scope:
            continue
        headings = rules.headings_for(domain, stage)
        written = {
            entry.heading: entry
            for entry in entries
            if entry.about_id == person_id and any(entry.heading == h.key for h in domain.headings)
        }
        names = {h.key: h.name for h in (*domain.headings, *headings)}
        found.append(
            WrittenPart(
                title=domain.name,
                headings=[_heading(names[h.key], written[h.key]) for h in domain.headings if h.key in written],
                not_talked_about=[h.name for h in headings if h.key not in written],
            )
        )
    return found


def _heading(name: str, entry) -> WrittenHeading:
    carried = ""
    if entry.copied_from_id and entry.version == 1:
        carried = f"{entry.copied_from.assessment.reference}, {say_day(entry.copied_from.written_at.date())}"
    return WrittenHeading(
        name, entry.strengths, entry.worries, entry.evidence, entry.said_by, entry.is_nothing, carried
    )
