"""How an appraisal reads: options side by side, scores, what sways the lead, money over years, risks, people."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.urls import reverse

from alongside.foundation.components.presenters import ScatterChart, places_of
from alongside.foundation.components.presenters.days import say_day
from alongside.planning.presenters.scenarios import minutes
from alongside.planning.presenters.sheets import Rows, Sheet, quoted
from alongside.planning.presenters.sums import pounds
from alongside.planning.presenters.weightings import weightings_sheet, weightings_words
from alongside.planning.presenters.withdrawn import withdrawn_words
from alongside.planning.rules.appraisals import EFFECTS, GROUPS, STATUS_WORDS, AppraisalStatus, lacks
from alongside.planning.rules.criteria import MEASURED, Figure
from alongside.planning.rules.years import MONEY_WORDS, ONCE, MoneyKind

if TYPE_CHECKING:
    from alongside.planning.models import Appraisal, Scenario

NOT_KNOWN = "Not known"
RISK_BANDS = ((15, "High", "red"), (8, "Middling", "yellow"), (0, "Low", "green"))


def appraisal_rows(appraisals: Sequence[Appraisal]) -> Rows:
    """Appraisals in a list."""
    return [
        [
            {"text": one.name, "href": reverse("planning:appraisal", args=[one.reference])},
            one.reference,
            STATUS_WORDS[AppraisalStatus(one.status)],
            one.made_by.name,
            say_day(one.made_at.date()),
        ]
        for one in appraisals
    ]


def say_figure(key: str, value: float | None) -> str:
    """One measured figure as it is written."""
    unit = next(one.unit for one in MEASURED if one.key == key)
    if value is None:
        return NOT_KNOWN
    if unit == "minutes":
        return minutes(value)
    if unit == "share":
        return f"{value * 100:.1f} %"
    return pounds(round(value)) if unit == "pounds" else f"{value:,.0f}"


@dataclass(frozen=True)
class AppraisalPage:
    """An appraisal with everything that is known of it."""

    name: str
    reference: str
    why: str
    made: str
    status: str
    is_draft: bool
    published: str
    withdrawn: str
    verdict: list[str]
    problem: str
    waiting: list[str]
    lacks: list[str]
    side_by_side: Sheet
    scores: Sheet
    sways: Sheet
    weightings: list[Sheet]
    reasons: Sheet
    over_years: Sheet
    year_by_year: Sheet
    money: Sheet
    risks: Sheet
    effects: Sheet
    trace: Sheet
    scatter: ScatterChart
    scatter_sheet: Sheet
    agreed: str
    basis: list[str]

    @classmethod
    def of(
        cls, appraisal: Appraisal, result: Mapping[str, Any], scenarios: Sequence[Scenario] = (), *,
        edits: bool = False, formula: str = "",
    ) -> AppraisalPage:  # fmt: skip
        """From the appraisal, what follows from it, and why its formula keeps it from being published."""
        asked, status = appraisal.asked, AppraisalStatus(appraisal.status)
        rows = result["options"]
        names = {row["key"]: row["name"] for row in rows}
        take_away = _take_away(appraisal) if edits and status is AppraisalStatus.DRAFT else None
        draws = _scatter(result)
        return cls(
            name=appraisal.name,
            reference=appraisal.reference,
            why=appraisal.why,
            made=f"{appraisal.made_by.name}, {say_day(appraisal.made_at.date())}",
            status=STATUS_WORDS[status],
            is_draft=status is AppraisalStatus.DRAFT,
            published=say_day(appraisal.published_at.date()) if appraisal.published_at else "",
            withdrawn=withdrawn_words(appraisal),
            verdict=_verdict(result, names),
            problem=result["not_alike"],
            waiting=result["waiting"],
            lacks=lacks(asked, result, formula=formula) if status is AppraisalStatus.DRAFT else [],
            side_by_side=_side_by_side(result),
            scores=_scores(result),
            sways=_sways(result, names),
            weightings=weightings_sheet(result, names),
            reasons=_reasons(asked, names),
            over_years=_over_years(result),
            year_by_year=_year_by_year(result),
            money=_money(asked, names, take_away),
            risks=_risks(asked, names, take_away),
            effects=_effects(asked, names, take_away),
            trace=_trace(rows, scenarios),
            scatter=draws[0],
            scatter_sheet=draws[1],
            agreed=asked["agreed"],
            basis=_basis(result),
        )


def first_words(result: Mapping[str, Any]) -> str:
    """Who has the most points, and who comes next; two that are level stand together."""
    leader = next(row for row in result["options"] if row["key"] == result["leader"])
    others = sorted((row for row in result["options"] if row is not leader), key=lambda row: -float(row["total"]))
    has = f"{quoted(leader['name'])} has the most: {leader['total']} of 100 points"
    if not others:
        return f"{has}."
    second = others[0]
    if second["total"] == leader["total"]:
        return f"{has}; {quoted(second['name'])} has as many to one decimal place."
    return f"{has}, before {quoted(second['name'])} with {second['total']}."


def _verdict(result: Mapping[str, Any], names: Mapping[str, str]) -> list[str]:
    if not result["leader"]:
        return []
    lines = [first_words(result)]
    loose = [one for one in result["sways"] if one["below"] or one["above"]]
    if loose:
        nearest = min(loose, key=_nearest)
        lines.append(
            f"The weight of {quoted(nearest['name'])} would change that most easily: {_sway_words(nearest, names)}."
        )
    elif result["sways"]:
        lines.append("It stays first whatever weight any one criterion is given.")
    lines += weightings_words(result, names)
    if result["beaten"]:
        told = [
            f"{quoted(names[a])} costs no less and has journeys no shorter than {quoted(names[b])}"
            for a, b in result["beaten"].items()
        ]
        lines.append(f"{'; '.join(told)}.")
    return lines


def _nearest(sway: Mapping[str, str]) -> float:
    share = float(sway["share"])
    ends = [abs(share - float(sway[end])) for end, who in (("low", "below"), ("high", "above")) if sway[who]]
    return min(ends)


def _sway_words(sway: Mapping[str, str], names: Mapping[str, str]) -> str:
    parts = []
    if sway["below"]:
        parts.append(f"below {sway['low']} % {quoted(names[sway['below']])} leads")
    if sway["above"]:
        parts.append(f"above {sway['high']} % {quoted(names[sway['above']])} leads")
    return f"{' and '.join(parts)}; it has {sway['share']} % now"


def _of_options(rows) -> list[Any]:
    return [{"text": f"{n}. {row['name']}", "number": True} for n, row in enumerate(rows, start=1)]


def _side_by_side(result: Mapping[str, Any]) -> Sheet:
    rows = result["options"]
    lines: Rows = [["Sites", *(str(row["sites"]) for row in rows)]] if rows else []
    for one in MEASURED if rows else ():
        name = f"{one.name}: within {result['near']} minutes" if one.key == Figure.NEAR else one.name
        lines.append([name, *(say_figure(one.key, row["figures"][one.key]) for row in rows)])
    return Sheet(
        "Options side by side", ["Measure", *_of_options(rows)], lines,
        "Journeys are of the mean child whom the scenario counts. Losing is measured against today.",
    )  # fmt: skip


def _scores(result: Mapping[str, Any]) -> Sheet:
    rows = result["options"]
    lines = [
        [f"{one['name']} ({one['share']} %)", *(row["scores"].get(one["key"], "No score yet") for row in rows)]
        for one in result["criteria"]
    ]
    if result["leader"]:
        lines.append(["All points together", *(row["total"] for row in rows)])
    return Sheet(
        "Scores, out of 100", ["Criterion and its share of the points", *_of_options(rows)], lines,
        "On what is measured the best of these options has 100 and the worst 0. A score of 0 says only that no other "
        "option here is worse, and an option more or less can move the others.",
        empty="No criteria have been agreed yet.",
    )  # fmt: skip


def _sways(result: Mapping[str, Any], names: Mapping[str, str]) -> Sheet:
    lines = [
        [one["name"], f"{one['share']} %", f"{one['low']} to {one['high']}\u00a0%",
         names.get(one["below"], "Nobody: it leads down to nothing"),
         names.get(one["above"], "Nobody: it leads up to everything")]
        for one in result["sways"]
    ]  # fmt: skip
    return Sheet(
        "What would change the lead",
        ["Criterion", {"text": "Its share now", "number": True}, {"text": "The leader leads from", "number": True},
         "Below, this leads", "Above, this leads"],
        lines, "One weight is moved at a time; the others keep their proportions.",
        empty="It is worked out when every option has every score.",
    )  # fmt: skip


def _reasons(asked, names) -> Sheet:
    rows = [
        [one["name"], names.get(option, option), str(own["score"]), own["why"] or "No reason given"]
        for one in asked["judged"]
        for option, own in asked["scores"].get(one["key"], {}).items()
        if option in names
    ]
    columns = ["Criterion", "Option", {"text": "Score", "number": True}, "Why"]
    return Sheet("What was judged, and why", columns, rows, empty="Nothing has been judged yet.")


def _over_years(result: Mapping[str, Any]) -> Sheet:
    policy = result["policy"]
    rows = []
    for row in result["options"]:
        own = row["years"]
        values = [own[key] for key in ("present_cost", "saving", "benefit", "public_value")] if own else [None] * 4
        rows.append([row["name"], *(pounds(one) for one in values)])
    titles = ("Net cost, present value", "Saved against today", "Benefit to others", "Saved and benefit together")
    columns = ["Option", *({"text": text, "number": True} for text in titles)]
    return Sheet(
        f"Over this year and {policy['years']} more", columns, rows,
        f"In this year’s prices, brought to today’s value at {policy['discount_per_mille'] / 10:g} % a year "
        f"(HM Treasury, The Green Book). One-off costs are raised by {policy['optimism_percent']} % for optimism. "
        f"The plans begin after {result['starts']} {'year' if result['starts'] == 1 else 'years'}.",
    )  # fmt: skip


def _year_by_year(result: Mapping[str, Any]) -> Sheet:
    rows = [row for row in result["options"] if row["years"]]
    count = len(rows[0]["years"]["years"]) if rows else 0
    lines = [
        ["This year" if year == 0 else f"Year {year}", *(pounds(row["years"]["years"][year]["net"]) for row in rows)]
        for year in range(count)
    ]
    return Sheet("Net cost to the council, year by year", ["Year", *_of_options(rows)], lines, "Not discounted.")


def _take_away(appraisal: Appraisal) -> Callable[[str, str], dict[str, str]]:
    def cell(line: str, what: str) -> dict[str, str]:
        href = reverse("planning:take_line_away", args=[appraisal.reference, line])
        return {"text": f"Take away: {what}", "href": href}

    return cell


def _lines(caption: str, columns: list, lines: Rows, ids: list[tuple[str, str]], take_away, empty: str) -> Sheet:
    if take_away is None:
        return Sheet(caption, columns, lines, empty=empty)
    cells = [take_away(line, what) for line, what in ids]
    return Sheet(
        caption, [*columns, "Change"], [[*row, cell] for row, cell in zip(lines, cells, strict=True)], empty=empty
    )


def _money(asked, names, take_away) -> Sheet:
    lines = [
        [names.get(one["option"], one["option"]), MONEY_WORDS[MoneyKind(one["kind"])][0], one["what"],
         pounds(one["pence"]), f"{'In' if MoneyKind(one['kind']) in ONCE else 'From'} year {one['from_year']}",
         one["source"]]
        for one in asked["money"]
    ]  # fmt: skip
    columns = ["Option", "What it is", "What for", {"text": "Sum", "number": True}, "When", "Who says so"]
    ids = [(one["id"], one["what"]) for one in asked["money"]]
    return _lines("Money beside the sites", columns, lines, ids, take_away,
                  "No costs or benefits beside those of the sites are written down.")  # fmt: skip


def _risks(asked, names, take_away) -> Sheet:
    ordered = sorted(asked["risks"], key=lambda one: -int(one["likelihood"]) * int(one["impact"]))
    lines = []
    for one in ordered:
        weight = int(one["likelihood"]) * int(one["impact"])
        words, tag = next((words, tag) for least, words, tag in RISK_BANDS if weight >= least)
        weighed = {"text": f"{words}: {one['likelihood']} × {one['impact']}", "tag": tag}
        lines.append([names.get(one["option"], one["option"]), one["what"], weighed, one["answer"], one["owner"]])
    columns = ["Option", "What could go wrong", "Likelihood × impact", "What will be done", "Whose it is"]
    ids = [(one["id"], one["what"]) for one in ordered]
    return _lines("Risks, the largest first", columns, lines, ids, take_away, "No risk is written down yet.")


def _effects(asked, names, take_away) -> Sheet:
    order = list(GROUPS)
    ordered = sorted(asked["effects"], key=lambda one: order.index(one["group"]))
    lines = [
        [GROUPS[one["group"]], names.get(one["option"], one["option"]), EFFECTS[one["effect"]], one["why"],
         one["answer"] or "Nothing"]
        for one in ordered
    ]  # fmt: skip
    columns = ["People", "Option", "What it means", "How we know", "What will be done"]
    ids = [(one["id"], GROUPS[one["group"]]) for one in ordered]
    return _lines("What it means for people", columns, lines, ids, take_away,
                  "Nobody has written down yet what the options mean for people.")  # fmt: skip


def _trace(rows, scenarios: Sequence[Scenario]) -> Sheet:
    known = {one.slug: one for one in scenarios}
    lines = []
    for row in rows:
        name: Any = row["name"]
        if row["key"] in known:
            name = {"text": row["name"], "href": reverse("planning:scenario", args=[row["key"]])}
        lines.append([name, row["digest"] or "Read off the options: every journey as it is today"])
    return Sheet("Whose result each option’s figures are", ["Option", "Number of its result"], lines)


def _scatter(result: Mapping[str, Any]) -> tuple[ScatterChart, Sheet]:
    rows = [
        row for row in result["options"]
        if row["figures"][Figure.COST] is not None and row["figures"][Figure.MEAN] is not None
    ]  # fmt: skip
    dots = [
        {"x": row["figures"][Figure.COST] / 100, "y": row["figures"][Figure.MEAN], "name": row["name"],
         "open": row["key"] in result["beaten"]}
        for row in rows
    ]  # fmt: skip
    names = {row["key"]: row["name"] for row in rows}
    lines = [
        [str(n), row["name"], say_figure(Figure.COST, row["figures"][Figure.COST]),
         say_figure(Figure.MEAN, row["figures"][Figure.MEAN]),
         f"Beaten by {names[result['beaten'][row['key']]]}" if row["key"] in result["beaten"] else "Not beaten"]
        for n, row in enumerate(rows, start=1)
    ]  # fmt: skip
    columns = ["Dot", "Option", {"text": "Net cost a year", "number": True}, {"text": "Mean journey", "number": True},
               "On cost and journeys together"]  # fmt: skip
    places = places_of([dot["y"] for dot in dots])
    chart = ScatterChart.of(
        dots, say_x=lambda value: f"£{value / 1e6:,.1f}m", say_y=lambda value: f"{value:.{places}f}"
    )
    return chart, Sheet("Cost against journeys; hollow dots are beaten on both", columns, lines)


def _basis(result: Mapping[str, Any]) -> list[str]:
    return [
        "Options are measured on the children, areas and costs as their scenarios were worked out; each scenario’s "
        "page names its sources and the day.",
        "Scores and weights follow Department for Communities and Local Government, Multi-criteria analysis: a manual "
        "(2009); costs over years follow HM Treasury, The Green Book (2022).",
    ]
