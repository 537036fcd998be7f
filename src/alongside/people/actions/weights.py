"""Learning a model from what people decided of pairs; adopting it, leaving it, and going back."""

from __future__ import annotations

import json
from datetime import datetime

from django.db import connection, transaction
from django.db.models import Max

from alongside.foundation.audit.actions import record
from alongside.foundation.identity.models import User

from .. import access, gateways, rules
from ..models import MatchModel
from ..queries.counting import decisions_now, missing_now
from ..queries.weighing import at_hand, weighing_now
from .refusals import PeopleRefused, tidy

MOST_DECISIONS = 1_000
"""Learnt is from so many of the latest decisions."""
LONGEST_WHY = 500


@transaction.atomic
def learn_model(*, by: User | None, at: datetime) -> MatchModel:
    """Learn a candidate from the register's own decisions, beginning with the model in use; nothing is weighed by it.

    `by` is None for whoever runs the service at its own machine.
    """
    if by is not None:
        _refuse_unless_steward(by)
    _hold()
    now = weighing_now()
    decisions = decisions_now(most=MOST_DECISIONS)
    latest = MatchModel.objects.aggregate(latest=Max("version"))["latest"] or 1
    people, missing = missing_now()
    says = f"This register, from {len(decisions)} pairs that people decided"
    made_on = {"says": says, "people": people, "missing": missing}
    try:
        learnt = gateways.learn(decisions, by=now.by, population=now.population, version=latest + 1, made_on=made_on)
    except gateways.DecisionsRefused as refusal:
        raise PeopleRefused(str(refusal)) from refusal
    judged = [
        [rules.DECIDED_AS[str(one.kinship)], round(before, 6), round(without, 6)]
        for one, before, without in zip(decisions, learnt.before, learnt.without, strict=True)
    ]
    model = MatchModel.objects.create(
        version=latest + 1,
        hash=learnt.hash,
        text=json.dumps(learnt.data, ensure_ascii=False),
        begun_with=gateways.model_version(now.by),
        begun_with_hash=now.by,
        judged=judged,
        learnt_by=by,
        learnt_at=at,
    )
    record("people.model_learnt", subject=model, by=by, at=at, hash=model.hash, pairs=len(decisions))
    return model


@transaction.atomic
def adopt_model(*, model: MatchModel, why: str, by: User, at: datetime) -> MatchModel:
    """Weigh pairs by this model from now on; what was decided before stays as it is, and so do the thresholds."""
    model = _held(model, by)
    why = _reason(why)
    if model.status == rules.ModelStatus.PRESENT:
        return model
    if rules.ModelStatus.PRESENT not in rules.MODEL_MOVES[rules.ModelStatus(model.status)]:
        raise PeopleRefused("This model was left. Learn again, and adopt what comes of it")
    if not at_hand(model.hash):
        raise PeopleRefused("This model was learnt before an upgrade and compares other things. Learn again")
    present = MatchModel.objects.filter(status=rules.ModelStatus.PRESENT).first()
    standing = weighing_now().by
    if model.status == rules.ModelStatus.CANDIDATE and model.begun_with_hash != standing:
        raise PeopleRefused("Another model is in use since this one was learnt. Learn again, and look at both")
    if present:
        _settle(present, rules.ModelStatus.PAST, why, by=by, at=at)
    _settle(model, rules.ModelStatus.PRESENT, why, by=by, at=at)
    record("people.model_adopted", subject=model, by=by, at=at, hash=model.hash, before=standing)
    return model


@transaction.atomic
def leave_model(*, model: MatchModel, why: str, by: User, at: datetime) -> MatchModel:
    """Leave a candidate: it is kept, and never weighs anything."""
    model = _held(model, by)
    why = _reason(why)
    if model.status == rules.ModelStatus.LEFT:
        return model
    if rules.ModelStatus.LEFT not in rules.MODEL_MOVES[rules.ModelStatus(model.status)]:
        raise PeopleRefused("A colleague has adopted this model meanwhile")
    _settle(model, rules.ModelStatus.LEFT, why, by=by, at=at)
    record("people.model_left", subject=model, by=by, at=at, hash=model.hash)
    return model


@transaction.atomic
def return_to_shipped_model(*, why: str, by: User, at: datetime) -> None:
    """Weigh pairs by the model that is shipped again; the one in use is kept."""
    _refuse_unless_steward(by)
    why = _reason(why)
    _hold()
    present = MatchModel.objects.select_for_update().filter(status=rules.ModelStatus.PRESENT).first()
    if present is not None:
        _settle(present, rules.ModelStatus.PAST, why, by=by, at=at)
        record("people.model_put_aside", subject=present, by=by, at=at, hash=present.hash)


def _held(model: MatchModel, by: User) -> MatchModel:
    _refuse_unless_steward(by)
    _hold()
    return MatchModel.objects.select_for_update().get(id=model.id)


def _hold() -> None:
    """One at a time: which model is in use is decided by one person after the other."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(hashtext('people_matchmodel'))")


def _settle(model: MatchModel, status: rules.ModelStatus, why: str, *, by: User, at: datetime) -> None:
    model.status, model.settled_by, model.settled_at, model.why = status, by, at, why
    model.save(update_fields=["status", "settled_by", "settled_at", "why"])


def _reason(why: str) -> str:
    why = tidy(why)
    if not why:
        raise PeopleRefused("Say why: whoever comes after you will ask")
    if len(why) > LONGEST_WHY:
        raise PeopleRefused(f"Use {LONGEST_WHY} characters or fewer to say why")
    return why


def _refuse_unless_steward(by: User) -> None:
    if not by.may(access.STEWARD):
        raise PeopleRefused("Your role does not watch over how people are matched")
