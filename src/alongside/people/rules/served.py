"""Whom the matching model serves less well: pairs that people looked at, by age, by what is missing, by kind of name.

Nobody's origin is guessed from a name. What counts is what a name asks of a matcher: that it is one word, or two
families', or written with letters that others leave out.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from alongside.values.dates import age_on

from .links import LinkDecision
from .quality import Share, share_of

AGES = ((1, "Under 1, or not yet born"), (5, "1 to 4"), (11, "5 to 10"), (16, "11 to 15"), (19, "16 to 18"))
OLDER, NO_AGE = "Grown up", "No birth date on either record"
PARTICLES = frozenset(
    {"al", "bin", "ben", "de", "della", "el", "ibn", "la", "le", "mac", "ould", "san", "st", "van", "von", "y"}
)
FEWEST_TOLD = 10
"""Of fewer pairs than this nothing is said about how well the model did."""


@dataclass(frozen=True)
class Looked:
    """One record of a pair, as far as its kind goes."""

    given_names: str
    family_name: str
    born_on: date | None
    is_unborn: bool
    has_number: bool
    has_home: bool


@dataclass(frozen=True)
class Judged:
    """A settled pair: its two records, how probable the model thought it, what people said, and when."""

    records: tuple[Looked, Looked]
    probability: float
    answer: LinkDecision
    on: date


@dataclass(frozen=True)
class Served:
    """A group of pairs: how probable the model thought them together, and how many were one person."""

    words: str
    expected: float
    found: Share

    @property
    def is_off(self) -> bool:
        """Whether the model is surely too sure, or surely not sure enough, of this group."""
        return self.found.whole >= FEWEST_TOLD and not self.found.low <= self.expected <= self.found.high


def age_band(pair: Judged) -> str:
    """The age of a pair is the age of the younger record on the day somebody settled it.

    Source: local default.
    """
    if any(one.is_unborn for one in pair.records):
        return AGES[0][1]
    births = [one.born_on for one in pair.records if one.born_on]
    if not births:
        return NO_AGE
    age = age_on(max(births), max(pair.on, *births))
    return next((words for below, words in AGES if age < below), OLDER)


def what_is_missing(pair: Judged) -> Iterator[str]:
    """What a pair lacks is what at least one of its two records lacks, since then it cannot be compared.

    Source: local default.
    """
    if not all(one.born_on for one in pair.records):
        yield "No birth date on one of them"
    if not all(one.has_number for one in pair.records):
        yield "No NHS number or UPN on one of them"
    if not all(one.has_home for one in pair.records):
        yield "No postcode on one of them"


def kind_of_name(pair: Judged) -> Iterator[str]:
    """What a name asks of a matcher, whoever bears it.

    Source: local default.
    """
    names = [f"{one.given_names} {one.family_name}".strip() for one in pair.records]
    families = [one.family_name.lower() for one in pair.records]
    if any(len(one.split()) == 1 for one in names):
        yield "One name only"
    if any(not one.isascii() for one in names):
        yield "Letters beyond a to z"
    if any(set(one.replace("-", " ").split()) & PARTICLES for one in families):
        yield "A particle, such as al, de or van"
    elif any("-" in one or " " in one for one in families):
        yield "A double family name"


def groups_of(pair: Judged) -> list[str]:
    """Every group that a pair belongs to.

    Source: local default.
    """
    return [age_band(pair), *what_is_missing(pair), *kind_of_name(pair)]


def served_by_group(pairs: Iterable[Judged]) -> list[Served]:
    """For each group: what the model expected, and what people found; the group it judges worst is easy to see.

    Source: local default.
    """
    expected: dict[str, list[float]] = {}
    same: dict[str, int] = {}
    for pair in pairs:
        for words in groups_of(pair):
            expected.setdefault(words, []).append(pair.probability)
            same[words] = same.get(words, 0) + (pair.answer is LinkDecision.SAME)
    order = [*(words for _, words in AGES), OLDER, NO_AGE]
    known = [words for words in order if words in expected] + sorted(set(expected) - set(order))
    return [
        Served(words, sum(expected[words]) / len(expected[words]), share_of(same[words], len(expected[words])))
        for words in known
    ]
