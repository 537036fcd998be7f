"""Which days are working days in England."""

import json
from datetime import date
from functools import cache
from importlib.resources import files

from alongside.values.dates import WorkingCalendar

_HOLIDAYS = "england_bank_holidays.json"


@cache
def england() -> WorkingCalendar:
    """England's working days: not weekends, not bank holidays.

    Counting beyond the last year whose bank holidays we hold raises `BeyondCalendar`, whose
    message says which years we know.

    Source: Banking and Financial Dealings Act 1971, schedule 1, and royal proclamations.
    """
    held = json.loads(files(__package__).joinpath(_HOLIDAYS).read_text(encoding="utf-8"))
    return WorkingCalendar(
        holidays=frozenset(date.fromisoformat(day) for day in held["holidays"]),
        first_day=date.fromisoformat(held["first_day"]),
        last_day=date.fromisoformat(held["last_day"]),
    )


def covers(day: date) -> bool:
    """Whether we hold the bank holidays of this day's year."""
    return england().covers(day)
