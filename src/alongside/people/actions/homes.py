"""Where people live, and when they move."""

from datetime import date, datetime

from django.db import transaction

from alongside.foundation.audit.actions import record
from alongside.foundation.identity.models import User
from alongside.places.queries import place_of
from alongside.values.codes import Postcode

from ..models import Address, FamilyMember, Person
from .refusals import PeopleRefused, refuse_future, refuse_unless_may_change_person, sourced, tidy
from .searching import write_what_finds


@transaction.atomic
def move_home(
    *,
    person: Person,
    lines: str,
    postcode: str,
    source: str,
    as_of: date,
    by: User,
    at: datetime,
    is_restricted: bool = False,
) -> Address:
    """Write down where a person lives now; the home before stays in the history."""
    Person.objects.select_for_update().get(id=person.id)
    refuse_unless_may_change_person(by, person)
    lines, source, postcode = tidy(lines), sourced(source), _spaced(postcode)
    if not lines and not postcode:
        raise PeopleRefused("Enter the address, the postcode, or both")
    if len(lines) > 300:
        raise PeopleRefused("Use 300 characters or fewer for the address")
    refuse_future(as_of, today=at.date(), what="The day this address was known")
    standing = list(Address.objects.filter(person=person, until_on__isnull=True).order_by("id"))
    for one in standing:
        if (one.lines, one.postcode, one.is_restricted) == (lines, postcode, is_restricted):
            return one
    for one in standing:
        one.until_on = max(as_of, one.as_of)
        one.save(update_fields=["until_on"])
    place = place_of(postcode)
    address = Address.objects.create(
        person=person,
        lines=lines,
        postcode=postcode,
        is_restricted=is_restricted,
        source=source,
        as_of=as_of,
        from_on=as_of,
        area=place.area if place.is_found else None,
        locality=place.locality if place.is_found else None,
    )
    write_what_finds(person)
    record("people.home_moved", subject=address, about=_about(person), by=by, at=at, is_restricted=is_restricted)
    return address


@transaction.atomic
def leave_home(*, address: Address, until_on: date, by: User, at: datetime) -> Address:
    """Note that a person no longer lives somewhere, though where they live now is not known."""
    address = Address.objects.select_for_update().select_related("person").get(id=address.id)
    refuse_unless_may_change_person(by, address.person)
    refuse_future(until_on, today=at.date(), what="The day they left")
    if address.until_on is not None:
        return address
    address.until_on = until_on
    address.save(update_fields=["until_on"])
    write_what_finds(address.person)
    record("people.home_left", subject=address, about=_about(address.person), by=by, at=at)
    return address


def _spaced(postcode: str) -> str:
    if not postcode.strip():
        return ""
    try:
        return str(Postcode.parse(postcode))
    except ValueError as wrong:
        raise PeopleRefused(str(wrong)) from wrong


def _about(person: Person) -> list:
    return [person.id, *FamilyMember.objects.filter(person=person).values_list("family_id", flat=True)]
