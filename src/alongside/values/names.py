"""People's names, made alike for searching and sorting. What is shown is always as it was given."""

import unicodedata

# Letters that do not fall apart into a plain letter and a mark.
_PLAIN = str.maketrans(
    {
        "ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ł": "l",
        "ħ": "h", "ı": "i", "ŋ": "ng", "ŧ": "t",
    }
)  # fmt: skip
_APOSTROPHES = frozenset("'’‘ʼʻ`´′＇")
# Written apart or together, with or without a mark, they lead the word that follows.
# fmt: off
PARTICLES = frozenset((
    "al", "ap", "bin", "da", "das", "de", "degli", "dei", "del", "della", "den", "der", "des", "di",
    "dos", "du", "el", "fitz", "ibn", "la", "le", "los", "mac", "mc", "o", "san", "st", "ter", "ul",
    "van", "von", "zu",
))
# fmt: on
# Sorts before every letter and before the space, so that Smith stands before Smith-Jones.
_BETWEEN_FAMILY_AND_GIVEN = "\t"


def folded(text: str) -> str:
    """A name in small plain letters: no accents, apostrophes, hyphens or doubled spaces.

    Source: The Unicode Standard, section 3.13, D146 (compatibility caseless match).
    """
    small = unicodedata.normalize("NFD", text).casefold()
    apart = unicodedata.normalize("NFKD", small).casefold()
    plain = unicodedata.normalize("NFKD", apart).translate(_PLAIN)
    return " ".join("".join(map(_folded_character, plain)).split())


def family_words(text: str) -> tuple[str, ...]:
    """The words of a family name with particles joined on: O'Brien, O Brien and OBrien are all
    obrien; van der Berg is vanderberg."""
    words: list[str] = []
    leading = ""
    for word in folded(text).split():
        if word in PARTICLES:
            leading += word
        else:
            words.append(leading + word)
            leading = ""
    return (*words, leading) if leading else tuple(words)


def search_words(text: str) -> tuple[str, ...]:
    """Every word a name can be found by, each once: those of the name as it stands, and those that
    its particles make. O Brien is found by o, brien and obrien; Di Smith by di and smith too."""
    return tuple(dict.fromkeys((*folded(text).split(), *family_words(text))))


def sort_key(family: str, given: str) -> str:
    """What to sort people by, as one piece of text: by family name, particles and all, and then
    by given names."""
    return _BETWEEN_FAMILY_AND_GIVEN.join((" ".join(family_words(family)), folded(given)))


def _folded_character(character: str) -> str:
    if character in _APOSTROPHES or unicodedata.combining(character):
        return ""
    is_part_of_a_word = character.isalnum() or unicodedata.category(character).startswith("M")
    return character if is_part_of_a_word else " "
