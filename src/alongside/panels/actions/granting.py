"""Families of an agenda are open to those who sit on the panel from when the papers are sent until the chair signs."""

from datetime import datetime

from alongside.foundation.access.actions import end_grants, give_grant
from alongside.foundation.access.rules import GrantReason
from alongside.foundation.identity.models import User
from alongside.people.access import SUBJECT

from .. import rules
from ..models import Interest, Item, PanelMember, Presence, Sitting

READING = (rules.SittingStatus.SENT, rules.SittingStatus.SITTING, rules.SittingStatus.RISEN)


def open_item_to_members(item: Item, sitting: Sitting, *, by: User, at: datetime) -> None:
    """Open an item's family to the panel's members, and to those who stand in now; not to one with an interest."""
    for user in _readers(sitting):
        open_item_to(item, sitting, user, by=by, at=at)


def open_item_to(item: Item, sitting: Sitting, user: User, *, by: User, at: datetime) -> None:
    """Open one item's family to one person of the panel, unless they declared an interest."""
    if Interest.objects.filter(item=item, user=user, withdrawn_at__isnull=True).exists():
        return
    give_grant(
        subject_kind=SUBJECT,
        subject_id=item.case.family_id,
        holder=user,
        reason=GrantReason.AGENDA,
        because=f"{sitting.panel.name}, sitting {sitting.reference}"[:300],
        by=by,
        at=at,
    )


def open_agenda_to(sitting: Sitting, user: User, *, by: User, at: datetime) -> None:
    """Open a whole agenda to someone who comes in, as a substitute does."""
    for item in _on_agenda(sitting):
        open_item_to(item, sitting, user, by=by, at=at)


def close_item_to_members(item: Item, sitting: Sitting, *, at: datetime) -> None:
    """Close an item's family to those who read it for this agenda only."""
    users = {one.id: one for one in (*_readers(sitting), *_who_came(sitting))}
    for user in users.values():
        close_item_to(item, user, at=at)


def close_item_to(item: Item, user: User, *, at: datetime) -> None:
    """Close an item's family to one person, unless another agenda still shows it to them."""
    elsewhere = (
        Item.objects.filter(case__family_id=item.case.family_id, sitting__status__in=READING)
        .exclude(id=item.id)
        .exclude(interests__user=user, interests__withdrawn_at__isnull=True)
        .filter(panel__members__user=user, panel__members__until_on__isnull=True)
    )
    if not elsewhere.exists():
        end_grants(subject_kind=SUBJECT, subject_id=item.case.family_id, holder=user, reason=GrantReason.AGENDA, at=at)


def let_go_of_member(member: PanelMember, *, at: datetime) -> None:
    """Close every family of a panel's agendas to someone who has left it."""
    items = Item.objects.filter(panel=member.panel, sitting__status__in=READING).select_related("case")
    for item in items.order_by("id"):
        close_item_to(item, member.user, at=at)


def _readers(sitting: Sitting) -> list[User]:
    seats = PanelMember.objects.filter(panel_id=sitting.panel_id, until_on__isnull=True).select_related("user")
    return [one.user for one in seats.order_by("from_on", "id")]


def _who_came(sitting: Sitting) -> list[User]:
    return [one.user for one in Presence.objects.filter(sitting=sitting).select_related("user").order_by("id")]


def _on_agenda(sitting: Sitting) -> list[Item]:
    held = Item.objects.filter(sitting=sitting, status=rules.ItemStatus.ON_AGENDA).select_related("case")
    return list(held.order_by("position", "id"))
