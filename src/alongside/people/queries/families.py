"""Reading families and people, the viewer first."""

from uuid import UUID

from django.db.models import Prefetch, Q

from alongside.foundation.identity.models import Agency, User

from .. import access
from ..models import Address, Agreement, Family, FamilyMember, Person, PersonName, Relationship, SharingBasis


class FamilyNotFound(LookupError):
    """No family open to the viewer has this reference."""


class PersonNotFound(LookupError):
    """No person open to the viewer has this reference."""


def get_family(*, viewer: User, reference: str) -> Family:
    """The family with this reference, if it is open to the viewer or nobody works with it yet."""
    family = access.families_reachable_by(viewer).filter(reference=reference).first()
    if family is None:
        raise FamilyNotFound(reference)
    return family


def get_person(*, viewer: User, reference: str) -> Person:
    """The person with this reference, if a family of theirs is open to the viewer or nobody works with them yet."""
    person = access.people_reachable_by(viewer).filter(reference=reference).first()
    if person is None:
        raise PersonNotFound(reference)
    return person


def families_of(*, viewer: User, person: Person) -> list[Family]:
    """The families open to the viewer that a person is or was in."""
    return list(
        access.families_reachable_by(viewer).filter(members__person=person).distinct().order_by("sort_name", "id")
    )


def families_about(*, viewer: User, of: Person | Family) -> list[UUID]:
    """The families that a page about a person, or about a family, tells of."""
    if isinstance(of, Family):
        return [of.id]
    return [family.id for family in families_of(viewer=viewer, person=of)]


def family_members(family: Family, *, with_former: bool = False) -> list[FamilyMember]:
    """Who is in a family, with each one's home now: parents and carers, then children from the eldest."""
    members = FamilyMember.objects.filter(family=family)
    if not with_former:
        members = members.filter(until_on__isnull=True)
    homes = Prefetch(
        "person__addresses",
        to_attr="homes_now",
        queryset=Address.objects.filter(until_on__isnull=True).order_by("-as_of", "id"),
    )
    found = list(members.select_related("person").prefetch_related(homes).order_by("person__born_on", "id"))
    order = {"parent": 0, "carer": 1, "child": 2, "other": 3}
    return sorted(found, key=lambda member: (member.until_on is not None, order[member.role]))


def address_of(person: Person) -> Address | None:
    """Where a person lives now, as far as is known."""
    return Address.objects.filter(person=person, until_on__isnull=True).order_by("-as_of", "-id").first()


def list_addresses(person: Person) -> list[Address]:
    """Every home of a person, the present one first."""
    homes = Address.objects.filter(person=person).order_by("-as_of", "-id")
    return sorted(homes, key=lambda home: home.until_on is not None)


def list_relationships(*, people: list[UUID]) -> list[Relationship]:
    """How the people are related, to one another and to others, now."""
    return list(
        Relationship.objects.filter(Q(person_id__in=people) | Q(other_id__in=people), until_on__isnull=True)
        .select_related("person", "other")
        .order_by("kind", "id")
    )


def list_agreements(family: Family) -> list[Agreement]:
    """What each person answered about sharing, the latest first, with what was withdrawn."""
    return list(
        Agreement.objects.filter(family=family)
        .select_related("person", "agency", "recorded_by")
        .order_by("-given_on", "-id")
    )


def list_sharing_bases(family: Family) -> list[SharingBasis]:
    """The lawful bases stated for sharing, the latest first."""
    return list(
        SharingBasis.objects.filter(family=family).select_related("agency", "decided_by").order_by("-decided_at", "-id")
    )


def list_other_names(person: Person) -> list[PersonName]:
    """Other names a person has or had."""
    return list(PersonName.objects.filter(person=person).order_by("id"))


def list_agencies() -> list[Agency]:
    """The agencies that information may be shared with, by name."""
    return list(Agency.objects.filter(is_active=True).order_by("name", "id"))


def open_family_ids(*, viewer: User, family_ids: list[UUID]) -> set[UUID]:
    """Those of the families that the viewer may open."""
    return set(access.families_reachable_by(viewer).filter(id__in=family_ids).values_list("id", flat=True))


def household_of(person: Person, *, viewer: User) -> list[Person]:
    """The others who live in one household with a person, in the families open to the viewer."""
    families = access.families_reachable_by(viewer).filter(
        members__person=person, members__in_household=True, members__until_on__isnull=True
    )
    others = FamilyMember.objects.filter(family__in=families, in_household=True, until_on__isnull=True)
    return list(Person.objects.filter(memberships__in=others).exclude(id=person.id).distinct().order_by("id"))
