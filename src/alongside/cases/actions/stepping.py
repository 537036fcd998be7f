"""Stepping a case up and down, closing and reopening it; nothing is keyed again."""

from datetime import date, datetime

from django.db import IntegrityError, transaction

from alongside.foundation.access.actions import end_grants, give_grant
from alongside.foundation.access.rules import GrantReason
from alongside.foundation.audit.actions import record
from alongside.foundation.events.actions import publish
from alongside.foundation.identity.models import Team, User

from .. import access, events, rules
from ..models import Allocation, Case, Step
from .noting import add_to_timeline, lock_case


class StepRefused(Exception):
    """A case could not be moved; the message is fit to show."""


@transaction.atomic
def step_up(
    *, case: Case, to_team: Team, why: str, agreed_by: str, family_said: str, by: User, at: datetime
) -> Case:
    """Hand a family to social care with all that is known, and say who agreed and what the family said."""
    case = _movable(case, rules.CaseStatus.STEPPED_UP, by)
    give_grant(subject_kind=access.SUBJECT, subject_id=case.family_id, holder=to_team,
               reason=GrantReason.SOCIAL_CARE, by=by, at=at)
    return _step(case, rules.StepKind.STEP_UP, status=rules.CaseStatus.STEPPED_UP,
                 level=rules.Level.SPECIALIST, by=by, at=at, why=why, agreed_by=agreed_by,
                 family_said=family_said)


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
) -> Case:
    """Bring a family back from social care; the lead named takes over where one still stands."""
    if level is rules.Level.SPECIALIST:
        raise StepRefused("Choose the level to which the family steps down: 2 or 3")
    status = rules.CaseStatus.OPEN if case.lead_id else rules.CaseStatus.TO_ALLOCATE
    case = _movable(case, status, by)
    end_grants(subject_kind=access.SUBJECT, subject_id=case.family_id, reason=GrantReason.SOCIAL_CARE, at=at)
    return _step(case, rules.StepKind.STEP_DOWN, status=status, level=level, by=by, at=at, why=why,
                 agreed_by=agreed_by, family_said=family_said, last_meeting_on=last_meeting_on,
                 named_lead=named_lead)


@transaction.atomic
def change_level(*, case: Case, level: rules.Level, why: str, by: User, at: datetime) -> Case:
    """Change the level of need within early help."""
    if level is rules.Level.SPECIALIST:
        raise StepRefused("Step the case up to social care instead")
    case = lock_case(case)
    if not access.may_step(by, case):
        raise StepRefused("Only those who work with this family can change its level")
    if case.status not in {rules.CaseStatus.TO_ALLOCATE, rules.CaseStatus.OPEN}:
        raise StepRefused("The level changes only while the service is helping the family")
    if case.level == level:
        return case
    return _step(case, rules.StepKind.LEVEL_CHANGED, status=case.status, level=level, by=by, at=at, why=why)


@transaction.atomic
def close_case(
    *, case: Case, outcome: rules.ClosingOutcome, why: str, family_said: str, agreed_by: str,
    by: User, at: datetime
) -> Case:
    """Close a case with its outcome, the reasons and what the family said; grants for the work end."""
    if not rules.is_outcome_for(outcome, level=rules.Level(case.level)):
        raise StepRefused("A case at level 4 closes only to social care or because the family has moved")
    case = _movable(case, rules.CaseStatus.CLOSED, by)
    Allocation.objects.filter(case=case, until_at__isnull=True).update(until_at=at)
    for reason in (GrantReason.ALLOCATED, GrantReason.TEAM_AROUND, GrantReason.SOCIAL_CARE):
        end_grants(subject_kind=access.SUBJECT, subject_id=case.family_id, reason=reason, at=at)
    case.closed_on, case.outcome, case.lead = at.date(), outcome, None
    return _step(case, rules.StepKind.CLOSED, status=rules.CaseStatus.CLOSED, level=rules.Level(case.level),
                 by=by, at=at, why=why, family_said=family_said, agreed_by=agreed_by, outcome=outcome)


@transaction.atomic
def reopen_case(*, case: Case, level: rules.Level, why: str, by: User, at: datetime) -> Case:
    """Reopen a closed case: its assessment, plan and history are there as they were left."""
    case = _movable(case, rules.CaseStatus.TO_ALLOCATE, by)
    case.closed_on, case.outcome = None, ""
    try:
        with transaction.atomic():
            return _step(case, rules.StepKind.REOPENED, status=rules.CaseStatus.TO_ALLOCATE, level=level,
                         by=by, at=at, why=why)
    except IntegrityError as twice:
        raise StepRefused("This family has another open case already") from twice


def _movable(case: Case, to: rules.CaseStatus, by: User) -> Case:
    case = lock_case(case)
    if not access.may_step(by, case):
        raise StepRefused("Only those who work with this family can do this")
    if not rules.may_move(rules.CaseStatus(case.status), to):
        words = rules.CASE_STATUS_WORDS[rules.CaseStatus(case.status)]
        raise StepRefused(f"This cannot be done now. The case is: {words}")
    return case


def _step(
    case: Case, kind: rules.StepKind, *, status: rules.CaseStatus, level: rules.Level, by: User,
    at: datetime, why: str, **facts
) -> Case:
    step = Step.objects.create(
        case=case, kind=kind, from_status=case.status, to_status=status, from_level=case.level,
        to_level=level, by=by, at=at, why=why, **facts,
    )
    case.status, case.level, case.version = status, level, case.version + 1
    case.save()
    add_to_timeline(family_id=case.family_id, case_id=case.id, kind=f"cases.{kind}", by=by, at=at, words=why,
                    title=rules.STEP_WORDS[kind])
    record(f"cases.{kind}", subject=case, about=(case.family_id, step.id), by=by, at=at, level=int(level))
    publish(events.CaseStepped(case_id=case.id, kind=kind, by_id=by.id, at=at))
    return case
