"""Keeping formulas of money: what was asked and what came of it, together and unchanged."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.text import slugify

from alongside.foundation.audit.actions import record
from alongside.planning.access import may_plan
from alongside.planning.actions.indexes import SOMEONE_ELSE
from alongside.planning.actions.refusals import PlanRefused
from alongside.planning.gateways.money import work_out
from alongside.planning.models import Formula
from alongside.planning.rules.money import LocalityNeed, Settings, problem_with


@transaction.atomic
def keep_formula(
    *, name: str, why: str, settings: Settings, needs: list[LocalityNeed], after: Formula | None, by, at: datetime,
    sources: Sequence[Mapping[str, Any]] = (),
) -> Formula:  # fmt: skip
    """Work a formula out and keep it with where its figures come from: a new one, or the next version after one that is
    there."""
    if not may_plan(by):
        raise PlanRefused("Only a planner can make a formula")
    if problem := problem_with(settings, needs):
        raise PlanRefused(problem)
    slug, version = (after.slug, after.version + 1) if after else (slugify(name)[:80], 1)
    if not slug:
        raise PlanRefused("Give the formula a name with letters in it")
    if after is None and Formula.objects.filter(slug=slug).exists():
        raise PlanRefused(f"There is a formula called {name} already. Open it and change it, or choose another name")
    answer = work_out(settings, needs)
    asked = {"settings": settings.as_data(), "needs": [asdict(one) for one in needs]}
    asked |= {"sources": [dict(one) for one in sources]}
    try:
        with transaction.atomic():
            formula = Formula.objects.create(
                slug=slug,
                version=version,
                name=name,
                why=why,
                asked=asked,
                answer=answer,
                digest=answer["digest"],
                made_by=by,
                made_at=at,
            )
    except IntegrityError as taken:
        raise PlanRefused(SOMEONE_ELSE) from taken
    record("planning.formula_kept", subject=formula, by=by, at=at, slug=slug, version=version)
    return formula
