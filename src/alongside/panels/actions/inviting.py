"""Calendar files to those who sit on a panel and to who stands in for them: sent, updated and called off."""

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


def tell_of_series(series: Series, *, at: datetime) -> int:
    """Send everyone on the panel, and who stands in, one calendar file for the whole run; says how many."""
    people = _people(seated(series.panel))
    for user in people:
        _post(
            user,
            f"{series.panel.name}: sittings planned",
            f"{series.panel.name} sits {rules.CADENCE_WORDS[rules.Cadence(series.cadence)].lower()} from "
            f"{series.first_on:%-d %B %Y} to {series.until_on:%-d %B %Y}. {LETTER}",
            file_of_series(series, address=user.email, at=at),
            at=at,
        )
    return len(people)


def tell_of_sitting(sitting: Sitting, *, what: str, by: User, at: datetime) -> None:
    """Tell everyone on the panel, and who stands in, that a sitting was planned, moved or called off."""
    members = seated(sitting.panel)
    for user in _people(members):
        _post(
            user,
            f"{sitting.panel.name}: a sitting was {what}",
            f"The sitting {sitting.reference} was {what}: {say_when(sitting)}. {LETTER}",
            file_of_sitting(sitting, address=user.email, at=at),
            at=at,
        )
    for member in members:
        if member.user_id != by.id:
            tell(
                user=member.user,
                kind="panels.sitting_told",
                words=f"A sitting of {sitting.panel.name} was {what}",
                link=link_to_sitting(sitting),
                at=at,
            )


def invite_member(member: PanelMember, *, at: datetime) -> None:
    """Put every sitting still to come into the calendar of a new member and of who stands in for them."""
    for user in _people([member]):
        _invite(user, member.panel, _seat_words(member, user), at=at)


def follow_substitute(member: PanelMember, *, before: User | None, at: datetime) -> None:
    """Who newly stands in for a member gets the panel's calendar; who no longer does is taken out of it."""
    still = {one.id for one in _people(seated(member.panel))}
    if before is not None and before.id != member.substitute_id and before.id not in still:
        _call_off(before, member.panel, at=at)
    if member.substitute is not None and (before is None or before.id != member.substitute_id):
        _invite(member.substitute, member.panel, _seat_words(member, member.substitute), at=at)


def call_off_member(member: PanelMember, *, at: datetime) -> None:
    """Take a panel out of the calendar of someone who has left it, and of who stood in for them."""
    still = {one.id for one in _people(seated(member.panel))}
    for user in _people([member]):
        if user.id not in still:
            _call_off(user, member.panel, at=at)


def _seat_words(member: PanelMember, user: User) -> str:
    if user.id == member.user_id:
        return f"You now sit on {member.panel.name}"
    return f"You now stand in for {member.user.name} on {member.panel.name}"


def _invite(user: User, panel: Panel, words: str, *, at: datetime) -> None:
    for series in _running(panel, at):
        file = file_of_series(series, address=user.email, at=at)
        _post(user, f"You sit on {panel.name}", f"{words}. {LETTER}", file, at=at)
    for sitting in _alone(panel, at):
        file = file_of_sitting(sitting, address=user.email, at=at)
        _post(user, f"{panel.name}: a sitting", f"{panel.name} sits {say_when(sitting)}. {LETTER}", file, at=at)


def _call_off(user: User, panel: Panel, *, at: datetime) -> None:
    words = f"You no longer sit on {panel.name}. {LETTER}"
    for series in _running(panel, at):
        file = file_of_series(series, address=user.email, at=at, is_cancelled=True)
        _post(user, f"You no longer sit on {panel.name}", words, file, at=at)
    for sitting in _alone(panel, at):
        change = replace(_change(sitting, at), is_cancelled=True, sequence=sitting.invitation_sequence + 1)
        _post(
            user, f"{panel.name}: a sitting", words, sitting_file(change, _who(sitting.planned_by, user.email)), at=at
        )


def _people(members: list[PanelMember]) -> list[User]:
    """Everyone who sits, then everyone who stands in for one of them, each once."""
    standing_in = [one.substitute for one in members if one.substitute is not None]
    return list({one.id: one for one in [*(member.user for member in members), *standing_in]}.values())


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


def _post(user: User, subject: str, words: str, file: str, *, at: datetime) -> None:
    post_letter(
        to_address=user.email,
        kind="panels.calendar",
        subject_line=subject[:200],
        words=words,
        at=at,
        calendar_file=file,
    )
