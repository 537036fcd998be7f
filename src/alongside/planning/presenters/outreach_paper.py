"""A week of outreach as a paper: for the teams, for those who lend a room, and for whoever asks how it was made."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from alongside.foundation.components.presenters.maps import AreaMap, MapSheet
from alongside.planning.presenters.blocks import Block, heading, key_words, svg_of, tables, words
from alongside.planning.presenters.outreach import COLUMNS, FoundWeek, OutreachPage
from alongside.planning.presenters.sheets import Sheet

if TYPE_CHECKING:
    from alongside.planning.models import OutreachWeek

DAY, TEAM, NEEDS, MEETS = 0, 1, 3, 4
"""The places of these in a row of the timetable, and in a row of an area."""
METHOD = (
    "A week of outreach is a question about teams, days and venues under stated rules, answered by a planning engine "
    "that gives, with every week, a bound that no week can beat. Where the week reaches it, none is better under those "
    "rules.",
    "An area counts when every hub, or every hub and children’s centre where that was asked, is further away by car "
    "than the minutes that were asked for. The families who would come are so many of every hundred children who live "
    "there: an estimate, from published numbers of children. No family’s record is read.",
    "A family can be met at a session in a venue near its area, as long as the session has places. A team sets out "
    "from its base, holds a session in the morning, in the afternoon or both, and is back within its day, the driving "
    "counted. Journeys are modelled from the middle of each area.",
    "Counts of children below the smallest that is shown are hidden, and so is whatever would give them away.",
)


def outreach_paper(
    week: OutreachWeek, sheet: MapSheet, *, names: Mapping[str, str], localities: Mapping[str, str], smallest: int
) -> dict[str, Any] | None:
    """One week of outreach as a paper; nothing of one that was not found."""
    page = OutreachPage.of(week, names=names, localities=localities, sheet=sheet, smallest=smallest)
    if (found := page.found) is None:
        return None
    blocks = [
        *words([f"A week of outreach, planned by {page.made}.", page.why, *found.certificate]),
        heading(2, "What came of it"),
        *words(found.prose),
        heading(2, "The week, team by team"),
        *tables(_teams(found)),
        *tables([Sheet("Teams: their sessions, their driving and their time", COLUMNS["team_columns"], found.teams)]),
        heading(2, "Venues"),
        *tables([Sheet("Venues with sessions", COLUMNS["venue_columns"], found.venues, empty="None.")]),
        heading(2, "Areas out of a hub’s reach"),
        *([_map(found.map, found)] if found.map else []),
        *tables(_areas(found)),
        heading(2, "How fairly it falls"),
        *words([found.fairness]),
        *tables([
            Sheet(caption, COLUMNS["group_columns"], rows)
            for caption, rows in (("By locality", found.by_locality), ("By tenth of deprivation in England",
                                  found.by_tenth), ("By rural and urban areas", found.by_country))
        ]),
        heading(2, "What was asked"),
        {"kind": "list", "items": _lines(page.asked)},
        heading(2, "How it was worked out"), *words(METHOD),
        heading(2, "What it rests on"),
        {"kind": "list", "items": [*found.sources, *found.left_out, *_lines(found.trace),
                                   f"Result number {week.digest}"]},
        *words(["The same question, worked out again with the same figures, has the same number. The timetable and "
                "every area can be downloaded from the week’s page, under that number."]),
    ]  # fmt: skip
    number = f"result {week.digest[:16]}"
    return {"title": page.name, "reference": "Week of outreach", "number": number, "blocks": blocks}


def _lines(rows: Sequence[Mapping[str, str]]) -> list[str]:
    return [f"{one['key']}: {one['value']}" for one in rows]


def _teams(found: FoundWeek) -> list[Sheet]:
    """The timetable of each team by itself, day by day, for it to take along."""
    columns = [COLUMNS["timetable_columns"][DAY], *COLUMNS["timetable_columns"][TEAM + 1 :]]
    own: dict[str, list[list]] = {}
    for row in found.timetable:
        own.setdefault(row[TEAM], []).append([row[DAY], *row[TEAM + 1 :]])
    if not own:
        return [Sheet("The week", columns, [], empty="No team goes out: nobody would be met.")]
    return [Sheet(f"The team of {team}", columns, rows) for team, rows in sorted(own.items())]


def _areas(found: FoundWeek) -> list[Sheet]:
    """The areas where families are met, those where some are not, and those where nobody is."""
    columns = COLUMNS["area_columns"]
    met = [row for row in found.areas if row[MEETS] != "0"]
    missed = [row[:MEETS] + row[MEETS + 1 :] for row in found.areas if row[MEETS] == "0"]
    return [
        Sheet(f"Areas where families are met ({len(met):,})", columns, met, empty="None."),
        Sheet(
            f"Areas where nobody is met ({len(missed):,})",
            [*columns[:MEETS], "Why"], missed, empty="None: in every area some families are met.",
        ),
    ]  # fmt: skip


def _map(drawn: AreaMap, found: FoundWeek) -> Block:
    venues = f"{len(found.venues)} {'venue' if len(found.venues) == 1 else 'venues'} with sessions"
    return {
        "kind": "map", "caption": "How much of each area’s need is met", "svg": svg_of(drawn),
        "alt": f"Map of the county’s small areas, shaded by the share of their families that the week meets; dots are "
        f"the teams’ bases and the {venues}. The tables below say the same.",
        "key": key_words(found.key),
    }  # fmt: skip
