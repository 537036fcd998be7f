"""Keeping indexes of need."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.text import slugify

from alongside.foundation.audit.actions import record
from alongside.planning.access import may_plan
from alongside.planning.actions.refusals import PlanRefused
from alongside.planning.models import NeedIndex
from alongside.planning.rules.recipes import Recipe, problem_with

SOMEONE_ELSE = "Someone kept a newer version while you worked. Open it, and change that one"


@transaction.atomic
def keep_index(*, name: str, why: str, recipe: Recipe, after: NeedIndex | None, by, at: datetime) -> NeedIndex:
    """Keep an index: a new one, or the next version after one that is there. Versions are never changed."""
    if not may_plan(by):
        raise PlanRefused("Only a planner can make an index")
    if problem := problem_with(recipe):
        raise PlanRefused(problem)
    slug, version = (after.slug, after.version + 1) if after else (slugify(name)[:80], 1)
    if not slug:
        raise PlanRefused("Give the index a name with letters in it")
    if after is None and NeedIndex.objects.filter(slug=slug).exists():
        raise PlanRefused(f"There is an index called {name} already. Open it and change it, or choose another name")
    try:
        with transaction.atomic():
            index = NeedIndex.objects.create(
                slug=slug, version=version, name=name, why=why, recipe=recipe.as_data(), made_by=by, made_at=at
            )
    except IntegrityError as taken:
        raise PlanRefused(SOMEONE_ELSE) from taken
    record("planning.index_kept", subject=index, by=by, at=at, slug=slug, version=version)
    return index
