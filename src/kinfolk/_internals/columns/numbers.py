"""Columns of identifiers and of ways to reach someone."""

from collections.abc import Sequence

from .folding import bits_of, folded, letters_of, packed

UPN_LETTERS = "ABCDEFGHJKLMNPQRTUVWXYZ"
_PHONE_DIGITS = 9
_LEAST_PHONE = 6
Columns = dict[str, object]


def nhs_columns(values: Sequence[str]) -> Columns:
    """Columns of an NHS number: the number, whether its check digit holds, and its slips."""
    number = "".join(character for character in _first(values) if character.isdigit())
    return {"": number, "valid": "y" if is_nhs_number(number) else "", "letters": letters_of(number)}


def upn_columns(values: Sequence[str]) -> Columns:
    """Columns of a unique pupil number: the number, whether its check letter holds, and its slips."""
    number = packed(_first(values))
    return {"": number, "valid": "y" if is_upn(number) else "", "letters": letters_of(number)}


def number_columns(values: Sequence[str]) -> Columns:
    """Columns of any other number that one person has."""
    number = packed(_first(values))
    return {"": number, "letters": letters_of(number)}


def email_columns(values: Sequence[str]) -> Columns:
    """Columns of an email address: whole, what stands before the at, and slips."""
    text = _first(values).strip().casefold()
    name = "".join(folded(text.split("@")[0]).split())
    whole = "".join(folded(text).split())
    return {"": whole, "name": name, "letters": letters_of(whole), "bits": bits_of(whole)}


def phone_columns(values: Sequence[str]) -> Columns:
    """The column of a telephone number: its last nine digits, whatever stands before them."""
    digits = "".join(character for character in _first(values) if character.isdigit())
    return {"": digits[-_PHONE_DIGITS:] if len(digits) >= _LEAST_PHONE else ""}


def sex_columns(values: Sequence[str]) -> Columns:
    """The column of a sex as it is recorded: m, f or nothing."""
    return {"": {"m": "m", "male": "m", "boy": "m", "1": "m", "f": "f", "female": "f", "girl": "f", "2": "f"}.get(
        folded(_first(values)), ""
    )}  # fmt: skip


def word_columns(values: Sequence[str]) -> Columns:
    """Columns of a word that stands for one of several kinds: an occupation, a school."""
    whole = "".join(folded(_first(values)).split())
    return {"": whole, "letters": letters_of(whole), "bits": bits_of(whole)}


def is_nhs_number(number: str) -> bool:
    """Whether ten digits carry the check digit of an NHS number (NHS Data Dictionary, modulus 11)."""
    if len(number) != 10 or len(set(number)) == 1:
        return False
    total = sum(int(digit) * weight for digit, weight in zip(number, range(10, 1, -1), strict=False))
    return (total + int(number[9])) % 11 == 0


def is_upn(number: str) -> bool:
    """Whether a unique pupil number carries its check letter (Department for Education, modulo 23)."""
    if len(number) != 13 or not number[1:-1].isdigit() or number[0] not in UPN_LETTERS:
        return False
    last = number[-1]
    if not (last.isdigit() or last in UPN_LETTERS):
        return False
    values = [*map(int, number[1:-1]), int(last) if last.isdigit() else UPN_LETTERS.index(last)]
    return UPN_LETTERS[sum(weight * value for weight, value in enumerate(values, start=2)) % 23] == number[0]


def _first(values: Sequence[str]) -> str:
    return values[0] if values else ""
