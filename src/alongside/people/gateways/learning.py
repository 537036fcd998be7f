"""Learning the weights from what people decided of pairs, and two models side by side."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import kinfolk

from .engine import SHIPPED, model_by, sized_model

Decision = kinfolk.Decision
"""What people decided of a pair: its levels, the rarities of what both share, and who they are to each other."""
DecisionsRefused = kinfolk.DecisionsRefused
FOLDS = 4


@dataclass(frozen=True)
class Learnt:
    """A model that was learnt, as data, with its hash; and for each decision the chance of being one person by the
    model it began with, and by one that was learnt without that decision."""

    data: dict
    hash: str
    before: list[float]
    without: list[float]


@dataclass(frozen=True)
class WeightBeside:
    """One level of one comparison: what it says for one person, in bits, by two models."""

    comparison: str
    level: str
    before: float
    after: float


def decision(levels: Sequence[int], rarities: Mapping[str, float | None], kinship: str) -> Decision:
    """What people decided of a pair whose values are so rare, by column."""
    of_comparisons = [
        next((rarities[level.frequency] for level in one.levels if level.frequency), None)
        for one in model_by(SHIPPED).comparisons
    ]
    return Decision(tuple(levels), of_comparisons, kinfolk.Kinship(kinship))


def too_few_decisions(*, same: int, two: int) -> str:
    """Why nothing can be learnt from so many pairs found to be one person, and to be two; empty where it can."""
    try:
        kinfolk.refuse_too_few(same=same, two=two)
    except DecisionsRefused as refusal:
        return str(refusal)
    return ""


def learn(decisions: Sequence[Decision], *, by: str, population: int, version: int, made_on: Mapping) -> Learnt:
    """Learn from decisions, beginning with a model; refused where there are too few.

    Each decision is also judged by weights that were learnt without it, so that nothing is told by heart.
    """
    begun = sized_model(population, by)
    learnt = kinfolk.learn_from_decisions(begun, decisions)
    data = {**model_by(by).data, "version": version, "made_on": dict(made_on)}
    data["comparisons"] = learnt.data["comparisons"]
    return Learnt(
        data,
        kinfolk.model_of(data).hash,
        kinfolk.chances_of_one_person(begun, decisions),
        _without(begun, decisions, near=learnt),
    )


def _without(begun: kinfolk.Model, decisions: Sequence[Decision], *, near: kinfolk.Model) -> list[float]:
    found = [0.0] * len(decisions)
    for fold in range(FOLDS):
        others = [one for place, one in enumerate(decisions) if place % FOLDS != fold]
        learnt = kinfolk.learn_from_decisions(begun, others, fewest=0, near=near)
        found[fold::FOLDS] = kinfolk.chances_of_one_person(learnt, decisions[fold::FOLDS])
    return found


def weights_beside(before: str, after: str) -> list[WeightBeside]:
    """Every level of every comparison by two models, in the model's order."""
    one, other = model_by(before), model_by(after)
    return [
        WeightBeside(was.says, level.says, level.person_bits, now.levels[place].person_bits)
        for was, now in zip(one.comparisons, other.comparisons, strict=True)
        for place, level in enumerate(was.levels)
    ]
