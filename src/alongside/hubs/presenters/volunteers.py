"""How volunteers read."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from django.urls import reverse

from alongside.foundation.components.presenters.days import say_day

from ..rules.volunteers import (
    DBS_WORDS,
    VOLUNTEER_WORDS,
    DbsLevel,
    VolunteerStatus,
    due_soon,
    still_to_do,
    trial_ends_on,
)

if TYPE_CHECKING:
    from ..models import Volunteer
    from ..queries import Volunteering

COLUMNS = ["Volunteer", "Does", "Reach them", {"text": "Hours a week", "number": True}, "Stands"]
COLUMNS_OF_HOURS = ["Month", {"text": "Hours", "number": True}]
TAGS = {
    VolunteerStatus.CHECKING: "yellow",
    VolunteerStatus.TRIAL: "blue",
    VolunteerStatus.ACTIVE: "green",
    VolunteerStatus.ENDED: "grey",
}


def volunteer_columns(*, keeps: bool) -> list:
    """The heads of a hub's volunteers; what is to do stands there for whoever looks after them."""
    return [*COLUMNS, "To do"] if keeps else COLUMNS


def volunteer_rows(volunteers: Iterable[Volunteer], *, today: date, until: date, keeps: bool) -> list[list]:
    """A hub's volunteers as a table."""
    return [
        [
            {"text": one.name, "href": reverse("hubs:volunteer", args=[one.id])},
            f"{one.part}, {one.place.name}",
            _reach(one),
            _hours(one),
            _stands(one, today=today),
            *([_left(one, today=today, until=until)] if keeps else []),
        ]
        for one in volunteers
    ]


def _ring(one: Volunteer) -> str:
    return f"tel:{one.phone.replace(' ', '')}" if one.phone else ""


def _write(one: Volunteer) -> str:
    return f"mailto:{one.email}" if one.email else ""


def _reach(one: Volunteer) -> str | dict:
    if one.phone:
        return {"text": one.phone, "href": _ring(one)}
    return {"text": one.email, "href": _write(one)} if one.email else "Not asked"


def _hours(one: Volunteer) -> str:
    return "Not asked" if one.hours_a_week is None else _plain(one.hours_a_week)


def _stands(one: Volunteer, *, today: date) -> dict:
    status = VolunteerStatus(one.status)
    is_here = status in (VolunteerStatus.TRIAL, VolunteerStatus.ACTIVE)
    if is_here and still_to_do(one.checks, today=today):
        return {"text": "Checks not in order", "tag": "red"}
    return {"text": VOLUNTEER_WORDS[status], "tag": TAGS[status]}


def _left(one: Volunteer, *, today: date, until: date) -> str:
    if one.status == VolunteerStatus.ENDED:
        return f"Left {say_day(one.ended_on)}"
    left = still_to_do(one.checks, today=today) + _soon(one, today=today, until=until)
    if not left and one.status == VolunteerStatus.TRIAL:
        return f"Trial ends {say_day(trial_ends_on(one.started_on))}"
    said = ", ".join(left)
    return said[:1].upper() + said[1:] or "Nothing"


def _soon(one: Volunteer, *, today: date, until: date) -> list[str]:
    return [f"{what} by {say_day(on)}" for what, on in due_soon(one.checks, today=today, until=until)]


FILE_HEADER = (
    "name", "does", "where", "telephone", "email", "hours_a_week", "stands", "began", "left", "interviewed",
    "references", "dbs_level", "dbs_seen", "dbs_again", "safeguarding_training", "training_again", "induction",
    "agreement", "still_to_do",
)  # fmt: skip


def volunteers_as_file(volunteers: Iterable[Volunteer], *, today: date) -> tuple[Sequence[str], list[list]]:
    """Volunteers as rows of a file; a blank stays blank."""
    rows = [
        [
            one.name, one.part, one.place.name, one.phone, one.email, one.hours_a_week,
            VOLUNTEER_WORDS[VolunteerStatus(one.status)], one.started_on, one.ended_on, one.interviewed_on,
            one.references_taken, _level(one), one.dbs_seen_on, one.dbs_renew_on, one.trained_on, one.train_again_on,
            one.inducted_on, one.agreement_on, "; ".join(still_to_do(one.checks, today=today)),
        ]
        for one in volunteers
    ]  # fmt: skip
    return FILE_HEADER, rows


