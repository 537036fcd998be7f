"""Which records are one person or one family: read from the views over what was said of them."""

from collections.abc import Iterable
from uuid import UUID

from django.db.models import QuerySet

from ..models import Family, FamilyAsOne, OneFamily, OnePerson, Person, PersonAsOne


def records_of_person(person_id: UUID) -> QuerySet:
    """The ids of every record that is one person with this one, itself among them; to filter by."""
    return PersonAsOne.objects.filter(record_id=person_id).values("also_id")


def records_of_people(person_ids: Iterable[UUID]) -> QuerySet:
    """The ids of every record that is one with any of these, themselves among them; to filter by."""
    within = person_ids if isinstance(person_ids, QuerySet) else list(person_ids)
    return PersonAsOne.objects.filter(record_id__in=within).values("also_id")


def records_of_family(family_id: UUID) -> QuerySet:
    """The ids of every record that is one family with this one, itself among them; to filter by."""
    return FamilyAsOne.objects.filter(record_id=family_id).values("also_id")


def leading_person(person: Person) -> Person:
    """The record that leads where several are this person; the record itself where it stands alone."""
    one = OnePerson.objects.filter(record=person).select_related("lead").first()
    return one.lead if one else person


def leading_of_people(person_ids: Iterable[UUID]) -> dict[UUID, UUID]:
    """Of those among some records that stand with others, the record that leads."""
    return dict(OnePerson.objects.filter(record_id__in=list(person_ids)).values_list("record_id", "lead_id"))


def leading_family(family: Family) -> Family:
    """The record that leads where several are this family; the record itself where it stands alone."""
    one = OneFamily.objects.filter(record=family).select_related("lead").first()
    return one.lead if one else family


def list_records_of_person(person: Person) -> list[Person]:
    """Every record that is this person, the leading one first."""
    lead = leading_person(person)
    found = list(Person.objects.filter(id__in=records_of_person(person.id)).order_by("recorded_at", "id"))
    return sorted(found, key=lambda one: one.id != lead.id)


def list_records_of_family(family: Family) -> list[Family]:
    """Every record that is this family, the leading one first."""
    lead = leading_family(family)
    found = list(Family.objects.filter(id__in=records_of_family(family.id)).order_by("recorded_at", "id"))
    return sorted(found, key=lambda one: one.id != lead.id)


def each_record_of_families(family_ids: Iterable[UUID]) -> list[tuple[UUID, UUID]]:
    """Each of the families asked for, with every record that is one with it, itself among them."""
    return list(FamilyAsOne.objects.filter(record_id__in=list(family_ids)).values_list("record_id", "also_id"))
