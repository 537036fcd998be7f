"""Figures as files for others: they carry what they are, when, and from whom."""

from typing import Any

JOURNEY_FACTS = ("children", "tenth", "is_rural", "locality", "before_site", "before", "before_km", "after_site",
                 "after", "after_km")  # fmt: skip


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
    """What each number of sites can do, as the engine found it; a plan that is not there, or not known, is blank."""
    header = ["sites", "status", "objective", "bound", "gap", "net_cost_pounds", "todays_that_close", "that_open",
              "objective_is", "result_number"]  # fmt: skip
    kept, seek = scenario.frontier, scenario.wishes["seek"]
    today = [kept["today"] | {"status": "today"}] if kept.get("today") else []
    return [header, *([
        one["sites"], one["status"], one["objective"], one["bound"], one["gap"], _pounds(one["cost"]), one["closes"],
        one["opens"], seek, scenario.digest,
    ] for one in (*today, *kept.get("counts", ())))]  # fmt: skip


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
