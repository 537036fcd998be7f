"""How amounts, scores and statuses of grants read."""

from __future__ import annotations

from fractions import Fraction

from alongside.foundation.components.presenters import say_day
from alongside.values.money import Pence, format_pounds

from .. import rules

ROUND_TAGS = {
    "draft": "blue", "open": "green", "closed": "yellow", "scoring": "purple", "awarded": "turquoise",
    "finished": "grey", "withdrawn": "red",
}  # fmt: skip
BID_TAGS = {
    "sent": "blue", "ruled_out": "red", "chosen": "turquoise", "not_chosen": "yellow", "awarded": "green",
    "refused": "grey", "withdrawn": "grey",
}  # fmt: skip
AWARD_TAGS = {"running": "green", "finished": "grey", "ended_early": "red"}
PAID_TAGS = {"planned": "blue", "asked": "yellow", "paid": "green", "dropped": "grey"}
RETURN_TAGS = {"due": "blue", "sent": "yellow", "read": "green"}
TOO_FEW = "Fewer than {}, not shown"
UNTOLD = (rules.BidStatus.CHOSEN, rules.BidStatus.NOT_CHOSEN, rules.BidStatus.RULED_OUT)


def pounds(amount: int) -> str:
    """An amount in a column of figures."""
    return format_pounds(Pence(amount), always_pence=True)


def short_pounds(amount: int) -> str:
    """An amount in a sentence."""
    return format_pounds(Pence(amount))


def number(text: str) -> dict:
    """A column of figures."""
    return {"text": text, "number": True}


def points(score: Fraction | None) -> str:
    """A score out of 100, to one decimal."""
    if score is None:
        return ""
    tenths = round(score * 10)
    whole, rest = divmod(tenths, 10)
    return f"{whole}.{rest}" if rest else str(whole)


def people(count: int | None, *, smallest: int) -> str:
    """A number of people, or that it is too small to show."""
    return TOO_FEW.format(smallest) if count is None else f"{count:,}"


def span(first, last) -> str:
    """From a day until a day."""
    return f"{say_day(first)} to {say_day(last)}"


def tag(words: dict, tags: dict, value: str) -> dict:
    """A status as a tag in a table."""
    return {"text": words[value], "tag": tags[value]}


def told_status(bid) -> str:
    """Where a bid stands as its bidder may know it: what is chosen is told on one day."""
    if bid.status in UNTOLD:
        return "With us, not decided yet"
    return rules.BID_STATUS_WORDS[rules.BidStatus(bid.status)]
