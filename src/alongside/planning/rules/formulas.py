"""A formula as it is published: its figures as plain data that can be frozen, and why it can not be."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from alongside.planning.rules.money import FACTORS, TYPED, Follows, LocalityNeed, Settings
from alongside.planning.rules.suppression import safe_counts

BASELINE = "baseline"
"""The name under which last year's money stands among the sources."""
RECORDED = (*TYPED, "helped")
"""Counts of children and families from records; the others are open figures."""
NO_COUNT = frozenset({"deprived"})
"""What is not a count of people."""
PLACED, FIXED = "allocated", "Fixed part"
TYPED_IN = "Typed in by the planner who made the formula"


def weighed_by(settings: Settings) -> list[Follows]:
    """What the money follows: everything that has points.

    Source: local default.
    """
    return [one for one in FACTORS if settings.points.get(one.key)]


def sources_said(
    held: Sequence[Mapping[str, Any]], *, known: Sequence[LocalityNeed], said: Sequence[LocalityNeed], on: date
) -> list[dict[str, Any]]:
    """Where each figure of a formula comes from: the record it was filled in from or, where somebody typed another,
    that it was typed in, for which localities and on which day.

    Source: local default.
    """
    found = []
    for key in dict.fromkeys([one["of"] for one in held] + [*TYPED, BASELINE]):
        typed = [own.name for one, own in zip(known, said, strict=True) if _figure(one, key) != _figure(own, key)]
        if len(typed) < len(said):
            found += [dict(one) for one in held if one["of"] == key]
        if typed:
            where = "" if len(typed) == len(said) else f" for {', '.join(typed)}"
            found.append({"of": key, "what": "", "source": f"{TYPED_IN}{where}", "when": on.isoformat(), "areas": ""})
    return found


def _figure(need: LocalityNeed, key: str) -> float | None:
    return need.baseline if key == BASELINE else need.amounts.get(key)


def unpublishable(asked: Mapping[str, Any], answer: Mapping[str, Any], *, smallest: int) -> list[str]:
    """What keeps a formula from being published: a year that can not be done, a figure without its source, and a count
    of people so small that the money which follows it would give it away.

    Source: local default.
    """
    if answer["status"] != PLACED:
        return ["It can not be done as it stands. Change it until every hub has a figure"]
    stopped = next((year["name"] for year in answer["years"] if year["status"] != PLACED), "")
    found = [f"The way there stops before {stopped}. Change it until every year can be done"] if stopped else []
    settings, needs = _read(asked)
    sourced = {one["of"] for one in asked.get("sources", ())}
    wanted = [*((one.key, one.name) for one in weighed_by(settings)), (BASELINE, "last year’s money")]
    if blank := [name for key, name in wanted if key not in sourced]:
        found.append(f"Nobody wrote down where it has {'; '.join(blank)} from. Change it: the next version says so")
    return [*found, *_given_away(settings, needs, smallest)]


def _given_away(settings: Settings, needs: Sequence[LocalityNeed], smallest: int) -> list[str]:
    return [
        f"{one.name} in {need.name} are fewer than {smallest}, and the money would give the number away. Take the "
        "points from them"
        for one in weighed_by(settings) if one.key in RECORDED
        for need in needs if 0 < (need.amounts[one.key] or 0) < smallest
    ]  # fmt: skip


def annex_problem(asked: Mapping[str, Any], *, is_published: bool, is_withdrawn: bool) -> str:
    """A formula stands in a published paper only while it is published itself.

    Source: local default.
    """
    if not (said := asked.get("formula")):
        return ""
    named = f"“{said['name']}”, version {said['version']}"
    if is_withdrawn:
        return f"Another formula of money: {named}, was withdrawn"
    return "" if is_published else f"Its formula of money, {named}, published before it"


def _read(asked: Mapping[str, Any]) -> tuple[Settings, list[LocalityNeed]]:
    return Settings.of_data(asked["settings"]), [LocalityNeed(**one) for one in asked["needs"]]


def formula_told(
    *, name: str, version: int, why: str, result: str, made_on: date, asked: Mapping[str, Any],
    answer: Mapping[str, Any], smallest: int,
) -> dict[str, Any]:  # fmt: skip
    """Everything that is told of a version of a formula: its settings, each locality's money now, by formula and in
    each year, the need behind it, and the sources. Every sum adds up to the penny. Small counts of people are hidden,
    with as many more as guard them; what has no points is not told.

    Source: local default.
    """
    settings, needs = _read(asked)
    weighed = weighed_by(settings)
    counts = {one.key: _shown(one.key, needs, smallest) for one in weighed}
    kept = {BASELINE, *(one.key for one in weighed)}
    return {
        "name": name, "version": version, "why": why, "result": result, "made_on": made_on.isoformat(),
        "smallest": smallest, "settings": asked["settings"],
        "years": [{"name": year["name"], "budget": sum(year["pence"].values())} for year in answer["years"]],
        "factors": [
            {"key": one.key, "name": one.name, "words": one.words.removesuffix(": typed in below"),
             "points": settings.points[one.key],
             "total": counts[one.key][1], "moves": answer["moves"].get(one.key, {})}
            for one in weighed
        ],
        "hubs": [_hub(need, answer, weighed, {key: own[need.slug] for key, (own, _) in counts.items()})
                 for need in needs],
        "sources": [dict(one) for one in asked.get("sources", ()) if one["of"] in kept],
    }  # fmt: skip


def _hub(
    need: LocalityNeed, answer: Mapping[str, Any], weighed: Sequence[Follows], amounts: Mapping[str, Any]
) -> dict[str, Any]:
    lines = {one["name"]: one["pence"] for one in answer["lines"][need.slug]}
    parts, by_formula = {one.key: lines[one.name] for one in weighed}, answer["by_formula"][need.slug]
    return {
        "slug": need.slug, "name": need.name, "hub": need.hub, "now": need.baseline, "by_formula": by_formula,
        "fixed": lines[FIXED], "parts": parts, "rounding": by_formula - lines[FIXED] - sum(parts.values()),
        "years": [year["pence"][need.slug] for year in answer["years"]], "amounts": dict(amounts),
    }  # fmt: skip


def _shown(key: str, needs: Sequence[LocalityNeed], smallest: int) -> tuple[dict[str, Any], float | None]:
    """Each locality's amount and the county's; a small count is nothing, and so is what would give it away."""
    amounts = {need.slug: need.amounts[key] or 0 for need in needs}
    if key in NO_COUNT:
        return amounts, round(sum(amounts.values()), 3)
    whole = {slug: round(amount) for slug, amount in amounts.items()}
    safe = safe_counts(whole, dict.fromkeys(whole, ""), smallest=smallest)
    return safe.by_area, safe.total
