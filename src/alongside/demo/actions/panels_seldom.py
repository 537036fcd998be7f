"""What comes before a panel now and then: brothers and sisters, a step down, a reserve item, urgent help, an interest
declared, a sitting that moves."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from alongside.demo.panels_of_county import INTEREST, RESERVE, SIBLING, STEP_DOWN, URGENT
from alongside.foundation.identity.models import User
from alongside.panels import actions, rules
from alongside.panels.models import Item, Panel, PanelMember, Sitting
from alongside.plans.models import Plan


def bring_seldom(home: Panel, sitting: Sitting, plans: list[Plan], *, clerk: User, at: datetime) -> None:
    """A sibling heard with the first item, a step down, and one question if there is time."""
    first = _items(sitting)[0]
    do = {"by": clerk, "at": at}
    sister = _ask(home, first.case, rules.ItemKind.MORE, SIBLING, at=at)
    actions.merge_item(item=_on(sister, sitting, is_reserve=False, **do), into=first, **do)
    asks = ((rules.ItemKind.STEP_DOWN, STEP_DOWN, False), (rules.ItemKind.MORE, RESERVE, True))
    for plan, (kind, question, is_reserve) in zip(plans, asks, strict=False):
        _on(_ask(home, plan.case, kind, question, at=at), sitting, is_reserve=is_reserve, **do)


def help_at_once(home: Panel, plans: list[Plan], *, at: datetime) -> None:
    """Help that began before anybody was asked, on the very next agenda to be ratified."""
    question, began = URGENT
    for plan in plans[2:3]:
        actions.ask_panel(
            case=plan.case, kind=rules.ItemKind.RATIFY, panel=home, question=question, help_began_words=began,
            help_began_on=(at - timedelta(days=1)).date(), by=plan.case.lead, at=at,
        )  # fmt: skip


def declare_an_interest(sitting: Sitting, *, at: datetime) -> None:
    """One member lives next door: the item is hidden from them."""
    seats = PanelMember.objects.filter(panel_id=sitting.panel_id, part=rules.Part.MEMBER).select_related("user")
    neighbour = seats.filter(agency__kind="school").order_by("id").first()
    if neighbour is not None:
        actions.declare_interest(item=_items(sitting)[2], why=INTEREST, by=neighbour.user, at=at)


def move_one(seated: Iterable[Panel], *, clerk: User, at: datetime) -> None:
    """One sitting to come is moved by a day, in everybody's calendar."""
    panel = next((one for one in seated if one.name.startswith("Orlside")), None)
    found = Sitting.objects.filter(
        panel=panel, status=rules.SittingStatus.PLANNED, starts_at__gt=at + timedelta(days=9)
    )
    sitting = found.select_related("panel").order_by("starts_at").first()
    if sitting is not None:
        actions.move_sitting(
            sitting=sitting, version=sitting.version, starts_at=sitting.starts_at + timedelta(days=1),
            place="The library, Orlside", link="", by=clerk, at=at,
        )  # fmt: skip


def _ask(home: Panel, case, kind: rules.ItemKind, question: str, *, at: datetime) -> Item:
    item = actions.ask_panel(case=case, kind=kind, panel=home, question=question, by=case.lead, at=at)
    item.refresh_from_db()
    return item


def _on(item: Item, sitting: Sitting, *, is_reserve: bool, by: User, at: datetime) -> Item:
    if item.sitting_id not in (None, sitting.id):
        actions.defer_item(item=item, why="Brought forward", by=by, at=at, not_before_on=date.max)
        item.refresh_from_db()
    fresh = Sitting.objects.select_related("panel__kind").get(id=sitting.id)
    actions.put_on_agenda(item=item, sitting=fresh, is_reserve=is_reserve, by=by, at=at)
    item.refresh_from_db()
    if is_reserve:
        actions.set_item_time(item=item, minutes=5, is_reserve=True, by=by, at=at)
    return item


def _items(sitting: Sitting) -> list[Item]:
    found = Item.objects.filter(sitting=sitting, status=rules.ItemStatus.ON_AGENDA)
    return list(found.select_related("sitting", "panel", "case__lead", "case__family").order_by("position"))
