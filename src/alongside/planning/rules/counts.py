"""Counts of children by area that social care and others hand over: what they are, and what a file of them must say."""

from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass
from enum import StrEnum


class CountKind(StrEnum):
    """Children whom another service counts."""

    PROTECTION = "protection"
    IN_NEED = "in_need"
    LOOKED_AFTER = "looked_after"
    FREE_MEALS = "free_meals"
    ABSENT = "absent"


COUNT_WORDS = {
    CountKind.PROTECTION: "Children on a child protection plan",
    CountKind.IN_NEED: "Children in need",
    CountKind.LOOKED_AFTER: "Children looked after, by the home they came from",
    CountKind.FREE_MEALS: "Pupils eligible for free school meals",
    CountKind.ABSENT: "Pupils who are persistently absent",
}
PREFIX = "count_"
COLUMNS = ("area_code", "children")
MOST_IN_AN_AREA = 5_000
MOST_TOLD = 20
"""Wrong rows that are told at once. Source: local default."""


def key_of(kind: CountKind) -> str:
    """The name of a count among the indicators."""
    return f"{PREFIX}{kind}"


def kind_of(key: str) -> CountKind | None:
    """Which of these counts an indicator's name means, if any."""
    name = key.removeprefix(PREFIX)
    return CountKind(name) if key.startswith(PREFIX) and name in set(CountKind) else None


@dataclass(frozen=True)
class Read:
    """What a file of counts says, or what is wrong with it."""

    counts: dict[str, int]
    wrong: tuple[str, ...]


def counts_of(rows: Iterable[tuple[int, Mapping[str, str]]], *, areas: Set[str]) -> Read:
    """A file of counts names each area of the county at most once, with a whole number of children. An area that it
    leaves out has no such child. One wrong row, and nothing is taken in: half a count would be shown as a whole.

    Source: local default.
    """
    found: dict[str, int] = {}
    wrong = []
    for number, row in rows:
        code, said = (str(row.get(name) or "").strip() for name in COLUMNS)
        code = code.upper()
        if code not in areas:
            wrong.append(f"Row {number}, area_code “{code}”: the code of an area of this county")
        elif code in found:
            wrong.append(f"Row {number}, area_code “{code}”: an area that no row before has named")
        elif not said:
            continue
        elif not (said.isascii() and said.isdigit() and int(said) <= MOST_IN_AN_AREA):
            wrong.append(f"Row {number}, children “{said}”: a whole number from 0 to {MOST_IN_AN_AREA:,}")
        else:
            found[code] = int(said)
    if not found and not wrong:
        wrong.append("No row has a number of children")
    return Read({} if wrong else dict.fromkeys(sorted(areas), 0) | found, tuple(wrong))
