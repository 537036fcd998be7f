"""What every verb on a panel does first and last: hold it, check who and when, and note what was done."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from alongside.foundation.audit.actions import record
from alongside.foundation.identity.models import User

from .. import access, rules
from ..models import Item, Panel, PanelMove, Sitting

STALE = (
    "Someone else changed this while you had it open. Your words are still here: look at the change, then save again"
)
ONLY_THE_CLERK = "Only the clerk or the chair of this panel can do this"


class PanelRefused(Exception):
    """Something could not be done with a panel; the message is fit to show."""


def lock_sitting(sitting: Sitting) -> Sitting:
    """The sitting as it stands now, held until the transaction ends."""
    return Sitting.objects.select_for_update(of=("self",)).select_related("panel__kind", "series").get(id=sitting.id)


def lock_item(item: Item) -> Item:
    """The item as it stands now, held until the transaction ends."""
    return (
        Item.objects.select_for_update(of=("self",))
        .select_related("panel__kind", "sitting", "case__family", "case__lead")
        .get(id=item.id)
    )


def lock_panel(panel: Panel) -> Panel:
    """The panel, held: whoever fills its agendas goes one after the other."""
    return Panel.objects.select_for_update(of=("self",)).select_related("kind").get(id=panel.id)


def refuse_unless_runs(by: User, panel: Panel) -> None:
    """The clerk and the chair run a panel."""
    if not access.runs(by, panel):
        raise PanelRefused(ONLY_THE_CLERK)


def refuse_if(problem: str) -> None:
    """Refuse with what a rule says is wrong; an empty answer is no problem."""
    if problem:
        raise PanelRefused(problem)


def refuse_stale(row, version: int | None) -> None:
    """Refuse a form that was opened before someone else's change."""
    if version is not None and row.version != version:
        raise PanelRefused(STALE)


def tidy(words: str, *, needed: str = "") -> str:
    """Words without space round them; empty ones are refused where something is needed."""
    words = (words or "").strip()
    if needed and not words:
        raise PanelRefused(needed)
    return words


def move_sitting_to(
    sitting: Sitting, to: rules.SittingStatus, *, by: User, at: datetime, why: str = "", **facts
) -> Sitting:
    """Move a sitting that is held, write the move down, and save it with a new version."""
    if not rules.may_move_sitting(rules.SittingStatus(sitting.status), to):
        words = rules.SITTING_STATUS_WORDS[rules.SittingStatus(sitting.status)].lower()
        raise PanelRefused(f"This cannot be done now. The sitting is: {words}")
    PanelMove.objects.create(
        thing=rules.Thing.SITTING,
        sitting=sitting,
        from_status=sitting.status,
        to_status=to,
        by=by,
        at=at,
        why=why,
    )
    sitting.status = to
    return touch(sitting, "status", **facts)


def touch(row: Sitting | Item, *names: str, **facts):
    """Save facts of a row with a new version, by which other screens notice."""
    for name, value in facts.items():
        setattr(row, name, value)
    row.version += 1
    row.save(update_fields=[*names, *facts, "version"])
    return row


def move_item_to(item: Item, to: rules.ItemStatus, *, by: User | None, at: datetime, why: str = "", **facts) -> Item:
    """Move an item that is held, write the move down, and save it with a new version."""
    if not rules.may_move_item(rules.ItemStatus(item.status), to):
        words = rules.ITEM_STATUS_WORDS[rules.ItemStatus(item.status)].lower()
        raise PanelRefused(f"This cannot be done now. The item is: {words}")
    PanelMove.objects.create(
        thing=rules.Thing.ITEM,
        item=item,
        sitting=facts.get("sitting", item.sitting),
        from_status=item.status,
        to_status=to,
        by=by,
        at=at,
        why=why,
    )
    item.status = to
    return touch(item, "status", **facts)


def noted(kind: str, subject, *, by: User | None, at: datetime, about: Iterable[UUID] = (), **detail) -> None:
    """Write the audit log."""
    record(f"panels.{kind}", subject=subject, about=tuple(about), by=by, at=at, **detail)


def noted_on_item(kind: str, item: Item, *, by: User | None, at: datetime, **detail) -> None:
    """Write the audit log about an item's family."""
    noted(kind, item, by=by, at=at, about=(item.case.family_id,), **detail)


def link_to_item(item: Item) -> str:
    """Where an item is read."""
    return f"/panels/items/{item.reference}/"


def link_to_sitting(sitting: Sitting) -> str:
    """Where a sitting is read."""
    return f"/panels/sittings/{sitting.reference}/"
