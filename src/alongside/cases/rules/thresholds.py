"""The local threshold document: its areas of life, and when a version may still change."""

from datetime import date

DOMAINS = (
    "Health",
    "Learning and school",
    "Feelings and behaviour",
    "Family relationships",
    "Safety",
    "Home and money",
)


def may_reword(*, from_on: date, today: date) -> bool:
    """A version of the threshold document is reworded only before the day it takes effect; after that, decisions
    stand on its words, and a new version is made.

    Source: local default (Working Together to Safeguard Children asks for a published threshold document).
    """
    return today < from_on
