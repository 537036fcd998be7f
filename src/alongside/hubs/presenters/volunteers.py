"""How volunteers read."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.urls import reverse

from alongside.foundation.components.presenters.days import say_day

from ..rules.volunteers import VOLUNTEER_WORDS, VolunteerStatus, still_to_do, trial_ends_on

if TYPE_CHECKING:
    from ..models import Volunteer


def volunteer_rows(volunteers: Iterable[Volunteer], *, today: date) -> list[list]:
    """A hub's volunteers as a table, with what is still to do for each."""
    return [
        [
            {"text": one.name, "href": reverse("hubs:volunteer", args=[one.id])},
            one.part,
            _hours(one),
            VOLUNTEER_WORDS[VolunteerStatus(one.status)],
            _left(one, today=today),
        ]
        for one in volunteers
    ]


def _hours(one: Volunteer) -> str:
    return "Not asked" if one.hours_a_week is None else f"{one.hours_a_week:g}"


def _left(one: Volunteer, *, today: date) -> str:
    if one.status == VolunteerStatus.ENDED:
        return f"Left {say_day(one.ended_on)}"
    left = still_to_do(one.checks, today=today)
    if not left and one.status == VolunteerStatus.TRIAL:
        return f"Trial ends {say_day(trial_ends_on(one.started_on))}"
    said = ", ".join(left)
    return said[:1].upper() + said[1:] or "Nothing"


@dataclass(frozen=True)
class VolunteerPage:
    """One volunteer and their checks."""

    id: str
    name: str
    hub: str
    hub_slug: str
    rows: list[dict]
    left: list[str]
    status: str
    next_step: str
    is_here: bool

    @classmethod
    def of(cls, one: Volunteer, *, today: date) -> VolunteerPage:
        """The page of one volunteer."""
        status = VolunteerStatus(one.status)
        days = (
            ("Interviewed", one.interviewed_on),
            ("DBS certificate seen", one.dbs_seen_on),
            ("DBS certificate to be renewed", one.dbs_renew_on),
            ("Induction", one.inducted_on),
            ("Volunteer agreement signed", one.agreement_on),
            ("Began", one.started_on),
        )
        rows = [{"key": key, "value": say_day(day), "blank": "Not yet"} for key, day in days]
        rows[1:1] = [{"key": "References taken", "value": str(one.references_taken)}]
        if status is VolunteerStatus.TRIAL:
            rows.append({"key": "Trial ends", "value": say_day(trial_ends_on(one.started_on))})
        steps = {
            VolunteerStatus.CHECKING: "Begin the trial period",
            VolunteerStatus.TRIAL: "The trial is over: they are active",
        }
        return cls(
            id=str(one.id),
            name=one.name,
            hub=one.hub.name,
            hub_slug=one.hub.slug,
            rows=[
                {"key": "Does", "value": one.part},
                {"key": "Hours a week", "value": _hours(one)},
                {"key": "Stands", "value": VOLUNTEER_WORDS[status]},
                *rows,
            ],
            left=still_to_do(one.checks, today=today) if status is not VolunteerStatus.ENDED else [],
            status=VOLUNTEER_WORDS[status],
            next_step=steps.get(status, ""),
            is_here=status is not VolunteerStatus.ENDED,
        )
