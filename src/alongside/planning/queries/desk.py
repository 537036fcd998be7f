"""What the desk holds: the latest of each kind."""

from __future__ import annotations

from dataclasses import dataclass

from alongside.planning.models import Appraisal, Formula, OutreachWeek, Scenario
from alongside.planning.queries.appraisals import choosable_scenarios, list_appraisals
from alongside.planning.queries.formulas import formulas_open_to
from alongside.planning.queries.outreach import list_outreach
from alongside.planning.queries.scenarios import list_scenarios
from alongside.planning.rules.appraisals import AppraisalStatus

LATEST = ("-made_at", "-id")


@dataclass(frozen=True)
class Desk:
    """The latest scenario, options, week of outreach and formula, and the options that are still being made."""

    scenario: Scenario | None
    appraisal: Appraisal | None
    draft: Appraisal | None
    week: OutreachWeek | None
    formula: Formula | None
    has_plan: bool


def get_desk(*, viewer) -> Desk:
    """What somebody may see of it."""
    appraisals = list_appraisals(viewer=viewer).order_by(*LATEST)
    return Desk(
        scenario=list_scenarios(viewer=viewer).order_by(*LATEST).first(),
        appraisal=appraisals.first(),
        draft=appraisals.filter(status=AppraisalStatus.DRAFT).first(),
        week=list_outreach(viewer=viewer).order_by(*LATEST).first(),
        formula=formulas_open_to(viewer).defer("asked", "answer").order_by(*LATEST).first(),
        has_plan=choosable_scenarios(viewer=viewer).exists(),
    )
