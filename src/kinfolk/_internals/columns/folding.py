"""Text made alike: small plain letters and single spaces."""

import unicodedata
from functools import lru_cache

# Letters that do not fall apart into a plain letter and a mark.
_PLAIN = str.maketrans(
    {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ł": "l", "ħ": "h", "ı": "i", "ŋ": "ng"}
)
_APOSTROPHES = frozenset("'’‘ʼʻ`´′＇")
_GERMAN = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue"})


@lru_cache(maxsize=200_000)
def folded(text: str) -> str:
    """Text in small plain letters: no accents, apostrophes, punctuation or doubled spaces."""
    apart = unicodedata.normalize("NFKD", text.casefold()).casefold()
    plain = unicodedata.normalize("NFKD", apart).translate(_PLAIN)
    return " ".join("".join(map(_plain_character, plain)).split())


def spelt_out(text: str) -> str:
    """Text folded with ä, ö and ü written as ae, oe and ue, as their bearers write them abroad."""
    return folded(unicodedata.normalize("NFC", text).casefold().translate(_GERMAN))


def packed(text: str) -> str:
    """Text folded, in capitals and without spaces: how codes are compared."""
    return folded(text).replace(" ", "").upper()


def slips_of(word: str) -> tuple[str, ...]:
    """A word and what is left of it when any one letter is left out.

    Two words share one of these exactly when one letter too many, too few, wrong, or standing elsewhere
    tells them apart: one slip of the pen, found by comparing lists.
    """
    if len(word) < 3:
        return (word,) if word else ()
    return tuple(dict.fromkeys((word, *(word[:place] + word[place + 1 :] for place in range(len(word))))))


def letters_of(word: str) -> str:
    """The letters of a word in the order of the alphabet: two words that only exchange letters share it."""
    return "".join(sorted(word))


def tally_of(word: str) -> int:
    """Which letters a word has, and how many of each, as bits: where words differ in more than two bits for
    each letter put in, left out or changed, so many changes cannot make one the other."""
    bits = 0
    for place, letter in enumerate(word):
        bits |= 1 << ((ord(letter) * 5 + 17 * word.count(letter, 0, place)) % 61)
    return bits


def bits_of(word: str) -> int:
    """The pairs of neighbouring letters of a word as bits, for counting how many two words share."""
    if not word:
        return 0
    bits = 0
    framed = f"^{word}$"
    for place in range(len(framed) - 1):
        bits |= 1 << ((ord(framed[place]) * 37 + ord(framed[place + 1])) % 61)
    return bits


def _plain_character(character: str) -> str:
    if character in _APOSTROPHES or unicodedata.combining(character):
        return ""
    return character if character.isalnum() else " "
