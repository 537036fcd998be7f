"""Stating a fact about a person, with where it comes from."""

from datetime import date, datetime

from django.db import transaction

from alongside.foundation.audit.actions import record
from alongside.foundation.identity.models import User

from .. import rules
from ..models import Fact, FamilyMember, Person
from .refusals import PeopleRefused, refuse_future, refuse_unless_may_change_person, sourced


@transaction.atomic
def state_fact(
    *,
    person: Person,
    key: str,
    meaning: rules.Meaning,
    source: str,
    as_of: date,
    by: User,
    at: datetime,
    value: str = "",
) -> Fact:
    """State one thing known of a person; the statement before it stays in the history."""
    Person.objects.select_for_update().get(id=person.id)
    refuse_unless_may_change_person(by, person)
    source, value = sourced(source), value.strip()
    if problem := rules.problem_with_fact(key=key, meaning=rules.Meaning(meaning), value=value):
        raise PeopleRefused(problem)
    refuse_future(as_of, today=at.date(), what="The day this was known")
    before = Fact.objects.filter(person=person, key=key, is_current=True).first()
    stated = (meaning, value, source, as_of)
    if before is not None and (before.meaning, before.value, before.source, before.as_of) == stated:
        return before
    is_current = before is None or as_of >= before.as_of
    if before is not None and is_current:
        before.is_current = False
        before.save(update_fields=["is_current"])
    fact = Fact.objects.create(
        person=person,
        key=key,
        meaning=meaning,
        value=value,
        source=source,
        as_of=as_of,
        recorded_by=by,
        recorded_at=at,
        is_current=is_current,
    )
    families = FamilyMember.objects.filter(person=person).values_list("family_id", flat=True)
    record("people.fact_stated", subject=fact, about=[person.id, *families], by=by, at=at, key=key)
    return fact
