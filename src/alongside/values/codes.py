"""Identifiers that others give out: NHS numbers, pupil and learner numbers, postcodes.

Each is a type that holds only a well-formed value. `parse` reads what a person typed, and raises
ValueError with a message that says what is wrong and what to do, without repeating the number.
Their `repr` hides what could name a person, so that none reaches a log or a traceback.
"""

import re
import unicodedata
from abc import ABC, abstractmethod
from dataclasses import dataclass
from enum import StrEnum
from operator import mul
from typing import ClassVar, Self

_SEPARATORS = frozenset("-./‐‑‒–—−")
_LOOK_AGAIN = "Check it against where it came from"
_NUMBER_LENGTH = 10
_WEIGHTS_10_TO_2 = range(10, 1, -1)


@dataclass(frozen=True, order=True, repr=False, slots=True)
class _Code(ABC):
    """A well-formed code, held in the one form in which it is stored and compared."""

    value: str

    name: ClassVar[str]

    def __post_init__(self) -> None:
        self._refuse_malformed()

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read a code as a person typed it, whatever the case, spacing and punctuation."""
        return cls(_tidied(text))

    def __str__(self) -> str:
        return self.value

    def __repr__(self) -> str:
        return f"{type(self).__name__}(hidden)"

    @abstractmethod
    def _refuse_malformed(self) -> None:
        """Raise ValueError, with a message fit to show, unless the value is well-formed."""


class NhsNumber(_Code):
    """A person's NHS number: nine digits and a check digit.

    Source: NHS Data Dictionary, NHS NUMBER (modulus 11).
    """

    __slots__ = ()
    name = "NHS number"

    @property
    def spaced(self) -> str:
        """As it is printed on letters: three, three and four digits."""
        return f"{self.value[:3]} {self.value[3:6]} {self.value[6:]}"

    def _refuse_malformed(self) -> None:
        _refuse_unless_ten_digits(self.value, self.name, example="999 339 5633")
        if len(set(self.value)) == 1:
            raise ValueError(f"An NHS number is never one digit ten times over. {_LOOK_AGAIN}")
        # A remainder that would need the check digit 10 fits no digit: such numbers are not issued.
        if (_weighted_to_ninth(self.value) + int(self.value[9])) % 11 != 0:
            raise ValueError(f"That NHS number has a digit wrong. {_LOOK_AGAIN}")


class Uln(_Code):
    """A learner's unique learner number: nine digits and a check digit.

    Source: Individualised Learner Record specification, unique learner number (modulus 11).
    """

    __slots__ = ()
    name = "unique learner number"
    PLACEHOLDER: ClassVar[str] = "9999999999"

    def _refuse_malformed(self) -> None:
        _refuse_unless_ten_digits(self.value, self.name, example="9796950307")
        if self.value == self.PLACEHOLDER:
            raise ValueError("Ten nines stand for a unique learner number that is not known. Leave it empty")
        remainder = _weighted_to_ninth(self.value) % 11
        if remainder == 0 or int(self.value[9]) != 10 - remainder:
            raise ValueError(f"That unique learner number has a digit wrong. {_LOOK_AGAIN}")


class Upn(_Code):
    """A pupil's unique pupil number: a check letter, then twelve digits; in a temporary one the
    last of the twelve is a letter.

    Source: Department for Education, Unique pupil numbers: guidance (check letter modulo 23).
    """

    __slots__ = ()
    name = "unique pupil number"
    LETTERS: ClassVar[str] = "ABCDEFGHJKLMNPQRTUVWXYZ"  # no I, O or S
    LENGTH: ClassVar[int] = 13

    @property
    def is_temporary(self) -> bool:
        """Whether a school gave it for the time being, until the permanent one is known."""
        return self.value[-1] in self.LETTERS

    def _refuse_malformed(self) -> None:
        if self.value in set(NoUpnReason):
            raise ValueError("That is the code for why there is no unique pupil number. Leave the number empty")
        _refuse_length(self.value, self.name, self.LENGTH, "letters and numbers", "A931219022879")
        letter, digits, last = self.value[0], self.value[1:-1], self.value[-1]
        if not _is_digits(digits) or not (_is_digits(last) or last in self.LETTERS):
            raise ValueError(
                "A unique pupil number is a letter and 12 digits, the last of which may be a "
                f"letter but not I, O or S, such as A931219022879. {_LOOK_AGAIN}"
            )
        last_value = int(last) if _is_digits(last) else self.LETTERS.index(last)
        values = [*(int(digit) for digit in digits), last_value]
        total = sum(weight * value for weight, value in enumerate(values, start=2))
        if letter != self.LETTERS[total % len(self.LETTERS)]:
            raise ValueError(f"That unique pupil number has its first letter or a digit wrong. {_LOOK_AGAIN}")


class NoUpnReason(StrEnum):
    """Why a return holds no unique pupil number for a child. UN1 to UN5 are in the return on
    looked-after children, all seven in the children in need census.

    Source: Department for Education, SSDA903 and children in need census specifications.
    """

    UN1 = "UN1"
    UN2 = "UN2"
    UN3 = "UN3"
    UN4 = "UN4"
    UN5 = "UN5"
    UN6 = "UN6"
    UN7 = "UN7"


class Postcode(_Code):
    """A postcode of the United Kingdom, with one space: OX1 1ND. Whether it exists, `places` says.

    Source: Royal Mail, Programmers' Guide to the Postcode Address File; BS 7666-2.
    """

    __slots__ = ()
    name = "postcode"
    _OUTWARD: ClassVar[re.Pattern[str]] = re.compile(
        r"[A-PR-UWYZ](?:[0-9][0-9]?|[0-9][A-HJKPSTUW]"
        r"|[A-HK-Y][0-9][0-9]?|[A-HK-Y][0-9][ABEHMNPRVWXY])"
    )
    _INWARD: ClassVar[re.Pattern[str]] = re.compile(r"[0-9][ABD-HJLNP-UW-Z]{2}")
    _GIROBANK: ClassVar[str] = "GIR 0AA"
    _INWARD_LENGTH: ClassVar[int] = 3

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read a postcode as a person typed it, whatever the case and spacing."""
        tidied = _tidied(text)
        if not tidied:
            raise ValueError("Enter a postcode, such as OX1 1ND")
        return cls(f"{tidied[: -cls._INWARD_LENGTH]} {tidied[-cls._INWARD_LENGTH :]}")

    @property
    def outward(self) -> str:
        """The part before the space, which names a district: OX1."""
        return self.value.partition(" ")[0]

    @property
    def inward(self) -> str:
        """The part after the space, which names a street or so: 1ND."""
        return self.value.partition(" ")[2]

    @property
    def sector(self) -> str:
        """The district and the first digit after the space: OX1 1."""
        return self.value[:-2]

    @property
    def compact(self) -> str:
        """Without the space, as some files hold it: OX11ND."""
        return self.value.replace(" ", "")

    def _refuse_malformed(self) -> None:
        if self.value == self._GIROBANK:
            return
        if not self._INWARD.fullmatch(self.inward):
            raise ValueError(
                "A postcode ends with a number and two letters, such as the 1ND of OX1 1ND. Check the end of it"
            )
        if not self._OUTWARD.fullmatch(self.outward):
            raise ValueError(
                "A postcode begins with one or two letters and a number, such as the OX1 of "
                "OX1 1ND. Check the beginning of it"
            )


def _tidied(text: str) -> str:
    return "".join(
        character
        for character in unicodedata.normalize("NFKC", text).upper()
        if not character.isspace() and character not in _SEPARATORS
    )


def _is_digits(text: str) -> bool:
    return text.isascii() and text.isdigit()


def _weighted_to_ninth(digits: str) -> int:
    return sum(map(mul, _WEIGHTS_10_TO_2, map(int, digits)))


def _refuse_length(text: str, name: str, length: int, of_what: str, example: str) -> None:
    article = "An" if name.startswith("NHS") else "A"
    if not text:
        raise ValueError(f"Enter {article.lower()} {name}, such as {example}")
    if len(text) != length:
        raise ValueError(f"{article} {name} has {length} {of_what}, such as {example}. This has {len(text)}")


def _refuse_unless_ten_digits(text: str, name: str, *, example: str) -> None:
    _refuse_length(text, name, _NUMBER_LENGTH, "digits", example)
    if not _is_digits(text):
        article = "An" if name.startswith("NHS") else "A"
        raise ValueError(f"{article} {name} has only digits in it, such as {example}")
