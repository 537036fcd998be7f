"""Who volunteers in a hub, what is due for them, and how much time is given."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import Count, F, Min, Q, QuerySet, Sum
from django.db.models.functions import Least, TruncMonth
from django.urls import reverse

from alongside.foundation.identity.models import User
from alongside.foundation.policy.queries import policy_on
from alongside.foundation.policy.rules import text_of

from .. import access
from ..models import Register, Volunteer
from ..rules.facts import HubsPolicy
from ..rules.sessions import RegisterStatus
from ..rules.volunteers import VolunteerStatus, dbs_due_again_on, told_of_checks_until, training_due_again_on
from .sites import HubNotFound, ask_for_figures

if TYPE_CHECKING:
    from alongside.places.models import Site

TO_DO = "to-do"
HERE = (VolunteerStatus.TRIAL, VolunteerStatus.ACTIVE)


@dataclass(frozen=True)
class Volunteering:
    """How many volunteer at a place, what they offer, and the minutes given at its sessions, by month."""

    here: int
    hours_a_week: Decimal
    being_checked: int
    given: dict[date, int]


@dataclass(frozen=True)
class VolunteerWork:
    """Checks of a hub's volunteers that fall due, for its manager's day; it names nobody."""

    words: str
    reference: str
    link: str
    due_on: date
    rule: str


def list_volunteers(*, viewer: User, hub: Site, today: date, words: str = "", stands: str = "") -> QuerySet[Volunteer]:
    """A hub's volunteers; those who have left, and whose checks fall due, only for whoever looks after them."""
    found = Volunteer.objects.filter(hub=hub).select_related("hub", "site")
    if not access.may_see_volunteers(viewer, hub):
        return found.none()
    for word in words.split()[:5]:
        found = found.filter(Q(name__icontains=word) | Q(part__icontains=word) | Q(site__name__icontains=word))
    if stands not in (VolunteerStatus.ENDED, TO_DO) or not access.may_organise(viewer, hub):
        found = found.filter(ended_on__isnull=True)
    if stands == TO_DO:
        return found.with_something_to_do(_told_until(today))
    return found.filter(status=stands) if stands else found


def get_volunteer(*, viewer: User, volunteer_id: UUID) -> Volunteer:
    """One volunteer, for those who work in their hub; who has left, for whoever looks after them."""
    one = Volunteer.objects.select_related("hub__locality", "site").filter(id=volunteer_id).first()
    if one is None or not access.may_see_volunteers(viewer, one.hub):
        raise HubNotFound(str(volunteer_id))
    if one.ended_on is not None and not access.may_organise(viewer, one.hub):
        raise HubNotFound(str(volunteer_id))
    return one


def volunteering_of(*, viewer: User, hub: Site, since: date) -> Volunteering:
    """How many volunteer for a hub, and the time given at its sessions since a day, wherever they were held."""
    if not access.may_see_volunteers(viewer, hub):
        ask_for_figures(viewer, hub)
    return _volunteering(Volunteer.objects.filter(hub=hub), Register.objects.filter(session__hub=hub), since)


def volunteering_at(*, viewer: User, site: Site, since: date) -> Volunteering:
    """How many volunteer at a site, and the time given since a day at the sessions that any hub held there."""
    ask_for_figures(viewer, site)
    return _volunteering(Volunteer.objects.at(site), Register.objects.filter(session__site=site), since)


def _volunteering(volunteers: QuerySet[Volunteer], registers: QuerySet[Register], since: date) -> Volunteering:
    is_here = Q(status__in=HERE)
    counted = volunteers.aggregate(
        here=Count("id", filter=is_here),
        hours_a_week=Sum("hours_a_week", filter=is_here, default=Decimal(0)),
        being_checked=Count("id", filter=Q(status=VolunteerStatus.CHECKING)),
    )
    held = registers.filter(held_on__gte=since, status=RegisterStatus.CLOSED).annotate(month=TruncMonth("held_on"))
    given = held.values("month").annotate(minutes=Sum(F("volunteers") * F("session__minutes"))).order_by("month")
    return Volunteering(**counted, given={row["month"]: row["minutes"] for row in given})


def volunteer_work_of(*, viewer: User, today: date) -> list[VolunteerWork]:
    """Checks that fall due soon in the hubs that someone works in and organises, a line for each hub."""
    if not viewer.may(access.ORGANISE):
        return []
    rules = " ".join(str(text_of(one)) for one in (dbs_due_again_on, training_due_again_on))
    due = (
        Volunteer.objects.filter(hub__in=access.hubs_of(viewer), status__in=HERE)
        .annotate(due_on=Least("dbs_renew_on", "train_again_on"))
        .filter(due_on__lte=_told_until(today))
        .values("hub__slug", "hub__name")
        .annotate(number=Count("id"), first_on=Min("due_on"))
        .order_by("hub__name", "hub__slug")
    )
    return [
        VolunteerWork(
            words=f"See again the checks of {row['number']} volunteer{'' if row['number'] == 1 else 's'}",
            reference=row["hub__name"],
            link=f"{reverse('hubs:volunteers', args=[row['hub__slug']])}?stands={TO_DO}",
            due_on=row["first_on"],
            rule=rules,
        )
        for row in due
    ]


def _told_until(today: date) -> date:
    return told_of_checks_until(today, policy=policy_on(HubsPolicy, today))
