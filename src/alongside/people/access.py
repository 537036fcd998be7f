"""Which families and people are open to a viewer."""

from django.db.models import Exists, OuterRef, QuerySet

from alongside.foundation.access.access import is_open_to, subjects_open_to
from alongside.foundation.access.rules import declare

from .models import Family, FamilyMember, Person

SUBJECT = "family"
"""Grants are given on a family: they open its people and its cases, present and past."""

SEARCH = declare(
    "people.search", "Learn whether a family is known, to whom, and whom to ring",
    roles={"front-door-worker", "front-door-manager", "family-worker", "hub-manager", "social-worker",
           "service-manager", "lead-professional"},
)
ADD = declare(
    "people.add", "Add people and families",
    roles={"front-door-worker", "front-door-manager", "family-worker", "hub-manager", "social-worker",
           "lead-professional"},
)


def families_open_to(viewer) -> QuerySet[Family]:
    """The families that a grant opens to the viewer now."""
    return Family.objects.filter(id__in=subjects_open_to(viewer, SUBJECT))


def people_open_to(viewer) -> QuerySet[Person]:
    """The people who are or were members of a family open to the viewer."""
    theirs = FamilyMember.objects.filter(
        person_id=OuterRef("id"), family_id__in=subjects_open_to(viewer, SUBJECT)
    )
    return Person.objects.filter(Exists(theirs))


def may_see_family(viewer, family: Family) -> bool:
    """Whether a grant opens this family to the viewer now."""
    return is_open_to(viewer, SUBJECT, family.id)


def may_change_family(viewer, family: Family) -> bool:
    """Someone who adds people changes the families open to them."""
    return viewer.may(ADD) and may_see_family(viewer, family)
