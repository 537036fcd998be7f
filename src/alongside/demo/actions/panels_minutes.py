"""The minutes of a sitting that was stamped: what they say of each question, and of the whole."""

from datetime import datetime

from django.utils import timezone

from alongside.panels import rules
from alongside.panels.models import Item, PanelDecision, Sitting
from alongside.values.dates import spoken_date

K = rules.DecisionKind


def said_of(item: Item, decision: PanelDecision, *, taken, conditions, dissents, safety) -> dict:
    """One question in the minutes."""
    return {
        "id": str(item.id),
        "reference": item.reference,
        "family": item.case.family.name,
        "kind": rules.ITEM_KIND_WORDS[item.kind],
        "question": item.question,
        "with": [],
        "away": [],
        "decision": rules.DECISION_WORDS[K(decision.kind)],
        "reasons": decision.reasons,
        "view": "Read out",
        "lead": decision.lead.name if decision.lead else "",
        "lead_accepted": decision.lead_accepted,
        "teller": decision.teller.name,
        "tell_by": spoken_date(decision.tell_by_on),
        "redirected_to": decision.to_panel.name if decision.to_panel else decision.redirected_to,
        "more_wanted": decision.more_wanted,
        "package": "",
        "unmet": decision.unmet,
        "had_quorum": decision.had_quorum,
        "helpers": [f"{one.member.agency.name} ({one.worker.name}): {one.offers}" for one in taken],
        "conditions": [
            {"what": one.what, "owner": one.owner.name, "by": spoken_date(one.due_on)} for one in conditions
        ],
        "dissents": [
            {"name": one.member.user.name, "agency": one.member.agency.name, "why": one.why} for one in dissents
        ],
        "safety": [
            {
                "child": one.person.full_name or "Unborn child",
                "answer": rules.SAFETY_WORDS[rules.Safety(one.answer)],
                "words": "",
            }
            for one in safety
        ],
    }


def minutes_of(sitting: Sitting, items: list[dict], *, present: list[tuple], rose: datetime) -> dict:
    """The minutes whole: who was there, and every question."""

    def hour(moment: datetime) -> str:
        return f"{timezone.localtime(moment):%H:%M}"

    day = spoken_date(timezone.localtime(sitting.starts_at).date())
    return {
        "panel": sitting.panel.name,
        "reference": sitting.reference,
        "opened": f"{day} at {hour(sitting.starts_at)}",
        "rose": f"{day} at {hour(rose)}",
        "present": [
            {
                "name": user.name,
                "agency": seat.agency.name,
                "part": rules.PART_WORDS[rules.Part(seat.part)],
                "for": seat.user.name if user.id != seat.user_id else "",
                "from": hour(sitting.starts_at),
                "until": hour(rose),
            }
            for seat, user in present
        ],
        "items": items,
    }
