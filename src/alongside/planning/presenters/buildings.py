"""The buildings that a plan closes: what is known of each, and what else could become of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django.urls import reverse

from alongside.foundation.components.presenters.days import say_day
from alongside.hubs.rules.facts import STANDING_WORDS, FactKind, Standing, answer_words
from alongside.planning.presenters.sheets import Sheet

if TYPE_CHECKING:
    from alongside.hubs.queries import Building

COLUMNS: list[Any] = [
    "Building", "Condition", "Freehold or lease", "Used now for", "Alternatives",
    {"text": "Visits in 12 months", "number": True},
]  # fmt: skip
ASKED = (FactKind.CONDITION, FactKind.TENURE, FactKind.PRESENT_USE, FactKind.ALTERNATIVES)
NOTE = "As on record today, with whoever said so last. Each building’s own page has its costs and what was said before."


def buildings_sheet(buildings: Sequence[Building]) -> Sheet | None:
    """A line for each building that closes; nothing where none does."""
    if not buildings:
        return None
    rows = [
        [
            {"text": one.name, "href": reverse("hubs:site", args=[one.slug])},
            *(_said(one, kind) for kind in ASKED),
            "Not counted" if one.visits is None else f"{one.visits:,}",
        ]
        for one in buildings
    ]
    unasked = sum(FactKind.ALTERNATIVES not in one.facts for one in buildings)
    owed = f" Nobody has asked yet what else {unasked} of the {len(buildings)} could be used for." if unasked else ""
    return Sheet("The buildings that close", COLUMNS, rows, NOTE + owed)


def _said(one: Building, kind: FactKind) -> str:
    fact = one.facts.get(kind)
    if fact is None:
        return STANDING_WORDS[Standing.NOT_ASKED]
    words = answer_words(kind, standing=fact.standing, words=fact.words, number=fact.number)
    return f"{words} ({fact.source}, {say_day(fact.as_of)})"
