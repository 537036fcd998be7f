"""A hub's timetable."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import Q, QuerySet

from alongside.directory import queries as directory
from alongside.foundation.identity.models import User
from alongside.places import queries as places
from alongside.places.rules.kinds import SiteKind

from .. import access
from ..models import Session
from .sites import HubNotFound

if TYPE_CHECKING:
    from alongside.places.models import Site


VENUES = {
    SiteKind.HUB, SiteKind.CHILDRENS_CENTRE, SiteKind.LIBRARY, SiteKind.VENUE, SiteKind.SCHOOL, SiteKind.GP_PRACTICE,
}  # fmt: skip


def timetable_of(hub: Site, *, viewer: User, on: date, with_ended: bool = False) -> QuerySet[Session]:
    """The sessions in a hub's timetable, by day of the week and time, for whoever records or organises them."""
    found = Session.objects.filter(hub=hub).select_related("site", "core_item")
    if not access.may_know_sessions(viewer, hub):
        return found.none()
    if not with_ended:
        found = found.filter(Q(until_on__isnull=True) | Q(until_on__gte=on))
    return found.order_by("weekday", "starts_at", "name", "id")


def get_session(*, viewer: User, session_id: UUID) -> Session:
    """One session of a hub whose sessions the viewer records or organises."""
    found = Session.objects.select_related("hub__locality", "hub__team", "site", "core_item").filter(id=session_id)
    session = found.first()
    if session is None or not access.may_know_sessions(viewer, session.hub):
        raise HubNotFound(str(session_id))
    return session


def core_items() -> list:
    """What every hub promises."""
    return directory.list_core_items()


def venues(hub: Site) -> list[Site]:
    """Where a hub may hold a session: its own building first, then its locality's, then the county's."""
    found = [one for one in places.list_sites() if one.kind in VENUES]
    return sorted(found, key=lambda one: (one.id != hub.id, one.locality_id != hub.locality_id, one.name))
