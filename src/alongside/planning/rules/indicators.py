"""What the map of need can show, and how a figure of areas becomes a figure of a locality."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from statistics import median_low

from alongside.values.dates import months_after


class Kind(StrEnum):
    """How an indicator is made, and so how it may be put together."""

    COUNT = "count"
    SHARE = "share"
    SCORE = "score"
    RANK = "rank"
    TENTH = "tenth"
    LIVE = "live"
    LIVE_RATE = "live rate"
    INDEX = "index"


@dataclass(frozen=True, slots=True)
class Indicator:
    """Something that can be shown for every area."""

    key: str
    name: str
    kind: Kind
    unit: str
    source: str
    vintage: str = ""
    more_is_more_need: bool = True
    decimals: int = 0
    is_estimate: bool = False
    numerator: str = ""
    denominator: str = ""
    per: int = 1
    is_open_data: bool = False

    @property
    def is_live(self) -> bool:
        """Whether it is counted from the service's own records."""
        return self.kind in (Kind.LIVE, Kind.LIVE_RATE)


OPEN = frozenset({Kind.SCORE, Kind.SHARE, Kind.TENTH, Kind.RANK, Kind.COUNT})


def is_open(one: Indicator) -> bool:
    """What others published of places as open data is open to everybody. What a service counted of its own families is
    not, nor an index that may hold such counts, whatever is hidden in it; nor a measure of which nothing says that it
    is open.

    Source: local default.
    """
    return one.kind in OPEN and one.is_open_data


SHARES = (
    ("under_5_share", "Children under 5, share of all people", "population_0_4", "population"),
    ("under_16_share", "Children under 16, share of all people", "population_0_15", "population"),
    ("under_20_share", "Children and young people under 20, share of all people", "population_0_19", "population"),
)
HELPED_NOW, BEGUN_LATELY = "helped_now", "begun_lately"
LIVE = (
    (HELPED_NOW, "Families helped today"),
    (BEGUN_LATELY, "Families whose help began in the last 12 months"),
)
SMALL_HIDDEN = "counts of 1 to 4 are hidden"
WHEN_OPENED = ", counted when the page was opened"
OWN_RECORDS = f"The service’s own records{WHEN_OPENED}; {SMALL_HIDDEN}"
CHILDREN = ("population_0_17", "population_0_15")
"""What live counts are compared with: the first of these that is held."""
RATE_PER = 1000


def kind_of_measure(key: str) -> Kind:
    """A measure is a count, a score, a rank or a tenth, by its name."""
    if key.endswith("_rank"):
        return Kind.RANK
    if key.endswith("_decile"):
        return Kind.TENTH
    return Kind.COUNT if key.removeprefix("indices_").startswith("population") else Kind.SCORE


def children_measure(held: Iterable[str]) -> str:
    """The count of children that rates of families are worked out from, or nothing."""
    keys = set(held)
    return next((key for key in CHILDREN if key in keys), "")


Figure = float | None


def grouped(
    kind: Kind, values: Mapping[str, Figure], weights: Mapping[str, Figure], groups: Mapping[str, str]
) -> dict[str, Figure]:
    """A count of a locality is the sum of its areas; a score is the mean over its people; a tenth of England becomes
    the share of its people who live in the most deprived fifth. A rank of areas has no meaning for a locality.

    A group with a hidden figure, or without any, has none.

    Source: local default.
    """
    if kind == Kind.RANK:
        return {}
    found: dict[str, Figure] = {}
    for group in sorted(set(groups.values())):
        inside = [area for area, own in groups.items() if own == group and area in values]
        if not inside:
            continue
        if any(values[area] is None for area in inside):
            found[group] = None
        elif kind == Kind.COUNT:
            found[group] = sum(values[area] or 0 for area in inside)
        else:
            found[group] = _mean(kind, inside, values, weights)
    return found


def _mean(kind: Kind, inside: list[str], values: Mapping[str, Figure], weights: Mapping[str, Figure]) -> Figure:
    people = sum(weights.get(area) or 0 for area in inside)
    if not people:
        return None
    if kind == Kind.TENTH:
        deprived = sum(weights.get(area) or 0 for area in inside if (values[area] or 10) <= 2)
        return 100 * deprived / people
    return sum((values[area] or 0) * (weights.get(area) or 0) for area in inside) / people


