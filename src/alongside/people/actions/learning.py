"""Asking for a model to be learnt, which is done in the background, and keeping what came of it."""

from __future__ import annotations

from datetime import datetime

from django.db import connection, transaction

from alongside.foundation.audit.actions import record
from alongside.foundation.identity.models import User

from .. import access, gateways
from ..models import Learning
from ..queries.counting import count_decisions
from .refusals import PeopleRefused
from .weights import learn_model


@transaction.atomic
def ask_to_learn(*, by: User, at: datetime) -> tuple[Learning, bool]:
    """Ask for a model to be learnt from what people decided; asking while one is under way asks once.

    The second value says whether it is new.
    """
    if not by.may(access.STEWARD):
        raise PeopleRefused("Your role does not watch over how people are matched")
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(hashtext('people_learning'))")
    standing = Learning.objects.filter(finished_at__isnull=True).first()
    if standing is not None:
        return standing, False
    decided = count_decisions()
    same = decided.get("same", 0)
    if too_few := gateways.too_few_decisions(same=same, two=sum(decided.values()) - same):
        raise PeopleRefused(too_few)
    asked = Learning.objects.create(asked_by=by, asked_at=at)
    record("people.learning_asked", subject=asked, by=by, at=at)
    return asked, True


def carry_out_learning(*, learning: Learning, at: datetime) -> Learning | None:
    """Learn what was asked for. Whoever stops in the middle leaves it to be taken up again; two never do it at once."""
    Learning.objects.filter(id=learning.id, started_at__isnull=True).update(started_at=at)
    with transaction.atomic():
        held = Learning.objects.select_for_update(skip_locked=True).filter(id=learning.id, finished_at__isnull=True)
        standing = held.first()
        if standing is None:
            return None
        try:
            with transaction.atomic():
                standing.model = learn_model(by=standing.asked_by, at=at)
        except PeopleRefused as refusal:
            standing.problem = str(refusal)[:300]
        standing.finished_at = at
        standing.save(update_fields=["model", "problem", "finished_at"])
    return standing


def fail_learning(*, learning: Learning, why: str, at: datetime) -> None:
    """Say that the learning went wrong, and why."""
    standing = Learning.objects.filter(id=learning.id, finished_at__isnull=True)
    standing.update(finished_at=at, problem=why[:300])
