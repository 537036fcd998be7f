"""Single centres under today's model, as a table for the page and the paper, and as rows of a file."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from alongside.foundation.components.presenters.days import say_day
from alongside.hubs.rules.money import BASIS_WORDS, MONTHS, Basis, year_words
from alongside.planning.presenters.appraisals import NOT_KNOWN
from alongside.planning.presenters.sheets import Sheet
from alongside.planning.presenters.sums import pounds
from alongside.values.money import Pence, format_pounds

MONEY = ("running", "income", "net", "spent")
NOT_SHOWN = "Not shown"
HEADER = [
    "centre", "kind", "locality", "year", "basis", "running_costs", "income", "net_cost", "from_month", "to_month",
    "net_spending_in_those_months", "visits_in_those_months", "months_counted", "cost_of_a_visit", "source_of_money",
    "source_of_visits", "on_record_on", "appraisal", "number",
]  # fmt: skip


def centres_sheet(centres: Mapping[str, Any]) -> Sheet | None:
    """A centre a row; nothing where an appraisal was published without."""
    if not centres:
        return None
    columns = ["Centre", *({"text": one, "number": True} for one in _columns(centres)), "Sources"]
    sources = _numbered(centres)
    rows = [[row["name"], *_figures(row), _sources(row, sources)] for row in centres["rows"]]
    if len(rows) > 1:
        total = centres["total"] | {"months": MONTHS, "is_hidden": False}
        rows.append([f"All {len(rows)}", *_figures(total), ""])
    return Sheet("Single centres under today’s model", columns, rows, _note(centres, sources))


def _columns(centres: Mapping[str, Any]) -> list[str]:
    year = year_words(centres["year"])
    return [f"Running costs {year}", f"Income {year}", f"Net cost {year}", "Net spending in twelve months",
            "Visits in them", "Cost of a visit"]  # fmt: skip


def _figures(row: Mapping[str, Any]) -> list[str]:
    return [*(pounds(row[key]) for key in MONEY), _visits(row), _each(row)]


def _visits(row: Mapping[str, Any]) -> str:
    if row["is_hidden"]:
        return NOT_SHOWN
    if row["visits"] is None:
        return NOT_KNOWN
    return f"{row['visits']:,}" if row["months"] == MONTHS else f"{row['visits']:,} in {_months(row['months'])}"


def _months(number: int) -> str:
    return "one month" if number == 1 else f"{number} months"


def _each(row: Mapping[str, Any]) -> str:
    if row["is_hidden"]:
        return NOT_SHOWN
    return NOT_KNOWN if row["each"] is None else format_pounds(Pence(row["each"]), always_pence=True)


def _numbered(centres: Mapping[str, Any]) -> dict[str, int]:
    """Each source once, in the order in which the table comes upon it."""
    said = [one for row in centres["rows"] for one in (*row["money_from"], *row["visits_from"])]
    return {one: number for number, one in enumerate(dict.fromkeys(said), start=1)}


def _sources(row: Mapping[str, Any], sources: Mapping[str, int]) -> str:
    if not row["money_from"] and not row["visits_from"]:
        return NOT_KNOWN
    numbers = dict.fromkeys(sources[one] for one in (*row["money_from"], *row["visits_from"]))
    basis = f"{BASIS_WORDS[Basis(row['basis'])]}: " if row["basis"] else ""
    return basis + ", ".join(map(str, numbers))


def _note(centres: Mapping[str, Any], sources: Mapping[str, int]) -> str:
    first, last = (f"{date.fromisoformat(centres[end]):%B %Y}" for end in ("from_month", "to_month"))
    named = "; ".join(f"{number} {one}" for one, number in sources.items())
    return (
        f"As on record on {say_day(date.fromisoformat(centres['on']))}. The twelve months are {first} to {last}. What "
        "a visit cost is the net spending in those months divided by the visits in them; it is not known where a month "
        "of either is missing. Where no income is on record, the net cost is the running costs. A count from 1 to "
        f"{centres['smallest'] - 1} is not shown, nor what would give it away. A sum is given where "
        f"no figure in it is missing or hidden. Sources: {named or 'none'}."
    )


def centre_file_rows(centres: Mapping[str, Any], *, reference: str, number: str) -> list[list[Any]]:
    """A centre a row, money in pounds; an empty cell is not known."""
    span = [centres["from_month"][:7], centres["to_month"][:7]]
    rows = [
        [row["name"], row["kind"], row["locality"], year_words(centres["year"]), row["basis"],
         *(_plain(row[key]) for key in MONEY[:3]), *span, _plain(row["spent"]),
         "not shown" if row["is_hidden"] else _number(row["visits"]), row["months"], _plain(row["each"]),
         "; ".join(row["money_from"]), "; ".join(row["visits_from"]), centres["on"], reference, number]
        for row in centres["rows"]
    ]  # fmt: skip
    return [HEADER, *rows]


def _number(value: int | None) -> Any:
    return "" if value is None else value


def _plain(pence: int | None) -> str:
    if pence is None:
        return ""
    return f"{'-' if pence < 0 else ''}{abs(pence) // 100}.{abs(pence) % 100:02d}"
