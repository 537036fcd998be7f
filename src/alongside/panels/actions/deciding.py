"""Noting the panel's answer to an item while it sits; nothing leaves the room before the chair signs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import transaction

from alongside.foundation.drafts.actions import discard_draft
from alongside.foundation.drafts.models import Draft
from alongside.foundation.identity.models import User
from alongside.foundation.identity.rules import UserKind
from alongside.values.money import format_pounds

from .. import rules
from ..models import (
    ChildSafety,
    Condition,
    Dissent,
    Helper,
    Item,
    Offer,
    Panel,
    PanelDecision,
    PanelMember,
    Presence,
    Sitting,
)
from ..queries.papers import family_view
from ..queries.people import children_of
from ..queries.room import limits_in_the_room, quorum_lacks
from .refusals import (
    PanelRefused,
    lock_item,
    lock_sitting,
    noted_on_item,
    refuse_stale,
    refuse_unless_runs,
    tidy,
    touch,
)

if TYPE_CHECKING:
    from alongside.people.models import Person


@dataclass(frozen=True)
class Owed:
    """A condition as it is said in the room."""

    what: str
    owner: User
    due_on: date


@dataclass(frozen=True)
class Against:
    """Someone who does not agree, and why."""

    member: PanelMember
    why: str


@dataclass(frozen=True)
class Heard:
    """What the panel heard about one child's safety."""

    person: Person
    answer: rules.Safety
    words: str = ""


@dataclass(frozen=True)
class Said:
    """What the panel decided, as it is said in the room."""

    kind: rules.DecisionKind
    reasons: str
    teller: User | None
    tell_by_on: date
    is_view_read: bool = False
    no_view_why: str = ""
    lead: User | None = None
    lead_accepted: bool = False
    to_panel: Panel | None = None
    redirected_to: str = ""
    more_wanted: str = ""
    package_pence: int | None = None
    unmet: str = ""
    offers: Sequence[Offer] = ()
    conditions: Sequence[Owed] = ()
    dissents: Sequence[Against] = ()
    safety: Sequence[Heard] = field(default=())


@transaction.atomic
def note_decision(
    *, item: Item, said: Said, version: int | None, by: User, at: datetime, draft: Draft | None = None
) -> PanelDecision:
    """Note the answer to an item. Until the chair signs it can be noted anew; `version` is the answer's, 0 for none."""
    if item.sitting is None:
        raise PanelRefused("This item is on no agenda")
    sitting = lock_sitting(item.sitting)
    refuse_unless_runs(by, sitting.panel)
    item = lock_item(item)
    _refuse_untimely(sitting, item)
    standing = PanelDecision.objects.select_for_update().filter(item=item).first()
    if version is not None:
        refuse_stale(_Version(standing.version if standing else 0), version)
    _refuse_incomplete(sitting, item, said)
    decision = _write(standing, sitting, item, said, by=by, at=at)
    _write_what_belongs(decision, said)
    if item.opened_at is None:
        touch(item, opened_at=at)
    touch(item, closed_at=at)
    touch(sitting)
    noted_on_item("decision_noted", item, by=by, at=at, decision=str(said.kind))
    if draft is not None:
        discard_draft(draft=draft)
    return decision


@transaction.atomic
def take_answer_back(*, item: Item, by: User, at: datetime) -> Item:
    """Strike an answer noted by mistake, before the panel rises."""
    if item.sitting is None:
        raise PanelRefused("This item is on no agenda")
    sitting = lock_sitting(item.sitting)
    refuse_unless_runs(by, sitting.panel)
    item = lock_item(item)
    _refuse_untimely(sitting, item)
    PanelDecision.objects.filter(item=item, is_final=False).delete()
    touch(item, closed_at=None)
    touch(sitting)
    noted_on_item("decision_taken_back", item, by=by, at=at)
    return Item.objects.select_related("sitting", "panel", "case").get(id=item.id)


@dataclass
class _Version:
    version: int


def _refuse_untimely(sitting: Sitting, item: Item) -> None:
    if sitting.status not in (rules.SittingStatus.SITTING, rules.SittingStatus.RISEN):
        raise PanelRefused("The panel is not sitting now")
    if item.sitting_id != sitting.id or item.status != rules.ItemStatus.ON_AGENDA:
        raise PanelRefused("This item is no longer on the agenda. What you typed is kept")


