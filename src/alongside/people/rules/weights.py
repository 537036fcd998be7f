"""Models of matching: the present one, candidates learnt from what people decided, and what adopting one would do."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from .links import LinkDecision
from .quality import Consequence, Reviewed, consequence_of


class ModelStatus(StrEnum):
    """Where a learnt model stands."""

    CANDIDATE = "candidate"
    PRESENT = "present"
    PAST = "past"
    LEFT = "left"


MODEL_STATUS_WORDS = {
    ModelStatus.CANDIDATE: "Waits for somebody to adopt or leave it",
    ModelStatus.PRESENT: "Weighs pairs now",
    ModelStatus.PAST: "Weighed pairs before",
    ModelStatus.LEFT: "Left",
}

MODEL_MOVES: dict[ModelStatus, frozenset[ModelStatus]] = {
    ModelStatus.CANDIDATE: frozenset({ModelStatus.PRESENT, ModelStatus.LEFT}),
    ModelStatus.PRESENT: frozenset({ModelStatus.PAST}),
    ModelStatus.PAST: frozenset({ModelStatus.PRESENT}),
    ModelStatus.LEFT: frozenset(),
}


DECIDED_AS = {"person": "same", "household": "kin", "nobody": "apart"}
"""How decisions are kept with a model: by who people found the two to be."""


class Fate(StrEnum):
    """What becomes of a pair by its chance alone."""

    TAKEN = "taken"
    ASKED = "asked"
    PASSED = "passed"


def fate_of(probability: float, *, certain_percent: int, ask_percent: int) -> Fate:
    """A pair is taken as found from the certain threshold on, put before people from the other, and else passed by.

    Source: local default; the thresholds are those of the policy, which no model moves.
    """
    if probability * 100 >= certain_percent:
        return Fate.TAKEN
    return Fate.ASKED if probability * 100 >= ask_percent else Fate.PASSED


@dataclass(frozen=True)
class Adopted:
    """What a threshold does to the decided pairs by the present model, and by a candidate."""

    before: Consequence
    after: Consequence


@dataclass(frozen=True)
class Otherwise:
    """Decided pairs of one answer that would go another way: from which fate to which, and how many."""

    answer: LinkDecision
    before: Fate
    after: Fate
    pairs: int


def consequences_of_adopting(
    before: Sequence[Reviewed], after: Sequence[Reviewed], *, tried: Sequence[int], ask_percent: int
) -> list[Adopted]:
    """At each threshold what becomes of the pairs that people decided, by two models.

    Source: local default.
    """
    return [
        Adopted(*(consequence_of(pairs, certain_percent=one, ask_percent=ask_percent) for pairs in (before, after)))
        for one in tried
    ]


def decided_otherwise(
    before: Sequence[Reviewed], after: Sequence[Reviewed], *, certain_percent: int, ask_percent: int
) -> list[Otherwise]:
    """How many of the pairs that people decided would go another way at the thresholds as they stand.

    Source: local default.
    """
    counted: dict[tuple, int] = {}
    for was, now in zip(before, after, strict=True):
        fates = [
            fate_of(one.probability, certain_percent=certain_percent, ask_percent=ask_percent) for one in (was, now)
        ]
        if fates[0] is not fates[1]:
            key = (was.answer, *fates)
            counted[key] = counted.get(key, 0) + 1
    return [Otherwise(*key, pairs) for key, pairs in sorted(counted.items(), key=lambda one: (-one[1], one[0]))]
