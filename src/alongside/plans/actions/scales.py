"""Distance travelled: the family's own scales, and where it puts itself on them."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import transaction

from alongside.foundation.identity.models import User

from .. import rules
from ..models import Meeting, Outcome, Plan, Scale, ScaleReading
from .refusals import PlanRefused, changed, next_position, noted, refuse_if, tidy, writable

if TYPE_CHECKING:
    from alongside.people.models import Person


@transaction.atomic
def set_scale(
    *,
    plan: Plan,
    outcome: Outcome,
    name: str,
    one_means: str,
    ten_means: str,
    by: User,
    at: datetime,
    person: Person | None = None,
) -> Scale:
    """Set a scale in the family's own words: what it is of, what 1 means and what 10 means."""
    plan = writable(plan, by=by)
    if outcome.framework_id != plan.framework_id:
        raise PlanRefused("Choose an outcome of this plan")
    name = tidy(name, needed="Write down what the scale is of, in the family’s words")
    one_means = tidy(one_means, needed="Write down what 1 means to the family")
    ten_means = tidy(ten_means, needed="Write down what 10 means to the family")
    same = Scale.objects.filter(plan=plan, name=name, person=person).first()
    if same is not None:
        return same
    scale = Scale.objects.create(
        plan=plan,
        outcome=outcome,
        person=person,
        name=name,
        one_means=one_means,
        ten_means=ten_means,
        set_on=at.date(),
        set_by=by,
        position=next_position(plan.scales),
    )
    changed(plan)
    noted("scale_set", plan, scale, by=by, at=at)
    return scale


@transaction.atomic
def read_scale(
    *,
    scale: Scale,
    value: int,
    read_on: date,
    said_by: str,
    by: User,
    at: datetime,
    meeting: Meeting | None = None,
) -> ScaleReading:
    """Write down where someone puts themselves on a scale today; a second answer on a day replaces the first."""
    plan = writable(scale.plan, by=by)
    return keep_reading(plan, scale, value=value, read_on=read_on, said_by=said_by, meeting=meeting, by=by, at=at)


def keep_reading(
    plan: Plan,
    scale: Scale,
    *,
    value: int,
    read_on: date,
    said_by: str,
    meeting: Meeting | None,
    by: User,
    at: datetime,
) -> ScaleReading:
    """Keep a reading of a plan that is held already."""
    if scale.plan_id != plan.id:
        raise PlanRefused("Choose a scale of this plan")
    refuse_if(rules.problem_with_reading(value))
    since = min(plan.started_on, meeting.held_on) if meeting is not None else plan.started_on
    refuse_if(rules.problem_with_past_day(read_on, today=at.date(), since=since, what="The day it was read"))
    said_by = tidy(said_by, needed="Write down who said it")
    reading, is_new = ScaleReading.objects.get_or_create(
        scale=scale,
        read_on=read_on,
        said_by=said_by,
        defaults={"value": value, "meeting": meeting, "recorded_by": by, "recorded_at": at},
    )
    if not is_new and reading.value == value:
        return reading
    if not is_new:
        reading.value, reading.recorded_by, reading.recorded_at = value, by, at
        reading.save(update_fields=["value", "recorded_by", "recorded_at"])
    noted("scale_read", plan, reading, by=by, at=at)
    return reading
