"""Adding a family, and who belongs to it."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from alongside.foundation.access.queries import seals_on
from alongside.foundation.audit.actions import record
from alongside.foundation.identity.models import User
from alongside.foundation.references.rules import new_id, new_reference
from alongside.values.names import sort_key

from .. import access, rules
from ..models import Family, FamilyMember, Person
from ..queries.links import PEOPLE
from .links import draw_again
from .matching import write_match_record
from .refusals import (
    PeopleRefused,
    StaleVersion,
    refuse_future,
    refuse_unless_may_add,
    refuse_unless_may_change_family,
    refuse_unless_may_change_person,
    tidy,
)


@transaction.atomic
def add_family(*, name: str, by: User, at: datetime, id: UUID | None = None) -> Family:
    """Add a family. The id that a form brings makes a double click add one family."""
    refuse_unless_may_add(by)
    if id is not None and (standing := Family.objects.filter(id=id).first()):
        refuse_unless_may_change_family(by, standing)
        return standing
    name = _named(name)
    family = Family.objects.create(
        id=id or new_id(), reference=_reference(), name=name, sort_name=sort_key(name, ""), recorded_at=at
    )
    record("people.family_added", subject=family, about=(family.id,), by=by, at=at)
    return family


@transaction.atomic
def rename_family(*, family: Family, version: int, name: str, by: User, at: datetime) -> Family:
    """Change what a family is called."""
    current = Family.objects.select_for_update().get(id=family.id)
    refuse_unless_may_change_family(by, current)
    name = _named(name)
    if current.name == name:
        return current
    if current.version != version:
        raise StaleVersion(current)
    current.name, current.sort_name, current.version = name, sort_key(name, ""), version + 1
    current.save(update_fields=["name", "sort_name", "version"])
    record("people.family_renamed", subject=current, about=(current.id,), by=by, at=at)
    return current


@transaction.atomic
def join_family(
    *,
    family: Family,
    person: Person,
    role: rules.FamilyRole,
    by: User,
    at: datetime,
    in_household: bool = True,
    from_on: date | None = None,
) -> FamilyMember:
    """Make a person part of a family; making them so twice leaves them in it once."""
    refuse_unless_may_change_family(by, family)
    refuse_unless_may_change_person(by, person)
    refuse_future(from_on, today=at.date(), what="The day they joined")
    member, is_new = FamilyMember.objects.get_or_create(
        family=family,
        person=person,
        until_on=None,
        defaults={"role": role, "in_household": in_household, "from_on": from_on},
    )
    if is_new:
        write_match_record(person)
        _keep_to_seal(family, person)
        record("people.family_joined", subject=member, about=(family.id, person.id), by=by, at=at, role=str(role))
    elif (member.role, member.in_household) != (role, in_household):
        member.role, member.in_household = role, in_household
        member.save(update_fields=["role", "in_household"])
        write_match_record(person)
        record(
            "people.part_in_family_changed", subject=member, about=(family.id, person.id), by=by, at=at, role=str(role)
        )
    return member


@transaction.atomic
def leave_family(*, member: FamilyMember, until_on: date, by: User, at: datetime) -> FamilyMember:
    """Note that a person is no longer part of a family; what was recorded stays."""
    member = FamilyMember.objects.select_for_update(of=("self",)).select_related("family", "person").get(id=member.id)
    refuse_unless_may_change_family(by, member.family)
    if member.until_on == until_on:
        return member
    if member.until_on is not None:
        raise PeopleRefused("This person had left the family already")
    refuse_future(until_on, today=at.date(), what="The day they left")
    if member.from_on and until_on < member.from_on:
        raise PeopleRefused("The day they left is before the day they joined")
    member.until_on = until_on
    member.save(update_fields=["until_on"])
    write_match_record(member.person)
    _keep_to_seal(member.family, member.person)
    record("people.family_left", subject=member, about=(member.family_id, member.person_id), by=by, at=at)
    return member


def _keep_to_seal(family: Family, person: Person) -> None:
    """Whoever joins or leaves a sealed family is one with no record on the other side of its seal."""
    if seals_on(subject_kind=access.SUBJECT, subject_ids=[family.id]):
        draw_again(PEOPLE, {person.id})


def _named(name: str) -> str:
    name = tidy(name)
    if not name:
        raise PeopleRefused("Enter a name for the family, such as the children’s family name")
    if len(name) > 200:
        raise PeopleRefused("Use 200 characters or fewer for the family’s name")
    return name


def _reference() -> str:
    return new_reference("F", is_taken=lambda one: Family.objects.filter(reference=one).exists())
