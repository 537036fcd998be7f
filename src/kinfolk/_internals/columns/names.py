"""Columns of given and family names."""

from collections.abc import Sequence

from .folding import bits_of, folded, letters_of, slips_of, spelt_out
from .nicknames import roots_of
from .sounds import sound_of

# Written apart or together, they lead the word that follows.
PARTICLES = frozenset(
    (
        *("al", "ap", "bin", "bint", "da", "das", "de", "degli", "dei", "del", "della", "den", "der", "des", "di"),
        *("dos", "du", "el", "fitz", "ibn", "la", "le", "los", "mac", "mc", "o", "san", "st", "ter", "ul"),
        *("van", "von", "zu"),
    )
)
TITLES = frozenset(
    (
        *("mr", "mrs", "ms", "miss", "master", "mx", "dr", "rev", "reverend", "sir", "dame", "lord", "lady"),
        *("prof", "professor"),
    )
)
# Honorifics written as given names, which say little on their own.
LEADING = frozenset(("md", "mohd", "muhd", "mst"))

Columns = dict[str, object]


def given_columns(values: Sequence[str]) -> Columns:
    """Columns of given names: the first of each, its other forms, its sound and its slips; and every word."""
    each = [words for value in values if (words := _given_words(value))]
    firsts = _once(words[0] for words in each)
    # Anna-Maria is also Annamaria.
    joined = _once("".join(folded(value.split()[0]).split()) for value in values if value.split())
    words = _once(word for one in each for word in one if len(word) > 1)
    first = firsts[0] if firsts else ""
    return {
        "": first,
        "firsts": firsts,
        "words": _once((*words, *(one for one in joined if len(one) > 1))),
        "roots": _once(root for one in (*firsts, *joined) for root in roots_of(one)),
        "sounds": _once(sound_of(one) for one in firsts if len(one) > 1),
        "slips": _once(slip for one in firsts for slip in slips_of(one)),
        "letters": letters_of(first),
        "start": first[:1],
        "bits": bits_of(first),
    }


def middle_columns(values: Sequence[str]) -> Columns:
    """Columns of names that stand between: every word, and the beginning of the first."""
    words = _once(word for value in values for word in _given_words(value))
    return {"words": tuple(word for word in words if len(word) > 1), "start": words[0][:1] if words else ""}


def family_columns(values: Sequence[str]) -> Columns:
    """Columns of family names: whole, in parts (of a double name either may be dropped), sound and slips."""
    each = [family_words(value) for value in values]
    wholes = _once("".join(words) for words in each if words)
    spelt = _once("".join(spelt_out(value).split()) for value in values if value.strip())
    parts = _once(word for words in each for word in words if len(word) > 1)
    whole = wholes[0] if wholes else ""
    return {
        "": whole,
        "words": _once((*parts, *wholes, *spelt)),
        "sounds": _once(sound_of(word) for word in (*wholes, *parts) if len(word) > 1),
        "slips": _once(slip for one in wholes for slip in slips_of(one)),
        "letters": letters_of(whole),
        "start": whole[:1],
        "bits": bits_of(whole),
    }


def family_words(text: str) -> tuple[str, ...]:
    """The words of a family name with particles joined on: O'Brien, O Brien and OBrien are all obrien."""
    words: list[str] = []
    leading = ""
    for word in folded(text).split():
        if word in PARTICLES:
            leading += word
        else:
            words.append(leading + word)
            leading = ""
    return (*words, leading) if leading else tuple(words)


def _given_words(value: str) -> list[str]:
    words = folded(value).split()
    plain = [word for word in words if word not in TITLES] or words
    if len(plain) > 1 and plain[0] in LEADING:
        plain = [*plain[1:], plain[0]]
    return plain


def _once(words) -> tuple[str, ...]:
    return tuple(dict.fromkeys(words))
