"""The clues by which a person is found: pairs of things that one slip cannot both spoil.

Each clue is hashed to a whole number and indexed. Whoever is looked for shares a clue with the record
after any one slip in one field: a wrong name leaves birth and home, a wrong birth leaves the names, the
beginning of a name misspelt leaves its end. What a shared clue is worth, `rules.likeness` judges.
"""

import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from alongside.values.names import search_words

from .sounds import roots_of, sound_of

ENDS = 2
"""How many letters of a name's beginning and end stand for it beside another name's sound."""


@dataclass(frozen=True)
class Known:
    """What is known of a person to be found by, folded."""

    given: tuple[str, ...]
    family: tuple[str, ...]
    born_on: date | None = None
    postcodes: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()


@dataclass(frozen=True)
class Clues:
    """The clues to look for: the sharp ones are shared by few people, the broad ones by many."""

    sharp: tuple[int, ...]
    broad: tuple[int, ...]


def words_of(*names: str) -> tuple[str, ...]:
    """Every word that names can be found by, each once, folded.

    Source: local default.
    """
    return tuple(dict.fromkeys(word for name in names for word in search_words(name)))


def clues_of(known: Known) -> list[int]:
    """Every clue by which a recorded person can be found.

    Source: local default.
    """
    words = (*known.given, *known.family)
    clues = {_hashed("n", number) for number in known.numbers}
    clues |= _home_clues(words, known.postcodes)
    clues |= {_hashed("s", sound) for word in words for sound in _sounds(word)}
    clues |= {_hashed("w", word) for word in words}
    if known.born_on:
        clues |= _birth_clues(words, [known.born_on], [known.born_on.year])
    for given in known.given:
        for family in known.family:
            clues |= _pair_clues(given, family)
    if not known.family or not known.given:
        clues |= _pairs_among(words)
    return sorted(clues)


def clues_for(
    *,
    words: tuple[str, ...],
    born_on: date | None,
    birth_years: tuple[int, ...],
    postcode: str,
    numbers: tuple[str, ...],
) -> Clues:
    """The clues to look someone up by, from the surest to the loosest: as few as one slip needs.

    Beside a birth or a home, names need no clue for their ends; beside a birth, a home none for its halves.

    Source: local default.
    """
    sharp = {_hashed("n", number) for number in numbers}
    days = [born_on, *exchanged(born_on)] if born_on else []
    years = [one.year for one in days] or list(birth_years)
    sharp |= _birth_clues(words, days, years)
    if postcode:
        sharp |= {_hashed("p", _packed(postcode))} if born_on else _home_clues(words, [postcode])
    is_name_alone = not (born_on or birth_years or postcode)
    sharp |= _pairs_among(words, with_ends=is_name_alone)
    broad = {_hashed("w", word) for word in words} | {_hashed("s", sound) for word in words for sound in _sounds(word)}
    return Clues(tuple(sorted(sharp)), tuple(sorted(broad)))


def birth_years_of(age: int | None, *, today: date) -> tuple[int, ...]:
    """The years in which someone of an age was born, and one either side, for ages are guessed.

    Source: local default.
    """
    return () if age is None else tuple(range(today.year - age - 2, today.year - age + 2))


def clue_of_number(number: str) -> int:
    """The clue of an NHS number, a pupil number or a reference.

    Source: local default.
    """
    return _hashed("n", number)


def exchanged(day: date) -> tuple[date, ...]:
    """The date that stands there when day and month were exchanged; none when that is no date.

    Source: local default.
    """
    if day.day > 12 or day.day == day.month:
        return ()
    return (date(day.year, day.day, day.month),)


def _birth_clues(words: Iterable[str], days: Iterable[date], years: Iterable[int]) -> set[int]:
    sounds = {sound for word in words for sound in _sounds(word)}
    clues = {_hashed("d", day.isoformat()) for day in days}
    clues |= {_hashed("m", f"{sound}|{day:%m%d}") for sound in sounds for day in days}
    return clues | {_hashed("y", f"{sound}|{year}") for sound in sounds for year in years}


def _home_clues(words: Iterable[str], postcodes: Iterable[str]) -> set[int]:
    """A postcode, and each of its halves beside how a name sounds: one wrong letter spoils one half."""
    sounds = {sound for word in words for sound in _sounds(word)}
    clues = set()
    for postcode in map(_packed, postcodes):
        clues.add(_hashed("p", postcode))
        clues |= {_hashed("o", f"{sound}|{postcode[:-3]}") for sound in sounds}
        clues |= {_hashed("i", f"{sound}|{postcode[-3:]}") for sound in sounds}
    return clues


def _pairs_among(words: tuple[str, ...], *, with_ends: bool = True) -> set[int]:
    clues: set[int] = set()
    for place, one in enumerate(words):
        for other in words[place + 1 :]:
            clues |= _pair_clues(one, other, with_ends=with_ends)
    return clues


def _pair_clues(one: str, other: str, *, with_ends: bool = True) -> set[int]:
    if one == other:
        return set()
    clues = set()
    for sound in _sounds(one):
        for with_sound in _sounds(other):
            low, high = sorted((sound, with_sound))
            clues.add(_hashed("a", f"{low}|{high}"))
    if with_ends:
        for word, beside in ((one, other), (other, one)):
            for sound in _sounds(word):
                clues |= _end_clues(sound, beside)
    return clues


def _end_clues(sound: str, word: str) -> set[int]:
    return {_hashed("b", f"{sound}|{word[:ENDS]}"), _hashed("e", f"{sound}|{word[-ENDS:]}")}


def _sounds(word: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(sound_of(form) for form in (word, *roots_of(word))))


def _packed(postcode: str) -> str:
    return postcode.replace(" ", "").upper()


def _hashed(kind: str, clue: str) -> int:
    number = zlib.crc32(f"{kind}:{clue}".encode())
    return number - (1 << 32) if number >= 1 << 31 else number
