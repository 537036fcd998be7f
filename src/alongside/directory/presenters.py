"""How services and offers read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.urls import reverse

from alongside.foundation.components.presenters import say_day
from alongside.foundation.policy.rules import text_of

from . import rules

if TYPE_CHECKING:
    from .models import HubOffer, Service

WHOLE_COUNTY = "The whole county"


def age_words(from_age: int | None, to_age: int | None) -> str:
    """For which ages: ages 0 to 4, from age 11, up to age 18, any age."""
    if from_age is None and to_age is None:
        return "Any age"
    if to_age is None:
        return f"From age {from_age}"
    if from_age is None:
        return f"Up to age {to_age}"
    return f"Ages {from_age} to {to_age}" if from_age != to_age else f"Age {from_age}"


def found_row(service: Service, *, for_family: bool = False) -> dict:
    """One service in what a search found; levels of need are for those who work with them."""
    levels = ", ".join(str(level) for level in service.levels)
    open_to = f"Levels of need: {levels}" if levels else "Open to everybody"
    return {
        "name": service.name,
        "href": reverse("directory:service", args=[service.slug]),
        "agency": service.agency.name,
        "for_whom": service.for_whom or service.description.split(". ")[0],
        "ages": age_words(service.from_age, service.to_age),
        "levels": "" if for_family else open_to,
        "cost": service.cost,
        "is_active": service.is_active,
    }


@dataclass(frozen=True)
class ServicePage:
    """One service, as a worker reads it out to a family."""

    name: str
    slug: str
    agency: str
    description: str
    website: str
    rows: list[dict]
    is_active: bool
    checked: str
    is_check_due: bool
    check_rule: str

    @classmethod
    def of(
        cls, service: Service, *, policy: rules.DirectoryPolicy, today: date, for_family: bool = False
    ) -> ServicePage:
        levels = ", ".join(str(level) for level in service.levels) or "Open to everybody"
        told = text_of(rules.is_check_due)
        return cls(
            name=service.name,
            slug=service.slug,
            agency=service.agency.name,
            description=service.description,
            website=service.website,
            rows=_blanks_say_so(
                [
                    {"key": "Who it is for", "value": service.for_whom},
                    {"key": "Ages", "value": age_words(service.from_age, service.to_age)},
                    *([] if for_family else [{"key": "Levels of need", "value": levels}]),
                    {"key": "How to ask", "value": service.how_to_ask},
                    {"key": "Cost", "value": service.cost},
                    {"key": "Telephone", "value": service.phone or service.agency.phone},
                    {"key": "E-mail", "value": service.email},
                    {"key": "Web address", "value": service.website},
                    {"key": "Where", "value": "\n".join(_where(site) for site in service.sites.all())},
                    {"key": "Serves", "value": ", ".join(one.name for one in service.localities.all()) or WHOLE_COUNTY},
                ]
            ),
            is_active=service.is_active,
            checked=say_day(service.checked_on),
            is_check_due=rules.is_check_due(checked_on=service.checked_on, today=today, policy=policy),
            check_rule=str(told),
        )


def _blanks_say_so(rows: list[dict]) -> list[dict]:
    return [row | {"blank": "The service has not said"} for row in rows]


def _where(site) -> str:
    return ", ".join(part for part in (site.name, site.address_line_1, site.town, site.postcode) if part)


@dataclass(frozen=True)
class OfferPage:
    """What a hub promises, offers of its own, and does not offer."""

    hub: str
    slug: str
    core: list[dict]
    local: list[dict]
    not_offered: list[dict]

    @classmethod
    def of(cls, hub, *, core, offers: list[HubOffer]) -> OfferPage:
        lines = [_line(one, hub.slug) for one in offers]
        return cls(
            hub=hub.name,
            slug=hub.slug,
            core=[_kept(one, hub.slug) for one in core],
            local=[line for line in lines if line["kind"] == rules.OfferKind.LOCAL],
            not_offered=[line for line in lines if line["kind"] == rules.OfferKind.NOT_OFFERED],
        )


def _kept(offered, slug: str) -> dict:
    offer = offered.offer
    return {
        "name": offered.item.name,
        "county": offered.item.promise,
        "promise": offer.promise if offer else "",
        "when": offer.when if offer else "",
        "service": _service(offer),
        "change": reverse("directory:keep_core_item", args=[slug, offered.item.slug]),
        "is_kept": offer is not None,
    }


def _line(offer: HubOffer, slug: str) -> dict:
    return {
        "kind": offer.kind,
        "name": offer.name or (offer.service.name if offer.service else ""),
        "promise": offer.promise,
        "when": offer.when,
        "service": _service(offer),
        "change": reverse("directory:change_offer", args=[slug, offer.id]),
        "remove": reverse("directory:remove_offer", args=[slug, offer.id]),
    }


def _service(offer: HubOffer | None) -> dict | None:
    if offer is None or offer.service is None:
        return None
    return {"name": offer.service.name, "href": reverse("directory:service", args=[offer.service.slug])}
