"""Single centres under today's model, as plain data that can be frozen with an appraisal."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from alongside.hubs.rules.money import INCOME, MONTHS, cost_each, net
from alongside.planning.rules.suppression import safe_counts

SUMS = ("running", "income", "net", "spent")


@dataclass(frozen=True)
class Centre:
    """One of today's sites with what is on record of it; a line or a month that is missing is not there."""

    slug: str
    name: str
    kind: str
    locality: str
    lines: Mapping[str, int] = field(default_factory=dict)
    basis: str = ""
    spent: Mapping[date, Mapping[str, int]] = field(default_factory=dict)
    visits: Mapping[date, int] = field(default_factory=dict)
    money_from: Sequence[str] = ()
    visits_from: Sequence[str] = ()


def single_centres(
    centres: Sequence[Centre], *, year: int, months: Sequence[date], on: date, smallest: int
) -> dict[str, Any]:
    """What each centre costs and takes, its visits and what one cost, and the sums where nothing is missing.

    A visit's cost is the net spending of the same twelve months in which the visits were counted; it is not known
    where one of those months is missing. Small counts are hidden, with as many more as guard them, and so is the cost
    of a visit that would give one away. A line that nobody wrote down is not nought: where no income is on record the
    income is not known, and the net cost is the running costs. No line of a centre is shown by itself, so that nobody's
    pay can be read from it. Source: local default, after the councillors' question about single centres.
    """
    counted = {one.slug: sum(one.visits.values()) for one in centres if one.visits}
    safe = safe_counts(counted, dict.fromkeys(counted, ""), smallest=smallest)
    rows = [_row(one, safe.by_area) for one in centres]
    return {
        "year": year, "from_month": months[0].isoformat(), "to_month": months[-1].isoformat(), "on": on.isoformat(),
        "smallest": smallest, "rows": rows, "total": _total(rows, safe.total),
    }  # fmt: skip


def _row(one: Centre, shown: Mapping[str, int | None]) -> dict[str, Any]:
    costs = [pence for line, pence in one.lines.items() if line not in INCOME]
    takings = [pence for line, pence in one.lines.items() if line in INCOME]
    spent = sum(net(lines) for lines in one.spent.values()) if len(one.spent) == MONTHS else None
    visits = shown.get(one.slug)
    is_whole = visits is not None and len(one.visits) == MONTHS and spent is not None
    return {
        "slug": one.slug, "name": one.name, "kind": one.kind, "locality": one.locality, "basis": one.basis,
        "running": sum(costs) if costs else None,
        "income": sum(takings) if takings else None,
        "net": sum(costs) - sum(takings) if costs else None,
        "spent": spent,
        "visits": visits,
        "months": len(one.visits),
        "is_hidden": one.slug in shown and visits is None,
        "each": cost_each(spent, visits) if is_whole else None,
        "money_from": list(one.money_from), "visits_from": list(one.visits_from),
    }  # fmt: skip


def _total(rows: Sequence[Mapping[str, Any]], visits: int | None) -> dict[str, int | None]:
    """A sum is said only where every centre's figure is known."""
    total = {key: _sum([row[key] for row in rows]) for key in SUMS}
    total["visits"] = visits if all(row["months"] == MONTHS for row in rows) else None
    is_whole = total["spent"] is not None and total["visits"] is not None and not any(row["is_hidden"] for row in rows)
    return total | {"each": cost_each(total["spent"], total["visits"]) if is_whole else None}


def _sum(values: Sequence[int | None]) -> int | None:
    return None if not values or any(one is None for one in values) else sum(values)
