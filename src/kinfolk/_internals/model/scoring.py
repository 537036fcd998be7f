"""What a model says of two prepared records: the reference that every engine must agree with."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from math import log2

from .parts import MISSING, Comparison, Level, Model
from .preparing import RARITY


class Kinship(StrEnum):
    """Who two records are to each other, as far as the model can tell."""

    PERSON = "person"
    HOUSEHOLD = "household"
    NOBODY = "nobody"


@dataclass(frozen=True)
class Part:
    """What one comparison adds to the weight, and what it says of the household."""

    comparison: str
    says: str
    level: str
    bits: float
    household_bits: float

    @property
    def is_shared_by_kin(self) -> bool:
        """Whether a brother, sister or twin would show this about as well."""
        return self.bits > 0 and self.household_bits >= self.bits - 1


@dataclass(frozen=True)
class Score:
    """What a pair weighs. The parts and what kin explain add up to the weight."""

    levels: tuple[int, ...]
    parts: tuple[Part, ...]
    kin_bits: float
    weight: float
    probability: float
    household_weight: float
    household_probability: float
    family_probability: float
    is_always_asked: bool

    @property
    def kinship(self) -> Kinship:
        """Whichever of the three is likeliest."""
        nobody = 1 - self.probability - self.household_probability
        if self.probability >= max(self.household_probability, nobody):
            return Kinship.PERSON
        return Kinship.HOUSEHOLD if self.household_probability >= nobody else Kinship.NOBODY


def compare(model: Model, a: Mapping, b: Mapping) -> tuple[int, ...]:
    """The level of every comparison, in the model's order; 0 where one of them knows nothing."""
    return tuple(one.level_of(a, b) for one in model.comparisons)


def score(model: Model, a: Mapping, b: Mapping) -> Score:
    """What the model says of two records; the rarity of a value is taken from the first."""
    return score_of_levels(model, a, compare(model, a, b))


def score_of_levels(model: Model, a: Mapping, levels: tuple[int, ...]) -> Score:
    """What the model says of a pair that another engine compared: `a` is whoever was sought."""
    parts = tuple(
        _part(one, one.levels[levels[place] - 1], a)
        for place, one in enumerate(model.comparisons)
        if levels[place] != MISSING
    )
    return scored(model, levels, parts)


def scored(model: Model, levels: tuple[int, ...], parts: tuple[Part, ...]) -> Score:
    """Add up the parts into the weight and the three chances."""
    person = sum(part.bits for part in parts)
    household = sum(part.household_bits for part in parts)
    of_person, of_household = model.prior.of_person, model.prior.of_household
    of_nobody = 1 - of_person - of_household
    # Against anybody else: mostly strangers, and a few who share the home and the parents.
    kin = of_household / (of_household + of_nobody)
    kin_bits = -log2(1 - kin + kin * 2.0**household)
    weight = person + kin_bits
    odds_person, odds_household = of_person * 2.0**person, of_household * 2.0**household
    total = odds_person + odds_household + of_nobody
    return Score(
        levels=levels,
        parts=parts,
        kin_bits=kin_bits,
        weight=weight,
        probability=odds_person / total,
        household_weight=household,
        household_probability=odds_household / total,
        family_probability=(odds_person + odds_household) / total,
        is_always_asked=is_always_asked(model, levels),
    )


def is_always_asked(model: Model, levels: tuple[int, ...]) -> bool:
    """Whether a pair goes to a person whatever its weight: born the same day, at home in one place or of
    one name, and called differently."""
    at = {one.name: level for one, level in zip(model.comparisons, levels, strict=True)}
    return any(all(at[name] in among for name, among in rule.items()) for rule in model.always_asked)


def bits_of_level(level: Level, rarity: float | None) -> tuple[float, float]:
    """What a level says for the person and for the household, with the rarity of the value shared."""
    if not level.frequency or rarity is None:
        return level.person_bits, level.household_bits
    by_rarity = rarity + log2(level.u)
    is_tied = level.h == level.u
    return level.person_bits + by_rarity, 0.0 if is_tied else level.household_bits + by_rarity


def _part(comparison: Comparison, level: Level, a: Mapping) -> Part:
    bits, household_bits = bits_of_level(level, a.get(level.frequency + RARITY))
    return Part(comparison.name, level.says, level.name, bits, household_bits)
