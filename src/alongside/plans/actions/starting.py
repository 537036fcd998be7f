"""Starting a plan from what is known already, agreeing it, ending it and taking it up again."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING
from uuid import uuid5

from django.db import transaction

from alongside.cases.rules import CaseStatus
from alongside.foundation.access.access import is_open_to
from alongside.foundation.calendar.queries import england
from alongside.foundation.events.actions import publish
from alongside.foundation.identity.models import User
from alongside.foundation.policy.queries import policy_on
from alongside.foundation.references.rules import new_reference
from alongside.people.access import SUBJECT

from .. import access, events, rules
from ..models import Goal, Need, Outcome, OutcomeFramework, Plan
from ..queries.known import Known, what_is_known
from ..queries.reading import whole_of
from .meetings import call_off_meetings
from .refusals import PlanRefused, changed, held, moved, noted, refuse_if, refuse_stale, tidy, writable
from .team import join_those_who_belong, part_from_team

if TYPE_CHECKING:
    from alongside.cases.models import Case


@transaction.atomic
def ensure_framework() -> OutcomeFramework:
    """Make the shipped outcomes where they are not there yet; gives the latest."""
    for shipped in rules.FRAMEWORKS:
        framework, is_new = OutcomeFramework.objects.get_or_create(
            version=shipped.version,
            defaults={"title": shipped.title, "from_on": shipped.from_on, "source": shipped.source},
        )
        if is_new:
            Outcome.objects.bulk_create(
                Outcome(framework=framework, key=one.key, title=one.title, position=position)
                for position, one in enumerate(shipped.outcomes, start=1)
            )
    return framework


@transaction.atomic
def start_plan(*, case: Case, by: User, at: datetime) -> Plan:
    """Start a family's plan with the worries, strengths and hopes already told; nothing is typed again."""
    case = type(case).objects.select_for_update(of=("self",)).select_related("family", "lead").get(id=case.id)
    if not by.may(access.WRITE) or not is_open_to(by, SUBJECT, case.family_id):
        raise PlanRefused("Only those who work with this family can start its plan")
    standing = Plan.objects.filter(case=case).exclude(status=rules.PlanStatus.ENDED).first()
    if standing is not None:
        return standing
    if case.status != CaseStatus.OPEN:
        raise PlanRefused("A plan is started while the family is being helped and has a lead professional")
    today = at.date()
    policy = policy_on(rules.PlansPolicy, today)
    known = what_is_known(case)
    plan = Plan.objects.create(
        reference=new_reference("PL"),
        case=case,
        framework=_framework_on(today),
        status=rules.PlanStatus.DRAFT,
        started_on=today,
        started_by=by,
        review_due_on=rules.first_meeting_due_on(
            assessed_on=min(known.assessed_on or today, today), calendar=england(), policy=policy
        ),
    )
    _carry_in(plan, known)
    join_those_who_belong(plan, policy=policy, by=by, at=at)
    noted("started", plan, plan, by=by, at=at, title="A plan was begun", needs=len(known.needs))
    publish(events.PlanStarted(plan_id=plan.id, case_id=case.id, by_id=by.id, at=at))
    return plan


def _framework_on(day: date) -> OutcomeFramework:
    framework = OutcomeFramework.objects.filter(from_on__lte=day).order_by("-from_on").first()
    return framework or ensure_framework()


def _carry_in(plan: Plan, known: Known) -> None:
    outcomes = {one.key: one for one in Outcome.objects.filter(framework=plan.framework)}
    Need.objects.bulk_create(
        Need(
            plan=plan,
            position=position,
            person_id=one.person_id,
            words=one.words,
            strengths=one.strengths,
            source=one.source[:200],
            said_by=one.said_by[:200],
            as_of=one.as_of,
            outcome=outcomes.get(rules.suggested_outcome(one.heading)),
        )
        for position, one in enumerate(known.needs, start=1)
    )
    Goal.objects.bulk_create(
        Goal(
            plan=plan,
            position=position,
            person_id=one.person_id,
            words=one.words,
            source=one.source[:200],
            said_by=one.said_by[:200],
            as_of=one.as_of,
        )
        for position, one in enumerate(known.hopes, start=1)
    )


