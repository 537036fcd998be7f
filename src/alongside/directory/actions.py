"""Keeping the directory: services, the core offer, and what each hub offers and does not."""

from collections.abc import Iterable
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils.text import slugify

from alongside.foundation.audit.actions import record
from alongside.foundation.identity.models import Agency, User
from alongside.foundation.references.rules import new_id

from . import access, rules
from .models import CoreItem, HubOffer, Service

LONGEST_SLUG = 100


class DirectoryRefused(Exception):
    """The directory could not be changed; the message is fit to show."""


@transaction.atomic
def add_service(
    *,
    name: str,
    agency: Agency,
    description: str,
    by: User,
    at: datetime,
    for_whom: str = "",
    from_age: int | None = None,
    to_age: int | None = None,
    levels: Iterable[int] = (),
    how_to_ask: str = "",
    cost: str = "",
    website: str = "",
    phone: str = "",
    email: str = "",
    sites: Iterable = (),
    localities: Iterable = (),
    checked_on: date | None = None,
    id: UUID | None = None,
) -> Service:
    """Add a service. The id that a form brings makes a double click add one."""
    _check_may_edit(by)
    if id is not None and (standing := Service.objects.filter(id=id).first()):
        return standing
    _check_ages(from_age, to_age)
    service = Service.objects.create(
        id=id or new_id(),
        slug=_free_slug(name, Service),
        name=name,
        agency=agency,
        description=description,
        for_whom=for_whom,
        from_age=from_age,
        to_age=to_age,
        levels=sorted(levels),
        how_to_ask=how_to_ask,
        cost=cost,
        website=website,
        phone=phone,
        email=email,
        checked_on=checked_on,
    )
    service.sites.set(sites)
    service.localities.set(localities)
    record("directory.service_added", subject=service, by=by, at=at)
    return service


@transaction.atomic
def describe_service(
    *,
    service: Service,
    version: int,
    name: str,
    agency: Agency,
    description: str,
    for_whom: str,
    from_age: int | None,
    to_age: int | None,
    levels: Iterable[int],
    how_to_ask: str,
    cost: str,
    website: str,
    phone: str,
    email: str,
    sites: Iterable,
    localities: Iterable,
    checked_on: date | None,
    by: User,
    at: datetime,
) -> Service:
    """Describe a service better; its address stays, so that decisions and plans still lead to it."""
    _check_may_edit(by)
    _check_ages(from_age, to_age)
    standing = Service.objects.select_for_update().get(id=service.id)
    if standing.version != version:
        raise DirectoryRefused("Somebody else changed this service while you had it open. See it, and send again")
    facts = {
        "name": name,
        "agency": agency,
        "description": description,
        "for_whom": for_whom,
        "from_age": from_age,
        "to_age": to_age,
        "levels": sorted(levels),
        "how_to_ask": how_to_ask,
        "cost": cost,
        "website": website,
        "phone": phone,
        "email": email,
        "checked_on": checked_on,
    }
    for field, value in facts.items():
        setattr(standing, field, value)
    standing.version += 1
    standing.save(update_fields=[*facts, "version"])
    standing.sites.set(sites)
    standing.localities.set(localities)
    record("directory.service_described", subject=standing, by=by, at=at)
    return standing


@transaction.atomic
def set_service_in_use(*, service: Service, is_active: bool, by: User, at: datetime) -> Service:
    """Close a service, or open it again; what links to it still does, and says so."""
    _check_may_edit(by)
    if service.is_active != is_active:
        service.is_active = is_active
        service.save(update_fields=["is_active"])
        record("directory.service_set_in_use", subject=service, by=by, at=at, is_active=is_active)
    return service


@transaction.atomic
def check_service(*, service: Service, checked_on: date, by: User, at: datetime) -> Service:
    """Say that a service's entry was checked with the service and is right."""
    _check_may_edit(by)
    service.checked_on = checked_on
    service.save(update_fields=["checked_on"])
    record("directory.service_checked", subject=service, by=by, at=at, checked_on=checked_on.isoformat())
    return service


@transaction.atomic
def set_core_item(
    *,
    name: str,
    promise: str,
    position: int,
    by: User,
    at: datetime,
    item: CoreItem | None = None,
    is_active: bool = True,
) -> CoreItem:
    """Add a promise that every hub makes, or word it better."""
    if not by.may(access.SET_CORE_OFFER):
        raise DirectoryRefused("Your role cannot change the core offer")
    if item is None:
        item = CoreItem(slug=_free_slug(name, CoreItem))
    item.name, item.promise, item.position, item.is_active = name, promise, position, is_active
    item.save()
    record("directory.core_item_set", subject=item, by=by, at=at, is_active=is_active)
    return item


@transaction.atomic
def keep_core_item(
    *, hub, item: CoreItem, promise: str, when: str, by: User, at: datetime, service: Service | None = None
) -> HubOffer:
    """Say how a hub keeps one promise of the core offer."""
    _check_may_set_offer(by, hub)
    offer, _ = HubOffer.objects.update_or_create(
        site=hub,
        core_item=item,
        defaults={
            "kind": rules.OfferKind.CORE,
            "promise": promise,
            "when": when,
            "service": service,
            "position": item.position,
        },
    )
    record("directory.core_item_kept", subject=offer, by=by, at=at)
    return offer


@transaction.atomic
def set_offer(
    *,
    hub,
    kind: rules.OfferKind,
    name: str,
    promise: str,
    when: str,
    by: User,
    at: datetime,
    service: Service | None = None,
    offer: HubOffer | None = None,
) -> HubOffer:
    """Say what a hub offers of its own, or what it does not offer and where to go instead."""
    _check_may_set_offer(by, hub)
    if kind == rules.OfferKind.CORE:
        raise DirectoryRefused("The core offer is the county’s: say how this hub keeps it instead")
    if not name.strip() and service is None:
        raise DirectoryRefused("Name it, or choose a service")
    if offer is None:
        offer = HubOffer(site=hub, position=HubOffer.objects.filter(site=hub, kind=kind).count())
    offer.kind, offer.name, offer.promise, offer.when, offer.service = kind, name, promise, when, service
    offer.save()
    record("directory.offer_set", subject=offer, by=by, at=at, kind=str(kind))
    return offer


@transaction.atomic
def remove_offer(*, hub, offer: HubOffer, by: User, at: datetime) -> None:
    """Take a line out of a hub's offer."""
    _check_may_set_offer(by, hub)
    record("directory.offer_removed", subject=offer, by=by, at=at, kind=offer.kind)
    offer.delete()


def _check_may_edit(by: User) -> None:
    if not by.may(access.EDIT):
        raise DirectoryRefused("Your role cannot change the directory")


def _check_may_set_offer(by: User, hub) -> None:
    if not access.may_set_offer(by, hub):
        raise DirectoryRefused("Only this hub’s manager, or whoever sets the core offer, can change it")


def _check_ages(from_age: int | None, to_age: int | None) -> None:
    if from_age is not None and to_age is not None and to_age < from_age:
        raise DirectoryRefused("The highest age is below the lowest: check both")


def _free_slug(name: str, model: type) -> str:
    start = slugify(name)[:LONGEST_SLUG].strip("-") or "service"
    slug, number = start, 2
    while model.objects.filter(slug=slug).exists():
        slug, number = f"{start}-{number}", number + 1
    return slug
