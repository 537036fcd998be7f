"""Levels, weight and chances of a pair as SQL: what `model.scoring` does, written for an engine."""

from collections.abc import Container, Sequence
from dataclasses import dataclass
from math import log2

from ..model.parts import MISSING, Comparison, Model
from ..model.reading import columns_known_to
from .conditions import Conditions, all_of
from .dialects import Dialect


@dataclass(frozen=True)
class Compiled:
    """Pieces of SQL: `levels` over rows a and b; `sums`, `odds`, `weight` and the chances over what each gave.

    Each piece is a list of `expression as name`; put them into nested selects in this order.
    """

    levels: tuple[str, ...]
    sums: tuple[str, ...]
    odds: tuple[str, ...]
    results: tuple[str, ...]
    rarities: tuple[str, ...]
    columns: tuple[str, ...]


def compile_scoring(
    model: Model, dialect: Dialect, *, held: Container[str] | None = None, told: Container[str] | None = None
) -> Compiled:
    """Write the model for one engine; `held` are the columns that the records have, `told` those in which the first
    of a pair may hold something, by default all."""
    kinds = columns_known_to(model.fields)
    held = set(kinds) if held is None else held
    conditions = Conditions(dialect, kinds, held, held if told is None else told)
    asked = [(one, sql) for one in model.comparisons if (sql := conditions.sql(one.known)) is not False]
    return Compiled(
        levels=tuple(f"{_level(one, known, conditions)} as l_{one.name}" for one, known in asked),
        sums=(
            f"{_sum([_bits(one, dialect, household=False) for one, _ in asked])} as person_bits",
            f"{_sum([_bits(one, dialect, household=True) for one, _ in asked])} as household_bits",
            f"{_always_asked(model, [one for one, _ in asked])} as is_always_asked",
        ),
        odds=_odds(model, dialect),
        results=_results(model, dialect),
        rarities=tuple(dict.fromkeys(lv.frequency for one, _ in asked for lv in one.levels if lv.frequency)),
        columns=tuple(sorted(column for column in model.columns if column in held)),
    )


def level_names(model: Model, compiled: Compiled) -> list[str]:
    """The names of the comparisons that were compiled, in their order."""
    written = {text.rsplit(" as l_", 1)[1] for text in compiled.levels}
    return [one.name for one in model.comparisons if one.name in written]


def _level(comparison: Comparison, known: str | bool, conditions: Conditions) -> str:
    whens = [] if known is True else [f"when not {known} then {MISSING}"]
    for number, level in enumerate(comparison.levels, start=1):
        when = conditions.sql(level.when)
        if when is True:
            return f"case {' '.join(whens)} else {number} end" if whens else str(number)
        if when is not False:
            whens.append(f"when {when} then {number}")
    raise AssertionError("the last level of a comparison always holds")


def _bits(comparison: Comparison, dialect: Dialect, *, household: bool) -> str | None:
    if household and comparison.is_tied:
        return None
    at, whens = f"l_{comparison.name}", []
    bits = [level.household_bits if household else level.person_bits for level in comparison.levels]
    plain = dialect.at_place(at, [_number(one, dialect) for one in (0.0, *bits)])
    for number, (level, one) in enumerate(zip(comparison.levels, bits, strict=True), start=1):
        if level.frequency:
            counted = f"{_number(one + log2(level.u), dialect)} + r_{level.frequency}"
            whens.append(f"when {at} = {number} then coalesce({counted}, {_number(one, dialect)})")
    return f"case {' '.join(whens)} else {plain} end" if whens else plain


def _sum(parts: Sequence[str | None]) -> str:
    return " + ".join(part for part in parts if part) or "0.0"


def _always_asked(model: Model, asked: list[Comparison]) -> str:
    names = {one.name for one in asked}
    rules = [
        all_of([f"l_{name} in ({', '.join(map(str, sorted(levels)))})" for name, levels in rule.items()])
        for rule in model.always_asked
        if names.issuperset(rule)
    ]
    return f"({' or '.join(rules)})" if rules else "false"


def _odds(model: Model, dialect: Dialect) -> tuple[str, ...]:
    two = _number(2.0, dialect)
    return (
        f"power({two}, household_bits) as kin_odds",
        f"{_number(model.prior.of_person, dialect)} * power({two}, person_bits) as person_odds",
    )


def _results(model: Model, dialect: Dialect) -> tuple[str, ...]:
    of_person, of_household = model.prior.of_person, model.prior.of_household
    of_nobody = 1 - of_person - of_household
    kin = of_household / (of_household + of_nobody)
    two = _number(2.0, dialect)
    by_kin = f"ln({_number(1 - kin, dialect)} + {_number(kin, dialect)} * kin_odds) / ln({two})"
    household = f"{_number(of_household, dialect)} * kin_odds"
    total = f"(person_odds + {household} + {_number(of_nobody, dialect)})"
    return (
        f"person_bits - {by_kin} as weight",
        f"person_odds / {total} as probability",
        f"(person_odds + {household}) / {total} as family_probability",
    )


def _number(value: float, dialect: Dialect) -> str:
    return f"cast('{value!r}' as {dialect.double})"
