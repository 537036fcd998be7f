"""Who does what by when, and what came of it."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import transaction

from alongside.foundation.access.access import is_open_to
from alongside.foundation.identity.models import User
from alongside.foundation.identity.rules import UserKind
from alongside.foundation.notifications.actions import tell
from alongside.people.access import SUBJECT

from .. import access, rules
from ..models import Action, FamilyWords, Goal, Need, Plan
from .refusals import (
    PlanRefused,
    changed,
    link_to,
    lock_plan,
    moved,
    next_position,
    noted,
    refuse_if,
    refuse_unless_worked_on,
    tidy,
    writable,
)

if TYPE_CHECKING:
    from alongside.people.models import Person

TO_DO, DONE, NOT_DONE = rules.ActionStatus.TO_DO, rules.ActionStatus.DONE, rules.ActionStatus.NOT_DONE


@transaction.atomic
def agree_action(
    *,
    plan: Plan,
    what: str,
    due_on: date,
    by: User,
    at: datetime,
    need: Need | None = None,
    goal: Goal | None = None,
    owner: User | None = None,
    owner_person: Person | None = None,
    owner_name: str = "",
    owner_agency: str = "",
) -> Action:
    """Agree that one named person does something by a day; agreeing the same twice is agreeing it once."""
    plan = writable(plan, by=by)
    what = tidy(what, needed="Write down what will be done")
    owner_name, owner_agency = tidy(owner_name), tidy(owner_agency)
    need = need or (goal.need if goal is not None else None)
    if need is None and goal is None:
        raise PlanRefused("Say which need or goal this is for")
    if any(one is not None and one.plan_id != plan.id for one in (need, goal)):
        raise PlanRefused("Choose a need or goal of this plan")
    _refuse_owner(plan, owner, owner_person, owner_name, owner_agency)
    refuse_if(rules.problem_with_future_day(due_on, today=at.date(), what="The day it is due"))
    whose = {"owner": owner, "owner_person": owner_person, "owner_name": owner_name}
    same = Action.objects.filter(plan=plan, what=what, due_on=due_on, need=need, goal=goal, **whose).first()
    if same is not None:
        return same
    action = Action.objects.create(
        plan=plan,
        need=need,
        goal=goal,
        what=what,
        **whose,
        owner_agency=owner_agency,
        due_on=due_on,
        agreed_on=at.date(),
        agreed_by=by,
        position=next_position(plan.actions),
    )
    changed(plan)
    noted("action_agreed", plan, action, by=by, at=at)
    _tell_owner(action, by=by, at=at, words=f"You have something to do in plan {plan.reference}")
    return action


def _refuse_owner(plan: Plan, owner, person, name: str, agency: str) -> None:
    if sum(map(bool, (owner, person, name))) != 1:
        raise PlanRefused("Choose the one person who will do this")
    if name and not agency:
        raise PlanRefused("Say where this person is from: their agency or how they know the family")
    if owner is not None:
        if not owner.is_active or owner.kind == UserKind.FAMILY:
            raise PlanRefused("Choose someone who works with this family, or someone of the family by name")
        if not is_open_to(owner, SUBJECT, plan.case.family_id):
            raise PlanRefused(f"Ask {owner.name} to join the team around the family first")
    if (
        person is not None
        and not person.memberships.filter(family_id=plan.case.family_id, until_on__isnull=True).exists()
    ):
        raise PlanRefused("Choose someone who is in this family")


@transaction.atomic
def put_off_action(*, action: Action, due_on: date, why: str, by: User, at: datetime) -> Action:
    """Agree a later day for something still to do, and say why."""
    plan = writable(action.plan, by=by)
    action = _held(action)
    if action.status != TO_DO:
        raise PlanRefused("Only something still to do has a day to change")
    if action.due_on == due_on:
        return action
    why = tidy(why, needed="Write down why the day changes")
    refuse_if(rules.problem_with_future_day(due_on, today=at.date(), what="The day it is due"))
    was, action.due_on, action.version = action.due_on, due_on, action.version + 1
    action.save(update_fields=["due_on", "version"])
    noted(
        "action_put_off",
        plan,
        action,
        by=by,
        at=at,
        title="The day of an action changed",
        words=f"{action.what}\n{why}",
        was=was.isoformat(),
        due_on=due_on.isoformat(),
    )
    _tell_owner(action, by=by, at=at, words=f"The day of an action in plan {plan.reference} has changed")
    return action


@transaction.atomic
def finish_action(*, action: Action, by: User, at: datetime, what_came: str = "") -> Action:
    """Say that something is done; whoever owns it may, and those who hold the plan."""
    plan, action = _tickable(action, by=by)
    if action.status == DONE:
        return action
    _refuse_move(action, DONE)
    return finish(plan, action, by=by, at=at, what_came=what_came)


def finish(plan: Plan, action: Action, *, by: User, at: datetime, what_came: str = "") -> Action:
    """Mark an action of a plan that is held already as done."""
    moved(plan, rules.Thing.ACTION, action, DONE, by=by, at=at, why=tidy(what_came))
    action.done_at, action.done_by, action.what_came = at, by, tidy(what_came)
    action.version += 1
    action.save(update_fields=["status", "done_at", "done_by", "what_came", "version"])
    noted("action_finished", plan, action, by=by, at=at, title="Done", words=action.what)
    return action


@transaction.atomic
def say_not_done(*, action: Action, why: str, by: User, at: datetime) -> Action:
    """Say that something was not done, and why, so that the team can agree something else."""
    plan, action = _tickable(action, by=by)
    if action.status == NOT_DONE:
        return action
    _refuse_move(action, NOT_DONE)
    return leave_undone(plan, action, why=why, by=by, at=at)


def leave_undone(plan: Plan, action: Action, *, why: str, by: User, at: datetime) -> Action:
    """Mark an action of a plan that is held already as not done, with the reason."""
    why = tidy(why, needed="Write down why it was not done")
    moved(plan, rules.Thing.ACTION, action, NOT_DONE, by=by, at=at, why=why)
    action.not_done_why, action.version = why, action.version + 1
    action.save(update_fields=["status", "not_done_why", "version"])
    noted("action_not_done", plan, action, by=by, at=at, title="Not done", words=f"{action.what}\n{why}")
    lead = plan.case.lead
    if lead is not None and lead.id != by.id:
        tell(
            user=lead,
            kind="plans.action_not_done",
            words=f"Something in plan {plan.reference} was not done",
            link=link_to(plan),
            at=at,
            about=plan.case.family_id,
        )
    return action


@transaction.atomic
def take_up_action(*, action: Action, due_on: date, by: User, at: datetime) -> Action:
    """Take up again something ticked by mistake or not done, with a day."""
    plan = writable(action.plan, by=by)
    action = _held(action)
    if action.status == TO_DO:
        return action
    refuse_if(rules.problem_with_future_day(due_on, today=at.date(), what="The day it is due"))
    _open_again(plan, action, due_on=due_on, by=by, at=at)
    return action


def _open_again(plan: Plan, action: Action, *, due_on: date, by: User, at: datetime) -> None:
    moved(plan, rules.Thing.ACTION, action, TO_DO, by=by, at=at)
    action.due_on, action.done_at, action.done_by, action.not_done_why = due_on, None, None, ""
    action.version += 1
    action.save(update_fields=["status", "due_on", "done_at", "done_by", "not_done_why", "version"])
    noted("action_taken_up", plan, action, by=by, at=at, title="To do again", words=action.what)


@transaction.atomic
def tick_own_action(*, action: Action, by: User, at: datetime, what_came: str = "") -> Action:
    """A member of the family ticks something that they agreed to do."""
    plan, action = _own(action, by=by)
    if action.status == DONE:
        return action
    _refuse_move(action, DONE)
    done = finish(plan, action, by=by, at=at, what_came=what_came)
    _tell_lead(plan, words=f"Someone in the family finished an action in plan {plan.reference}", at=at)
    return done


@transaction.atomic
def take_own_tick_back(*, action: Action, by: User, at: datetime) -> Action:
    """A member of the family takes back a tick of their own; the day it is due stays."""
    plan, action = _own(action, by=by)
    if action.status == TO_DO:
        return action
    if action.done_by_id != by.id:
        raise PlanRefused("You can take back a tick that you made yourself. Ask your worker about others")
    _open_again(plan, action, due_on=action.due_on, by=by, at=at)
    _tell_lead(plan, words=f"Someone in the family took back a tick in plan {plan.reference}", at=at)
    return action


def _own(action: Action, *, by: User) -> tuple[Plan, Action]:
    """The held plan and action of a member of the family who agreed to do it."""
    plan = _own_plan(action.plan, by=by)
    action = _held(action)
    if action.owner_person_id is None or action.owner_person.account_id != by.id:
        raise PlanRefused("You can tick what you agreed to do yourself")
    return plan, action


@transaction.atomic
def add_family_words(*, plan: Plan, words: str, by: User, at: datetime) -> FamilyWords:
    """A member of the family writes into the plan themselves; the same words twice are written once."""
    plan = _own_plan(plan, by=by)
    words = tidy(words, needed="Write down what you want to say")
    person = by.person
    said = FamilyWords.objects.filter(plan=plan, person=person).order_by("-at", "-id").first()
    if said is not None and said.words == words:
        return said
    said = FamilyWords.objects.create(plan=plan, person=person, words=words, at=at)
    noted("family_words_added", plan, said, by=by, at=at, title="Someone in the family added their words", words=words)
    _tell_lead(plan, words=f"Someone in the family added their words to plan {plan.reference}", at=at)
    return said


def _own_plan(plan: Plan, *, by: User) -> Plan:
    plan = lock_plan(plan)
    if not access.plans_of_own_family(by).filter(id=plan.id).exists():
        raise PlanRefused("This plan is not open to you")
    refuse_unless_worked_on(plan)
    return plan


def _tickable(action: Action, *, by: User) -> tuple[Plan, Action]:
    plan = lock_plan(action.plan)
    action = _held(action)
    action.plan = plan
    if not access.may_tick(by, action):
        raise PlanRefused("Only whoever agreed to do this, or those who hold the plan, can say so")
    refuse_unless_worked_on(plan)
    return plan, action


def _refuse_move(action: Action, to: rules.ActionStatus) -> None:
    if not rules.may_move_action(rules.ActionStatus(action.status), to):
        raise PlanRefused("What came of this was said already. Take it up again to say otherwise")


def _held(action: Action) -> Action:
    return Action.objects.select_for_update(of=("self",)).select_related("owner_person").get(id=action.id)


def _tell_owner(action: Action, *, by: User, at: datetime, words: str) -> None:
    if action.owner is not None and action.owner_id != by.id:
        tell(
            user=action.owner,
            kind="plans.action_agreed",
            words=words,
            link=link_to(action.plan),
            at=at,
            about=action.plan.case.family_id,
        )


def _tell_lead(plan: Plan, *, words: str, at: datetime) -> None:
    if plan.case.lead is not None:
        tell(
            user=plan.case.lead,
            kind="plans.family_did",
            words=words,
            link=link_to(plan),
            at=at,
            about=plan.case.family_id,
        )
