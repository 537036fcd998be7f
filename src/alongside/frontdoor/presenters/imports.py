"""How a batch of requests and its report read."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils import timezone

from alongside.foundation.components.presenters import say_day

if TYPE_CHECKING:
    from ..gateways import Column
    from ..models import RequestImport


def column_rows(columns: Iterable[Column]) -> list[list]:
    """Each column with what it holds."""
    return [[one.name, one.holds + (" (needed)" if one.is_needed else ""), one.expects, one.example] for one in columns]


def import_rows(batches: Iterable[RequestImport]) -> list[list]:
    """Earlier batches, each with a link to its report."""
    return [
        [
            {"text": _when(one), "href": reverse("frontdoor:see_import", args=[one.id])},
            one.by.name,
            one.rows_read,
            one.rows_taken,
            len({problem["row"] for problem in one.problems}),
        ]
        for one in batches
    ]


def _when(batch: RequestImport) -> str:
    at = timezone.localtime(batch.at)
    return f"{say_day(at.date())}, {at:%H:%M}"


@dataclass(frozen=True)
class ImportPage:
    """The report on one batch."""

    title: str
    sums: list[dict]
    problems: list[list]
    taken: list[list]
    is_all_well: bool
    was_refused: bool

    @classmethod
    def of(cls, batch: RequestImport) -> ImportPage:
        """The page of one batch."""
        wrong = len({one["row"] for one in batch.problems})
        was_refused = wrong > 0 and not batch.keeps_good_rows
        if was_refused:
            title = "Nothing was taken in"
        else:
            title = "1 request taken in" if batch.rows_taken == 1 else f"{batch.rows_taken} requests taken in"
        return cls(
            title=title,
            was_refused=was_refused,
            is_all_well=wrong == 0,
            sums=[
                {"key": "Rows read", "value": str(batch.rows_read)},
                {"key": "Taken in", "value": str(batch.rows_taken)},
                {"key": "Known before", "value": str(batch.rows_known)},
                {"key": "With something to put right", "value": str(wrong)},
            ],
            problems=[
                [f"Row {one['row']}", one["column"] or "The whole row", one["value"], one["expected"]]
                for one in batch.problems
            ],
            taken=[
                [f"Row {number}", {"text": reference, "href": reverse("frontdoor:see_contact", args=[reference])}]
                for number, reference in batch.taken
            ],
        )
