"""How someone's day reads."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse

from alongside.cases.rules import CASE_STATUS_WORDS, LEVEL_WORDS, CaseStatus, Level

if TYPE_CHECKING:
    from alongside.foundation.drafts.models import Draft
    from alongside.foundation.identity.models import User

    from .queries import Mine, TeamDay
    from .rules import Work

SHELVES = (("late", "Late"), ("soon", "Due within a week"), ("later", "Later"))
DRAFTS = {
    "frontdoor.ask": ("A request for help", "frontdoor:fill_in"),
    "frontdoor.take_in": ("A contact being taken in", "frontdoor:take_in"),
    "frontdoor.step_down": ("A family stepping down", "frontdoor:step_down"),
}


@dataclass(frozen=True)
class Shelf:
    """Work under one heading."""

    title: str
    rows: list[Work]


def shelves_of(found: dict[str, list[Work]]) -> list[Shelf]:
    """The shelves that hold something, the late one first."""
    return [Shelf(title, found[name]) for name, title in SHELVES if found[name]]


@dataclass(frozen=True)
class CaseRow:
    """A family that someone leads."""

    reference: str
    family: str
    family_reference: str
    level: str
    status: str


STARTS = (
    ("frontdoor.consider", "See what waits at the front door", "frontdoor:list_waiting"),
    ("worklists.see_team", "See what my teams have to do", "worklists:team"),
    ("frontdoor.ask", "Ask for help for a family", "frontdoor:ask"),
    ("frontdoor.see_own", "See what became of our requests", "frontdoor:list_own_requests"),
    ("panels.clerk", "See the panels and their agendas", "panels:list"),
    ("commissioning.see_money", "See what needs looking at in packages and money", "commissioning:watch"),
    ("people.steward", "Settle pairs of records", "people:list_pairs"),
    ("planning.see_need", "See the map of need", "planning:need"),
    ("identity.set_up", "Set up agencies, people and places", "identity:settings"),
)
"""Where someone's day can begin when nothing is due to themselves: permission, words, page."""


def starts_of(viewer: User) -> list[tuple[str, str]]:
    """The ways on that are open to the viewer."""
    return [(words, reverse(page)) for permission, words, page in STARTS if viewer.may(permission)]


@dataclass(frozen=True)
class MinePage:
    """Someone's own day."""

    first_name: str
    shelves: list[Shelf]
    cases: list[CaseRow]
    notices: list
    drafts: list[dict]
    starts: list[tuple[str, str]]

    @classmethod
    def of(cls, mine: Mine, *, viewer: User) -> MinePage:
        rows = [
            CaseRow(
                one.reference,
                one.family.name,
                one.family.reference,
                LEVEL_WORDS[Level(one.level)],
                CASE_STATUS_WORDS[CaseStatus(one.status)],
            )
            for one in mine.cases
        ]
        drafts = [shown for one in mine.drafts if one.fields and (shown := _draft(one))]
        return cls(viewer.name.split()[0], shelves_of(mine.shelves), rows, mine.notices, drafts, starts_of(viewer))


def _draft(draft: Draft) -> dict | None:
    if draft.form.startswith("assessments."):
        reference = draft.subject.partition(":")[0]
        return {
            "words": f"A part of the early help assessment {reference}",
            "saved_at": draft.saved_at,
            "href": reverse("assessments:detail", args=[reference]),
        }
    words, url_name = DRAFTS.get(draft.form, ("", ""))
    if not words:
        return None
    return {"words": words, "href": reverse(url_name, args=[draft.id]), "saved_at": draft.saved_at}


@dataclass(frozen=True)
class TeamPage:
    """A manager's day for one team."""

    name: str
    slug: str
    to_allocate: list[Work]
    shelves: list[Shelf]
    caseload_rows: list[list]
    counts: list[tuple[str, int]]
    drifting: list
    openings: list

    @classmethod
    def of(cls, day: TeamDay) -> TeamPage:
        return cls(
            name=day.team.name,
            slug=day.team.slug,
            to_allocate=day.to_allocate,
            shelves=shelves_of(day.shelves),
            caseload_rows=[
                [load.name, load.job_title or "Not given", sum(load.by_level.values()), load.co_works]
                for load in day.caseloads
            ],
            counts=[(CASE_STATUS_WORDS[status], count) for status, count in day.by_status.items()],
            drifting=day.drifting,
            openings=day.openings,
        )