@transaction.atomic
def agree_plan(*, plan: Plan, version: int, agreed_on: date, by: User, at: datetime) -> Plan:
    """The family and the team agree the plan; from now on it is worked on."""
    plan = writable(plan, by=by)
    if plan.status == rules.PlanStatus.ACTIVE:
        return plan
    refuse_stale(plan, version)
    lacks = whole_of(plan).lacks
    if lacks:
        raise PlanRefused("Before the plan is agreed: " + "; ".join(lacks))
    refuse_if(
        rules.problem_with_past_day(agreed_on, today=at.date(), since=plan.started_on, what="The day it was agreed")
    )
    moved(plan, rules.Thing.PLAN, plan, rules.PlanStatus.ACTIVE, by=by, at=at)
    changed(plan, status=plan.status, agreed_on=agreed_on)
    noted("agreed", plan, plan, by=by, at=at, title="The plan was agreed")
    return plan


@transaction.atomic
def end_plan(*, plan: Plan, why: str, by: User, at: datetime) -> Plan:
    """End a plan when what came of each need has been said."""
    plan = held(plan, by=by)
    if plan.status == rules.PlanStatus.ENDED:
        return plan
    why = tidy(why, needed="Write down why the plan ends")
    statuses = [rules.NeedStatus(one) for one in Need.objects.filter(plan=plan).values_list("status", flat=True)]
    if not rules.may_end_with(statuses):
        raise PlanRefused("Say what came of every need first: met, carried on by someone else, or not met")
    return bring_to_end(plan, why=why, by=by, at=at)


def bring_to_end(plan: Plan, *, why: str, by: User | None, at: datetime) -> Plan:
    """End a plan that is held: its meetings are called off and its team parts, each with their grant."""
    call_off_meetings(plan, why="The plan has ended", by=by, at=at)
    part_from_team(plan, why="The plan has ended", at=at)
    moved(plan, rules.Thing.PLAN, plan, rules.PlanStatus.ENDED, by=by, at=at, why=why)
    changed(plan, status=plan.status, ended_on=at.date(), ended_why=why)
    noted("ended", plan, plan, by=by, at=at, title="The plan ended", words=why)
    publish(events.PlanEnded(plan_id=plan.id, case_id=plan.case_id, by_id=by.id if by else None, at=at))
    return plan


@transaction.atomic
def take_up_plan(*, plan: Plan, by: User, at: datetime) -> Plan:
    """Take an ended plan up again for a family whose case is open: what was still open is open again."""
    plan = held(plan, by=by)
    if plan.status != rules.PlanStatus.ENDED:
        return plan
    if Plan.objects.filter(case=plan.case).exclude(status=rules.PlanStatus.ENDED).exists():
        raise PlanRefused("This family has a newer plan")
    if plan.case.status != CaseStatus.OPEN:
        raise PlanRefused("Name a lead professional first")
    policy = policy_on(rules.PlansPolicy, at.date())
    to = rules.PlanStatus.ACTIVE if plan.agreed_on else rules.PlanStatus.DRAFT
    moved(plan, rules.Thing.PLAN, plan, to, by=by, at=at)
    due = rules.first_meeting_due_on(assessed_on=at.date(), calendar=england(), policy=policy)
    changed(plan, status=plan.status, ended_on=None, ended_why="", review_due_on=due)
    for need in Need.objects.filter(plan=plan, status=rules.NeedStatus.LEFT).order_by("position"):
        moved(plan, rules.Thing.NEED, need, rules.NeedStatus.OPEN, by=by, at=at)
        need.settled_on = None
        need.save(update_fields=["status", "settled_on"])
    join_those_who_belong(plan, policy=policy, by=by, at=at)
    noted("taken_up", plan, plan, by=by, at=at, title="The plan was taken up again")
    return plan


@transaction.atomic
def ask_for_more(*, plan: Plan, what: str, by: User, at: datetime) -> Plan:
    """Say what the family needs that its team cannot give; the panel of its area is asked. The same words ask once."""
    plan = held(plan, by=by)
    if plan.status != rules.PlanStatus.ACTIVE:
        raise PlanRefused("Agree the plan first. Urgent help need not wait: begin it, and a panel ratifies it")
    what = tidy(what, needed="Write down what the family needs")
    noted("more_asked", plan, plan, by=by, at=at, title="More help was asked for", words=what)
    publish(
        events.MoreIsNeeded(
            ask_id=uuid5(plan.id, what),
            plan_id=plan.id,
            case_id=plan.case_id,
            family_id=plan.case.family_id,
            what=what,
            by_id=by.id,
            at=at,
        )
    )
    return plan
