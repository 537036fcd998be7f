"""What a family's record shows to whom, and how a chronology is kept."""

from datetime import date

from alongside.foundation.access.rules import GRANT_REASON_WORDS, GrantReason

SEEN_KINDS = "_seen"
"""Audit kinds of pages that showed a person end so."""


def problem_with_event_day(happened_on: date, *, today: date) -> str:
    """An event in a chronology has happened: its day is today or before.

    Source: local default.
    """
    return "The day is in the future: a chronology holds what has happened" if happened_on > today else ""


def why_in_words(reason: str) -> str:
    """Why someone sees a record, as it is told to the family.

    Source: local default.
    """
    return GRANT_REASON_WORDS[GrantReason(reason)]


def is_told_by_name(kind: str) -> bool:
    """A family is told who looked by name when it was staff or a partner, not another member's own visit.

    Source: local default.
    """
    return kind != "family"
