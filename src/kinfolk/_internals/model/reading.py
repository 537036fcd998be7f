"""Reading a model from its file, and checking that it can be right."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from pathlib import Path
from types import MappingProxyType

import yaml

from ..columns import kinds_of_columns
from .conditions import Every, condition_of
from .parts import Comparison, Field, KeyRule, Level, MadeOn, Model, Prior, Thresholds

ALWAYS = Every(())
ROUNDING = 2.0**-20
"""How far the chances of a comparison may be from 1: a millionth."""


class ModelRefused(ValueError):
    """A model that cannot be right, with what is wrong."""


def load_model(path: str | Path | None = None) -> Model:
    """Read a model; without a path, the one that is shipped, which is read once."""
    return model_of(yaml.safe_load(Path(path).read_bytes())) if path else _shipped_model()


@cache
def _shipped_model() -> Model:
    return model_of(yaml.safe_load(shipped_text()))


def shipped_text() -> str:
    """The shipped model as it is written."""
    return files("kinfolk").joinpath("model.yaml").read_bytes().decode()


def model_of(data: Mapping) -> Model:
    """Build a model from its data, refusing one that contradicts itself."""
    fields = tuple(_field(name, one) for name, one in data["fields"].items())
    comparisons = tuple(_comparison(name, one) for name, one in data["comparisons"].items())
    model = Model(
        name=data["name"],
        version=data["version"],
        hash=hash_of(data),
        fields=fields,
        comparisons=comparisons,
        keys=tuple(_key_rule(one) for one in data["keys"]),
        prior=Prior(**data["prior"]),
        thresholds=Thresholds(**data["thresholds"]),
        always_asked=tuple(_levels_named(one, comparisons) for one in data["always_asked"]),
        made_on=MadeOn(**data["made_on"]) if data.get("made_on") else None,
        data=MappingProxyType(dict(data)),
    )
    _refuse_unknown_columns(model)
    return model


def hash_of(data: Mapping) -> str:
    """A digest of all that a model says, so that a decision can name the very model that made it."""
    return hashlib.sha256(json.dumps(data, sort_keys=True).encode()).hexdigest()[:16]


def columns_known_to(fields: Iterable[Field]) -> dict[str, str]:
    """The name and kind of every column that fields have."""
    return {column: kind for one in fields for column, kind in kinds_of_columns(one.type, one.prefix).items()}


def field_of_columns(fields: Iterable[Field]) -> dict[str, str]:
    """The name of the field of which each column is made."""
    return {column: one.name for one in fields for column in kinds_of_columns(one.type, one.prefix)}


def _field(name: str, written: Mapping) -> Field:
    return Field(name, written["type"], written.get("prefix", name), written["says"])


def _comparison(name: str, written: Mapping) -> Comparison:
    is_tied = bool(written.get("tied"))
    levels = tuple(_level(one, is_tied=is_tied) for one in written["levels"])
    if levels[-1].when != ALWAYS:
        raise ModelRefused(f"The last level of {name} must hold always: leave out its `when`")
    for which in "mhu":
        total = sum(getattr(level, which) for level in levels)
        if abs(total - 1) > ROUNDING:
            raise ModelRefused(f"The chances {which} of {name} add up to {total:.6f}, not to 1")
    return Comparison(name, written["says"], condition_of(written["known"]), levels, is_tied)


def _level(written: Mapping, *, is_tied: bool) -> Level:
    when = condition_of(written["when"]) if "when" in written else ALWAYS
    u = written["u"]
    h = u if is_tied else written["h"]
    return Level(written["name"], written["says"], when, written["m"], h, u, written.get("frequency", ""))


def sized(model: Model, population: int) -> Model:
    """The same model for a population of another size."""
    data = dict(model.data)
    return model_of({**data, "prior": {**data["prior"], "population": max(population, 2)}})


def _key_rule(written: Mapping) -> KeyRule:
    parts = tuple((part,) if isinstance(part, str) else tuple(part) for part in written["of"])
    uses = frozenset(written["for"])
    return KeyRule(written["code"], written["name"], parts, uses, bool(written.get("any_order")))


def _levels_named(written: Mapping, comparisons: tuple[Comparison, ...]) -> Mapping[str, frozenset[int]]:
    named = {one.name: {level.name: n for n, level in enumerate(one.levels, start=1)} for one in comparisons}
    return MappingProxyType(
        {name: frozenset(named[name][level] for level in levels) for name, levels in written.items()}
    )


def _refuse_unknown_columns(model: Model) -> None:
    known = set(columns_known_to(model.fields))
    if unknown := (model.columns | set(model.frequencies)) - known:
        raise ModelRefused(f"The model reads columns that no field has: {', '.join(sorted(unknown))}")
