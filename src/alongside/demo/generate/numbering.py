"""Identifiers and references that no two rows share, though several processes make them at once."""

from random import Random

from alongside.foundation.references.rules import ALPHABET, BODY_LENGTH, IdMaker, new_reference

_BODIES = len(ALPHABET) ** BODY_LENGTH
_STEP = 70_368_743  # prime to the number of bodies, so that every step leads to another one
_NHS_BODIES = 1_000_000
_NHS_STEP = 379_009


class _Told:
    """Chance that says what it was told to."""

    def __init__(self, number: int) -> None:
        self.number = number

    def choice(self, seq: str, /) -> str:
        self.number, place = divmod(self.number, len(seq))
        return seq[place]


def reference(prefix: str, *, number: int, seed: int) -> str:
    """The reference that belongs to a number: each number has its own."""
    return new_reference(prefix, randomness=_Told((number * _STEP + seed * 7919) % _BODIES))


def ids(*, chunk: int, seed: int, first_millisecond: int):
    """A maker of identifiers for one chunk, which sort by chunk and then by when they were made."""
    chance = Random(f"{seed}/{chunk}/ids")
    return IdMaker(milliseconds=lambda: first_millisecond + chunk, random_bits=chance.getrandbits)


def nhs_number(*, number: int) -> str:
    """An NHS number from the range 999, which is never given to anybody; empty where there is none.

    Source: NHS Data Dictionary, NHS NUMBER (modulus 11).
    """
    if number >= _NHS_BODIES:
        return ""
    body = f"999{number * _NHS_STEP % _NHS_BODIES:06}"
    check = 11 - sum(int(digit) * weight for digit, weight in zip(body, range(10, 1, -1), strict=True)) % 11
    return "" if check == 10 else f"{body}{0 if check == 11 else check}"
