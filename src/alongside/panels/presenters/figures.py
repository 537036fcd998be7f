"""Figures about panels, as their page reads."""

from __future__ import annotations

from dataclasses import dataclass

from alongside.foundation.components.presenters import say_day

from .. import rules
from ..queries import Figures


def number(text: str) -> dict:
    """The head of a column of numbers."""
    return {"text": text, "number": True}


def _stands(found: Figures, kind: rules.DecisionKind) -> bool:
    return rules.DECISION_WORDS[kind] in found.by_decision


@dataclass(frozen=True)
class FiguresPage:
    """How some panels are doing."""

    span: str
    sums: list[dict]
    decisions: list[dict]
    months: list[str]
    by_month: list[dict]
    agencies: list[list]
    asker_columns: list
    askers: list[list]
    attending: list[list]
    quiet: list[str]
    unmet: list[list]
    unmet_by_area: list[list]
    small: int
    has_any: bool

    @classmethod
    def of(cls, found: Figures) -> FiguresPage:
        return cls(
            span=f"{say_day(found.first)} to {say_day(found.last)}",
            sums=_sums(found),
            decisions=[{"label": words, "value": number} for words, number in found.by_decision.items()],
            months=list(found.by_month),
            by_month=[{"name": "Items decided", "values": list(found.by_month.values())}],
            agencies=[[name, made, taken] for name, made, taken in found.by_agency],
            asker_columns=["Agency that asked", number("Items"), *(number(words) for words in found.by_decision)],
            askers=[
                [name, counted.total(), *(counted[kind] for kind in rules.DecisionKind if _stands(found, kind))]
                for name, counted in found.by_asker
            ],
            attending=[
                [
                    f"{one.name}, {one.part.lower()} of {one.panel}",
                    one.agency,
                    f"{one.came} of {one.sittings}"
                    + (f", and {one.stood_in_for} by a substitute" if one.stood_in_for else ""),
                    f"{one.said} of {one.items}",
                ]
                for one in found.attending
            ],
            quiet=[f"{one.name}, {one.agency}, on {one.panel}" for one in found.attending if one.is_quiet],
            unmet=_say(found.unmet),
            unmet_by_area=_say(found.unmet_by_area),
            small=found.small,
            has_any=bool(found.sittings),
        )


def _sums(found: Figures) -> list[dict]:
    late = found.timeliness
    return [
        {"key": "Sittings signed", "value": str(found.sittings)},
        {"key": "Items decided", "value": str(late.decided)},
        {"key": "Answered by the day due", "value": f"{late.in_time} of {late.decided}"},
        {"key": "Days from asking to the answer", "value": _say_days(found)},
        {"key": "Waiting beyond their day now", "value": str(late.waiting_late)},
        {"key": "Decided without quorum", "value": str(found.without_quorum)},
    ]


def _say_days(found: Figures) -> str:
    late = found.timeliness
    if late.median_days is None:
        return "Nothing decided yet"
    return f"{late.median_days} in the middle, {late.longest_days} at the longest"


def _say(rows: list[tuple[str, int | None]]) -> list[list]:
    return [[name, {"text": "fewer than shown"} if number is None else number] for name, number in rows]
