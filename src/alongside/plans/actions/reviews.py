"""Holding a meeting of the team: one verb for all that was said, settled and agreed next."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from alongside.foundation.calendar.queries import england
from alongside.foundation.events.actions import publish
from alongside.foundation.identity.models import User
from alongside.foundation.policy.queries import policy_on

from .. import events, rules
from ..models import Action, Attendance, FamilyCopy, Meeting, Need, Plan, Scale
from .copies import next_number
from .doing import finish, leave_undone
from .meetings import held_meeting
from .needs import settle
from .refusals import STALE, PlanRefused, changed, moved, noted, refuse_if, tidy, writable
from .scales import keep_reading


@dataclass(frozen=True)
class Reading:
    """Where someone put themselves on a scale at a meeting."""

    scale: Scale
    value: int
    said_by: str


@dataclass(frozen=True)
class Settled:
    """What the meeting said came of a need."""

    need: Need
    status: rules.NeedStatus
    evidence: str


@dataclass(frozen=True)
class Reviewed:
    """What the meeting heard of an action: done, or not done and why."""

    action: Action
    status: rules.ActionStatus
    words: str


@dataclass(frozen=True)
class Said:
    """What was said at a meeting."""

    family_voice: str = ""
    no_family_voice_why: str = ""
    young_voice: str = ""
    no_young_voice_why: str = ""
    notes: str = ""
    changed: str = ""


@transaction.atomic
def hold_review(
    *,
    meeting: Meeting,
    version: int,
    held_on: date,
    said: Said,
    by: User,
    at: datetime,
    team: Mapping[UUID, rules.Attended] | None = None,
    family: Mapping[UUID, rules.Attended] | None = None,
    readings: Sequence[Reading] = (),
    settled: Sequence[Settled] = (),
    reviewed: Sequence[Reviewed] = (),
    next_review_on: date | None = None,
) -> Meeting:
    """Record that the team met: who came, what the family said, what was done and settled, and when it meets next.

    `team` and `family` say who was there, by the ids of team members and of people.
    """
    plan = writable(meeting.plan, by=by)
    meeting = held_meeting(meeting)
    if meeting.status == rules.MeetingStatus.HELD and meeting.recorded_by_id == by.id and meeting.held_on == held_on:
        return meeting
    _refuse_meeting(meeting, version)
    policy = policy_on(rules.PlansPolicy, held_on)
    next_review_on = next_review_on or rules.review_due_on(met_on=held_on, policy=policy)
    _refuse_days(plan, held_on, next_review_on, today=at.date())
    said = _tidied(said)
    moved(plan, rules.Thing.MEETING, meeting, rules.MeetingStatus.HELD, by=by, at=at)
    _write_up(meeting, said, held_on=held_on, next_review_on=next_review_on, by=by, at=at)
    _note_attendance(plan, meeting, team or {}, family or {})
    for one in readings:
        keep_reading(
            plan, one.scale, value=one.value, read_on=held_on, said_by=one.said_by, meeting=meeting, by=by, at=at
        )
    for one in reviewed:
        _hear_of(plan, one, by=by, at=at)
    for one in settled:
        _refuse_other_plan(plan, one.need)
        settle(plan, one.need, status=one.status, evidence=one.evidence, settled_on=held_on, by=by, at=at)
    FamilyCopy.objects.create(
        plan=plan,
        meeting=meeting,
        number=next_number(plan),
        due_on=rules.copy_due_on(met_on=held_on, calendar=england(), policy=policy),
    )
    changed(plan, review_due_on=next_review_on)
    noted(
        "review_held",
        plan,
        meeting,
        by=by,
        at=at,
        title=f"{_say_kind(meeting)} held",
        words=said.changed or said.family_voice,
        held_on=held_on.isoformat(),
    )
    publish(
        events.ReviewHeld(
            plan_id=plan.id,
            case_id=plan.case_id,
            meeting_id=meeting.id,
            held_on=held_on,
            next_review_on=next_review_on,
            by_id=by.id,
            at=at,
        )
    )
    return meeting


def _refuse_meeting(meeting: Meeting, version: int) -> None:
    if meeting.status == rules.MeetingStatus.HELD:
        raise PlanRefused(
            f"{meeting.recorded_by.name} has recorded this meeting already. Your words are kept here: read what they "
            "wrote, and add to it in an extra meeting if something is missing"
        )
    if meeting.status == rules.MeetingStatus.CANCELLED:
        raise PlanRefused("This meeting was called off. Plan another one and record it there")
    if meeting.version != version:
        raise PlanRefused(STALE)


def _refuse_days(plan: Plan, held_on: date, next_review_on: date, *, today: date) -> None:
    refuse_if(rules.problem_with_past_day(held_on, today=today, since=plan.started_on, what="The day of the meeting"))
    if next_review_on <= held_on:
        raise PlanRefused("The next review must be after this meeting")
    refuse_if(rules.problem_with_future_day(next_review_on, today=today, what="The day of the next review"))


def _tidied(said: Said) -> Said:
    said = Said(**{name: tidy(words) for name, words in vars(said).items()})
    refuse_if(rules.problem_with_voice(words=said.family_voice, why_not=said.no_family_voice_why, whose="the family"))
    return said


def _write_up(meeting: Meeting, said: Said, *, held_on: date, next_review_on: date, by: User, at: datetime) -> None:
    facts = {
        **vars(said),
        "held_on": held_on,
        "next_review_on": next_review_on,
        "recorded_by": by,
        "recorded_at": at,
        "version": meeting.version + 1,
    }
    for name, value in facts.items():
        setattr(meeting, name, value)
    meeting.save(update_fields=["status", *facts])


def _note_attendance(plan: Plan, meeting: Meeting, team: Mapping, family: Mapping) -> None:
    members = set(plan.team.filter(id__in=team).values_list("id", flat=True))
    people = set(plan.case.family.members.filter(person_id__in=family).values_list("person_id", flat=True))
    if members != set(team) or people != set(family):
        raise PlanRefused("Choose only people of this team and this family")
    Attendance.objects.bulk_create(
        [
            *(Attendance(meeting=meeting, member_id=one, attended=how) for one, how in team.items()),
            *(Attendance(meeting=meeting, person_id=one, attended=how) for one, how in family.items()),
        ]
    )


def _hear_of(plan: Plan, heard: Reviewed, *, by: User, at: datetime) -> None:
    _refuse_other_plan(plan, heard.action)
    action = Action.objects.select_for_update().get(id=heard.action.id)
    if action.status == heard.status:
        return
    if not rules.may_move_action(rules.ActionStatus(action.status), heard.status):
        raise PlanRefused(f"What came of “{action.what}” was said already while you had this open")
    if heard.status is rules.ActionStatus.DONE:
        finish(plan, action, by=by, at=at, what_came=heard.words)
    else:
        leave_undone(plan, action, why=heard.words, by=by, at=at)


def _refuse_other_plan(plan: Plan, row) -> None:
    if row.plan_id != plan.id:
        raise PlanRefused("Choose a need or action of this plan")


def _say_kind(meeting: Meeting) -> str:
    return rules.MEETING_KIND_WORDS[rules.MeetingKind(meeting.kind)]
