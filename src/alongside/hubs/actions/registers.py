"""Writing down who came: quickly, by two people at once, and never twice for one tap."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import TYPE_CHECKING
from uuid import UUID, uuid5

from django.db import transaction

from alongside.foundation.audit.actions import record
from alongside.foundation.calendar.queries import england
from alongside.foundation.identity.models import User
from alongside.people import access as people_access
from alongside.people import queries as people
from alongside.places import queries as places

from .. import access
from ..models import Attendance, Register, Session
from ..rules.sessions import (
    MOST_AT_ONCE,
    MOVES,
    AttendanceKind,
    RegisterStatus,
    dates_planned,
    may_be_opened_on,
    may_be_written,
)
from .refusals import HubRefused

if TYPE_CHECKING:
    from alongside.people.models import Person


GROWN_UP = 18


@transaction.atomic
def open_register(*, session: Session, held_on: date, by: User, at: datetime, today: date) -> Register:
    """Open the register of a session on a day; if a colleague has opened it, it is the same one."""
    if not access.may_record(by, session.hub):
        raise HubRefused("Only those who work in this hub can record its sessions")
    planned = dates_planned(
        weekday=session.weekday, every_weeks=session.every_weeks, from_on=session.from_on, until_on=session.until_on,
        start=held_on, end=held_on, closed_on=england().holidays,
    )  # fmt: skip
    if not may_be_opened_on(held_on, planned=planned, today=today):
        raise HubRefused("The session was not planned for that day, or the day has not come")
    register, is_new = Register.objects.get_or_create(
        session=session,
        held_on=held_on,
        defaults={"status": RegisterStatus.OPEN, "opened_by": by, "opened_at": at},
    )
    if is_new:
        record("hubs.register_opened", subject=register, by=by, at=at, held_on=held_on.isoformat())
    return register


@transaction.atomic
def mark_person(*, register: Register, person: Person, by: User, at: datetime) -> Attendance:
    """Write down that someone known came. A person comes once: ticking twice changes nothing."""
    _open_for_writing(register, by)
    if not people_access.people_open_to(by).filter(id=person.id).exists():
        raise HubRefused("This person’s record is not open to you: count them as somebody who walked in")
    standing = Attendance.objects.filter(register=register, person=person, is_taken_away=False).first()
    if standing is not None:
        return standing
    home = people.address_of(person)
    is_grown_up = person.born_on is not None and _age(person.born_on, register.held_on) >= GROWN_UP
    attendance = Attendance.objects.create(
        register=register, kind=AttendanceKind.KNOWN, person=person, area_id=_area_of(home),
        adults=int(is_grown_up), children=int(not is_grown_up), by=by, at=at,
    )  # fmt: skip
    about = [one.id for one in people.families_of(viewer=by, person=person)]
    record("hubs.person_marked", subject=attendance, about=[person.id, *about], by=by, at=at)
    return attendance


@transaction.atomic
def note_postcode(
    *, register: Register, postcode: str, adults: int, children: int, id: UUID, by: User, at: datetime
) -> Attendance:
    """Write down people who gave their postcode and nothing else; only the area it lies in is kept."""
    _open_for_writing(register, by)
    _check_number(adults, children)
    found = places.place_of(postcode)
    if not found.is_found:
        raise HubRefused(
            f"{postcode} is not among this county’s postcodes. Check it with them. If it is right, or they live "
            "outside the county, count them as walked in"
        )
    return _keep(
        Attendance(
            id=id, register=register, kind=AttendanceKind.POSTCODE, area=found.area, adults=adults,
            children=children, by=by, at=at,
        )
    )  # fmt: skip


@transaction.atomic
def count_people(*, register: Register, adults: int, children: int, id: UUID, by: User, at: datetime) -> Attendance:
    """Count people who walked in and gave nothing."""
    _open_for_writing(register, by)
    _check_number(adults, children)
    return _keep(
        Attendance(
            id=id, register=register, kind=AttendanceKind.COUNTED, adults=adults, children=children, by=by, at=at
        )
    )


@transaction.atomic
def take_away(*, register: Register, attendance_id: UUID, by: User, at: datetime) -> None:
    """Take away what was written by mistake; it stays on record as taken away."""
    _open_for_writing(register, by)
    changed = Attendance.objects.filter(id=attendance_id, register=register, is_taken_away=False)
    if changed.update(is_taken_away=True):
        record("hubs.attendance_taken_away", subject=register, by=by, at=at, attendance=str(attendance_id))


@transaction.atomic
def write_up(
    *, register: Register, postcodes: Iterable[str], adults: int, children: int, staff: int, volunteers: int,
    batch: UUID, by: User, at: datetime,
) -> Register:  # fmt: skip
    """Write up a whole session afterwards from a paper list; sent twice, it is written once, and then closed.

    A postcode stands for one adult and one child, as on the paper sheet; others are counted.
    """
    postcodes = list(postcodes)
    standing = _standing(register, by)
    ids = [uuid5(batch, str(number)) for number in range(len(postcodes))] + [uuid5(batch, "counted")]
    if standing.status == RegisterStatus.CLOSED and standing.attendances.filter(id__in=ids).exists():
        return standing
    unknown = [one for one in postcodes if not places.place_of(one).is_found]
    if unknown:
        raise HubRefused(f"Not among this county’s postcodes: {', '.join(unknown)}. Check them, or count the people")
    for id, postcode in zip(ids, postcodes, strict=False):
        note_postcode(register=register, postcode=postcode, adults=1, children=1, id=id, by=by, at=at)
    if adults + children:
        count_people(register=register, adults=adults, children=children, id=uuid5(batch, "counted"), by=by, at=at)
    return close_register(register=register, staff=staff, volunteers=volunteers, by=by, at=at)


@transaction.atomic
def close_register(*, register: Register, staff: int, volunteers: int, by: User, at: datetime) -> Register:
    """Say that a session was held and everyone is written down."""
    return _move(
        register, RegisterStatus.CLOSED, by=by, at=at, facts={"staff": staff, "volunteers": volunteers, "closed_at": at}
    )


@transaction.atomic
def cancel_register(*, register: Register, why: str, by: User, at: datetime) -> Register:
    """Say that a session did not happen, and why."""
    standing = _standing(register, by)
    if Attendance.objects.filter(register=standing, is_taken_away=False).exists():
        raise HubRefused("People are written down as having come. Take them away first, or close the register")
    return _move(
        register, RegisterStatus.CANCELLED, by=by, at=at, facts={"why_cancelled": why.strip(), "closed_at": at}
    )


@transaction.atomic
def reopen_register(*, register: Register, by: User, at: datetime) -> Register:
    """Open a register again, to put right what is written."""
    return _move(register, RegisterStatus.OPEN, by=by, at=at, facts={"why_cancelled": "", "closed_at": None})


def _move(register: Register, to: RegisterStatus, *, by: User, at: datetime, facts: dict) -> Register:
    standing = _standing(register, by)
    if standing.status == to:
        return standing
    if to not in MOVES[RegisterStatus(standing.status)]:
        raise HubRefused("Somebody else has changed this register meanwhile. See it as it is now")
    for field, value in (facts | {"status": to}).items():
        setattr(standing, field, value)
    standing.version += 1
    standing.save(update_fields=["status", *facts, "version"])
    record(f"hubs.register_{to}", subject=standing, by=by, at=at)
    return standing


def _standing(register: Register, by: User) -> Register:
    """The register as it stands, held so that two people write one after the other."""
    standing = (
        Register.objects.select_for_update(of=("self",)).select_related("session__hub__locality").get(id=register.id)
    )
    if not access.may_record(by, standing.session.hub):
        raise HubRefused("Only those who work in this hub can record its sessions")
    return standing


def _open_for_writing(register: Register, by: User) -> Register:
    standing = _standing(register, by)
    if not may_be_written(RegisterStatus(standing.status)):
        raise HubRefused("This register is closed. Open it again to put it right")
    return standing


def _check_number(adults: int, children: int) -> None:
    if adults < 0 or children < 0 or not 1 <= adults + children <= MOST_AT_ONCE:
        raise HubRefused(f"Enter how many came, from 1 to {MOST_AT_ONCE}")


def _keep(attendance: Attendance) -> Attendance:
    """Write it once: the same tap sent again finds what it wrote."""
    standing = Attendance.objects.filter(id=attendance.id, register=attendance.register).first()
    if standing is not None:
        return standing
    attendance.save(force_insert=True)
    return attendance


def _area_of(home):
    """The area of a home; of a home that is kept confidential not even that is written on a register."""
    return None if home is None or home.is_restricted else home.area_id


def _age(born_on: date, day: date) -> int:
    return day.year - born_on.year - ((day.month, day.day) < (born_on.month, born_on.day))
