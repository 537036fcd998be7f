"""How a typed day is read, and what to say when it cannot be."""

import calendar
import re
from datetime import date

BOXES = ("day", "month", "year")
MONTHS = tuple(name.lower() for name in calendar.month_name)[1:]
SHORTEST_MONTH_NAME = 3


class DayMistake(ValueError):
    """Says what to do about a day, and which of its boxes to look at."""

    def __init__(self, message: str, boxes: tuple[str, ...] = BOXES):
        super().__init__(message)
        self.message = message
        self.boxes = boxes


def read_day(*, day: str, month: str, year: str, called: str = "the date", short_years: bool = True) -> date | None:
    """A day may be typed as three numbers, with a month's name, or whole into the first box.

    Nothing typed is no day. Two figures of a year mean this century, where that is allowed.
    """
    parts = [part.strip() for part in (day, month, year)]
    if not any(parts):
        return None
    if parts[0] and not parts[1] and not parts[2]:
        parts = _split_whole(parts[0])
    called = called[:1].upper() + called[1:]
    missing = tuple(box for box, part in zip(BOXES, parts, strict=True) if not part)
    if missing:
        raise DayMistake(f"{called} must include a {' and a '.join(missing)}", missing)
    year_number = _read_year(parts[2], short_years=short_years)
    month_number = _read_month(parts[1])
    return _real_day(parts[0], month_number, year_number, called)


def _split_whole(text: str) -> list[str]:
    if found := re.fullmatch(r"(\d{4})-(\d{1,2})-(\d{1,2})", text):
        return [found[3], found[2], found[1]]
    pieces = [piece for piece in re.split(r"[\s/.,\-]+", text) if piece]
    return ([*pieces, "", "", ""])[:3] if len(pieces) <= len(BOXES) else [text, "", ""]


def _read_year(text: str, *, short_years: bool) -> int:
    if re.fullmatch(r"\d{4}", text):
        return int(text)
    if short_years and re.fullmatch(r"\d{2}", text):
        return 2000 + int(text)
    raise DayMistake("Enter a year with four digits, such as 2014", ("year",))


def _read_month(text: str) -> int:
    if re.fullmatch(r"\d{1,2}", text) and 1 <= int(text) <= len(MONTHS):
        return int(text)
    if len(text) >= SHORTEST_MONTH_NAME:
        for number, name in enumerate(MONTHS, start=1):
            if name.startswith(text.lower()) or (name == "september" and text.lower() == "sept"):
                return number
    raise DayMistake("Enter a month from 1 to 12, or its name, such as March", ("month",))


def _real_day(text: str, month: int, year: int, called: str) -> date:
    text = re.sub(r"(?i)(?<=\d)(st|nd|rd|th)$", "", text)
    if not re.fullmatch(r"\d{1,2}", text):
        raise DayMistake("Enter a day as a number, such as 27", ("day",))
    if year < 1:
        raise DayMistake("Enter a year with four digits, such as 2014", ("year",))
    last = calendar.monthrange(year, month)[1]
    if not 1 <= int(text) <= last:
        name = MONTHS[month - 1].capitalize()
        raise DayMistake(f"{called} must be a real day: {name} {year} has {last} days", ("day",))
    return date(year, month, int(text))


def is_within(day: date, *, must_be: str, today: date) -> bool:
    """A day that must be past is before today, one that must be future is after it."""
    return {
        "past": day < today,
        "today_or_past": day <= today,
        "future": day > today,
        "today_or_future": day >= today,
    }[must_be]


MUST_BE_WORDS = {
    "past": "must be in the past",
    "today_or_past": "must be today or in the past",
    "future": "must be in the future",
    "today_or_future": "must be today or in the future",
}
