"""The paper on an item: put together from what is already written, for what this panel needs and no more."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from alongside.assessments.queries import latest_complete, list_starting_points, parts_of
from alongside.assessments.rules import PointKind
from alongside.cases.queries import known_to, list_steps
from alongside.cases.rules import LEVEL_WORDS, STEP_WORDS, Level, StepKind
from alongside.people.queries import family_members, list_agreements
from alongside.people.rules import FAMILY_ROLE_WORDS, SHARING_PURPOSES, FamilyRole
from alongside.plans.queries import whole_of
from alongside.values.dates import age_on, spoken_date

from .. import rules

if TYPE_CHECKING:
    from ..models import Item, Paper

Row = dict[str, str]


def row(label: str, words: str, source: str = "") -> Row:
    """One line of a paper: what, in whose words, from where."""
    return {"label": label, "words": words, "source": source}


def content_of(item: Item, *, today: date) -> dict:
    """The paper as it would be sent now."""
    wanted = item.panel.kind.paper_parts if item.panel else list(rules.PAPER_PARTS)
    parts = [
        {"key": key, "title": title, "rows": GATHER[key](item, today)}
        for key, title in rules.PAPER_PARTS.items()
        if key in wanted
    ]
    return {
        "question": item.question,
        "kind": rules.ITEM_KIND_WORDS[rules.ItemKind(item.kind)],
        "level": LEVEL_WORDS[Level(item.case.level)],
        "package": item.package_words,
        "began": item.help_began_words,
        "parts": [part for part in parts if part["rows"]],
    }


def digest_of(content: dict) -> str:
    """The SHA-256 of a paper's content, the same for the same words."""
    words = json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(words.encode()).hexdigest()


@dataclass(frozen=True)
class Later:
    """What is written now and was not in the paper that was sent, or the other way round."""

    title: str
    added: list[Row]
    gone: list[Row]


def changes_since(paper: Paper, *, today: date) -> list[Later]:
    """What has changed since a paper was sent, part by part."""
    then, now = paper.content, content_of(paper.item, today=paper.frozen_at.date())
    if digest_of(now) == paper.digest:
        return []
    before = {part["key"]: part for part in then["parts"]}
    after = {part["key"]: part for part in now["parts"]}
    later = []
    for key in [*before, *(key for key in after if key not in before)]:
        old, new = before.get(key, {}).get("rows", []), after.get(key, {}).get("rows", [])
        added, gone = [one for one in new if one not in old], [one for one in old if one not in new]
        if added or gone:
            later.append(Later((after.get(key) or before[key])["title"], added, gone))
    for key in ("question", "level", "package", "began"):
        if then.get(key) != now.get(key):
            later.append(Later(key.capitalize(), [row("", now[key])] if now.get(key) else [], [row("", then[key])]))
    return later


def family_view(item: Item) -> list[Row]:
    """What the family says for itself, to be read out: its words in the plan, the assessment and the request."""
    return _view(item, item.asked_at.date())


def _family(item: Item, today: date) -> list[Row]:
    found = []
    for member in family_members(item.case.family):
        person = member.person
        if member.role == FamilyRole.CHILD:
            about = (
                f"aged {age_on(person.born_on, today)}"
                if person.born_on and person.born_on <= today
                else "not born yet"
            )
        else:
            about = FAMILY_ROLE_WORDS[FamilyRole(member.role)].lower()
        where = "" if member.in_household else ", lives elsewhere"
        found.append(row(person.full_name or "Unborn child", f"{about}{where}"))
    return found


def _view(item: Item, today: date) -> list[Row]:
    found = []
    plan = _plan_of(item)
    if plan is not None:
        whole = whole_of(plan)
        found += [
            row(one.person.full_name, one.words, f"Written into the plan, {spoken_date(one.at.date())}")
            for one in whole.family_words[:3]
        ]
        for meeting in whole.held[:1]:
            said = f"Meeting of {spoken_date(meeting.held_on)}"
            found += [row("The family", meeting.family_voice, said)] if meeting.family_voice else []
            found += [row("Young person", meeting.young_voice, said)] if meeting.young_voice else []
    assessment = latest_complete(item.case)
    if assessment is not None:
        done = f"Early help assessment, {spoken_date(assessment.completed_at.date())}"
        parts = parts_of(assessment)
        found += [
            row(one.person.full_name or "Unborn child", one.words, done) for one in parts.voices if one.kind != "none"
        ]
        if parts.conclusion is not None and parts.conclusion.family_comments:
            found.append(row("The family", parts.conclusion.family_comments, done))
    hopes = [one for one in list_starting_points(item.case) if one.kind == PointKind.HOPE]
    if not found:
        found = [row(one.said_by, one.words, _told(one)) for one in hopes if one.words]
    return found


