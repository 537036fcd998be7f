"""Problems and answers as JSON documents (described in docs/hinterland.md)."""

import json
from collections.abc import Mapping
from dataclasses import fields
from pathlib import Path

import numpy as np

from ..problem import Areas, MinShare, Period, Problem, ProblemError, Rules, Sites, Travel

FORMAT = "hinterland-problem-1"


def problem_document(problem: Problem) -> dict[str, object]:
    """The problem as a document that reads back to the same digest."""
    areas, sites = problem.areas, problem.sites
    shown: dict[str, object] = {"format": FORMAT, "name": problem.name, "objective": str(problem.objective)}
    shown |= {"seed": problem.seed, "kappa": problem.kappa, "cover_within": problem.cover_within}
    shown["group_by"] = problem.group_by
    shown["areas"] = {"id": list(areas.ids), "need": areas.need.tolist()}
    if areas.demand is not areas.need:
        shown["areas"]["demand"] = areas.demand.tolist()
    shown["areas"]["groups"] = {name: list(labels) for name, labels in areas.groups.items()}
    if areas.neighbours is not None:
        shown["areas"]["neighbours"] = areas.neighbours.tolist()
    shown["sites"] = {"id": list(sites.ids), "locality": list(sites.locality)}
    shown["sites"] |= {"existing": sites.existing.astype(int).tolist()}
    shown["sites"] |= {name: getattr(sites, name).tolist() for name in ("run_cost", "closure_cost")}
    shown["sites"]["capacity"] = [None if np.isinf(size) else size for size in sites.capacity.tolist()]
    shown["travel"] = _travel_document(problem.travel)
    shown["rules"] = {part.name: _rule(getattr(problem.rules, part.name)) for part in fields(Rules)}
    if problem.periods:
        shown["between_periods"] = problem.between_periods
        shown["periods"] = [_period(period) for period in problem.periods]
    return shown


def _travel_document(travel: Travel) -> dict[str, object]:
    shown: dict[str, object] = {"measure": travel.measure}
    for name in ("matrix", "edges", "points", "site_points"):
        if (table := getattr(travel, name)) is not None:
            shown[name] = [[None if value == np.inf else value for value in row] for row in table.tolist()]
    return shown


def _rule(value: object) -> object:
    if isinstance(value, tuple):
        return [
            {p.name: getattr(part, p.name) for p in fields(part)} if isinstance(part, MinShare) else part
            for part in value
        ]
    return value


def _period(period: Period) -> dict[str, object]:
    need = None if period.need is None else period.need.tolist()
    return {"open_exactly": period.open_exactly, "weight": period.weight, "need": need}


def problem_from(document: Mapping) -> Problem:
    """The problem that a document describes; what may be left out has its default."""
    if document.get("format", FORMAT) != FORMAT:
        raise ProblemError(f"The document's format is {document['format']!r}, not {FORMAT!r}")
    try:
        return _problem_from(document)
    except (KeyError, TypeError) as error:
        raise ProblemError(f"The document is not a problem: {type(error).__name__} {error}") from error


def _problem_from(document: Mapping) -> Problem:
    said = dict(document)
    said.pop("format", None)
    areas, sites, rules = dict(said.pop("areas")), dict(said.pop("sites")), dict(said.pop("rules", {}))
    areas["ids"], sites["ids"] = tuple(map(str, areas.pop("id"))), tuple(map(str, sites.pop("id")))
    if sites.get("capacity") is not None:
        sites["capacity"] = [np.inf if size is None else size for size in sites["capacity"]]
    sites["locality"] = tuple(sites.get("locality") or ())
    for name in ("force_open", "force_closed"):
        rules[name] = tuple(map(str, rules.get(name) or ()))
    rules["min_shares"] = tuple(MinShare(**share) for share in rules.get("min_shares") or ())
    if "capacity" in rules:
        rules["capacity"] = _capacity(rules["capacity"])
    travel = {name: _unreachable(value) for name, value in said.pop("travel").items()}
    periods = tuple(Period(**period) for period in said.pop("periods", None) or ())
    return Problem(
        areas=Areas(**areas),
        sites=Sites(**sites),
        rules=Rules(**rules),
        travel=Travel(**travel),
        periods=periods,
        **said,
    )


def _capacity(said: str | None) -> object:
    from ..problem import Capacity

    try:
        return Capacity(said or "none")
    except ValueError as error:
        raise ProblemError(f"Capacity is none, split or single, not {said!r}") from error


def _unreachable(value: object) -> object:
    if isinstance(value, list):
        return (
            np.array(value, dtype=float)
            if _is_plain(value)
            else np.array([[np.inf if cell is None else cell for cell in row] for row in value], dtype=float)
        )
    return value


def _is_plain(table: list) -> bool:
    return not any(None in row for row in table)


def read_problem(path: Path) -> Problem:
    """The problem in a JSON file."""
    try:
        return problem_from(json.loads(path.read_text()))
    except json.JSONDecodeError as error:
        raise ProblemError(f"{path.name} is not JSON: {error}") from error


def write_document(document: Mapping, path: Path) -> None:
    path.write_text(json.dumps(document, allow_nan=False) + "\n")
