"""Looking after volunteers."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction

from alongside.foundation.audit.actions import record
from alongside.foundation.identity.models import User
from alongside.foundation.policy.queries import policy_on
from alongside.foundation.references.rules import new_id

from .. import access
from ..models import Volunteer
from ..rules.facts import HubsPolicy
from ..rules.volunteers import MOVES, VolunteerStatus, dbs_due_again_on, still_to_do, training_due_again_on
from .refusals import HubRefused

if TYPE_CHECKING:
    from alongside.places.models import Site


@transaction.atomic
def add_volunteer(
    *, hub: Site, name: str, part: str, hours_a_week: Decimal | None, by: User, at: datetime, site: Site | None = None,
    phone: str = "", email: str = "", id: UUID | None = None,
) -> Volunteer:  # fmt: skip
    """Write down somebody who wants to volunteer; nothing is checked yet."""
    _check_may(by, hub)
    if id is not None and (standing := Volunteer.objects.filter(id=id).first()):
        return standing
    one = Volunteer.objects.create(
        id=id or new_id(), hub=hub, site=site, name=name, phone=phone, email=email, part=part,
        hours_a_week=hours_a_week, status=VolunteerStatus.CHECKING,
    )  # fmt: skip
    record("hubs.volunteer_added", subject=one, by=by, at=at)
    return one


@transaction.atomic
def change_volunteer(
    *, volunteer: Volunteer, version: int, name: str, part: str, site: Site | None, phone: str, email: str,
    hours_a_week: Decimal | None, by: User, at: datetime,
) -> Volunteer:  # fmt: skip
    """Put right who a volunteer is, how to reach them, where they help, with what and how long."""
    facts = {
        "name": name, "part": part, "site": site, "phone": phone, "email": email, "hours_a_week": hours_a_week,
    }  # fmt: skip
    return _change(volunteer, version, facts, "hubs.volunteer_changed", by=by, at=at)


@transaction.atomic
def note_checks(
    *, volunteer: Volunteer, version: int, interviewed_on: date | None, references_taken: int,
    dbs_level: str, dbs_seen_on: date | None, dbs_renew_on: date | None, trained_on: date | None,
    train_again_on: date | None, inducted_on: date | None, agreement_on: date | None, by: User, at: datetime,
) -> Volunteer:  # fmt: skip
    """Write down what has been checked and done for a volunteer. A check done anew comes round by the rule, unless
    another day is said for it."""
    policy = policy_on(HubsPolicy, at.date())
    if dbs_seen_on is not None and _is_unsaid(dbs_renew_on, volunteer.dbs_renew_on, dbs_seen_on, volunteer.dbs_seen_on):
        dbs_renew_on = dbs_due_again_on(dbs_seen_on, policy=policy)
    if trained_on is not None and _is_unsaid(
        train_again_on, volunteer.train_again_on, trained_on, volunteer.trained_on
    ):
        train_again_on = training_due_again_on(trained_on, policy=policy)
    facts = {
        "interviewed_on": interviewed_on, "references_taken": references_taken, "dbs_level": dbs_level,
        "dbs_seen_on": dbs_seen_on, "dbs_renew_on": dbs_renew_on, "trained_on": trained_on,
        "train_again_on": train_again_on, "inducted_on": inducted_on, "agreement_on": agreement_on,
    }  # fmt: skip
    return _change(volunteer, version, facts, "hubs.volunteer_checked", by=by, at=at)


@transaction.atomic
def start_volunteer(*, volunteer: Volunteer, on: date, by: User, at: datetime) -> Volunteer:
    """Begin a volunteer's trial period, or after it make them active."""
    one = _standing(volunteer, by)
    to = VolunteerStatus.TRIAL if one.status == VolunteerStatus.CHECKING else VolunteerStatus.ACTIVE
    if to not in MOVES[VolunteerStatus(one.status)]:
        raise HubRefused("They are active, or have left")
    if left := still_to_do(one.checks, today=on):
        raise HubRefused(f"Still to do before they begin: {', '.join(left)}")
    one.status = to
    one.started_on = one.started_on or on
    one.version += 1
    one.save(update_fields=["status", "started_on", "version"])
    record("hubs.volunteer_started", subject=one, by=by, at=at, status=str(to))
    return one


@transaction.atomic
def end_volunteer(*, volunteer: Volunteer, on: date, by: User, at: datetime) -> Volunteer:
    """Say that a volunteer has left."""
    one = _standing(volunteer, by)
    if one.status == VolunteerStatus.ENDED:
        return one
    if one.started_on is not None and on < one.started_on:
        raise HubRefused("They cannot leave before they began: check the day")
    one.status, one.ended_on = VolunteerStatus.ENDED, on
    one.version += 1
    one.save(update_fields=["status", "ended_on", "version"])
    record("hubs.volunteer_ended", subject=one, by=by, at=at)
    return one


def _is_unsaid(again: date | None, stood: date | None, done: date, was_done: date | None) -> bool:
    """Whether nobody said when to do a check again: it is blank, or what stood before the check was done anew."""
    return again is None or (again == stood and done != was_done)


def _change(volunteer: Volunteer, version: int, facts: dict, kind: str, *, by: User, at: datetime) -> Volunteer:
    one = _standing(volunteer, by)
    if one.version != version:
        raise HubRefused("Somebody else changed this while you had it open. See it, and send again")
    for field, value in facts.items():
        setattr(one, field, value)
    one.version += 1
    one.save(update_fields=[*facts, "version"])
    record(kind, subject=one, by=by, at=at)
    return one


def _check_may(by: User, hub: Site) -> None:
    if not access.may_organise(by, hub):
        raise HubRefused("Only this hub’s manager, or whoever organises every hub, can do this")


def _standing(volunteer: Volunteer, by: User) -> Volunteer:
    one = Volunteer.objects.select_for_update(of=("self",)).select_related("hub__locality").get(id=volunteer.id)
    _check_may(by, one.hub)
    return one
