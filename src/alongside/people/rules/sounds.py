"""How a name sounds, and by what other names its bearer may go.

A name is written down by ear: Shareef or Sharif, Wiśniewska or Vishnevska, Catherine or Kathryn. Two
spellings that sound alike have the same code. Metaphone alone knows English only, so spellings of South
Asian, Arabic and Polish names are folded first.
"""

import re
from functools import lru_cache

import jellyfish

from .nicknames import ROOTS

_FOLDS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), plain)
    for pattern, plain in (
        (r"(sk|ck|zk)(i|a|y)$", "sk"),  # Kowalski and Kowalska are one family
        (r"szcz|shch", "sh"),
        (r"sz", "sh"),
        (r"cz", "ch"),
        (r"rz", "sh"),
        (r"dz|dj", "j"),
        (r"tsch", "ch"),
        (r"q", "k"),
        (r"kh|kk|ck", "k"),
        (r"gh", "g"),
        (r"bh", "b"),
        (r"dh", "d"),
        (r"jh|zh", "j"),
        (r"ph", "f"),
        (r"ts?h(?=[^s]|$)", "t"),
        (r"w(?=[aeiouy])", "v"),  # Wanda and Vanda, Nawaz and Navaz
        (r"ou|oo|aw|au|ow", "u"),
        (r"ee|ie|ey|ay|ai|ei|y", "i"),
        (r"aa|ae|ah$", "a"),
        (r"ou|u", "o"),
        (r"e", "i"),
        (r"(.)\1+", r"\1"),
    )
)


@lru_cache(maxsize=100_000)
def sound_of(word: str) -> str:
    """The code of how one folded word of a name sounds; words that sound alike share it.

    Source: Lawrence Philips, Metaphone (1990), after folding spellings of South Asian, Arabic and Polish names.
    """
    for pattern, plain in _FOLDS:
        word = pattern.sub(plain, word)
    return jellyfish.metaphone(word).replace(" ", "") or word.upper()


@lru_cache(maxsize=100_000)
def roots_of(word: str) -> tuple[str, ...]:
    """The names for which a word is a short, pet or other form: Liz is Elizabeth, Bill is William.

    Source: local default.
    """
    return ROOTS.get(word, ())
