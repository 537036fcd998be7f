"""The people of an item: the children asked after, and those who may be given something to do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from alongside.foundation.identity.models import User
from alongside.people.rules import FamilyRole

from .. import rules
from ..models import Item, Offer, PanelMember, Presence

if TYPE_CHECKING:
    from alongside.people.models import Person


def children_of(item: Item) -> list[Person]:
    """The children of an item's family, and of those heard with it, from the eldest; the unborn too."""
    families = [item.case.family, *(one.case.family for one in item.merged.select_related("case__family"))]
    found = {}
    for family in families:
        members = family.members.filter(role=FamilyRole.CHILD, until_on__isnull=True)
        for member in members.select_related("person").order_by("person__born_on", "id"):
            if member.person.died_on is None:
                found[member.person_id] = member.person
    return list(found.values())


def offers_of(item: Item) -> list[Offer]:
    """What each agency said it knows and could offer, in the order of the panel."""
    return list(
        Offer.objects.filter(item=item)
        .select_related("member__agency", "member__user", "worker")
        .order_by("member__from_on", "member_id")
    )


def people_to_name(item: Item) -> list[User]:
    """Who can be named in an answer without typing: the lead, whoever asked, the workers offered, and the panel."""
    found: dict = {}
    first = [item.case.lead, item.asked_by, *(one.worker for one in offers_of(item))]
    seats = PanelMember.objects.filter(panel_id=item.panel_id, until_on__isnull=True).exclude(part=rules.Part.CLERK)
    first += [one.user for one in seats.select_related("user__agency").order_by("user__name", "id")]
    if item.sitting_id:
        there = Presence.objects.filter(sitting_id=item.sitting_id).select_related("user__agency").order_by("id")
        first += [one.user for one in there]
    if item.case.hub_team_id:
        first += [one.user for one in item.case.hub_team.memberships.filter(ended_on__isnull=True, user__is_active=True)
                  .select_related("user__agency").order_by("user__name", "id")]  # fmt: skip
    for user in first:
        if user is not None and user.is_active:
            found.setdefault(user.id, user)
    return list(found.values())


def colleagues_of(member: PanelMember) -> list[User]:
    """Whom a member can name for their agency, by name; the same team first where the agency is large."""
    return list(
        User.objects.filter(agency_id=member.agency_id, is_active=True)
        .exclude(kind="family")
        .order_by("name", "id")[:200]
    )


def items_akin(item: Item, others: list[Item]) -> set:
    """Which of some items are about the same family as one, or share somebody with it, as brothers and sisters do."""
    mine = item.case.family.members.filter(until_on__isnull=True).values("person_id")
    shared = Item.objects.filter(
        id__in=[one.id for one in others], case__family__members__person__in=mine, case__family__members__until_on=None
    )
    return set(shared.values_list("id", flat=True))
