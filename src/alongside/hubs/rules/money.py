"""The money of a centre: its lines, its year, and what the year will have cost."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction

from alongside.values.money import Pence, Rounding, rounded

FIRST_MONTH = 4
"""A council's financial year runs from 1 April to 31 March.

Source: Local Government Finance Act 1992, section 69.
"""
MONTHS = 12


class Line(StrEnum):
    """The revenue lines of a centre: what is spent, and what comes in."""

    STAFFING = "staffing"
    PREMISES = "premises"
    ENERGY = "energy"
    ACTIVITIES = "activities"
    SUPPLIES = "supplies"
    SUPPORT = "support"
    HIRE = "hire"
    GRANTS = "grants"
    FEES = "fees"


LINE_WORDS = {
    Line.STAFFING: "Staffing",
    Line.PREMISES: "Premises: rent, rates, repairs, cleaning",
    Line.ENERGY: "Energy and water",
    Line.ACTIVITIES: "Activities and sessions bought in",
    Line.SUPPLIES: "Supplies, telephones and computers",
    Line.SUPPORT: "Support services charged",
    Line.HIRE: "Income: hire of rooms",
    Line.GRANTS: "Income: grants and contributions",
    Line.FEES: "Income: fees and charges",
}
INCOME = frozenset({Line.HIRE, Line.GRANTS, Line.FEES})


class Basis(StrEnum):
    """Whether a year's figure was agreed, or is what a candidate site would cost."""

    BUDGET = "budget"
    ESTIMATE = "estimate"


BASIS_WORDS = {Basis.BUDGET: "Budget as agreed", Basis.ESTIMATE: "Estimate for a candidate"}


def financial_year_of(day: date) -> int:
    """A day belongs to the financial year that began on the 1 April before it, or on that very day.

    Source: Local Government Finance Act 1992, section 69.
    """
    return day.year if day.month >= FIRST_MONTH else day.year - 1


def year_words(year: int) -> str:
    """A financial year as it is written: 2025/26."""
    return f"{year}/{(year + 1) % 100:02d}"


def months_of(year: int) -> tuple[date, ...]:
    """The first days of the twelve months of a financial year."""
    return tuple(date(year + (month > MONTHS), (month - 1) % MONTHS + 1, 1) for month in range(4, 16))


def net(amounts: Mapping[str, int]) -> Pence:
    """What a centre costs is what is spent less what comes in.

    Source: local default; net expenditure as councils report it.
    """
    return Pence(sum(-pence if line in INCOME else pence for line, pence in amounts.items()))


@dataclass(frozen=True)
class LineForecast:
    """One line at the end of the year: what was budgeted, what has been spent, what it will be, and by what."""

    line: Line
    budget: Pence
    so_far: Pence
    forecast: Pence
    how: str


@dataclass(frozen=True)
class Forecast:
    """How a centre's year will end, net: under its budget when `under` is above nought."""

    lines: tuple[LineForecast, ...]
    budget: Pence
    so_far: Pence
    forecast: Pence
    months_known: int

    @property
    def under(self) -> int:
        """What is left of the budget at the end of the year; below nought it is overspent."""
        return self.budget - self.forecast


def forecast_line(line: Line, *, budget: int, months: Sequence[int], run: int) -> LineForecast:
    """A line ends the year at what has been spent so far, and for each month to come the average of its
    latest three months; a line with fewer months than that on record is expected to meet its budget.

    Source: local default; the run rate that council budget monitoring reports use.
    """
    so_far = Pence(sum(months))
    if len(months) < run:
        return LineForecast(line, Pence(budget), so_far, Pence(max(budget, so_far)), "its budget: too few months yet")
    latest = months[-run:]
    to_come = rounded(Fraction(sum(latest), run) * (MONTHS - len(months)), Rounding.HALF_EVEN)
    return LineForecast(
        line, Pence(budget), so_far, Pence(so_far + to_come), f"so far, and the average of the latest {run} months"
    )


def forecast_year(
    *, budget: Mapping[str, int], outturn: Mapping[date, Mapping[str, int]], year: int, run: int
) -> Forecast:
    """A centre's underspend is forecast line by line, and the lines add up to the net forecast.

    Months count from April up to the first month that has no outturn. Source: local default.
    """
    known = []
    for month in months_of(year):
        if month not in outturn:
            break
        known.append(outturn[month])
    used = set(budget) | {line for one in known for line in one}
    lines = tuple(
        forecast_line(line, budget=budget.get(line, 0), months=[one.get(line, 0) for one in known], run=run)
        for line in Line
        if line in used
    )
    return Forecast(
        lines=lines,
        budget=net({one.line: one.budget for one in lines}),
        so_far=net({one.line: one.so_far for one in lines}),
        forecast=net({one.line: one.forecast for one in lines}),
        months_known=len(known),
    )


def cost_each(cost: int, people: int) -> Pence | None:
    """What one visit cost is the net cost divided by the visits; nothing can be said of no visits.

    Source: local default.
    """
    return rounded(Fraction(cost, people), Rounding.HALF_EVEN) if people > 0 else None


def number_of_figures(figures: Mapping[str, int]) -> str:
    """The number of the figures that stand, by which a page that was opened before knows that somebody has written
    down others since.

    Source: local default: of two people at one form the second sees what the first kept, and neither loses anything.
    """
    text = ";".join(f"{name}={figures[name]}" for name in sorted(figures))
    return hashlib.sha256(text.encode()).hexdigest()
