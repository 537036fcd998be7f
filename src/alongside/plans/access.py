"""Which plans are open to a viewer, who may write in them, and who may tick what."""

from django.db.models import QuerySet

from alongside.cases.rules import CaseStatus
from alongside.foundation.access.access import is_open_to, subjects_open_to
from alongside.foundation.access.models import Grant
from alongside.foundation.access.rules import GrantReason, declare
from alongside.people.access import SUBJECT

from . import rules
from .models import Action, Plan

READ = declare(
    "plans.read",
    "See the plans of the families one works with",
    roles={
        "partner",
        "lead-professional",
        "family-worker",
        "hub-manager",
        "social-worker",
        "service-manager",
        "front-door-worker",
        "front-door-manager",
    },
)
WRITE = declare(
    "plans.write",
    "Write a plan with a family, and hold its reviews",
    roles={"lead-professional", "family-worker", "hub-manager", "social-worker"},
)
OVERSEE = declare(
    "plans.oversee",
    "See which plans of a hub are late or drifting",
    roles={"hub-manager", "service-manager"},
)


def plans_open_to(viewer) -> QuerySet[Plan]:
    """The plans of the families that a grant opens to the viewer now."""
    return Plan.objects.filter(case__family_id__in=subjects_open_to(viewer, SUBJECT))


def may_see_plan(viewer, plan: Plan) -> bool:
    """Whether a grant opens this plan to the viewer now."""
    return is_open_to(viewer, SUBJECT, plan.case.family_id)


def may_write(by, plan: Plan) -> bool:
    """Someone who writes plans, for a family open to them, while the case is open."""
    return by.may(WRITE) and plan.case.status != CaseStatus.CLOSED and may_see_plan(by, plan)


def is_own_action(by, action: Action) -> bool:
    """Whether the action is theirs: as someone who signs in, or as a member of the family."""
    if action.owner_id is not None:
        return action.owner_id == by.id
    return action.owner_person_id is not None and action.owner_person.account_id == by.id


def may_tick(by, action: Action) -> bool:
    """The owner ticks their own, while the family is open to them; those who hold the plan tick any."""
    is_owner = is_own_action(by, action) and may_see_plan(by, action.plan)
    return rules.may_tick(is_owner=is_owner, may_write=may_write(by, action.plan))


def plans_of_own_family(viewer) -> QuerySet[Plan]:
    """The plans of the family that the viewer is a member of, by the grant that says so."""
    own = (
        Grant.objects.open()
        .filter(user_id=viewer.id, subject_kind=SUBJECT, reason=GrantReason.FAMILY)
        .values("subject_id")
    )
    return Plan.objects.filter(
        case__family_id__in=own,
        case__family__members__person__account_id=viewer.id,
        case__family__members__until_on__isnull=True,
    )
