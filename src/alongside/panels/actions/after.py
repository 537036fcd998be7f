"""After the panel has risen: actions done, a lead who accepts or not, corrections beside the minutes."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from alongside.cases.actions import AllocationRefused, add_to_timeline, allocate_by_panel
from alongside.foundation.identity.models import User
from alongside.foundation.notifications.actions import tell

from .. import access, rules
from ..models import Addendum, Item, PanelAction, PanelMember, Sitting
from .refusals import PanelRefused, link_to_item, lock_item, lock_sitting, noted, noted_on_item, tidy


def _held(action: PanelAction, *, by: User) -> PanelAction:
    action = (
        PanelAction.objects.select_for_update(of=("self",))
        .select_related("item__case__family", "item__panel", "sitting", "owner")
        .get(id=action.id)
    )
    if action.owner_id != by.id and not access.runs(by, action.item.panel):
        raise PanelRefused("Only whoever was given this, or those who run the panel, can say that it is done")
    return action


@transaction.atomic
def finish_panel_action(*, action: PanelAction, words: str, by: User, at: datetime) -> PanelAction:
    """Say that something a panel asked for is done, and what came of it; telling the family is noted for it."""
    action = _held(action, by=by)
    if action.done_at is not None:
        return action
    if action.kind == rules.ActionKind.LEAD:
        raise PanelRefused("Say whether you accept to be lead professional")
    action.done_at, action.done_words = at, tidy(words)
    action.save(update_fields=["done_at", "done_words"])
    noted_on_item("action_finished", action.item, by=by, at=at, action_kind=action.kind)
    if action.kind == rules.ActionKind.TELL_FAMILY:
        add_to_timeline(
            family_id=action.item.case.family_id,
            case_id=action.item.case_id,
            kind="panels.family_told",
            title="You were told what the panel decided",
            at=at,
            by=by,
        )
    return action


@transaction.atomic
def answer_lead(*, action: PanelAction, accepts: bool, why: str, by: User, at: datetime) -> PanelAction:
    """Whoever a panel named accepts to be lead professional, or says why not; then the panel is told."""
    action = _held(action, by=by)
    if action.kind != rules.ActionKind.LEAD or action.owner_id != by.id:
        raise PanelRefused("Only whoever was named can accept")
    if action.done_at is not None:
        return action
    why = tidy(why) if accepts else tidy(why, needed="Write down why you cannot")
    action.done_at = at
    action.done_words = "Accepted" if accepts else f"Not accepted: {why}"[:300]
    action.save(update_fields=["done_at", "done_words"])
    noted_on_item("lead_answered", action.item, by=by, at=at, accepts=accepts)
    if accepts:
        _become_lead(action, by=by, at=at)
    for seat in PanelMember.objects.filter(
        panel=action.item.panel, until_on__isnull=True, part__in=[rules.Part.CHAIR, rules.Part.CLERK]
    ).select_related("user"):
        tell(
            user=seat.user,
            kind="panels.lead_answered",
            words="A lead professional has accepted" if accepts else "A lead professional cannot accept",
            link=link_to_item(action.item),
            at=at,
        )
    return action


def _become_lead(action: PanelAction, *, by: User, at: datetime) -> None:
    sat_on = timezone.localtime(action.sitting.starts_at)
    try:
        allocate_by_panel(
            case=action.item.case,
            worker=by,
            reason=f"{action.item.panel.name}, {sat_on.day} {sat_on:%B %Y}",
            by=action.sitting.signed_by,
            at=at,
        )
    except AllocationRefused as refusal:
        raise PanelRefused(str(refusal)) from refusal


@transaction.atomic
def add_addendum(*, sitting: Sitting, words: str, by: User, at: datetime, item: Item | None = None) -> Addendum:
    """Correct signed minutes by a dated addendum; the minutes themselves stay as they were signed."""
    sitting = lock_sitting(sitting)
    if not access.runs(by, sitting.panel):
        raise PanelRefused("Only the clerk or the chair of this panel can do this")
    if sitting.status != rules.SittingStatus.SIGNED:
        raise PanelRefused("These minutes are not signed yet: change the answer itself")
    if item is not None and lock_item(item).sitting_id != sitting.id:
        raise PanelRefused("Choose an item of this sitting")
    words = tidy(words, needed="Write down the correction")
    same = Addendum.objects.filter(sitting=sitting, item=item, words=words, by=by).first()
    if same is not None:
        return same
    addendum = Addendum.objects.create(sitting=sitting, item=item, words=words, by=by, at=at)
    about = (item.case.family_id,) if item is not None else ()
    noted("addendum_added", addendum, by=by, at=at, about=about)
    return addendum
