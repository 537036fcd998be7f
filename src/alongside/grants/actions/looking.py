"""Noting who looked at a bid: it holds people’s names and addresses."""

from datetime import datetime

from alongside.foundation.audit.actions import record
from alongside.foundation.identity.models import User

from ..models import Bid


def show_bid(*, bid: Bid, by: User | None, at: datetime) -> None:
    """A bid was looked at."""
    record("grants.bid_seen", subject=bid, by=by, at=at, by_label="" if by else "a bidder, by their link")
