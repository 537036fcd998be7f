"""The one door to the matching engine: what is known of people goes in, what a pair weighs comes out."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import kinfolk
from kinfolk import command as kinfolk_command

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


_NOTHING = ("", None, [], ())
SHIPPED = ""
"""In place of a model's hash: the model that is shipped."""


def model_version(by: str = SHIPPED) -> str:
    """The version and the digest of a model, by which pairs are weighed."""
    model = model_by(by)
    return f"{model.version}/{model.hash}"


def is_kept(by: str) -> bool:
    """Whether a model is at hand here; otherwise it is to be kept first."""
    return by == SHIPPED or by in _kept


def keep_model(data: Mapping) -> None:
    """Keep a model at hand by its data, to be asked for by its hash.

    One that compares other things than the shipped model does not fit the register: it was learnt before an upgrade,
    and the shipped one stands in for it.
    """
    model = kinfolk.model_of(data)
    _kept[model.hash] = model if _shape(model) == _shape(_model()) else None


def fits(by: str) -> bool:
    """Whether a model that is at hand compares what the register keeps."""
    return by == SHIPPED or _kept[by] is not None


def _shape(model: kinfolk.Model) -> tuple:
    """All that a model says but its numbers."""
    compared = [(one.name, one.known, [(level.name, level.when) for level in one.levels]) for one in model.comparisons]
    return model.fields, model.keys, compared


def weigh(sought: Known, record: Known, *, population: int, by: str = SHIPPED) -> Weighed:
    """What a model says of two records of a population so large."""
    model = sized_model(population, by)
    found = kinfolk.score(
        model, kinfolk.prepare(model, _with_middle(sought)), kinfolk.prepare(model, _with_middle(record))
    )
    return _weighed(found, by)


def weighed_by_levels(
    sought: Mapping[str, object], levels: Sequence[int], *, population: int, by: str = SHIPPED
) -> Weighed:
    """What the database's comparison of a prepared record says, in words and parts."""
    return _weighed(kinfolk.score_of_levels(sized_model(population, by), sought, tuple(levels)), by)


def _weighed(found: kinfolk.Score, by: str) -> Weighed:
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
        model_version=model_version(by),
    )


ListRefused = kinfolk.MappingRefused
"""A list whose columns cannot be understood, with what to do."""


@dataclass(frozen=True)
class Thresholds:
    """From when on a person found is certain enough to join by itself, worth a look, or of the family."""

    certain: float
    possible: float
    family: float
    margin: float


def read_list(path: Path, mapping: Path | None) -> list[dict[str, str]]:
    """Read a list of people from CSV or Parquet, by a mapping file or by its own column names."""
    return kinfolk.read_list(_model(), path, mapping)


def register_columns() -> dict[str, str]:
    """The columns by which the register is compared, each `text`, `text[]` or `bigint`."""
    return _register(POPULATION_STEPS).columns


def known_in_register() -> dict[str, str]:
    """For each field that the register keeps, the condition in SQL that something is known of it."""
    return _register(POPULATION_STEPS).known


def columns_that_count() -> tuple[str, ...]:
    """The columns whose values weigh more the rarer they are."""
    return _model().frequencies


def thresholds() -> Thresholds:
    """The thresholds of the model."""
    limits = _model().thresholds
    return Thresholds(limits.certain, limits.possible, limits.family, limits.margin)


def prepared(known: Known) -> tuple[dict[str, object], list[str]]:
    """What is known of someone as the columns that are compared, and the keys to find them by."""
    record = kinfolk.prepare(_model(), _with_middle(known))
    keys = kinfolk.keys_of(_model(), record)
    return {name: list(one) if isinstance(one, tuple) else one for name, one in record.items()}, list(keys)


def with_rarities(
    record: Mapping[str, object], counts: Mapping[str, Mapping[str, int]], totals: Mapping[str, int]
) -> dict[str, object]:
    """A prepared record that knows how rare each of its counted values is, in bits."""
    frequencies = kinfolk.Frequencies(counts, totals)
    return {**record, **{f"{name}_rarity": frequencies.rarity(name, record[name]) for name in _model().frequencies}}


@dataclass(frozen=True)
class Scoring:
    """Two pieces of SQL: `sought`, the rows of the parameter of that name; `scores` of `candidates` against them;
    and over these the level of every comparison, in SQL."""

    sought: str
    scores: str
    levels: tuple[str, ...]


def scoring(population: int, by: str = SHIPPED, told: frozenset[str] | None = None) -> Scoring:
    """How the database weighs candidates in a population so large; `told` are the columns in which those who are sought
    hold something, where it is known that others are empty."""
    sql = _register(_in_steps(population), by, told)
    return Scoring(sql.sought, sql.scores, sql.all_levels)


def told_of(records: Iterable[Mapping[str, object]]) -> frozenset[str]:
    """The columns in which one of some prepared records holds something."""
    return frozenset(name for record in records for name, value in record.items() if value not in _NOTHING)


def _with_middle(known: Known) -> Known:
    """What is known, with the names that follow the first as middle names too, where none are given apart."""
    if known.get("middle_names"):
        return known
    given = known.get("given_names") or ()
    several = [given] if isinstance(given, str) else given
    following = [" ".join(one.split()[1:]) for one in several if len(one.split()) > 1]
    return {**known, "middle_names": following} if following else known


def _in_steps(population: int) -> int:
    return max(1, round(population / POPULATION_STEPS)) * POPULATION_STEPS


@lru_cache(maxsize=256)
def _register(population: int, by: str = SHIPPED, told: frozenset[str] | None = None) -> kinfolk.RegisterSql:
    return kinfolk.register_sql(_sized(population, by), told)


_kept: dict[str, kinfolk.Model | None] = {}


def model_by(by: str) -> kinfolk.Model:
    """A model that is at hand: by its hash, or the shipped one."""
    return _kept[by] if by else _model()


def sized_model(population: int, by: str = SHIPPED) -> kinfolk.Model:
    """A model for a population about so large."""
    return _sized(_in_steps(population), by)


@lru_cache(maxsize=1)
def _model() -> kinfolk.Model:
    return kinfolk.load_model()


@lru_cache(maxsize=16)
def _sized(population: int, by: str) -> kinfolk.Model:
    return kinfolk.sized(model_by(by), population)


def link_files(
    rows: Path, register: Path, *, least: float, into: Path, by: str = SHIPPED
) -> list[tuple[str, str, float]]:
    """The pairs of two files at least so probable, by a model as it is: row, person, chance."""
    asked = [str(rows), str(register), "--as-shipped", "--at-least", str(least), "--out", str(into)]
    if by:
        model = into.with_name("model.yaml")
        model.write_text(json.dumps(dict(model_by(by).data)), encoding="utf-8")
        asked += ["--model", str(model)]
    if kinfolk_command.main(["link", *asked]) != 0:
        raise RuntimeError("The lists could not be compared")
    with into.open(encoding="utf-8", newline="") as file:
        return [(one["id_a"], one["id_b"], float(one["probability"])) for one in csv.DictReader(file)]
