"""What is due and late about plans, by rule, with the rule's text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.utils import timezone

from alongside.cases.rules import CasesPolicy, CaseStatus, is_drifting
from alongside.foundation.calendar.queries import england
from alongside.foundation.components.paging import Page, key_page
from alongside.foundation.identity.models import Team, User
from alongside.foundation.policy.queries import policy_on
from alongside.people.access import families_sealed_from

from .. import access, rules
from ..models import Action, FamilyCopy, Meeting, Plan, TeamMember
from .reading import with_case, with_drift

if TYPE_CHECKING:
    from alongside.people.models import Person

MOST = 100
MOST_LED = 200
AHEAD_DAYS = 14
WORKED_ON = (rules.PlanStatus.DRAFT, rules.PlanStatus.ACTIVE)


@dataclass(frozen=True)
class WorkRow:
    """One thing to do about a plan: what, by when, by which rule, and where."""

    kind: str
    words: str
    due_on: date
    is_late: bool
    rule: str
    link: str
    plan_reference: str
    family_name: str
    family_id: UUID


def work_of(*, viewer: User, today: date, is_lead: bool = True) -> list[WorkRow]:
    """Everything about plans that the viewer has to do, the longest due first; less is asked of who leads no family."""
    policy = policy_on(rules.PlansPolicy, today)
    rows = [*_own_actions(viewer, today, policy), *_invitations(viewer, today)]
    if is_lead:
        rows += [
            *_late_actions(viewer, today, policy),
            *_write_ups(viewer, today, policy),
            *_of_led_plans(viewer, today, policy),
        ]
    return sorted(rows, key=lambda row: (row.due_on, row.plan_reference, row.kind, row.words))


def list_actions_of(*, viewer: User, owner: Person | User) -> list[Action]:
    """What someone still has to do, in plans that are open to the viewer, the first due first."""
    whose = {"owner": owner} if isinstance(owner, User) else {"owner_person": owner}
    return list(
        Action.objects.filter(
            status=rules.ActionStatus.TO_DO, plan__in=access.plans_open_to(viewer), plan__status__in=WORKED_ON, **whose
        )
        .select_related("plan__case__family", "owner", "owner_person")
        .order_by("due_on", "id")[:MOST]
    )


def list_plans_overdue(
    *, viewer: User, today: date, team: Team | None = None, after: str = "", before: str = "", size: int = 25
) -> Page:
    """Plans whose meeting or review is late, of one hub or of all that are open to the viewer."""
    if not viewer.may(access.OVERSEE):
        return Page()
    late = _of_team(team, access.plans_open_to(viewer)).filter(status__in=WORKED_ON, review_due_on__lt=today)
    return key_page(with_case(late), after=after, before=before, size=size, order=("review_due_on", "id"))


def review_rule(today: date) -> str:
    """The rule by which a review is due, as it stands today."""
    return rules.review_rule_words(policy_on(rules.PlansPolicy, today))


def list_plans_drifting(
    *, viewer: User, today: date, team: Team | None = None, after: str = "", before: str = "", size: int = 25
) -> Page:
    """Plans that may be drifting by the rule of cases: open for long, or reviewed often."""
    if not viewer.may(access.OVERSEE):
        return Page()
    policy = policy_on(CasesPolicy, today)
    drifting = _drifting(_of_team(team, access.plans_open_to(viewer)), today, policy)
    return key_page(with_case(drifting), after=after, before=before, size=size, order=("started_on", "id"))


def _of_team(team: Team | None, plans: QuerySet[Plan]) -> QuerySet[Plan]:
    return plans if team is None else plans.filter(case__hub_team=team)


def _drifting(plans: QuerySet[Plan], today: date, policy: CasesPolicy) -> QuerySet[Plan]:
    long_ago = today - timedelta(days=policy.drift_after_days)
    return with_drift(plans.filter(status__in=WORKED_ON)).filter(
        Q(helped_from_on__lt=long_ago) | Q(reviews_held__gte=policy.drift_after_reviews)
    )


def drift_rule(plan: Plan, *, today: date) -> str:
    """The rule by which one plan may be drifting; empty when it is not."""
    if plan.status not in WORKED_ON:
        return ""
    counted = plan if hasattr(plan, "helped_from_on") else with_drift(Plan.objects.filter(id=plan.id)).get()
    return _drift_rule_of(counted, today, policy_on(CasesPolicy, today))


def _drift_rule_of(counted: Plan, today: date, policy: CasesPolicy) -> str:
    if not is_drifting(
        helped_from_on=counted.helped_from_on, reviews_held=counted.reviews_held, today=today, policy=policy
    ):
        return ""
    return rules.drift_rule_words(after_days=policy.drift_after_days, after_reviews=policy.drift_after_reviews)


def _led_by(viewer: User, prefix: str = "") -> Q:
    """Plans being worked on whose case the viewer leads, save one that is sealed from its own lead."""
    led = {f"{prefix}case__lead": viewer, f"{prefix}case__status": CaseStatus.OPEN, f"{prefix}status__in": WORKED_ON}
    return Q(**led) & ~Q(**{f"{prefix}case__family_id__in": families_sealed_from(viewer)})


def _mine(viewer: User) -> Q:
    return _led_by(viewer, "plan__")


def _row(kind: str, plan: Plan, words: str, due_on: date, today: date, rule: str, path: str = "") -> WorkRow:
    return WorkRow(
        kind=kind,
        words=words,
        due_on=due_on,
        is_late=due_on < today,
        rule=rule,
        plan_reference=plan.reference,
        link=f"/plans/{plan.reference}/{path}",
        family_name=plan.case.family.name,
        family_id=plan.case.family_id,
    )


def _own_actions(viewer: User, today: date, policy: rules.PlansPolicy) -> list[WorkRow]:
    rule = rules.action_rule_words(policy)
    return [
        _row("action", one.plan, one.what, one.due_on, today, rule, f"actions/{one.position}/finish/")
        for one in list_actions_of(viewer=viewer, owner=viewer)
    ]


def _late_actions(viewer: User, today: date, policy: rules.PlansPolicy) -> list[WorkRow]:
    """What others have not done yet in plans that the viewer leads."""
    late = (
        Action.objects.filter(
            _mine(viewer),
            status=rules.ActionStatus.TO_DO,
            due_on__lt=today - timedelta(days=policy.overdue_grace_days),
        )
        .exclude(owner=viewer)
        .select_related("plan__case__family", "owner", "owner_person")
        .order_by("due_on", "id")
    )
    rule = rules.action_rule_words(policy)
    return [
        _row(
            "late_action",
            one.plan,
            f"{owner_of(one)}: {one.what}",
            one.due_on,
            today,
            rule,
            f"actions/{one.position}/finish/",
        )
        for one in late[:MOST]
    ]


def owner_of(action: Action) -> str:
    """Who does it, by name."""
    if action.owner is not None:
        return action.owner.name
    return action.owner_person.full_name if action.owner_person is not None else action.owner_name


def _of_led_plans(viewer: User, today: date, policy: rules.PlansPolicy) -> Iterator[WorkRow]:
    """What each plan that the viewer leads asks for: its next review, a copy for the family, a talk about drift."""
    planned = Meeting.objects.filter(plan=OuterRef("pk"), status=rules.MeetingStatus.PLANNED)
    met = Meeting.objects.filter(plan=OuterRef("pk"), status=rules.MeetingStatus.HELD)
    copies = FamilyCopy.objects.filter(plan=OuterRef("pk"), given_on__isnull=True).order_by("due_on")
    led = with_drift(with_case(Plan.objects.filter(_led_by(viewer)))).annotate(
        has_met=Exists(met), is_planned=Exists(planned), copy_due_on=Subquery(copies.values("due_on")[:1])
    )
    of_cases = policy_on(CasesPolicy, today)
    for plan in led.order_by("review_due_on", "id")[:MOST_LED]:
        if not plan.is_planned and plan.review_due_on is not None:
            yield from _review(plan, today, policy)
        if plan.copy_due_on is not None:
            words, rule = "Give the family its copy of the plan", rules.copy_rule_words(policy)
            yield _row("family_copy", plan, words, plan.copy_due_on, today, rule, "copies/")
        if rule := _drift_rule_of(plan, today, of_cases):
            words = "Talk this plan over with an early help social worker: it may be drifting"
            yield _row("drift", plan, words, today, today, rule)


def _review(plan: Plan, today: date, policy: rules.PlansPolicy) -> Iterator[WorkRow]:
    if plan.review_due_on > today + timedelta(days=AHEAD_DAYS):
        return
    words, rule = "Plan and hold the first meeting of the team", rules.first_meeting_rule_words(policy)
    if plan.has_met:
        words, rule = "Plan and hold the review", rules.review_rule_words(policy)
    yield _row("review", plan, words, plan.review_due_on, today, rule, "meetings/plan/")


def _write_ups(viewer: User, today: date, policy: rules.PlansPolicy) -> list[WorkRow]:
    past = (
        Meeting.objects.filter(_mine(viewer), status=rules.MeetingStatus.PLANNED, planned_at__date__lte=today)
        .select_related("plan__case__family")
        .order_by("planned_at", "id")
    )
    rule = rules.update_rule_words(policy)
    rows = []
    for one in past[:MOST]:
        met_on = timezone.localtime(one.planned_at).date()
        due_on = rules.update_due_on(met_on=met_on, calendar=england(), policy=policy)
        rows.append(
            _row("write_up", one.plan, "Write up the meeting", due_on, today, rule, f"meetings/{one.reference}/hold/")
        )
    return rows


def _invitations(viewer: User, today: date) -> list[WorkRow]:
    asked = (
        TeamMember.objects.filter(user=viewer, answer=rules.Answer.WAITING, left_on__isnull=True)
        .exclude(plan__case__family_id__in=families_sealed_from(viewer))
        .select_related("plan__case__family")
        .order_by("invited_at", "id")
    )
    return [
        _row(
            "invitation",
            one.plan,
            "Answer: will you join the team around this family?",
            timezone.localtime(one.invited_at).date(),
            today,
            "You were asked on this day",
            "team/answer/",
        )
        for one in asked[:MOST]
    ]