def _refuse_incomplete(sitting: Sitting, item: Item, said: Said) -> None:
    first = rules.ItemKind(item.asked_first.kind)
    if said.kind not in rules.decisions_for(rules.ItemKind(item.kind), first=first):
        raise PanelRefused(f"“{rules.DECISION_WORDS[said.kind]}” is no answer to this item")
    children = {one.id for one in children_of(item)}
    heard = {one.person.id for one in said.safety}
    lacks = rules.what_decision_lacks(
        rules.Answer(
            kind=said.kind,
            has_reasons=bool(tidy(said.reasons)),
            is_view_read=said.is_view_read and bool(family_view(item)),
            has_no_view_why=bool(tidy(said.no_view_why)),
            is_teller_named=said.teller is not None,
            conditions=len(said.conditions),
            children_unasked=len(children - heard),
            act_now_words_missing=sum(
                one.answer == rules.Safety.ACT_NOW and not tidy(one.words) for one in said.safety
            ),
            is_redirected=bool(tidy(said.redirected_to)) or said.to_panel is not None,
            is_package_asked=item.wants_package,
            has_package_pence=said.package_pence is not None,
            has_lead=said.lead is not None,
        )
    )
    if lacks:
        raise PanelRefused(". ".join(lacks))
    if sitting.status == rules.SittingStatus.SITTING:
        _refuse_without_quorum(sitting, item, said)
    _refuse_people(said)
    if said.package_pence is not None and said.kind in rules.YES:
        _refuse_beyond_limit(sitting, said.package_pence)
    if said.to_panel is not None and said.to_panel.id == sitting.panel_id:
        raise PanelRefused("Choose another panel to redirect to")


def _refuse_without_quorum(sitting: Sitting, item: Item, said: Said) -> None:
    lacks = quorum_lacks(sitting, item=item)
    if not rules.may_be_decided_now(said.kind, quorum=sitting.panel.quorum_rule, has_quorum=not lacks):
        raise PanelRefused(
            f"There is no quorum for this: {', '.join(lacks)} missing. Ask for more information, or defer the item"
        )


def _refuse_people(said: Said) -> None:
    for one in filter(None, (said.teller, said.lead, *(owed.owner for owed in said.conditions))):
        if not one.is_active or one.kind == UserKind.FAMILY:
            raise PanelRefused(f"{one.name} cannot be given this. Choose somebody who works for an agency")


def _refuse_beyond_limit(sitting: Sitting, pence: int) -> None:
    limits = limits_in_the_room(sitting)
    if sitting.status == rules.SittingStatus.RISEN:
        came = Presence.objects.filter(sitting=sitting).select_related("member")
        limits = [one.member.limit_pence for one in came if one.user_id == one.member.user_id]
    if not rules.is_within_limit(pence=pence, limits=limits):
        up = sitting.panel.refers_up_to
        way = f"Decline and redirect it to {up.name}" if up else "Refer it to a panel that may agree to more"
        raise PanelRefused(
            f"Nobody here may agree to {format_pounds(pence)}: the highest limit is "
            f"{format_pounds(max(limits, default=0))}. {way}, or agree to less"
        )


def _write(standing, sitting: Sitting, item: Item, said: Said, *, by: User, at: datetime) -> PanelDecision:
    decision = standing or PanelDecision(item=item, sitting=sitting, version=0)
    is_yes = said.kind in rules.YES
    decision.kind, decision.reasons = said.kind, tidy(said.reasons)
    decision.is_view_read, decision.no_view_why = said.is_view_read, tidy(said.no_view_why)
    decision.teller, decision.tell_by_on = said.teller, said.tell_by_on
    decision.lead = said.lead if is_yes else None
    decision.lead_accepted = bool(decision.lead and said.lead_accepted)
    is_redirect = said.kind == rules.DecisionKind.REDIRECT
    decision.to_panel = said.to_panel if is_redirect else None
    decision.redirected_to = tidy(said.redirected_to) if is_redirect else ""
    decision.more_wanted = tidy(said.more_wanted) if said.kind == rules.DecisionKind.MORE_INFORMATION else ""
    decision.package_pence = said.package_pence if is_yes else None
    decision.unmet = tidy(said.unmet)
    decision.had_quorum = (
        not quorum_lacks(sitting, item=item) if sitting.status == rules.SittingStatus.SITTING else True
    )
    decision.noted_by, decision.noted_at = by, at
    decision.version += 1
    decision.save()
    return decision


def _write_what_belongs(decision: PanelDecision, said: Said) -> None:
    for rows in (decision.helpers, decision.conditions, decision.dissents, decision.safety):
        rows.all().delete()
    if said.kind in rules.YES:
        Helper.objects.bulk_create(Helper(decision=decision, offer=one) for one in said.offers)
    Condition.objects.bulk_create(
        Condition(decision=decision, what=tidy(one.what), owner=one.owner, due_on=one.due_on, position=number)
        for number, one in enumerate(said.conditions, start=1)
    )
    Dissent.objects.bulk_create(Dissent(decision=decision, member=one.member, why=one.why) for one in said.dissents)
    ChildSafety.objects.bulk_create(
        ChildSafety(decision=decision, person=one.person, answer=one.answer, words=tidy(one.words))
        for one in said.safety
    )
