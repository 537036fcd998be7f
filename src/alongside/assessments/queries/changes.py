"""What has changed in a family since its assessment was completed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from alongside.cases.queries import timeline_of
from alongside.foundation.identity.models import User
from alongside.people.queries import family_members
from alongside.people.rules import FACT_KEYS, MEANING_WORDS, Meaning

from ..models import Assessment

OUR_OWN = "assessments."
MOST = 50


@dataclass(frozen=True)
class Change:
    """One thing that is different now, when it was noted, and by whom where known."""

    at: datetime
    words: str
    by: str = ""


def changes_since(*, viewer: User, assessment: Assessment) -> list[Change]:
    """Facts stated and events noted since the assessment was completed, the latest first."""
    if assessment.completed_at is None:
        return []
    found = [*_facts(assessment), *_events(viewer, assessment)]
    return sorted(found, key=lambda one: (one.at, one.words), reverse=True)[:MOST]


def _facts(assessment: Assessment) -> list[Change]:
    found = []
    for member in family_members(assessment.case.family):
        if member.person.recorded_at > assessment.completed_at:
            found.append(Change(member.person.recorded_at, f"{member.person.full_name} was added to the family"))
        later = member.person.facts.filter(recorded_at__gt=assessment.completed_at, is_current=True)
        for fact in later.select_related("recorded_by").order_by("id"):
            shown = fact.value or MEANING_WORDS[Meaning(fact.meaning)]
            words = f"{member.person.full_name}, {FACT_KEYS[fact.key].words.lower()}: {shown}"
            found.append(Change(fact.recorded_at, words, str(fact.recorded_by or "")))
    return found


def _events(viewer: User, assessment: Assessment) -> list[Change]:
    page = timeline_of(viewer=viewer, family=assessment.case.family, size=MOST)
    return [
        Change(entry.at, entry.title, str(entry.by or ""))
        for entry in page.rows
        if entry.at > assessment.completed_at and not entry.kind.startswith(OUR_OWN)
    ]
