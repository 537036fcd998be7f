"""What letters to bidders say."""

from collections.abc import Sequence
from dataclasses import dataclass

from alongside.values.dates import spoken_date
from alongside.values.money import format_pounds

from .money import Part


@dataclass(frozen=True)
class Told:
    """What a letter tells of one bid."""

    name: str
    organisation: str
    title: str
    reference: str
    round_title: str
    why: str
    conditions: str = ""
    amount: int = 0
    score: str = ""


def award_letter(told: Told, parts: Sequence[Part]) -> str:
    """An award says how much, why, on what conditions, and when each part is paid.

    Source: local default.
    """
    payments = "\n".join(f"- {format_pounds(one.amount)}: {one.what}, by {spoken_date(one.due_on)}" for one in parts)
    conditions = f"\n\nThe grant is given on these conditions:\n{told.conditions}" if told.conditions else ""
    return (
        f"Dear {told.name}\n\n"
        f"We are glad to tell you that {told.organisation} is awarded {format_pounds(told.amount)} for “{told.title}” "
        f"({told.reference}), from {told.round_title}.\n\n"
        f"Why: {told.why}{conditions}\n\n"
        f"It is paid in these parts:\n{payments}\n\n"
        "We send you a link when it is time to tell us what you did. Please name no family in what you write.\n"
    )


def refusal_letter(told: Told) -> str:
    """A refusal says why, so that the next bid can be better, and how to ask more.

    Source: local default.
    """
    score = f" The bid scored {told.score} out of 100." if told.score else ""
    return (
        f"Dear {told.name}\n\n"
        f"Thank you for the bid of {told.organisation} for “{told.title}” ({told.reference}) to {told.round_title}. "
        f"It is not awarded a grant.\n\n"
        f"Why: {told.why}{score}\n\n"
        "If you would like to talk about it, or about another round, answer this letter.\n"
    )


def subject_of(*, reference: str) -> str:
    """The subject line names no one.

    Source: local default.
    """
    return f"What we decided on your bid {reference}"
