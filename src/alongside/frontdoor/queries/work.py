"""What the front door owes someone today, each with its rule's text."""

from dataclasses import dataclass
from datetime import date

from alongside.foundation.identity.models import User
from alongside.foundation.policy.queries import policy_on

from .. import access, rules
from ..models import Decision
from .contacts import list_outcomes_to_tell, list_waiting

MOST_WORK = 100


@dataclass(frozen=True)
class WorkRow:
    """One thing to do: what, by when, by which rule, and where."""

    kind: str
    words: str
    reference: str
    url_name: str
    due_on: date
    rule: str
    is_late: bool


def decision_rule(today: date) -> str:
    """The rule by which a decision is due, as it stands today."""
    policy = policy_on(rules.FrontDoorPolicy, today)
    return (
        f"A contact is decided {_within(policy.decision_working_days)} of coming in, or "
        f"{_within(policy.urgent_working_days)} where someone rang about immediate harm. Source: local policy."
    )


def telling_rule(today: date) -> str:
    """The rule by which whoever asked is to be told, as it stands today."""
    policy = policy_on(rules.FrontDoorPolicy, today)
    return (
        f"Whoever asked is told the outcome {_within(policy.telling_working_days)} of the decision. "
        "Source: local policy."
    )


def _within(days: int) -> str:
    if days == 0:
        return "on the working day"
    return "within 1 working day" if days == 1 else f"within {days} working days"


def work_of(viewer: User, today: date) -> list[WorkRow]:
    """Contacts the viewer has taken on, and outcomes they decided and have to tell, soonest due first."""
    if not viewer.may(access.CONSIDER):
        return []
    rule, to_tell = decision_rule(today), telling_rule(today)
    waiting = list_waiting(viewer=viewer, mine=True, today=today).order_by("due_on", "id")[:MOST_WORK]
    rows = [
        WorkRow(
            "decide",
            "Decide on a contact",
            one.reference,
            "frontdoor:see_contact",
            one.due_on,
            rule,
            rules.is_decision_late(due_on=one.due_on, today=today),
        )
        for one in waiting
    ]
    telling = list_outcomes_to_tell(viewer=viewer).filter(decided_by=viewer)
    rows += [_telling_row(one, to_tell, today) for one in telling.order_by("telling_due_on", "id")[:MOST_WORK]]
    return sorted(rows, key=lambda row: (row.due_on, row.reference))


def _telling_row(decision: Decision, rule: str, today: date) -> WorkRow:
    return WorkRow(
        "tell",
        "Tell whoever asked what was decided",
        decision.contact.reference,
        "frontdoor:see_contact",
        decision.telling_due_on,
        rule,
        rules.is_telling_late(due_on=decision.telling_due_on, today=today, told_on=None),
    )
