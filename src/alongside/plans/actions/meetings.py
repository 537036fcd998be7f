"""Planning, moving and calling off meetings of the team; everyone gets a calendar file."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from alongside.foundation.identity.models import User
from alongside.foundation.notifications.actions import post_letter, tell
from alongside.foundation.references.rules import new_reference

from .. import rules
from ..gateways import Invitation, calendar_file
from ..models import Meeting, Plan, TeamMember
from .refusals import PlanRefused, link_to, moved, noted, refuse_if, refuse_stale, tidy, writable

SUMMARY = "Team around a family"


@transaction.atomic
def plan_meeting(
    *,
    plan: Plan,
    kind: rules.MeetingKind,
    planned_at: datetime,
    by: User,
    at: datetime,
    place: str = "",
    link: str = "",
    minutes: int = 60,
) -> Meeting:
    """Plan a meeting of the team, and send everyone in it a calendar file."""
    plan = writable(plan, by=by)
    place, link = tidy(place), tidy(link)
    _refuse_when_and_where(planned_at, place, link, at=at)
    standing = Meeting.objects.filter(plan=plan, status=rules.MeetingStatus.PLANNED, kind=kind).first()
    if standing is not None and standing.planned_at == planned_at:
        return standing
    if standing is not None:
        raise PlanRefused("A meeting like this is planned already. Move it to another day instead")
    reference = new_reference("TM")
    meeting = Meeting.objects.create(
        reference=reference,
        plan=plan,
        kind=kind,
        planned_at=planned_at,
        minutes=minutes,
        place=place,
        link=link,
        invitation_uid=f"{reference}@alongside",
        planned_by=by,
    )
    noted("meeting_planned", plan, meeting, by=by, at=at, title="A meeting was planned", words=_say_when(meeting))
    _tell_everyone(plan, meeting, by=by, at=at, what="planned")
    return meeting


@transaction.atomic
def move_meeting(
    *,
    meeting: Meeting,
    version: int,
    planned_at: datetime,
    by: User,
    at: datetime,
    place: str = "",
    link: str = "",
    minutes: int = 60,
) -> Meeting:
    """Move a meeting to another day, hour or place: the same meeting in everyone's calendar."""
    plan = writable(meeting.plan, by=by)
    meeting = held_meeting(meeting)
    _refuse_unless_planned(meeting)
    place, link = tidy(place), tidy(link)
    if (meeting.planned_at, meeting.place, meeting.link, meeting.minutes) == (planned_at, place, link, minutes):
        return meeting
    refuse_stale(meeting, version)
    _refuse_when_and_where(planned_at, place, link, at=at)
    meeting.planned_at, meeting.place, meeting.link, meeting.minutes = planned_at, place, link, minutes
    meeting.invitation_sequence += 1
    meeting.version += 1
    meeting.save(update_fields=["planned_at", "place", "link", "minutes", "invitation_sequence", "version"])
    noted("meeting_moved", plan, meeting, by=by, at=at, title="A meeting was moved", words=_say_when(meeting))
    _tell_everyone(plan, meeting, by=by, at=at, what="moved")
    return meeting


@transaction.atomic
def cancel_meeting(*, meeting: Meeting, why: str, by: User, at: datetime) -> Meeting:
    """Call a meeting off, say why, and take it out of everyone's calendar."""
    plan = writable(meeting.plan, by=by)
    meeting = held_meeting(meeting)
    if meeting.status == rules.MeetingStatus.CANCELLED:
        return meeting
    _refuse_unless_planned(meeting)
    return _call_off(plan, meeting, why=tidy(why, needed="Write down why the meeting is called off"), by=by, at=at)


def call_off_meetings(plan: Plan, *, why: str, by: User | None, at: datetime) -> None:
    """Call off every meeting of a plan that is held already."""
    planned = Meeting.objects.select_for_update(of=("self",)).select_related("planned_by")
    for meeting in planned.filter(plan=plan, status=rules.MeetingStatus.PLANNED).order_by("planned_at", "id"):
        _call_off(plan, meeting, why=why, by=by, at=at)