def _level(one: Volunteer) -> str:
    return DBS_WORDS[DbsLevel(one.dbs_level)] if one.dbs_level else ""


def _plain(hours: float | Decimal) -> str:
    return f"{hours:,.1f}".removesuffix(".0")


def hours_rows(counted: Volunteering) -> list[list[str]]:
    """The hours given at sessions, month by month, the latest first."""
    return [[f"{month:%B %Y}", _plain(minutes / 60)] for month, minutes in reversed(counted.given.items())]


def volunteers_words(counted: Volunteering) -> str:
    """How many volunteer, what they offer, and what they gave in a year."""
    said = "No volunteers are on record."
    if counted.here or counted.being_checked:
        hours, checked = _plain(counted.hours_a_week), _many(counted.being_checked, "more is", "more are")
        waiting = f"; {checked} being checked" if counted.being_checked else ""
        said = f"{_many(counted.here, 'volunteer gives', 'volunteers give')} {hours} hours a week{waiting}."
    minutes = sum(counted.given.values())
    return f"{said} {_plain(minutes / 60)} hours were given at sessions in the latest 12 months." if minutes else said


def _many(number: int, one: str, more: str) -> str:
    return f"{number} {one if number == 1 else more}"


@dataclass(frozen=True)
class VolunteerPage:
    """One volunteer, and for whoever looks after them their checks."""

    id: str
    name: str
    hub: str
    hub_slug: str
    rows: list[dict]
    checks: list[dict]
    left: list[str]
    soon: list[str]
    next_step: str
    is_here: bool

    @classmethod
    def of(cls, one: Volunteer, *, today: date, until: date, keeps: bool) -> VolunteerPage:
        """The page of one volunteer."""
        status = VolunteerStatus(one.status)
        steps = {
            VolunteerStatus.CHECKING: "Begin the trial period",
            VolunteerStatus.TRIAL: "The trial is over: they are active",
        }
        is_here = status is not VolunteerStatus.ENDED
        return cls(
            id=str(one.id),
            name=one.name,
            hub=one.hub.name,
            hub_slug=one.hub.slug,
            rows=_about(one, today=today),
            checks=_checks(one) if keeps else [],
            left=still_to_do(one.checks, today=today) if keeps and is_here else [],
            soon=_soon(one, today=today, until=until) if keeps and is_here else [],
            next_step=steps.get(status, ""),
            is_here=is_here,
        )


def _about(one: Volunteer, *, today: date) -> list[dict]:
    rows = [
        {"key": "Telephone", "value": one.phone, "blank": "Not asked", "href": _ring(one), "action": "Ring"},
        {"key": "Email", "value": one.email, "blank": "Not asked", "href": _write(one), "action": "Write"},
        {"key": "Does", "value": one.part},
        {"key": "Where", "value": one.place.name},
        {"key": "Hours a week", "value": _hours(one)},
        {"key": "Stands", "value": _stands(one, today=today)["text"]},
        {"key": "Began", "value": say_day(one.started_on), "blank": "Not yet"},
    ]
    if one.status == VolunteerStatus.TRIAL:
        rows.append({"key": "Trial ends", "value": say_day(trial_ends_on(one.started_on))})
    if one.ended_on:
        rows.append({"key": "Left", "value": say_day(one.ended_on)})
    return rows


def _checks(one: Volunteer) -> list[dict]:
    again = [f"again {say_day(on)}" if on else "" for on in (one.dbs_renew_on, one.train_again_on)]
    said = (
        ("Interview", say_day(one.interviewed_on)),
        ("References taken", str(one.references_taken)),
        ("DBS certificate seen", _joined(say_day(one.dbs_seen_on), _level(one).lower(), again[0])),
        ("Safeguarding training", _joined(say_day(one.trained_on), again[1])),
        ("Induction", say_day(one.inducted_on)),
        ("Volunteer agreement signed", say_day(one.agreement_on)),
    )
    return [{"key": key, "value": value, "blank": "Not yet"} for key, value in said]


def _joined(first: str, *more: str) -> str:
    return "; ".join(part for part in (first, *more) if part) if first else ""
