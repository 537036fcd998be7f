"""Setting a hub's timetable."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction

from alongside.foundation.audit.actions import record
from alongside.foundation.identity.models import User
from alongside.foundation.references.rules import new_id

from .. import access
from ..models import Session
from .refusals import HubRefused

if TYPE_CHECKING:
    from alongside.directory.models import CoreItem
    from alongside.places.models import Site


@transaction.atomic
def add_session(
    *, hub: Site, site: Site, name: str, weekday: int, every_weeks: int, starts_at: time, minutes: int, from_on: date,
    by: User, at: datetime, for_whom: str = "", core_item: CoreItem | None = None, places: int | None = None,
    until_on: date | None = None, id: UUID | None = None,
) -> Session:  # fmt: skip
    """Put a session into a hub's timetable. The id that a form brings makes a double tap add one."""
    _check_may_organise(by, hub)
    if id is not None and (standing := Session.objects.filter(id=id).first()):
        return standing
    _check_days(from_on, until_on)
    session = Session.objects.create(
        id=id or new_id(), hub=hub, site=site, name=name.strip(), for_whom=for_whom.strip(), core_item=core_item,
        weekday=weekday, every_weeks=every_weeks, starts_at=starts_at, minutes=minutes, places=places,
        from_on=from_on, until_on=until_on,
    )  # fmt: skip
    record("hubs.session_added", subject=session, by=by, at=at)
    return session


@transaction.atomic
def change_session(
    *, session: Session, version: int, site: Site, name: str, weekday: int, every_weeks: int, starts_at: time,
    minutes: int, from_on: date, until_on: date | None, for_whom: str, core_item: CoreItem | None,
    places: int | None, by: User, at: datetime,
) -> Session:  # fmt: skip
    """Change a session from now on; registers already written stay as they are."""
    standing = Session.objects.select_for_update(of=("self",)).select_related("hub__locality").get(id=session.id)
    _check_may_organise(by, standing.hub)
    if standing.version != version:
        raise HubRefused("Somebody else changed this session while you had it open. See it, and send again")
    _check_days(from_on, until_on)
    facts = {
        "site": site, "name": name.strip(), "for_whom": for_whom.strip(), "core_item": core_item, "weekday": weekday,
        "every_weeks": every_weeks, "starts_at": starts_at, "minutes": minutes, "places": places,
        "from_on": from_on, "until_on": until_on,
    }  # fmt: skip
    for field, value in facts.items():
        setattr(standing, field, value)
    standing.version += 1
    standing.save(update_fields=[*facts, "version"])
    record("hubs.session_changed", subject=standing, by=by, at=at)
    return standing


@transaction.atomic
def end_session(*, session: Session, last_on: date, by: User, at: datetime) -> Session:
    """Take a session out of the timetable after a last day; what was held stays on record."""
    standing = Session.objects.select_for_update(of=("self",)).select_related("hub__locality").get(id=session.id)
    _check_may_organise(by, standing.hub)
    if standing.until_on == last_on:
        return standing
    if last_on < standing.from_on:
        raise HubRefused("The last day is before the first: choose a later one")
    if standing.registers.filter(held_on__gt=last_on).exists():
        raise HubRefused("A register after that day has been written: choose a later last day")
    standing.until_on = last_on
    standing.version += 1
    standing.save(update_fields=["until_on", "version"])
    record("hubs.session_ended", subject=standing, by=by, at=at, last_on=last_on.isoformat())
    return standing


def _check_may_organise(by: User, hub: Site) -> None:
    if not access.may_organise(by, hub):
        raise HubRefused("Only this hub’s manager, or whoever organises every hub, can change its timetable")


def _check_days(from_on: date, until_on: date | None) -> None:
    if until_on is not None and until_on < from_on:
        raise HubRefused("The last day is before the first: check both")
