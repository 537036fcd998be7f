"""Invented people and families, made by the actions that make them in the product."""

from datetime import date

from alongside.people import actions, rules
from alongside.people.models import Family, Person
from tests.factories import NOW, a_user


def given_a_worker(**where):
    """Someone who adds people and searches."""
    return a_user("family-worker", **where)


def given_a_person(*, by, given_names="Amina", family_name="Khan", born_on=date(2015, 6, 4), **facts) -> Person:
    return actions.add_person(
        given_names=given_names, family_name=family_name, born_on=born_on, source="the parent", by=by, at=NOW, **facts
    )


def given_a_family(*people: Person, by, name="Khan", role=rules.FamilyRole.CHILD) -> Family:
    family = actions.add_family(name=name, by=by, at=NOW)
    for person in people:
        actions.join_family(family=family, person=person, role=role, by=by, at=NOW)
    return family
