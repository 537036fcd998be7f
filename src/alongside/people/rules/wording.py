"""How like one word of a name is to another."""

from enum import Enum
from functools import lru_cache

from rapidfuzz.distance import OSA, JaroWinkler

from .sounds import roots_of, sound_of

LEAST_LIKE = 3
SHORTEST_JUDGED = 2
"""Names of so few letters, such as Li and Lo, are the same or they are not."""


class Word(Enum):
    """How a sought word of a name stands to a recorded one: its points, and how that is said."""

    SAME = (10, "Same {} name")
    ONE_LETTER_AND_SOUND = (9, "{} name spelt a little differently")
    SHORT_FORM = (8, "{} name is another form of the same name")
    ONE_LETTER = (8, "{} name differs by one letter")
    SOUND = (8, "{} name sounds alike")
    TWO_LETTERS = (6, "{} name differs by two letters")
    BEGINNING = (6, "{} name begins the same")
    RESEMBLES = (5, "{} name is similar")
    INITIAL = (3, "Same initial of the {} name")
    OTHER = (0, "")

    @property
    def points(self) -> int:
        return self.value[0]

    def said(self, which: str) -> str:
        """The evidence in words, for the first or the family name."""
        words = self.value[1].format(which)
        return words[0].upper() + words[1:]


@lru_cache(maxsize=200_000)
def like_words(sought: str, recorded: str) -> Word:
    """How like one folded word of a name is to another, from the same down to quite another.

    Source: local default.
    """
    if sought == recorded:
        return Word.SAME
    if _are_forms_of_one(sought, recorded):
        return Word.SHORT_FORM
    shorter = min(len(sought), len(recorded))
    if shorter <= SHORTEST_JUDGED:
        return Word.INITIAL if sought[0] == recorded[0] else Word.OTHER
    edits = OSA.distance(sought, recorded, score_cutoff=2)
    sounds_alike = sound_of(sought) == sound_of(recorded)
    if edits == 1:
        return Word.ONE_LETTER_AND_SOUND if sounds_alike else Word.ONE_LETTER
    if sounds_alike:
        return Word.SOUND
    if edits == 2 and shorter > 5:
        return Word.TWO_LETTERS
    if recorded.startswith(sought):
        return Word.BEGINNING
    if JaroWinkler.similarity(sought, recorded) > 0.9:
        return Word.RESEMBLES
    return Word.OTHER


def _are_forms_of_one(sought: str, recorded: str) -> bool:
    ours, theirs = {sought, *roots_of(sought)}, {recorded, *roots_of(recorded)}
    return not ours.isdisjoint(theirs)
