"""How money and footfall read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from alongside.values.money import Pence, format_pounds

from ..rules.money import BASIS_WORDS, LINE_WORDS, MONTHS, Forecast, Line, cost_each, months_of, net, year_words

if TYPE_CHECKING:
    from ..queries import Year


def whole_pounds(pence: int | None) -> str:
    """An amount to the nearest pound, for tables to be looked over; a blank says so."""
    if pence is None:
        return "Not known"
    pounds = (abs(pence) + 50) // 100
    return f"{'−' if pence < 0 and pounds else ''}£{pounds:,}"


def years_table(years: Sequence[Year]) -> list[list]:
    """Each year of a site: budget, outturn, visits, and what a visit cost."""
    return [
        [
            year_words(one.year),
            f"{whole_pounds(one.budget)}{_basis(one)}",
            _outturn(one),
            "Not counted" if one.visits is None else f"{one.visits:,}",
            _each(one),
        ]
        for one in years
    ]


def _basis(one: Year) -> str:
    return f" ({BASIS_WORDS[one.basis].split()[0].lower()})" if one.basis else ""


def _outturn(one: Year) -> str:
    if one.outturn is None:
        return "Not known"
    whole = whole_pounds(one.outturn)
    return whole if one.months_known == MONTHS else f"{whole} in {one.months_known} months"


def _each(one: Year) -> str:
    if one.outturn is None or not one.visits:
        return "Not known"
    each = cost_each(one.outturn, one.visits)
    return format_pounds(Pence(each), always_pence=True)


def amounts_table(forecast: Forecast) -> list[list]:
    """Each line of a year: budget, so far, forecast, and by how much it is under or over."""
    rows = [
        [
            LINE_WORDS[one.line],
            whole_pounds(one.budget),
            whole_pounds(one.so_far),
            whole_pounds(one.forecast),
            one.how,
        ]
        for one in forecast.lines
    ]
    total = ["Net", whole_pounds(forecast.budget), whole_pounds(forecast.so_far), whole_pounds(forecast.forecast), ""]
    return [*rows, total]


def forecast_words(forecast: Forecast, *, year: int) -> str:
    """How the year is expected to end, in a sentence."""
    end = f"at the end of {year_words(year)}"
    if forecast.months_known == 0:
        return f"No month of {year_words(year)} is on record yet, so nothing is forecast."
    known = "one month" if forecast.months_known == 1 else f"{forecast.months_known} months"
    if forecast.months_known == MONTHS:
        known, end = "the whole year", f"in {year_words(year)}"
    if forecast.under > 0:
        return f"{whole_pounds(forecast.under)} under its budget {end}, going by {known}."
    if forecast.under < 0:
        return f"{whole_pounds(-forecast.under)} over its budget {end}, going by {known}."
    return f"Exactly its budget {end}, going by {known}."


def months_table(
    year: int, outturn: Mapping[date, Mapping[Line, int]], footfall: Mapping[date, int]
) -> list[tuple[date, str, str]]:
    """Each month of a year: net outturn and visits, where they are known."""
    return [
        (
            month,
            whole_pounds(net(outturn[month])) if month in outturn else "Not known",
            f"{footfall[month]:,}" if month in footfall else "Not counted",
        )
        for month in months_of(year)
    ]
