"""What each number of sites can do: a picture, its table, and what it says in plain English."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from alongside.foundation.components.presenters import ScatterChart, places_of
from alongside.planning.presenters.prose import BY, mid
from alongside.planning.presenters.sums import pounds
from alongside.planning.rules.followups import is_under_way
from alongside.planning.rules.frontier import (
    KNOWN,
    LITTLE,
    fewest_as_good,
    gains,
    levels_off,
    told_to_everybody,
    told_value,
)
from alongside.planning.rules.scenarios import Seek, Wishes, weigh_words

if TYPE_CHECKING:
    from datetime import datetime

    from alongside.planning.models import Scenario

NOTES = (
    "All rules of the scenario are kept but the number of sites. What one more site buys is shared evenly where "
    "numbers lie between."
)
NUMBERS = "What each number of sites can do"
START = "number"
"""The name under which a button of the table says its number."""
WHAT = {
    Seek.MEDIAN: "Mean journey",
    Seek.WORST_TENTH: "Mean journey of the tenth with the longest",
    Seek.CENTRE: "Longest journey",
    Seek.COVERAGE: "Children within {minutes} minutes",
}
MINUTES_SEEN = 0.005
"""Minutes that show in the places to which they are written."""


@dataclass(frozen=True)
class FrontierSheet:
    """The best plan for each number of sites that was asked about."""

    caption: str
    progress: str
    problem: str
    prose: list[str]
    notes: list[str]
    chart: ScatterChart
    x_name: str
    y_name: str
    columns: list[Any]
    rows: list[list[Any]]
    is_under_way: bool
    has_numbers: bool

    @classmethod
    def of(cls, scenario: Scenario, *, starts: bool = False) -> FrontierSheet | None:
        """From what was noted; nothing when nobody has asked. Only who plans can start a scenario from a row."""
        return cls._of(_Told(scenario, scenario.frontier), starts=starts) if scenario.frontier else None

    @classmethod
    def in_public(cls, scenario: Scenario, *, smallest: int, published_at: datetime | None) -> FrontierSheet | None:
        """What everybody reads, if anything: what was known when it was published, by itself or among options."""
        kept, places = told_to_everybody(
            scenario.frontier, published_at=published_at, seek=Seek(scenario.wishes["seek"]),
            answer=scenario.answer, smallest=smallest,
        )  # fmt: skip
        return cls._of(_Told(scenario, kept, places)) if kept else None

    @classmethod
    def _of(cls, told: _Told, *, starts: bool = False) -> FrontierSheet:
        kept = told.kept
        begun = f"{len(kept['counts'])} of {kept['of']} numbers of sites worked out so far."
        return cls(
            caption=f"{told.what}, by the number of sites",
            progress=begun if kept["begun_at"] else "It waits for its turn.",
            problem=kept["problem"],
            prose=[] if is_under_way(kept) else told.prose(),
            notes=told.notes(),
            chart=told.chart(),
            x_name="Sites that are open",
            y_name=told.what,
            columns=told.columns(starts=starts),
            rows=told.rows(starts=starts),
            is_under_way=is_under_way(kept),
            has_numbers=bool(kept["counts"]),
        )


class _Told:
    """What was noted, as the scenario measures it; shares to so many places."""

    def __init__(self, scenario: Scenario, kept: Mapping[str, Any], places: int = 1) -> None:
        self.kept, self.wishes, self.places = kept, Wishes.from_data(scenario.wishes), places
        self.seek, self.own = self.wishes.seek, len(scenario.answer["open"])
        self.what = WHAT[self.seek].format(minutes=self.wishes.cover_minutes)
        self.points = [(one["sites"], self.value(one)) for one in kept["counts"] if one["objective"] is not None]
        self.gains, self.today = gains(self.points, self.seek), kept.get("today")

    def value(self, one: Mapping[str, Any], field: str = "objective") -> float:
        return told_value(one[field], self.seek, self.kept["weight"])

    def say(self, value: float) -> str:
        return f"{100 * value:.{self.places}f} %" if self.seek is Seek.COVERAGE else f"{value:.2f} min"

    def columns(self, *, starts: bool) -> list[Any]:
        return [
            "Sites", {"text": self.what, "number": True}, "How sure", "One more site buys",
            {"text": "Net cost a year", "number": True}, "Against today", *(["Go on from it"] if starts else []),
        ]  # fmt: skip

    def rows(self, *, starts: bool) -> list[list[Any]]:
        rows = [(one["sites"], 1, self._row(one, starts=starts)) for one in self.kept["counts"]]
        if self.today:
            name = f"{self.today['sites']}, today’s model as it is"
            row = [name, self.say(self.value(self.today)), KNOWN["today"], "", pounds(self.today["cost"]), ""]
            rows.append((self.today["sites"], 0, row + ([""] if starts else [])))
        return [row for *_, row in sorted(rows, key=lambda one: one[:2])]

    def _row(self, one: Mapping[str, Any], *, starts: bool) -> list[Any]:
        number = one["sites"]
        name = f"{number}, as in this scenario" if number == self.own else str(number)
        if one["objective"] is None:
            is_known = one["status"] == "infeasible"
            said = [name, KNOWN[one["status"]], "Proven" if is_known else "", "", "", ""]
            return said + ([""] if starts else [])
        start = {"press": START, "value": str(number), "text": f"Start a scenario with {_sites(number)}"}
        return [
            name, self.say(self.value(one)), self._sure(one), self._buys(number), pounds(one["cost"]),
            _against_today(one), *([start] if starts else []),
        ]  # fmt: skip

    def _sure(self, one: Mapping[str, Any]) -> str:
        if one["is_proven"]:
            return KNOWN["optimal"]
        if one["bound"] is None:
            return "Not known"
        return f"None is {'over' if self.seek is Seek.COVERAGE else 'under'} {self.say(self.value(one, 'bound'))}"

    def _buys(self, number: int) -> str:
        gain = self.gains.get(number)
        if gain is None:
            return ""
        if self.seek is Seek.COVERAGE:
            seen, said, words = 0.5 / 10 ** (self.places + 2), self.say(abs(gain))[:-2], ("more in 100", "fewer in 100")
        else:
            seen, said, words = MINUTES_SEEN, self.say(abs(gain)), ("less", "more")
        return "Nothing" if abs(gain) < seen else f"{said} {words[gain < 0]}"

    def prose(self) -> list[str]:
        return [line for line in (self._levels_off(), *self._of_today(), self._impossible()) if line]

    def _levels_off(self) -> str:
        if len(self.points) < 2:
            return ""
        begin, little = levels_off(self.points, self.seek), LITTLE[self.seek]
        if self.seek is Seek.COVERAGE:
            much = f"{100 * little:g} in 100 children"
            some, less = f"brings {much} or more within reach", f"brings fewer than {much} within reach"
        else:
            shortens = f"shortens the {mid(self.what)} by"
            much = f"{little:g} {'minute' if little == 1 else 'minutes'}"
            some, less = f"{shortens} {much} or more", f"{shortens} less than {much}"
        if begin is None:
            return f"Up to {_sites(self.points[-1][0])} the last further site still {some}."
        since = f"Already from {_sites(begin)} on, the fewest of these," if begin == self.points[0][0] else ""
        return f"{since or f'From {_sites(begin)} on'} each further site {less}."

    def _of_today(self) -> list[str]:
        if not self.today:
            return []
        number, now, lines = self.today["sites"], self.value(self.today), []
        best, fewest = dict(self.points).get(number), fewest_as_good(self.points, self.seek, now)
        if best is not None:
            lines.append(
                f"{self.what} with today’s {_sites(number)}: {self.say(now)} as they are, {self.say(best)} with the "
                "best plan of as many."
            )
        if fewest is not None and fewest < number:
            lines.append(f"With {_sites(fewest)} a plan can do as well as today’s {number}.")
        return lines

    def _impossible(self) -> str:
        numbers = [str(one["sites"]) for one in self.kept["counts"] if one["status"] == "infeasible"]
        return f"No plan keeps the rules with this many sites: {', '.join(numbers)}." if numbers else ""

    def notes(self) -> list[str]:
        if self.wishes.weigh not in BY or self.seek is Seek.CENTRE:
            return [NOTES]
        return [f"Children count as in this scenario: {mid(weigh_words(self.wishes))}.", NOTES]

    def chart(self) -> ScatterChart:
        dots = [
            {"x": number, "y": value, "name": f"{_sites(number)}, {self.say(value)}",
             "label": "this scenario" if number == self.own else "", "below": self.seek is Seek.COVERAGE}
            for number, value in self.points
        ]  # fmt: skip
        if self.today and dots:
            now = self.value(self.today)
            dots.append({"x": self.today["sites"], "y": now, "name": f"{_sites(self.today['sites'])}, {self.say(now)}",
                         "label": "today", "open": True})  # fmt: skip
        scale, unit = (100, " %") if self.seek is Seek.COVERAGE else (1, "")
        places = places_of([scale * dot["y"] for dot in dots])
        return ScatterChart.of(
            dots, say_x=lambda value: f"{value:g}", say_y=lambda value: f"{scale * value:.{places}f}{unit}",
            across=[number for number, _ in self.points], is_joined=True,
        )  # fmt: skip


def _sites(number: int) -> str:
    return "1 site" if number == 1 else f"{number} sites"


def _against_today(one: Mapping[str, Any]) -> str:
    parts = [f"{one[field]} {words[one[field] != 1]}" for field, words in
             (("closes", ("closes", "close")), ("opens", ("opens", "open"))) if one[field]]  # fmt: skip
    return " and ".join(parts) or "Nothing changes"
