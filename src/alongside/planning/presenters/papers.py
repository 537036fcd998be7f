"""The paper: an appraisal as the annex of a cabinet report, for the screen and for print from the same blocks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from alongside.foundation.components.presenters.maps import AreaMap, MapSheet
from alongside.planning.presenters.appraisals import AppraisalPage
from alongside.planning.presenters.blocks import Block, chart_block, heading, key_words, svg_of, tables, words
from alongside.planning.presenters.frontier import NUMBERS
from alongside.planning.presenters.published_formulas import PublicFormula
from alongside.planning.presenters.scenarios import KEY, ScenarioPage
from alongside.planning.presenters.sheets import Sheet
from alongside.planning.presenters.withdrawn import withdrawn_words
from alongside.planning.rules.criteria import Figure

if TYPE_CHECKING:
    from alongside.planning.models import Appraisal, Scenario
    from alongside.planning.presenters.frontier import FrontierSheet
    from alongside.planning.presenters.reasons import Reasons

METHOD = (
    "Each option is a scenario: a question about sites under stated rules, answered by a planning engine that gives, "
    "with every plan, a bound that no plan can beat. Where the plan reaches it, none is better under those rules.",
    "Journeys are modelled by car from the middle of each small area, and weighed by the children who live there. A "
    "child goes to the nearest open site, unless rooms or whole localities are part of the question.",
    "What is measured is put on a scale from 0, the worst of these options, to 100, the best. What people judge is "
    "scored from 0 to 100 with a reason. The total is the mean, weighted by the points that were agreed.",
    "Money is in this year’s prices; later years are brought to today’s value by the discount rate below.",
)
METHOD_OF_A_SCENARIO = (
    "A scenario is a question about sites under stated rules, answered by a planning engine that gives, with every "
    "plan, a bound that no plan can beat. Where the plan reaches it, none is better under those rules.",
    METHOD[1],
    "Counts of children below the smallest that is shown are hidden, and so is whatever would give them away.",
)


def paper_of(
    appraisal: Appraisal, result: dict[str, Any], scenarios: Sequence[Scenario], sheet: MapSheet, *, smallest: int,
    numbers: Mapping[str, FrontierSheet | None], centres: Sheet | None = None,
    formula: Mapping[str, Any] | None = None,
) -> dict[str, Any]:  # fmt: skip
    """Everything the paper says, as blocks."""
    page = AppraisalPage.of(appraisal, result, scenarios)
    number = f"number {appraisal.digest}" if appraisal.digest else "a draft: its figures can still change"
    blocks = [
        *words([f"{f'{page.status} {page.published}' if page.published else page.status}. Made by {page.made}."]),
        *words([page.withdrawn, page.why, *page.verdict, page.problem]),
        heading(2, "Options side by side"),
        *tables([page.side_by_side]),
        *_scatter(page),
        *([heading(2, "Today’s centres, one by one"), *tables([centres])] if centres else []),
        heading(2, "Criteria and points"),
        *words([page.agreed]),
        *tables([page.scores, page.reasons, page.sways, *page.weightings]),
        heading(2, "Costs and benefits over the years"),
        *tables([page.over_years, page.year_by_year, page.money]),
        *(formula_blocks(formula) if formula else []),
        heading(2, "Risks"),
        *tables([page.risks]),
        heading(2, "Equality"),
        *tables([page.effects]),
    ]  # fmt: skip
    known = {row["key"]: row for row in result["options"]}
    for one in scenarios:
        if one.slug in known:
            title, *said = _option(one, sheet, known[one.slug], smallest, numbers[one.slug])
            since = withdrawn_words(one)
            blocks += [title, *words([since and f"This scenario was published by itself too. {since}"]), *said]
    blocks += [
        heading(2, "Method"), *words(METHOD), {"kind": "list", "items": page.basis},
        heading(2, "Where every figure comes from"), *(one | {"is_trace": True} for one in tables([page.trace])),
        *words(["The same question, worked out again with the same figures, has the same number. Every area’s "
                 "journey behind an option can be downloaded from its scenario’s page, under that number."]),
        *words([f"Options appraisal {page.reference}, {number}."]),
    ]  # fmt: skip
    return {
        "title": page.name, "reference": page.reference, "blocks": blocks,
        "number": f"number {appraisal.digest[:16]}" if appraisal.digest else "draft",
    }  # fmt: skip


def _scatter(page: AppraisalPage) -> list[Block]:
    """Cost against journeys as a picture and a table, where both are known of any option."""
    table, options = page.scatter_sheet, len(page.scatter.dots)
    names = {"x_name": "Net cost a year", "y_name": "Minutes of the mean journey"}
    alt = f"Chart of {options} options by net cost a year and mean journey; hollow dots are beaten on both."
    drawn = [chart_block(table.caption, page.scatter, **names, alt=alt)] if options else []
    return [*drawn, *tables([replace(table, caption=table.caption.split(";")[0])])]


def formula_blocks(told: Mapping[str, Any], *, level: int = 2) -> list[Block]:
    """The section of a formula of money: tables, method, need and sources, under what to cite it by."""
    page = PublicFormula.of(told)
    return [
        heading(level, f"Money by need: {page.name}"),
        *words([page.withdrawn, f"{page.about}.", page.why]),
        *tables(page.money),
        heading(level + 1, "How the formula works"),
        {"kind": "list", "items": page.method},
        *tables(page.sheets),
        *words([page.cited]),
    ]


def formula_paper(told: Mapping[str, Any], *, why: str, withdrawn: str) -> dict[str, Any]:
    """A published formula as a paper by itself."""
    _, *blocks = formula_blocks(told, level=1)
    return {
        "title": told["name"], "reference": told["reference"], "number": f"number {told['number'][:16]}",
        "blocks": [*words([withdrawn, why]), *blocks],
    }  # fmt: skip


def scenario_paper(
    scenario: Scenario, sheet: MapSheet, *, smallest: int, reasons: Reasons | None, frontier: FrontierSheet | None
) -> dict[str, Any] | None:
    """One scenario as a paper of its own; nothing of one that has no plan."""
    page = ScenarioPage.of(scenario, names={}, smallest=smallest)
    if page.found is None:
        return None
    row = {"name": page.name, "digest": scenario.digest, "figures": {Figure.MEAN: page.found.mean}}
    said = _option(scenario, sheet, row, smallest)[1:]
    known = reasons is not None and not reasons.is_under_way and not reasons.problem
    why = [
        Sheet("What is lost without each site of the plan", reasons.columns, reasons.without),
        Sheet("What it would cost to have each of the others", reasons.columns, reasons.having),
    ] if known else []  # fmt: skip
    blocks = [
        *words([page.withdrawn, f"A scenario, made by {page.made}.", page.published and f"{page.published}.",
                 page.published_why]),
        *(one | {"level": 2} if one["kind"] == "heading" else one for one in said),
        *([heading(2, "Why these sites"), *tables(why)] if why else []),
        *(_numbers(frontier, scenario.digest) if frontier else []),
        heading(2, "Method"), *words(METHOD_OF_A_SCENARIO),
    ]  # fmt: skip
    number = f"result {scenario.digest[:16]}"
    return {"title": page.name, "reference": "Scenario", "number": number, "blocks": blocks}


def _numbers(frontier: FrontierSheet, digest: str, *, level: int = 2, of: str = "") -> list[Block]:
    caption = f"{frontier.caption}: {of}" if of else frontier.caption
    table = Sheet(caption, frontier.columns, frontier.rows, _result(digest))
    return [
        heading(level, NUMBERS), *words(frontier.prose), *_drawn_numbers(frontier, caption), *tables([table]),
        *words(frontier.notes),
    ]  # fmt: skip


def _drawn_numbers(frontier: FrontierSheet, caption: str) -> list[Block]:
    full = [one["name"] for one in frontier.chart.dots if not one["is_open"]]
    if not full:
        return []
    today = next((f" The hollow dot is today’s model as it is: {one['name']}." for one in frontier.chart.dots
                  if one["is_open"]), "")  # fmt: skip
    alt = f"A line from {full[0]}, to {full[-1]}.{today}"
    return [chart_block(caption, frontier.chart, x_name=frontier.x_name, y_name=frontier.y_name, alt=alt)]


def _result(digest: str) -> str:
    return f"Result {digest[:16]}"


def _option(
    scenario: Scenario, sheet: MapSheet, row: dict[str, Any], smallest: int, numbers: FrontierSheet | None = None
) -> list[Block]:
    page = ScenarioPage.of(scenario, sheet=sheet, names={}, smallest=smallest)
    found = page.found
    if found is None:
        return []
    groups = ((found.by_tenth, "By tenth of deprivation in England"), (found.by_country, "By rural and urban areas"),
              (found.by_locality, "By locality"))  # fmt: skip
    number = _result(row["digest"])
    sites = Sheet(f"Sites: {row['name']}", found.columns_of_sites[:-1], [one[:-1] for one in found.sites], number)
    rests = [*found.sources, *found.left_out, *(f"{one['key']}: {one['value']}" for one in found.trace)]
    return [
        heading(2, row["name"]),
        *words([page.why, f"{found.certificate} {found.better}"]),
        heading(3, "What was asked"),
        {"kind": "list", "items": [f"{one['key']}: {one['value']}" for one in page.asked]},
        heading(3, "What came of it"),
        *words([*found.prose, *(f"{one['key']}: {one['value']}" for one in found.money)]),
        *([_map(found.map, row["name"], row["figures"])] if found.map else []),
        *tables([Sheet(f"{caption}: {row['name']}", found.columns, rows, number) for rows, caption in groups]),
        *tables([sites]),
        *(_numbers(numbers, scenario.digest, level=3, of=row["name"]) if numbers else []),
        heading(3, "What it rests on"),
        {"kind": "list", "items": [*rests, f"Result number {row['digest']}"]},
    ]  # fmt: skip


def _map(drawn: AreaMap, name: str, figures: dict[str, Any]) -> Block:
    mean = figures[Figure.MEAN]
    return {
        "kind": "map", "caption": f"How journeys change: {name}", "svg": svg_of(drawn),
        "alt": f"Map of the county’s small areas, shaded by how the journey changes from today; dots are the "
        f"{len(drawn.sites)} open sites. The mean journey is {mean:.1f} minutes. The tables below say the same.",
        "key": key_words(KEY),
    }  # fmt: skip
