"""The engine's measures: what it expects of a register and of pairs, and how far what is counted has moved from it."""

from __future__ import annotations

from dataclasses import dataclass

import kinfolk

from .engine import SHIPPED, known_in_register, model_by

movement = kinfolk.movement
"""How far counts have moved from shares, or from earlier counts; and how far chance would take them."""
Movement = kinfolk.Movement


@dataclass(frozen=True)
class FieldAsked:
    """One field of the model: what it is called, how the register tells that it is known, and of what share of the
    people of whom the model was made it was missing; none where that is not known."""

    name: str
    says: str
    known_sql: str
    missing_when_made: float | None


@dataclass(frozen=True)
class ComparisonAsked:
    """One comparison: what it is called, its levels in words, and of what share of one person's records each is."""

    name: str
    says: str
    levels: tuple[str, ...]
    of_one_person: tuple[float, ...]


@dataclass(frozen=True)
class MadeOn:
    """On what the model was made."""

    says: str
    people: int


def fields_asked(by: str = SHIPPED) -> tuple[FieldAsked, ...]:
    """The fields by which the register is compared."""
    model = model_by(by)
    missing = model.made_on.missing if model.made_on else {}
    known = known_in_register()
    return tuple(
        FieldAsked(one.name, one.says, known[one.name], missing.get(one.name))
        for one in model.fields
        if one.name in known
    )


def comparisons_asked(by: str = SHIPPED) -> tuple[ComparisonAsked, ...]:
    """What two records are compared by, in the model's order."""
    return tuple(
        ComparisonAsked(
            one.name, one.says, tuple(level.says for level in one.levels), tuple(level.m for level in one.levels)
        )
        for one in model_by(by).comparisons
    )


def made_on(by: str = SHIPPED) -> MadeOn | None:
    """On what the model was made, where it says so."""
    known = model_by(by).made_on
    return MadeOn(known.says, known.people) if known else None
