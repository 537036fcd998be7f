"""Agencies' lists, each time one was taken in, and its rows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils import timezone

from alongside.values.dates import spoken_date

from .. import rules

if TYPE_CHECKING:
    from ..models import ListAgreement, ListRow, ListRun

TAGS = {"done": "green", "running": "blue", "waiting": "grey", "failed": "red"}
COUNTED = (
    ("read", "Rows read"),
    ("wrong", "Rows left out as wrong"),
    ("new", "New since last time"),
    ("changed", "Changed"),
    ("same", "As they were"),
    ("gone", "No longer on the list"),
    ("found", "Found on record"),
    ("asked", "May be somebody"),
    ("unmatched", "Nobody on record"),
)


@dataclass(frozen=True)
class RunLine:
    """One time that a list was taken in."""

    when: str
    as_of: str
    by: str
    file_name: str
    status: str
    tag: str
    step: str
    rows: list[list[str]]
    problems: list[list[str]]

    @classmethod
    def of(cls, run: ListRun) -> RunLine:
        at = timezone.localtime(run.at)
        return cls(
            f"{spoken_date(at.date())}, {at:%H:%M}",
            spoken_date(run.as_of),
            run.by.name,
            run.file_name,
            rules.RUN_STATUS_WORDS[rules.RunStatus(run.status)],
            TAGS[run.status],
            run.step,
            [[words, f"{run.counts[key]:,}"] for key, words in COUNTED if key in run.counts],
            [[str(one["row"]), one["column"], one.get("value") or "Nothing", one["expected"]] for one in run.problems],
        )


@dataclass(frozen=True)
class ListLine:
    """A list that was agreed about."""

    id: object
    title: str
    agency: str
    service: str
    agreed: str
    holds: str
    keeps: str

    @classmethod
    def of(cls, one: ListAgreement) -> ListLine:
        return cls(
            one.id,
            one.title,
            one.agency.name,
            one.service,
            one.agreed,
            f"{spoken_date(one.from_on)} to {spoken_date(one.until_on)}",
            f"{one.keeps_days} days",
        )


@dataclass(frozen=True)
class RowLine:
    """A row that may be somebody."""

    id: object
    key: str
    number: int
    person: str
    reference: str
    chance: str

    @classmethod
    def of(cls, row: ListRow) -> RowLine:
        percent = None if row.probability is None else round(100 * row.probability)
        chance = "" if percent is None else "more than 99 in 100" if percent > 99 else f"about {percent} in 100"
        return cls(row.id, row.key, row.number, row.person.full_name, row.person.reference, chance)


def report_cells(row: ListRow) -> list[str]:
    """A row of the report that goes back to the agency: its own number, and what became of it."""
    return [row.key, str(row.number), rules.ROW_STATE_WORDS[rules.RowState(row.state)]]
