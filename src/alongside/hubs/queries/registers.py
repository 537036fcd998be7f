"""Today's sessions, one register, and whom the viewer may tick."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import F, Prefetch, Q, Sum

from alongside.foundation.calendar.queries import england
from alongside.foundation.identity.models import User
from alongside.people import access as people_access

from .. import access
from ..models import Attendance, Register, Session
from ..rules.sessions import AttendanceKind, dates_planned
from .sites import HubNotFound

if TYPE_CHECKING:
    from alongside.people.models import Person


REGULAR_DAYS = 70
MOST_REGULARS = 60
MOST_FOUND = 12


@dataclass(frozen=True)
class Today:
    """One session on one day, with its register if there is one, and how many came."""

    session: Session
    register: Register | None
    came: int


@dataclass(frozen=True)
class Known:
    """Someone who may be ticked, and whether they are."""

    person: Person
    is_here: bool


@dataclass(frozen=True)
class Came:
    """One line of a register; `person` is None where it names nobody, or nobody the viewer may see."""

    attendance: Attendance
    person: Person | None


def planned_days(session: Session, *, start: date, end: date) -> list[date]:
    """The days on which a session is planned, both ends included."""
    return dates_planned(
        weekday=session.weekday, every_weeks=session.every_weeks, from_on=session.from_on, until_on=session.until_on,
        start=start, end=end, closed_on=england().holidays,
    )  # fmt: skip


def sessions_on(*, viewer: User, day: date) -> list[Today]:
    """The sessions planned for a day in the hubs whose sessions the viewer records, by time."""
    hubs = access.hubs_recorded_by(viewer)
    found = (
        Session.objects.filter(hub__in=hubs, weekday=day.weekday(), from_on__lte=day)
        .filter(Q(until_on__isnull=True) | Q(until_on__gte=day))
        .select_related("hub", "site")
        .order_by("starts_at", "name", "id")
    )
    planned = [one for one in found if planned_days(one, start=day, end=day)]
    registers = {
        one.session_id: one
        for one in Register.objects.filter(session__in=planned, held_on=day).annotate(
            came=Sum("attendances__adults", filter=Q(attendances__is_taken_away=False), default=0)
            + Sum("attendances__children", filter=Q(attendances__is_taken_away=False), default=0)
        )
    }
    return [Today(one, registers.get(one.id), registers[one.id].came if one.id in registers else 0) for one in planned]


def get_register(*, viewer: User, register_id: UUID) -> Register:
    """One register of a hub whose sessions the viewer records."""
    register = Register.objects.select_related("session__hub__locality", "session__site").filter(id=register_id).first()
    if register is None or not access.may_record(viewer, register.session.hub):
        raise HubNotFound(str(register_id))
    return register


def who_came(*, viewer: User, register: Register) -> list[Came]:
    """Every line of a register, the latest first; people are named to those to whom they are open."""
    lines = list(
        Attendance.objects.filter(register=register, is_taken_away=False)
        .select_related("area")
        .defer("area__boundary")
        .order_by("-id")
    )
    ids = [one.person_id for one in lines if one.person_id]
    open_to = {one.id: one for one in people_access.people_open_to(viewer).filter(id__in=ids)} if ids else {}
    return [Came(one, open_to.get(one.person_id)) for one in lines]


def tally_of(*, viewer: User, register: Register) -> dict[str, int]:
    """How many came to a session, for whoever records it."""
    if not access.may_record(viewer, register.session.hub):
        raise HubNotFound(str(register.id))
    return Attendance.objects.filter(register=register, is_taken_away=False).aggregate(
        adults=Sum("adults", default=0), children=Sum("children", default=0)
    )


def regulars_of(*, viewer: User, register: Register) -> list[Known]:
    """People open to the viewer who came to this session lately, by name, with whether they are ticked today."""
    since = register.held_on - timedelta(days=REGULAR_DAYS)
    came = Attendance.objects.filter(
        register__session=register.session, register__held_on__gte=since, register__held_on__lte=register.held_on,
        kind=AttendanceKind.KNOWN, is_taken_away=False,
    )  # fmt: skip
    people = people_access.people_open_to(viewer).filter(id__in=came.values("person"), died_on__isnull=True)
    return _with_ticks(register, _with_family(people, viewer)[:MOST_REGULARS])


def find_known(*, viewer: User, register: Register, words: str) -> list[Known]:
    """People open to the viewer whose names have the words in them, with their families."""
    found = people_access.people_open_to(viewer).filter(died_on__isnull=True)
    asked = words.split()[:5]
    if not asked:
        return []
    for word in asked:
        found = found.filter(
            Q(given_names__icontains=word) | Q(family_name__icontains=word) | Q(known_as__icontains=word)
        )
    return _with_ticks(register, _with_family(found, viewer)[:MOST_FOUND])


def _with_family(people, viewer: User):
    """People with their families, save those that are sealed from the viewer."""
    memberships = people.model._meta.get_field("memberships").related_model.objects.select_related("family")
    seen = memberships.exclude(family_id__in=people_access.families_sealed_from(viewer))
    return people.prefetch_related(Prefetch("memberships", queryset=seen)).order_by("sort_name", "id")


def _with_ticks(register: Register, people) -> list[Known]:
    here = set(
        Attendance.objects.filter(register=register, is_taken_away=False, person__isnull=False).values_list(
            "person_id", flat=True
        )
    )
    return [Known(person, person.id in here) for person in people]


def history_of(*, viewer: User, session: Session, most: int = 26) -> list[Register]:
    """The latest registers of a session, each with how many came, for whoever records or organises it."""
    if not access.may_know_sessions(viewer, session.hub):
        raise HubNotFound(str(session.id))
    came = Sum(
        F("attendances__adults") + F("attendances__children"), filter=Q(attendances__is_taken_away=False), default=0
    )
    return list(Register.objects.filter(session=session).annotate(came=came).order_by("-held_on", "-id")[:most])
