"""How days read."""

from dataclasses import dataclass
from datetime import date

DAYS_NAMED = 14
DAYS_CLOSE = 3


@dataclass(frozen=True)
class DuePresenter:
    """How a day due reads: in words and with a sign, never by colour alone."""

    words: str
    day: str
    machine: str
    state: str

    @classmethod
    def of(cls, due_on: date, *, today: date, done_on: date | None = None) -> "DuePresenter":
        words, state = _due_words(due_on, today=today, done_on=done_on)
        return cls(words=words, day=say_day(due_on), machine=due_on.isoformat(), state=state)


def _due_words(due_on: date, *, today: date, done_on: date | None) -> tuple[str, str]:
    if done_on is not None:
        late = (done_on - due_on).days
        if late > 0:
            return f"Done {say_day(done_on)}, {_days(late)} late", "done-late"
        return f"Done {say_day(done_on)}, in time", "done"
    away = (due_on - today).days
    if away < 0:
        return f"{_days(-away)} late", "late"
    if away == 0:
        return "Due today", "soon"
    if away == 1:
        return "Due tomorrow", "soon"
    if away <= DAYS_NAMED:
        return (
            f"Due {due_on:%A} {due_on.day} {due_on:%B}",
            "soon" if away <= DAYS_CLOSE else "later",
        )
    return f"Due {say_day(due_on)}", "later"


def _days(number: int) -> str:
    return "1 day" if number == 1 else f"{number} days"


def say_day(day: date | None) -> str:
    """Return a day as we write it: 14 March 2026."""
    return f"{day.day} {day:%B} {day.year}" if day else ""
