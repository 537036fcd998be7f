"""The county variants of the benchmark: every kind of rule, with its proven optimum."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from time import monotonic

from .answer import Answer, Status
from .bench import Line, compared
from .formats.counties import read_county, variant_problem
from .problem import Problem, Rules
from .siting import solve

LARGEST = ("max_cover_budget",)


def county_lines(folder: Path, seconds: float, gap: float, starts: tuple[str, ...], cores: int = 1) -> Iterator[Line]:
    """One line a variant of each county."""
    counties: dict[str, Problem] = {}
    for record in json.loads((folder / "optima.json").read_text()):
        name, variant = record["county"], record["variant"]
        if starts and not (
            f"county {name} {variant}".startswith(starts)
            or name.startswith(starts)
            or variant.startswith(starts)
            or "county" in starts
        ):
            continue
        county = counties.setdefault(name, read_county(folder, name))
        yield _line(county, record, seconds, gap, cores)


def _line(county: Problem, record: Mapping, seconds: float, gap: float, cores: int) -> Line:
    variant = record["variant"]
    began = monotonic()
    if variant == "frontier_count":
        return _frontier(county, record, seconds, gap)
    if variant == "site_regret":
        return _regret(county, record, seconds, gap)
    problem = variant_problem(county, variant, record["params"])
    p = str(record["params"].get("p", ""))
    if record["status"] == "infeasible":
        return _infeasible(problem, record, p, seconds)
    return compared(
        problem,
        "county",
        county.name,
        variant,
        p,
        record["value"],
        seconds=seconds,
        gap=gap,
        began=began,
        largest=variant in LARGEST,
        cores=cores,
    )


def _infeasible(problem: Problem, record: Mapping, p: str, seconds: float) -> Line:
    """The least change is compared in place of a value."""
    began = monotonic()
    answer = solve(problem, seconds=seconds)
    published = record.get("smallest_feasible_budget_k", record.get("largest_feasible_rural_share"))
    said = _least_change(answer, record)
    right = answer.status is Status.INFEASIBLE and said is not None and abs(said - published) <= 1e-5 * published
    return Line(
        "county",
        record["county"],
        f"{record['variant']} (infeasible: {', '.join(answer.conflict)})",
        p,
        str(answer.status),
        said,
        said,
        None,
        monotonic() - began,
        published,
        "optimum, proven" if right else "WRONG: infeasible, least change not found",
    )


def _least_change(answer: Answer, record: Mapping) -> float | None:
    wish = "budget" if "smallest_feasible_budget_k" in record else "min_shares[1]"
    return next((change.possible for change in answer.least_changes if change.wish == wish), None)


def _frontier(county: Problem, record: Mapping, seconds: float, gap: float) -> Line:
    """Every count of sites; the values shown are sums, the verdict asks each point."""
    began, answers = monotonic(), []
    for point in record["frontier"]:
        answers.append(solve(replace(county, rules=Rules(open_exactly=point["p"])), seconds=seconds, gap=gap))
    values = [point["value"] for point in record["frontier"]]
    right = all(abs(a.objective - v) <= 1e-6 * v and a.gap <= 1e-6 for a, v in zip(answers, values, strict=True))
    span = f"{record['params']['p_from']}-{record['params']['p_to']}"
    ended = all(answer.status is Status.OPTIMAL for answer in answers)
    found = [answer.objective for answer in answers]
    return _summed(county, record, span, found, values, monotonic() - began, right=right, ended=ended)


def _regret(county: Problem, record: Mapping, seconds: float, gap: float) -> Line:
    """What closing or forcing each listed site costs."""
    from .why import site_regrets

    began, p = monotonic(), record["params"]["p"]
    problem = replace(county, rules=Rules(open_exactly=p))
    regrets = site_regrets(problem, sites=tuple(record["regret"]), seconds=seconds)
    found = [regrets[site] for site in record["regret"]]
    values = list(record["regret"].values())
    right = all(abs(a - v) <= 1e-6 * record["value"] for a, v in zip(found, values, strict=True))
    took = monotonic() - began
    return _summed(county, record, str(p), found, values, took, right=right, ended=took < seconds)


def _summed(
    county: Problem,
    record: Mapping,
    p: str,
    found: list[float],
    values: list[float],
    seconds: float,
    *,
    right: bool,
    ended: bool,
) -> Line:
    return Line(
        "county",
        county.name,
        f"{record['variant']} (sum of {len(values)})",
        p,
        "optimal",
        sum(found),
        sum(found),
        0.0,
        seconds,
        sum(values),
        "optimum, proven" if right else "WRONG: a value differs" if ended else "not reached",
    )
