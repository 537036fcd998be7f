"""Why each site is there, and what each that is not would cost, in words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from alongside.planning.rules.followups import is_under_way
from alongside.planning.rules.frontier import KNOWN
from alongside.planning.rules.reasons import loss
from alongside.planning.rules.scenarios import NOT_WEIGHED, Seek, Wishes, is_weighing_closed

if TYPE_CHECKING:
    from alongside.planning.models import Scenario

COLUMNS = [
    "Site",
    {"text": "The best plan is worse by", "number": True},
    {"text": "As a share", "number": True},
    "How sure",
]
NOT_TOLD = "Not told: the index holds counts that are not public"


@dataclass(frozen=True)
class Reasons:
    """What is lost without each site of the plan, and what each other site would cost."""

    progress: str
    problem: str
    without: list[list[Any]]
    having: list[list[Any]]
    columns: list[Any]
    is_under_way: bool
    may_be_asked_again: bool

    @classmethod
    def of(cls, scenario: Scenario, names: dict[str, str], *, smallest: int = 0) -> Reasons | None:
        """From what was noted; nothing when nobody has asked. In public counts of children below the smallest are
        hidden, and so are sums of an index that is not open; in neither order nor size they then say what a site is
        worth."""
        kept = scenario.reasons
        if not kept:
            return None
        wishes, best = Wishes.from_data(scenario.wishes), scenario.answer["objective"]
        is_closed = bool(smallest) and wishes.seek not in NOT_WEIGHED and is_weighing_closed(scenario.answer)
        known = sorted(kept["sites"], key=lambda one: 0 if is_closed else -_worse(one, wishes, best))
        said = {one["slug"]: _row(one, wishes, best, names, smallest, is_closed=is_closed) for one in known}
        done, of = len(kept["sites"]), kept["of"]
        under_way = is_under_way(kept)
        waits = "Work on it has begun." if kept.get("begun_at") else "It waits for its turn."
        return cls(
            progress=f"{done} of {of} sites asked about so far." if of and under_way else waits,
            problem=kept.get("problem", ""),
            without=[said[one["slug"]] for one in known if one["is_open"]],
            having=[said[one["slug"]] for one in reversed(known) if not one["is_open"]],
            columns=COLUMNS,
            is_under_way=under_way,
            may_be_asked_again=bool(kept.get("is_left")),
        )


def _worse(one: dict, wishes: Wishes, best: float) -> float:
    return float("inf") if one["objective"] is None else loss(wishes.seek, best, one["objective"])


def _row(one: dict, wishes: Wishes, best: float, names: dict[str, str], smallest: int, *, is_closed: bool) -> list[Any]:
    name = names.get(one["slug"], one["slug"])
    if one["objective"] is None:
        return [
            name,
            KNOWN[one["status"]],
            "",
            "Proven" if one["status"] == "infeasible" else "",
        ]
    worse = _worse(one, wishes, best)
    sure = "Proven" if one["is_proven"] else "At most so much"
    if is_closed:
        return [name, NOT_TOLD, "", sure]
    if wishes.seek is Seek.COVERAGE and 0 < round(worse) < smallest:
        return [name, f"Fewer than {smallest} children", "", sure]
    share = f"{100 * worse / best:.2f} %" if best else ""
    return [name, _said(worse, wishes.seek), share, sure]


def _said(worse: float, seek: Seek) -> str:
    if seek is Seek.LEAST_COST:
        return f"£{worse:,.0f} a year"
    if seek is Seek.COVERAGE:
        return f"{worse:,.0f} children"
    return f"{worse:,.2f} minutes" if seek in (Seek.CENTRE, Seek.WORST_TENTH) else f"{worse:,.0f} child-minutes"
