"""The paper: an appraisal as the annex of a cabinet report, for the screen and for print from the same blocks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from typing import TYPE_CHECKING, Any

from alongside.foundation.components.presenters.maps import AreaMap, MapSheet
from alongside.planning.presenters.appraisals import AppraisalPage
from alongside.planning.presenters.published_formulas import PublicFormula
from alongside.planning.presenters.scenarios import KEY, ScenarioPage
from alongside.planning.presenters.sheets import Sheet
from alongside.planning.presenters.withdrawn import withdrawn_words
from alongside.planning.rules.criteria import Figure

if TYPE_CHECKING:
    from alongside.planning.models import Appraisal, Scenario
    from alongside.planning.presenters.reasons import Reasons

Block = dict[str, Any]
FILLS = {0: "#e9e4d8", 1: "#d9e8e4", 2: "#a9cbc4", 3: "#6da69c", 4: "#35786f", 5: "#123f3a"}
"""As the stylesheet has them: a printed map has no stylesheet."""
SHADES = {0: "sand", 1: "palest", 2: "pale", 3: "middling", 4: "dark", 5: "darkest"}
MOST_WORDS, LEAST_WIDTH, MOST_WIDTH = 60, 6, 26
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
    centres: Sheet | None = None, formula: Mapping[str, Any] | None = None,
) -> dict[str, Any]:  # fmt: skip
    """Everything the paper says, as blocks."""
    page = AppraisalPage.of(appraisal, result, scenarios)
    number = f"number {appraisal.digest}" if appraisal.digest else "a draft: its figures can still change"
    blocks = [
        *_words([f"{f'{page.status} {page.published}' if page.published else page.status}. Made by {page.made}."]),
        *_words([page.withdrawn, page.why, *page.verdict, page.problem]),
        _heading(2, "Options side by side"),
        *_tables([page.side_by_side]),
        *_tables([Sheet(page.scatter_sheet.caption.split(";")[0], page.scatter_sheet.columns[1:],
                        [row[1:] for row in page.scatter_sheet.rows])]),
        *([_heading(2, "Today’s centres, one by one"), *_tables([centres])] if centres else []),
        _heading(2, "Criteria and points"),
        *_words([page.agreed]),
        *_tables([page.scores, page.reasons, page.sways, *page.weightings]),
        _heading(2, "Costs and benefits over the years"),
        *_tables([page.over_years, page.year_by_year, page.money]),
        *(formula_blocks(formula) if formula else []),
        _heading(2, "Risks"),
        *_tables([page.risks]),
        _heading(2, "Equality"),
        *_tables([page.effects]),
    ]  # fmt: skip
    known = {row["key"]: row for row in result["options"]}
    for one in scenarios:
        if one.slug in known:
            heading, *said = _option(one, sheet, known[one.slug], smallest)
            since = withdrawn_words(one)
            blocks += [heading, *_words([since and f"This scenario was published by itself too. {since}"]), *said]
    blocks += [
        _heading(2, "Method"), *_words(METHOD), {"kind": "list", "items": page.basis},
        _heading(2, "Where every figure comes from"), *(one | {"is_trace": True} for one in _tables([page.trace])),
        *_words(["The same question, worked out again with the same figures, has the same number. Every area’s "
                 "journey behind an option can be downloaded from its scenario’s page, under that number."]),
        *_words([f"Options appraisal {page.reference}, {number}."]),
    ]  # fmt: skip
    return {
        "title": page.name, "reference": page.reference, "blocks": blocks,
        "number": f"number {appraisal.digest[:16]}" if appraisal.digest else "draft",
    }  # fmt: skip


def formula_blocks(told: Mapping[str, Any], *, level: int = 2) -> list[Block]:
    """The section of a formula of money: tables, method, need and sources, under what to cite it by."""
    page = PublicFormula.of(told)
    return [
        _heading(level, f"Money by need: {page.name}"),
        *_words([page.withdrawn, f"{page.about}.", page.why]),
        *_tables(page.money),
        _heading(level + 1, "How the formula works"),
        {"kind": "list", "items": page.method},
        *_tables(page.sheets),
        *_words([page.cited]),
    ]


def formula_paper(told: Mapping[str, Any], *, why: str, withdrawn: str) -> dict[str, Any]:
    """A published formula as a paper by itself."""
    _, *blocks = formula_blocks(told, level=1)
    return {
        "title": told["name"], "reference": told["reference"], "number": f"number {told['number'][:16]}",
        "blocks": [*_words([withdrawn, why]), *blocks],
    }  # fmt: skip


def scenario_paper(
    scenario: Scenario, sheet: MapSheet, *, smallest: int, reasons: Reasons | None
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
        *_words([page.withdrawn, f"A scenario, made by {page.made}.", page.published and f"{page.published}.",
                 page.published_why]),
        *(one | {"level": 2} if one["kind"] == "heading" else one for one in said),
        *([_heading(2, "Why these sites"), *_tables(why)] if why else []),
        _heading(2, "Method"), *_words(METHOD_OF_A_SCENARIO),
    ]  # fmt: skip
    number = f"result {scenario.digest[:16]}"
    return {"title": page.name, "reference": "Scenario", "number": number, "blocks": blocks}


def _heading(level: int, text: str) -> Block:
    return {"kind": "heading", "level": level, "text": text}


def _words(lines: Sequence[str]) -> list[Block]:
    return [{"kind": "words", "text": line} for line in lines if line]


def _tables(sheets: Sequence[Sheet]) -> list[Block]:
    return [
        block
        for one in sheets
        for block in ([table_block(one)] if one.rows else _words([f"{one.caption}: {one.empty}"]))
    ]


def table_block(sheet: Sheet) -> Block:
    """A table as it stands in the paper."""
    columns = [one["text"] if isinstance(one, dict) else str(one) for one in sheet.columns]
    rows = [[_plain(cell) for cell in row] for row in sheet.rows]
    return {
        "kind": "table", "caption": sheet.caption, "columns": columns, "rows": rows, "note": sheet.note,
        "numeric": [isinstance(one, dict) and bool(one.get("number")) for one in sheet.columns],
        "widths": [_width([row[at] for row in rows]) for at in range(len(columns))],
        "named": sheet.columns,
    }  # fmt: skip


def _plain(cell: Any) -> str:
    said = cell.get("text", "") if isinstance(cell, dict) else cell
    return str(said) if said not in (None, "") else "–"


def _width(cells: Sequence[str]) -> int:
    return max(LEAST_WIDTH, min(MOST_WIDTH, max((min(len(one), MOST_WORDS) for one in cells), default=0) // 2))


def _option(scenario: Scenario, sheet: MapSheet, row: dict[str, Any], smallest: int) -> list[Block]:
    page = ScenarioPage.of(scenario, sheet=sheet, names={}, smallest=smallest)
    found = page.found
    if found is None:
        return []
    groups = ((found.by_tenth, "By tenth of deprivation in England"), (found.by_country, "By rural and urban areas"),
              (found.by_locality, "By locality"))  # fmt: skip
    number = f"Result {row['digest'][:16]}"
    sites = Sheet(f"Sites: {row['name']}", found.columns_of_sites[:-1], [one[:-1] for one in found.sites], number)
    rests = [*found.sources, *found.left_out, *(f"{one['key']}: {one['value']}" for one in found.trace)]
    return [
        _heading(2, row["name"]),
        *_words([page.why, f"{found.certificate} {found.better}"]),
        _heading(3, "What was asked"),
        {"kind": "list", "items": [f"{one['key']}: {one['value']}" for one in page.asked]},
        _heading(3, "What came of it"),
        *_words([*found.prose, *(f"{one['key']}: {one['value']}" for one in found.money)]),
        *([_map(found.map, row["name"], row["figures"])] if found.map else []),
        *_tables([Sheet(f"{caption}: {row['name']}", found.columns, rows, number) for rows, caption in groups]),
        *_tables([sites]),
        _heading(3, "What it rests on"),
        {"kind": "list", "items": [*rests, f"Result number {row['digest']}"]},
    ]  # fmt: skip


def _map(drawn: AreaMap, name: str, figures: dict[str, Any]) -> Block:
    mean = figures[Figure.MEAN]
    return {
        "kind": "map", "caption": f"How journeys change: {name}", "svg": svg_of(drawn),
        "alt": f"Map of the county’s small areas, shaded by how the journey changes from today; dots are the "
        f"{len(drawn.sites)} open sites. The mean journey is {mean:.1f} minutes. The tables below say the same.",
        "key": [f"{SHADES[one['band']].capitalize()}: {one['text']}" for one in KEY],
    }  # fmt: skip


def svg_of(drawn: AreaMap) -> str:
    """A map as a picture by itself, its colours in it."""
    shapes = "".join(
        f'<path d="{one["path"]}" fill="{FILLS[one["band"]]}" stroke="#fff" stroke-width="0.8"/>'
        for one in drawn.shapes
    )
    dots = "".join(
        f'<circle cx="{one["x"]}" cy="{one["y"]}" r="5" fill="#f2b84b" stroke="#1c2b2a" stroke-width="1.5"/>'
        for one in drawn.sites
    )
    size = f'viewBox="0 0 {drawn.width} {drawn.height}" width="{drawn.width}" height="{drawn.height}"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size}>{shapes}{dots}</svg>'


def figure_of(block: Block) -> str:
    """A map as it stands in a page, named for those who do not see it."""
    return block["svg"].replace(
        "<svg ", f'<svg class="al-chart__picture" role="img" aria-label="{escape(block["alt"])}" ', 1
    )
