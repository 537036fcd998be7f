"""How today's sessions and a register read, on a phone."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.urls import reverse

from alongside.foundation.components.presenters.days import say_day
from alongside.values.dates import age_on

from ..rules.sessions import ATTENDANCE_WORDS, DAYS, STATUS_WORDS, AttendanceKind, RegisterStatus, may_be_written

if TYPE_CHECKING:
    from ..models import Register, Session
    from ..queries import Came, Known, Today

EVERY_WORDS = {1: "", 2: ", every other week", 4: ", every four weeks"}


def people_words(adults: int, children: int) -> str:
    """How many, in words: 2 adults and 1 child."""
    parts = []
    if adults:
        parts.append("1 adult" if adults == 1 else f"{adults} adults")
    if children:
        parts.append("1 child" if children == 1 else f"{children} children")
    return " and ".join(parts) or "nobody yet"


def today_rows(found: Iterable[Today], *, day: date) -> list[dict]:
    """The sessions of a day, each with what to do next."""
    return [
        {
            "name": one.session.name,
            "time": f"{one.session.starts_at:%H:%M}",
            "where": one.session.site.name,
            "hub": one.session.hub.name,
            "state": _state(one),
            "register": reverse("hubs:register", args=[one.register.id]) if one.register else "",
            "open": reverse("hubs:open_register", args=[one.session.id, day.isoformat()]),
        }
        for one in found
    ]


def _state(one: Today) -> str:
    if one.register is None:
        return ""
    status = RegisterStatus(one.register.status)
    if status is RegisterStatus.CANCELLED:
        return STATUS_WORDS[status]
    came = "nobody yet" if not one.came else f"{one.came} came"
    return f"{STATUS_WORDS[status]}: {came}"


def session_rows(sessions: Iterable[Session]) -> list[list]:
    """A timetable as a table."""
    return [
        [
            {"text": one.name, "href": reverse("hubs:session", args=[one.id])},
            f"{DAYS[one.weekday]} {one.starts_at:%H:%M}{EVERY_WORDS.get(one.every_weeks, '')}",
            one.site.name,
            one.core_item.name if one.core_item else "The hub’s own offer",
            "No limit" if one.places is None else str(one.places),
        ]
        for one in sessions
    ]


@dataclass(frozen=True)
class RegisterPage:
    """One register: who came so far, who may be ticked, and what it still needs."""

    id: str
    session: str
    where: str
    when: str
    hub_slug: str
    day: str
    status: str
    is_open: bool
    is_cancelled: bool
    tally: str
    is_full: str
    why_cancelled: str
    helpers: str
    lines: list[dict]
    regulars: list[dict]
    found: list[dict]
    asked: str

    @classmethod
    def of(
        cls, register: Register, *, came: Sequence[Came], tally: dict, regulars: Sequence[Known],
        found: Sequence[Known], asked: str,
    ):  # fmt: skip
        """The page of one register."""
        session, status = register.session, RegisterStatus(register.status)
        is_over = session.places is not None and len(came) >= session.places
        return cls(
            id=str(register.id),
            session=session.name,
            where=session.site.name,
            when=f"{say_day(register.held_on)}, {session.starts_at:%H:%M}",
            hub_slug=session.hub.slug,
            day=register.held_on.isoformat(),
            status=STATUS_WORDS[status],
            is_open=may_be_written(status),
            is_cancelled=status is RegisterStatus.CANCELLED,
            tally=people_words(tally["adults"], tally["children"]),
            is_full=f"It has room for {session.places} families." if is_over else "",
            why_cancelled=register.why_cancelled,
            helpers=f"{register.staff} staff and {register.volunteers} volunteers helped",
            lines=[_line(one) for one in came],
            regulars=[_known(one, register.held_on) for one in regulars],
            found=[_known(one, register.held_on) for one in found],
            asked=asked,
        )


def _known(one: Known, day: date) -> dict:
    person = one.person
    now = [each.family.name for each in person.memberships.all() if each.until_on is None]
    families = ", ".join(sorted(now))
    age = f"aged {age_on(person.born_on, day)}" if person.born_on and person.born_on <= day else ""
    return {
        "reference": person.reference,
        "name": person.full_name,
        "about": ", ".join(part for part in (age, families) if part),
        "is_here": one.is_here,
    }


def _line(one: Came) -> dict:
    line = one.attendance
    kind = AttendanceKind(line.kind)
    if one.person is not None:
        what = one.person.full_name
    elif kind is AttendanceKind.KNOWN:
        what = "Somebody a colleague works with"
    else:
        what = people_words(line.adults, line.children)
    area = f", {line.area.place_name or line.area.name}" if kind is AttendanceKind.POSTCODE and line.area else ""
    return {"id": str(line.id), "what": what, "how": f"{ATTENDANCE_WORDS[kind]}{area}"}


@dataclass(frozen=True)
class SessionPage:
    """One session of the timetable, with its latest registers."""

    id: str
    name: str
    rows: list[dict]
    history: list[list]

    @classmethod
    def of(cls, one: Session, *, history: Sequence[Register], may_open: bool) -> SessionPage:
        """The page of one session."""
        until = f" until {say_day(one.until_on)}" if one.until_on else ""
        rows = [
            {"key": "When", "value": f"{DAYS[one.weekday]} {one.starts_at:%H:%M}, {one.minutes} minutes"
                                     f"{EVERY_WORDS.get(one.every_weeks, f', every {one.every_weeks} weeks')}"},
            {"key": "Where", "value": one.site.name},
            {"key": "For whom", "value": one.for_whom, "blank": "Everybody"},
            {"key": "Keeps", "value": one.core_item.name if one.core_item else "The hub’s own offer"},
            {"key": "Places", "value": str(one.places or ""), "blank": "No limit"},
            {"key": "In the timetable", "value": f"From {say_day(one.from_on)}{until}"},
        ]  # fmt: skip
        told = [
            [
                {"text": say_day(each.held_on), "href": reverse("hubs:register", args=[each.id]) if may_open else ""},
                STATUS_WORDS[RegisterStatus(each.status)],
                str(each.came),
                each.why_cancelled,
            ]
            for each in history
        ]
        return cls(id=str(one.id), name=one.name, rows=rows, history=told)
