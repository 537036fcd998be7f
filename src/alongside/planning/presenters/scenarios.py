"""How a scenario reads: the certificate, what changes, who gains and who loses, cost, and a map."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.urls import reverse

from alongside.foundation.components.presenters.days import say_day
from alongside.foundation.components.presenters.maps import AreaMap, MapSheet, Place
from alongside.places.rules.geometry import longitude_latitude_of
from alongside.planning.presenters.prose import (
    HIDDEN,
    NOT_TOLD,
    SHAPES,
    country_of,
    locality_of,
    minutes,
    prose_of,
    shapes_of,
    share_words,
    tenth_of,
    weighed,
)
from alongside.planning.presenters.sums import left_out, money_rows, pounds, shown_counts, trace
from alongside.planning.presenters.withdrawn import published_words, withdrawn_words
from alongside.planning.rules.conflicts import way_out
from alongside.planning.rules.journeys import Comparison, Journey, band_of_change, compare, compare_by
from alongside.planning.rules.scenarios import (
    SEEK_WORDS,
    STATUS_WORDS,
    WISH_WORDS,
    ScenarioStatus,
    Seek,
    Wishes,
    certificate_words,
    is_weighing_closed,
    weigh_words,
)
from alongside.values.money import format_pounds

if TYPE_CHECKING:
    from alongside.planning.models import Scenario

REACH = 20
"""Minutes within which the tables count a child as near, where the scenario sets none. Source: local default."""
BANDS = {
    5: "More than 5 minutes longer",
    4: "1 to 5 minutes longer",
    3: "About the same",
    2: "1 to 5 minutes shorter",
    1: "More than 5 minutes shorter",
}
KEY = [{"band": band, "text": words} for band, words in BANDS.items()]
COLUMNS_OF_GROUPS = [
    "Group",
    {"text": "Children", "number": True},
    {"text": "Mean journey today", "number": True},
    {"text": "In the plan", "number": True},
    {"text": "Near today", "number": True},
    {"text": "Near in the plan", "number": True},
    {"text": "Children who gain", "number": True},
    {"text": "Children who lose", "number": True},
]
COLUMNS_OF_SITES = [
    "Site", "Kind", "Locality", "In the plan", {"text": "Net cost a year", "number": True},
    {"text": "Staff (FTE)", "number": True}, {"text": "Children who go there", "number": True}, "Ask again",
]  # fmt: skip


def scenario_rows(scenarios: Sequence[Scenario]) -> list[list]:
    """Scenarios in a list."""
    return [
        [
            {"text": one.name, "href": reverse("planning:scenario", args=[one.slug])},
            STATUS_WORDS[ScenarioStatus(one.status)],
            SEEK_WORDS[Seek(one.wishes["seek"])],
            one.made_by.name,
            say_day(one.made_at.date()),
            published_words(one),
        ]
        for one in scenarios
    ]


def wishes_rows(wishes: Wishes, names: dict[str, str]) -> list[dict]:
    """What was asked, in words; what was left empty is not there."""
    many = f"exactly {wishes.exactly}" if wishes.exactly else f"at most {wishes.at_most}" if wishes.at_most else ""
    share = wishes.share_percent is not None
    shapes = [words for words, asked in SHAPES if getattr(wishes, asked)]
    rows = [
        ("A good plan has", SEEK_WORDS[wishes.seek].lower()),
        ("Journeys of", weigh_words(wishes)[:1].lower() + weigh_words(wishes)[1:]),
        ("Sites", many or "as many as it takes"),
        ("Budget", format_pounds(wishes.budget) if wishes.budget is not None else ""),
        ("Longest journey", _minutes_asked(wishes.max_minutes)),
        ("Longest journey from rural areas", _minutes_asked(wishes.max_minutes_rural)),
        ("Share near", f"{wishes.share_percent} % within {wishes.share_minutes} minutes" if share else ""),
        ("Within reach means", _minutes_asked(wishes.cover_minutes)),
        ("Fewest in each locality", str(wishes.min_per_locality or "")),
        ("Most changes", "" if wishes.at_most_changes is None else str(wishes.at_most_changes)),
        ("Families who come", f"{wishes.families_per_100} of 100 children" if wishes.families_per_100 else ""),
        ("Catchments", " ".join(shapes)),
        ("Stay open", ", ".join(names.get(one, one) for one in wishes.open)),
        ("Close", ", ".join(names.get(one, one) for one in wishes.closed)),
    ]
    return [{"key": key, "value": value} for key, value in rows if value]


def _minutes_asked(number: int | None) -> str:
    return "" if number is None else f"{number} minutes"


def _group_rows(groups: Sequence[Comparison], whole: Comparison, smallest: int) -> list[list]:
    counts = [
        shown_counts([getattr(one, field) for one in groups], getattr(whole, field), smallest)
        for field in ("children", "gain", "lose")
    ]
    return [
        [one.group, children, minutes(one.before), minutes(one.after), share_words(one.within_before),
         share_words(one.within_after), gain, lose]
        for one, children, gain, lose in zip([*groups, whole], *counts, strict=True)
    ]  # fmt: skip


def _told(journeys: Sequence[Journey], near: int, smallest: int) -> dict[str, str]:
    """How many gain and lose in all; where one of the tables hides it, so do the words."""
    tables = [compare_by(journeys, label, within=near) for label in (tenth_of, country_of, locality_of)]
    told = {}
    for field in ("gain", "lose"):
        counts = [[getattr(one, field) for one in groups] for groups in tables]
        totals = [shown_counts(one, sum(one), smallest)[-1] for one in counts]
        told[field] = HIDDEN if HIDDEN in totals else totals[0]
    return told


@dataclass(frozen=True)
class ScenarioPage:
    """A scenario while it is worked out, and what came of it."""

    name: str
    slug: str
    why: str
    asked: list[dict]
    status: str
    is_under_way: bool
    is_waiting: bool
    is_stopping: bool
    progress: list[list]
    problem: str
    way_out: str
    conflicts: list[dict]
    found: Found | None
    made: str
    is_published: bool
    published_why: str
    published: str
    withdrawn: str

    @classmethod
    def of(
        cls, scenario: Scenario, *, sheet: MapSheet | None = None, names: dict[str, str], smallest: int = 0
    ) -> ScenarioPage:
        """From the scenario; the sheet carries the shapes for its map. Counts below the smallest are hidden."""
        status, answer = ScenarioStatus(scenario.status), scenario.answer
        wishes = Wishes.from_data(scenario.wishes)
        names = names | answer.get("pinned", {}) | {one["slug"]: one["name"] for one in answer.get("sites", ())}
        return cls(
            name=scenario.name,
            slug=scenario.slug,
            why=scenario.why,
            asked=wishes_rows(wishes, names),
            status=STATUS_WORDS[status],
            is_under_way=status in (ScenarioStatus.WAITING, ScenarioStatus.RUNNING),
            is_waiting=status is ScenarioStatus.WAITING,
            is_stopping=scenario.is_stop_wanted,
            progress=_progress(scenario.rounds, wishes),
            problem=answer.get("why", "") if status is ScenarioStatus.FAILED else "",
            way_out=way_out(_conflicts(answer)),
            conflicts=[_conflict(one) for one in _conflicts(answer)],
            found=Found.of(answer, wishes, sheet, slug=scenario.slug, smallest=smallest)
            if status is ScenarioStatus.FOUND
            else None,
            made=f"{scenario.made_by.name}, {say_day(scenario.made_at.date())}",
            is_published=scenario.published_at is not None,
            published_why=scenario.published_why,
            published=published_words(scenario),
            withdrawn=withdrawn_words(scenario),
        )


def _conflicts(answer: dict) -> list[dict]:
    """As they were kept; of an answer from before each was told apart, what was known of the first."""
    if answer.get("conflicts") or not answer.get("conflict"):
        return answer.get("conflicts", [])
    return [{"wishes": answer["conflict"], "enough": (), "changes": answer.get("changes", ())}]


def _conflict(one: dict) -> dict[str, list[str]]:
    partly = 0 < len(one["enough"]) < len(one["wishes"])
    note = dict.fromkeys(one["enough"], " (leaving this out is enough)") if partly else {}
    return {
        "wishes": [f"{WISH_WORDS.get(name, name)}{note.get(name, '')}" for name in one["wishes"]],
        "changes": [change_words(each) for each in one["changes"]],
    }


def _progress(rounds: Sequence[dict], wishes: Wishes) -> list[list]:
    return [
        [
            f"{one['seconds']:.1f} s",
            _value(one["objective"], wishes),
            _value(one["bound"], wishes),
            "Not known" if one["gap"] is None else f"{one['gap'] * 100:.2f} %",
        ]
        for one in rounds
    ]


def _value(value: float | None, wishes: Wishes) -> str:
    if value is None:
        return "None yet"
    if wishes.seek is Seek.LEAST_COST:
        return f"£{value:,.0f}"
    if wishes.seek is Seek.COVERAGE:
        return f"{value:,.0f} children"
    return f"{value:,.1f} minutes" if wishes.seek in (Seek.CENTRE, Seek.WORST_TENTH) else f"{value:,.0f} child-minutes"


def change_words(change: dict) -> str:
    """The least change of one wish that would help, the others kept."""
    wish, asked, possible = change["wish"], change["asked"], change["possible"]
    if wish == "budget":
        return f"A budget of £{possible:,.0f} in place of £{asked:,.0f}"
    if wish.startswith("min_shares"):
        return f"{_floor_percent(possible)} % of the children near in place of {asked * 100:.0f} %"
    if wish.startswith("max_travel"):
        where = " from rural areas" if wish.endswith("rural") else ""
        return f"A longest journey{where} of {possible:.1f} minutes in place of {asked:.0f}"
    words = WISH_WORDS.get(wish, wish)
    return f"{words[:1].upper()}{words[1:]}: {possible:.0f} in place of {asked:.0f}"


def _floor_percent(share: float) -> str:
    return f"{int(share * 1000) / 10:g}"


@dataclass(frozen=True)
class Found:
    """What came of a scenario: proof, prose, tables and a map."""

    certificate: str
    better: str
    mean: float
    prose: list[str]
    money: list[dict]
    sites: list[list]
    by_tenth: list[list]
    by_country: list[list]
    by_locality: list[list]
    columns: list
    columns_of_sites: list
    near: int
    map: AreaMap | None
    map_rows: list[list]
    key: list[dict]
    sources: list[str]
    left_out: list[str]
    trace: list[dict]

    @classmethod
    def of(cls, answer: dict[str, Any], wishes: Wishes, sheet: MapSheet | None, *, slug: str, smallest: int) -> Found:
        """From what was kept; nothing is worked out of figures that have changed since."""
        journeys = [Journey(**one) for one in answer["journeys"]]
        near = wishes.cover_minutes or wishes.share_minutes or REACH
        whole = compare("All children", journeys, within=near)
        opened = set(answer["open"])
        return cls(
            certificate=certificate_words(gap=answer["gap"], is_proven=answer["is_proven"]),
            better=f"Better means: {SEEK_WORDS[wishes.seek][:1].lower()}{SEEK_WORDS[wishes.seek][1:]}.",
            mean=whole.after or 0.0,
            prose=[
                *prose_of(whole, answer, opened, journeys, near, _told(journeys, near, smallest)),
                *_weighed(wishes, journeys, near, answer, smallest),
                *shapes_of(wishes, answer),
            ],
            money=money_rows(answer, opened),
            sites=_sites(answer, opened, journeys, slug, smallest),
            by_tenth=_groups(whole, journeys, tenth_of, near, smallest),
            by_country=_groups(whole, journeys, country_of, near, smallest),
            by_locality=_groups(whole, journeys, locality_of, near, smallest),
            columns=COLUMNS_OF_GROUPS,
            columns_of_sites=COLUMNS_OF_SITES,
            near=near,
            map=_map(sheet, journeys, answer, opened),
            map_rows=[
                [one.name, one.code, minutes(one.before), minutes(one.after), BANDS[band_of_change(one.change)]]
                for one in sorted(journeys, key=lambda one: (-one.change, one.code))
            ],
            key=KEY,
            sources=answer["sources"],
            left_out=left_out(answer["left_out"]),
            trace=trace(answer),
        )


def _weighed(
    wishes: Wishes, journeys: Sequence[Journey], near: int, answer: dict[str, Any], smallest: int
) -> list[str]:
    if smallest and is_weighing_closed(answer):
        return [NOT_TOLD]
    return weighed(wishes, journeys, near, answer.get("need", {}))


def _groups(whole: Comparison, journeys, label, near: int, smallest: int) -> list[list]:
    rows = _group_rows(compare_by(journeys, label, within=near), whole, smallest)
    for row in rows:
        row[0] = row[0].replace("Tenth 0", "Tenth ")
        if row[0] == "Tenth 1":
            row[0] = "Tenth 1, most deprived"
    return rows


def _sites(answer: dict, opened: set[str], journeys, slug: str, smallest: int) -> list[list]:
    going = dict.fromkeys((one["slug"] for one in answer["sites"] if one["slug"] in opened), 0.0)
    for one in journeys:
        going[one.after_site] = going.get(one.after_site, 0) + one.children
    going = dict(zip(going, shown_counts(list(going.values()), sum(going.values()), smallest), strict=False))
    rows = []
    for one in sorted(answer["sites"], key=lambda one: (one["slug"] not in opened, one["is_today"], one["name"])):
        is_open = one["slug"] in opened
        what = "Stays open" if one["is_today"] and is_open else "Opens" if is_open else "Closes"
        pin = "closed" if is_open else "open"
        rows.append(
            [
                one["name"], one["kind"], one["locality"], what, pounds(one["cost"]),
                "Not asked" if one["staff"] is None else f"{one['staff']:g}",
                going[one["slug"]] if is_open else "",
                {
                    "text": f"with it {pin}",
                    "href": f"{reverse('planning:make_scenario')}?from={slug}&{pin}={one['slug']}",
                },
            ]
        )  # fmt: skip
    return rows


def _map(sheet: MapSheet | None, journeys, answer: dict, opened: set[str]) -> AreaMap | None:
    if sheet is None or not sheet.paths:
        return None
    shapes = (
        (
            one.code,
            Place(
                name=one.name, words=f"{minutes(one.before)} today, {minutes(one.after)} in the plan",
                band=band_of_change(one.change),
            ),
        )
        for one in journeys
    )  # fmt: skip
    dots = []
    for one in answer["sites"]:
        if one["slug"] in opened:
            longitude, latitude = longitude_latitude_of(one["easting"], one["northing"])
            dots.append({"name": one["name"], "longitude": longitude, "latitude": latitude})
    return AreaMap.on(sheet, shapes, sites=dots)
