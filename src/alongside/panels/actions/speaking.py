"""What members say before and beside a sitting: what their agency knows and could offer, and an interest declared."""

from datetime import datetime

from django.db import transaction

from alongside.foundation.identity.models import User
from alongside.foundation.identity.rules import UserKind

from .. import access, rules
from ..models import Interest, Item, Offer
from .granting import close_item_to, open_item_to
from .refusals import PanelRefused, lock_item, noted_on_item, tidy, touch


@transaction.atomic
def say_offer(
    *,
    item: Item,
    knows: str,
    offers: str,
    by: User,
    at: datetime,
    worker: User | None = None,
    can_lead: bool = False,
) -> Offer:
    """A member says in one line each what their agency knows and what it could offer, and who would do it."""
    item = lock_item(item)
    member = access.member_of(by, item)
    if member is None or not access.items_open_to(by).filter(id=item.id).exists():
        raise PanelRefused("Only a member of this panel speaks for their agency")
    if item.status != rules.ItemStatus.ON_AGENDA:
        raise PanelRefused("This item is on no agenda now")
    if item.sitting.status == rules.SittingStatus.RISEN:
        raise PanelRefused("The panel has risen")
    knows, offers = tidy(knows), tidy(offers)
    if not knows and not offers:
        raise PanelRefused("Say what your agency knows, or what it could offer. “Nothing known” is an answer too")
    if can_lead and worker is None:
        raise PanelRefused("Name the worker who could be lead professional")
    if worker is not None and (
        not worker.is_active or worker.kind == UserKind.FAMILY or worker.agency_id != member.agency_id
    ):
        raise PanelRefused("Name a worker of your own agency")
    offer, is_new = Offer.objects.select_for_update(of=("self",)).get_or_create(
        item=item,
        member=member,
        defaults={
            "knows": knows,
            "offers": offers,
            "worker": worker,
            "can_lead": can_lead,
            "said_by": by,
            "said_at": at,
        },
    )
    if not is_new:
        offer.knows, offer.offers, offer.worker, offer.can_lead = knows, offers, worker, can_lead
        offer.said_by, offer.said_at, offer.version = by, at, offer.version + 1
        offer.save()
    noted_on_item("offer_said", item, by=by, at=at, agency=str(member.agency_id))
    touch(item.sitting)
    return offer


@transaction.atomic
def declare_interest(*, item: Item, why: str, by: User, at: datetime) -> Interest:
    """Someone must not see or decide an item: from now on it is hidden from them, and its family is closed to them."""
    item = lock_item(item)
    standing = Interest.objects.filter(item=item, user=by, withdrawn_at__isnull=True).first()
    if standing is not None:
        return standing
    if not access.items_open_to(by).filter(id=item.id).exists():
        raise PanelRefused("This item is not open to you")
    why = tidy(why, needed="Say in a few words what your interest is, without naming anyone")
    interest = Interest.objects.create(item=item, user=by, why=why, declared_at=at)
    close_item_to(item, by, at=at)
    noted_on_item("interest_declared", item, by=by, at=at)
    if item.sitting is not None:
        touch(item.sitting)
    return interest


@transaction.atomic
def lift_interest(*, interest: Interest, by: User, at: datetime) -> Interest:
    """The chair or clerk lifts an interest that was declared by mistake."""
    item = lock_item(interest.item)
    interest = Interest.objects.select_for_update(of=("self",)).select_related("user").get(id=interest.id)
    if item.panel is None or not access.runs(by, item.panel):
        raise PanelRefused("Only the clerk or the chair of this panel can lift an interest")
    if interest.user_id == by.id:
        raise PanelRefused("Someone else must lift an interest that you declared")
    if interest.withdrawn_at is not None:
        return interest
    interest.withdrawn_at = at
    interest.save(update_fields=["withdrawn_at"])
    reading = (rules.SittingStatus.SENT, rules.SittingStatus.SITTING, rules.SittingStatus.RISEN)
    if item.sitting is not None and item.sitting.status in reading:
        open_item_to(item, item.sitting, interest.user, by=by, at=at)
    noted_on_item("interest_lifted", item, by=by, at=at)
    return interest
