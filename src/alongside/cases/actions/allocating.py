"""Opening a case, and giving it to a lead professional and co-workers."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone

from alongside.foundation.access.actions import end_grants, give_grant
from alongside.foundation.access.rules import GrantReason
from alongside.foundation.audit.actions import record
from alongside.foundation.events.actions import publish
from alongside.foundation.identity.models import Team, User
from alongside.foundation.identity.rules import UserKind
from alongside.foundation.references.rules import new_reference

from .. import access, events, rules
from ..models import Allocation, Case, Step
from .noting import CaseRefused, add_to_timeline, lock_case, tell_of_case

if TYPE_CHECKING:
    from alongside.people.models import Family


NOT_YOURS = "Only a manager of this family’s hub can allocate it"


class AllocationRefused(CaseRefused):
    """A case could not be opened or allocated; the message is fit to show."""


@transaction.atomic
def open_case(
    *,
    family: Family,
    level: rules.Level,
    locality,
    hub_team: Team | None,
    opened_on: date,
    opened_from: str,
    source_id: UUID | None,
    why: str,
    by: User,
    at: datetime,
    agreed_by: str = "",
    family_said: str = "",
    last_meeting_on: date | None = None,
    named_lead: str = "",
) -> Case:
    """Open a case for a family in its hub. Opening twice from one source gives the one case.

    A family that comes from statutory work brings who agreed, the last meeting and the lead named there.
    """
    if not by.may(access.OPEN_CASES) and not by.may(access.STEP_DOWN_IN):
        raise AllocationRefused("Your role cannot open a case")
    if opened_on > timezone.localtime(at).date():
        raise AllocationRefused("A case cannot open on a day that is still to come")
    if existing := _opened_from(source_id):
        return existing
    try:
        with transaction.atomic():
            case = Case.objects.create(
                reference=new_reference("EH", is_taken=lambda one: Case.objects.filter(reference=one).exists()),
                family=family,
                status=rules.CaseStatus.TO_ALLOCATE,
                level=level,
                locality=locality,
                hub_team=hub_team,
                opened_on=opened_on,
                opened_from=opened_from,
                source_id=source_id,
            )
    except IntegrityError as twice:
        if existing := _opened_from(source_id):
            return existing
        raise AllocationRefused("This family has an open case already: add what you know to that case") from twice
    Step.objects.create(
        case=case,
        kind=rules.StepKind.OPENED,
        to_status=case.status,
        to_level=level,
        by=by,
        at=at,
        why=why,
        agreed_by=agreed_by,
        family_said=family_said,
        last_meeting_on=last_meeting_on,
        named_lead=named_lead,
    )
    if hub_team is not None:
        give_grant(
            subject_kind=access.SUBJECT,
            subject_id=case.family_id,
            holder=hub_team,
            reason=GrantReason.HUB,
            by=by,
            at=at,
        )
    add_to_timeline(
        family_id=family.id, case_id=case.id, kind="cases.opened", title="Help began", words=why, at=at, by=by
    )
    record("cases.opened", subject=case, about=(family.id,), by=by, at=at, level=int(level))
    publish(events.CaseOpened(case_id=case.id, by_id=by.id, at=at))
    return case


@transaction.atomic
def allocate_lead(
    *, case: Case, worker: User, reason: str, by: User, at: datetime, version: int | None = None
) -> Allocation:
    """Give a family its lead professional, of any agency; the one before stays in the history."""
    case = lock_case(case, version=version)
    if not access.may_allocate(by, case):
        raise AllocationRefused(NOT_YOURS)
    return _give_to_lead(case, worker, reason=reason, by=by, at=at)


@transaction.atomic
def allocate_by_panel(*, case: Case, worker: User, reason: str, by: User, at: datetime) -> Allocation:
    """Give a family the lead professional whom a panel agreed and who said yes; the panel asks who may sign."""
    return _give_to_lead(lock_case(case), worker, reason=reason, by=by, at=at)


def _give_to_lead(case: Case, worker: User, *, reason: str, by: User, at: datetime) -> Allocation:
    _check_can_give(case, worker)
    before = (
        Allocation.objects.filter(case=case, role=rules.AllocationRole.LEAD, until_at__isnull=True)
        .select_related("worker")
        .first()
    )
    if before is not None and before.worker_id == worker.id:
        return before
    if before is not None and not reason.strip():
        raise AllocationRefused("Say why the lead professional changes: the family starts again with someone new")
    if before is not None:
        _end_allocation(before, at=at)
    _end_co_work_of(case, worker, at=at)
    allocation = _allocate(case, worker, rules.AllocationRole.LEAD, reason=reason, by=by, at=at)
    _name_lead(case, worker, reason=reason, by=by, at=at)
    record("cases.lead_allocated", subject=case, about=(case.family_id,), by=by, at=at, worker=str(worker.id))
    _tell_of_change(case, worker, before.worker if before else None, by=by, at=at)
    publish(
        events.LeadAllocated(
            case_id=case.id, worker_id=worker.id, before_id=before.worker_id if before else None, by_id=by.id, at=at
        )
    )
    return allocation


@transaction.atomic
def share_work(*, case: Case, worker: User, reason: str, by: User, at: datetime) -> Allocation:
    """Add a co-worker beside the lead professional."""
    case = lock_case(case)
    if not access.may_allocate(by, case):
        raise AllocationRefused(NOT_YOURS)
    _check_can_give(case, worker)
    standing = Allocation.objects.filter(case=case, worker=worker, until_at__isnull=True).first()
    if standing is not None and standing.role == rules.AllocationRole.LEAD:
        raise AllocationRefused(f"{worker.name} is this family’s lead professional already")
    if standing is not None:
        return standing
    allocation = _allocate(case, worker, rules.AllocationRole.CO_WORKER, reason=reason, by=by, at=at)
    add_to_timeline(
        family_id=case.family_id,
        case_id=case.id,
        kind="cases.work_shared",
        at=at,
        by=by,
        title=f"{worker.name} joined in the work",
    )
    record("cases.work_shared", subject=case, about=(case.family_id,), by=by, at=at, worker=str(worker.id))
    tell_of_case(case, worker, kind="cases.work_shared", words="You are now a co-worker on case", by=by, at=at)
    return allocation


@transaction.atomic
def end_co_work(*, allocation: Allocation, by: User, at: datetime) -> None:
    """End a co-worker's part; the lead professional's ends only when another is named. Ending twice ends once."""
    case = lock_case(allocation.case)
    allocation = Allocation.objects.select_related("worker", "case").get(id=allocation.id)
    if not access.may_allocate(by, case):
        raise AllocationRefused(NOT_YOURS)
    if allocation.role == rules.AllocationRole.LEAD:
        raise AllocationRefused("Name another lead professional instead")
    if allocation.until_at is not None:
        return
    _end_allocation(allocation, at=at)
    record("cases.co_work_ended", subject=case, about=(case.family_id,), by=by, at=at, worker=str(allocation.worker_id))
    tell_of_case(case, allocation.worker, kind="cases.co_work_ended", words="Your part has ended in case", by=by, at=at)


def _opened_from(source_id: UUID | None) -> Case | None:
    return Case.objects.filter(source_id=source_id).first() if source_id else None


def _check_can_give(case: Case, worker: User) -> None:
    if case.status == rules.CaseStatus.CLOSED:
        raise AllocationRefused("This case is closed. Reopen it first")
    if not worker.is_active:
        raise AllocationRefused(f"{worker.name} no longer works here. Choose somebody else")
    if worker.kind == UserKind.FAMILY:
        raise AllocationRefused("Families’ accounts cannot be given work. Choose a worker")


def _name_lead(case: Case, worker: User, *, reason: str, by: User, at: datetime) -> None:
    was = case.status
    case.lead = worker
    if case.status == rules.CaseStatus.TO_ALLOCATE:
        case.status = rules.CaseStatus.OPEN
    case.version += 1
    case.save(update_fields=["lead", "status", "version"])
    Step.objects.create(
        case=case,
        kind=rules.StepKind.ALLOCATED,
        from_status=was,
        to_status=case.status,
        from_level=case.level,
        to_level=case.level,
        by=by,
        at=at,
        why=reason,
        named_lead=worker.name,
    )
    add_to_timeline(
        family_id=case.family_id,
        case_id=case.id,
        kind="cases.lead_allocated",
        at=at,
        by=by,
        title=f"{worker.name} became lead professional",
    )


def _tell_of_change(case: Case, worker: User, before: User | None, *, by: User, at: datetime) -> None:
    tell_of_case(
        case, worker, kind="cases.lead_allocated", words="You are now the lead professional for case", by=by, at=at
    )
    if before is not None:
        tell_of_case(
            case,
            before,
            kind="cases.lead_passed_on",
            by=by,
            at=at,
            words="Somebody else is now the lead professional for case",
        )


def _allocate(case: Case, worker: User, role: str, *, reason: str, by: User, at: datetime) -> Allocation:
    give_grant(
        subject_kind=access.SUBJECT,
        subject_id=case.family_id,
        holder=worker,
        reason=GrantReason.ALLOCATED,
        by=by,
        at=at,
    )
    return Allocation.objects.create(case=case, worker=worker, role=role, from_at=at, reason=reason, allocated_by=by)


def _end_allocation(allocation: Allocation, *, at: datetime) -> None:
    allocation.until_at = max(at, allocation.from_at)
    allocation.save(update_fields=["until_at"])
    end_grants(
        subject_kind=access.SUBJECT,
        subject_id=allocation.case.family_id,
        holder=allocation.worker,
        reason=GrantReason.ALLOCATED,
        at=at,
    )


def _end_co_work_of(case: Case, worker: User, *, at: datetime) -> None:
    for standing in Allocation.objects.filter(case=case, worker=worker, until_at__isnull=True).order_by("id"):
        _end_allocation(standing, at=at)
