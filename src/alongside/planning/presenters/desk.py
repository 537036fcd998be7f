"""The front page of the desk: what it holds, with the latest of each, and what to do next."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse

from alongside.planning.presenters.sheets import quoted
from alongside.planning.rules import appraisals, desk, scenarios

if TYPE_CHECKING:
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
            _scenarios(held),
            _options(held),
            *([_money(held)] if sees_money else []),
            _outreach(held),
            Card("Plans that are published", reverse("planning:published"), "What councillors and residents read."),
        ]  # fmt: skip
        return cls(cards, *(_step(held) if plans else ()))


def _scenarios(held: Desk) -> Card:
    about = "Where sites would best be under rules that you set, who gains, who loses, and how good the answer is."
    card = ("Scenarios", reverse("planning:scenarios"), about)
    if (one := held.scenario) is None:
        return Card(*card)
    state = scenarios.STATUS_WORDS[scenarios.ScenarioStatus(one.status)]
    return Card(*card, one.name, reverse("planning:scenario", args=[one.slug]), state)


def _options(held: Desk) -> Card:
    about = "Scenarios side by side, with criteria, costs over the years, risks, and what each means for people."
    card = ("Options", reverse("planning:appraisals"), about)
    if (one := held.appraisal) is None:
        return Card(*card)
    state = appraisals.STATUS_WORDS[appraisals.AppraisalStatus(one.status)]
    return Card(*card, one.name, reverse("planning:appraisal", args=[one.reference]), state)


def _money(held: Desk) -> Card:
    card = ("Money by need", reverse("planning:formulas"), "A budget shared out between hubs, each figure explained.")
    if (one := held.formula) is None:
        return Card(*card)
    return Card(*card, one.name, reverse("planning:formula", args=[one.slug]), f"Version {one.version}")


def _outreach(held: Desk) -> Card:
    card = ("Outreach", reverse("planning:outreach"), "A week of sessions for areas that are out of a hub’s reach.")
    if (one := held.week) is None:
        return Card(*card)
    state = scenarios.STATUS_WORDS[scenarios.ScenarioStatus(one.status)]
    return Card(*card, one.name, reverse("planning:outreach_week", args=[one.slug]), state)


def _step(held: Desk) -> tuple[str, str]:
    step = desk.next_step(
        has_plan=held.has_plan, has_draft=held.draft is not None, has_appraisal=held.appraisal is not None
    )
    if step is desk.Step.FINISH:
        return f"Go on with {quoted(held.draft.name)}", reverse("planning:appraisal", args=[held.draft.reference])
    if step is desk.Step.COMPARE:
        return "Put scenarios side by side", reverse("planning:make_appraisal")
    return "Make a scenario", reverse("planning:make_scenario")
