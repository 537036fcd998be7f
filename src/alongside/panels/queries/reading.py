"""Panels, sittings and items that are open to a viewer."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import Count, Q, QuerySet

from alongside.cases.queries import get_case
from alongside.foundation.components.paging import Page, key_page
from alongside.foundation.identity.models import User
from alongside.people.access import families_sealed_from

from .. import access, rules
from ..models import Addendum, Interest, Item, Panel, PanelAction, PanelKind, PanelMember, Sitting

get_case_to_ask_about = get_case


class PanelNotFound(LookupError):
    """There is no such panel, sitting or item, or it is not open to the viewer."""


def get_panel(*, viewer: User, slug: str) -> Panel:
    """One panel."""
    panel = access.panels_open_to(viewer).select_related("kind", "district", "refers_up_to").filter(slug=slug).first()
    if panel is None:
        raise PanelNotFound(slug)
    return panel


def list_panels(*, viewer: User) -> list[Panel]:
    """The panels open to the viewer, each with how much waits for it."""
    waits = Count("items", filter=Q(items__status=rules.ItemStatus.WAITING))
    found = access.panels_open_to(viewer).select_related("kind", "district").annotate(waiting=waits)
    return list(found.order_by("-is_active", "kind__reach", "name", "id"))


def list_active_panels() -> list[Panel]:
    """Every panel that can be asked, by name; it names no family."""
    return list(Panel.objects.filter(is_active=True).select_related("kind").order_by("kind__reach", "name", "id"))


def list_kinds() -> list[PanelKind]:
    """The latest version of every kind of panel, by name."""
    latest: dict[str, PanelKind] = {}
    for kind in PanelKind.objects.order_by("from_on", "id"):
        latest[kind.key] = kind
    return sorted(latest.values(), key=lambda one: one.name)


def list_members(*, panel: Panel) -> list[PanelMember]:
    """Who sits on a panel: the chair first, the clerk last."""
    seats = panel.members.filter(until_on__isnull=True)
    seats = seats.select_related("user__agency", "agency", "substitute__agency")
    order = {part: number for number, part in enumerate(("chair", "vice_chair", "member", "clerk"))}
    return sorted(seats.order_by("agency__name", "id"), key=lambda one: order[one.part])


def get_member(*, panel: Panel, member_id) -> PanelMember:
    """One place on a panel."""
    member = panel.members.select_related("user", "agency", "substitute", "panel").filter(id=member_id).first()
    if member is None:
        raise PanelNotFound(str(member_id))
    return member


def list_sittings(*, viewer: User, panel: Panel, after: str = "", before: str = "", size: int = 25) -> Page:
    """Past sittings, the latest first."""
    found = with_counts(access.sittings_open_to(viewer).filter(panel=panel, status__in=["signed", "cancelled"]))
    return key_page(found, after=after, before=before, size=size, order=("-starts_at", "-id"))


def list_coming(*, viewer: User, panel: Panel | None = None, at: datetime, size: int = 12) -> list[Sitting]:
    """Sittings that are not over, the soonest first."""
    found = access.sittings_open_to(viewer).filter(
        status__in=sorted(rules.NOT_OVER), starts_at__gt=at - timedelta(days=60)
    )
    if panel is not None:
        found = found.filter(panel=panel)
    return list(with_counts(found).order_by("starts_at", "id")[:size])


def with_counts(sittings: QuerySet[Sitting]) -> QuerySet[Sitting]:
    """Sittings with their panel, and how many items stand on each agenda."""
    on_it = Count("items", filter=Q(items__status__in=["on_agenda", "decided"], items__merged_into__isnull=True))
    return sittings.select_related("panel__kind").defer("minutes").annotate(item_count=on_it)


def get_sitting(*, viewer: User, reference: str) -> Sitting:
    """One sitting of a panel open to the viewer."""
    found = access.sittings_open_to(viewer).select_related("panel__kind", "panel__refers_up_to", "series", "signed_by")
    sitting = found.filter(reference=reference).first()
    if sitting is None:
        raise PanelNotFound(reference)
    return sitting


def agenda_of(*, viewer: User, sitting: Sitting) -> list[Item]:
    """The items of a sitting that the viewer may read, in order."""
    items = access.items_open_to(viewer).filter(sitting=sitting, merged_into__isnull=True)
    return list(
        items.select_related("case__family", "case__lead", "panel__kind", "asked_by__agency", "decision", "sitting")
        .prefetch_related("merged__case__family", "interests")
        .order_by("is_reserve", "position", "id")
    )


def count_hidden(*, viewer: User, sitting: Sitting, shown: list[Item]) -> int:
    """How many items of an agenda the viewer does not see."""
    standing = Item.objects.filter(sitting=sitting, merged_into__isnull=True)
    return standing.exclude(id__in=[one.id for one in shown]).count()


def list_waiting(*, viewer: User, panel: Panel) -> list[Item]:
    """What waits for a panel and is on no agenda, for those who run it."""
    found = access.items_open_to(viewer).filter(panel=panel, status=rules.ItemStatus.WAITING)
    return list(found.select_related("case__family", "panel", "asked_by").order_by("asked_at", "id")[:100])


def list_unplaced(*, viewer: User) -> list[Item]:
    """Questions for which no panel was found, for the clerks."""
    found = access.items_open_to(viewer).filter(panel__isnull=True, status=rules.ItemStatus.WAITING)
    return list(found.select_related("case__family", "asked_by").order_by("asked_at", "id")[:100])


def get_item(*, viewer: User, reference: str) -> Item:
    """One item: for those who run the panel or read its agenda, and for whoever works with the family."""
    if not (viewer.may(access.SIT) or viewer.may(access.ASK)):
        raise PanelNotFound(reference)
    item = (
        Item.objects.filter(reference=reference)
        .filter(
            Q(id__in=access.items_open_to(viewer).values("id"))
            | Q(id__in=access.items_worked_with_by(viewer).values("id"))
            | Q(id__in=access.items_done_by(viewer).values("id"))
        )
        .exclude(access.sealed_from(viewer))
        .select_related(
            "case__family", "case__lead__agency", "case__hub_team", "panel__kind", "sitting__panel",
            "asked_by__agency", "decision__teller",
            "decision__lead", "decision__to_panel", "comes_from", "merged_into",
        )
        .first()
    )  # fmt: skip
    if item is None:
        raise PanelNotFound(reference)
    return item


def is_item_of_panel_for(*, viewer: User, item: Item) -> bool:
    """Whether the viewer reads an item as one of its panel: its paper and what the agencies said."""
    return access.items_open_to(viewer).filter(id=item.id).exists()


def items_of_case(*, viewer: User, case) -> list[Item]:
    """What panels were asked about a case that is open to the viewer, the latest first."""
    found = access.items_worked_with_by(viewer).filter(case=case)
    return list(found.select_related("panel", "sitting", "decision").order_by("-asked_at", "-id")[:20])


def get_interest(*, item: Item, interest_id) -> Interest:
    """One interest declared in an item."""
    found = item.interests.select_related("user", "item").filter(id=interest_id).first()
    if found is None:
        raise PanelNotFound(str(interest_id))
    return found


def get_action(*, viewer: User, action_id) -> PanelAction:
    """Something a panel gave the viewer to do, or gave on a panel that they run."""
    action = (
        PanelAction.objects.select_related("item__case__family", "item__panel", "sitting", "owner")
        .filter(id=action_id)
        .exclude(item__case__family_id__in=families_sealed_from(viewer))
        .first()
    )
    if action is None or not (action.owner_id == viewer.id or access.runs(viewer, action.item.panel)):
        raise PanelNotFound(str(action_id))
    return action


def list_addenda(sitting: Sitting) -> list[Addendum]:
    """Corrections beside signed minutes, the earliest first."""
    return list(sitting.addenda.select_related("by", "item").order_by("at", "id"))
