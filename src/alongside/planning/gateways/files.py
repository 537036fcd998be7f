"""Figures as files for others: they carry what they are, when, and from whom."""

from collections.abc import Callable
from functools import partial
from typing import Any

from alongside.planning.rules.frontier import KNOWN, told_to_everybody, told_value
from alongside.planning.rules.scenarios import Seek

JOURNEY_FACTS = ("children", "tenth", "is_rural", "locality", "before_site", "before", "before_km", "after_site",
                 "after", "after_km")  # fmt: skip

_NUMBERS = ["sites", "status", "what", "value", "none_can_beat", "gap", "net_cost_pounds", "todays_that_close",
            "that_open", "result_number"]  # fmt: skip
GAP = _NUMBERS.index("gap")
MEASURED = {
    Seek.MEDIAN: "mean minutes",
    Seek.WORST_TENTH: "mean minutes of the tenth with the longest",
    Seek.CENTRE: "longest minutes",
    Seek.COVERAGE: "share of children within reach",
}


def journey_features(scenario, boundaries) -> dict[str, Any]:
    """A GeoJSON collection: boundaries in WGS84 with each area's journey today and in the plan."""
    return {
        "type": "FeatureCollection",
        "scenario": scenario.name,
        "result_number": scenario.digest,
        "sources": scenario.answer.get("sources", []),
        "features": [
            {
                "type": "Feature",
                "id": one["code"],
                "geometry": boundaries.get(one["code"]),
                "properties": {"area_code": one["code"], "area_name": one["name"]}
                | {name: one.get(name) for name in JOURNEY_FACTS},
            }
            for one in scenario.answer.get("journeys", ())
        ],
    }


def journey_rows(scenario, *, with_children: bool = True) -> list[list[Any]]:
    """A scenario as rows: each area's journey before and after, and how many children it has."""
    header = ["area_code", "area", "locality", "rural", "tenth", *(["children"] if with_children else []),
              "site_today", "minutes_today", "km_today", "site_in_plan", "minutes_in_plan", "km_in_plan",
              "result_number"]  # fmt: skip
    rows = [
        [one["code"], one["name"], one["locality"], "yes" if one["is_rural"] else "no", one["tenth"],
         *([one["children"]] if with_children else []), one["before_site"], f"{one['before']:.1f}", _km(one, "before"),
         one["after_site"], f"{one['after']:.1f}", _km(one, "after"), scenario.digest]
        for one in scenario.answer.get("journeys", ())
    ]  # fmt: skip
    return [header, *rows]


def frontier_rows(scenario) -> list[list[Any]]:
    """What each number of sites can do, as the scenario measures it; blank where there is no plan, or it is not
    known."""
    kept, seek = scenario.frontier, Seek(scenario.wishes["seek"])
    return [_NUMBERS, *_number_rows(scenario, kept, seek, _four)]


def public_frontier_rows(scenario, *, smallest: int) -> list[list[Any]]:
    """What everybody reads of it, each figure to as many places as on the page, and no gap, which could tell more."""
    seek = Seek(scenario.wishes["seek"])
    kept, places = told_to_everybody(
        scenario.frontier, published_at=scenario.published_at, seek=seek, answer=scenario.answer, smallest=smallest
    )
    rows = _number_rows(scenario, kept, seek, partial(_to, places=places + 2 if seek is Seek.COVERAGE else 2))
    return [one[:GAP] + one[GAP + 1 :] for one in (_NUMBERS, *rows)]


def _number_rows(scenario, kept, seek: Seek, say: Callable[[float | None], str]) -> list[list[Any]]:
    today = [kept["today"] | {"status": "today"}] if kept.get("today") else []
    rows = []
    for one in (*today, *kept.get("counts", ())):
        value, bound = (told_value(one[field], seek, kept["weight"]) for field in ("objective", "bound"))
        changes = ["", ""] if value is None else [one["closes"], one["opens"]]
        rows.append([one["sites"], KNOWN[one["status"]], MEASURED[seek], say(value), say(bound), _four(one["gap"]),
                     _pounds(one["cost"]), *changes, scenario.digest])  # fmt: skip
    return rows


def _to(value: float | None, *, places: int) -> str:
    """A figure to so many places; blank where it is not known."""
    return "" if value is None else f"{value:.{places}f}"


_four = partial(_to, places=4)


def _pounds(pence: int | None) -> str:
    """Pence as pounds; blank where it is not known."""
    if pence is None:
        return ""
    return f"{'-' if pence < 0 else ''}{abs(pence) // 100}.{abs(pence) % 100:02d}"


def _km(journey: dict[str, Any], when: str) -> str:
    """A distance; blank in an answer of before distances were kept."""
    found = journey.get(f"{when}_km")
    return "" if found is None else f"{found:.1f}"


def formula_rows(formula) -> list[list[Any]]:
    """One row a line of each locality's figure; the lines of a locality add up to its money."""
    rows: list[list[Any]] = [["formula", "version", "locality", "hub", "line", "how", "pounds", "result_number"]]
    for need in formula.asked["needs"]:
        for line in formula.answer["lines"].get(need["slug"], []):
            rows.append(
                [
                    formula.name,
                    formula.version,
                    need["name"],
                    need["hub"],
                    line["name"],
                    line["words"],
                    _pounds(line["pence"]),
                    formula.digest,
                ]
            )
    return rows


def timetable_file_rows(week, names: dict[str, str]) -> list[list[Any]]:
    """A week of outreach as rows: one a team and day out."""
    kept = {one["slug"]: one["name"] for one in (*week.answer.get("bases", ()), *week.answer.get("venues", ()))}
    named = names | kept
    header = ["day", "team", "morning", "afternoon", "minutes_on_the_road", "result_number"]
    return [
        header,
        *(
            [one["day"], named.get(one["team"], one["team"]), named.get(one["morning"], ""),
             named.get(one["afternoon"], ""), one["travel"], week.digest]
            for one in week.answer.get("outings", ())
        ),
    ]  # fmt: skip


def outreach_area_rows(week, names: dict[str, str]) -> list[list[Any]]:
    """Each area of a week of outreach: its nearest hub, its families, those met, and where."""
    header = ["area_code", "area", "locality", "rural", "tenth", "children", "nearest_hub", "minutes_to_hub",
              "out_of_reach", "families_in_a_week", "met", "venues", "result_number"]  # fmt: skip
    return [
        header,
        *(
            [one["code"], one["name"], one["locality"], "yes" if one["is_rural"] else "no", one["tenth"],
             one["children"], one["hub"], one["hub_minutes"], "yes" if one["is_out"] else "no", round(one["need"], 2),
             round(one["met"], 2), "; ".join(names.get(venue, venue) for venue, _ in one["venues"]), week.digest]
            for one in week.answer.get("areas", ())
        ),
    ]  # fmt: skip
