"""How a week of outreach reads: the certificate, the timetable, who is met and who is not, and a map."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.urls import reverse

from alongside.foundation.components.presenters.days import say_day
from alongside.foundation.components.presenters.maps import AreaMap, MapSheet, Place
from alongside.places.rules.geometry import longitude_latitude_of
from alongside.places.rules.kinds import SITE_KIND_NAMES, SiteKind
from alongside.planning.presenters.outreach_groups import (
    country_of,
    fairness,
    families,
    group_rows,
    locality_of,
    share_words,
    tenth_of,
)
from alongside.planning.presenters.prose import HIDDEN
from alongside.planning.presenters.sums import left_out
from alongside.planning.rules.outreach import (
    AIM_WORDS,
    BEYOND_WORDS,
    DAYS,
    Aim,
    Met,
    OutreachWishes,
    band_of_share,
    met_by,
    met_of,
    worker_minutes,
)
from alongside.planning.rules.scenarios import STATUS_WORDS, WEIGH_WORDS, ScenarioStatus, certificate_words

if TYPE_CHECKING:
    from alongside.planning.models import OutreachWeek

BANDS = {
    0: "In reach of a hub, or nobody would come",
    5: "Out of reach, and nobody is met",
    4: "Under a third of the families are met",
    3: "Under two thirds",
    2: "Most",
    1: "All",
}
KEY = [{"band": band, "text": words} for band, words in BANDS.items()]


def _number(words: str) -> dict:
    return {"text": words, "number": True}


COLUMNS = {
    "progress_columns": ["After", "Families met in the best week so far", "No week can beat", "Apart by"],
    "timetable_columns": ["Day", "Team", "Morning", "Afternoon", "The way", _number("On the road")],
    "venue_columns": [
        "Venue", "Kind", "Locality", "On", _number("Sessions"), _number("Families met"), _number("Places taken"),
    ],
    "team_columns": ["Team", _number("Days out"), _number("Sessions"), _number("On the road"), _number("Worker hours")],
    "group_columns": [
        "Group", _number("Children out of reach"), _number("Families who would come"), _number("Met"),
        _number("Share met"), _number("No venue near"),
    ],
    "area_columns": ["Area", "Code", "Nearest hub or centre", "Families who would come", "Met", "Where"],
}  # fmt: skip


def outreach_rows(weeks: Sequence[OutreachWeek]) -> list[list]:
    """Weeks of outreach in a list."""
    return [
        [
            {"text": one.name, "href": reverse("planning:outreach_week", args=[one.slug])},
            STATUS_WORDS[ScenarioStatus(one.status)],
            AIM_WORDS[Aim(one.wishes["aim"])],
            one.made_by.name,
            say_day(one.made_at.date()),
        ]
        for one in weeks
    ]


def wishes_rows(wishes: OutreachWishes, names: Mapping[str, str], localities: Mapping[str, str]) -> list[dict]:
    """What was asked, in words; what was left empty is not there."""

    def named(slugs: Sequence[str], known: Mapping[str, str] = names) -> str:
        return ", ".join(known.get(one, one) for one in slugs)

    rows = [
        ("Teams go out from", named(wishes.bases)),
        ("On", ", ".join(wishes.days)),
        ("For", named(wishes.localities, localities) or "The whole county"),
        ("Areas", f"{BEYOND_WORDS[wishes.beyond]}, {wishes.reach_minutes} minutes by car"),
        ("Counted", WEIGH_WORDS[wishes.weigh]),
        ("Families who would come in a week", f"{wishes.families_per_100} for every 100 children"),
        ("Sessions in", ", ".join(SITE_KIND_NAMES[SiteKind(one)] for one in wishes.kinds)),
        ("Families come", f"{'on foot' if wishes.on_foot else 'by car'}, from within {wishes.near_minutes} minutes"),
        ("A session", f"{wishes.session_minutes} minutes, for {wishes.places} families"),
        ("In one venue", f"{wishes.at_most_a_venue} sessions a week at most"),
        ("A team", f"{wishes.workers} workers, {wishes.day_minutes} minutes a day with the driving"),
        ("In the whole week", f"{wishes.at_most_sessions} sessions at most" if wishes.at_most_sessions else ""),
        ("A good week", AIM_WORDS[wishes.aim]),
        ("Met in every locality", f"{wishes.least_share_percent} % at least" if wishes.least_share_percent else ""),
        ("A session whatever else", named(wishes.promised)),
        ("Not used", named(wishes.left_out)),
    ]
    return [{"key": key, "value": value} for key, value in rows if value]


def _whole_minutes(number: float) -> str:
    return f"{number:,.0f} min"


def _hours(minutes: float) -> str:
    return f"{minutes / 60:,.1f}"


@dataclass(frozen=True)
class OutreachPage:
    """A week of outreach while it is worked out, and what came of it."""

    name: str
    slug: str
    why: str
    made: str
    asked: list[dict]
    status: str
    is_under_way: bool
    is_waiting: bool
    is_stopping: bool
    progress: list[list]
    problem: str
    conflict: str
    found: FoundWeek | None

    @classmethod
    def of(
        cls, week: OutreachWeek, *, names: Mapping[str, str], localities: Mapping[str, str] = {},
        sheet: MapSheet | None = None, smallest: int = 0,
    ) -> OutreachPage:  # fmt: skip
        """From what was kept; the sheet carries the shapes for its map. Counts of children below the smallest are
        hidden."""
        status, answer = ScenarioStatus(week.status), week.answer
        wishes = OutreachWishes.from_data(week.wishes)
        names = {**names, **{one["slug"]: one["name"] for one in (*answer.get("bases", ()), *answer.get("venues", ()))}}
        return cls(
            name=week.name, slug=week.slug, why=week.why, made=f"{week.made_by.name}, {say_day(week.made_at.date())}",
            asked=wishes_rows(wishes, names, localities), status=STATUS_WORDS[status],
            is_under_way=status in (ScenarioStatus.WAITING, ScenarioStatus.RUNNING),
            is_waiting=status is ScenarioStatus.WAITING, is_stopping=week.is_stop_wanted,
            progress=[_round(one) for one in week.rounds],
            problem=answer.get("why", "") if status is ScenarioStatus.FAILED else "",
            conflict=answer.get("conflict", "") if status is ScenarioStatus.IMPOSSIBLE else "",
            found=FoundWeek.of(answer, wishes, names, sheet, smallest) if status is ScenarioStatus.FOUND else None,
        )  # fmt: skip


def _round(one: dict) -> list[str]:
    return [
        f"{one['seconds']:.1f} s",
        "None yet" if one["objective"] is None else families(one["objective"]),
        "Not known" if one["bound"] is None else families(one["bound"]),
        "Not known" if one["gap"] is None else f"{one['gap'] * 100:.2f} %",
    ]


@dataclass(frozen=True)
class FoundWeek:
    """What came of it: proof, prose, the timetable, tables and a map."""

    certificate: list[str]
    prose: list[str]
    fairness: str
    timetable: list[list]
    teams: list[list]
    venues: list[list]
    by_locality: list[list]
    by_tenth: list[list]
    by_country: list[list]
    areas: list[list]
    map: AreaMap | None
    key: list[dict]
    sources: list[str]
    left_out: list[str]
    trace: list[dict]

    @classmethod
    def of(
        cls, answer: Mapping[str, Any], wishes: OutreachWishes, names: Mapping[str, str], sheet: MapSheet | None,
        smallest: int,
    ) -> FoundWeek:  # fmt: skip
        """From what was kept; nothing is worked out of figures that have changed since."""
        out = [one for one in answer["areas"] if one["is_out"]]
        whole = met_of("All areas out of reach", out)
        tables = [group_rows(out, whole, label, smallest) for label in (locality_of, tenth_of, country_of)]
        children = HIDDEN if any(rows[-1][1] == HIDDEN for rows in tables) else tables[0][-1][1]
        return cls(
            certificate=certificate(answer, wishes),
            prose=_prose(answer, wishes, out, whole, children),
            fairness=fairness(met_by(out, locality_of)),
            timetable=timetable_rows(answer["outings"], names),
            teams=_teams(answer["outings"], wishes, names),
            venues=_venues(answer, wishes),
            by_locality=tables[0],
            by_tenth=tables[1],
            by_country=tables[2],
            areas=_areas(out, names),
            map=_map(sheet, answer, names),
            key=KEY,
            sources=answer["sources"],
            left_out=_left_out(answer),
            trace=_trace(answer),
        )


def certificate(answer: Mapping[str, Any], wishes: OutreachWishes) -> list[str]:
    """What is proven of the week, in plain words."""
    said = certificate_words(gap=answer["gap"], is_proven=answer["is_proven"])
    if wishes.aim is not Aim.FAIREST:
        return [said.replace("plan", "week").replace("these rules", "these teams, venues and rules")]
    least, largest = answer["least_share"], answer["largest_least_share"]
    first = f"In every locality at least {least * 100:.1f} % of the families with a venue near are met. "
    first += (
        "No week can do more for the locality that is met least. This is proven."
        if largest - least <= 1e-4
        else f"No week can meet more than {largest * 100:.1f} % in each. This is proven."
    )
    return [first, "Among weeks as fair as this: " + said[:1].lower() + said[1:].replace("plan", "week")]


def _prose(
    answer: Mapping[str, Any], wishes: OutreachWishes, out: Sequence[Mapping], whole: Met, children: str
) -> list[str]:
    who = "; how many children live there is hidden" if children == HIDDEN else f", with {children} children"
    sessions = sum(one["sessions"] for one in answer["venues"])
    road = sum(one["travel"] for one in answer["outings"])
    hours = worker_minutes(answer["outings"], workers=wishes.workers, session_minutes=wishes.session_minutes)
    lines = [
        f"{len(out):,} of {len(answer['areas']):,} areas are out of reach{who}. "
        f"{families(whole.need)} families would come in a week.",
        f"{sessions} sessions in {len(answer['venues'])} venues meet {families(whole.met)} of them: "
        f"{share_words(whole)}.",
        f"Teams drive {_hours(road)} hours in the week. With the sessions it takes {_hours(hours)} hours of workers’ "
        "time.",
    ]
    if whole.nowhere:
        lines.append(
            f"{families(whole.nowhere)} families have no venue of the kinds you chose near them: no week of these "
            "venues can meet them."
        )
    return lines


def timetable_rows(outings: Sequence[Mapping[str, Any]], names: Mapping[str, str]) -> list[list]:
    """The week day by day: each team's morning and afternoon, and its way with the minutes of each leg."""
    order = {day: place for place, day in enumerate(DAYS)}
    return [
        [
            one["day"],
            names.get(one["team"], one["team"]),
            names.get(one["morning"], one["morning"]) or "At the base",
            names.get(one["afternoon"], one["afternoon"]) or "At the base",
            way_words(one, names),
            _whole_minutes(one["travel"]),
        ]
        for one in sorted(outings, key=lambda one: (order[one["day"]], names.get(one["team"], "")))
    ]


