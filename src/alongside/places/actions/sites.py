"""Adding, changing and closing sites."""

from datetime import datetime

from django.db import transaction

from alongside.foundation.audit.actions import record
from alongside.places import queries
from alongside.places.actions.localities import PlaceRefused, hold, refuse_unless_may_manage
from alongside.places.models import Postcode, Site
from alongside.places.rules.addresses import slug_of
from alongside.places.rules.kinds import SiteKind


@transaction.atomic
def add_site(
    *, name: str, kind: SiteKind, postcode: str, address_line_1: str, address_line_2: str,
    town: str, team, agency, by, at: datetime,
) -> Site:  # fmt: skip
    """Add a site at a postcode of the county; its area and locality follow from that."""
    refuse_unless_may_manage(by)
    if Site.objects.filter(name__iexact=name, kind=kind, postcode=postcode).exists():
        raise PlaceRefused(f"{name} at {postcode} is there already. Open it from the list of sites")
    site = Site(
        slug=_free_slug(name), name=name, kind=kind, address_line_1=address_line_1,
        address_line_2=address_line_2, town=town, team=team, agency=agency,
    )  # fmt: skip
    _put_at(site, postcode)
    site.save(force_insert=True)
    record("places.site_added", subject=site, by=by, at=at, name=name, site_kind=str(kind))
    return site


@transaction.atomic
def change_site(
    *, site: Site, name: str, kind: SiteKind, postcode: str, address_line_1: str,
    address_line_2: str, town: str, team, agency, by, at: datetime, seen: str | None = None,
) -> Site:  # fmt: skip
    """Change what a site is called, what it is, where it is, or whose it is."""
    refuse_unless_may_manage(by)
    site = hold(site, seen=seen)
    if postcode and postcode != site.postcode:
        _put_at(site, postcode)
    site.name, site.kind, site.team, site.agency = name, kind, team, agency
    site.address_line_1, site.address_line_2, site.town = address_line_1, address_line_2, town
    site.save()
    record("places.site_changed", subject=site, by=by, at=at, name=name, site_kind=str(kind))
    return site


@transaction.atomic
def close_site(*, site: Site, by, at: datetime) -> Site:
    """Close a site: it stays on record and is offered nowhere."""
    refuse_unless_may_manage(by)
    served = site.hub_of.filter(is_active=True).first()
    if served is not None:
        raise PlaceRefused(f"It is the hub of {served.name}. Give that locality another hub first")
    site.is_active = False
    site.save(update_fields=["is_active"])
    record("places.site_closed", subject=site, by=by, at=at)
    return site


@transaction.atomic
def reopen_site(*, site: Site, by, at: datetime) -> Site:
    """Open a closed site again."""
    refuse_unless_may_manage(by)
    site.is_active = True
    site.save(update_fields=["is_active"])
    record("places.site_reopened", subject=site, by=by, at=at)
    return site


def _put_at(site: Site, postcode: str) -> None:
    place = queries.place_of(postcode)
    if not place.is_found:
        raise PlaceRefused(
            f"{postcode} is not among this county’s postcodes. Check it, or give the postcode of a "
            "neighbour if the building is new"
        )
    point = Postcode.objects.get(code=place.postcode)
    site.postcode, site.area = place.postcode, place.area
    site.easting, site.northing = point.easting, point.northing
    if not site.hub_of.exists():
        site.locality = place.locality


def _free_slug(name: str) -> str:
    base = slug_of(name)[:100] or "site"
    taken = set(Site.objects.filter(slug__startswith=base).values_list("slug", flat=True))
    return next(
        slug for n in range(1, len(taken) + 3)
        if (slug := base if n == 1 else f"{base}-{n}") not in taken
    )  # fmt: skip
