"""What stands in the family's copy: the plan in plain words, as a snapshot that can be printed again."""

from __future__ import annotations

from datetime import date

from django.utils import timezone

from alongside.values.dates import spoken_date

from .. import rules
from ..models import Action, Goal, Need, Plan, Scale, TeamMember
from .reading import WholePlan, whole_of
from .work import owner_of

TOGETHER = "The family together"


def content_of(plan: Plan, *, number: int, on: date) -> dict:
    """The plan as it stands, in words only; the same plan on the same day gives the same content."""
    whole = whole_of(plan)
    lead = plan.case.lead
    return {
        "title": f"Our plan: {plan.case.family.name}",
        "reference": plan.reference,
        "number": number,
        "made_on": spoken_date(on),
        "lead": {"name": lead.name, "agency": lead.agency.name if lead.agency else "", "phone": lead.phone}
        if lead
        else None,
        "next_meeting": _next_meeting(whole),
        "goals": [_goal(one) for one in whole.goals],
        "outcomes": _outcomes(whole),
        "scales": [_scale(one) for one in whole.scales],
        "team": [_member(one) for one in whole.team_now if one.answer != rules.Answer.DECLINED],
        "said": _said(whole),
    }


def _next_meeting(whole: WholePlan) -> str:
    meeting = whole.next_meeting
    if meeting is None:
        return f"No meeting is planned yet. We will meet by {spoken_date(whole.plan.review_due_on)}."
    moment = timezone.localtime(meeting.planned_at)
    where = f" {meeting.place}." if meeting.place else " You can join on screen: your lead professional has the link."
    return f"{moment:%A} {spoken_date(moment.date())} at {moment:%H:%M}.{where}"


def _goal(goal: Goal) -> dict:
    return {
        "words": goal.words,
        "who": said_by(goal),
        "measure": goal.measure,
        "by": spoken_date(goal.by_on) if goal.by_on else "",
    }


def said_by(row: Goal | Need) -> str:
    """Whose words they are."""
    if row.person is not None:
        return row.person.full_name
    return row.said_by or TOGETHER


def _outcomes(whole: WholePlan) -> list[dict]:
    found = []
    for outcome in whole.outcomes:
        needs = [one for one in whole.needs if one.outcome_id == outcome.id]
        if needs:
            found.append({"title": outcome.title, "needs": [_need(one, whole) for one in needs]})
    return found


def _need(need: Need, whole: WholePlan) -> dict:
    return {
        "words": need.words,
        "who": need.person.full_name if need.person else "The whole family",
        "status": rules.NEED_STATUS_WORDS[rules.NeedStatus(need.status)],
        "evidence": need.evidence,
        "actions": [_action(one) for one in whole.actions if need.id in {one.need_id, one.goal and one.goal.need_id}],
    }


def _action(action: Action) -> dict:
    return {
        "what": action.what,
        "who": owner_of(action),
        "by": spoken_date(action.due_on),
        "status": rules.ACTION_STATUS_WORDS[rules.ActionStatus(action.status)].replace(", and why", ""),
    }


def _scale(scale: Scale) -> dict:
    readings = list(scale.readings.all())
    return {
        "name": scale.name,
        "one": scale.one_means,
        "ten": scale.ten_means,
        "readings": [{"on": spoken_date(one.read_on), "value": one.value, "who": one.said_by} for one in readings],
    }


def _member(member: TeamMember) -> dict:
    return {
        "name": name_of(member),
        "part": member.part,
        "agency": agency_of(member),
        "phone": member.user.phone if member.user else "",
    }


def name_of(member: TeamMember) -> str:
    """The name of someone in the team."""
    if member.user is not None:
        return member.user.name
    return member.person.full_name if member.person is not None else member.name


def agency_of(member: TeamMember) -> str:
    """Where someone in the team is from."""
    if member.agency is not None:
        return member.agency.name
    return "The family" if member.person is not None else member.agency_name


def _said(whole: WholePlan) -> list[dict]:
    """What the family and its young people said at the latest meeting."""
    if not whole.held:
        return []
    meeting = whole.held[0]
    voices = [("What the family said", meeting.family_voice), ("What the children said", meeting.young_voice)]
    return [{"who": who, "words": words, "on": spoken_date(meeting.held_on)} for who, words in voices if words]