def way_words(outing: Mapping[str, Any], names: Mapping[str, str]) -> str:
    """A day's way in words: where to, how many minutes, and back."""
    stops = [one for one in (outing["morning"], outing["afternoon"]) if one]
    legs = outing["legs"][:-1]
    steps = [
        f"{minutes:.0f} min to {names.get(stop, stop)}"
        for place, (stop, minutes) in enumerate(zip(stops, legs, strict=True))
        if stop not in stops[:place]
    ]
    return ", ".join([*steps, f"{outing['legs'][-1]:.0f} min back"])


def _teams(outings: Sequence[Mapping], wishes: OutreachWishes, names: Mapping[str, str]) -> list[list]:
    rows = []
    for slug in wishes.bases:
        own = [one for one in outings if one["team"] == slug]
        sessions = sum(bool(one["morning"]) + bool(one["afternoon"]) for one in own)
        spent = worker_minutes(own, workers=wishes.workers, session_minutes=wishes.session_minutes)
        road = _whole_minutes(sum(one["travel"] for one in own))
        rows.append([names.get(slug, slug), len(own), sessions, road, _hours(spent)])
    return rows


def _venues(answer: Mapping[str, Any], wishes: OutreachWishes) -> list[list]:
    on: dict[str, list[str]] = {}
    for one in answer["outings"]:
        for half in ("morning", "afternoon"):
            if one[half]:
                on.setdefault(one[half], []).append(f"{one['day']} {half}")
    return [
        [
            one["name"], one["kind"], one["locality"] or "No locality", ", ".join(on.get(one["slug"], ())),
            one["sessions"], families(one["met"]), f"{100 * one['met'] / (wishes.places * one['sessions']):.0f} %",
        ]
        for one in sorted(answer["venues"], key=lambda one: (-one["met"], one["name"]))
    ]  # fmt: skip


