"""Noting that someone looked: every page that shows a family says so in the audit log."""

from collections.abc import Iterable
from datetime import datetime

from alongside.foundation.audit.actions import record
from alongside.foundation.identity.models import User

from ..models import Item, Sitting


def show_item(*, item: Item, by: User, at: datetime) -> None:
    """Note that someone looked at an item."""
    record("panels.item_seen", subject=item, about=(item.case.family_id,), by=by, at=at)


def show_sitting(*, sitting: Sitting, items: Iterable[Item], by: User, at: datetime, page: str) -> None:
    """Note that someone saw the families of an agenda or of minutes."""
    families = {item.case.family_id for item in items}
    if families:
        record("panels.sitting_seen", subject=sitting, about=families, by=by, at=at, page=page)


def show_items(*, items: Iterable[Item], by: User, at: datetime) -> None:
    """Note that someone saw families in a list of items."""
    families = {item.case.family_id for item in items}
    if families:
        record("panels.list_seen", subject=by, about=families, by=by, at=at)
