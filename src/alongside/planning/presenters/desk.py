"""The front page of the desk: what it holds, with the latest of each, and what to do next."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from django.urls import reverse

from alongside.planning.presenters.sheets import quoted
from alongside.planning.rules import appraisals, desk, scenarios

if TYPE_CHECKING:
    from alongside.planning.models import Appraisal, OutreachWeek, Scenario
    from alongside.planning.queries.desk import Desk


@dataclass(frozen=True)
class Card:
    """One part of the desk; `latest` is a link's words, empty where nothing has been made."""

    title: str
    href: str
    about: str
    latest: str = ""
    latest_href: str = ""
    state: str = ""


@dataclass(frozen=True)
class DeskPage:
    """The parts in the order in which the work goes, and the next step of whoever plans."""

    cards: list[Card]
    step: str = ""
    step_href: str = ""

    @classmethod
    def of(cls, held: Desk, *, plans: bool, sees_money: bool) -> DeskPage:
        """Whoever only reads is offered no step, and whoever does not see money no formula."""
        cards = [
            Card("Need", reverse("planning:need"), "Any indicator or index of need by area, locality or hub, on a map "
                 "and in tables."),
            _card("Scenarios", "scenarios", "Where sites would best be under rules that you set, who gains, who loses, "
                  "and how good the answer is.", held.scenario, "scenario", _worked),
            _card("Options", "appraisals", "Scenarios side by side, with criteria, costs over the years, risks, and "
                  "what each means for people.", held.appraisal, "appraisal", _agreed, key="reference"),
            *([_card("Money by need", "formulas", "A budget shared out between hubs, each figure explained.",
                     held.formula, "formula", lambda one: f"Version {one.version}")] if sees_money else []),
            _card("Outreach", "outreach", "A week of sessions for areas that are out of a hub’s reach.", held.week,
                  "outreach_week", _worked),
            Card("Plans that are published", reverse("planning:published"), "What councillors and residents read."),
        ]  # fmt: skip
        return cls(cards, *(_step(held) if plans else ()))


def _card(title: str, listed: str, about: str, latest, page: str, state: Callable[..., str], *, key="slug") -> Card:
    """One part, with the latest that was made of it, if any."""
    part = Card(title, reverse(f"planning:{listed}"), about)
    if latest is None:
        return part
    address = reverse(f"planning:{page}", args=[getattr(latest, key)])
    return replace(part, latest=latest.name, latest_href=address, state=state(latest))


def _worked(one: Scenario | OutreachWeek) -> str:
    return scenarios.STATUS_WORDS[scenarios.ScenarioStatus(one.status)]


def _agreed(one: Appraisal) -> str:
    return appraisals.STATUS_WORDS[appraisals.AppraisalStatus(one.status)]


def _step(held: Desk) -> tuple[str, str]:
    step = desk.next_step(
        has_plan=held.has_plan, has_draft=held.draft is not None, has_appraisal=held.appraisal is not None
    )
    if step is desk.Step.FINISH:
        return f"Go on with {quoted(held.draft.name)}", reverse("planning:appraisal", args=[held.draft.reference])
    if step is desk.Step.COMPARE:
        return "Put scenarios side by side", reverse("planning:make_appraisal")
    return "Make a scenario", reverse("planning:make_scenario")