def _call_off(plan: Plan, meeting: Meeting, *, why: str, by: User | None, at: datetime) -> Meeting:
    moved(plan, rules.Thing.MEETING, meeting, rules.MeetingStatus.CANCELLED, by=by, at=at, why=why)
    meeting.cancelled_why = why
    meeting.invitation_sequence += 1
    meeting.version += 1
    meeting.save(update_fields=["status", "cancelled_why", "invitation_sequence", "version"])
    noted("meeting_cancelled", plan, meeting, by=by, at=at, title="A meeting was called off", words=why)
    _tell_everyone(plan, meeting, by=by, at=at, what="called off")
    return meeting


def invitation_to_next(plan: Plan, address: str) -> str:
    """The calendar file of the next planned meeting for one address; empty when none is planned."""
    planned = Meeting.objects.filter(plan=plan, status=rules.MeetingStatus.PLANNED).select_related("planned_by")
    meeting = planned.order_by("planned_at", "id").first()
    return file_for(meeting, address=address) if meeting is not None else ""


def file_for(meeting: Meeting, *, address: str = "") -> str:
    """A meeting as a calendar file, for one address where given."""
    return calendar_file(
        Invitation(
            uid=meeting.invitation_uid,
            sequence=meeting.invitation_sequence,
            starts_at=meeting.planned_at,
            minutes=meeting.minutes,
            summary=f"{SUMMARY} ({meeting.reference})",
            place=meeting.place,
            link=meeting.link,
            organiser_name=meeting.planned_by.name,
            organiser_email=meeting.planned_by.email,
            attendee_email=address,
            is_cancelled=meeting.status == rules.MeetingStatus.CANCELLED,
            at=meeting.planned_at,
        )
    )


def held_meeting(meeting: Meeting) -> Meeting:
    """The meeting as it stands now, held until the transaction ends."""
    return Meeting.objects.select_for_update(of=("self",)).select_related("planned_by").get(id=meeting.id)


def _refuse_when_and_where(planned_at: datetime, place: str, link: str, *, at: datetime) -> None:
    if planned_at <= at:
        raise PlanRefused("The meeting must be later than now")
    refuse_if(rules.problem_with_future_day(planned_at.date(), today=at.date(), what="The day of the meeting"))
    if not place and not link:
        raise PlanRefused("Say where the meeting is: a place, or a link to join")


def _refuse_unless_planned(meeting: Meeting) -> None:
    if meeting.status != rules.MeetingStatus.PLANNED:
        words = rules.MEETING_STATUS_WORDS[rules.MeetingStatus(meeting.status)].lower()
        raise PlanRefused(f"This meeting cannot be changed now. It is: {words}")


def _tell_everyone(plan: Plan, meeting: Meeting, *, by: User | None, at: datetime, what: str) -> None:
    members = TeamMember.objects.filter(plan=plan, left_on__isnull=True).select_related("user", "person")
    for member in members.order_by("id"):
        if member.user is not None and (by is None or member.user_id != by.id):
            tell(
                user=member.user,
                kind="plans.meeting_told",
                link=f"{link_to(plan)}meetings/{meeting.reference}/",
                words=f"A meeting of plan {plan.reference} was {what}",
                at=at,
                about=plan.case.family_id,
            )
        if address := _address_of(member):
            post_letter(
                to_address=address,
                kind="plans.meeting_told",
                at=at,
                about=plan.case.family_id,
                subject_line=f"A meeting of a team around a family was {what}",
                words=f"The meeting {meeting.reference} was {what}: {_say_when(meeting)}. The calendar file with this "
                "letter puts it right in your calendar.",
                calendar_file=file_for(meeting, address=address),
            )


def _address_of(member: TeamMember) -> str:
    if member.user is not None:
        return member.user.email
    return member.person.email if member.person is not None else member.email


def _say_when(meeting: Meeting) -> str:
    moment = timezone.localtime(meeting.planned_at)
    return f"{moment:%A} {moment.day} {moment:%B %Y} at {moment:%H:%M}"
