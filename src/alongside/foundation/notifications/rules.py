"""When a letter that could not be sent is tried again."""

from datetime import datetime, timedelta

MOST_TRIES = 8
"""How often a letter is tried before someone is told. Source: local default."""


def may_try_again(*, tries: int) -> bool:
    """A letter is tried eight times, and then waits for someone to look.

    Source: local default.
    """
    return tries < MOST_TRIES


def next_try_at(*, tries: int, queued_at: datetime) -> datetime:
    """Each try waits twice as long as the one before, from one minute on.

    Source: local default.
    """
    return queued_at + timedelta(minutes=2**tries - 1)
