"""The clerk's hand on an agenda: order, merge, defer, reserve, refer, and send the papers."""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from alongside.foundation.identity.models import User
from alongside.foundation.notifications.actions import tell

from .. import access, rules
from ..models import Item, Panel, Sitting
from .asking import bring_item
from .granting import close_item_to_members, open_item_to_members
from .inviting import seated
from .placing import fill_agendas, freeze_paper, has_room, place_item, put_on
from .refusals import (
    PanelRefused,
    link_to_sitting,
    lock_item,
    lock_panel,
    lock_sitting,
    move_item_to,
    move_sitting_to,
    noted,
    noted_on_item,
    refuse_unless_runs,
    tidy,
    touch,
)

OVER = "The panel has risen. What it decided stands in the minutes"


def _held_on_agenda(item: Item, *, by: User) -> tuple[Sitting, Item]:
    """The sitting and the item, held in that order, while the agenda can still change."""
    if item.sitting is None:
        raise PanelRefused("This item is on no agenda")
    sitting = lock_sitting(item.sitting)
    refuse_unless_runs(by, sitting.panel)
    item = lock_item(item)
    if item.sitting_id != sitting.id or item.status != rules.ItemStatus.ON_AGENDA:
        raise PanelRefused("This item is no longer on that agenda")
    if not rules.may_change_agenda(rules.SittingStatus(sitting.status)):
        raise PanelRefused(OVER)
    return sitting, item


@transaction.atomic
def choose_panel(*, item: Item, panel: Panel, by: User, at: datetime) -> Item:
    """Give an item that waits for no panel to one."""
    panel = lock_panel(panel)
    item = lock_item(item)
    if not access.keeps(by, None):
        raise PanelRefused("Only a panel’s clerk can give this item to a panel")
    if item.panel_id is not None:
        raise PanelRefused("This item has its panel already")
    touch(item, panel=panel, minutes=panel.slot_minutes)
    noted_on_item("panel_chosen", item, by=by, at=at, panel=panel.slug)
    place_item(item, by=by, at=at)
    return item


@transaction.atomic
def put_on_agenda(*, item: Item, sitting: Sitting, is_reserve: bool, by: User, at: datetime) -> Item:
    """Put a waiting item onto an agenda by hand, or onto its reserve; one without room goes onto the reserve only."""
    sitting = lock_sitting(sitting)
    refuse_unless_runs(by, sitting.panel)
    item = lock_item(item)
    if item.status == rules.ItemStatus.ON_AGENDA and item.sitting_id == sitting.id:
        return item
    if item.panel_id != sitting.panel_id:
        raise PanelRefused("This item waits for another panel")
    if not rules.may_change_agenda(rules.SittingStatus(sitting.status)):
        raise PanelRefused(OVER)
    if not is_reserve and not has_room(sitting, item.minutes):
        raise PanelRefused("This agenda is full. Add it as a reserve item, or put it on a later one")
    put_on(item, sitting, by=by, at=at, is_reserve=is_reserve)
    noted_on_item("item_put_on_agenda", item, by=by, at=at, sitting=sitting.reference)
    return item


@transaction.atomic
def shift_item(*, item: Item, is_up: bool, by: User, at: datetime) -> Item:
    """Move an item one place up or down its agenda."""
    sitting, item = _held_on_agenda(item, by=by)
    row = list(
        Item.objects.select_for_update()
        .filter(sitting=sitting, status=rules.ItemStatus.ON_AGENDA)
        .order_by("position", "id")
    )
    place = next(number for number, one in enumerate(row) if one.id == item.id)
    to = place + (-1 if is_up else 1)
    if not 0 <= to < len(row):
        return item
    row[place], row[to] = row[to], row[place]
    for number, one in enumerate(row, start=1):
        one.position = number
    Item.objects.bulk_update(row, ["position"])
    touch(sitting)
    noted_on_item("item_shifted", item, by=by, at=at, place=to + 1)
    return item


@transaction.atomic
def set_item_time(*, item: Item, minutes: int, is_reserve: bool, by: User, at: datetime) -> Item:
    """Give an item more or less time, or make it a reserve item."""
    sitting, item = _held_on_agenda(item, by=by)
    if not 1 <= minutes <= sitting.length_minutes:
        raise PanelRefused(f"Enter minutes from 1 to {sitting.length_minutes}")
    touch(item, minutes=minutes, is_reserve=is_reserve)
    touch(sitting)
    noted_on_item("item_timed", item, by=by, at=at, minutes=minutes)
    return item


@transaction.atomic
def defer_item(*, item: Item, why: str, by: User, at: datetime, not_before_on: date | None = None) -> Item:
    """Take an item off an agenda, say why, and let it find the next one with room."""
    panel = lock_panel(item.panel)
    sitting, item = _held_on_agenda(item, by=by)
    why = tidy(why, needed="Write down why it is deferred")
    if hasattr(item, "decision"):
        raise PanelRefused("This item has its answer. Take the answer back first")
    sat_on = timezone.localtime(sitting.starts_at).date()
    close_item_to_members(item, sitting, at=at)
    move_item_to(
        item,
        rules.ItemStatus.WAITING,
        by=by,
        at=at,
        why=why,
        sitting=None,
        is_reserve=False,
        opened_at=None,
        closed_at=None,
        not_before_on=max(not_before_on or sat_on, sat_on) if not_before_on else _day_after(sat_on),
    )
    touch(sitting)
    noted_on_item("item_deferred", item, by=by, at=at)
    place_item(item, by=by, at=at)
    fill_agendas(panel, by=by, at=at)
    return item


