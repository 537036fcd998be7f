"""How much someone may approve, and the ways on when that is not enough."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from alongside.values.money import Pence, format_pounds


@dataclass(frozen=True)
class Limit:
    """What may be approved at a time, and in a financial year where that is limited too."""

    most: int
    most_a_year: int | None = None
    from_on: date | None = None
    until_on: date | None = None


def is_in_force(limit: Limit, *, today: date) -> bool:
    """A delegated limit holds from its first day to its last.

    Source: local default (the council’s scheme of delegation).
    """
    return (limit.from_on is None or limit.from_on <= today) and (limit.until_on is None or today <= limit.until_on)


def may_approve(limit: Limit, *, cost: Pence, approved_this_year: Pence) -> bool:
    """The whole cost of the package as it would stand is what is measured against a limit, never only the change,
    so that a large package cannot be approved in small pieces.

    Source: local default (the council’s scheme of delegation).
    """
    if cost > limit.most:
        return False
    return limit.most_a_year is None or approved_this_year + cost <= limit.most_a_year


def must_be_someone_else(*, proposed_by, approver) -> bool:
    """Nobody approves what they proposed themselves.

    Source: local default (two people for every promise of money).
    """
    return proposed_by != approver


WAY_REFER_UP = "Refer it up to someone, or a panel, whose limit is high enough"
WAY_OTHER_FUND = "Ask another fund to pay a part"
WAY_SMALLER = "Make it smaller or shorter"
WAY_NEXT_YEAR = "End it on 31 March and renew it when next year’s money is there"
WAY_VIREMENT = "Ask for money to be moved from another fund"


@dataclass(frozen=True)
class Refusal:
    """Why something could not be done, and what can be done instead."""

    words: str
    ways_on: tuple[str, ...]


def not_enough_authority(*, cost: Pence, most: int | None, others: Sequence[str] = ()) -> Refusal:
    """The refusal where a limit is too low: by how much, and who could approve it."""
    if most is None:
        words = f"You hold no delegated limit, and this package costs {format_pounds(cost)}"
    else:
        words = f"This package costs {format_pounds(cost)}. You may approve up to {format_pounds(Pence(most))}"
    refer = f"{WAY_REFER_UP}: {', '.join(others)}" if others else WAY_REFER_UP
    return Refusal(words, (refer, WAY_SMALLER))


def not_enough_money(*, fund: str, year: str, needed: Pence, free: Pence) -> Refusal:
    """The refusal where a fund’s year has too little left: by how much, and the ways on."""
    words = f"{fund} has {format_pounds(free)} free in {year}, and this needs {format_pounds(needed)}"
    return Refusal(words, (WAY_OTHER_FUND, WAY_VIREMENT, WAY_SMALLER, WAY_REFER_UP))


def no_money_yet(*, fund: str, year: str) -> Refusal:
    """The refusal where nobody has put money into a fund for a year yet."""
    return Refusal(f"No partner has put money into {fund} for {year} yet", (WAY_NEXT_YEAR, WAY_OTHER_FUND, WAY_SMALLER))
