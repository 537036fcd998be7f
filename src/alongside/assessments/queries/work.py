"""Assessments due: what a worker has to finish or start, by rule."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from alongside.cases.queries import list_cases_led_by
from alongside.cases.rules import CaseStatus
from alongside.foundation.calendar.queries import england
from alongside.foundation.identity.models import Team, User
from alongside.foundation.policy.queries import policy_on

from .. import access, rules
from ..models import Assessment


@dataclass(frozen=True)
class WorkDue:
    """One assessment that someone owes: what to do, by when, and by which rule."""

    words: str
    family: str
    case_reference: str
    reference: str
    due_on: date
    rule: str


def work_of(*, viewer: User, today: date) -> list[WorkDue]:
    """The assessments that the viewer, as lead professional, has to finish or to start, the soonest due first."""
    policy = policy_on(rules.AssessmentsPolicy, today)
    rule = rules.due_rule_words(policy)
    under_way = list(_to_finish_or_ask_again(viewer))
    rows = [
        WorkDue(
            "Finish the early help assessment",
            one.case.family.name,
            one.case.reference,
            one.reference,
            one.due_on,
            rule,
        )
        for one in under_way
        if one.status == rules.AssessmentStatus.DRAFT
    ]
    begun = Assessment.objects.filter(case=OuterRef("id"))
    cases = list_cases_led_by(viewer=viewer, worker=viewer).filter(~Exists(begun), status=CaseStatus.OPEN)
    rows += [
        WorkDue(
            "Start the early help assessment",
            case.family.name,
            case.reference,
            "",
            rules.assessment_due_on(begun_on=case.helped_from_on, calendar=england(), policy=policy),
            rule,
        )
        for case in cases
    ]
    rows += [
        WorkDue(
            "Ask again whether the family wants an assessment",
            one.case.family.name,
            one.case.reference,
            one.reference,
            one.stopping.ask_again_on,
            "The day agreed with the family when the assessment stopped",
        )
        for one in under_way
        if one.status != rules.AssessmentStatus.DRAFT
    ]
    return sorted(rows, key=lambda row: (row.due_on, row.case_reference))


def _to_finish_or_ask_again(viewer: User) -> QuerySet[Assessment]:
    """Drafts, and those that stopped with a day on which to ask again, where none has been begun since."""
    later = Assessment.objects.filter(case=OuterRef("case"), id__gt=OuterRef("id"))
    drafts = Q(status=rules.AssessmentStatus.DRAFT) & ~Q(case__status=CaseStatus.CLOSED)
    stopped = Q(case__status=CaseStatus.OPEN, stopping__ask_again_on__isnull=False) & ~Exists(later)
    return (
        access.assessments_open_to(viewer)
        .filter(drafts | stopped, case__lead=viewer)
        .select_related("case__family", "stopping")
    )


def list_due_in(*, viewer: User, team: Team) -> QuerySet[Assessment]:
    """The assessments begun and not finished in a team's cases that are open to the viewer, the soonest due first."""
    drafts = (
        access.assessments_open_to(viewer)
        .filter(case__hub_team=team, status=rules.AssessmentStatus.DRAFT)
        .exclude(case__status=CaseStatus.CLOSED)
    )
    return drafts.select_related("case__family", "case__lead").order_by("due_on", "id")


def due_rule(today: date) -> str:
    """The rule by which an assessment is due, as it stands today."""
    return rules.due_rule_words(policy_on(rules.AssessmentsPolicy, today))
