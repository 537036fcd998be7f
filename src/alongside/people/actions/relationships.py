"""How people are related."""

from datetime import date, datetime

from django.db import transaction
from django.db.models import Q

from alongside.foundation.audit.actions import record
from alongside.foundation.identity.models import User

from .. import rules
from ..models import FamilyMember, Person, Relationship
from .matching import write_match_record
from .refusals import PeopleRefused, refuse_future, refuse_unless_may_change_person, sourced


@transaction.atomic
def relate(
    *,
    person: Person,
    other: Person,
    kind: rules.RelationKind,
    source: str,
    as_of: date,
    by: User,
    at: datetime,
    has_parental_responsibility: bool | None = None,
) -> Relationship:
    """Write down how one person is related to another; doing so twice writes it once."""
    refuse_unless_may_change_person(by, person, other)
    source = sourced(source)
    refuse_future(as_of, today=at.date(), what="The day this was known")
    if person.id == other.id:
        raise PeopleRefused("Choose two different people")
    if kind == rules.RelationKind.PARENT and _is_parent_of(other, person):
        raise PeopleRefused("It is recorded the other way round already: end that first")
    standing = _standing(person, other, kind)
    if standing is None:
        standing = Relationship.objects.create(
            person=person,
            other=other,
            kind=kind,
            source=source,
            as_of=as_of,
            has_parental_responsibility=has_parental_responsibility,
        )
        write_match_record(other)
        record("people.related", subject=standing, about=_about(standing), by=by, at=at)
    elif has_parental_responsibility not in (None, standing.has_parental_responsibility):
        standing.has_parental_responsibility, standing.source, standing.as_of = (
            has_parental_responsibility,
            source,
            as_of,
        )
        standing.save(update_fields=["has_parental_responsibility", "source", "as_of"])
        record("people.parental_responsibility_stated", subject=standing, about=_about(standing), by=by, at=at)
    return standing


@transaction.atomic
def end_relationship(*, relationship: Relationship, until_on: date, by: User, at: datetime) -> Relationship:
    """Note that people are no longer so related, or that it was written down in error."""
    current = Relationship.objects.select_for_update().select_related("person", "other").get(id=relationship.id)
    refuse_unless_may_change_person(by, current.person, current.other)
    refuse_future(until_on, today=at.date(), what="The day it ended")
    if current.until_on is None:
        current.until_on = until_on
        current.save(update_fields=["until_on"])
        write_match_record(current.other)
        record("people.relationship_ended", subject=current, about=_about(current), by=by, at=at)
    return current


def _standing(person: Person, other: Person, kind: rules.RelationKind) -> Relationship | None:
    either = Q(person=person, other=other)
    if kind in rules.MUTUAL_RELATIONS:
        either |= Q(person=other, other=person)
    return Relationship.objects.filter(either, kind=kind, until_on__isnull=True).order_by("id").first()


def _is_parent_of(person: Person, other: Person) -> bool:
    return Relationship.objects.filter(
        person=person, other=other, kind=rules.RelationKind.PARENT, until_on__isnull=True
    ).exists()


def _about(relationship: Relationship) -> list:
    people = (relationship.person_id, relationship.other_id)
    families = FamilyMember.objects.filter(person_id__in=people).values_list("family_id", flat=True)
    return [*people, *families]
