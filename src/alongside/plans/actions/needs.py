"""What is to get better, what the family wants, and what came of it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import transaction

from alongside.foundation.identity.models import User

from .. import rules
from ..models import Goal, Need, Outcome, Plan
from .refusals import (
    PlanRefused,
    changed,
    moved,
    next_position,
    noted,
    refuse_if,
    refuse_stale,
    tidy,
    writable,
)

if TYPE_CHECKING:
    from alongside.people.models import Person


@transaction.atomic
def add_need(
    *,
    plan: Plan,
    outcome: Outcome,
    words: str,
    by: User,
    at: datetime,
    person: Person | None = None,
    said_by: str = "",
) -> Need:
    """Add something that is to get better, under an outcome; the same words twice are one need."""
    plan = writable(plan, by=by)
    _refuse_other_framework(plan, outcome)
    words = tidy(words, needed="Write down what needs to get better")
    same = Need.objects.filter(plan=plan, words=words, person=person).first()
    if same is not None:
        return same
    need = Need.objects.create(
        plan=plan,
        outcome=outcome,
        person=person,
        words=words,
        said_by=tidy(said_by),
        source="Added to the plan",
        as_of=at.date(),
        position=next_position(plan.needs),
    )
    changed(plan)
    noted("need_added", plan, need, by=by, at=at)
    return need


@transaction.atomic
def change_need(
    *,
    need: Need,
    version: int,
    outcome: Outcome,
    words: str,
    by: User,
    at: datetime,
    person: Person | None = None,
) -> Need:
    """Put a need under another outcome, or say it better."""
    plan = writable(need.plan, by=by)
    need = _held(need)
    refuse_stale(need, version)
    _refuse_other_framework(plan, outcome)
    need.outcome, need.person = outcome, person
    need.words = tidy(words, needed="Write down what needs to get better")
    need.version += 1
    need.save(update_fields=["outcome", "person", "words", "version"])
    changed(plan)
    noted("need_changed", plan, need, by=by, at=at)
    return need


@transaction.atomic
def place_needs(*, plan: Plan, placed: Mapping[Need, Outcome], by: User, at: datetime) -> list[Need]:
    """Put needs that came from the assessment under the outcomes they are about; gives those that moved."""
    plan = writable(plan, by=by)
    found = []
    for need, outcome in placed.items():
        need = _held(need)
        _refuse_other_plan(plan, need)
        _refuse_other_framework(plan, outcome)
        if need.outcome_id != outcome.id:
            need.outcome, need.version = outcome, need.version + 1
            need.save(update_fields=["outcome", "version"])
            found.append(need)
    if found:
        changed(plan)
        noted("needs_placed", plan, plan, by=by, at=at, needs=len(found))
    return found


@transaction.atomic
def settle_need(
    *, need: Need, status: rules.NeedStatus, evidence: str, settled_on: date, by: User, at: datetime
) -> Need:
    """Say what came of a need, and how we know."""
    plan = writable(need.plan, by=by)
    return settle(plan, need, status=status, evidence=evidence, settled_on=settled_on, by=by, at=at)


def settle(
    plan: Plan, need: Need, *, status: rules.NeedStatus, evidence: str, settled_on: date, by: User, at: datetime
) -> Need:
    """Settle a need of a plan that is held already."""
    need = _held(need)
    if need.status == status:
        return need
    if status in {rules.NeedStatus.OPEN, rules.NeedStatus.LEFT}:
        raise PlanRefused("Say whether the need was met, is carried on by someone else, or was not met")
    if not rules.may_move_need(rules.NeedStatus(need.status), status):
        raise PlanRefused("What came of this need was said already. Open it again to say otherwise")
    evidence = tidy(evidence, needed="Write down how we know")
    refuse_if(rules.problem_with_past_day(settled_on, today=at.date(), since=plan.started_on, what="The day"))
    moved(plan, rules.Thing.NEED, need, status, by=by, at=at, why=evidence)
    need.settled_on, need.evidence, need.version = settled_on, evidence, need.version + 1
    need.save(update_fields=["status", "settled_on", "evidence", "version"])
    title = f"A need was settled: {rules.NEED_STATUS_WORDS[status].lower()}"
    noted("need_settled", plan, need, by=by, at=at, title=title, words=need.words, status=str(status))
    return need


@transaction.atomic
def open_need_again(*, need: Need, why: str, by: User, at: datetime) -> Need:
    """Take back what was said of a need: it is worked on again."""
    plan = writable(need.plan, by=by)
    need = _held(need)
    if need.status == rules.NeedStatus.OPEN:
        return need
    why = tidy(why, needed="Write down why the need is open again")
    moved(plan, rules.Thing.NEED, need, rules.NeedStatus.OPEN, by=by, at=at, why=why)
    need.settled_on, need.version = None, need.version + 1
    need.save(update_fields=["status", "settled_on", "version"])
    noted("need_opened_again", plan, need, by=by, at=at, title="A need is being worked on again", words=need.words)
    return need


@transaction.atomic
def set_goal(
    *,
    plan: Plan,
    words: str,
    by: User,
    at: datetime,
    need: Need | None = None,
    person: Person | None = None,
    said_by: str = "",
    measure: str = "",
    by_on: date | None = None,
) -> Goal:
    """Write down what the family wants, in its own words and by whom; the same words twice are one goal."""
    plan = writable(plan, by=by)
    words = tidy(words, needed="Write down what the family wants, in its own words")
    _refuse_other_plan(plan, need)
    _refuse_day(by_on, today=at.date())
    same = Goal.objects.filter(plan=plan, words=words, person=person).first()
    if same is not None:
        return same
    goal = Goal.objects.create(
        plan=plan,
        need=need,
        person=person,
        said_by=tidy(said_by),
        words=words,
        measure=tidy(measure),
        by_on=by_on,
        source="Added to the plan",
        as_of=at.date(),
        position=next_position(plan.goals),
    )
    changed(plan)
    noted("goal_set", plan, goal, by=by, at=at)
    return goal


@transaction.atomic
def change_goal(
    *,
    goal: Goal,
    version: int,
    words: str,
    by: User,
    at: datetime,
    need: Need | None = None,
    person: Person | None = None,
    said_by: str = "",
    measure: str = "",
    by_on: date | None = None,
) -> Goal:
    """Say a goal better, tie it to a need, and say how all will know and by when."""
    plan = writable(goal.plan, by=by)
    goal = Goal.objects.select_for_update().get(id=goal.id)
    refuse_stale(goal, version)
    _refuse_other_plan(plan, need)
    if by_on != goal.by_on:
        _refuse_day(by_on, today=at.date())
    goal.words = tidy(words, needed="Write down what the family wants, in its own words")
    goal.need, goal.person, goal.said_by = need, person, tidy(said_by)
    goal.measure, goal.by_on, goal.version = tidy(measure), by_on, goal.version + 1
    goal.save(update_fields=["words", "need", "person", "said_by", "measure", "by_on", "version"])
    changed(plan)
    noted("goal_changed", plan, goal, by=by, at=at)
    return goal


def _held(need: Need) -> Need:
    return Need.objects.select_for_update().get(id=need.id)


def _refuse_other_framework(plan: Plan, outcome: Outcome) -> None:
    if outcome.framework_id != plan.framework_id:
        raise PlanRefused("Choose an outcome of this plan")


def _refuse_other_plan(plan: Plan, need: Need | None) -> None:
    if need is not None and need.plan_id != plan.id:
        raise PlanRefused("Choose a need of this plan")


def _refuse_day(by_on: date | None, *, today: date) -> None:
    if by_on is not None:
        refuse_if(rules.problem_with_future_day(by_on, today=today, what="The day for the goal"))
