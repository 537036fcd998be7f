"""One plan and all that stands in it, the viewer first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Count, IntegerField, OuterRef, Prefetch, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce, TruncDate

from alongside.cases.rules import STARTS_HELP
from alongside.foundation.identity.models import User

from .. import access, rules
from ..models import (
    Action,
    Attendance,
    FamilyCopy,
    FamilyWords,
    Goal,
    Meeting,
    Need,
    Outcome,
    Plan,
    Scale,
    ScaleReading,
    TeamMember,
)

if TYPE_CHECKING:
    from alongside.cases.models import Case


class PlanNotFound(LookupError):
    """There is no such plan, or the viewer may not see it."""


@dataclass(frozen=True)
class WholePlan:
    """A plan with everything in it, each list in its order."""

    plan: Plan
    outcomes: list[Outcome]
    needs: list[Need]
    goals: list[Goal]
    actions: list[Action]
    team: list[TeamMember]
    meetings: list[Meeting]
    scales: list[Scale]
    copies: list[FamilyCopy]
    family_words: list[FamilyWords]

    @property
    def next_meeting(self) -> Meeting | None:
        """The next meeting planned, even where its day has passed unrecorded."""
        return next((one for one in self.meetings if one.status == rules.MeetingStatus.PLANNED), None)

    @property
    def held(self) -> list[Meeting]:
        """The meetings held, the latest first."""
        held = [one for one in self.meetings if one.status == rules.MeetingStatus.HELD]
        return sorted(held, key=lambda one: (one.held_on, one.id), reverse=True)

    @property
    def team_now(self) -> list[TeamMember]:
        """Those whose part has not ended."""
        return [one for one in self.team if one.left_on is None]

    @property
    def lacks(self) -> tuple[str, ...]:
        """What stands between the plan and its being agreed."""
        acted_on = {one.need_id for one in self.actions} | {
            one.goal.need_id for one in self.actions if one.goal is not None
        }
        return rules.what_plan_lacks(
            needs=[
                rules.NeedFacts(
                    words=need.words,
                    is_open=need.status == rules.NeedStatus.OPEN,
                    is_placed=need.outcome_id is not None,
                    has_action=need.id in acted_on,
                )
                for need in self.needs
            ],
            goals=len(self.goals),
            has_family_in_it=any(one.person_id for one in self.team_now),
        )


def get_plan(*, viewer: User, reference: str) -> Plan:
    """The plan with this reference, if a grant opens it to the viewer."""
    plan = with_case(access.plans_open_to(viewer)).filter(reference=reference).first()
    if plan is None or not viewer.may(access.READ):
        raise PlanNotFound(reference)
    return plan


def with_case(plans: QuerySet[Plan]) -> QuerySet[Plan]:
    """Plans with the case, family and lead that every page of theirs shows."""
    return plans.select_related("case__family", "case__lead__agency", "case__hub_team", "framework", "started_by")


def whole_of(plan: Plan) -> WholePlan:
    """Everything in a plan that the viewer has already been given, in a fixed number of queries."""
    readings = Prefetch("readings", ScaleReading.objects.order_by("read_on", "recorded_at", "id"))
    attendance = Prefetch(
        "attendance", Attendance.objects.select_related("member__user", "member__person", "person").order_by("id")
    )
    return WholePlan(
        plan=plan,
        outcomes=list(Outcome.objects.filter(framework_id=plan.framework_id).order_by("position")),
        needs=list(plan.needs.select_related("outcome", "person").order_by("position")),
        goals=list(plan.goals.select_related("need", "person").order_by("position")),
        actions=list(
            plan.actions.select_related("owner__agency", "owner_person", "need", "goal", "done_by").order_by(
                "due_on", "position"
            )
        ),
        team=list(plan.team.select_related("user__agency", "person", "agency").order_by("invited_at", "id")),
        meetings=list(
            plan.meetings.select_related("planned_by", "recorded_by")
            .prefetch_related(attendance)
            .order_by("planned_at", "id")
        ),
        scales=list(plan.scales.select_related("outcome", "person").prefetch_related(readings).order_by("position")),
        copies=list(
            plan.family_copies.select_related("meeting", "made_by", "given_by").defer("content").order_by("-number")
        ),
        family_words=list(plan.family_words.select_related("person").order_by("-at", "-id")),
    )


def with_drift(plans: QuerySet[Plan]) -> QuerySet[Plan]:
    """Plans with how many reviews their case has had, and since when the family has been helped this time."""
    began = Plan.objects.filter(id=OuterRef("id"), case__steps__kind__in=STARTS_HELP).order_by("-case__steps__at")
    held = (
        Meeting.objects.filter(
            plan__case=OuterRef("case"), status=rules.MeetingStatus.HELD, kind=rules.MeetingKind.REVIEW
        )
        .order_by()
        .values("plan__case")
        .annotate(number=Count("id"))
        .values("number")
    )
    return plans.annotate(
        reviews_held=Coalesce(Subquery(held, output_field=IntegerField()), 0),
        helped_from_on=Coalesce(TruncDate(Subquery(began.values("case__steps__at")[:1])), "case__opened_on"),
    )


def plan_of_case(*, viewer: User, case: Case) -> Plan | None:
    """The plan of a case: the one that has not ended, else the latest."""
    mine = with_drift(with_case(access.plans_open_to(viewer)).filter(case=case))
    plans = list(mine.order_by("-started_on", "-id"))
    return next((one for one in plans if one.status != rules.PlanStatus.ENDED), plans[0] if plans else None)


def list_plans_of_case(*, viewer: User, case: Case) -> list[Plan]:
    """Every plan of a case, the latest first."""
    return list(with_case(access.plans_open_to(viewer)).filter(case=case).order_by("-started_on", "-id"))


def get_meeting(*, viewer: User, reference: str) -> Meeting:
    """A meeting of a plan that is open to the viewer."""
    meeting = (
        Meeting.objects.filter(reference=reference, plan__in=access.plans_open_to(viewer))
        .select_related(
            "plan__case__family", "plan__case__lead__agency", "plan__framework", "planned_by", "recorded_by"
        )
        .first()
    )
    if meeting is None or not viewer.may(access.READ):
        raise PlanNotFound(reference)
    return meeting


def may_write(*, viewer: User, plan: Plan) -> bool:
    """Whether the viewer may write in the plan as it stands now."""
    return rules.is_being_worked_on(rules.PlanStatus(plan.status)) and access.may_write(viewer, plan)


def may_hold(*, viewer: User, plan: Plan) -> bool:
    """Whether the viewer holds the plan, even where it is paused or has ended."""
    return access.may_write(viewer, plan)


def plan_for_family(*, viewer: User) -> WholePlan | None:
    """The plan of the viewer's own family: the one that has not ended, else the latest."""
    plans = list(with_case(access.plans_of_own_family(viewer)).distinct().order_by("-started_on", "-id"))
    if not plans:
        return None
    plan = next((one for one in plans if one.status != rules.PlanStatus.ENDED), plans[0])
    return whole_of(plan)


