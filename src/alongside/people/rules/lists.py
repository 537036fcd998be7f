"""Agencies' lists: how a row is decided, and how long what follows from it is kept."""

from datetime import date, timedelta
from enum import StrEnum


class RunStatus(StrEnum):
    """How far a list is."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"


RUN_STATUS_WORDS = {
    RunStatus.WAITING: "Waits its turn",
    RunStatus.RUNNING: "Being taken in",
    RunStatus.DONE: "Taken in",
    RunStatus.FAILED: "Could not be taken in",
}

RUN_MOVES: dict[RunStatus, frozenset[RunStatus]] = {
    RunStatus.WAITING: frozenset({RunStatus.RUNNING, RunStatus.FAILED}),
    RunStatus.RUNNING: frozenset({RunStatus.DONE, RunStatus.FAILED}),
    RunStatus.DONE: frozenset(),
    RunStatus.FAILED: frozenset(),
}


class RowState(StrEnum):
    """What became of a row."""

    FOUND = "found"
    ASKED = "asked"
    UNMATCHED = "unmatched"
    GONE = "gone"


ROW_STATE_WORDS = {
    RowState.FOUND: "Found on record",
    RowState.ASKED: "May be somebody: not taken as found",
    RowState.UNMATCHED: "Nobody on record",
    RowState.GONE: "No longer on the list",
}


def state_of_row(
    *, probability: float, next_best: float, may_be_twin: bool, certain_percent: int, ask_percent: int
) -> RowState:
    """A row is taken as found when it is all but certain and nobody else comes near. Where somebody was born on the
    same day in the same home or name and is called differently, a person looks, unless the row is certainly another.

    Source: local default.
    """
    is_certain = probability * 100 >= certain_percent and next_best * 100 < 100 - certain_percent
    if is_certain:
        return RowState.FOUND
    return RowState.ASKED if may_be_twin or probability * 100 >= ask_percent else RowState.UNMATCHED


def kept_until(*, as_of: date, keeps_days: int, agreement_until_on: date) -> date:
    """What an agency's list says is kept as long as was agreed, and never beyond the agreement itself.

    Source: UK GDPR Article 5(1)(e), storage limitation; the days are a local default.
    """
    return min(as_of + timedelta(days=keeps_days), agreement_until_on)
