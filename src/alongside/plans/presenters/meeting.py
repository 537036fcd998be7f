"""A meeting, and the page on which it is held."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils import timezone

from alongside.foundation.components.presenters import say_day

from .. import rules
from ..queries import WholePlan, name_of, owner_of
from .wording import say_moment


@dataclass(frozen=True)
class MeetingPage:
    """Everything that the page of one meeting says."""

    reference: str
    plan_reference: str
    family_name: str
    kind: str
    status: str
    status_tag: str
    when: str
    minutes: int
    place: str
    link: str
    held: str
    cancelled_why: str
    voices: list[dict]
    notes: str
    changed: str
    attendance: list[dict]
    next_review: str
    recorded: str
    is_planned: bool
    may_hold_now: bool

    @classmethod
    def of(cls, meeting, whole: WholePlan, *, may_write: bool) -> MeetingPage:
        status = rules.MeetingStatus(meeting.status)
        found = next(one for one in whole.meetings if one.id == meeting.id)
        return cls(
            reference=meeting.reference,
            plan_reference=whole.plan.reference,
            family_name=whole.plan.case.family.name,
            kind=rules.MEETING_KIND_WORDS[rules.MeetingKind(meeting.kind)],
            status=rules.MEETING_STATUS_WORDS[status],
            status_tag={"planned": "blue", "held": "green", "cancelled": "grey"}[status],
            when="" if _is_as_planned(meeting) else say_moment(meeting.planned_at),
            minutes=meeting.minutes,
            place=meeting.place,
            link=meeting.link,
            held=say_day(meeting.held_on),
            cancelled_why=meeting.cancelled_why,
            voices=_voices(meeting),
            notes=meeting.notes,
            changed=meeting.changed,
            attendance=[
                {
                    "key": name_of(one.member) if one.member else one.person.full_name,
                    "value": rules.ATTENDANCE_WORDS[rules.Attended(one.attended)],
                }
                for one in found.attendance.all()
            ],
            next_review=say_day(meeting.next_review_on),
            recorded=f"{meeting.recorded_by.name}, {say_moment(meeting.recorded_at)}" if meeting.recorded_by else "",
            is_planned=status == rules.MeetingStatus.PLANNED,
            may_hold_now=may_write and status == rules.MeetingStatus.PLANNED,
        )


def _is_as_planned(meeting) -> bool:
    """Whether the day it was held says all about when it was."""
    return meeting.held_on is not None and timezone.localtime(meeting.planned_at).date() == meeting.held_on


def _voices(meeting) -> list[dict]:
    pairs = (
        ("What the family said", meeting.family_voice, meeting.no_family_voice_why),
        ("What the children or young people said", meeting.young_voice, meeting.no_young_voice_why),
    )
    return [
        {"who": who, "words": words, "why_not": "" if words else why_not}
        for who, words, why_not in pairs
        if words or why_not
    ]


def planned_meetings(whole: WholePlan) -> list[dict]:
    """The meetings that are planned and not held: whoever writes one down may mean one of these."""
    return [
        {
            "kind": rules.MEETING_KIND_WORDS[rules.MeetingKind(one.kind)],
            "when": say_moment(one.planned_at),
            "reference": one.reference,
        }
        for one in whole.meetings
        if one.status == rules.MeetingStatus.PLANNED
    ]


def review_parts(whole: WholePlan) -> dict:
    """What the form of a meeting is made from: the team, the family, scales, actions and needs."""
    return {
        "team": [(one.id, name_of(one)) for one in whole.team_now if one.person_id is None],
        "family": [(one.person_id, name_of(one)) for one in whole.team_now if one.person_id is not None],
        "scales": [_scale(one) for one in whole.scales],
        "actions": [
            (one.position, one.what, f"{owner_of(one)}, by {say_day(one.due_on)}")
            for one in whole.actions
            if one.status == rules.ActionStatus.TO_DO
        ],
        "needs": [
            (one.position, one.words, one.person.full_name if one.person else "The whole family")
            for one in whole.needs
            if one.status == rules.NeedStatus.OPEN
        ],
    }


def _scale(scale) -> tuple:
    readings = list(scale.readings.all())
    last = f" Last time: {readings[-1].value}, on {say_day(readings[-1].read_on)}." if readings else ""
    hint = f"1 means “{scale.one_means}”, 10 means “{scale.ten_means}”.{last}"
    who = readings[-1].said_by if readings else (scale.person.full_name if scale.person else "")
    return scale.position, scale.name, hint, who


def review_groups(form) -> dict[str, list]:
    """The fields of a meeting's form, in the groups in which its page shows them."""
    return {
        "people": [form[name] for name in form.fields if name.startswith(("member-", "person-"))],
        "scales": _pairs(form, "scale", "scale_by"),
        "actions": _pairs(form, "action", "action_words"),
        "needs": _pairs(form, "need", "need_words"),
    }


def _pairs(form, thing: str, words: str) -> list[tuple]:
    return [(form[f"{thing}-{one}"], form[f"{words}-{one}"]) for one in form.positions(thing)]
