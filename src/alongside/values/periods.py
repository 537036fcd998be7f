"""Stretches of days, half-open: from the first day up to, and not with, the day they end."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True)
class Period:
    """From `start` up to but not with `end`; with no end it goes on.

    Half-open, so that one that ends when another starts meets it without sharing a day.
    """

    start: date
    end: date | None = None

    def __post_init__(self) -> None:
        if self.end is not None and self.end <= self.start:
            raise ValueError("A period ends after it starts")

    @classmethod
    def through(cls, first: date, last: date | None) -> "Period":
        """From a first day to a last day, both within: how people write it on forms."""
        return cls(first, None if last is None else last + timedelta(days=1))

    @property
    def last(self) -> date | None:
        """The last day within; none while it goes on."""
        return None if self.end is None else self.end - timedelta(days=1)

    def contains(self, day: date) -> bool:
        """Whether the day is within."""
        return self.start <= day and (self.end is None or day < self.end)

    def overlaps(self, other: "Period") -> bool:
        """Whether the two share a day."""
        return self.intersection(other) is not None

    def meets(self, other: "Period") -> bool:
        """Whether one starts on the very day that the other ends."""
        return self.end == other.start or other.end == self.start

    def intersection(self, other: "Period") -> "Period | None":
        """The days that both have; none when they share no day."""
        start = max(self.start, other.start)
        end = _sooner(self.end, other.end)
        return Period(start, end) if end is None or start < end else None


def gaps(periods: Iterable[Period], *, within: Period) -> list[Period]:
    """The stretches of `within` that none of the periods reaches, in order."""
    found = []
    reached = within.start
    for period in sorted(periods, key=lambda period: period.start):
        part = period.intersection(within)
        if part is None:
            continue
        if reached < part.start:
            found.append(Period(reached, part.start))
        if part.end is None:
            return found
        reached = max(reached, part.end)
    if within.end is None or reached < within.end:
        found.append(Period(reached, within.end))
    return found


def _sooner(one: date | None, other: date | None) -> date | None:
    """The earlier of two ends, where none means that it goes on."""
    ends = [end for end in (one, other) if end is not None]
    return min(ends, default=None)
