"""Two answers to one question, ranked apart: this child, and this family."""

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass

from .parts import Model
from .scoring import Score, score


@dataclass(frozen=True)
class Candidate:
    """Someone on record who may be the person sought, or of the family."""

    id: Hashable
    score: Score


@dataclass(frozen=True)
class Answers:
    """Who it may be, likeliest first; whose family it may be, likeliest first; and who it is, if certain."""

    person: tuple[Candidate, ...]
    family: tuple[Candidate, ...]
    certain: Hashable | None


def rank(model: Model, sought: Mapping, candidates: Iterable[tuple[Hashable, Mapping]], *, most: int = 5) -> Answers:
    """Score every candidate and rank them twice."""
    return ranked(model, [Candidate(which, score(model, sought, record)) for which, record in candidates], most=most)


def ranked(model: Model, scored: list[Candidate], *, most: int = 5) -> Answers:
    """Rank candidates that are scored already."""
    by_person = sorted(scored, key=lambda one: (-one.score.weight, str(one.id)))
    by_family = sorted(scored, key=lambda one: (-one.score.family_probability, str(one.id)))
    return Answers(tuple(by_person[:most]), tuple(by_family[:most]), _certain(model, by_person))


def _certain(model: Model, by_person: list[Candidate]) -> Hashable | None:
    """The best, when it is certain, no rule sends it to a person, and nobody else comes near."""
    if not by_person:
        return None
    best = by_person[0].score
    if best.probability < model.thresholds.certain or best.is_always_asked:
        return None
    if len(by_person) > 1 and best.weight - by_person[1].score.weight < model.thresholds.margin:
        return None
    return by_person[0].id
