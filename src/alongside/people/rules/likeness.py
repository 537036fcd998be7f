"""How like a recorded person is to someone being looked for, and why one may think so.

The measure orders what a search finds and says its evidence in words. It joins nobody: a person decides.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache
from typing import TYPE_CHECKING

from rapidfuzz.distance import OSA

from alongside.values.names import family_words, folded

from .clues import exchanged
from .wording import LEAST_LIKE, Word, like_words

if TYPE_CHECKING:
    from ..gateways import Weighed


class Kind(StrEnum):
    """Whether a record may be the very person looked for, or someone else of the family."""

    PERSON = "person"
    FAMILY = "family"


KIND_WORDS = {
    Kind.PERSON: "May be this person",
    Kind.FAMILY: "May be the same family, another person",
}


@dataclass(frozen=True)
class Sought:
    """What is known of someone being looked for; `words` are names in any order, parents are given and family names."""

    words: str = ""
    given_names: str = ""
    family_name: str = ""
    born_on: date | None = None
    age: int | None = None
    postcode: str = ""
    nhs_number: str = ""
    upn: str = ""
    lines: str = ""
    sex: str = ""
    phone: str = ""
    mothers: tuple[tuple[str, str], ...] = ()
    fathers: tuple[tuple[str, str], ...] = ()
    siblings: tuple[str, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to look by; an age alone is not enough."""
        return not (self.all_words or self.born_on or self.postcode or self.numbers)

    @property
    def is_enough_so_far(self) -> bool:
        """Whether enough is told to look while it is still typed: a name with a birth or a postcode, or a number."""
        return bool(self.numbers or (self.all_words and (self.born_on or self.postcode)))

    @property
    def all_words(self) -> str:
        return f"{self.words} {self.given_names} {self.family_name}".strip()

    @property
    def numbers(self) -> tuple[str, ...]:
        return tuple(number for number in (self.nhs_number, self.upn) if number)


@dataclass(frozen=True)
class Recorded:
    """What a record is judged by."""

    given: tuple[str, ...]
    family: tuple[str, ...]
    born_on: date | None
    postcodes: tuple[str, ...]


@dataclass(frozen=True)
class Likeness:
    """How like, as a whole number that only orders; whether the person or the family; and the evidence."""

    points: int
    kind: Kind
    because: tuple[str, ...]
    has_exact_given: bool = False
    weighed: Weighed | None = None


SAME_DAY, EXCHANGED, ONE_DIGIT, SAME_BIRTHDAY, SAME_MONTH_OR_DAY, SAME_YEAR = 16, 13, 10, 9, 6, 3
ANOTHER_BIRTH, ANOTHER_AGE = -8, -6
SAME_POSTCODE, ONE_LETTER, SAME_STREETS = 12, 9, 4
SAME_NUMBER = 40
ANOTHER_WORD = -6
ENOUGH = 5
LIKELY = 18
"""From so many points on, someone about to be added may be on record already."""


def likeness(sought: Sought, recorded: Recorded, *, today: date, has_number: bool = False) -> Likeness | None:
    """How like a record is to someone sought, with its evidence; none when there is too little.

    Source: local default.
    """
    named = _best_naming(sought, recorded)
    birth_points, birth_words = _birth(sought, recorded.born_on, today=today)
    home_points, home_words = _home(sought.postcode, recorded.postcodes)
    points = named.points + birth_points + home_points + (SAME_NUMBER if has_number else 0)
    because = (*(("Same number",) if has_number else ()), *named.because, *birth_words, *home_words)
    if points < ENOUGH or not because:
        return None
    is_other = named.is_other_person and not has_number
    if is_other and not (named.has_family or home_points >= SAME_POSTCODE):
        return None
    if is_other:
        because = (*because, "A different first name" if named.has_family else "A different name")
    return Likeness(points, Kind.FAMILY if is_other else Kind.PERSON, because, named.has_exact_given)


@dataclass(frozen=True)
class _Naming:
    points: int = 0
    because: tuple[str, ...] = ()
    is_other_person: bool = False
    has_family: bool = False
    has_exact_given: bool = False


def _best_naming(sought: Sought, recorded: Recorded) -> _Naming:
    apart, joined = _readings(sought.all_words)
    if not apart:
        return _Naming()
    best = _naming(apart, sought, recorded)
    if joined != apart:
        best = max(best, _naming(joined, sought, recorded), key=lambda naming: naming.points)
    return best


