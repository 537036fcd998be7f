"""The family's own copy of the plan: made, and given into their hands."""

from __future__ import annotations

import hashlib
import json
from datetime import date, datetime

from django.db import transaction
from django.db.models import Max

from alongside.foundation.identity.models import User

from .. import rules
from ..models import FamilyCopy, Plan
from ..queries.copies import content_of
from .refusals import PlanRefused, held, noted, refuse_if, tidy


@transaction.atomic
def make_family_copy(*, plan: Plan, by: User, at: datetime) -> FamilyCopy:
    """Make the family's copy of the plan as it stands; one not yet given is made afresh."""
    plan = held(plan, by=by)
    copy = FamilyCopy.objects.select_for_update().filter(plan=plan, given_on__isnull=True).order_by("number").last()
    if copy is None:
        copy = FamilyCopy(plan=plan, number=next_number(plan), due_on=at.date())
    copy.content = content_of(plan, number=copy.number, on=at.date())
    copy.digest = digest_of(copy.content)
    copy.made_at, copy.made_by = at, by
    copy.save()
    noted("family_copy_made", plan, copy, by=by, at=at, number=copy.number)
    return copy


@transaction.atomic
def give_family_copy(*, copy: FamilyCopy, given_on: date, how: str, by: User, at: datetime) -> FamilyCopy:
    """Say when and how the family got its copy."""
    plan = held(copy.plan, by=by)
    copy = FamilyCopy.objects.select_for_update(of=("self",)).get(id=copy.id)
    if copy.given_on is not None:
        return copy
    if copy.made_at is None:
        raise PlanRefused("Make the family’s copy first")
    how = tidy(how, needed="Say how the family got it: in their hands, by post, on screen")
    refuse_if(
        rules.problem_with_past_day(given_on, today=at.date(), since=copy.made_at.date(), what="The day it was given")
    )
    copy.given_on, copy.given_how, copy.given_by = given_on, how[:200], by
    copy.save(update_fields=["given_on", "given_how", "given_by"])
    FamilyCopy.objects.filter(plan=plan, number__lt=copy.number, given_on__isnull=True, made_at__isnull=True).delete()
    noted("family_copy_given", plan, copy, by=by, at=at, title="The family has its copy of the plan", words=how)
    return copy


def digest_of(content: dict) -> str:
    """The fingerprint of a copy's content, by which a paper can be told to be that copy."""
    return hashlib.sha256(json.dumps(content, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def next_number(plan: Plan) -> int:
    """The number of the next copy."""
    return (FamilyCopy.objects.filter(plan=plan).aggregate(last=Max("number"))["last"] or 0) + 1
