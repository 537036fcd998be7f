"""The sites of a plan on the page: those that close, those that open and those that stay, each in a table."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from alongside.planning.presenters.frontier import NUMBERS
from alongside.planning.presenters.sheets import Sheet

if TYPE_CHECKING:
    from alongside.planning.presenters.scenarios import Found

WHAT, GOING, ASK_AGAIN = 3, 6, 7
"""What becomes of a site, how many children go there, and the link to ask again: their places in a row."""
PARTS = (("Closes", "Sites that close"), ("Opens", "Sites that open"), ("Stays open", "Sites that stay open"))


def site_sheets(found: Found | None, *, asks_again: bool) -> list[Sheet]:
    """A table for each thing that becomes of sites, told once above it; only who plans can ask again with one pinned.

    Nobody goes to a site that closes, so of those it is not said how many do.
    """
    sheets = []
    for what, caption in PARTS if found else ():
        inside = [row for row in found.sites if row[WHAT] == what]
        left_out = {WHAT} | ({GOING} if what == "Closes" else set()) | (set() if asks_again else {ASK_AGAIN})
        rows = [_without(row, left_out) for row in inside]
        if rows:
            sheets.append(Sheet(f"{caption} ({len(rows)})", _without(found.columns_of_sites, left_out), rows))
    return sheets


def _without(cells: Sequence[Any], left_out: set[int]) -> list[Any]:
    return [cell for place, cell in enumerate(cells) if place not in left_out]


ASKED, RESTS = ("asked", "What was asked"), ("rests", "What it rests on")


def parts_of_plan(sheets: Sequence[Sheet], *, has_reasons: bool, has_numbers: bool = False) -> list[dict[str, str]]:
    """What stands on the page of a published plan, to go to: on a phone it is long."""
    found = _found(sheets, has_reasons=has_reasons, has_numbers=has_numbers)
    return _listed([ASKED, *found, RESTS, ("cite", "To cite it")])


def parts_of_scenario(sheets: Sequence[Sheet]) -> list[dict[str, str]]:
    """What stands on a planner's page of a scenario that has a plan, to go to."""
    return _listed([*_found(sheets, has_reasons=True, has_numbers=True), RESTS, ASKED])


def _found(sheets: Sequence[Sheet], *, has_reasons: bool, has_numbers: bool) -> list[tuple[str, str]]:
    return [
        ("found", "What came of it"), ("who", "Who gains and who loses"),
        *((f"sites-{number}", one.caption) for number, one in enumerate(sheets, start=1)),
        *([("why", "Why these sites")] if has_reasons else []), *([("numbers", NUMBERS)] if has_numbers else []),
    ]  # fmt: skip


def _listed(parts: Sequence[tuple[str, str]]) -> list[dict[str, str]]:
    return [{"at": at, "text": text} for at, text in parts]