def _where(one: Mapping[str, Any], names: Mapping[str, str]) -> str:
    if one["venues"]:
        return ", ".join(f"{names.get(venue, venue)}, {minutes:.0f} min" for venue, minutes in one["venues"])
    return "Nowhere this week" if one["is_near_a_venue"] else "No venue near"


def _areas(out: Sequence[Mapping], names: Mapping[str, str]) -> list[list]:
    return [
        [
            one["name"], one["code"],
            "None" if one["hub_minutes"] is None else f"{one['hub']}, {one['hub_minutes']:.0f} min",
            families(one["need"]), families(one["met"]), _where(one, names),
        ]
        for one in sorted(out, key=lambda one: (one["met"] - one["need"], one["code"]))
    ]  # fmt: skip


def _map(sheet: MapSheet | None, answer: Mapping[str, Any], names: Mapping[str, str]) -> AreaMap | None:
    if sheet is None or not sheet.paths:
        return None
    shapes = (
        (
            one["code"],
            Place(
                name=one["name"],
                words=f"{families(one['met'])} of {families(one['need'])} families are met; {_where(one, names)}"
                if one["is_out"]
                else f"In reach of {one['hub']}",
                band=band_of_share(one["need"], one["met"]) if one["is_out"] else 0,
            ),
        )
        for one in answer["areas"]
    )
    dots = []
    for one in (*answer["bases"], *answer["venues"]):
        longitude, latitude = longitude_latitude_of(one["easting"], one["northing"])
        dots.append({"name": one["name"], "longitude": longitude, "latitude": latitude})
    return AreaMap.on(sheet, shapes, sites=dots)


def _left_out(answer: Mapping[str, Any]) -> list[str]:
    said = left_out(answer["left_out"])
    if gone := answer["left_out"].get("sites_gone"):
        said.append(f"{gone:,} sites that were named are no longer open.")
    if answer["not_weighed"]:
        said.append(
            f"{answer['candidates']:,} venues were weighed, the best placed of all; {answer['not_weighed']:,} more are "
            "near an area out of reach. What is proven is proven of those weighed."
        )
    return said


def _trace(answer: Mapping[str, Any]) -> list[dict]:
    return [
        {"key": "Figures as of", "value": say_day(date.fromisoformat(answer["as_of"]))},
        {"key": "Venues weighed", "value": f"{answer['candidates']:,}"},
        {"key": "Worked out in", "value": f"{answer['seconds']:.1f} seconds"},
        {"key": "Engine", "value": f"hinterland, version {answer['version']}"},
    ]
