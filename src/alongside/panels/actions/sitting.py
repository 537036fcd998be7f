"""Running a sitting: open it, note who comes and goes, call an item, rise."""

from datetime import datetime, timedelta

from django.db import transaction

from alongside.foundation.identity.models import User

from .. import rules
from ..models import Item, PanelMember, Presence, Sitting
from .granting import open_agenda_to
from .placing import freeze_paper
from .refusals import (
    PanelRefused,
    lock_item,
    lock_sitting,
    move_sitting_to,
    noted,
    noted_on_item,
    refuse_unless_runs,
    touch,
)

EARLY = timedelta(hours=1)
"""How long before its hour a sitting can be opened. Source: local default."""


@transaction.atomic
def open_sitting(*, sitting: Sitting, by: User, at: datetime) -> Sitting:
    """The panel begins: whoever opens it is in the room, and its families are open to the members."""
    sitting = lock_sitting(sitting)
    refuse_unless_runs(by, sitting.panel)
    if sitting.status == rules.SittingStatus.SITTING:
        return sitting
    if sitting.starts_at - at > EARLY:
        raise PanelRefused("A sitting can be opened from one hour before it begins")
    was_sent = sitting.status == rules.SittingStatus.SENT
    if not Item.objects.filter(sitting=sitting, status=rules.ItemStatus.ON_AGENDA).exists():
        raise PanelRefused("There is nothing on this agenda. Call the sitting off, or put an item on it")
    move_sitting_to(sitting, rules.SittingStatus.SITTING, by=by, at=at, opened_at=sitting.opened_at or at)
    for item in _agenda(sitting):
        if not was_sent:
            freeze_paper(item, sitting, by=by, at=at)
    noted("sitting_opened", sitting, by=by, at=at)
    own = PanelMember.objects.get(panel=sitting.panel, user=by, until_on__isnull=True)
    come_in(sitting=sitting, member=own, is_substitute=False, by=by, at=at)
    return sitting


@transaction.atomic
def come_in(*, sitting: Sitting, member: PanelMember, is_substitute: bool, by: User, at: datetime) -> Presence:
    """Someone comes in, for themselves or standing in; the families of the agenda open to them."""
    sitting = lock_sitting(sitting)
    refuse_unless_runs(by, sitting.panel)
    _refuse_unless_sitting(sitting)
    member = PanelMember.objects.select_related("user", "substitute").get(id=member.id)
    if member.panel_id != sitting.panel_id or member.until_on is not None:
        raise PanelRefused("They do not sit on this panel")
    who = member.substitute if is_substitute else member.user
    if who is None:
        raise PanelRefused("They have named no substitute")
    standing = Presence.objects.filter(sitting=sitting, member=member, left_at__isnull=True).first()
    if standing is not None and standing.user_id == who.id:
        return standing
    if standing is not None:
        standing.left_at = max(at, standing.came_at)
        standing.save(update_fields=["left_at"])
    presence = Presence.objects.create(sitting=sitting, member=member, user=who, came_at=at)
    open_agenda_to(sitting, who, by=by, at=at)
    noted("came_in", presence, by=by, at=at)
    touch(sitting)
    return presence


@transaction.atomic
def go_out(*, sitting: Sitting, member: PanelMember, by: User, at: datetime) -> None:
    """Someone leaves the room; the quorum is reckoned anew."""
    sitting = lock_sitting(sitting)
    refuse_unless_runs(by, sitting.panel)
    _refuse_unless_sitting(sitting)
    standing = Presence.objects.filter(sitting=sitting, member=member, left_at__isnull=True).first()
    if standing is None:
        return
    standing.left_at = max(at, standing.came_at)
    standing.save(update_fields=["left_at"])
    noted("went_out", standing, by=by, at=at)
    touch(sitting)


@transaction.atomic
def call_item(*, item: Item, by: User, at: datetime) -> Item:
    """The panel turns to an item: its clock runs, and the one before it stops."""
    sitting = lock_sitting(_sitting_of(item))
    refuse_unless_runs(by, sitting.panel)
    _refuse_unless_sitting(sitting)
    item = lock_item(item)
    if item.sitting_id != sitting.id or item.status != rules.ItemStatus.ON_AGENDA:
        raise PanelRefused("This item is not on the agenda")
    Item.objects.filter(sitting=sitting, opened_at__isnull=False, closed_at__isnull=True).exclude(id=item.id).update(
        closed_at=at
    )
    if item.opened_at is None or item.closed_at is not None:
        touch(item, opened_at=item.opened_at or at, closed_at=None)
        noted_on_item("item_called", item, by=by, at=at)
        touch(sitting)
    return item


@transaction.atomic
def rise(*, sitting: Sitting, by: User, at: datetime) -> Sitting:
    """The panel rises: every item has its answer or was deferred, and the chair can sign."""
    sitting = lock_sitting(sitting)
    refuse_unless_runs(by, sitting.panel)
    if sitting.status == rules.SittingStatus.RISEN:
        return sitting
    _refuse_unless_sitting(sitting)
    open_ = [one.reference for one in _agenda(sitting) if not hasattr(one, "decision")]
    if open_:
        raise PanelRefused(f"These items have no answer yet: {', '.join(open_)}. Decide or defer them")
    Item.objects.filter(sitting=sitting, opened_at__isnull=False, closed_at__isnull=True).update(closed_at=at)
    Presence.objects.filter(sitting=sitting, left_at__isnull=True).update(left_at=at)
    move_sitting_to(sitting, rules.SittingStatus.RISEN, by=by, at=at, risen_at=at)
    noted("sitting_risen", sitting, by=by, at=at)
    return sitting


@transaction.atomic
def sit_again(*, sitting: Sitting, by: User, at: datetime) -> Sitting:
    """Take up a sitting that rose too early, before the chair has signed; who is there is noted anew."""
    sitting = lock_sitting(sitting)
    refuse_unless_runs(by, sitting.panel)
    if sitting.status == rules.SittingStatus.SITTING:
        return sitting
    if sitting.status != rules.SittingStatus.RISEN:
        raise PanelRefused("Only a sitting that has risen can be taken up again")
    move_sitting_to(sitting, rules.SittingStatus.SITTING, by=by, at=at, risen_at=None)
    noted("sitting_taken_up", sitting, by=by, at=at)
    return sitting


def _sitting_of(item: Item) -> Sitting:
    if item.sitting is None:
        raise PanelRefused("This item is on no agenda")
    return item.sitting


def _agenda(sitting: Sitting) -> list[Item]:
    held = Item.objects.filter(sitting=sitting, status=rules.ItemStatus.ON_AGENDA)
    return list(held.select_related("case__family", "panel__kind", "decision").order_by("position", "id"))


def _refuse_unless_sitting(sitting: Sitting) -> None:
    if sitting.status != rules.SittingStatus.SITTING:
        raise PanelRefused("The panel is not sitting now")
