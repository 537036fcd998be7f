"""A published formula in words and tables: the same on the page, in the paper and in a file."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from math import ceil
from typing import TYPE_CHECKING, Any

from alongside.foundation.components.presenters.days import say_day
from alongside.planning.presenters.sheets import Sheet
from alongside.planning.rules.formulas import BASELINE
from alongside.planning.rules.money import LimitRule, Settings, year_name
from alongside.values.money import Pence, format_pounds

if TYPE_CHECKING:
    from alongside.planning.models import Formula

NOT_SHOWN = "Not shown"
NO_FORMULA = "none"
ALL = "All of the county"
MOST_IN_ONE_TABLE = 3
"""Years that still stand beside the rest in one table on paper."""
MOST_IN_A_WAY = 4
"""Years in one table of the way there."""
UNBROKEN = "\u2060"
"""Keeps a sign and its sum on one line."""
RURAL = "rural"


@dataclass(frozen=True)
class PublicFormula:
    """A formula as councillors and residents read it."""

    name: str
    reference: str
    version: int
    why: str
    about: str
    withdrawn: str
    method: list[str]
    money: list[Sheet]
    follows: Sheet
    need: Sheet
    lines: Sheet
    moves: Sheet
    sources: Sheet
    cited: str

    @classmethod
    def of(cls, told: Mapping[str, Any]) -> "PublicFormula":
        """From what is told of it."""
        return cls(
            name=told["name"], reference=told.get("reference", ""), version=told["version"], why=told["why"],
            about=_about(told), withdrawn=_withdrawn(told), method=_method(told), money=_money(told),
            follows=_follows(told), need=_need(told), lines=_lines(told), moves=_moves(told),
            sources=_sources(told), cited=_cited(told),
        )  # fmt: skip

    @property
    def sheets(self) -> list[Sheet]:
        """Every table behind the money, in the order in which it is read."""
        return [self.follows, self.need, self.lines, self.moves, self.sources]


def _about(told: Mapping[str, Any]) -> str:
    made = f"Version {told['version']}, made {_day(told['made_on'])}"
    if "reference" not in told:
        return f"{made}. A draft: it has not been published"
    return f"{told['reference']}. {made}, published {_day(told['published_on'])}"


def _withdrawn(told: Mapping[str, Any]) -> str:
    if "withdrawn_on" not in told:
        return ""
    return (
        f"This formula was withdrawn on {_day(told['withdrawn_on'])}, after it was frozen here: {told['withdrawn_why']}"
    )


def _cited(told: Mapping[str, Any]) -> str:
    if "reference" not in told:
        return f"Result number {told['result']}."
    return (
        f"{told['name']}, formula of money {told['reference']}, version {told['version']}, published "
        f"{_day(told['published_on'])}, number {told['number']}. Result number {told['result']}."
    )


def _day(said: str) -> str:
    return say_day(date.fromisoformat(said))


def exact(pence: int) -> str:
    """Money to the penny, as it stands in a column of figures."""
    words = format_pounds(Pence(abs(pence)), always_pence=True)
    return f"−{UNBROKEN}{words}" if pence < 0 else words


def _signed(pence: int) -> str:
    return f"+{UNBROKEN}{exact(pence)}" if pence > 0 else exact(pence)


def _number(text: str) -> dict[str, Any]:
    return {"text": text, "number": True}


def _settings(told: Mapping[str, Any]) -> Settings:
    return Settings.of_data(told["settings"])


def _now(told: Mapping[str, Any]) -> str:
    return f"Now ({year_name(_settings(told).first_year, -1)})"


def choices_of_formulas(
    formulas: Sequence["Formula"], named: Mapping[str, Any] | None
) -> tuple[list[tuple[str, str]], dict[str, str], str]:
    """Formulas to choose one from for a paper, what is said beside each, and which is chosen already."""
    choices = [(str(one.id), f"{one.name}, version {one.version}") for one in formulas]
    hints = {
        str(one.id): f"{exact(one.asked['settings']['budget'])} from {_first(Settings.of_data(one.asked['settings']))}"
        for one in formulas
    }
    same = (str(one.id) for one in formulas if named and (one.slug, one.version) == (named["slug"], named["version"]))
    return [*choices, (NO_FORMULA, "None")], hints, next(same, NO_FORMULA)


# -- the method --


def _method(told: Mapping[str, Any]) -> list[str]:
    settings, hubs = _settings(told), len(told["hubs"])
    fixed = sum(one["fixed"] for one in told["hubs"])
    pool = settings.budget - fixed
    parts = [_budget_words(settings, hubs), _fixed_words(settings, hubs, fixed, pool), _weights(told)]
    return [*parts, _sparsity(told), _limits(settings), _transition(settings, told), _rounding()]


def _budget_words(settings: Settings, hubs: int) -> str:
    words = f"{exact(settings.budget)} is shared out in {_first(settings)} between {_hubs(hubs)}."
    if settings.years == 1:
        return words
    change = settings.budget_change
    if not change:
        return f"{words} It stays the same in the years after."
    return f"{words} It {'rises' if change > 0 else 'falls'} by {_plain(abs(change))}% in each year after."


def _first(settings: Settings) -> str:
    return year_name(settings.first_year, 0)


def _hubs(number: int) -> str:
    return "one hub" if number == 1 else f"{number} hubs"


def _plain(percentage: Decimal) -> str:
    return f"{percentage.normalize():f}"


def _fixed_words(settings: Settings, hubs: int, fixed: int, pool: int) -> str:
    if not settings.fixed:
        return "The fixed part: none. All of it is shared by need."
    return (
        f"The fixed part: each hub first has {exact(settings.fixed)}, what it takes to open the door: "
        f"{exact(fixed)} for {_hubs(hubs)}. What is left, {exact(pool)}, is shared by need."
    )


def _weights(told: Mapping[str, Any]) -> str:
    every = sum(one["points"] for one in told["factors"])
    parts = "; ".join(f"{one['points']} for {_low(one['name'])}" for one in told["factors"])
    return (
        f"Need, weighted: the money that is shared by need follows {every} points: {parts}. A locality that has a "
        "tenth of the county’s children of one kind has a tenth of the money that follows them."
    )


def _low(name: str) -> str:
    return f"{name[0].lower()}{name[1:]}"


def _sparsity(told: Mapping[str, Any]) -> str:
    points = next((one["points"] for one in told["factors"] if one["key"] == RURAL), 0)
    if not points:
        return "Sparsity: no points are set apart for rural areas."
    every = sum(one["points"] for one in told["factors"])
    return f"Sparsity: {points} of the {every} points follow children in rural areas, who cost more to reach."


def _limits(settings: Settings) -> str:
    loss, gain = settings.largest_loss, settings.largest_gain
    if settings.rule == LimitRule.NONE:
        return "Floors and ceilings: none. A hub may lose or gain any sum."
    floor = f"gains less than {_plain(-loss)}%" if loss < 0 else f"loses more than {_plain(loss)}%"
    words = f"Floors and ceilings: from one year to the next no hub {floor}"
    if settings.rule == LimitRule.BOUNDED_SHARE:
        words += f" or gains more than {_plain(gain)}%" if gain is not None else ", and there is no ceiling"
        return f"{words}. All shares are scaled by the same number, so that they fit and the total stays the budget."
    if settings.rule == LimitRule.FLOOR_DAMPED:
        return f"{words}. There is no ceiling: every gain is cut in the same proportion to pay for that."
    return f"{words}. To pay for that, only what a hub gains above {_plain(gain or Decimal(0))}% is cut."


def _transition(settings: Settings, told: Mapping[str, Any]) -> str:
    if settings.years == 1:
        return "Transition: none. The formula holds from the first year."
    words = (
        f"Transition: the way takes {settings.years} years in even steps. In the first year a {_part(settings.years)} "
        f"of the way from today’s shares to the formula’s is gone, in {told['years'][-1]['name']} all of it"
    )
    return f"{words}, as far as floors and ceilings let it." if settings.rule != LimitRule.NONE else f"{words}."


def _part(years: int) -> str:
    return {2: "half", 3: "third", 4: "quarter", 5: "fifth", 6: "sixth"}[years]


def _rounding() -> str:
    return "Rounding: every figure is a whole number of pence, and the figures of each year add up to its budget."


# -- the tables --


def _money(told: Mapping[str, Any]) -> list[Sheet]:
    years, hubs = told["years"], told["hubs"]
    rows = [
        [f"{one['name']}: {one['hub'] or 'no hub set'}", exact(one["now"]), exact(one["by_formula"]),
         *map(exact, one["years"])]
        for one in hubs
    ]  # fmt: skip
    sums = [sum(one[key] for one in hubs) for key in ("now", "by_formula")]
    rows.append([ALL, *map(exact, [*sums, *(year["budget"] for year in years)])])
    columns = ["Locality and its hub", *map(_number, [_now(told), "By formula", *(year["name"] for year in years)])]
    note = (
        f"By formula: what {_first(_settings(told))}’s budget gives at once, without floors and ceilings. The "
        "years are the way there."
    )
    caption, change = "Money by locality and hub: now, by formula and on the way there", _change(told)
    if len(years) <= MOST_IN_ONE_TABLE:
        return [Sheet(caption, columns, rows, note), change]
    return [
        Sheet("Money by locality and hub: now and by formula", columns[:3], [row[:3] for row in rows], note),
        *_way(told),
        change,
    ]


def _way(told: Mapping[str, Any]) -> list[Sheet]:
    """Many years, a few to a table, so that no figure runs off the page."""
    years, sheets = told["years"], []
    few = ceil(len(years) / ceil(len(years) / MOST_IN_A_WAY))
    for first in range(0, len(years), few):
        shown = slice(first, first + few)
        rows = [[one["name"], *map(exact, one["years"][shown])] for one in told["hubs"]]
        rows.append([ALL, *(exact(year["budget"]) for year in years[shown])])
        names = [year["name"] for year in years[shown]]
        sheets.append(Sheet(f"On the way there, {names[0]} to {names[-1]}", ["Locality", *map(_number, names)], rows))
    return sheets


def _change(told: Mapping[str, Any]) -> Sheet:
    last, rows = told["years"][-1]["name"], []
    sums = {"name": ALL, "now": sum(one["now"] for one in told["hubs"]), "years": [told["years"][-1]["budget"]]}
    for one in (*told["hubs"], sums):
        change = one["years"][-1] - one["now"]
        rows.append([one["name"], exact(one["now"]), exact(one["years"][-1]), _signed(change), _share(change, one)])
    columns = ["Locality", *map(_number, [_now(told), last, "Change", "Of now"])]
    return Sheet(f"Who gains and who loses by {last}", columns, rows)


def _share(change: int, one: Mapping[str, Any]) -> str:
    if not one["now"]:
        return "New"
    words = f"{abs(100 * change / one['now']):.1f}%"
    return words if words == "0.0%" else f"{'+' if change > 0 else '−'}{words}"


def _follows(told: Mapping[str, Any]) -> Sheet:
    every, hubs = sum(one["points"] for one in told["factors"]), told["hubs"]
    fixed, rounding = sum(one["fixed"] for one in hubs), sum(one["rounding"] for one in hubs)
    rows = [["Fixed part", "The same for every hub", "", "", exact(fixed)]]
    for one in told["factors"]:
        money = sum(hub["parts"][one["key"]] for hub in hubs)
        rows.append([one["name"], one["words"], str(one["points"]), f"{one['points'] / every:.1%}", exact(money)])
    if rounding:
        rows.append(["Rounding", "So that all hubs add up to the budget", "", "", _signed(rounding)])
    rows.append([ALL, "", str(every), "100.0%", exact(sum(one["by_formula"] for one in hubs))])
    columns = ["Money follows", "How it is counted", *map(_number, ["Points", "Share", "Money by formula"])]
    return Sheet("What the money follows", columns, rows)


def amount(value: float | None) -> str:
    """How much of something there is; a small count of people is not shown."""
    return NOT_SHOWN if value is None else f"{value:,.0f}"


def _need(told: Mapping[str, Any]) -> Sheet:
    keys = [one["key"] for one in told["factors"]]
    rows = [[one["name"], *(amount(one["amounts"][key]) for key in keys)] for one in told["hubs"]]
    rows.append([ALL, *(amount(one["total"]) for one in told["factors"])])
    note = (
        f"A count of people from 1 to {told['smallest'] - 1} is not shown, nor what would give it away. Children "
        "weighted by deprivation are no count: each child counts as often as the score of the area says."
    )
    return Sheet("The need behind it", ["Locality", *(_number(one["name"]) for one in told["factors"])], rows, note)


def _lines(told: Mapping[str, Any]) -> Sheet:
    rows: list[list[str]] = []
    every = sum(one["points"] for one in told["factors"])
    for hub in told["hubs"]:
        rows.append([hub["name"], "Fixed part", "The same for every hub", exact(hub["fixed"])])
        for one in told["factors"]:
            own, total = amount(hub["amounts"][one["key"]]), amount(one["total"])
            how = f"{own} of {total}; {one['points']} of {every} points"
            rows.append([hub["name"], one["name"], how, exact(hub["parts"][one["key"]])])
        if hub["rounding"]:
            rows.append([hub["name"], "Rounding", "So that all hubs add up to the budget", _signed(hub["rounding"])])
        rows.append([hub["name"], "By formula", "All lines together", exact(hub["by_formula"])])
    columns = ["Locality", "Line", "How", _number("Money")]
    return Sheet("How each locality’s figure by formula comes about", columns, rows)


def _moves(told: Mapping[str, Any]) -> Sheet:
    known = [one for one in told["factors"] if one["moves"]]
    rows = [[hub["name"], *(_signed(one["moves"][hub["slug"]]) for one in known)] for hub in told["hubs"] if known]
    return Sheet(
        "What one point in a hundred more would move", ["Locality", *(_number(one["name"]) for one in known)], rows,
        "All the way in one year. The point is taken from the others in proportion; floors and ceilings still hold.",
        empty="No other points can be given within these floors and ceilings.",
    )  # fmt: skip


def _sources(told: Mapping[str, Any]) -> Sheet:
    names = {one["key"]: one["name"] for one in told["factors"]} | {BASELINE: "Money now"}
    rows = [
        [names[one["of"]], one["what"] or names[one["of"]], one["source"], _when(one["when"]), one["areas"]]
        for one in sorted(told["sources"], key=lambda one: list(names).index(one["of"]))
    ]
    columns = ["Figure", "Rests on", "Source", "Of when", "Areas as of"]
    return Sheet("Where the figures come from", columns, rows)


def _when(said: str) -> str:
    try:
        return _day(said)
    except ValueError:
        return said


# -- a file --


def public_formula_rows(told: Mapping[str, Any]) -> list[list[Any]]:
    """A locality a row, money in pounds to the penny; every row says which version it is of."""
    factors, years = told["factors"], told["years"]
    before = year_name(_settings(told).first_year, -1)
    header = [
        "locality", "hub", f"now_{_column(before)}", "by_formula", *(f"year_{_column(one['name'])}" for one in years),
        "fixed_part", *(f"follows_{one['key']}" for one in factors), "rounding",
        *(f"need_{one['key']}" for one in factors), "formula", "reference", "version", "published_on", "number",
    ]  # fmt: skip
    about = [told["name"], told["reference"], told["version"], told["published_on"], told["number"]]
    return [header, *([*_cells(one, factors), *about] for one in told["hubs"])]


def _column(year: str) -> str:
    return year.replace("/", "_")


def _cells(hub: Mapping[str, Any], factors: Sequence[Mapping[str, Any]]) -> list[Any]:
    keys = [one["key"] for one in factors]
    money = [hub["now"], hub["by_formula"], *hub["years"], hub["fixed"], *(hub["parts"][key] for key in keys)]
    needs = ["not shown" if (own := hub["amounts"][key]) is None else own for key in keys]
    return [hub["name"], hub["hub"], *map(_pounds, [*money, hub["rounding"]]), *needs]


def _pounds(pence: int) -> str:
    return f"{'-' if pence < 0 else ''}{abs(pence) // 100}.{abs(pence) % 100:02d}"
