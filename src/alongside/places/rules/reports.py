"""What an import says of itself: bad rows, joins, totals, misses."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from typing import Any

SHOWN = 20


@dataclass(frozen=True, slots=True)
class BadRow:
    """A row that can not be used: where it is, what it says, and what was expected."""

    file: str
    row: int
    column: str
    value: str
    expected: str

    def __str__(self) -> str:
        said = f"“{self.value}”" if self.value else "nothing"
        return f"{self.file}, row {self.row}, {self.column}: {said}; expected {self.expected}"


@dataclass(frozen=True, slots=True)
class Join:
    """How many of a county's things found what they should have, and which did not."""

    what: str
    joined: int
    out_of: int
    missing: tuple[str, ...] = ()

    @classmethod
    def of(cls, what: str, *, wanted: Iterable[str], found: Iterable[str]) -> "Join":
        """Compare what was wanted with what was found."""
        wanted, found = set(wanted), set(found)
        missing = sorted(wanted - found)
        return cls(what, len(wanted) - len(missing), len(wanted), tuple(missing[:SHOWN]))

    def __str__(self) -> str:
        text = f"{self.what}: {self.joined:,} of {self.out_of:,}"
        if not self.missing:
            return text
        rest = self.out_of - self.joined - len(self.missing)
        more = f" and {rest:,} more" if rest else ""
        return f"{text}; not {', '.join(self.missing)}{more}"


@dataclass(frozen=True, slots=True)
class UsedFile:
    """A file that was read: what it was taken for, and what it gave."""

    name: str
    layout: str
    vintage: str
    rows: int
    digest: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A file, or things in a file, that were not used, and why."""

    name: str
    why: str
    count: int = 0
    examples: tuple[str, ...] = ()


@dataclass(slots=True)
class Report:
    """Everything that an import has to say."""

    county: str
    vintage: str = ""
    files: list[UsedFile] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)
    misses: list[LeftOut] = field(default_factory=list)
    joins: list[Join] = field(default_factory=list)
    totals: dict[str, float] = field(default_factory=dict)
    localities: list[dict[str, Any]] = field(default_factory=list)
    bad_rows: list[BadRow] = field(default_factory=list)
    bad_rows_in_all: int = 0
    changes: dict[str, dict[str, int]] = field(default_factory=dict)
    refusal: str = ""

    def add_bad_row(self, row: BadRow) -> None:
        """Count a bad row; the first two hundred are kept word for word."""
        self.bad_rows_in_all += 1
        if len(self.bad_rows) < 10 * SHOWN:
            self.bad_rows.append(row)

    def miss(self, name: str, why: str, things: Iterable[str]) -> None:
        """Note things that were left out, when there are any."""
        things = sorted(things)
        if things:
            self.misses.append(LeftOut(name, why, len(things), tuple(things[:SHOWN])))

    def as_json(self) -> dict[str, Any]:
        """The report as plain data."""
        return asdict(self)
