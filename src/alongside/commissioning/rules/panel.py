"""What a panel is asked about packages, and what its answer means for them."""

from collections.abc import Iterable
from uuid import UUID, uuid5

from .timing import ReviewDecision

ASKED_OF_PANEL = "commissioning.version"
REVIEW_OF_PANEL = "commissioning.review"
"""Under which names questions about a proposal and about a review reach a panel."""

_ANSWERS = {
    "extend": ReviewDecision.RENEW,
    "agree": ReviewDecision.CARRY_ON,
    "agree_with_conditions": ReviewDecision.CHANGE,
    "end": ReviewDecision.END,
}


def review_decided(answer: str) -> ReviewDecision | None:
    """A panel that sees a package again renews it when it extends it, changes it when it sets conditions, lets it go
    on when it agrees, and ends it; any other answer is no review yet.

    Source: local default.
    """
    return _ANSWERS.get(answer)


def say_distance(scales: Iterable[tuple[str, int | None, int | None]]) -> str:
    """How far a family came on its own scales, in words: first, and where it stands now."""
    said = [
        f"{name}: {first} at first, {latest} now" if latest is not None else f"{name}: {first}, read once"
        for name, first, latest in scales
        if first is not None
    ]
    return "\n".join(said) or "No scale of the family’s has been read yet"


def package_of_item(item_id: UUID) -> UUID:
    """The one package that follows from an item: signing twice begins it once."""
    return uuid5(item_id, "package")


def is_agreed_already(*, cost: int, agreed: int) -> bool:
    """What costs no more than a panel agreed for it needs no second approval.

    Source: local default.
    """
    return cost <= agreed
