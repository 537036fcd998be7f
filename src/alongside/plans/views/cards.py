"""What the plan shows on the pages of a case and of a family's record."""

from datetime import date

from django.template.loader import render_to_string
from django.urls import reverse

from alongside.cases.rules import CaseStatus
from alongside.foundation.components import cards
from alongside.foundation.components.presenters import DuePresenter
from alongside.foundation.policy.queries import policy_on

from .. import access, queries, rules
from ..presenters.page import PLAN_TAGS


def on_case(viewer, case, today: date) -> str | None:
    """The plan of a case, where it stands, and what is due; or where to begin one."""
    if not viewer.may(access.READ):
        return None
    plan = queries.plan_of_case(viewer=viewer, case=case)
    if plan is None:
        may_start = viewer.may(access.WRITE) and case.status == CaseStatus.OPEN
        start = reverse("plans:start_plan", args=[case.reference]) if may_start else ""
        return render_to_string("plans/card.html", {"start": start})
    return render_to_string("plans/card.html", _card(viewer, plan, case, today))


def on_closing(viewer, case, today: date) -> str | None:
    """What closing the case does to its plan."""
    plan = queries.plan_of_case(viewer=viewer, case=case) if viewer.may(access.READ) else None
    if plan is None or plan.status == rules.PlanStatus.ENDED:
        return None
    words = "It ends when the case closes, and needs that are still being worked on are noted as left."
    link = reverse("plans:plan", args=[plan.reference])
    return cards.still_open(f"Plan {plan.reference}", link, f"{_say(queries.count_of(plan))} {words}")


def on_record(viewer, record, today: date) -> str | None:
    """The plan of the family's case now, or of its last one."""
    return on_case(viewer, record.case, today) if record.case is not None else None


def _card(viewer, plan, case, today: date) -> dict:
    status = rules.PlanStatus(plan.status)
    counts = queries.count_of(plan)
    policy = policy_on(rules.PlansPolicy, today)
    is_on = rules.is_being_worked_on(status)
    may_hold = queries.may_hold(viewer=viewer, plan=plan)
    return {
        "plan": plan,
        "status": rules.PLAN_STATUS_WORDS[status],
        "tag": PLAN_TAGS[status],
        "due": DuePresenter.of(plan.review_due_on, today=today) if is_on else None,
        "due_of": "Next review" if counts.meetings_held else "First meeting",
        "rule": rules.review_rule_words(policy) if counts.meetings_held else rules.first_meeting_rule_words(policy),
        "counts": _say(counts),
        "unsettled": counts.needs_open,
        "may_write": is_on and may_hold,
        "drift": queries.drift_rule(plan, today=today),
        "offers_back": may_hold and status == rules.PlanStatus.ENDED and case.status == CaseStatus.OPEN,
    }


def _say(counts: queries.PlanCounts) -> str:
    return (
        f"Needs: {counts.needs_open} being worked on, {counts.needs_met} met. "
        f"Actions: {counts.to_do} to do, {counts.done} done. Meetings held: {counts.meetings_held}."
    )
