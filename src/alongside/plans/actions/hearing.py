"""What a plan does when its case or its family's agreements change."""

from alongside.cases import events as case_events
from alongside.cases.rules import StepKind
from alongside.foundation.audit.actions import record
from alongside.foundation.calendar.queries import england
from alongside.foundation.identity.models import User
from alongside.foundation.policy.queries import policy_on
from alongside.people import events as people_events

from .. import rules
from ..models import Need, Plan, TeamMember
from ..queries.sharing import may_share_with
from .refusals import changed, lock_plan, moved, noted
from .starting import bring_to_end
from .team import LEAD_PART, join_lead, part_from_team


def welcome_lead(event: case_events.LeadAllocated) -> None:
    """A new lead professional joins the team, and the one before leaves it."""
    for plan in _standing(case_id=event.case_id):
        if event.before_id is not None:
            TeamMember.objects.filter(plan=plan, user_id=event.before_id, part=LEAD_PART, left_on__isnull=True).update(
                left_on=event.at.date(), left_why="Someone else is lead professional"
            )
        by = User.objects.get(id=event.by_id)
        join_lead(plan, User.objects.get(id=event.worker_id), by=by, at=event.at)


def follow_case(event: case_events.CaseStepped) -> None:
    """Closing ends the plan; stepping up pauses it; stepping down takes it up where it was."""
    for plan in _standing(case_id=event.case_id):
        if event.kind == StepKind.CLOSED:
            _end_with_case(plan, event)
        elif event.kind == StepKind.STEP_UP and plan.status == rules.PlanStatus.ACTIVE:
            _move(plan, rules.PlanStatus.PAUSED, event, title="The plan was paused while social care helps")
        elif event.kind == StepKind.STEP_DOWN and plan.status == rules.PlanStatus.PAUSED:
            due = rules.first_meeting_due_on(
                assessed_on=event.at.date(),
                calendar=england(),
                policy=policy_on(rules.PlansPolicy, event.at.date()),
            )
            _move(plan, rules.PlanStatus.ACTIVE, event, title="The plan was taken up where it was", review_due_on=due)


def end_sharing(event: people_events.AgreementWithdrawn) -> None:
    """When a family takes back its agreement with an agency, that agency's people leave the team."""
    for plan in Plan.objects.filter(case__family_id=event.family_id).exclude(status=rules.PlanStatus.ENDED):
        plan = lock_plan(plan)
        agencies = TeamMember.objects.filter(plan=plan, left_on__isnull=True, agency_id=event.agency_id)
        member = agencies.select_related("agency").first()
        if member is None or may_share_with(plan, member.agency, on=event.at.date()):
            continue
        parted = part_from_team(plan, why="The family took back its agreement", at=event.at, agency_id=event.agency_id)
        changed(plan)
        record(
            "plans.team_parted",
            subject=plan,
            about=(event.family_id,),
            at=event.at,
            by=_who(event.by_id),
            people=parted,
        )


def _standing(*, case_id) -> list[Plan]:
    return [lock_plan(one) for one in Plan.objects.filter(case_id=case_id).exclude(status=rules.PlanStatus.ENDED)]


def _end_with_case(plan: Plan, event: case_events.CaseStepped) -> None:
    by = _who(event.by_id)
    for need in Need.objects.filter(plan=plan, status=rules.NeedStatus.OPEN).order_by("position"):
        moved(plan, rules.Thing.NEED, need, rules.NeedStatus.LEFT, by=by, at=event.at, why="The case closed")
        need.settled_on = event.at.date()
        need.save(update_fields=["status", "settled_on"])
    bring_to_end(plan, why="The case closed", by=by, at=event.at)


def _move(plan: Plan, to: rules.PlanStatus, event: case_events.CaseStepped, *, title: str, **facts) -> None:
    by = _who(event.by_id)
    moved(plan, rules.Thing.PLAN, plan, to, by=by, at=event.at)
    changed(plan, status=plan.status, **facts)
    noted(str(to), plan, plan, by=by, at=event.at, title=title)


def _who(user_id) -> User | None:
    return User.objects.filter(id=user_id).first()
