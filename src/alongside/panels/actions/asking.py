"""Bringing a question to a panel: by hand, or from what happened elsewhere."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from alongside.cases.actions import add_to_timeline
from alongside.cases.rules import CaseStatus
from alongside.foundation.calendar.queries import england
from alongside.foundation.events.actions import publish
from alongside.foundation.identity.models import User
from alongside.foundation.policy.queries import policy_on
from alongside.foundation.references.rules import new_reference

from .. import access, events, rules
from ..models import Item, Panel
from ..queries.routing import panel_for
from .granting import close_item_to_members
from .placing import fill_agendas, place_item
from .refusals import (
    PanelRefused,
    link_to_item,
    lock_item,
    lock_panel,
    move_item_to,
    noted_on_item,
    refuse_if,
    tidy,
)

if TYPE_CHECKING:
    from alongside.cases.models import Case


@transaction.atomic
def bring_item(
    *,
    case: Case,
    kind: rules.ItemKind,
    question: str,
    by: User | None,
    at: datetime,
    panel: Panel | None = None,
    panel_named: str = "",
    source_kind: str = "",
    source_id: UUID | None = None,
    comes_from: Item | None = None,
    wants_package: bool = False,
    package_words: str = "",
    package_pence: int | None = None,
    help_began_on: date | None = None,
    help_began_words: str = "",
    not_before_on: date | None = None,
    due_on: date | None = None,
) -> Item:
    """Bring a question to a panel from what happened elsewhere; the same source brings it once.

    Without a panel, the one named in words is looked for, and then the one of the family's district; where none is
    found the item waits in sight of the clerks. It goes onto the next agenda with room by itself.
    Whoever calls asks first whether they may.
    """
    if source_id is not None:
        standing = Item.objects.filter(source_kind=source_kind, source_id=source_id).first()
        if standing is not None:
            return standing
    today = timezone.localtime(at).date()
    policy = policy_on(rules.PanelsPolicy, today)
    panel = panel or panel_for(case=case, named=panel_named)
    if panel is not None:
        panel = lock_panel(panel)
    item = Item.objects.create(
        reference=new_reference("PI"),
        kind=kind,
        case=case,
        panel=panel,
        minutes=panel.slot_minutes if panel else 10,
        question=tidy(question, needed="Write down what the panel is asked"),
        wants_package=wants_package,
        package_words=tidy(package_words),
        package_pence=package_pence,
        help_began_on=help_began_on,
        help_began_words=tidy(help_began_words),
        panel_named=panel_named[:200],
        source_kind=source_kind,
        source_id=source_id,
        comes_from=comes_from,
        asked_by=by,
        asked_at=at,
        due_on=due_on or rules.answer_due_on(asked_on=today, calendar=england(), policy=policy),
        not_before_on=not_before_on,
    )
    noted_on_item("item_brought", item, by=by, at=at, item_kind=str(kind))
    add_to_timeline(
        family_id=case.family_id,
        case_id=case.id,
        kind="panels.item_brought",
        title=f"A panel was asked: {rules.ITEM_KIND_WORDS[kind]}",
        words=item.question,
        link=link_to_item(item),
        is_for_family=False,
        by=by,
        at=at,
    )
    if panel is not None:
        place_item(item, by=by, at=at)
    return item


@transaction.atomic
def ask_panel(
    *,
    case: Case,
    kind: rules.ItemKind,
    question: str,
    by: User,
    at: datetime,
    panel: Panel | None = None,
    wants_package: bool = False,
    package_words: str = "",
    package_pence: int | None = None,
    help_began_on: date | None = None,
    help_began_words: str = "",
) -> Item:
    """Someone who works with a family asks a panel about it; urgent help has begun before it is asked about."""
    if not access.may_ask_about(by, case):
        raise PanelRefused("Only someone who works with this family can ask a panel about it")
    if kind not in rules.ASKED_BY_HAND:
        raise PanelRefused("This reaches a panel by itself")
    if case.status == CaseStatus.CLOSED:
        raise PanelRefused("This family’s case is closed. Reopen it first")
    if wants_package and not tidy(package_words):
        raise PanelRefused("Say what the package is for")
    today = timezone.localtime(at).date()
    refuse_if(rules.problem_with_urgent_help(kind, help_began_on=help_began_on, today=today))
    if kind == rules.ItemKind.RATIFY and not tidy(help_began_words):
        raise PanelRefused("Say which help has begun")
    question = tidy(question, needed="Write down what the panel is asked")
    standing = Item.objects.filter(
        case=case, kind=kind, question=question, status__in=[rules.ItemStatus.WAITING, rules.ItemStatus.ON_AGENDA]
    ).first()
    if standing is not None:
        return standing
    return bring_item(
        case=case,
        kind=kind,
        question=question,
        panel=panel,
        wants_package=wants_package,
        package_words=package_words,
        package_pence=package_pence,
        help_began_on=help_began_on,
        help_began_words=help_began_words,
        by=by,
        at=at,
    )


@transaction.atomic
def withdraw_item(*, item: Item, why: str, by: User, at: datetime) -> Item:
    """Take a question back before it is decided, and say why."""
    item = lock_item(item)
    is_asker = item.asked_by_id == by.id and access.may_ask_about(by, item.case)
    if not is_asker and not (item.panel and access.runs(by, item.panel)):
        raise PanelRefused("Only whoever asked, or those who run this panel, can withdraw it")
    if item.status == rules.ItemStatus.WITHDRAWN:
        return item
    return withdraw(item, why=tidy(why, needed="Write down why it is withdrawn"), by=by, at=at)


def withdraw(item: Item, *, why: str, by: User | None, at: datetime) -> Item:
    """Take an item that is held out of every agenda."""
    if item.sitting is not None and item.sitting.status in (rules.SittingStatus.RISEN, rules.SittingStatus.SIGNED):
        raise PanelRefused("The panel has risen: this item stands in its minutes")
    held = Item.objects.select_for_update(of=("self",)).select_related("case", "sitting")
    left = [(one, one.sitting) for one in held.filter(merged_into=item, status=rules.ItemStatus.MERGED)]
    left.append((item, item.sitting))
    for merged, _ in left[:-1]:
        move_item_to(merged, rules.ItemStatus.WAITING, by=by, at=at, why=why, merged_into=None, sitting=None)
    item.decision.delete() if hasattr(item, "decision") else None
    move_item_to(item, rules.ItemStatus.WITHDRAWN, by=by, at=at, why=why, sitting=None)
    for one, sitting in left:
        if sitting is not None:
            close_item_to_members(one, sitting, at=at)
    noted_on_item("item_withdrawn", item, by=by, at=at)
    publish(
        events.ItemWithdrawn(item_id=item.id, source_kind=item.source_kind, source_id=item.source_id, why=why, at=at)
    )
    if item.panel is not None:
        panel = item.panel
        transaction.on_commit(lambda: _fill_what_is_free(panel, by=by, at=at), robust=True)
    return item


@transaction.atomic
def _fill_what_is_free(panel: Panel, *, by: User | None, at: datetime) -> None:
    """Whatever waits, items that were heard with a withdrawn one too, finds an agenda: in a transaction of its own,
    which holds the panel before any agenda."""
    fill_agendas(lock_panel(panel), by=by, at=at)