def _worries(item: Item, today: date) -> list[Row]:
    assessment = latest_complete(item.case)
    if assessment is None:
        return _points(item, PointKind.WORRY)
    return _entries(assessment, "worries")


def _strengths(item: Item, today: date) -> list[Row]:
    assessment = latest_complete(item.case)
    if assessment is None:
        return _points(item, PointKind.STRENGTH)
    return _entries(assessment, "strengths")


def _entries(assessment, which: str) -> list[Row]:
    done = f"Early help assessment {assessment.reference}"
    return [
        row(one.about.full_name if one.about else "The family", getattr(one, which), one.said_by or done)
        for one in assessment.entries.exclude(**{which: ""}).select_related("about").order_by("about_id", "id")
    ]


def _tried(item: Item, today: date) -> list[Row]:
    assessment = latest_complete(item.case)
    about = parts_of(assessment).about if assessment is not None else None
    told = _points(item, PointKind.TRIED)
    return (
        [row("", about.tried, f"Early help assessment {assessment.reference}"), *told]
        if about and about.tried
        else told
    )


def _points(item: Item, kind: PointKind) -> list[Row]:
    return [row("", one.words, _told(one)) for one in list_starting_points(item.case) if one.kind == kind and one.words]


def _told(point) -> str:
    return f"{point.source}, {spoken_date(point.as_of)}"


def _plan_of(item: Item):
    plans = item.case.plans.select_related("case__family", "case__lead").order_by("-started_on", "-id")
    return plans.exclude(status="ended").first() or plans.first()


def _plan(item: Item, today: date) -> list[Row]:
    plan = _plan_of(item)
    if plan is None:
        return []
    whole = whole_of(plan)
    found = [row("Need", need.words, need.get_status_display()) for need in whole.needs]
    found += [row("Goal", goal.words, "in the family’s words") for goal in whole.goals]
    done = sum(one.status == "done" for one in whole.actions)
    if whole.actions:
        found.append(row("Actions", f"{done} of {len(whole.actions)} done"))
    for scale in whole.scales:
        values = [str(one.value) for one in scale.readings.all()]
        if values:
            found.append(row(scale.name, " → ".join(values), "the family’s own scale, from 1 to 10"))
    return found


def _involved(item: Item, today: date) -> list[Row]:
    lead = item.case.lead
    found = (
        [row("Lead professional", f"{lead.name}, {lead.job_title}", lead.agency.name if lead.agency else "")]
        if lead
        else []
    )
    for one in known_to(family_ids=[item.case.family_id])[item.case.family_id]:
        words = ", ".join(part for part in (one.service, one.worker) if part) or "no name was given"
        found.append(
            row(one.agency, words if one.is_current else f"{words} (ended)", f"as of {spoken_date(one.as_of)}")
        )
    return found


def _sharing(item: Item, today: date) -> list[Row]:
    return [
        row(one.agency.name, SHARING_PURPOSES.get(one.purpose, one.purpose), f"{one.person.full_name}, {one.answer}")
        for one in list_agreements(item.case.family)
        if one.withdrawn_on is None
    ]


def _history(item: Item, today: date) -> list[Row]:
    found = []
    for case in item.case.family.cases.order_by("-opened_on", "-id"):
        for step in list_steps(case):
            found.append(row(spoken_date(step.at.date()), STEP_WORDS[StepKind(step.kind)], step.why))
    return found[:20]


GATHER: dict[str, Callable[[Item, date], list[Row]]] = {
    "family": _family,
    "view": _view,
    "worries": _worries,
    "strengths": _strengths,
    "tried": _tried,
    "plan": _plan,
    "involved": _involved,
    "sharing": _sharing,
    "history": _history,
}
