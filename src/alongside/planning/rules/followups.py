"""What is asked of a plan once it is found, worked out piece by piece: why these sites, what each number can do."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

PIECES = ("sites", "counts")
"""Under which of these names the pieces that were found are kept."""


def pieces_of(kept: Mapping[str, Any]) -> Sequence[Mapping[str, Any]]:
    """What was found so far of a follow-up.

    Source: local default.
    """
    return next((kept[name] for name in PIECES if name in kept), ())


def is_under_way(kept: Mapping[str, Any]) -> bool:
    """A follow-up is under way until every piece of it was found, or nobody looks for the rest any more.

    Source: local default.
    """
    return bool(kept) and not kept.get("is_left") and (kept["of"] is None or len(pieces_of(kept)) < kept["of"])


def was_left_before(kept: Mapping[str, Any], moment: datetime) -> bool:
    """A follow-up that a machine has begun with and not written at since a moment was left by it; one that still waits
    for its turn was not, however long the queue.

    Source: local default.
    """
    last = kept and (kept.get("noted_at") or kept.get("begun_at", kept["asked_at"]))
    return bool(last) and is_under_way(kept) and datetime.fromisoformat(last) < moment
