"""Which cases and families are open to a viewer, and who may move them."""

from django.db.models import QuerySet

from alongside.foundation.access.access import is_open_to, subjects_open_to
from alongside.foundation.access.rules import declare
from alongside.people.access import SUBJECT, may_change_family

from .models import Case
from .rules import StepKind

SEE = declare(
    "cases.see",
    "See the cases of families open to one",
    roles={
        "partner",
        "lead-professional",
        "front-door-worker",
        "front-door-manager",
        "family-worker",
        "hub-manager",
        "social-worker",
        "service-manager",
    },
)
OPEN_CASES = declare(
    "cases.open",
    "Open a case when deciding on a contact",
    roles={"front-door-worker", "front-door-manager"},
)
ALLOCATE = declare("cases.allocate", "Allocate a lead professional", roles={"hub-manager", "service-manager"})
LEAD = declare(
    "cases.lead",
    "Be the lead professional of a family",
    roles={"family-worker", "lead-professional", "hub-manager", "social-worker"},
)
STEP = declare(
    "cases.step",
    "Step a case up or down, or change its level of need",
    roles={
        "family-worker",
        "lead-professional",
        "hub-manager",
        "front-door-worker",
        "front-door-manager",
        "social-worker",
    },
)
CLOSE = declare(
    "cases.close",
    "Close a case or reopen it",
    roles={"family-worker", "lead-professional", "hub-manager", "front-door-manager", "social-worker"},
)
MOVE = declare(
    "cases.move",
    "Move a family that has moved home to another hub",
    roles={"hub-manager", "front-door-manager", "service-manager"},
)
STEP_DOWN_IN = declare(
    "cases.step_down_in",
    "Bring a family from statutory work to early help",
    roles={"social-worker", "front-door-manager", "front-door-worker"},
)
SEE_OVERLAP = declare(
    "cases.see_overlap",
    "See in figures which families several teams work with, and which services overlap",
    roles={"hub-manager", "service-manager", "front-door-manager", "commissioner", "planner", "data-steward"},
)
SET_THRESHOLDS = declare("cases.set_thresholds", "Set the threshold document", roles={"administrator"})


def cases_open_to(viewer) -> QuerySet[Case]:
    """The cases of the families that a grant opens to the viewer now."""
    return Case.objects.filter(family_id__in=subjects_open_to(viewer, SUBJECT))


def may_see_case(viewer, case: Case) -> bool:
    """Whether a grant opens this case to the viewer now."""
    return is_open_to(viewer, SUBJECT, case.family_id)


def may_allocate(viewer, case: Case) -> bool:
    """A manager allocates families of cases open to them."""
    return viewer.may(ALLOCATE) and may_see_case(viewer, case)


def may_step(viewer, case: Case) -> bool:
    """The lead professional or a manager moves a case open to them."""
    return viewer.may(STEP) and may_see_case(viewer, case)


def steps_of(viewer) -> frozenset[StepKind]:
    """The steps that someone's role may take with a case open to them."""
    by_permission = {
        STEP: (StepKind.STEP_UP, StepKind.STEP_DOWN, StepKind.LEVEL_CHANGED),
        CLOSE: (StepKind.CLOSED, StepKind.REOPENED),
        MOVE: (StepKind.MOVED_HUB,),
    }
    return frozenset(kind for permission, kinds in by_permission.items() if viewer.may(permission) for kind in kinds)


def may_close(viewer, case: Case) -> bool:
    """Whoever leads a family, or manages, closes and reopens a case open to them; the front door does not."""
    return viewer.may(CLOSE) and may_see_case(viewer, case)


def may_move_hub(viewer, case: Case) -> bool:
    """A manager moves a case open to them to the hub of the family's new home."""
    return viewer.may(MOVE) and may_see_case(viewer, case)


def may_note_involvement(viewer, family) -> bool:
    """The front door, which decides on a contact, or someone who works with the family notes who is involved."""
    return viewer.may(OPEN_CASES) or may_change_family(viewer, family)
