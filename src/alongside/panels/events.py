"""What a panel does that other apps react to."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID


@dataclass(frozen=True)
class ItemDecided:
    """A panel answered an item, and the chair has signed; `decision` is a `rules.DecisionKind`.

    Published in the transaction of the signing, so that what follows stands or falls with it. Where a package
    was asked, `package_pence` is what the panel agreed at the most, and `package_words` what it is for. A question that
    was referred on or came back names what it came from at first. `view` is what the panel heard of the family's view.
    """

    item_id: UUID
    reference: str
    kind: str
    decision: str
    panel_id: UUID
    sitting_id: UUID
    case_id: UUID
    family_id: UUID
    is_package_asked: bool
    package_words: str
    package_pence: int | None
    source_kind: str
    source_id: UUID | None
    decided_on: date
    by_id: UUID
    at: datetime
    reasons: str = ""
    view: str = ""

    @property
    def is_agreed(self) -> bool:
        """Whether the panel said yes, with conditions or without, or lets something go on."""
        return self.decision in {"agree", "agree_with_conditions", "ratify", "extend"}


@dataclass(frozen=True)
class SittingSigned:
    """The chair has signed a sitting: minutes, letters, actions and grants stand."""

    sitting_id: UUID
    panel_id: UUID
    by_id: UUID
    at: datetime


@dataclass(frozen=True)
class ItemWithdrawn:
    """An item will not be decided: what it was about has ended, or whoever asked took it back."""

    item_id: UUID
    source_kind: str
    source_id: UUID | None
    why: str
    at: datetime
