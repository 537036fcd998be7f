"""What panels do when something happens elsewhere."""

from alongside.cases import events as case_events
from alongside.cases.rules import StepKind
from alongside.foundation.identity.models import User
from alongside.frontdoor import events as frontdoor_events
from alongside.plans import events as plan_events

from .. import rules
from ..models import Item
from ..queries.routing import case_with_id
from .asking import bring_item, withdraw
from .refusals import lock_item

CONTACT, PLAN = "frontdoor.contact", "plans.plan"


def take_from_front_door(event: frontdoor_events.PanelAsked) -> None:
    """A decision “to a panel” becomes an item, with the front door's own reasons as its question."""
    bring_item(
        case=case_with_id(event.case_id),
        kind=rules.ItemKind.REQUEST,
        question=event.why,
        panel_named=event.panel,
        source_kind=CONTACT,
        source_id=event.contact_id,
        by=User.objects.get(id=event.by_id),
        at=event.at,
    )


def take_from_plan(event: plan_events.MoreIsNeeded) -> None:
    """A plan that needs more than its team can give becomes an item of the panel where the family lives."""
    bring_item(
        case=case_with_id(event.case_id),
        kind=rules.ItemKind.MORE,
        question=event.what,
        source_kind=PLAN,
        source_id=event.ask_id,
        by=User.objects.get(id=event.by_id),
        at=event.at,
    )


def follow_case(event: case_events.CaseStepped) -> None:
    """When a case closes, what waits for a panel about it is withdrawn; what a panel hears now stays to be said."""
    if event.kind != StepKind.CLOSED:
        return
    waiting = Item.objects.filter(
        case_id=event.case_id, status__in=[rules.ItemStatus.WAITING, rules.ItemStatus.ON_AGENDA]
    ).exclude(sitting__status__in=[rules.SittingStatus.SITTING, rules.SittingStatus.RISEN])
    by = User.objects.get(id=event.by_id)
    for item in waiting.order_by("id"):
        withdraw(lock_item(item), why="The case closed", by=by, at=event.at)
