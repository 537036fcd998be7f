"""The people a contact tells of: what is known of their birth, and how they are named."""

import unicodedata
from collections.abc import Sequence
from datetime import date, timedelta
from enum import StrEnum

OLDEST_AGE = 120
LONGEST_PREGNANCY_DAYS = 294
"""A due date lies at most 42 weeks ahead. Source: local default."""


class BirthKnown(StrEnum):
    """How well a birth is known: the day, an age, the day a baby is due, or nothing."""

    DAY = "day"
    AGE = "age"
    DUE = "due"
    NOTHING = "nothing"


def birth_known(*, born_on: date | None, age: int | None, due_on: date | None) -> BirthKnown:
    """The day of birth says most, then an age, then the day a baby is due.

    Source: local default.
    """
    if born_on is not None:
        return BirthKnown.DAY
    if age is not None:
        return BirthKnown.AGE
    return BirthKnown.NOTHING if due_on is None else BirthKnown.DUE


def problem_with_birth(*, born_on: date | None, age: int | None, due_on: date | None, today: date) -> str:
    """What is wrong with what is said of a birth, in words fit to show; empty when nothing is.

    Source: local default.
    """
    if born_on is not None and born_on > today:
        return "The date of birth is in the future. For a baby not yet born, give the due date instead"
    if born_on is not None and born_on.year < today.year - OLDEST_AGE:
        return f"The date of birth is more than {OLDEST_AGE} years ago. Check the year"
    if age is not None and not 0 <= age <= OLDEST_AGE:
        return f"Enter an age in years, from 0 to {OLDEST_AGE}"
    if due_on is not None and (born_on is not None or age is not None):
        return "Give either the due date of a baby not yet born or a date of birth or age, not both"
    if due_on is not None and due_on > today + timedelta(days=LONGEST_PREGNANCY_DAYS):
        return "The due date is too far ahead. Check the year"
    return ""


def fold_name(*names: str) -> str:
    """A name without capitals, accents, order or signs, to tell whether one person was put twice.

    Source: local default.
    """
    plain = unicodedata.normalize("NFKD", " ".join(names)).casefold()
    letters = "".join(one if one.isalnum() else " " for one in plain if not unicodedata.combining(one))
    return " ".join(sorted(letters.split()))


def family_name_for(members: Sequence[tuple[str, str]]) -> str:
    """A family is called by its children's family names, else by its adults', each said once.

    Source: local default.
    """
    children = [name for part, name in members if part == "child" and name]
    names = list(dict.fromkeys(children or [name for _, name in members if name]))
    return f"{' and '.join(names[:2])} family" if names else "Family not named yet"
