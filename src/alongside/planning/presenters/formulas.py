"""Money by locality and hub: now, by formula, on the way there; and why."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import ceil
from typing import TYPE_CHECKING, Any

from django.urls import reverse

from alongside.foundation.components.presenters import say_day
from alongside.planning.rules.money import FACTORS, LIMIT_WORDS, LimitRule, LocalityNeed, Settings
from alongside.values.money import Pence, format_pounds

if TYPE_CHECKING:
    from alongside.planning.models import Formula

Rows = list[list[Any]]
UNBROKEN = "\u2060"
"""Keeps a sign and its sum on one line."""
STANDS = {"floor": {"text": "On its floor", "tag": "blue"}, "ceiling": {"text": "Under its ceiling", "tag": "yellow"}}


def pounds(pence: int) -> str:
    """Money as it is written: £1,234 or £1,234.56."""
    return f"−{UNBROKEN}{format_pounds(Pence(-pence))}" if pence < 0 else format_pounds(Pence(pence))


def signed(pence: int) -> str:
    """A change of money with its sign."""
    return f"+{UNBROKEN}{pounds(pence)}" if pence > 0 else pounds(pence)


def formulas_table(formulas: Iterable[Formula]) -> Rows:
    """Formulas by name."""
    return [
        [
            {"text": one.name, "href": reverse("planning:formula", args=[one.slug])},
            str(one.version),
            pounds(one.asked["settings"]["budget"]),
            "Shared out" if one.answer["status"] == "allocated" else {"text": "Can not be done", "tag": "red"},
            one.made_by.name,
            say_day(one.made_at.date()),
        ]
        for one in formulas
    ]


@dataclass(frozen=True, slots=True)
class FormulaPage:
    """One version of a formula and what came of it."""

    name: str
    slug: str
    version: int
    why: str
    conflict: str
    lines: list[dict[str, str]]
    hubs: Rows
    way_columns: list[Any]
    way: Rows
    stops: str
    points: Rows
    move_columns: list[Any]
    moves: Rows
    versions: Rows
    is_latest: bool

    @classmethod
    def of(cls, formula: Formula, versions: list[Formula]) -> FormulaPage:
        """From the version and the others."""
        settings = Settings.of_data(formula.asked["settings"])
        needs = [LocalityNeed(**one) for one in formula.asked["needs"]]
        answer, years = formula.answer, formula.answer["years"]
        done = [year for year in years if year["status"] == "allocated"]
        stopped = next((year for year in years if year["status"] != "allocated"), None)
        return cls(
            name=formula.name,
            slug=formula.slug,
            version=formula.version,
            why=formula.why,
            conflict=conflict_words(answer),
            lines=_lines(formula, settings, versions[0].version, hubs=len(needs)),
            hubs=_hubs(formula, needs) if answer["pence"] else [],
            way_columns=[
                "Locality",
                {"text": "Last year", "number": True},
                *({"text": year["name"], "number": True} for year in done),
            ],
            way=_way(needs, done) if done else [],
            stops=f"The way stops before {stopped['name']}. {conflict_words(stopped)}" if stopped else "",
            points=_points(settings, needs),
            move_columns=["Locality", *({"text": one.name, "number": True} for one in _weighed(settings))],
            moves=_moves(answer, settings, needs),
            versions=[
                [
                    {
                        "text": f"Version {one.version}",
                        "href": reverse("planning:formula_version", args=[one.slug, one.version]),
                    },
                    pounds(one.asked["settings"]["budget"]),
                    one.made_by.name,
                    say_day(one.made_at.date()),
                ]
                for one in versions
            ],
            is_latest=formula.version == versions[0].version,
        )


def conflict_words(answer: dict[str, Any]) -> str:
    """Which wishes conflict, and the least change that would mend it; nothing when it can be done."""
    if answer["status"] == "allocated":
        return ""
    words = f"This can not be done. {answer['conflict']}."
    if answer["least_loss"] is not None:
        words += f" The smallest largest loss that can be done is {_up(answer['least_loss'])}%."
    if answer["least_gain"] is not None:
        words += f" The smallest ceiling that can be done is a gain of {_up(answer['least_gain'])}%."
    return words


def _up(percentage: float) -> str:
    return f"{ceil(round(percentage * 100, 6)) / 100:.2f}"


def _ceiling_words(settings: Settings) -> str:
    """What happens to gains: only the first rule has a ceiling, and only the last cuts above a gain."""
    gain = settings.largest_gain
    if gain is None or settings.rule == LimitRule.FLOOR_DAMPED:
        return ""
    return f", a gain of at most {gain}%" if settings.rule == LimitRule.BOUNDED_SHARE else f", gains above {gain}% cut"


def _lines(formula: Formula, settings: Settings, latest: int, *, hubs: int) -> list[dict[str, str]]:
    loss = settings.largest_loss
    floor = f"a gain of at least {-loss}%" if loss < 0 else f"a loss of at most {loss}%"
    limits, fixed = LIMIT_WORDS[settings.rule][0], settings.fixed * hubs
    if settings.rule != LimitRule.NONE:
        limits += f": {floor}{_ceiling_words(settings)}"
    return [
        {"key": "Version", "value": f"{formula.version} of {latest}"},
        {"key": "Budget of the first year", "value": pounds(settings.budget)},
        {"key": "Fixed part of every hub", "value": f"{pounds(settings.fixed)}; {pounds(fixed)} for all {hubs}"},
        {"key": "Pooled, and shared by points", "value": pounds(settings.budget - fixed)},
        {"key": "Limits from year to year", "value": limits},
        {"key": "Made by", "value": f"{formula.made_by.name}, {say_day(formula.made_at.date())}"},
        {"key": "Number of this result", "value": formula.digest[:12]},
    ]


def _percent(now: int, before: int) -> str:
    if not before:
        return "New"
    words = f"{abs(100 * (now - before) / before):.1f}%"
    return words if words == "0.0%" else f"{'+' if now > before else '−'}{words}"


def _hubs(formula: Formula, needs: list[LocalityNeed]) -> Rows:
    answer, rows = formula.answer, []
    for need in needs:
        money = answer["pence"][need.slug]
        href = reverse("planning:hub_figure", args=[formula.slug, formula.version, need.slug])
        rows.append(
            [
                {"text": need.name, "href": href},
                need.hub or "No hub set",
                pounds(need.baseline),
                pounds(answer["by_formula"][need.slug]),
                pounds(money),
                signed(money - need.baseline),
                _percent(money, need.baseline),
                STANDS.get(answer["stands_at"][need.slug], ""),
            ]
        )
    total, last = sum(answer["pence"].values()), sum(need.baseline for need in needs)
    formula_total = sum(answer["by_formula"].values())
    rows.append(
        [
            "All hubs",
            "",
            pounds(last),
            pounds(formula_total),
            pounds(total),
            signed(total - last),
            _percent(total, last),
            "",
        ]
    )
    return rows


def _way(needs: list[LocalityNeed], years: list[dict[str, Any]]) -> Rows:
    rows = [[need.name, pounds(need.baseline), *(pounds(year["pence"][need.slug]) for year in years)] for need in needs]
    sums = [pounds(sum(year["pence"].values())) for year in years]
    return [*rows, ["All hubs", pounds(sum(need.baseline for need in needs)), *sums]]


def _weighed(settings: Settings) -> list:
    return [one for one in FACTORS if settings.points.get(one.key)]


def _points(settings: Settings, needs: list[LocalityNeed]) -> Rows:
    total = sum(settings.points.values())
    pool = settings.budget - settings.fixed * len(needs)
    rows = []
    for one in _weighed(settings):
        points = settings.points[one.key]
        county = sum(need.amounts[one.key] or 0 for need in needs)
        money = pounds(pool * points // total // 100 * 100)
        rows.append([one.name, one.words, str(points), f"{points / total:.1%}", money, f"{county:,.0f}"])
    return rows


def _moves(answer: dict[str, Any], settings: Settings, needs: list[LocalityNeed]) -> Rows:
    moves = answer["moves"]
    if not moves:
        return []
    return [
        [need.name, *(signed(moves[one.key][need.slug]) if one.key in moves else "" for one in _weighed(settings))]
        for need in needs
    ]


@dataclass(frozen=True, slots=True)
class HubFigurePage:
    """One locality's figure, line by line."""

    name: str
    hub: str
    formula: str
    total: str
    rows: Rows

    @classmethod
    def of(cls, formula: Formula, slug: str) -> HubFigurePage | None:
        """From the version; nothing when the locality is not in it."""
        need = next((one for one in formula.asked["needs"] if one["slug"] == slug), None)
        if need is None or slug not in formula.answer["pence"]:
            return None
        total = pounds(formula.answer["pence"][slug])
        rows = [[line["name"], line["words"], pounds(line["pence"])] for line in formula.answer["lines"][slug]]
        return cls(need["name"], need["hub"], formula.name, total, [*rows, ["Its money", "", total]])
