"""A manager's day: what is late and due across a team, by rule."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from django.urls import reverse

from alongside.assessments import queries as assessments
from alongside.cases import queries as cases
from alongside.cases.rules import CasesPolicy, allocation_due_on, is_drifting
from alongside.foundation.access.access import READ_EVERY
from alongside.foundation.access.queries import list_openings_to_review
from alongside.foundation.calendar.queries import england
from alongside.foundation.identity.models import Team, User
from alongside.foundation.identity.rules import TeamKind
from alongside.foundation.policy.queries import policy_on
from alongside.foundation.policy.rules import text_of
from alongside.plans import queries as plans

from ..rules import Work, shelves

if TYPE_CHECKING:
    from alongside.cases.queries import Caseload
    from alongside.foundation.access.models import Opening

MOST_WORK = 200


@dataclass(frozen=True)
class TeamDay:
    """What stands on a manager's page for one team."""

    team: Team
    to_allocate: list[Work]
    shelves: dict[str, list[Work]]
    caseloads: list[Caseload]
    by_status: dict
    drifting: list[Work]
    openings: list[Opening]


def list_own_teams(*, viewer: User) -> list[Team]:
    """The teams that the viewer works in, and every hub's for whoever reads every family; hubs first, by name."""
    teams = {m.team for m in viewer.current_memberships if m.team is not None}
    if viewer.may(READ_EVERY):
        teams.update(cases.list_hub_teams(viewer=viewer))
    return sorted(teams, key=lambda team: (team.kind != TeamKind.HUB, team.name, str(team.id)))


def get_team_day(*, viewer: User, team_id: UUID | None, today: date) -> TeamDay | None:
    """One of the viewer's teams, the first unless another is asked for; nothing for a viewer without one."""
    teams = list_own_teams(viewer=viewer)
    team = next((one for one in teams if one.id == team_id), teams[0] if teams else None)
    if team is None:
        return None
    return TeamDay(
        team=team,
        to_allocate=_to_allocate(viewer, team, today),
        shelves=shelves(_owed_in(viewer, team, today), today=today),
        caseloads=cases.list_caseloads(viewer=viewer, team=team),
        by_status=cases.count_by_status(viewer=viewer, hub_team=team),
        drifting=_drifting(viewer, team, today),
        openings=list_openings_to_review(viewer=viewer),
    )


def _to_allocate(viewer: User, team: Team, today: date) -> list[Work]:
    policy, rule = policy_on(CasesPolicy, today), text_of(allocation_due_on)
    waiting = cases.list_cases_to_allocate(viewer=viewer, hub_teams=[team])[:MOST_WORK]
    return [
        Work(
            "Name a lead professional",
            case.reference,
            reverse("cases:allocate", args=[case.reference]),
            allocation_due_on(waiting_from_on=case.waiting_from_on, calendar=england(), policy=policy),
            str(rule),
            case.family.title,
        )
        for case in waiting
    ]


def _owed_in(viewer: User, team: Team, today: date) -> list[Work]:
    due_rule, review_rule = assessments.due_rule(today), plans.review_rule(today)
    found = [
        Work(
            "Finish the early help assessment",
            one.case.reference,
            reverse("cases:case", args=[one.case.reference]),
            one.due_on,
            due_rule,
            f"{one.case.family.name}: {_lead(one.case)}",
        )
        for one in assessments.list_due_in(viewer=viewer, team=team)[:MOST_WORK]
    ]
    found += [
        Work(
            "Hold the review that is late",
            one.reference,
            reverse("plans:plan", args=[one.reference]),
            one.review_due_on,
            review_rule,
            f"{one.case.family.name}: {_lead(one.case)}",
        )
        for one in plans.list_plans_overdue(viewer=viewer, today=today, team=team, size=MOST_WORK)
    ]
    return found


def _drifting(viewer: User, team: Team, today: date) -> list[Work]:
    rule = text_of(is_drifting)
    return [
        Work(
            "Talk this plan over",
            one.reference,
            reverse("plans:plan", args=[one.reference]),
            one.started_on,
            str(rule),
            f"{one.case.family.name}: {_lead(one.case)}",
        )
        for one in plans.list_plans_drifting(viewer=viewer, today=today, team=team, size=MOST_WORK)
    ]


def _lead(case) -> str:
    return case.lead.name if case.lead else "nobody yet"
