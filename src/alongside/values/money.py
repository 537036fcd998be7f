"""Money in whole pence. No float comes in, and shares add up to what was shared."""

import math
import re
from collections.abc import Callable, Sequence
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import NewType

Pence = NewType("Pence", int)
Exact = int | Decimal | Fraction

_TYPED_POUNDS = re.compile(r"(?P<minus>-?)£?(?P<pounds>[0-9]+|[0-9]{1,3}(?:,[0-9]{3})+)(?:\.(?P<pence>[0-9]{2}))?")
LARGEST_POUNDS = 10_000_000_000  # beyond any council's budget: a slip of the keyboard


class Rounding(StrEnum):
    """What becomes of a part of a penny."""

    HALF_UP = "half_up"
    """To the nearest penny; a half goes away from nought, as on an invoice."""
    HALF_EVEN = "half_even"
    """To the nearest penny; a half goes to the even one, so that many halves even out."""
    UP = "up"
    """Away from nought: never less than is owed."""
    DOWN = "down"
    """Towards nought: never more than is there."""


_TO_WHOLE: dict[Rounding, Callable[[Fraction], int]] = {
    Rounding.HALF_UP: lambda size: math.floor(size + Fraction(1, 2)),
    Rounding.HALF_EVEN: round,
    Rounding.UP: math.ceil,
    Rounding.DOWN: math.floor,
}


def parse_pounds(text: str) -> Pence:
    """Read an amount as a person typed it: £1,234.50, 1234.50, or 12 for £12.

    Raises ValueError, with a message fit to show.
    """
    typed = "".join(text.split()).replace("−", "-")
    if not typed:
        raise ValueError("Enter an amount in pounds, such as 120 or 1,234.50")
    match = _TYPED_POUNDS.fullmatch(typed)
    if match is None:
        raise ValueError("An amount is pounds, and pence if there are any as two digits, such as 120 or 1,234.50")
    pounds = int(match["pounds"].replace(",", ""))
    if pounds > LARGEST_POUNDS:
        raise ValueError("That amount is too large. Check how many digits it has")
    pence = pounds * 100 + int(match["pence"] or 0)
    return Pence(-pence if match["minus"] else pence)


def format_pounds(amount: Pence, *, always_pence: bool = False) -> str:
    """An amount as we write it: £120, £1,234.50. In a column of figures, always with pence."""
    pounds, pence = divmod(abs(amount), 100)
    sign = "-" if amount < 0 else ""
    decimals = f".{pence:02}" if pence or always_pence else ""
    return f"{sign}£{pounds:,}{decimals}"


def times(amount: Pence, multiplier: Exact, rounding: Rounding) -> Pence:
    """An amount multiplied exactly, and then rounded once, in the way named."""
    return rounded(_exact(multiplier) * amount, rounding)


def rounded(pence: Exact, rounding: Rounding) -> Pence:
    """An exact number of pence brought to whole pence in the way named."""
    exact = _exact(pence)
    size = abs(exact)
    whole = _TO_WHOLE[rounding](size)
    return Pence(-whole if exact < 0 else whole)


def split_exactly(total: Pence, weights: Sequence[Exact]) -> list[Pence]:
    """Share an amount by weight, so that the shares add up to it.

    Each share is rounded down; the pence left over go to the largest remainders, one each, and
    where remainders are equal to whoever stands first.

    Source: the largest remainder method, also called Hamilton's.
    """
    exact = [_exact(weight) for weight in weights]
    whole_weight = sum(exact)
    if any(weight < 0 for weight in exact) or whole_weight == 0:
        raise ValueError("To share an amount, no weight may be below nought and one must be above")
    size = abs(total)
    ideal = [size * weight / whole_weight for weight in exact]
    shares = [math.floor(share) for share in ideal]
    by_remainder = sorted(range(len(ideal)), key=lambda place: shares[place] - ideal[place])
    for place in by_remainder[: size - sum(shares)]:
        shares[place] += 1
    return [Pence(-share if total < 0 else share) for share in shares]


def _exact(number: Exact) -> Fraction:
    if isinstance(number, float):
        raise TypeError("Money is never reckoned with a float: use int, Decimal or Fraction")
    return Fraction(number)
