"""Starting an assessment, afresh or from an earlier one, with what is already known."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from alongside.cases.actions import add_to_timeline
from alongside.cases.rules import STARTS_HELP, CaseStatus
from alongside.foundation.audit.actions import record
from alongside.foundation.calendar.queries import england
from alongside.foundation.identity.models import User
from alongside.foundation.policy.queries import policy_on
from alongside.foundation.references.rules import new_reference

from .. import rules
from ..access import assessments_open_to
from ..models import About, Approach, Assessment, Entry, StartingPoint, Voice
from .refusals import AssessmentRefused, refuse_unless_may_write

if TYPE_CHECKING:
    from alongside.cases.models import Case

DRAFT, COMPLETE = rules.AssessmentStatus.DRAFT, rules.AssessmentStatus.COMPLETE
STOPPED = rules.AssessmentStatus.STOPPED


@transaction.atomic
def start_assessment(*, case: Case, by: User, at: datetime, earlier: Assessment | None = None) -> Assessment:
    """Start the assessment of a case; starting twice gives the one that is being written.

    An earlier assessment under twelve weeks old may be named: its words are carried forward.
    """
    case = type(case).objects.select_for_update().get(id=case.id)
    refuse_unless_may_write(by, case)
    if case.status == CaseStatus.CLOSED:
        raise AssessmentRefused("This case is closed. Reopen it first")
    standing = Assessment.objects.filter(case=case, status=DRAFT).first()
    if standing is not None:
        return standing
    if earlier is not None:
        _refuse_unless_fresh(earlier, case, by, at.date())
    assessment = begin(case=case, by=by, at=at)
    if earlier is not None:
        _carry_forward(earlier, assessment, by=by, at=at)
    add_to_timeline(
        family_id=case.family_id,
        case_id=case.id,
        kind="assessments.started",
        at=at,
        by=by,
        title="An early help assessment was started",
    )
    record(
        "assessments.started",
        subject=assessment,
        about=(case.family_id, case.id),
        by=by,
        at=at,
        earlier=earlier.reference if earlier else "",
    )
    return assessment


def begin(*, case: Case, by: User, at: datetime) -> Assessment:
    """The next assessment of a case that is locked and may have one, empty as yet."""
    today = at.date()
    is_first = not Assessment.objects.filter(case=case).exists()
    begun_on = rules.counts_from(help_began_on=_help_began_on(case), started_on=today, is_first=is_first)
    policy = policy_on(rules.AssessmentsPolicy, today)
    return Assessment.objects.create(
        reference=_reference(),
        case=case,
        framework=rules.framework_on(today).version,
        status=DRAFT,
        started_on=today,
        started_by=by,
        follows=_to_be_replaced(case),
        due_on=rules.assessment_due_on(begun_on=begun_on, calendar=england(), policy=policy),
    )


@transaction.atomic
def reopen_as_new(*, assessment: Assessment, by: User, at: datetime) -> Assessment:
    """Start a new assessment that takes over the words of one that is complete or has stopped; a complete one holds
    until the new one is complete."""
    if assessment.status not in (COMPLETE, STOPPED):
        raise AssessmentRefused("Only the latest complete assessment, or one that stopped, can be taken up again")
    return start_assessment(case=assessment.case, by=by, at=at, earlier=assessment)


@transaction.atomic
def carry_in(*, case_id, points: Iterable[rules.CarriedPoint]) -> int:
    """Keep what was told before the assessment, with its source, as its starting points; says how many are new."""
    made = 0
    for point in points:
        if not point.words.strip():
            continue
        _, is_new = StartingPoint.objects.get_or_create(
            case_id=case_id,
            source_id=point.source_id,
            kind=point.kind,
            person_id=point.person_id,
            defaults={
                "words": point.words.strip(),
                "said_by": point.said_by[:200],
                "source": point.source[:120],
                "as_of": point.as_of,
            },
        )
        made += is_new
    return made


def _refuse_unless_fresh(earlier: Assessment, case: Case, by: User, today) -> None:
    """Another case's assessment is carried forward only while fresh; this case's own latest always may be."""
    policy = policy_on(rules.AssessmentsPolicy, today)
    if earlier.case.family_id != case.family_id or not assessments_open_to(by).filter(id=earlier.id).exists():
        raise AssessmentRefused("That assessment is of another family")
    if earlier.case_id == case.id and earlier.status != DRAFT:
        return
    if earlier.completed_at is None:
        raise AssessmentRefused("That assessment is not complete")
    if not rules.is_fresh(completed_on=earlier.completed_at.date(), today=today, policy=policy):
        raise AssessmentRefused(f"That assessment is more than {policy.reuse_weeks} weeks old. Start afresh")


def _to_be_replaced(case: Case) -> Assessment | None:
    return Assessment.objects.filter(case=case, status=COMPLETE).order_by("-completed_at", "-id").first()


def _help_began_on(case: Case):
    """The day help began this time: the case's opening, or its latest reopening."""
    latest = case.steps.filter(kind__in=STARTS_HELP).order_by("-at", "-id").first()
    return max(case.opened_on, latest.at.date()) if latest else case.opened_on


def _carry_forward(earlier: Assessment, new: Assessment, *, by: User, at: datetime) -> None:
    members = set(new.case.family.members.filter(until_on__isnull=True).values_list("person_id", flat=True))
    written = {"version": 1, "written_by": by, "written_at": at}
    for entry in earlier.entries.order_by("id"):
        if entry.about_id is None or entry.about_id in members:
            Entry.objects.create(
                assessment=new,
                about_id=entry.about_id,
                heading=entry.heading,
                strengths=entry.strengths,
                worries=entry.worries,
                evidence=entry.evidence,
                said_by=entry.said_by,
                is_nothing=entry.is_nothing,
                copied_from=entry,
                **written,
            )
    for voice in earlier.voices.filter(person_id__in=members).order_by("id"):
        Voice.objects.create(
            assessment=new,
            person_id=voice.person_id,
            kind=voice.kind,
            words=voice.words,
            how=voice.how,
            gathered_by=voice.gathered_by,
            gathered_on=voice.gathered_on,
            **written,
        )
    for one in earlier.approaches.filter(person_id__in=members).order_by("id"):
        Approach.objects.create(
            assessment=new,
            person_id=one.person_id,
            answer=one.answer,
            words=one.words,
            asked_on=one.asked_on,
            **written,
        )
    about = About.objects.filter(assessment=earlier).first()
    if about is not None:
        About.objects.create(assessment=new, led_to=about.led_to, tried=about.tried, **written)


def _reference() -> str:
    return new_reference("AS", is_taken=lambda one: Assessment.objects.filter(reference=one).exists())
