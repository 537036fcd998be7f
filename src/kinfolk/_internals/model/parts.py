"""The parts of a model, as frozen data."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from math import log2

from .conditions import Condition, Every, leaves_of

MISSING = 0
"""The level of a comparison of which one record, or both, knows nothing."""
LEAST = 1e-12


@dataclass(frozen=True)
class Field:
    """One field of a record: what it is called, its type, and how its columns are named."""

    name: str
    type: str
    prefix: str
    says: str


@dataclass(frozen=True)
class Level:
    """One step of a comparison, with how often it is seen in the same person (m), in others of one
    household (h), and in strangers (u)."""

    name: str
    says: str
    when: Condition
    m: float
    h: float
    u: float
    frequency: str = ""

    @property
    def person_bits(self) -> float:
        """What the level says for the same person against strangers."""
        return log2(max(self.m, LEAST) / max(self.u, LEAST))

    @property
    def household_bits(self) -> float:
        """What the level says for another of the same household against strangers."""
        return log2(max(self.h, LEAST) / max(self.u, LEAST))


@dataclass(frozen=True)
class Comparison:
    """One thing by which two records are compared, in ordered levels; the last always holds."""

    name: str
    says: str
    known: Condition
    levels: tuple[Level, ...]
    is_tied: bool

    @property
    def columns(self) -> tuple[str, ...]:
        """Every column that the comparison reads."""
        return Every((self.known, *(level.when for level in self.levels))).columns()

    def level_of(self, a: Mapping, b: Mapping) -> int:
        """The number of the first level that holds, from 1; 0 when one of them knows nothing."""
        if not self.known.holds(a, b):
            return MISSING
        return next(number for number, level in enumerate(self.levels, start=1) if level.when.holds(a, b))


@dataclass(frozen=True)
class KeyRule:
    """One way of finding people: values that, put together, two records must share. Each part is one
    value out of any of its columns; in any order, the parts may stand either way round."""

    code: str
    name: str
    parts: tuple[tuple[str, ...], ...]
    uses: frozenset[str]
    is_any_order: bool = False

    @property
    def columns(self) -> tuple[str, ...]:
        """Every column that the rule reads."""
        return tuple(column for part in self.parts for column in part)


@dataclass(frozen=True)
class Thresholds:
    """From which probability a pair is a link, certain enough to join by itself, or worth a look; from which
    mean probability two groups are one; and how far the best must lie before the next."""

    link: float
    group: float
    certain: float
    possible: float
    family: float
    margin: float


@dataclass(frozen=True)
class Prior:
    """How many records of the same person, and of others of the household, one record has in a
    population; the chance of each is this over the population."""

    population: int
    person: float
    household: float

    @property
    def of_person(self) -> float:
        """The chance that a pair taken blindly is one person."""
        return min(self.person / self.population, 0.5)

    @property
    def of_household(self) -> float:
        """The chance that a pair taken blindly is two of one household."""
        return min(self.household / self.population, 0.4)


@dataclass(frozen=True)
class MadeOn:
    """The register that a model was learnt from: how many people, and of what share each field was missing."""

    says: str
    people: int
    missing: Mapping[str, float]


@dataclass(frozen=True)
class Model:
    """Everything by which records are found and compared."""

    name: str
    version: int
    hash: str
    fields: tuple[Field, ...]
    comparisons: tuple[Comparison, ...]
    keys: tuple[KeyRule, ...]
    prior: Prior
    thresholds: Thresholds
    always_asked: tuple[Mapping[str, frozenset[int]], ...]
    made_on: MadeOn | None
    data: Mapping = field(repr=False, compare=False)

    @cached_property
    def columns(self) -> frozenset[str]:
        """Every column that a comparison, its frequency or a key rule reads."""
        compared = {column for one in self.comparisons for column in one.columns}
        return frozenset(compared | {column for rule in self.keys for column in rule.columns})

    @cached_property
    def leaves(self) -> tuple[Condition, ...]:
        """Every condition that is not put together of others, each once."""
        asked = (when for one in self.comparisons for when in (one.known, *(level.when for level in one.levels)))
        return tuple(dict.fromkeys(leaf for when in asked for leaf in leaves_of(when)))

    @cached_property
    def frequencies(self) -> tuple[str, ...]:
        """The columns whose values weigh more the rarer they are."""
        named = (level.frequency for one in self.comparisons for level in one.levels)
        return tuple(dict.fromkeys(name for name in named if name))
