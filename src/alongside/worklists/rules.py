"""How work is ordered and what is called late."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Work:
    """One thing that someone owes by a day: what, where, by which rule, and who owes it."""

    what: str
    reference: str
    url: str
    due_on: date
    rule: str
    owner: str = ""


def is_late(work: Work, *, today: date) -> bool:
    """Work is late from the day after it was due.

    Source: local default.
    """
    return today > work.due_on


def by_clock(work: Sequence[Work]) -> list[Work]:
    """The soonest due comes first; of one day, in the order of their references.

    Source: local default.
    """
    return sorted(work, key=lambda one: (one.due_on, one.reference, one.what))


SOON_DAYS = 7
"""Work due within a week stands under “this week”. Source: local default."""


def shelves(work: Sequence[Work], *, today: date) -> dict[str, list[Work]]:
    """Work stands on three shelves: late, due within a week, and later.

    Source: local default.
    """
    ordered = by_clock(work)
    return {
        "late": [one for one in ordered if is_late(one, today=today)],
        "soon": [one for one in ordered if 0 <= (one.due_on - today).days <= SOON_DAYS],
        "later": [one for one in ordered if (one.due_on - today).days > SOON_DAYS],
    }
