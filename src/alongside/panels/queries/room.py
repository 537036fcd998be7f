"""Who is in the room, and whether that is a quorum."""

from ..models import Item, Presence, Sitting
from ..rules import CHAIRS, Part, Present, what_quorum_lacks


def in_the_room(sitting: Sitting) -> list[Presence]:
    """Everyone in the room now, in the order in which they came."""
    there = Presence.objects.filter(sitting=sitting, left_at__isnull=True)
    return list(there.select_related("member__agency", "user").order_by("came_at", "id"))


def quorum_lacks(sitting: Sitting, *, item: Item | None = None, room: list[Presence] | None = None) -> tuple[str, ...]:
    """What is missing for a quorum now; for one item, without those who declared an interest in it."""
    room = in_the_room(sitting) if room is None else room
    away = set(item.interests.filter(withdrawn_at__isnull=True).values_list("user_id", flat=True)) if item else set()
    present = [
        Present(one.member.agency_id, one.member.agency.kind, is_chair=one.member.part in CHAIRS)
        for one in room
        if one.member.part != Part.CLERK and one.user_id not in away
    ]
    return what_quorum_lacks(sitting.panel.quorum_rule, present)


def limits_in_the_room(sitting: Sitting) -> list[int]:
    """The delegated limits, in pence, of those in the room themselves; a substitute brings none."""
    return [one.member.limit_pence for one in in_the_room(sitting) if one.user_id == one.member.user_id]
