"""The monthly report on matching, in words and figures, and as a file."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from alongside.values.dates import spoken_date
from alongside.values.small_numbers import shown, suppress_together

from .. import rules

if TYPE_CHECKING:
    from datetime import date

    from ..models import DriftReport
    from ..queries import DriftFound, Moved

MOST_LINES = 4
NOTHING = "–"
_FIELDS = ("Field", "Missing when the model was made", "Missing now", "Against what the model was made on")
_PAIRS, _INDEX = {"text": "Pairs", "number": True}, {"text": "Index", "number": True}


def month_words(day: date) -> str:
    """A month as people say it: October 2026."""
    return spoken_date(day).partition(" ")[2]


@dataclass(frozen=True)
class DriftPage:
    """What the page shows."""

    month: str
    address: str
    people: str
    added: str
    raised: int
    model: str
    made_on: str
    first: str
    off: list[str]
    fields_columns: list[object]
    fields: list[list[str]]
    same: list[list[str]]
    raised_columns: list[object]
    raised_levels: list[list[str]]
    review: list[list[str]]
    labels: list[str]
    series: list[dict]
    earlier: list[dict]
    look: str
    large: str
    fewest: int

    @classmethod
    def of(cls, found: DriftFound) -> DriftPage:
        first = month_words(found.first.month_from) if found.first else ""
        counts, drawn = found.report.counts, list(reversed(found.reports[:12]))
        return cls(
            month=month_words(found.report.month_from),
            address=f"{found.report.month_from:%Y-%m}",
            people=f"{counts['people']:,}",
            added=f"{counts['added']:,}",
            raised=sum(counts["chances"]),
            model=found.report.model_version,
            made_on=counts["held_against"]["says"],
            first=first,
            off=[
                *(_sentence(one, "expected") for one in found.off_the_model),
                *(_sentence(one, f"in {first}") for one in found.off_since),
            ],
            fields_columns=[*_FIELDS, f"Since {first}" if first else "Since the first report"],
            fields=_fields(found),
            same=[_line(one) for one in found.same],
            raised_columns=["What moved most", _PAIRS, first, "Now", _INDEX, "So"],
            raised_levels=[_line(one) for one in found.raised],
            review=[_line(one) for one in (found.agreement, found.chances, found.rows) if one],
            labels=[month_words(one.month_from) for one in drawn],
            series=_series(found, drawn),
            earlier=[
                {"words": month_words(one.month_from), "address": f"{one.month_from:%Y-%m}"}
                for one in found.reports
                if one.id != found.report.id
            ],
            look=f"{found.policy.look_from_hundredths / 100:.2f}",
            large=f"{found.policy.act_from_hundredths / 100:.2f}",
            fewest=found.policy.fewest,
        )


def _fields(found: DriftFound) -> list[list[str]]:
    since = {one.name: one for one in found.fields_since}
    rows = []
    for one in found.fields:
        later = since.get(one.name)
        if one.before is None and one.now == 1 and (later is None or not later.is_off):
            continue  # never asked here, and not when the model was made
        rows.append(
            [
                one.says,
                _in_100(one.before),
                _in_100(one.now),
                rules.DRIFT_WORDS[one.drift] if one.before is not None else "Not known when it was made",
                rules.DRIFT_WORDS[later.drift] if later else "The first report",
            ]
        )
    return rows


def _line(one: Moved) -> list[str]:
    index = NOTHING if one.index is None else f"{one.index:.2f}"
    return [
        one.words or one.says,
        str(one.counted),
        _in_100(one.before),
        _in_100(one.now),
        index,
        rules.DRIFT_WORDS[one.drift],
    ]


def _sentence(one: Moved, where: str) -> str:
    how = "far" if one.drift is rules.Drift.LARGE else "enough to look"
    return f"{one.words}: {_in_100(one.now)}, where {_in_100(one.before)} were {where}. It has moved {how}."


def _series(found: DriftFound, drawn: list) -> list[dict]:
    """The fields that have moved furthest over the months that are drawn, and of how many in a hundred people each is
    missing, month by month; one that stands still is no line."""
    lines = {one.says: [_missing_in_100(each, one.name) for each in drawn] for one in found.fields}
    told = {name: {value for value in values if value is not None} for name, values in lines.items()}
    moved = [name for name in lines if len(told[name]) > 1]
    furthest = sorted(moved, key=lambda name: min(told[name]) - max(told[name]))
    return [{"name": name, "values": lines[name]} for name in furthest[:MOST_LINES]]


def _missing_in_100(report: DriftReport, field: str) -> int | None:
    missing = report.counts["missing"].get(field)
    return None if missing is None else round(100 * missing / report.counts["people"])


def _in_100(share: float | None) -> str:
    if share is None:
        return NOTHING
    if 0 < share < 0.005:
        return "under 1 in 100"
    return f"{100 * share:.0f} in 100"


HEADER = ("About", "What", "Which", "Number", "Held against, in 100")
_ANSWERS = {"same": "The same", "apart": "Not the same", "unsure": "Not sure"}
_GROUPS = {
    "same": "Pairs found to be one person",
    "apart": "Pairs found to be two people",
    "kin": "Pairs found to be two of one family",
    "raised": "Pairs put before people",
}


def drift_sheet(found: DriftFound, *, tenths: tuple[str, ...], rows: dict[str, str]) -> list[list[object]]:
    """Everything that was counted, as rows of a file; small numbers, and those that would give them away, are not
    told."""
    counts, smallest = found.report.counts, found.policy.smallest_number_shown
    made = counts["held_against"]
    sheet = [
        ["Register", "People", "", _told(shown(counts["people"], smallest=smallest)), ""],
        ["Register", "Put on record in the month", "", _told(shown(counts["added"], smallest=smallest)), ""],
    ]
    for one in made["fields"]:
        missing = counts["missing"][one["name"]]
        held = "" if one["missing"] is None else f"{100 * one['missing']:.1f}"
        both = {"Missing": missing, "Known": counts["people"] - missing}
        sheet += _classes("Register", one["says"], both, {"Missing": held}, smallest)
    for group, words in _GROUPS.items():
        for one in made["comparisons"]:
            levels = ("Not known of one of them", *one["levels"])
            held = {level: f"{100 * m:.1f}" for level, m in zip(one["levels"], one["of_one_person"], strict=True)}
            numbers = dict(zip(levels, counts["levels"][group][one["name"]], strict=True))
            if any(numbers.values()):
                sheet += _classes(words, one["says"], numbers, held if group == "same" else {}, smallest)
    sheet += _classes(_GROUPS["raised"], "Chance", dict(zip(tenths, counts["chances"], strict=True)), {}, smallest)
    answers = {words: counts["answers"][answer] for answer, words in _ANSWERS.items()}
    sheet += _classes("Pairs settled", "Answer", answers, {}, smallest)
    of_lists = {words: counts["rows"][state] for state, words in rows.items()}
    return sheet + _classes("Agencies’ lists", "Rows", of_lists, {}, smallest)


def _classes(about: str, what: str, numbers: dict[str, int], held: dict[str, str], smallest: int) -> list[list[object]]:
    told = suppress_together(numbers, smallest=smallest)
    return [[about, what, name, _told(number), held.get(name, "")] for name, number in told.items()]


def _told(number: int | None) -> object:
    return "not told" if number is None else number
