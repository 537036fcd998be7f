"""What every verb on a plan does first and last: hold it, check who and when, and note what was done."""

from datetime import datetime

from django.db.models import Max

from alongside.cases.actions import add_to_timeline
from alongside.cases.rules import CaseStatus
from alongside.foundation.audit.actions import record
from alongside.foundation.identity.models import User

from .. import access, rules
from ..models import Move, Plan

NOT_YOURS = "Only those who hold this family’s plan can change it"
STALE = (
    "Someone else changed this while you had it open. Your words are still here: look at the change, then save again"
)


class PlanRefused(Exception):
    """Something could not be done with a plan; the message is fit to show."""


def link_to(plan: Plan) -> str:
    """Where the plan is read."""
    return f"/plans/{plan.reference}/"


def lock_plan(plan: Plan) -> Plan:
    """The plan as it stands now, held until the transaction ends."""
    return Plan.objects.select_for_update(of=("self",)).select_related("case__family", "case__lead").get(id=plan.id)


def held(plan: Plan, *, by: User) -> Plan:
    """The plan, held, for someone who may write in it."""
    plan = lock_plan(plan)
    if plan.case.status == CaseStatus.CLOSED and by.may(access.WRITE) and access.may_see_plan(by, plan):
        raise PlanRefused("This family’s case is closed. Reopen it first")
    if not access.may_write(by, plan):
        raise PlanRefused(NOT_YOURS)
    return plan


def writable(plan: Plan, *, by: User) -> Plan:
    """The plan, held, for someone who may write in it, while it is being agreed or worked on."""
    plan = held(plan, by=by)
    refuse_unless_worked_on(plan)
    return plan


def refuse_unless_worked_on(plan: Plan) -> None:
    """A plan that has ended or is paused keeps what it says."""
    status = rules.PlanStatus(plan.status)
    if not rules.is_being_worked_on(status):
        raise PlanRefused(f"This plan cannot be changed now. It is: {rules.PLAN_STATUS_WORDS[status].lower()}")


def refuse_if(problem: str) -> None:
    """Refuse with what a rule says is wrong; an empty answer is no problem."""
    if problem:
        raise PlanRefused(problem)


def refuse_stale(row, version: int) -> None:
    """Refuse a form that was opened before someone else's change."""
    if row.version != version:
        raise PlanRefused(STALE)


def tidy(words: str, *, needed: str = "") -> str:
    """Words without space round them; empty ones are refused where something is needed."""
    words = words.strip()
    if needed and not words:
        raise PlanRefused(needed)
    return words


def next_position(rows) -> int:
    """The place after the last one."""
    return (rows.aggregate(last=Max("position"))["last"] or 0) + 1


def changed(plan: Plan, **facts) -> None:
    """Save facts of a plan with a new version."""
    for name, value in facts.items():
        setattr(plan, name, value)
    plan.version += 1
    plan.save(update_fields=[*facts, "version"])


def moved(plan: Plan, thing: rules.Thing, row, to: str, *, by: User | None, at: datetime, why: str = "") -> None:
    """Write down one move; the caller saves the row."""
    Move.objects.create(
        plan=plan, thing=thing, thing_id=row.id, from_status=row.status, to_status=to, by=by, at=at, why=why
    )
    row.status = to


def noted(
    kind: str, plan: Plan, subject, *, by: User | None, at: datetime, title: str = "", words: str = "", **detail
) -> None:
    """Write the audit log and, where there is a title, the family's timeline."""
    family_id = plan.case.family_id
    record(f"plans.{kind}", subject=subject, about=(family_id, plan.id), by=by, at=at, **detail)
    if title:
        add_to_timeline(
            family_id=family_id,
            case_id=plan.case_id,
            kind=f"plans.{kind}",
            title=title,
            words=words,
            at=at,
            by=by,
            link=link_to(plan),
        )
