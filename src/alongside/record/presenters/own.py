"""How a plan reads to the family whose plan it is."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.utils import timezone

from alongside.plans.queries import agency_of, name_of, owner_of
from alongside.plans.rules import ActionStatus, PlanStatus
from alongside.values.dates import spoken_date

if TYPE_CHECKING:
    from alongside.foundation.identity.models import User
    from alongside.plans.queries import WholePlan


@dataclass(frozen=True)
class OwnAction:
    """One thing that someone agreed to do."""

    position: int
    what: str
    who: str
    due_on: date
    is_to_do: bool
    is_done: bool
    is_mine: bool
    is_ticked_by_me: bool


@dataclass(frozen=True)
class OwnPlan:
    """The family's plan, in the words of the family."""

    reference: str
    is_open: bool
    lead: str
    lead_phone: str
    next_meeting: str
    next_place: str
    goals: list[dict]
    mine: list[OwnAction]
    others: list[OwnAction]
    done: list[OwnAction]
    team: list[str]
    scales: list[dict]
    words: list[dict]
    copies: list[dict]

    @classmethod
    def of(cls, whole: WholePlan, *, viewer: User) -> OwnPlan:
        actions = [_action(one, viewer) for one in whole.actions]
        to_do = [one for one in actions if one.is_to_do]
        lead, meeting = whole.plan.case.lead, whole.next_meeting
        return cls(
            reference=whole.plan.reference,
            is_open=whole.plan.status != PlanStatus.ENDED,
            lead=lead.name if lead else "",
            lead_phone=lead.phone if lead else "",
            next_meeting=_when(meeting.planned_at) if meeting else "",
            next_place=meeting.place if meeting else "",
            goals=[{"words": one.words, "by": spoken_date(one.by_on) if one.by_on else ""} for one in whole.goals],
            mine=[one for one in to_do if one.is_mine],
            others=[one for one in to_do if not one.is_mine],
            done=[one for one in actions if one.is_done],
            team=[_member(one) for one in whole.team_now],
            scales=[_scale(one) for one in whole.scales],
            words=[
                {"who": one.person.full_name, "words": one.words, "when": _when(one.at)} for one in whole.family_words
            ],
            copies=[{"number": one.number, "when": _when(one.made_at)} for one in whole.copies if one.made_at],
        )


def looks_by_day(looked) -> list[dict]:
    """Who looked on which day, the latest first, each person once a day with how many pages they saw."""
    pages = Counter((timezone.localtime(one.at).date(), one.who, one.agency) for one in looked)
    return [
        {"day": spoken_date(day), "who": who, "agency": agency, "pages": "1 page" if times == 1 else f"{times} pages"}
        for (day, who, agency), times in pages.items()
    ]


def _action(action, viewer: User) -> OwnAction:
    person = action.owner_person
    is_mine = person is not None and person.account_id == viewer.id
    return OwnAction(
        position=action.position,
        what=action.what,
        who=owner_of(action),
        due_on=action.due_on,
        is_to_do=action.status == ActionStatus.TO_DO,
        is_done=action.status == ActionStatus.DONE,
        is_mine=is_mine,
        is_ticked_by_me=is_mine and action.done_by_id == viewer.id,
    )


def _member(member) -> str:
    agency = agency_of(member)
    return f"{name_of(member)}, {agency}" if agency else name_of(member)


def _scale(scale) -> dict:
    marks = [[spoken_date(one.read_on), one.value] for one in scale.readings.all()]
    return {"label": scale.name, "marks": marks, "low": scale.one_means, "high": scale.ten_means}


def _when(moment) -> str:
    local = timezone.localtime(moment)
    return f"{spoken_date(local.date())}, {local:%H:%M}"
