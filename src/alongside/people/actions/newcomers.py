"""Things that are done to several records at once, whole or not at all."""

from collections.abc import Iterable
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from alongside.foundation.identity.models import User

from .. import rules
from ..models import Address, Family, Person
from .families import join_family
from .homes import move_home
from .pairs import keep_apart, raise_pair
from .persons import add_person


@transaction.atomic
def add_newcomer(
    *,
    facts: dict,
    family: Family | None,
    role: str | None,
    in_household: bool,
    lines: str,
    postcode: str,
    is_restricted: bool,
    by: User,
    at: datetime,
    perhaps: Iterable[UUID] = (),
    none_of: Iterable[UUID] = (),
) -> Person:
    """Add a person together with their home and their part in a family.

    Those they are perhaps already wait to be looked at; that they are none of others is kept.
    """
    person = add_person(**facts, by=by, at=at)
    if family is not None:
        join_family(family=family, person=person, role=rules.FamilyRole(role), in_household=in_household, by=by, at=at)
    if lines or postcode:
        move_home(
            person=person,
            lines=lines,
            postcode=postcode,
            is_restricted=is_restricted,
            source=facts["source"],
            as_of=at.date(),
            by=by,
            at=at,
        )
    keep_apart(person=person, others=none_of, why="Said when they were added", by=by, at=at)
    for other in Person.objects.filter(id__in=list(perhaps)).exclude(id=person.id).order_by("id"):
        note = "Said when they were added"
        raise_pair(one=person, other=other, reason=rules.PairReason.NOT_SURE, note=note, by=by, at=at)
    return person


@transaction.atomic
def move_household(
    *,
    people: Iterable[Person],
    lines: str,
    postcode: str,
    is_restricted: bool,
    source: str,
    as_of: date,
    by: User,
    at: datetime,
) -> list[Address]:
    """Write down that people moved home together."""
    return [
        move_home(
            person=person,
            lines=lines,
            postcode=postcode,
            is_restricted=is_restricted,
            source=source,
            as_of=as_of,
            by=by,
            at=at,
        )
        for person in people
    ]
