"""Stopping an assessment: the family says no, cannot be reached, or is helped another way."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import transaction

from alongside.cases.actions import add_to_timeline
from alongside.cases.rules import CaseStatus
from alongside.foundation.audit.actions import record
from alongside.foundation.events.actions import publish
from alongside.foundation.identity.models import User

from .. import rules
from ..events import AssessmentStopped
from ..models import Assessment, Stopping
from .refusals import AssessmentRefused, lock_draft, refuse_unless_may_write
from .starting import begin

if TYPE_CHECKING:
    from alongside.cases.models import Case

DRAFT, STOPPED = rules.AssessmentStatus.DRAFT, rules.AssessmentStatus.STOPPED


@dataclass(frozen=True)
class WhyStopped:
    """Why there is no complete assessment, what the family said, and what happens next."""

    reason: rules.StopReason
    why: str
    next_step: rules.NextStep
    family_said: str = ""
    next_words: str = ""
    ask_again_on: date | None = None


@transaction.atomic
def stop_assessment(*, assessment: Assessment, said: WhyStopped, by: User, at: datetime) -> Assessment:
    """Stop an assessment and keep what was written. Stopping twice stops once."""
    current = Assessment.objects.select_for_update(of=("self",)).select_related("case").get(id=assessment.id)
    refuse_unless_may_write(by, current.case)
    if current.status == STOPPED:
        return current
    held = lock_draft(assessment, by)
    _refuse_unless_said(said, today=at.date())
    return stop(held, said, "The early help assessment was stopped", by=by, at=at)


@transaction.atomic
def note_declined(*, case: Case, said: WhyStopped, by: User, at: datetime) -> Assessment:
    """Note that there is to be no assessment before any was begun. Noting it twice notes it once."""
    case = type(case).objects.select_for_update().get(id=case.id)
    refuse_unless_may_write(by, case)
    if case.status == CaseStatus.CLOSED:
        raise AssessmentRefused("This case is closed. Reopen it first")
    if Assessment.objects.filter(case=case, status=DRAFT).exists():
        raise AssessmentRefused("An assessment has been started meanwhile. Stop that one")
    latest = Assessment.objects.filter(case=case).order_by("-started_on", "-id").first()
    if latest is not None and latest.status == STOPPED and latest.stopping.at.date() == at.date():
        return latest
    _refuse_unless_said(said, today=at.date())
    return stop(begin(case=case, by=by, at=at), said, "There is to be no early help assessment for now", by=by, at=at)


def _refuse_unless_said(said: WhyStopped, *, today: date) -> None:
    if not said.why.strip():
        raise AssessmentRefused("Say what happened")
    if rules.must_say_what_family_said(said.reason) and not said.family_said.strip():
        raise AssessmentRefused("Write down what the family said, in their words")
    if rules.must_say_when(said.next_step) and (said.ask_again_on is None or said.ask_again_on <= today):
        raise AssessmentRefused("Choose a day still to come on which to ask the family again")


def stop(held: Assessment, said: WhyStopped, title: str, *, by: User, at: datetime) -> Assessment:
    """Stop an assessment that is held already."""
    Stopping.objects.create(
        assessment=held,
        reason=said.reason,
        why=said.why,
        family_said=said.family_said,
        next_step=said.next_step,
        next_words=said.next_words,
        ask_again_on=said.ask_again_on if rules.must_say_when(said.next_step) else None,
        by=by,
        at=at,
    )
    held.status, held.follows = STOPPED, None
    held.save(update_fields=["status", "follows"])
    add_to_timeline(
        family_id=held.case.family_id,
        case_id=held.case_id,
        kind="assessments.stopped",
        at=at,
        by=by,
        title=title,
        words=f"{rules.STOP_WORDS[said.reason]}. Next: {rules.NEXT_WORDS[said.next_step].lower()}.",
    )
    record(
        "assessments.stopped",
        subject=held,
        about=(held.case.family_id, held.case_id),
        by=by,
        at=at,
        reason=str(said.reason),
        next_step=str(said.next_step),
    )
    publish(AssessmentStopped(assessment_id=held.id, case_id=held.case_id, by_id=by.id, at=at))
    return held
