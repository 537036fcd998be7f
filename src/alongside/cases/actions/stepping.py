"""Stepping a case up and down, closing and reopening it; nothing is keyed again."""

from collections.abc import Callable
from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.utils import timezone

from alongside.foundation.access.actions import end_grants, give_grant
from alongside.foundation.access.rules import GrantReason
from alongside.foundation.audit.actions import record
from alongside.foundation.events.actions import publish
from alongside.foundation.identity.models import Team, User
from alongside.foundation.identity.rules import AgencyKind

from .. import access, events, rules
from ..models import Allocation, Case, Step
from .noting import CaseRefused, add_to_timeline, lock_case, tell_of_case, tell_team_of_case


class StepRefused(CaseRefused):
    """A case could not be moved; the message is fit to show."""


@transaction.atomic
def step_up(
    *,
    case: Case,
    to_team: Team,
    why: str,
    agreed_by: str,
    family_said: str,
    by: User,
    at: datetime,
    version: int | None = None,
) -> Case:
    """Hand a family to social care with all that is known, and say who agreed and what the family said.

    A lead professional who stands stays beside the family until social care has it, or it comes back.
    """
    case = movable(case, rules.StepKind.STEP_UP, by, why=why, version=version)
    if to_team.agency.kind != AgencyKind.SOCIAL_CARE or not to_team.is_active:
        raise StepRefused("Choose a team of children’s social care")
    if not agreed_by.strip():
        raise StepRefused("Say who agreed to the step up")
    give_grant(
        subject_kind=access.SUBJECT,
        subject_id=case.family_id,
        holder=to_team,
        reason=GrantReason.SOCIAL_CARE,
        by=by,
        at=at,
    )
    case = take_step(
        case,
        rules.StepKind.STEP_UP,
        status=rules.CaseStatus.STEPPED_UP,
        level=rules.Level.SPECIALIST,
        by=by,
        at=at,
        why=why,
        agreed_by=agreed_by,
        family_said=family_said,
    )
    told = {"kind": "cases.stepped_up", "by": by, "at": at}
    tell_team_of_case(case, to_team, words="A family steps up to your team: case", **told)
    if case.lead is not None:
        tell_of_case(case, case.lead, words="Social care now helps in case", **told)
    return case


@transaction.atomic
def step_down(
    *,
    case: Case,
    level: rules.Level,
    why: str,
    agreed_by: str,
    family_said: str,
    last_meeting_on: date,
    named_lead: str,
    by: User,
    at: datetime,
    version: int | None = None,
) -> Case:
    """Bring a family back from social care; the lead professional who stands goes on, or else one is named."""
    case = movable(case, rules.StepKind.STEP_DOWN, by, why=why, version=version)
    if not rules.is_helped_level(level):
        raise StepRefused("Choose the level to which the family steps down: 2 or 3")
    if not agreed_by.strip():
        raise StepRefused("Say who agreed to the step down")
    if last_meeting_on > timezone.localtime(at).date():
        raise StepRefused("The last meeting must be today or in the past")
    if case.lead is not None and not case.lead.is_active:
        _end_allocations(case, at=at)
    status = rules.CaseStatus.OPEN if case.lead_id else rules.CaseStatus.TO_ALLOCATE
    end_grants(subject_kind=access.SUBJECT, subject_id=case.family_id, reason=GrantReason.SOCIAL_CARE, at=at)
    case = take_step(
        case,
        rules.StepKind.STEP_DOWN,
        status=status,
        level=level,
        by=by,
        at=at,
        why=why,
        agreed_by=agreed_by,
        family_said=family_said,
        last_meeting_on=last_meeting_on,
        named_lead=named_lead,
    )
    if case.lead is not None:
        words = "Social care has stepped down, and you go on with case"
        tell_of_case(case, case.lead, kind="cases.stepped_down", words=words, by=by, at=at)
    return case


@transaction.atomic
def change_level(
    *, case: Case, level: rules.Level, why: str, by: User, at: datetime, version: int | None = None
) -> Case:
    """Change the level of need within early help."""
    case = lock_case(case, version=version)
    if not access.may_step(by, case):
        raise StepRefused("Only those who work with this family can change its level")
    if level == rules.Level.SPECIALIST:
        raise StepRefused("Step the case up to social care instead")
    if not rules.is_helped_level(level):
        raise StepRefused("Close the case instead: universal services help without one")
    if case.status not in {rules.CaseStatus.TO_ALLOCATE, rules.CaseStatus.OPEN}:
        raise StepRefused("The level changes only while the service is helping the family")
    if case.level == level:
        return case
    if not why.strip():
        raise StepRefused("Say why the level changes")
    return take_step(case, rules.StepKind.LEVEL_CHANGED, status=case.status, level=level, by=by, at=at, why=why)


