"""Identifiers for rows, and references for people.

A row's identifier is a UUID that sorts by when it was made. A reference is what people read out
on the telephone and copy from letters: `EH-7K3Q9M-K` is a prefix, six characters, and a check
character that shows when it was misread.
"""

import secrets
import threading
import time
import unicodedata
import uuid
from collections.abc import Callable
from typing import Protocol

# 8 digits and 15 letters. Left out: 0 O, 1 I L, 2's Z, 5's S, 6's G, 8's B, U and V, and A and E
# so that no word can form. 23 is prime, which is what makes the check character certain.
ALPHABET = "23456789CDFHJKMNPQRTWXY"
BODY_LENGTH = 6
LONGEST_PREFIX = 6

_VALUES = {character: value for value, character in enumerate(ALPHABET)}
# A prefix may use every letter. The eleven that are not in the alphabet take the values of digits,
# which a prefix never has; I and L, O and Q, U and V come out the same.
_PREFIX_VALUES = _VALUES | {letter: _VALUES[as_if] for letter, as_if in zip("ZEASGLIBOUV", "23456778Q99", strict=True)}
_READ_AS_IN_BODY = str.maketrans("ZSGB", "2568")
_READ_AS_IN_PREFIX = str.maketrans("012568", "OIZSGB")
_DASHES_AND_DOTS = frozenset("-./_‐‑‒–—−")

_TIMESTAMP_BITS = 48
_TAIL_BITS = 74
_LARGEST_STEP_BITS = 32


class Randomness(Protocol):
    """Where chance comes from: the `secrets` module, or a seeded `random.Random` in a demo."""

    def choice(self, seq: str, /) -> str: ...


class IdMaker:
    """Makes identifiers, each later than the one before even when the clock stands or goes back.

    Source: RFC 9562, section 5.7 (UUID version 7) and section 6.2, method 2.
    """

    def __init__(
        self,
        *,
        milliseconds: Callable[[], int],
        random_bits: Callable[[int], int] = secrets.randbits,
    ) -> None:
        self._milliseconds = milliseconds
        self._random_bits = random_bits
        self._lock = threading.Lock()
        self._latest = 0  # the moment and the tail of the latest identifier, as one number

    def __call__(self) -> uuid.UUID:
        """Make the next identifier."""
        with self._lock:
            # The tail starts with its highest bit clear, so that steps have room to add up.
            fresh = (self._milliseconds() << _TAIL_BITS) | self._random_bits(_TAIL_BITS - 1)
            if fresh >> _TAIL_BITS <= self._latest >> _TAIL_BITS:
                fresh = self._latest + 1 + self._random_bits(_LARGEST_STEP_BITS)
            self._latest = fresh
        moment, tail = divmod(fresh, 1 << _TAIL_BITS)
        return _uuid_version_7(moment=moment, tail=tail)


def _uuid_version_7(*, moment: int, tail: int) -> uuid.UUID:
    high, low = tail >> 62, tail & ((1 << 62) - 1)
    return uuid.UUID(int=(moment << 80) | (0x7 << 76) | (high << 64) | (0b10 << 62) | low)


_make_id = IdMaker(milliseconds=lambda: time.time_ns() // 1_000_000)


def new_id() -> uuid.UUID:
    """A new identifier for a row: unguessable enough, and later ones sort after earlier ones.

    Source: RFC 9562, section 5.7 (UUID version 7).
    """
    return _make_id()


def new_reference(
    prefix: str,
    *,
    randomness: Randomness = secrets,
    is_taken: Callable[[str], bool] = lambda reference: False,
) -> str:
    """A new reference for people to use, such as `EH-7K3Q9M-K`.

    There are 148 million to a prefix; say in `is_taken` how to tell whether one is already in use,
    and another is drawn.
    """
    if not _is_prefix(prefix):
        raise ValueError(f"A prefix is 1 to {LONGEST_PREFIX} capital letters, not {prefix!r}")
    while True:
        body = "".join(randomness.choice(ALPHABET) for _ in range(BODY_LENGTH))
        reference = f"{prefix}-{body}-{_check_character(prefix, body)}"
        if not is_taken(reference):
            return reference


def is_valid_reference(text: str) -> bool:
    """Whether this is a whole reference, written as we write it, with its check character right.

    Any one wrong character and any two neighbours swapped are noticed (in a prefix, save for I and
    L, O and Q, U and V). It says nothing about whether the reference was ever given out.
    """
    prefix, _, rest = text.partition("-")
    body, _, check = rest.partition("-")
    return (
        _is_prefix(prefix)
        and len(body) == BODY_LENGTH
        and all(character in _VALUES for character in body)
        and check == _check_character(prefix, body)
    )


def tidy_reference(typed: str) -> str:
    """Read a reference as a person typed it, whatever the case, spacing and look-alike letters.

    Raises ValueError, with a message fit to show, when it cannot be one.
    """
    characters = "".join(
        character
        for character in unicodedata.normalize("NFKC", typed).upper()
        if not character.isspace() and character not in _DASHES_AND_DOTS
    )
    if not characters:
        raise ValueError("Enter a reference, such as EH-7K3Q9M-K")
    tail_length = BODY_LENGTH + 1
    prefix = characters[:-tail_length].translate(_READ_AS_IN_PREFIX)
    tail = characters[-tail_length:].translate(_READ_AS_IN_BODY)
    if not _is_prefix(prefix):
        raise ValueError("A reference is some letters, then 7 letters and numbers, such as EH-7K3Q9M-K")
    for character in tail:
        if character not in _VALUES:
            raise ValueError(
                f"After its first letters a reference never has {character!r} in it. "
                "Check it against the letter or e-mail it came in"
            )
    reference = f"{prefix}-{tail[:-1]}-{tail[-1]}"
    if not is_valid_reference(reference):
        raise ValueError(
            "That reference has a letter or number wrong, or two the wrong way round. "
            "Check it against the letter or e-mail it came in"
        )
    return reference


def _is_prefix(text: str) -> bool:
    return 1 <= len(text) <= LONGEST_PREFIX and all("A" <= letter <= "Z" for letter in text)


def _check_character(prefix: str, body: str) -> str:
    """The character that brings the weighted sum of all characters to nought.

    The weights are 1 for the check character, then 2, 3, 4 … leftwards: all different and none of
    them nought modulo a prime, so that no single slip or swap of neighbours leaves the sum alone.
    """
    values = [_PREFIX_VALUES[letter] for letter in prefix] + [_VALUES[one] for one in body]
    total = sum(weight * value for weight, value in enumerate(reversed(values), start=2))
    return ALPHABET[-total % len(ALPHABET)]
