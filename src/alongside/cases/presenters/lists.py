"""A hub's list of cases, as it reads."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.urls import reverse

from alongside.foundation.calendar.queries import england
from alongside.foundation.components.presenters import DuePresenter, say_day

from .. import rules
from .case import STATUS_TAGS

if TYPE_CHECKING:
    from ..models import Case

WAITING_COLUMNS = ["Family", "Case", "Level of need", "Hub", "Waiting since", "Lead professional is due"]
HELPED_COLUMNS = ["Family", "Case", "Level of need", "Hub", "Lead professional", "Opened"]
CLOSED_COLUMNS = ["Family", "Case", "Level of need", "Hub", "Outcome", "Closed"]


@dataclass(frozen=True)
class CaseList:
    """The heading, the tabs with their counts, and the rows of one page."""

    title: str
    columns: list[str]
    rows: list[list]
    tabs: list[dict]
    empty: str

    @classmethod
    def of(
        cls,
        cases: list[Case],
        *,
        status: rules.CaseStatus,
        counts: dict[rules.CaseStatus, int],
        query: str,
        policy: rules.CasesPolicy,
        today: date,
    ) -> CaseList:
        return cls(
            title=rules.CASE_STATUS_WORDS[status],
            columns=_columns(status),
            rows=[list_row(case, policy=policy, today=today) for case in cases],
            tabs=[
                {
                    "text": rules.CASE_STATUS_WORDS[one],
                    "count": counts[one],
                    "is_here": one == status,
                    "href": f"{reverse('cases:list')}?status={one}{query}",
                    "tag": STATUS_TAGS[one],
                }
                for one in rules.CaseStatus
            ],
            empty=_EMPTY[status],
        )


_EMPTY = {
    rules.CaseStatus.TO_ALLOCATE: "No family open to you is waiting for a lead professional.",
    rules.CaseStatus.OPEN: "No family open to you is being helped just now, or none that fits what you chose.",
    rules.CaseStatus.STEPPED_UP: "No family open to you is with social care just now.",
    rules.CaseStatus.CLOSED: "No case open to you has been closed yet.",
}


def _columns(status: rules.CaseStatus) -> list[str]:
    if status == rules.CaseStatus.TO_ALLOCATE:
        return WAITING_COLUMNS
    return CLOSED_COLUMNS if status == rules.CaseStatus.CLOSED else HELPED_COLUMNS


def list_row(case: Case, *, policy: rules.CasesPolicy, today: date) -> list:
    """One case in a list."""
    start = [
        {"text": case.family.name, "href": reverse("cases:case", args=[case.reference])},
        case.reference,
        rules.LEVEL_WORDS[rules.Level(case.level)],
        case.hub_team.name if case.hub_team else "No hub: outside the county",
    ]
    if case.status == rules.CaseStatus.TO_ALLOCATE:
        due_on = rules.allocation_due_on(waiting_from_on=case.waiting_from_on, calendar=england(), policy=policy)
        return [*start, say_day(case.waiting_from_on), {"due": DuePresenter.of(due_on, today=today)}]
    if case.status == rules.CaseStatus.CLOSED:
        return [*start, rules.CLOSING_WORDS[rules.ClosingOutcome(case.outcome)], say_day(case.closed_on)]
    return [*start, case.lead.name if case.lead else "Nobody now", say_day(case.opened_on)]
