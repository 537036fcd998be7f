"""Two models side by side, in words and figures."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils import timezone

from alongside.values.dates import spoken_date

from .. import rules

if TYPE_CHECKING:
    from ..models import Learning, MatchModel
    from ..queries import ModelFound, ModelsFound

MOST_SHOWN = 15
_FATES = {
    rules.Fate.TAKEN: "taken as found",
    rules.Fate.ASKED: "put before people",
    rules.Fate.PASSED: "passed by",
}
_KINDS = (("same", "one person"), ("kin", "two of one family"), ("apart", "two people"))


@dataclass(frozen=True)
class LearningLine:
    """The latest time that somebody asked for a model to be learnt, and how far it is."""

    asked: str
    is_under_way: bool
    has_begun: bool
    problem: str
    waits: str
    address: str

    @classmethod
    def of(cls, one: Learning) -> LearningLine:
        at, model = timezone.localtime(one.asked_at), one.model
        waits = model is not None and model.status == rules.ModelStatus.CANDIDATE
        return cls(
            asked=f"{one.asked_by.name} on {spoken_date(at.date())} at {at:%H:%M}",
            is_under_way=one.finished_at is None,
            has_begun=one.started_at is not None,
            problem=one.problem,
            waits=f"{model.version}/{model.hash}" if waits else "",
            address=reverse("people:model", args=[model.id]) if waits else "",
        )


@dataclass(frozen=True)
class ModelsPage:
    """What the page of models shows."""

    version: str
    made_on: str
    is_shipped: bool
    is_outgrown: bool
    decided: str
    models: list[list[object]]
    learning: LearningLine | None

    @classmethod
    def of(cls, found: ModelsFound) -> ModelsPage:
        return cls(
            version=found.version,
            made_on=found.made_on,
            is_shipped=found.present is None,
            is_outgrown=found.is_outgrown,
            decided=_decided(found.decided),
            models=[_line(one) for one in found.models],
            learning=LearningLine.of(found.learning) if found.learning else None,
        )


def _line(model: MatchModel) -> list[object]:
    settled = f", {spoken_date(model.settled_at.date())}, {model.settled_by}" if model.settled_at else ""
    return [
        {"text": f"{model.version}/{model.hash}", "href": reverse("people:model", args=[model.id])},
        spoken_date(model.learnt_at.date()),
        f"{rules.MODEL_STATUS_WORDS[rules.ModelStatus(model.status)]}{settled}",
        model.why,
    ]


@dataclass(frozen=True)
class ModelPage:
    """What the page of one learnt model shows."""

    id: object
    version: str
    begun_with: str
    status: str
    learnt: str
    decided: str
    why: str
    is_candidate: bool
    may_be_settled: bool
    may_be_adopted: bool
    certain: int
    ask: int
    otherwise: list[str]
    consequences: list[list[str]]
    most_moved: list[list[str]]
    weights: list[list[str]]

    @classmethod
    def of(cls, found: ModelFound) -> ModelPage:
        model, status = found.model, rules.ModelStatus(found.model.status)
        moved = sorted(found.weights, key=lambda one: -abs(one.after - one.before))
        return cls(
            id=model.id,
            version=f"{model.version}/{model.hash}",
            begun_with=model.begun_with,
            status=rules.MODEL_STATUS_WORDS[status],
            learnt=spoken_date(model.learnt_at.date()),
            decided=_decided(found.decided),
            why=model.why,
            is_candidate=status is rules.ModelStatus.CANDIDATE,
            may_be_settled=status in (rules.ModelStatus.CANDIDATE, rules.ModelStatus.PAST),
            may_be_adopted=status is rules.ModelStatus.PAST or found.is_present_begun_with,
            certain=found.policy.certain_from_percent,
            ask=found.policy.ask_from_percent,
            otherwise=[_otherwise(one) for one in found.otherwise],
            consequences=[_consequence(one, found.policy) for one in found.consequences],
            most_moved=[_weight(one) for one in moved[:MOST_SHOWN] if abs(one.after - one.before) >= 0.05],
            weights=[_weight(one) for one in found.weights],
        )


def _weight(one) -> list[str]:
    return [one.comparison, one.level, f"{one.before:+.1f}", f"{one.after:+.1f}", f"{one.after - one.before:+.1f}"]


def _consequence(one: rules.Adopted, policy: rules.MatchingPolicy) -> list[str]:
    now = " (now)" if one.before.percent == policy.certain_from_percent else ""
    pairs = ((getattr(one.before, name), getattr(one.after, name)) for name in ("taken", "wrong", "looked_at"))
    return [f"{one.before.percent} in 100{now}", *(str(number) for both in pairs for number in both)]


def _otherwise(one: rules.Otherwise) -> str:
    found = "one person" if one.answer is rules.LinkDecision.SAME else "two people"
    pairs, were = ("1 pair", "was") if one.pairs == 1 else (f"{one.pairs} pairs", "were")
    return f"{pairs} that people found to be {found} {were} {_FATES[one.before]}, and would be {_FATES[one.after]}."


def _decided(decided: dict[str, int]) -> str:
    told = [f"{decided.get(kind, 0):,} found to be {words}" for kind, words in _KINDS]
    return f"{', '.join(told[:-1])} and {told[-1]}"