@lru_cache(maxsize=256)
def _readings(words: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The words as they stand, and with their particles joined on: O Brien may be obrien."""
    return tuple(dict.fromkeys(folded(words).split())), tuple(dict.fromkeys(family_words(words)))


def _naming(words: tuple[str, ...], sought: Sought, recorded: Recorded) -> _Naming:
    pairs = _paired(words, recorded)
    unmatched = len(words) - len(pairs)
    given = [pair for pair in pairs if pair.is_given]
    family = [pair for pair in pairs if not pair.is_given]
    return _Naming(
        points=sum(pair.word.points for pair in pairs) + unmatched * ANOTHER_WORD,
        because=_name_words(given, family, unmatched, sought),
        is_other_person=bool(unmatched and recorded.given and not given),
        has_family=bool(family),
        has_exact_given=any(pair.word is Word.SAME for pair in given),
    )


@dataclass(frozen=True)
class _Pair:
    sought: str
    recorded: str
    word: Word
    is_given: bool


def _paired(words: tuple[str, ...], recorded: Recorded) -> list[_Pair]:
    """Each sought word beside the recorded word most like it; no recorded word serves twice."""
    known = [(word, True) for word in recorded.given] + [(word, False) for word in recorded.family]
    likely = sorted(
        (
            (-like.points, place, at, like)
            for place, word in enumerate(words)
            for at, (name, _) in enumerate(known)
            if (like := like_words(word, name)).points >= LEAST_LIKE
        ),
        key=lambda one: one[:3],
    )
    used_sought: set[int] = set()
    used_known: set[int] = set()
    pairs = []
    for _, place, at, like in likely:
        if place not in used_sought and at not in used_known:
            used_sought.add(place)
            used_known.add(at)
            pairs.append(_Pair(words[place], known[at][0], like, known[at][1]))
    return pairs


def _name_words(given: list[_Pair], family: list[_Pair], unmatched: int, sought: Sought) -> tuple[str, ...]:
    if given and family and not unmatched and all(one.word is Word.SAME for one in (*given, *family)):
        return ("Same name, the other way round",) if _is_turned_round(given, family, sought) else ("Same name",)
    turned = ("Names the other way round",) if _is_turned_round(given, family, sought) else ()
    return (*_said("first", given), *_said("family", family), *turned)


def _said(which: str, pairs: list[_Pair]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(pair.word.said(which) for pair in pairs))


def _is_turned_round(given: list[_Pair], family: list[_Pair], sought: Sought) -> bool:
    as_given, as_family = set(_readings(sought.given_names)[0]), set(_readings(sought.family_name)[0])
    return bool(given and family) and (
        all(pair.sought in as_family - as_given for pair in given)
        and all(pair.sought in as_given - as_family for pair in family)
    )


def _birth(sought: Sought, born_on: date | None, *, today: date) -> tuple[int, tuple[str, ...]]:
    if born_on is None:
        return 0, ()
    if sought.born_on is not None:
        return _birth_day(sought.born_on, born_on)
    if sought.age is not None:
        return _birth_age(sought.age, born_on, today=today)
    return 0, ()


def _birth_day(sought: date, born_on: date) -> tuple[int, tuple[str, ...]]:
    if sought == born_on:
        return SAME_DAY, ("Same date of birth",)
    if born_on in exchanged(sought):
        return EXCHANGED, ("Date of birth with day and month exchanged",)
    if OSA.distance(f"{sought:%d%m%Y}", f"{born_on:%d%m%Y}") == 1:
        return ONE_DIGIT, ("Date of birth differs by one digit",)
    if (sought.month, sought.day) == (born_on.month, born_on.day):
        return SAME_BIRTHDAY, ("Same birthday, another year",)
    if sought.year == born_on.year and (sought.month == born_on.month or sought.day == born_on.day):
        return SAME_MONTH_OR_DAY, ("Date of birth differs in the day or the month",)
    if sought.year == born_on.year:
        return SAME_YEAR, ("Born in the same year",)
    return ANOTHER_BIRTH, ()


def _birth_age(age: int, born_on: date, *, today: date) -> tuple[int, tuple[str, ...]]:
    years = today.year - born_on.year - ((today.month, today.day) < (born_on.month, born_on.day))
    match abs(years - age):
        case 0:
            return 6, ("Same age",)
        case 1:
            return 4, ("A year older or younger",)
        case 2:
            return 1, ("Two years older or younger",)
        case _:
            return ANOTHER_AGE, ()


def _home(postcode: str, recorded: tuple[str, ...]) -> tuple[int, tuple[str, ...]]:
    postcode = postcode.replace(" ", "").upper()
    if not postcode or not recorded:
        return 0, ()
    if postcode in recorded:
        return SAME_POSTCODE, ("Same postcode",)
    if any(OSA.distance(postcode, one) == 1 for one in recorded):
        return ONE_LETTER, ("Postcode differs by one letter or number",)
    if any(postcode[:-2] == one[:-2] for one in recorded):
        return SAME_STREETS, ("Nearby postcode",)
    return -1, ()
