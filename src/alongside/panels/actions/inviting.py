"""Calendar files to those who sit on a panel: sent, updated and called off."""

from dataclasses import replace
from datetime import datetime

from django.utils import timezone

from alongside.foundation.identity.models import User
from alongside.foundation.notifications.actions import post_letter, tell

from .. import rules
from ..gateways import Change, Run, Who, series_file, sitting_file
from ..models import Panel, PanelMember, Series, Sitting
from .refusals import link_to_sitting

EVERY_WEEKS = {rules.Cadence.WEEKLY: 1, rules.Cadence.FORTNIGHTLY: 2, rules.Cadence.MONTHLY: 0}
LETTER = "The calendar file with this letter puts it right in your calendar. It names no child and no family."


def tell_of_series(series: Series, *, by: User, at: datetime) -> int:
    """Send everyone on the panel one calendar file for the whole run; says how many."""
    members = seated(series.panel)
    for member in members:
        _post(
            member,
            f"{series.panel.name}: sittings planned",
            f"{series.panel.name} sits {rules.CADENCE_WORDS[rules.Cadence(series.cadence)].lower()} from "
            f"{series.first_on:%-d %B %Y} to {series.until_on:%-d %B %Y}. {LETTER}",
            file_of_series(series, address=member.user.email, at=at),
            by=by,
            at=at,
        )
    return len(members)


def tell_of_sitting(sitting: Sitting, *, what: str, by: User, at: datetime) -> None:
    """Tell everyone on the panel that a sitting was planned, moved or called off, with its calendar file."""
    for member in seated(sitting.panel):
        _post(
            member,
            f"{sitting.panel.name}: a sitting was {what}",
            f"The sitting {sitting.reference} was {what}: {say_when(sitting)}. {LETTER}",
            file_of_sitting(sitting, address=member.user.email, at=at),
            by=by,
            at=at,
        )
        if member.user_id != by.id:
            tell(
                user=member.user,
                kind="panels.sitting_told",
                words=f"A sitting of {sitting.panel.name} was {what}",
                link=link_to_sitting(sitting),
                at=at,
            )


def invite_member(member: PanelMember, *, by: User, at: datetime) -> None:
    """Put every sitting still to come into a new member's calendar."""
    for series in _running(member.panel, at):
        _post(
            member,
            f"You sit on {member.panel.name}",
            f"You now sit on {member.panel.name}. {LETTER}",
            file_of_series(series, address=member.user.email, at=at),
            by=by,
            at=at,
        )
    for sitting in _alone(member.panel, at):
        _post(
            member,
            f"{member.panel.name}: a sitting",
            f"{member.panel.name} sits {say_when(sitting)}. {LETTER}",
            file_of_sitting(sitting, address=member.user.email, at=at),
            by=by,
            at=at,
        )


def call_off_member(member: PanelMember, *, by: User, at: datetime) -> None:
    """Take a panel out of the calendar of someone who has left it."""
    for series in _running(member.panel, at):
        words = f"You no longer sit on {member.panel.name}. {LETTER}"
        file = file_of_series(series, address=member.user.email, at=at, is_cancelled=True)
        _post(member, f"You no longer sit on {member.panel.name}", words, file, by=by, at=at)
    for sitting in _alone(member.panel, at):
        change = replace(_change(sitting, at), is_cancelled=True, sequence=sitting.invitation_sequence + 1)
        file = sitting_file(change, _who(sitting.planned_by, member.user.email))
        words = f"You no longer sit on {member.panel.name}. {LETTER}"
        _post(member, f"{member.panel.name}: a sitting", words, file, by=by, at=at)


def seated(panel: Panel) -> list[PanelMember]:
    """Everyone on a panel now, in one order."""
    return list(
        PanelMember.objects.filter(panel=panel, until_on__isnull=True)
        .select_related("user", "agency", "substitute")
        .order_by("from_on", "id")
    )


def file_of_sitting(sitting: Sitting, *, at: datetime, address: str = "") -> str:
    """A sitting as a calendar file."""
    return sitting_file(_change(sitting, at), _who(sitting.planned_by, address))


def file_of_series(series: Series, *, at: datetime, address: str = "", is_cancelled: bool = False) -> str:
    """A run as a calendar file, with every day of it that has changed."""
    changed = series.sittings.filter(invitation_sequence__gt=0).select_related("panel", "series").order_by("starts_at")
    panel = series.panel
    run = Run(
        uid=series.invitation_uid,
        first_on=series.first_on,
        until_on=series.until_on,
        starts=series.starts_at,
        minutes=series.length_minutes,
        every_weeks=EVERY_WEEKS[rules.Cadence(series.cadence)],
        weekday=series.weekday,
        nth=series.nth,
        left_out=tuple(datetime.fromisoformat(day).date() for day in series.left_out),
        summary=panel.name,
        place=panel.place,
        link=panel.link,
        at=at,
        is_cancelled=is_cancelled,
        changes=tuple(_change(one, at) for one in changed),
    )
    return series_file(run, _who(series.planned_by, address))


def say_when(sitting: Sitting) -> str:
    """When a sitting is, as we say it."""
    moment = timezone.localtime(sitting.starts_at)
    return f"{moment:%A} {moment.day} {moment:%B %Y} at {moment:%H:%M}"


def _change(sitting: Sitting, at: datetime) -> Change:
    return Change(
        uid=sitting.invitation_uid,
        sequence=sitting.invitation_sequence,
        starts_at=sitting.starts_at,
        minutes=sitting.length_minutes,
        summary=sitting.panel.name,
        place=sitting.place,
        link=sitting.link,
        is_cancelled=sitting.status == rules.SittingStatus.CANCELLED,
        at=at,
        instead_of=sitting.in_series_at,
    )


def _who(organiser: User, address: str) -> Who:
    return Who(organiser_name=organiser.name, organiser_email=organiser.email, attendee_email=address)


def _running(panel: Panel, at: datetime) -> list[Series]:
    found = Series.objects.filter(panel=panel, until_on__gte=at.date()).select_related("panel", "planned_by")
    return list(found.order_by("first_on", "id"))


def _alone(panel: Panel, at: datetime) -> list[Sitting]:
    found = Sitting.objects.filter(panel=panel, series__isnull=True, starts_at__gte=at, status__in=rules.NOT_OVER)
    return list(found.select_related("panel", "planned_by").order_by("starts_at", "id"))


def _post(member: PanelMember, subject: str, words: str, file: str, *, by: User, at: datetime) -> None:
    post_letter(
        to_address=member.user.email,
        kind="panels.calendar",
        subject_line=subject[:200],
        words=words,
        at=at,
        calendar_file=file,
    )
