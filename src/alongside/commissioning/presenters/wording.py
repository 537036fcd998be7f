"""How amounts, days and statuses of commissioning read."""

from __future__ import annotations

from datetime import date

from alongside.foundation.components.presenters import say_day
from alongside.values.money import Pence, format_pounds

from .. import rules

UNBROKEN = "\u2060"
PACKAGE_TAGS = {"planned": "blue", "running": "green", "ended": "grey", "not_taken_up": "grey"}
VERSION_TAGS = {
    "draft": "blue",
    "proposed": "yellow",
    "approved": "turquoise",
    "signed": "green",
    "declined": "red",
    "withdrawn": "grey",
}


def pounds(amount: int) -> str:
    """An amount in a column of figures; its sign stays with it on one line."""
    return format_pounds(Pence(amount), always_pence=True).replace("-", f"-{UNBROKEN}")


def short_pounds(amount: int) -> str:
    """An amount in a sentence."""
    return format_pounds(Pence(amount))


def signed_pounds(amount: int) -> str:
    """A difference: + or -, or none."""
    if amount == 0:
        return "no difference"
    return f"{'+' if amount > 0 else ''}{short_pounds(amount)}"


def percent(hundredths: int) -> str:
    """Hundredths of a per cent as we write them: 33.33%."""
    whole, rest = divmod(hundredths, 100)
    return f"{whole}%" if rest == 0 else f"{whole}.{rest:02}".rstrip("0") + "%"


def span(first: date | None, last: date | None) -> str:
    """From a day until a day."""
    if first is None or last is None:
        return ""
    return f"{say_day(first)} to {say_day(last)}"


def units_words(line) -> str:
    """How much of a line there is: 2 hours a week."""
    units = f"{line.units.normalize():f}"
    unit = rules.UNIT_WORDS[rules.Unit(line.unit)]
    unit = unit[:-1] if units == "1" else unit
    return f"{units} {unit} {rules.PATTERN_WORDS[rules.Pattern(line.pattern)]}"


def number(text: str) -> dict:
    """A column of figures."""
    return {"text": text, "number": True}


def rate_words(rate) -> str:
    """A price of a contract to choose: whose, for what, how much for one."""
    return f"{rate.contract.provider.name}: {rate.what}, {pounds(rate.price)} for each {rate.unit}"
