"""When the front door owes an answer, and how long a link lasts."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from alongside.foundation.policy.rules import local_policy, number
from alongside.values.dates import WorkingCalendar


@local_policy("frontdoor", "The front door")
@dataclass(frozen=True)
class FrontDoorPolicy:
    """Local numbers of the front door."""

    decision_working_days: int = number(
        1,
        "Working days to decide on a contact",
        most=20,
        source="decision within 24 hours, by a manager (Cambridgeshire, Northamptonshire), as a local default",
    )
    urgent_working_days: int = number(0, "Working days to decide where someone rang about immediate harm", most=5)
    telling_working_days: int = number(
        1,
        "Working days after the decision to tell whoever asked",
        most=20,
        source="response within 48 hours (Dorset), as a local default",
    )
    link_days: int = number(7, "Days for which an e-mailed link to the public form opens", least=1, most=60)
    links_an_hour: int = number(5, "Links that can be asked for from one place in an hour", least=1, most=1000)
    sees_after_days: int = number(
        14, "Days after a decision for which whoever decided still sees the family", least=1, most=365
    )


def decision_due_on(*, received_on: date, is_urgent: bool, calendar: WorkingCalendar, policy: FrontDoorPolicy) -> date:
    """A contact is decided within one working day of its arrival; on the same day where immediate harm
    was reported. Day 1 is the next working day, so what arrives on a Saturday is decided on the Monday.

    Source: local default (practice c4: 24 hours in Cambridgeshire and Northamptonshire).
    """
    days = policy.urgent_working_days if is_urgent else policy.decision_working_days
    return _working_days_after(received_on, days, calendar)


def telling_due_on(*, decided_on: date, calendar: WorkingCalendar, policy: FrontDoorPolicy) -> date:
    """Whoever asked is told the outcome within one working day of the decision.

    Source: local default (practice: referrers hear nothing back, Ofsted 2015).
    """
    return _working_days_after(decided_on, policy.telling_working_days, calendar)


def _working_days_after(day: date, days: int, calendar: WorkingCalendar) -> date:
    """On the day itself where no day is given, or on the first working day from it; else day 1 is the next one."""
    if days > 0:
        return calendar.after(day, days)
    while not calendar.is_working_day(day):
        day += timedelta(days=1)
    return day


def is_decision_late(*, due_on: date, today: date, decided_on: date | None = None) -> bool:
    """A decision is late when its day has passed without it, or when it was made after that day.

    Source: local default.
    """
    return (decided_on or today) > due_on


def is_telling_late(*, due_on: date, today: date, told_on: date | None) -> bool:
    """Telling whoever asked is late when its day has passed without it.

    Source: local default.
    """
    return (told_on or today) > due_on


def link_expires_at(*, sent_at: datetime, policy: FrontDoorPolicy) -> datetime:
    """An e-mailed link opens the form for seven days; a new one can be sent at any time.

    Source: local default.
    """
    return sent_at + timedelta(days=policy.link_days)


def is_link_open(*, expires_at: datetime, is_replaced: bool, at: datetime) -> bool:
    """A link opens its form until it expires or a newer one takes its place.

    Source: local default.
    """
    return not is_replaced and at < expires_at


def is_too_often(*, tries: int, policy: FrontDoorPolicy) -> bool:
    """From one place only so many links can be asked for in an hour.

    Source: local default.
    """
    return tries > policy.links_an_hour
