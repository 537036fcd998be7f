"""How items find their agenda by themselves: the next sitting with room, or the very next one for urgent help."""

from datetime import datetime

from django.db.models import Max, Sum
from django.utils import timezone

from alongside.foundation.identity.models import User

from .. import rules
from ..models import Item, Panel, Sitting
from ..queries.papers import content_of, digest_of
from .granting import open_item_to_members
from .refusals import move_item_to, touch


def fill_agendas(panel: Panel, *, by: User | None, at: datetime) -> int:
    """Put what waits for a panel onto the next agendas with room, the oldest first; says how many found one."""
    waiting = Item.objects.select_for_update(of=("self",)).select_related("panel__kind", "sitting", "case__family")
    placed = 0
    for item in waiting.filter(panel=panel, status=rules.ItemStatus.WAITING).order_by("asked_at", "id"):
        placed += place_item(item, by=by, at=at) is not None
    return placed


def place_item(item: Item, *, by: User | None, at: datetime) -> Sitting | None:
    """Put one item that is held onto the next agenda with room; urgent help goes onto the very next one."""
    is_urgent = item.kind == rules.ItemKind.RATIFY
    for sitting in _coming(item.panel, at):
        day = timezone.localtime(sitting.starts_at).date()
        if item.not_before_on and day < item.not_before_on:
            continue
        if is_urgent or (sitting.status == rules.SittingStatus.PLANNED and has_room(sitting, item.minutes)):
            put_on(item, sitting, by=by, at=at)
            return sitting
    return None


def put_on(
    item: Item, sitting: Sitting, *, by: User | None, at: datetime, is_reserve: bool = False, why: str = ""
) -> Item:
    """Put an item that is held onto an agenda, last; where its papers have gone, this one's go too."""
    last = Item.objects.filter(sitting=sitting).aggregate(last=Max("position"))["last"] or 0
    move_item_to(
        item,
        rules.ItemStatus.ON_AGENDA,
        by=by,
        at=at,
        why=why,
        sitting=sitting,
        position=last + 1,
        is_reserve=is_reserve,
    )
    if sitting.status != rules.SittingStatus.PLANNED and by is not None:
        freeze_paper(item, sitting, by=by, at=at)
        open_item_to_members(item, sitting, by=by, at=at)
    touch(sitting)
    return item


def freeze_paper(item: Item, sitting: Sitting, *, by: User, at: datetime):
    """Freeze what is written now as the panel's paper on an item, with its digest; freezing twice freezes once."""
    content = content_of(item, today=timezone.localtime(at).date())
    paper, _ = item.papers.get_or_create(
        sitting=sitting,
        defaults={"content": content, "digest": digest_of(content), "frozen_at": at, "frozen_by": by},
    )
    return paper


def has_room(sitting: Sitting, minutes: int) -> bool:
    """Whether so many minutes are left on an agenda."""
    held = Item.objects.filter(sitting=sitting, status=rules.ItemStatus.ON_AGENDA, is_reserve=False)
    taken = held.aggregate(taken=Sum("minutes"))["taken"] or 0
    return rules.minutes_left(length_minutes=sitting.length_minutes, item_minutes=[taken, minutes]) >= 0


def _coming(panel: Panel, at: datetime) -> list[Sitting]:
    states = (rules.SittingStatus.PLANNED, rules.SittingStatus.SENT)
    found = Sitting.objects.select_for_update(of=("self",)).select_related("panel__kind")
    return list(found.filter(panel=panel, status__in=states, starts_at__gt=at).order_by("starts_at", "id")[:60])