def is_more_more_need(kind: Kind, *, by_area: bool, is_grouped: bool) -> bool:
    """Whether a higher figure means more need. A low tenth of England is more need in an area, but a locality’s figure
    is the share of its people in the most deprived fifth: there more of it is more need.

    Source: local default.
    """
    return by_area or (is_grouped and kind == Kind.TENTH)


def grouped_unit(kind: Kind, unit: str) -> str:
    """What a locality's figure is in."""
    return "% of people in England’s most deprived fifth" if kind == Kind.TENTH else unit


def bands_of(
    values: Mapping[str, Figure], *, kind: Kind, more_is_more_need: bool, decimals: int | None = None
) -> dict[str, int]:
    """Fifths of the county: 5 is the fifth with the most need, 0 is hidden or not known. Equal figures share a band,
    and so do those that read the same as they are written: a map shows no difference that the figures do not.

    Tenths of England keep their place in England.

    Source: local default.
    """
    known = {key: value for key, value in values.items() if value is not None}
    if kind == Kind.TENTH:
        return {key: 5 - (int(known[key]) - 1) // 2 if key in known else 0 for key in values}
    if decimals is not None:
        known = {key: round(value, decimals) for key, value in known.items()}
    turned = {key: value if more_is_more_need else -value for key, value in known.items()}
    first: dict[float, int] = {}
    for place, value in enumerate(sorted(turned.values())):
        first.setdefault(value, place)
    return {key: 1 + first[turned[key]] * 5 // len(known) if key in known else 0 for key in values}


@dataclass(frozen=True, slots=True)
class Change:
    """A figure then and now; no difference where a difference means nothing."""

    then: Figure
    now: Figure
    difference: Figure


def change_between(kind: Kind, then: Figure, now: Figure) -> Change:
    """Counts, shares and scores of one kind can be subtracted; ranks and tenths can not, for all other areas moved too.

    Source: Ministry of Housing, Communities and Local Government, English Indices of Deprivation: frequently asked
    questions, change over time.
    """
    if then is None or now is None or not is_subtracted(kind):
        return Change(then, now, None)
    return Change(then, now, now - then)


def is_subtracted(kind: Kind) -> bool:
    """Whether a change of this kind of figure means something: ranks and tenths move because all other areas moved.

    Source: Ministry of Housing, Communities and Local Government, English Indices of Deprivation: frequently asked
    questions, change over time.
    """
    return kind not in (Kind.RANK, Kind.TENTH)


def is_relative(key: str, unit: str) -> bool:
    """A score of deprivation says how an area stands among all others of its edition, not how much deprivation there
    is: between two editions it can fall although nothing there got better.

    Source: Ministry of Housing, Communities and Local Government, English Indices of Deprivation: frequently asked
    questions, change over time.
    """
    return unit == "score" and key.endswith("_score")


def bands_of_change(changes: Mapping[str, Figure]) -> tuple[dict[str, int], float]:
    """Changes in five bands about nought: 5 rose and 1 fell by more than the middle one of all that moved, 4 and 2 by
    so much or less, 3 stood still; 0 is hidden or not known. The middle one is said beside them.

    Source: local default.
    """
    moved = [abs(one) for one in changes.values() if one]
    middle = median_low(moved) if moved else 0.0

    def band(change: Figure) -> int:
        if change is None:
            return 0
        if not change:
            return 3
        return 3 + (1 if change > 0 else -1) * (2 if abs(change) > middle else 1)

    return {key: band(change) for key, change in changes.items()}, middle


QUARTERS_BACK = 8
"""How many quarter days the service's own counts are compared with. Source: local default."""


def quarter_days(today: date) -> list[date]:
    """The service's own counts of today are compared with those of the first day of a quarter, the latest first: on any
    day one likes, the day on which a single family came could be found.

    Source: local default.
    """
    first = date(today.year, 1 + (today.month - 1) // 3 * 3, 1)
    days = [months_after(first, -3 * back) for back in range(QUARTERS_BACK + 1)]
    return [one for one in days if one < today][:QUARTERS_BACK]


def must_not_be_compared(one: Indicator, other: Indicator) -> str:
    """Why two series can not stand side by side, or nothing.

    Source: local default.
    """
    if one.vintage and other.vintage and one.vintage != other.vintage:
        return f"One is on areas of {one.vintage}, the other on areas of {other.vintage}: they are different places"
    if one.key != other.key:
        return "They count different things"
    return ""
