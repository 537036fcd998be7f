"""Setting localities: their names, teams, hubs and areas."""

from collections.abc import Iterable
from datetime import datetime
from hashlib import sha256

from django.db import transaction

from alongside.foundation.audit.actions import record
from alongside.foundation.events.actions import publish
from alongside.places import access
from alongside.places.events import AreasMoved, HubChanged
from alongside.places.models import Area, Locality, Site
from alongside.places.rules.addresses import slug_of

NOT_YOURS = "Your role does not set up places. Ask an administrator"


class PlaceRefused(Exception):
    """Something about a place that can not be done, and what to do instead."""


def refuse_unless_may_manage(by) -> None:
    """Stop whoever may not set up places."""
    if not access.may_manage_places(by):
        raise PlaceRefused(NOT_YOURS)


def look_of(place: Locality | Site) -> str:
    """What a page of a place was opened with, as a short print: it changes whenever the place does."""
    shown = {field.attname: str(getattr(place, field.attname)) for field in place._meta.concrete_fields}
    return sha256(repr(sorted(shown.items())).encode()).hexdigest()[:16]


def hold(place, *, seen: str | None):
    """The place as it stands now, held until the transaction ends; `seen` is the look somebody decided on."""
    standing = type(place).objects.select_for_update().get(pk=place.pk)
    if seen and look_of(standing) != seen:
        raise PlaceRefused(
            "Somebody else changed this while you had it open. See below how it stands now beside what you typed, and "
            "save again if yours is still right"
        )
    return standing


@transaction.atomic
def add_locality(*, name: str, team, by, at: datetime) -> Locality:
    """Make a new locality, with no areas yet."""
    refuse_unless_may_manage(by)
    _refuse_taken_name(name, other_than=None)
    locality = Locality.objects.create(slug=_free_slug(name), name=name, team=team)
    record("places.locality_added", subject=locality, by=by, at=at, name=name)
    return locality


@transaction.atomic
def change_locality(*, locality: Locality, name: str, team, by, at: datetime, seen: str | None = None) -> Locality:
    """Give a locality another name or another team; its address in this system stays."""
    refuse_unless_may_manage(by)
    locality = hold(locality, seen=seen)
    _refuse_taken_name(name, other_than=locality)
    was = locality.name
    locality.name, locality.team = name, team
    locality.save(update_fields=["name", "team"])
    record("places.locality_changed", subject=locality, by=by, at=at, was=was, name=name)
    return locality


@transaction.atomic
def close_locality(*, locality: Locality, by, at: datetime) -> Locality:
    """Close a locality whose areas have all been moved to others."""
    refuse_unless_may_manage(by)
    if locality.areas.filter(is_current=True).exists():
        raise PlaceRefused("Move its areas to other localities first, so that none is left without")
    locality.is_active, locality.hub_site = False, None
    locality.save(update_fields=["is_active", "hub_site"])
    record("places.locality_closed", subject=locality, by=by, at=at)
    return locality


@transaction.atomic
def reopen_locality(*, locality: Locality, by, at: datetime) -> Locality:
    """Open a closed locality again, without areas or hub."""
    refuse_unless_may_manage(by)
    locality.is_active = True
    locality.save(update_fields=["is_active"])
    record("places.locality_reopened", subject=locality, by=by, at=at)
    return locality


@transaction.atomic
def set_hub(*, locality: Locality, site: Site, by, at: datetime, seen: str | None = None) -> Locality:
    """Make a site the hub of a locality."""
    refuse_unless_may_manage(by)
    locality = hold(locality, seen=seen)
    if not site.is_active:
        raise PlaceRefused(f"{site.name} is closed. Open it again, or choose another site")
    other = site.hub_of.exclude(pk=locality.pk).first()
    if other is not None:
        raise PlaceRefused(f"{site.name} is the hub of {other.name}. Give that another hub first")
    locality.hub_site = site
    locality.save(update_fields=["hub_site"])
    if site.locality_id != locality.id:
        site.locality = locality
        site.save(update_fields=["locality"])
    record("places.hub_set", subject=locality, by=by, at=at, site=site.slug)
    publish(HubChanged(locality_id=locality.id, site_id=site.id, at=at))
    return locality


@transaction.atomic
def move_areas(*, codes: Iterable[str], to: Locality, by, at: datetime) -> int:
    """Move areas, and the sites in them, to another locality. Says how many areas moved.

    A hub stays with the locality that it serves, wherever it stands.
    """
    refuse_unless_may_manage(by)
    if not to.is_active:
        raise PlaceRefused(f"{to.name} is closed. Choose an open locality")
    areas = list(
        Area.objects.select_for_update()
        .filter(code__in=list(codes), is_current=True)
        .exclude(locality=to)
        .only("id", "code")
        .order_by("code")
    )
    if not areas:
        raise PlaceRefused("Choose at least one area that is not in that locality already")
    ids = [area.id for area in areas]
    Area.objects.filter(id__in=ids).update(locality=to)
    Site.objects.filter(area__in=ids, hub_of=None).update(locality=to)
    moved = [area.code for area in areas]
    record("places.areas_moved", subject=to, by=by, at=at, areas=moved)
    publish(AreasMoved(area_ids=tuple(ids), to_locality_id=to.id, at=at))
    return len(ids)


def _refuse_taken_name(name: str, *, other_than: Locality | None) -> None:
    same = Locality.objects.filter(name__iexact=name)
    if other_than is not None:
        same = same.exclude(pk=other_than.pk)
    if same.exists():
        raise PlaceRefused(f"There is a locality named {name} already. Choose another name")


def _free_slug(name: str) -> str:
    base = slug_of(name)[:70] or "locality"
    taken = set(Locality.objects.filter(slug__startswith=base).values_list("slug", flat=True))
    return next(
        slug for n in range(1, len(taken) + 3)
        if (slug := base if n == 1 else f"{base}-{n}") not in taken
    )  # fmt: skip
