"""Columns of a date that may be whole, partly known, estimated or impossible."""

import re
from collections.abc import Sequence
from datetime import date

_EPOCH = date(1900, 1, 1).toordinal()
_YEAR_FIRST = re.compile(r"^(\d{4})(?:[-/. ]?(\d{1,2})(?:[-/. ]?(\d{1,2}))?)?(?:[T ].*)?$")
_DAY_FIRST = re.compile(r"^(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4})(?:[T ].*)?$")

Columns = dict[str, object]


def date_columns(values: Sequence[str]) -> Columns:
    """Columns of a date: its digits, exchanged where they may be, its parts, and its number among the days."""
    year, month, day = parts_of(values[0]) if values else ("", "", "")
    whole = f"{year}{month}{day}" if year and month and day else ""
    return {
        "": whole,
        "exchanged": f"{year}{day}{month}" if whole and day != month and day <= "12" else "",
        "day": f"{month}{day}" if whole else "",
        "month": f"{year}{month}" if month else "",
        "year": year,
        "days": _days(year, month, day),
    }


def parts_of(text: str) -> tuple[str, str, str]:
    """Year, month and day as digits, each empty where it is not known; the date need not exist."""
    text = text.strip()
    if found := _YEAR_FIRST.match(text):
        year, month, day = (part or "" for part in found.groups())
    elif found := _DAY_FIRST.match(text):
        day, month, year = found.groups()
    else:
        return "", "", ""
    return year, month.zfill(2) if month else "", day.zfill(2) if day else ""


def is_date(text: str) -> bool:
    """Whether a text is a day that exists, or a month or a year."""
    return _days(*parts_of(text)) is not None


def _days(year: str, month: str, day: str) -> int | None:
    try:
        return date(int(year), int(month or 7), int(day or 1)).toordinal() - _EPOCH
    except ValueError:
        return None
