"""What is due about panels, by rule, for someone's own day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.db.models import Exists, OuterRef
from django.utils import timezone

from alongside.foundation.identity.models import User
from alongside.foundation.policy.rules import text_of

from .. import access, rules
from ..models import Item, Offer, PanelMember, Sitting


@dataclass(frozen=True)
class PanelWork:
    """One thing to do about a panel: what, by when, by which rule, and where."""

    words: str
    reference: str
    link: str
    due_on: date
    rule: str
    family_name: str = ""
    family_id: UUID | None = None


def work_of(*, viewer: User, today: date) -> list[PanelWork]:
    """What the viewer has to do because of panels, the soonest due first."""
    rows = _actions(viewer)
    seats = _seats_of(viewer)
    if seats - {rules.Part.CLERK} and viewer.may(access.SIT):
        rows += [*_to_say(viewer), *_to_sign(viewer)]
    if rules.Part.CLERK in seats and viewer.may(access.CLERK):
        rows += _papers(viewer, today)
    return sorted(rows, key=lambda one: (one.due_on, one.reference, one.words))


def _seats_of(viewer: User) -> set[str]:
    """The parts that someone has on panels now; asked before all that only those who sit there have to do."""
    if not (viewer.may(access.SIT) or viewer.may(access.CLERK)):
        return set()
    seats = PanelMember.objects.filter(user=viewer, until_on__isnull=True)
    return set(seats.order_by("part").values_list("part", flat=True).distinct())


def _actions(viewer: User) -> list[PanelWork]:
    return [
        PanelWork(
            words=f"{rules.ACTION_KIND_WORDS[rules.ActionKind(one.kind)]}: {one.what}"
            if one.kind not in (rules.ActionKind.TELL_FAMILY, rules.ActionKind.LEAD)
            else one.what,
            reference=one.item.reference,
            link=f"/panels/actions/{one.id}/",
            due_on=one.due_on,
            rule="Agreed by the panel",
            family_name=one.item.case.family.name,
            family_id=one.item.case.family_id,
        )
        for one in access.actions_of(viewer).select_related("item__case__family").order_by("due_on", "id")[:100]
    ]


def _to_say(viewer: User) -> list[PanelWork]:
    """Items of agendas sent, about which the viewer's agency has said nothing."""
    seats = PanelMember.objects.filter(user=viewer, until_on__isnull=True).exclude(part=rules.Part.CLERK)
    said = Offer.objects.filter(item=OuterRef("id"), member__user=viewer)
    items = (
        access.items_open_to(viewer)
        .filter(status=rules.ItemStatus.ON_AGENDA, sitting__status=rules.SittingStatus.SENT)
        .filter(panel_id__in=seats.values("panel_id"))
        .exclude(Exists(said))
        .select_related("sitting__panel")
        .order_by("sitting__starts_at", "position", "id")
    )
    by_sitting: dict[UUID, list[Item]] = {}
    for item in items[:200]:
        by_sitting.setdefault(item.sitting_id, []).append(item)
    return [
        PanelWork(
            words=f"Say what your agency knows and could offer: {_count(found)} of {found[0].sitting.panel.name}",
            reference=found[0].sitting.reference,
            link=f"/panels/sittings/{found[0].sitting.reference}/",
            due_on=timezone.localtime(found[0].sitting.starts_at).date(),
            rule="Before the panel meets",
        )
        for found in by_sitting.values()
    ]


def _count(found: list[Item]) -> str:
    return "1 item" if len(found) == 1 else f"{len(found)} items"


def _papers(viewer: User, today: date) -> list[PanelWork]:
    kept = PanelMember.objects.filter(user=viewer, until_on__isnull=True, part=rules.Part.CLERK).values("panel_id")
    soon = timezone.make_aware(datetime.combine(today + timedelta(days=21), time.min))
    planned = Sitting.objects.filter(
        panel_id__in=kept, status=rules.SittingStatus.PLANNED, starts_at__lt=soon, items__status="on_agenda"
    )
    rule = text_of(rules.papers_due_on)
    return [
        PanelWork(
            words=f"Send the papers of {one.panel.name}",
            reference=one.reference,
            link=f"/panels/sittings/{one.reference}/",
            due_on=one.papers_due_on,
            rule=str(rule),
        )
        for one in planned.select_related("panel").distinct().order_by("starts_at", "id")[:40]
    ]


def _to_sign(viewer: User) -> list[PanelWork]:
    chaired = PanelMember.objects.filter(user=viewer, until_on__isnull=True, part__in=sorted(rules.CHAIRS))
    risen = Sitting.objects.filter(panel_id__in=chaired.values("panel_id"), status=rules.SittingStatus.RISEN)
    return [
        PanelWork(
            words=f"Sign what {one.panel.name} decided",
            reference=one.reference,
            link=f"/panels/sittings/{one.reference}/minutes/",
            due_on=timezone.localtime(one.risen_at).date(),
            rule="Nothing leaves the room until the chair has signed",
        )
        for one in risen.select_related("panel").order_by("starts_at", "id")
    ]
