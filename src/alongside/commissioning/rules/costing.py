"""What a line of a package costs, and in which financial year."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from alongside.values.money import Pence, Rounding, rounded, split_exactly

APRIL = 4
DAYS_OF_WEEK = 7
MOST_WEEKS = 520


class Pattern(StrEnum):
    """How the units of a line are counted."""

    WEEKLY = "weekly"
    IN_ALL = "in_all"


PATTERN_WORDS = {Pattern.WEEKLY: "a week", Pattern.IN_ALL: "in all"}


class Unit(StrEnum):
    """What one unit of a service is."""

    HOUR = "hour"
    SESSION = "session"
    DAY = "day"
    WEEK = "week"
    ITEM = "item"


UNIT_WORDS = {
    Unit.HOUR: "hours",
    Unit.SESSION: "sessions",
    Unit.DAY: "days",
    Unit.WEEK: "weeks",
    Unit.ITEM: "items",
}


@dataclass(frozen=True)
class Costed:
    """What is needed to cost a line: both its first and its last day count."""

    units: Decimal
    pattern: Pattern
    price: Pence
    from_on: date
    until_on: date


def year_of(day: date) -> int:
    """A financial year runs from 1 April to 31 March, and is called by the year it begins in.

    Source: Local Government Finance Act 1992 (the financial year).
    """
    return day.year if (day.month, day.day) >= (APRIL, 1) else day.year - 1


def year_words(year: int) -> str:
    """A financial year as we write it: 2026-27."""
    return f"{year}-{(year + 1) % 100:02}"


def first_day_of(year: int) -> date:
    """The first day of a financial year."""
    return date(year, APRIL, 1)


def last_day_of(year: int) -> date:
    """The last day of a financial year."""
    return date(year + 1, 3, 31)


def days_of(from_on: date, until_on: date) -> int:
    """How many days there are from the first to the last, both counted; none when they are the wrong way round."""
    return max(0, (until_on - from_on).days + 1)


def units_in_all(line: Costed) -> Fraction:
    """Units a week are counted by the day, so that half a week is half of them.

    Source: local default.
    """
    units = Fraction(line.units)
    if line.pattern is Pattern.IN_ALL:
        return units if days_of(line.from_on, line.until_on) else Fraction(0)
    return units * days_of(line.from_on, line.until_on) / DAYS_OF_WEEK


def units_by(line: Costed, day: date) -> Fraction:
    """The units that should have been given by the end of a day, evenly over the line’s days.

    Source: local default.
    """
    whole = days_of(line.from_on, line.until_on)
    gone = min(whole, days_of(line.from_on, day))
    return units_in_all(line) * gone / whole if whole else Fraction(0)


def cost_of(line: Costed) -> Pence:
    """A line costs its units times its price, rounded once to the nearest penny.

    Source: local default (a half goes up, as on an invoice).
    """
    return rounded(units_in_all(line) * line.price, Rounding.HALF_UP)


def cost_by_year(line: Costed) -> dict[int, Pence]:
    """A line’s cost falls into financial years by their number of days, and comes to the same in all.

    Source: local default; pence by the largest remainder.
    """
    if not days_of(line.from_on, line.until_on):
        return {}
    years = list(range(year_of(line.from_on), year_of(line.until_on) + 1))
    weights = [days_of(max(line.from_on, first_day_of(year)), min(line.until_on, last_day_of(year))) for year in years]
    return dict(zip(years, split_exactly(cost_of(line), weights), strict=True))


def ends_early(line: Costed, last_on: date) -> Costed | None:
    """A line that ends early keeps its price and its units a week; units in all are fewer by the days lost.

    Nothing is left of a line that had not begun.
    Source: local default.
    """
    if last_on >= line.until_on:
        return line
    if last_on < line.from_on:
        return None
    if line.pattern is Pattern.WEEKLY:
        return replace(line, until_on=last_on)
    return replace(line, until_on=last_on, units=_whole_hundredths(units_by(line, last_on)))


def pauses(line: Costed, from_on: date, until_on: date) -> list[Costed]:
    """A pause takes its days out of a line given every week, which is then in two; units in all are not lost,
    only given later.

    Source: local default.
    """
    if line.pattern is Pattern.IN_ALL or until_on < line.from_on or from_on > line.until_on:
        return [line]
    before = replace(line, until_on=from_on - timedelta(days=1))
    after = replace(line, from_on=until_on + timedelta(days=1))
    return [part for part in (before, after) if days_of(part.from_on, part.until_on)]


def new_price(price: Pence, hundredths_of_percent: int) -> Pence:
    """A price rises by a percentage, to the nearest penny.

    Source: local default.
    """
    return rounded(Fraction(price) * (10_000 + hundredths_of_percent) / 10_000, Rounding.HALF_UP)


def inflates(line: Costed, from_on: date, hundredths_of_percent: int) -> list[Costed]:
    """New prices hold from their day on: a line that has begun is in two, before and after, and nothing already
    given costs more.

    Source: local default.
    """
    if from_on > line.until_on:
        return [line]
    dearer = replace(line, price=new_price(line.price, hundredths_of_percent))
    if from_on <= line.from_on:
        return [dearer]
    if line.pattern is Pattern.WEEKLY:
        return [replace(line, until_on=from_on - timedelta(days=1)), replace(dearer, from_on=from_on)]
    given = _whole_hundredths(units_by(line, from_on - timedelta(days=1)))
    return [
        replace(line, until_on=from_on - timedelta(days=1), units=given),
        replace(dearer, from_on=from_on, units=line.units - given),
    ]


def problem_with_line(line: Costed) -> str:
    """A line has units and a price above nought, and days in order, not more than ten years of them.

    Source: local default.
    """
    if line.units <= 0:
        return "Enter how many units, above nought"
    if line.price <= 0:
        return "Enter what one unit costs, above nought"
    if line.until_on < line.from_on:
        return "The last day is before the first"
    if days_of(line.from_on, line.until_on) > MOST_WEEKS * DAYS_OF_WEEK:
        return "A line runs for ten years at the most. Check the years"
    return ""


def total_of(lines: Sequence[Costed]) -> Pence:
    """What a package costs: the sum of its lines."""
    return Pence(sum(cost_of(line) for line in lines))


def _whole_hundredths(units: Fraction) -> Decimal:
    return Decimal(int(units * 100 + Fraction(1, 2))) / 100
