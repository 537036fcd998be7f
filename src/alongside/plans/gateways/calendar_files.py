"""Invitations as calendar programs read them (RFC 5545, RFC 5546). They name no child and no family."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from icalendar import Calendar, Event, vCalAddress, vText

PRODUCT = "-//Alongside//Team around the family//EN"


@dataclass(frozen=True)
class Invitation:
    """What a calendar needs to know of a meeting."""

    uid: str
    sequence: int
    starts_at: datetime
    minutes: int
    summary: str
    place: str
    link: str
    organiser_name: str
    organiser_email: str
    attendee_email: str
    is_cancelled: bool
    at: datetime


def calendar_file(invitation: Invitation) -> str:
    """One meeting for one person: a request or, when it is called off, a cancellation of the same meeting."""
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", "CANCEL" if invitation.is_cancelled else "REQUEST")
    calendar.add_component(_event(invitation))
    return calendar.to_ical().decode()


def _event(invitation: Invitation) -> Event:
    event = Event()
    event.add("uid", invitation.uid)
    event.add("sequence", invitation.sequence)
    event.add("dtstamp", invitation.at.astimezone(UTC))
    event.add("dtstart", invitation.starts_at.astimezone(UTC))
    event.add("dtend", (invitation.starts_at + timedelta(minutes=invitation.minutes)).astimezone(UTC))
    event.add("summary", invitation.summary)
    event.add("status", "CANCELLED" if invitation.is_cancelled else "CONFIRMED")
    event.add("class", "PRIVATE")
    if invitation.place:
        event.add("location", invitation.place)
    if invitation.link:
        event.add("url", invitation.link)
    organiser = vCalAddress(f"mailto:{invitation.organiser_email}")
    organiser.params["cn"] = vText(invitation.organiser_name)
    event.add("organizer", organiser, encode=0)
    if invitation.attendee_email:
        attendee = vCalAddress(f"mailto:{invitation.attendee_email}")
        attendee.params["rsvp"] = vText("TRUE")
        event.add("attendee", attendee, encode=0)
    return event
