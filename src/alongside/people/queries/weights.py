"""The model in use, candidates beside it, and what adopting one would do to the pairs that people decided."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from alongside.foundation.identity.models import User
from alongside.foundation.policy.queries import policy_on

from .. import access, gateways, rules
from ..models import Learning, MatchModel
from .counting import count_decisions
from .weighing import at_hand, weighing_now

MOST_LISTED = 30


class ModelNotFound(LookupError):
    """There is no such model, or the viewer may not see it."""


@dataclass(frozen=True)
class ModelsFound:
    """By which model pairs are weighed, what there is to learn from, and the models that were learnt."""

    version: str
    present: MatchModel | None
    is_outgrown: bool
    made_on: str
    decided: dict[str, int]
    models: list[MatchModel]
    learning: Learning | None


@dataclass(frozen=True)
class ModelFound:
    """One learnt model beside the one it began with."""

    model: MatchModel
    is_present_begun_with: bool
    decided: dict[str, int]
    weights: list[gateways.WeightBeside]
    policy: rules.MatchingPolicy
    consequences: list[rules.Adopted]
    otherwise: list[rules.Otherwise]


def models_found(*, viewer: User) -> ModelsFound:
    """The models of this register, for a data steward."""
    if not viewer.may(access.STEWARD):
        raise ModelNotFound
    by = weighing_now().by
    models = list(
        MatchModel.objects.defer("text", "judged").select_related("settled_by").order_by("-version")[:MOST_LISTED]
    )
    made_on = gateways.made_on(by)
    return ModelsFound(
        version=gateways.model_version(by),
        present=next((one for one in models if one.hash == by), None),
        is_outgrown=not by and any(one.status == rules.ModelStatus.PRESENT for one in models),
        made_on=made_on.says if made_on else "",
        decided=count_decisions(),
        models=models,
        learning=Learning.objects.select_related("asked_by", "model").order_by("-asked_at", "-id").first(),
    )


def get_learning(learning_id: UUID) -> Learning:
    """One asking for a model, for the worker that learns it."""
    return Learning.objects.get(id=learning_id)


def list_learnings_under_way() -> list[Learning]:
    """What is asked for and not learnt yet, the longest waiting first."""
    return list(Learning.objects.filter(finished_at__isnull=True).order_by("asked_at", "id"))


def get_model(*, viewer: User, model_id: UUID) -> MatchModel:
    """One learnt model, for a data steward."""
    model = None
    if viewer.may(access.STEWARD):
        model = MatchModel.objects.select_related("learnt_by", "settled_by").filter(id=model_id).first()
    if model is None:
        raise ModelNotFound(model_id)
    return model


def model_found(*, viewer: User, model_id: UUID, today: date) -> ModelFound:
    """One learnt model: its weights beside those it began with, and what follows at each threshold."""
    model = get_model(viewer=viewer, model_id=model_id)
    policy = policy_on(rules.MatchingPolicy, today)
    kinds = [kind for kind, *_ in model.judged]
    same, apart = rules.LinkDecision.SAME, rules.LinkDecision.NOT_THE_SAME
    answers = [same if kind == "same" else apart for kind in kinds]
    before, after = (
        [rules.Reviewed(chances[side], answer) for chances, answer in zip(model.judged, answers, strict=True)]
        for side in (1, 2)
    )
    thresholds = {"certain_percent": policy.certain_from_percent, "ask_percent": policy.ask_from_percent}
    return ModelFound(
        model=model,
        is_present_begun_with=weighing_now().by == model.begun_with_hash,
        decided={kind: kinds.count(kind) for kind in ("same", "kin", "apart")},
        weights=gateways.weights_beside(at_hand(model.begun_with_hash), at_hand(model.hash)),
        policy=policy,
        consequences=rules.consequences_of_adopting(
            before,
            after,
            tried=sorted({*rules.TRIED, policy.certain_from_percent}),
            ask_percent=policy.ask_from_percent,
        ),
        otherwise=rules.decided_otherwise(before, after, **thresholds),
    )