@transaction.atomic
def close_case(
    *,
    case: Case,
    outcome: rules.ClosingOutcome,
    why: str,
    family_said: str,
    agreed_by: str,
    by: User,
    at: datetime,
    version: int | None = None,
) -> Case:
    """Close a case with its outcome, the reasons and what the family said; grants for the work end."""
    case = movable(case, rules.StepKind.CLOSED, by, why=why, version=version, may=access.may_close)
    if not rules.is_outcome_for(outcome, level=rules.Level(case.level)):
        raise StepRefused("A case at level 4 closes only to social care or because the family has moved")
    lead = case.lead
    _end_allocations(case, at=at)
    for reason in (GrantReason.TEAM_AROUND, GrantReason.SOCIAL_CARE, GrantReason.PANEL):
        end_grants(subject_kind=access.SUBJECT, subject_id=case.family_id, reason=reason, at=at)
    case.closed_on = max(timezone.localtime(at).date(), case.opened_on)
    case.outcome = outcome
    case = take_step(
        case,
        rules.StepKind.CLOSED,
        status=rules.CaseStatus.CLOSED,
        level=rules.Level(case.level),
        by=by,
        at=at,
        why=why,
        family_said=family_said,
        agreed_by=agreed_by,
        outcome=outcome,
    )
    if lead is not None:
        tell_of_case(case, lead, kind="cases.closed", words="Somebody else has closed case", by=by, at=at)
    return case


@transaction.atomic
def reopen_case(
    *, case: Case, level: rules.Level, why: str, by: User, at: datetime, version: int | None = None
) -> Case:
    """Reopen a closed case: its assessment, plan and history are there as they were left."""
    case = movable(case, rules.StepKind.REOPENED, by, why=why, version=version, may=access.may_close)
    if not rules.is_helped_level(level):
        raise StepRefused("Choose the level at which the family is helped again: 2 or 3")
    case.closed_on, case.outcome = None, ""
    try:
        with transaction.atomic():
            return take_step(
                case, rules.StepKind.REOPENED, status=rules.CaseStatus.TO_ALLOCATE, level=level, by=by, at=at, why=why
            )
    except IntegrityError as twice:
        raise StepRefused("This family has another open case already") from twice


def movable(
    case: Case,
    kind: rules.StepKind,
    by: User,
    *,
    why: str,
    version: int | None,
    may: Callable[[User, Case], bool] = access.may_step,
) -> Case:
    """The case as it stands, held, if this person may take this step from there and says why."""
    case = lock_case(case, version=version)
    if not may(by, case):
        raise StepRefused("Only those who work with this family can do this")
    if not rules.may_step(rules.CaseStatus(case.status), kind):
        words = rules.CASE_STATUS_WORDS[rules.CaseStatus(case.status)]
        raise StepRefused(f"This cannot be done now. The case stands at: {words}")
    if not why.strip():
        raise StepRefused("Say why")
    return case


def _end_allocations(case: Case, *, at: datetime) -> None:
    Allocation.objects.filter(case=case, until_at__isnull=True).update(until_at=at)
    end_grants(subject_kind=access.SUBJECT, subject_id=case.family_id, reason=GrantReason.ALLOCATED, at=at)
    case.lead = None


def take_step(
    case: Case,
    kind: rules.StepKind,
    *,
    status: rules.CaseStatus,
    level: rules.Level,
    by: User,
    at: datetime,
    why: str,
    **facts,
) -> Case:
    """Write one step of a case: the step, the case, the timeline, the audit, and telling those above."""
    Step.objects.create(
        case=case,
        kind=kind,
        from_status=case.status,
        to_status=status,
        from_level=case.level,
        to_level=level,
        by=by,
        at=at,
        why=why,
        **facts,
    )
    case.status, case.level, case.version = status, level, case.version + 1
    case.save()
    add_to_timeline(
        family_id=case.family_id,
        case_id=case.id,
        kind=f"cases.{kind}",
        by=by,
        at=at,
        words=why,
        title=rules.STEP_WORDS[kind],
        is_for_family=kind != rules.StepKind.STEP_UP,
    )
    record(f"cases.{kind}", subject=case, about=(case.family_id,), by=by, at=at, level=int(level))
    publish(events.CaseStepped(case_id=case.id, kind=kind, by_id=by.id, at=at))
    return case