def _day_after(day: date) -> date:
    return date.fromordinal(day.toordinal() + 1)


@transaction.atomic
def merge_item(*, item: Item, into: Item, by: User, at: datetime) -> Item:
    """Hear an item together with another, as siblings' are; both are answered at once."""
    sitting, into = _held_on_agenda(into, by=by)
    item = lock_item(item)
    if item.id == into.id:
        raise PanelRefused("Choose another item to hear it with")
    if item.panel_id != into.panel_id:
        raise PanelRefused("Choose an item of the same panel")
    if hasattr(item, "decision"):
        raise PanelRefused("This item has its answer already")
    Item.objects.filter(merged_into=item).update(merged_into=into)
    move_item_to(
        item,
        rules.ItemStatus.MERGED,
        by=by,
        at=at,
        why=f"Heard with {into.reference}",
        merged_into=into,
        sitting=sitting,
    )
    if sitting.status != rules.SittingStatus.PLANNED:
        freeze_paper(item, sitting, by=by, at=at)
        open_item_to_members(item, sitting, by=by, at=at)
    touch(sitting)
    noted_on_item("item_merged", item, by=by, at=at, into=into.reference)
    return item


@transaction.atomic
def hear_apart(*, item: Item, by: User, at: datetime) -> Item:
    """Undo a merge: the item waits on its own again, and finds an agenda."""
    item = lock_item(item)
    refuse_unless_runs(by, item.panel)
    if item.status != rules.ItemStatus.MERGED:
        return item
    close_item_to_members(item, item.sitting, at=at)
    move_item_to(item, rules.ItemStatus.WAITING, by=by, at=at, why="Heard apart", merged_into=None, sitting=None)
    noted_on_item("item_heard_apart", item, by=by, at=at)
    place_item(item, by=by, at=at)
    return item


@transaction.atomic
def refer_item(*, item: Item, to: Panel, why: str, by: User, at: datetime) -> Item:
    """Refer a question up or down to another panel before it is heard; gives the new item there."""
    item = lock_item(item)
    if item.panel is None or not access.runs(by, item.panel):
        raise PanelRefused("Only the clerk or the chair of this panel can refer it")
    why = tidy(why, needed="Write down why it is referred")
    if to.id == item.panel_id:
        raise PanelRefused("Choose another panel")
    if hasattr(item, "decision"):
        raise PanelRefused("This item has its answer. Take the answer back first")
    return hand_over(item, to=to, why=why, by=by, at=at)


def hand_over(item: Item, *, to: Panel, why: str, by: User, at: datetime) -> Item:
    """Close an item that is held as referred, and bring it to the other panel."""
    sitting = item.sitting
    if sitting is not None:
        if not rules.may_change_agenda(rules.SittingStatus(sitting.status)):
            raise PanelRefused(OVER)
        close_item_to_members(item, sitting, at=at)
    move_item_to(item, rules.ItemStatus.REFERRED, by=by, at=at, why=why, sitting=None)
    noted_on_item("item_referred", item, by=by, at=at, to=to.slug)
    return bring_again(item, panel=to, kind=rules.ItemKind.REFERRED, question=f"{why}\n\n{item.question}", by=by, at=at)


def bring_again(
    item: Item, *, panel: Panel, kind: rules.ItemKind, question: str, by: User, at: datetime, **when
) -> Item:
    """A question that follows from another, with all that was asked there."""
    return bring_item(
        case=item.case,
        kind=kind,
        panel=panel,
        question=question,
        comes_from=item,
        source_kind=f"panels.{kind}",
        source_id=item.id,
        wants_package=item.wants_package,
        package_words=item.package_words,
        package_pence=item.package_pence,
        help_began_on=item.help_began_on,
        help_began_words=item.help_began_words,
        by=by,
        at=at,
        **when,
    )


@transaction.atomic
def send_papers(*, sitting: Sitting, by: User, at: datetime) -> Sitting:
    """Freeze the papers of every item with their digests, open the families to the members, and tell them."""
    sitting = lock_sitting(sitting)
    refuse_unless_runs(by, sitting.panel)
    if sitting.status == rules.SittingStatus.SENT:
        return sitting
    items = list(
        Item.objects.filter(sitting=sitting, status__in=[rules.ItemStatus.ON_AGENDA, rules.ItemStatus.MERGED])
        .select_related("panel__kind", "case__family", "case__lead")
        .order_by("position", "id")
    )
    if not items:
        raise PanelRefused("There is nothing on this agenda yet")
    move_sitting_to(sitting, rules.SittingStatus.SENT, by=by, at=at, papers_sent_at=at)
    for item in items:
        freeze_paper(item, sitting, by=by, at=at)
        open_item_to_members(item, sitting, by=by, at=at)
    noted("papers_sent", sitting, by=by, at=at, about={one.case.family_id for one in items}, items=len(items))
    for member in seated(sitting.panel):
        if member.user_id != by.id:
            tell(
                user=member.user,
                kind="panels.papers_sent",
                words=f"Papers of {sitting.panel.name} are here. Say what your agency knows and could offer",
                link=link_to_sitting(sitting),
                at=at,
            )
    return sitting
