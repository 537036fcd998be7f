"""Fills the directory of the invented county: services, the core offer, and what each hub offers and does not."""

from datetime import date, timedelta
from random import Random

from alongside.demo import offer
from alongside.directory.models import CoreItem, HubOffer, Service
from alongside.directory.rules import OfferKind
from alongside.places.models import Site
from alongside.places.rules.kinds import SiteKind

from .organisations import Standing

WEEKDAYS = ("Mondays", "Tuesdays", "Wednesdays", "Thursdays", "Fridays")
TIMES = ("half past nine", "ten o’clock", "one o’clock", "half past one", "four o’clock", "six o’clock")


def fill_directory(standing: Standing, *, seed: int, today: date) -> None:
    """Write every service, promise and local offer."""
    chance = Random(f"{seed}/offer")
    services = [_service(one, standing, chance, today) for one in offer.SERVICES]
    Service.objects.bulk_create(services)
    items = CoreItem.objects.bulk_create(
        CoreItem(slug=slug, name=name, promise=promise, position=position)
        for position, (slug, name, promise) in enumerate(offer.CORE_OFFER)
    )
    hubs = list(Site.objects.filter(kind=SiteKind.HUB).order_by("slug"))
    in_hubs = [service for service, one in zip(services, offer.SERVICES, strict=True) if one.in_hubs]
    for service in in_hubs:
        service.sites.set(hubs)
    lines = [line for number, hub in enumerate(hubs) for line in _lines(hub, number, items, in_hubs, chance)]
    HubOffer.objects.bulk_create(lines)


def _service(one: offer.OneService, standing: Standing, chance: Random, today: date) -> Service:
    agency = standing.agencies[one.agency]
    return Service(
        slug=one.slug,
        name=one.name,
        agency=agency,
        description=one.description,
        for_whom=one.for_whom,
        from_age=one.ages[0],
        to_age=one.ages[1],
        levels=list(one.levels),
        how_to_ask=one.how,
        cost=one.cost,
        phone=agency.phone,
        email=agency.email,
        checked_on=today - timedelta(days=chance.randint(5, 230)),
    )


def _lines(hub: Site, number: int, items: list[CoreItem], services: list[Service], chance: Random) -> list[HubOffer]:
    when = f"{chance.choice(WEEKDAYS)}, {chance.choice(TIMES)}"
    lines = [
        HubOffer(
            site=hub,
            kind=OfferKind.CORE,
            core_item=item,
            position=position,
            when=f"{chance.choice(WEEKDAYS)}, {chance.choice(TIMES)}",
        )
        for position, item in enumerate(items)
        if (number + position) % 9
    ]
    lines += [
        HubOffer(site=hub, kind=OfferKind.LOCAL, service=service, when=when, position=position)
        for position, service in enumerate(services)
    ]
    own = (
        offer.LOCAL_OFFERS[number % len(offer.LOCAL_OFFERS)],
        offer.LOCAL_OFFERS[(number + 3) % len(offer.LOCAL_OFFERS)],
    )
    lines += [
        HubOffer(site=hub, kind=OfferKind.LOCAL, name=name, when=held, position=10 + position)
        for position, (name, held) in enumerate(own)
    ]
    lines += [
        HubOffer(site=hub, kind=OfferKind.NOT_OFFERED, name=name, promise=instead, position=position)
        for position, (name, instead) in enumerate(offer.NOT_OFFERED)
    ]
    return lines
