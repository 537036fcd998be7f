"""What happens to grants, for those above who must hear of it."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID


@dataclass(frozen=True)
class RoundAwarded:
    """A round was awarded whole: its promises are in the ledger and its letters written."""

    round_id: UUID
    awards: int
    amount: int
    by_id: UUID
    at: datetime
