"""How it reads what grants did for families, and the list of awards that anybody may have."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from .. import rules
from .wording import number, people, pounds, short_pounds

if TYPE_CHECKING:
    from ..models import Award
    from ..queries.results import Came, Results, Said

AWARD_COLUMNS = ["Organisation", "What for", "Locality", "Round", number("Grant")]
OPEN_FILE = [
    "Identifier", "Title", "Description", "Currency", "Amount Awarded", "Award Date", "Planned Dates:Start Date",
    "Planned Dates:End Date", "Recipient Org:Identifier", "Recipient Org:Name", "Funding Org:Name",
    "Grant Programme:Title", "Beneficiary Location:Name",
]  # fmt: skip
"""The columns of the open standard for grants of 360Giving."""


def came_columns(name: str) -> list:
    """The columns of what came of grants."""
    return [name, number("Grants"), number("Awarded"), number("Paid"), number("Families"), number("For each family")]


@dataclass(frozen=True)
class ResultsPage:
    """What grants did for families."""

    figures: list[dict]
    by_locality: list
    by_outcome: list
    bars: list
    said: list[dict]

    @classmethod
    def of(cls, found: Results, *, policy: rules.GrantsPolicy) -> ResultsPage:
        smallest = policy.smallest_count
        return cls(
            figures=[
                {"key": "Grants", "value": str(found.grants)},
                {"key": "Awarded", "value": pounds(found.awarded)},
                {"key": "Paid so far", "value": pounds(found.paid)},
                {"key": "Families reached", "value": f"{found.families:,}"},
                *_not_counted(found.too_few, smallest),
                {"key": "Families that bids hoped to reach", "value": f"{found.hoped:,}"},
                {"key": "Grants whose first return is not read yet", "value": str(found.waiting)},
            ],
            by_locality=[_came_row(one) for one in found.by_locality],
            by_outcome=[_came_row(one) for one in found.by_outcome],
            bars=[
                {"label": one.name, "value": one.families, "words": f"{one.families:,}"}
                for one in found.by_locality
                if one.families
            ],
            said=[_said(one, smallest) for one in found.said],
        )


def _not_counted(too_few: int, smallest: int) -> list[dict]:
    words = f"Grants with fewer than {smallest} families, not counted"
    return [{"key": words, "value": str(too_few)}] if too_few else []


def _came_row(one: Came) -> list:
    return [
        one.name,
        str(one.grants),
        pounds(one.awarded),
        pounds(one.paid),
        f"{one.families:,}" if one.families is not None else "Not known, or too few to show",
        pounds(one.a_family) if one.a_family is not None else "",
    ]


def _said(one: Said, smallest: int) -> dict:
    bid = one.award.bid
    return {
        "title": f"{bid.organisation}: {bid.title}",
        "about": f"{bid.locality.name}, {short_pounds(one.award.amount)}. "
        f"Families: {people(one.families, smallest=smallest).lower()}. "
        f"Children: {people(one.children, smallest=smallest).lower()}. Meetings and visits: {one.sessions:,}.",
        "what_changed": one.what_changed,
        "families_say": one.families_say,
        "less_well": one.less_well,
        "kind": "Final return" if one.is_final else "Half-way return",
    }


def award_row(one: Award) -> list:
    """One award in the list that anybody may read."""
    return [one.bid.organisation, one.bid.title, one.bid.locality.name, one.bid.round.title, pounds(one.amount)]


def open_line(one: Award, *, funder: str) -> list:
    """One award in the file of the open standard."""
    bid, round = one.bid, one.bid.round
    whole, pence = divmod(one.amount, 100)
    return [
        bid.reference, bid.title, bid.what, "GBP", f"{whole}.{pence:02}", one.awarded_on.isoformat(),
        round.starts_on.isoformat(), round.ends_on.isoformat(), bid.registered_as, bid.organisation, funder,
        round.title, bid.locality.name,
    ]  # fmt: skip
