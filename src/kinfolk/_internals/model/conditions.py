"""When a pair of records stands on a level: a small language that every engine can speak.

Only equality, lists that share something, whole numbers, bits and Levenshtein's distance are used, so that
Python, DuckDB and PostgreSQL cannot disagree.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from rapidfuzz.distance import Levenshtein

Record = Mapping[str, object]


class Condition(Protocol):
    """Something that holds or does not hold of two records, whichever comes first."""

    def holds(self, a: Record, b: Record) -> bool: ...

    def columns(self) -> tuple[str, ...]: ...


@dataclass(frozen=True)
class Filled:
    """Both know it."""

    column: str

    def holds(self, a: Record, b: Record) -> bool:
        return _is_known(a[self.column]) and _is_known(b[self.column])

    def columns(self) -> tuple[str, ...]:
        return (self.column,)


@dataclass(frozen=True)
class Same:
    """Both know it, and it is the same; with two columns, one's left is the other's right."""

    left: str
    right: str

    def holds(self, a: Record, b: Record) -> bool:
        return self.holds_one_way(a, b) or self.holds_one_way(b, a)

    def holds_one_way(self, a: Record, b: Record) -> bool:
        """Whether the left of the first is the right of the second."""
        return _same(a[self.left], b[self.right])

    def columns(self) -> tuple[str, ...]:
        return (self.left, self.right)


@dataclass(frozen=True)
class Shared:
    """Their lists have something in common; with two columns, one's left with the other's right."""

    left: str
    right: str

    def holds(self, a: Record, b: Record) -> bool:
        return self.holds_one_way(a, b) or self.holds_one_way(b, a)

    def holds_one_way(self, a: Record, b: Record) -> bool:
        """Whether the left of the first has something of the right of the second."""
        return _share(a[self.left], b[self.right])

    def columns(self) -> tuple[str, ...]:
        return (self.left, self.right)


@dataclass(frozen=True)
class BothWays:
    """One's left is the other's right, and one's right the other's left: two values are exchanged. Either way alone is
    a coincidence: of twins called Ali Mahmood and Yusuf Ali one is called as the other's family."""

    part: Same | Shared

    def holds(self, a: Record, b: Record) -> bool:
        return self.part.holds_one_way(a, b) and self.part.holds_one_way(b, a)

    def columns(self) -> tuple[str, ...]:
        return self.part.columns()


@dataclass(frozen=True)
class Near:
    """Two numbers lie at most so far apart; with two columns, one's left and the other's right."""

    left: str
    right: str
    most: int

    def holds(self, a: Record, b: Record) -> bool:
        return _near(a[self.left], b[self.right], self.most) or _near(a[self.right], b[self.left], self.most)

    def columns(self) -> tuple[str, ...]:
        return (self.left, self.right)


@dataclass(frozen=True)
class Alike:
    """So many per cent of the bits of both are in common (Dice's measure)."""

    column: str
    percent: int

    def holds(self, a: Record, b: Record) -> bool:
        one, other = a[self.column] or 0, b[self.column] or 0
        if not (one and other):
            return False
        return 200 * (one & other).bit_count() >= self.percent * (one.bit_count() + other.bit_count())

    def columns(self) -> tuple[str, ...]:
        return (self.column,)


@dataclass(frozen=True)
class Edits:
    """So many letters at most must be put in, left out or changed to make one text the other; texts
    shorter than `least` letters are never near enough."""

    column: str
    most: int
    least: int

    def holds(self, a: Record, b: Record) -> bool:
        one, other = a[self.column], b[self.column]
        if min(len(one), len(other)) < self.least:
            return False
        # The cut-off saves time and changes no answer.
        return Levenshtein.distance(one, other, score_cutoff=self.most) <= self.most  # pragma: no mutate

    def columns(self) -> tuple[str, ...]:
        return (self.column,)


@dataclass(frozen=True)
class Every:
    """All of several conditions hold."""

    parts: tuple[Condition, ...]

    def holds(self, a: Record, b: Record) -> bool:
        return all(part.holds(a, b) for part in self.parts)

    def columns(self) -> tuple[str, ...]:
        return tuple(column for part in self.parts for column in part.columns())


@dataclass(frozen=True)
class Any:
    """At least one of several conditions holds."""

    parts: tuple[Condition, ...]

    def holds(self, a: Record, b: Record) -> bool:
        return any(part.holds(a, b) for part in self.parts)

    def columns(self) -> tuple[str, ...]:
        return tuple(column for part in self.parts for column in part.columns())


@dataclass(frozen=True)
class Not:
    """A condition does not hold."""

    part: Condition

    def holds(self, a: Record, b: Record) -> bool:
        return not self.part.holds(a, b)

    def columns(self) -> tuple[str, ...]:
        return self.part.columns()


def leaves_of(condition: Condition) -> Iterator[Condition]:
    """The conditions of which a condition is put together."""
    match condition:
        case Every(parts) | Any(parts):
            for part in parts:
                yield from leaves_of(part)
        case Not(part) | BothWays(part):
            yield from leaves_of(part)
        case _:
            yield condition


def condition_of(written: Mapping) -> Condition:
    """Read a condition as it is written in the model."""
    match written:
        case {"filled": str(column)}:
            return Filled(column)
        case {"same": columns}:
            return Same(*_pair(columns))
        case {"shared": columns}:
            return Shared(*_pair(columns))
        case {"both_ways": {"same": [left, right]}}:
            return BothWays(Same(left, right))
        case {"both_ways": {"shared": [left, right]}}:
            return BothWays(Shared(left, right))
        case {"near": columns, "most": int(most)}:
            return Near(*_pair(columns), most)
        case {"alike": str(column), "percent": int(percent)}:
            return Alike(column, percent)
        case {"edits": str(column), "most": int(most), "least": int(least)}:
            return Edits(column, most, least)
        case {"all": parts}:
            return Every(tuple(condition_of(part) for part in parts))
        case {"any": parts}:
            return Any(tuple(condition_of(part) for part in parts))
        case {"not": part}:
            return Not(condition_of(part))
    raise ValueError(f"The model has a condition that cannot be read: {written}")


def _pair(columns: str | Sequence[str]) -> tuple[str, str]:
    if isinstance(columns, str):
        return columns, columns
    left, right = columns
    return left, right


def _is_known(value: object) -> bool:
    return value is not None and value != "" and value != ()


def _same(one: object, other: object) -> bool:
    return one == other and _is_known(one)


def _share(one: Sequence[str], other: Sequence[str]) -> bool:
    return not set(one).isdisjoint(other)


def _near(one: int | None, other: int | None, most: int) -> bool:
    return one is not None and other is not None and abs(one - other) <= most
