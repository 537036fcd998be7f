"""One person's own day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from django.urls import reverse

from alongside.assessments import queries as assessments
from alongside.cases import queries as cases
from alongside.commissioning.queries import work as commissioning
from alongside.foundation.drafts.queries import list_own_drafts
from alongside.foundation.identity.models import User
from alongside.foundation.notifications.queries import list_notices
from alongside.frontdoor import queries as frontdoor
from alongside.grants.queries import work as grants
from alongside.hubs import queries as hubs
from alongside.panels import queries as panels
from alongside.plans import queries as plans

from ..rules import Work, shelves

if TYPE_CHECKING:
    from alongside.cases.models import Case
    from alongside.foundation.drafts.models import Draft
    from alongside.foundation.notifications.models import Notice

MOST_CASES = 50


@dataclass(frozen=True)
class Mine:
    """What stands on someone's own page."""

    shelves: dict[str, list[Work]]
    cases: list[Case]
    notices: list[Notice]
    drafts: list[Draft]
    family_ids: tuple[UUID, ...]


def get_mine(*, viewer: User, today: date) -> Mine:
    """What the viewer owes by the clock, the families they lead, what is unread, what they began."""
    led = list(cases.list_cases_led_by(viewer=viewer, worker=viewer)[:MOST_CASES])
    about_plans = plans.work_of(viewer=viewer, today=today, is_lead=bool(led))
    about_panels = panels.work_of(viewer=viewer, today=today)
    about_packages = commissioning.work_of(viewer=viewer, today=today, is_lead=bool(led))
    of_families = (*led, *about_plans, *about_panels, *about_packages)
    return Mine(
        shelves=shelves(_owed_by(viewer, today, about_plans, about_panels, about_packages), today=today),
        cases=led,
        family_ids=tuple({one.family_id for one in of_families if one.family_id}),
        notices=[one for one in list_notices(viewer=viewer) if one.read_at is None],
        drafts=list_own_drafts(viewer=viewer),
    )


def _owed_by(viewer: User, today: date, about_plans, about_panels, about_packages) -> list[Work]:
    return [
        *(_contact(row) for row in frontdoor.work_of(viewer, today)),
        *(_assessment(row) for row in assessments.work_of(viewer=viewer, today=today)),
        *(_plan(row) for row in about_plans),
        *(_panel(row) for row in (*about_panels, *about_packages)),
        *(_grant(row) for row in grants.work_of(viewer=viewer, today=today)),
        *(_grant(row) for row in hubs.volunteer_work_of(viewer=viewer, today=today)),
    ]


def _contact(row) -> Work:
    return Work(row.words, row.reference, reverse(row.url_name, args=[row.reference]), row.due_on, row.rule)


def _assessment(row) -> Work:
    url = reverse("assessments:of_case", args=[row.case_reference])
    if row.reference:
        url = reverse("assessments:detail", args=[row.reference])
    return Work(row.words, row.case_reference, url, row.due_on, row.rule, row.family)


def _plan(row) -> Work:
    return Work(row.words, row.plan_reference, row.link, row.due_on, row.rule, row.family_name)


def _panel(row) -> Work:
    return Work(row.words, row.reference, row.link, row.due_on, row.rule, row.family_name)


def _grant(row) -> Work:
    return Work(row.words, row.reference, row.link, row.due_on, row.rule)