def reviews_held(case: Case) -> int:
    """How many reviews of a case's plans have been held."""
    return Meeting.objects.filter(
        plan__case=case, status=rules.MeetingStatus.HELD, kind=rules.MeetingKind.REVIEW
    ).count()


@dataclass(frozen=True)
class PlanCounts:
    """How much of a plan is done."""

    needs_open: int
    needs_met: int
    to_do: int
    done: int
    meetings_held: int


def count_of(plan: Plan) -> PlanCounts:
    """How much of a plan is done, counted in one query."""
    counted = Plan.objects.filter(id=plan.id).aggregate(
        needs_open=_distinct("needs", rules.NeedStatus.OPEN),
        needs_met=_distinct("needs", rules.NeedStatus.MET),
        to_do=_distinct("actions", rules.ActionStatus.TO_DO),
        done=_distinct("actions", rules.ActionStatus.DONE),
        meetings_held=_distinct("meetings", rules.MeetingStatus.HELD),
    )
    return PlanCounts(**counted)


def _distinct(rows: str, status: str) -> Count:
    return Count(rows, filter=Q(**{f"{rows}__status": status}), distinct=True)


def get_family_copy(*, viewer: User, plan_reference: str, number: int) -> FamilyCopy:
    """A copy made for the family: for those who see the plan, and for the family itself."""
    copies = FamilyCopy.objects.filter(plan__reference=plan_reference, number=number, made_at__isnull=False)
    copy = copies.select_related("plan__case__family").first()
    if copy is None:
        raise PlanNotFound(plan_reference)
    is_staff = viewer.may(access.READ) and access.may_see_plan(viewer, copy.plan)
    if not is_staff and not access.plans_of_own_family(viewer).filter(id=copy.plan_id).exists():
        raise PlanNotFound(plan_reference)
    return copy
