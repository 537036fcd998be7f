"""Holding a meeting of the team: one verb for all that was said, settled and agreed next."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields
from datetime import date, datetime, time
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from alongside.foundation.calendar.queries import england
from alongside.foundation.events.actions import publish
from alongside.foundation.identity.models import User
from alongside.foundation.policy.queries import policy_on
from alongside.foundation.references.rules import new_reference
from alongside.values.dates import spoken_date

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


@dataclass(frozen=True)
class Heard:
    """What a meeting heard besides words: who came, where scales stand, what came of actions and needs.

    `team` and `family` say who was there, by the ids of team members and of people.
    """

    team: Mapping[UUID, rules.Attended] = field(default_factory=dict)
    family: Mapping[UUID, rules.Attended] = field(default_factory=dict)
    readings: Sequence[Reading] = ()
    reviewed: Sequence[Reviewed] = ()
    settled: Sequence[Settled] = ()


@transaction.atomic
def hold_review(
    *,
    meeting: Meeting,
    version: int,
    held_on: date,
    said: Said,
    by: User,
    at: datetime,
    next_review_on: date | None = None,
    **heard,
) -> Meeting:
    """Record that the team met: who came, what the family said, what was done and settled, and when it meets next.

    `heard` are facts of `Heard`.
    """
    plan = writable(meeting.plan, by=by)
    meeting = held_meeting(meeting)
    if meeting.status == rules.MeetingStatus.HELD and meeting.recorded_by_id == by.id and meeting.held_on == held_on:
        return meeting
    _refuse_meeting(meeting, version)
    return _keep(plan, meeting, _tidied(said), Heard(**heard), held_on=held_on, next_on=next_review_on, by=by, at=at)


@transaction.atomic
def record_meeting(
    *,
    plan: Plan,
    kind: rules.MeetingKind,
    held_on: date,
    place: str,
    said: Said,
    by: User,
    at: datetime,
    next_review_on: date | None = None,
    **heard,
) -> Meeting:
    """Write down a meeting that was held without being planned here; the next review is counted from its day.

    `heard` are facts of `Heard`.
    """
    plan = writable(plan, by=by)
    said, place = _tidied(said), tidy(place, needed="Say where you met")
    same = Meeting.objects.filter(plan=plan, kind=kind, held_on=held_on).select_related("recorded_by").first()
    if same is not None and (same.recorded_by_id, _said_at(same)) == (by.id, said):
        return same
    _refuse_known(plan, kind, same)
    meeting = _unplanned(plan, kind=kind, held_on=held_on, place=place, by=by)
    return _keep(plan, meeting, said, Heard(**heard), held_on=held_on, next_on=next_review_on, by=by, at=at)


def _unplanned(plan: Plan, *, kind: rules.MeetingKind, held_on: date, place: str, by: User) -> Meeting:
    reference = new_reference("TM")
    return Meeting.objects.create(
        reference=reference,
        plan=plan,
        kind=kind,
        planned_at=timezone.make_aware(datetime.combine(held_on, time())),
        place=place,
        invitation_uid=f"{reference}@alongside",
        planned_by=by,
    )


def _refuse_known(plan: Plan, kind: rules.MeetingKind, same: Meeting | None) -> None:
    words = rules.MEETING_KIND_WORDS[kind].lower()
    if same is not None:
        raise PlanRefused(
            f"{same.recorded_by.name} has recorded a meeting of this kind on that day already ({words}). Your words "
            "are kept here: read what stands there, and call this one an extra meeting if it was another"
        )
    planned = Meeting.objects.filter(plan=plan, kind=kind, status=rules.MeetingStatus.PLANNED).first()
    if planned is not None:
        day = timezone.localtime(planned.planned_at)
        raise PlanRefused(
            f"A meeting of this kind is planned for {day.day} {day:%B %Y} ({words}). If it is the one you held, open "
            "it and record it there. If not, call this one an extra meeting"
        )


def _said_at(meeting: Meeting) -> Said:
    return Said(**{one.name: getattr(meeting, one.name) for one in fields(Said)})


def _keep(
    plan: Plan, meeting: Meeting, said: Said, heard: Heard, *, held_on: date, next_on: date | None, by: User, at
) -> Meeting:
    """Keep all that was said at a meeting of a plan that is held already."""
    policy = policy_on(rules.PlansPolicy, held_on)
    _refuse_days(plan, meeting, held_on, next_on, today=at.date())
    next_on = next_on or rules.review_due_on(met_on=held_on, policy=policy)
    others = Meeting.objects.filter(plan=plan, status=rules.MeetingStatus.HELD).values_list("held_on", flat=True)
    is_latest = rules.is_latest_meeting(held_on=held_on, others_held_on=list(others))
    moved(plan, rules.Thing.MEETING, meeting, rules.MeetingStatus.HELD, by=by, at=at)
    _write_up(meeting, said, held_on=held_on, next_review_on=next_on, by=by, at=at)
    _note_attendance(plan, meeting, heard.team, heard.family)
    for one in heard.readings:
        keep_reading(
            plan, one.scale, value=one.value, read_on=held_on, said_by=one.said_by, meeting=meeting, by=by, at=at
        )
    for one in heard.reviewed:
        _hear_of(plan, one, by=by, at=at)
    for one in heard.settled:
        _refuse_other_plan(plan, one.need)
        settle(plan, one.need, status=one.status, evidence=one.evidence, settled_on=held_on, by=by, at=at)
    if is_latest:
        due_on = rules.copy_due_on(met_on=held_on, calendar=england(), policy=policy)
        FamilyCopy.objects.create(plan=plan, meeting=meeting, number=next_number(plan), due_on=due_on)
    changed(plan, **({"review_due_on": next_on} if is_latest else {}))
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
            next_review_on=next_on,
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


def _refuse_days(plan: Plan, meeting: Meeting, held_on: date, next_review_on: date | None, *, today: date) -> None:
    kind, helped_from_on = rules.MeetingKind(meeting.kind), plan.case.opened_on
    since = rules.earliest_day_met(kind=kind, started_on=plan.started_on, helped_from_on=helped_from_on)
    facts = {"today": today, "since": since, "what": "The day of the meeting"}
    if since < plan.started_on:
        facts["since_what"] = f"help began, on {spoken_date(helped_from_on)}"
    refuse_if(rules.problem_with_past_day(held_on, **facts))
    if next_review_on is None:
        return
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
