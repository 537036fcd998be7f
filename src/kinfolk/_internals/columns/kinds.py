"""Which columns each type of field has, and of which kind each is."""

from collections.abc import Callable, Mapping, Sequence
from enum import StrEnum
from functools import lru_cache

from .dates import date_columns
from .names import family_columns, given_columns, middle_columns
from .numbers import (
    email_columns,
    nhs_columns,
    number_columns,
    phone_columns,
    sex_columns,
    upn_columns,
    word_columns,
)
from .places import house_columns, place_columns, postcode_columns, street_columns

Columns = dict[str, object]


class Kind(StrEnum):
    """What a column holds; empty text, an empty list and no number all mean that it is not known."""

    TEXT = "text"
    WORDS = "words"
    NUMBER = "number"


COLUMNS_OF: Mapping[str, Callable[[Sequence[str]], Columns]] = {
    "given": given_columns,
    "middle": middle_columns,
    "family": family_columns,
    "date": date_columns,
    "sex": sex_columns,
    "postcode": postcode_columns,
    "house": house_columns,
    "street": street_columns,
    "place": place_columns,
    "nhs": nhs_columns,
    "upn": upn_columns,
    "number": number_columns,
    "email": email_columns,
    "phone": phone_columns,
    "word": word_columns,
}

OF_ONE_PERSON = frozenset({"nhs", "upn", "number", "email", "phone", "postcode"})
"""Types whose values hardly come again."""


def columns_of(kind: str, prefix: str, value: str | Sequence[str] | None) -> Columns:
    """The columns of one field, named by its prefix; a field may hold several values, today's first."""
    values = (value,) if isinstance(value, str) else tuple(value or ())
    kept = tuple(one for one in values if one and one.strip())
    make = _made if kept and kind in OF_ONE_PERSON else _made_before
    return make(kind, prefix, kept)


def _made(kind: str, prefix: str, values: tuple[str, ...]) -> Columns:
    made = COLUMNS_OF[kind](values)
    return {_named(prefix, suffix): made[suffix] for suffix in made}


# Names, dates and streets come again and again, so their columns are kept.
_made_before = lru_cache(maxsize=20_000)(_made)


def kinds_of_columns(kind: str, prefix: str) -> dict[str, Kind]:
    """The name and the kind of each column that a field of this type has."""
    return {_named(prefix, suffix): _kind_of(suffix, made) for suffix, made in COLUMNS_OF[kind](()).items()}


def _kind_of(suffix: str, made: object) -> Kind:
    if suffix in {"bits", "days"}:
        return Kind.NUMBER
    return Kind.WORDS if isinstance(made, tuple) else Kind.TEXT


def _named(prefix: str, suffix: str) -> str:
    return f"{prefix}_{suffix}" if suffix else prefix
