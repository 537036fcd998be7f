"""How a figure reads, and how it changed between two periods or days: in tables, on a map, and what to bear in mind."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from alongside.planning.rules.indicators import (
    BEGUN_LATELY,
    OWN_RECORDS,
    Figure,
    Indicator,
    Kind,
    bands_of_change,
    change_between,
    is_relative,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from alongside.planning.queries import Figures

CHANGE = "change"
"""What the map shows where it does not show the figures."""
RELATIVE = (
    "A score of deprivation says how an area stands among all areas of England in its edition. A change says that it "
    "moved among them, not that there is more or less deprivation than before."
)
HIDDEN, NOT_HELD = "Hidden", "Not in our data"


def say(value: Figure, indicator: Indicator, *, decimals: int | None = None) -> str:
    """A figure as it is written."""
    if value is None:
        return HIDDEN
    number = f"{value:,.{indicator.decimals if decimals is None else decimals}f}".replace("-", "−")
    return f"{number}%" if indicator.unit == "%" else number


def said_of(values: Mapping[str, Figure], key: str, indicator: Indicator) -> str:
    """One of many figures as it is written."""
    return say(values[key], indicator) if key in values else NOT_HELD


def columns_then(then: Figures | None) -> list[Any]:
    """The columns of an earlier period."""
    return [] if then is None else [{"text": then.period, "number": True}, {"text": "Change", "number": True}]


def then_cells(one: Indicator, before: Mapping[str, Figure] | None, key: str, now: Figure) -> list[str]:
    """The earlier figure and the change; a change of what is hidden is hidden."""
    if before is None:
        return []
    change = change_between(one.kind, before.get(key), now)
    is_hidden = one.is_live and change.difference is None
    return [said_of(before, key, one), HIDDEN if is_hidden else change_words(change.difference, one)]


def change_words(difference: Figure, one: Indicator) -> str:
    """A change with its sign: people are whole, and what rounds to nothing has no sign."""
    if difference is None:
        return ""
    rounded = _rounded(difference, one)
    if not rounded:
        return f"{0:.{_places(one)}f}"
    return f"{'+' if rounded > 0 else '−'}{abs(rounded):,.{_places(one)}f}"


def _places(one: Indicator) -> int:
    return 0 if one.kind in (Kind.COUNT, Kind.LIVE) else max(1, one.decimals)


def _rounded(difference: float, one: Indicator) -> float:
    return round(difference, _places(one))


def line_of_then(now: Figures, then: Figures) -> dict[str, str]:
    """The county's earlier figure, and how it changed."""
    one = now.indicator
    figure, change = then_cells(one, {"county": then.county}, "county", now.county)
    value = "" if one.kind == Kind.RANK else f"{figure}; change {change}" if change else figure
    return {"key": f"The county, {then.period}", "value": value, "blank": "A rank has no meaning for a whole county"}


def notes_of_then(one: Indicator, then: Figures | None) -> list[str]:
    """What to bear in mind when figures of two periods or counts of two days stand side by side."""
    if then is None:
        return []
    if not one.is_live:
        return _notes_of_periods(one)
    notes = ["A change is shown only where the counts of both days are, and an earlier count only where the later is."]
    if one.source.startswith(OWN_RECORDS):
        notes.append("A family is counted where it lives now, on the earlier day too; what has been erased is not.")
    elif not one.source.startswith(then.indicator.source):
        notes.append(f"The earlier day was counted by: {then.indicator.source}.")
    if (one.numerator or one.key) == BEGUN_LATELY:
        notes.append("Two spans of twelve months that overlap have families in common: the change is of what differs.")
    if one.kind == Kind.LIVE_RATE:
        notes.append("Both days are for each 1,000 children of the latest figures, so only the count changed.")
    return notes


def _notes_of_periods(one: Indicator) -> list[str]:
    if one.kind not in (Kind.SCORE, Kind.SHARE):
        return []
    notes = [RELATIVE] if is_relative(one.key, one.unit) else []
    return [*notes, "Changes are worked out before figures are rounded, so they can differ by one in the last place."]


@dataclass(frozen=True)
class ChangeMap:
    """A map of how figures changed: bands about nought, their key, and each change in words."""

    bands: dict[str, int]
    words: dict[str, str]
    key: list[dict[str, Any]]

    @classmethod
    def of(cls, one: Indicator, now: Mapping[str, Figure], then: Mapping[str, Figure], *, since: str) -> ChangeMap:
        """From the figures of both; what is missing on either side is not in our data."""
        changes: dict[str, Figure] = {}
        for key in now.keys() & then.keys():
            difference = change_between(one.kind, then[key], now[key]).difference
            changes[key] = None if difference is None else _rounded(difference, one)
        bands, middle = bands_of_change(changes)
        said = change_words(middle, one).lstrip("+")
        texts = {
            5: f"Rose by more than {said}", 4: f"Rose by {said} or less", 3: "The same",
            2: f"Fell by {said} or less", 1: f"Fell by more than {said}", 0: "Hidden or not in our data",
        }  # fmt: skip
        return cls(
            bands,
            {
                key: HIDDEN
                if change is None
                else f"{change_words(change, one)} since {since}, now {say(now[key], one)}"
                for key, change in changes.items()
            },
            [{"band": band, "text": text} for band, text in texts.items() if band in bands.values()],
        )


def _of_place(change: Figure, now: Figure, one: Indicator, since: str) -> str:
    return HIDDEN if change is None else f"{change_words(change, one)} since {since}, now {say(now, one)}"
