"""The one door to the matching engine: what is known of people goes in, what a pair weighs comes out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import kinfolk

Known = Mapping[str, str | Sequence[str] | None]
POPULATION_STEPS = 1_000


@dataclass(frozen=True)
class PartWeighed:
    """What one thing adds for or against, and what a brother, sister or twin would show of it."""

    name: str
    level: str
    says: str
    bits: float
    household_bits: float

    @property
    def is_shared_by_kin(self) -> bool:
        """Whether a brother, sister or twin would show this about as well."""
        return self.bits > 0 and self.household_bits >= self.bits - 1


@dataclass(frozen=True)
class Weighed:
    """What a pair weighs: the parts and what kin explain add up to the weight."""

    parts: tuple[PartWeighed, ...]
    kin_bits: float
    weight: float
    probability: float
    household_probability: float
    is_always_asked: bool
    kinship: str
    model_version: str


def model_version() -> str:
    """The version and the digest of the model by which pairs are weighed."""
    model = _model()
    return f"{model.version}/{model.hash}"


def weigh(sought: Known, record: Known, *, population: int) -> Weighed:
    """What the model says of two records of a population so large."""
    model = _sized(max(1, round(population / POPULATION_STEPS)) * POPULATION_STEPS)
    found = kinfolk.score(model, kinfolk.prepare(model, sought), kinfolk.prepare(model, record))
    return Weighed(
        parts=tuple(
            PartWeighed(one.comparison, one.level, one.says, one.bits, one.household_bits) for one in found.parts
        ),
        kin_bits=found.kin_bits,
        weight=found.weight,
        probability=found.probability,
        household_probability=found.household_probability,
        is_always_asked=found.is_always_asked,
        kinship=str(found.kinship),
        model_version=model_version(),
    )


@lru_cache(maxsize=1)
def _model() -> kinfolk.Model:
    return kinfolk.load_model()


@lru_cache(maxsize=8)
def _sized(population: int) -> kinfolk.Model:
    return kinfolk.sized(_model(), population)
