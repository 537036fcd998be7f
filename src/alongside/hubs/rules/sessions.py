"""Sessions: when they are planned, what becomes of a register, what is off site, and whether a promise is kept."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
WEEK = 7


class RegisterStatus(StrEnum):
    """What became of one session."""

    OPEN = "open"
    CLOSED = "closed"
    CANCELLED = "cancelled"


STATUS_WORDS = {
    RegisterStatus.OPEN: "Open",
    RegisterStatus.CLOSED: "Held",
    RegisterStatus.CANCELLED: "Did not happen",
}

MOVES: dict[RegisterStatus, frozenset[RegisterStatus]] = {
    RegisterStatus.OPEN: frozenset({RegisterStatus.CLOSED, RegisterStatus.CANCELLED}),
    RegisterStatus.CLOSED: frozenset({RegisterStatus.OPEN}),
    RegisterStatus.CANCELLED: frozenset({RegisterStatus.OPEN}),
}


class AttendanceKind(StrEnum):
    """How someone who came was written down."""

    KNOWN = "known"
    POSTCODE = "postcode"
    COUNTED = "counted"


ATTENDANCE_WORDS = {
    AttendanceKind.KNOWN: "Known to the service",
    AttendanceKind.POSTCODE: "Gave a postcode only",
    AttendanceKind.COUNTED: "Walked in, counted",
}
MOST_AT_ONCE = 200
"""People in one line of a register at the most: more is a slip of the keyboard. Source: local default."""


def dates_planned(
    *,
    weekday: int,
    every_weeks: int,
    from_on: date,
    until_on: date | None,
    start: date,
    end: date,
    closed_on: Collection[date] = (),
) -> list[date]:
    """A session is planned on its weekday, every week or every so many weeks counted from its first day,
    and not on bank holidays.

    Source: local default.
    """
    first = from_on + timedelta(days=(weekday - from_on.weekday()) % WEEK)
    last = min(end, until_on) if until_on else end
    step, found, day = timedelta(days=WEEK * every_weeks), [], first
    while day <= last:
        if day >= start and day not in closed_on:
            found.append(day)
        day += step
    return found


def is_off_site(*, hub_id: object, site_id: object) -> bool:
    """A session is off site when a hub holds it anywhere but in its own building.

    Source: Oxfordshire Children's Services Scrutiny Committee, Early Intervention Hubs Review, 2012.
    """
    return hub_id != site_id


def is_neutral(site_kind: str) -> bool:
    """A venue is neutral when it is nobody's office: a library, a village hall, a school or a surgery.

    Source: Oxfordshire Children's Services Scrutiny Committee, Early Intervention Hubs Review, 2012.
    """
    return site_kind in {"library", "venue", "school", "gp_practice"}


@dataclass(frozen=True)
class Kept:
    """How one promise fared: its sessions planned, held, called off, and of which nobody wrote anything."""

    planned: int
    held: int
    cancelled: int

    @property
    def not_recorded(self) -> int:
        """Sessions that were planned, and of which nobody has said whether they were held."""
        return max(0, self.planned - self.held - self.cancelled)


class KeptAnswer(StrEnum):
    """Whether a promise is kept."""

    KEPT = "kept"
    PARTLY = "partly"
    NOT_KEPT = "not_kept"
    NOTHING_PLANNED = "nothing_planned"
    NOT_PROMISED = "not_promised"


KEPT_WORDS = {
    KeptAnswer.KEPT: "Kept",
    KeptAnswer.PARTLY: "Partly kept",
    KeptAnswer.NOT_KEPT: "Not kept",
    KeptAnswer.NOTHING_PLANNED: "Promised, and no session in the timetable shows it",
    KeptAnswer.NOT_PROMISED: "The hub has not said how it keeps this",
}


def answer_kept(*, is_promised: bool, kept: Kept, kept_percent: int) -> KeptAnswer:
    """A promise of the core offer is kept when at least nine in ten of its planned sessions were held.

    Source: local default.
    """
    if not is_promised:
        return KeptAnswer.NOT_PROMISED
    if kept.planned == 0:
        return KeptAnswer.NOTHING_PLANNED
    if kept.held * 100 >= kept.planned * kept_percent:
        return KeptAnswer.KEPT
    return KeptAnswer.PARTLY if kept.held else KeptAnswer.NOT_KEPT


def may_be_written(status: RegisterStatus) -> bool:
    """Who came is written while the register is open; a closed one is opened again first.

    Source: local default.
    """
    return status == RegisterStatus.OPEN


def may_be_opened_on(held_on: date, *, planned: Iterable[date], today: date) -> bool:
    """A register is opened for a day on which the session was planned, on that day or later.

    Source: local default.
    """
    return held_on <= today and held_on in set(planned)
