"""Contacts as the front door, and those who work with a family, read them."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.db.models import BooleanField, Case, Count, Exists, OuterRef, Prefetch, Q, QuerySet, When

from alongside.cases.access import may_see_case
from alongside.foundation.identity.models import Team, User
from alongside.foundation.identity.rules import AgencyKind
from alongside.foundation.references.rules import tidy_reference
from alongside.people.access import families_sealed_from, may_see_family, people_sealed_from
from alongside.people.queries import records_of_family, records_of_people

from .. import access
from ..models import Contact, ContactMove, ContactPerson, Decision

if TYPE_CHECKING:
    from alongside.people.models import Family

MOST_EARLIER = 20
MOST_OF_FAMILY = 50


class ContactNotFound(LookupError):
    """There is no such contact, or the viewer may not see it."""


def people_first(viewer: User) -> Prefetch:
    """The people a contact tells of, in the order told; with whether whom they were found to be is sealed from one."""
    sealed = people_sealed_from(viewer)
    is_sealed = Q(person_id__in=sealed) | Q(perhaps_id__in=sealed)
    told = ContactPerson.objects.select_related("person", "perhaps").annotate(
        is_sealed=Case(When(is_sealed, then=True), default=False, output_field=BooleanField())
    )
    return Prefetch("people", queryset=told.order_by("position"))


def sees_case_of(*, viewer: User, contact: Contact) -> bool:
    """Whether the case that a decision opened is open to the viewer."""
    decision = getattr(contact, "decision", None)
    return decision is not None and decision.case is not None and may_see_case(viewer, decision.case)


def get_contact(*, viewer: User, reference: str) -> Contact:
    """One contact with all that was told, what was decided and where its home is."""
    contact = (
        access.contacts_open_to(viewer)
        .select_related(
            "agency",
            "referrer",
            "taken_by",
            "assigned_to",
            "family",
            "area__district",
            "locality__hub_site",
            "locality__team",
            "decision__agency",
            "decision__to_team",
            "decision__case",
            "decision__decided_by",
            "decision__told_by",
        )
        .defer("area__boundary")
        .annotate(is_sealed=Exists(families_sealed_from(viewer).filter(subject_id=OuterRef("family_id"))))
        .prefetch_related(people_first(viewer), "decision__applied__descriptor", "decision__signposts__service")
        .filter(reference=reference)
        .first()
    )
    if contact is None:
        raise ContactNotFound(reference)
    return contact


def reference_open_to(*, viewer: User, typed: str) -> str:
    """The reference typed, where it is that of a contact open to the viewer; empty otherwise."""
    try:
        reference = tidy_reference(typed)
    except ValueError:
        return ""
    return reference if access.contacts_open_to(viewer).filter(reference=reference).exists() else ""


def list_waiting(
    *, viewer: User, words: str = "", locality: str = "", due: str = "", mine: bool = False, today: date
) -> QuerySet[Contact]:
    """Contacts on which nobody has decided, to be paged by due day and key."""
    found = access.contacts_open_to(viewer).waiting().with_page().prefetch_related(people_first(viewer))
    for word in words.split():
        named = Q(given_names__icontains=word) | Q(family_name__icontains=word)
        found = found.filter(Exists(ContactPerson.objects.filter(named, contact=OuterRef("pk"))))
    if locality == "none":
        found = found.filter(locality__isnull=True)
    elif locality:
        found = found.filter(locality__slug=locality)
    if due == "late":
        found = found.filter(due_on__lt=today)
    elif due == "today":
        found = found.filter(due_on__lte=today)
    return found.filter(assigned_to=viewer) if mine else found


def count_waiting(*, viewer: User, today: date) -> dict[str, int]:
    """How many contacts wait, how many of them are late, and how many nobody has taken on."""
    return (
        access.contacts_open_to(viewer)
        .waiting()
        .aggregate(
            waiting=Count("id"),
            late=Count("id", filter=Q(due_on__lt=today)),
            untaken=Count("id", filter=Q(assigned_to__isnull=True)),
        )
    )


def list_outcomes_to_tell(*, viewer: User) -> QuerySet[Decision]:
    """Decisions of which whoever asked has not been told, to be paged by due day and key."""
    return Decision.objects.filter(told_at__isnull=True, contact__in=access.contacts_open_to(viewer)).select_related(
        "contact", "decided_by"
    )


def earlier_contacts(*, viewer: User, contact: Contact) -> list[Contact]:
    """Other contacts about the same family, home or people, the latest first."""
    if not viewer.may(access.CONSIDER):
        return []
    ways = _ways_to_earlier(contact, list(contact.people.all()))
    if not ways:
        return []
    each = [Contact.objects.filter(way).order_by().values_list("id") for way in ways]
    ids = {found for (found,) in each[0].union(*each[1:])} - {contact.id}
    earlier = access.contacts_open_to(viewer).filter(id__in=ids).select_related("agency", "decision")
    return list(earlier.order_by("-received_at", "-id")[:MOST_EARLIER])


def _ways_to_earlier(contact: Contact, people: list[ContactPerson]) -> list[Q]:
    """What makes another contact one about the same people; each way is looked up by an index of its own."""
    ways = []
    if contact.family_id:
        ways.append(Q(family_id__in=records_of_family(contact.family_id)))
    if contact.home_postcode and contact.home_lines:
        ways.append(Q(home_postcode=contact.home_postcode, home_lines__iexact=contact.home_lines))
    if known := [one.person_id for one in people if one.person_id]:
        known = list(records_of_people(known).values_list("also_id", flat=True))
        ways += [Q(people__person_id__in=known), Q(family__members__person_id__in=known)]
    ways += [
        Q(people__family_name__iexact=one.family_name, people__born_on=one.born_on)
        for one in people
        if one.family_name and one.born_on
    ]
    return ways


def contacts_of_family(*, viewer: User, family: Family) -> list[Contact]:
    """What the front door was told of a family open to the viewer, with each decision, the latest first."""
    if not may_see_family(viewer, family):
        return []
    found = Contact.objects.filter(family__in=records_of_family(family.id)).select_related(
        "agency", "decision__decided_by"
    )
    return list(found.order_by("-received_at", "-id")[:MOST_OF_FAMILY])


def list_moves(contact: Contact) -> list[ContactMove]:
    """Each move of a contact that the viewer has already been shown, the earliest first."""
    return list(ContactMove.objects.filter(contact=contact).select_related("by").order_by("at", "id"))


def social_care_teams() -> list[Team]:
    """The teams of children's social care to which a family can step up."""
    teams = Team.objects.filter(is_active=True, agency__kind=AgencyKind.SOCIAL_CARE, agency__is_active=True)
    return list(teams.select_related("agency").order_by("name", "id"))
