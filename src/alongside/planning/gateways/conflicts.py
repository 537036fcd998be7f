"""Why wishes cannot all be kept: every conflict, what it is enough to leave out, and the least changes."""

from collections.abc import Iterable
from dataclasses import replace

from alongside.planning.gateways.siting import Asked, Worked, work_out
from alongside.planning.rules.conflicts import SILENT, Conflict, without
from hinterland.answer import Status

SECONDS = 1.0
"""Of each question that is asked again. Source: local default."""
MOST = 5
"""Conflicts that are named. Source: local default."""


def conflicts_of(asked: Asked, worked: Worked) -> tuple[Conflict, ...]:
    """Every conflict of a question that no plan answers: the next is looked for with the wishes of those before it
    left out."""
    found: list[tuple[str, ...]] = []
    trial: Worked | None = worked
    while trial is not None and trial.status == Status.INFEASIBLE and len(found) < MOST:
        found.append(trial.conflict)
        names = [name for each in found for name in each]
        trial = _again(asked, names) if set(names) <= set(SILENT) else None
    if len(found) == 1:
        return (Conflict(found[0], _enough(asked, found[0]), worked.changes),)
    return tuple(Conflict(one, (), _alone(asked, one, found)) for one in found)


def _again(asked: Asked, names: Iterable[str]) -> Worked | None:
    """The question with these wishes left out; nothing where it is no question any more."""
    try:
        return work_out(replace(asked, wishes=without(asked.wishes, names)), seconds=SECONDS)
    except ValueError:
        return None


def _enough(asked: Asked, names: tuple[str, ...]) -> tuple[str, ...]:
    """The wishes of a conflict of which leaving one out is known to be enough."""
    trials = ((name, _again(asked, [name])) for name in names)
    return tuple(name for name, trial in trials if trial is not None and trial.open_sites)


def _alone(asked: Asked, one: tuple[str, ...], found: list[tuple[str, ...]]) -> tuple:
    """The least changes of one conflict with all others out of the way."""
    trial = _again(asked, (name for other in found if other != one for name in other))
    return () if trial is None else trial.changes
