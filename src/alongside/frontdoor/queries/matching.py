"""Who the people told of may be already, which families that is, and who is involved."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from alongside.cases.queries import KnownTo, known_to
from alongside.foundation.identity.models import User
from alongside.people.queries import (
    Found,
    FoundFamily,
    Sought,
    Weighed,
    families_now_of,
    likely_people_of_each,
    weigh_sought,
)

from .. import access
from ..models import Contact, ContactPerson

if TYPE_CHECKING:
    from alongside.people.models import Family

MOST_MATCHES = 5


@dataclass(frozen=True)
class PersonMatches:
    """Someone told of, with those already known whom they may be."""

    told: ContactPerson
    found: tuple[Found, ...]
    weighed: Mapping[UUID, Weighed] = field(default_factory=dict)

    @property
    def is_answered(self) -> bool:
        """Whether a worker has said who this is, or there was nobody to compare with."""
        return bool(self.told.match) or not self.found


def matches_of(*, viewer: User, contact: Contact, today: date) -> list[PersonMatches]:
    """For each person told of, who they may be already, likeliest first; nobody is joined by it.

    Someone who shares only a name, and was born on quite another day, is not asked about.
    """
    if not viewer.may(access.CONSIDER):
        return []
    told = list(contact.people.all())
    found = likely_people_of_each(
        viewer=viewer, sought=[_sought(contact, one) for one in told], limit=MOST_MATCHES, today=today
    )
    return [
        PersonMatches(one, tuple(who for who in likely if who.is_this_person and who.is_likely))
        for one, likely in zip(told, found, strict=True)
    ]


def weighed_match(*, contact: Contact, match: PersonMatches) -> PersonMatches:
    """The same by the matching model: what speaks for and against each who was found, the likeliest first."""
    weighed = weigh_sought(_sought(contact, match.told), [one.id for one in match.found])
    found = sorted(match.found, key=lambda one: -weighed[one.id].weight)
    return replace(match, found=tuple(found), weighed=weighed)


def _sought(contact: Contact, told: ContactPerson) -> Sought:
    if told.due_on and not (told.given_names or told.family_name):
        return Sought()
    return Sought(
        given_names=told.given_names,
        family_name=told.family_name,
        born_on=told.born_on,
        age=told.age,
        postcode=contact.home_postcode,
        nhs_number=told.nhs_number,
        upn=told.upn,
    )


def families_of_contact(contact: Contact) -> list[Family]:
    """The families that the people found the same are in now, each once; for someone who sees the contact."""
    found = {}
    for told in contact.people.all():
        if told.person_id is None:
            continue
        for family in families_now_of(told.person):
            found.setdefault(family.id, family)
    return list(found.values())


def known_to_contact(*, contact: Contact, matches: list[PersonMatches]) -> list[tuple[FoundFamily, list[KnownTo]]]:
    """For each family that it may be, who is involved and whom to ring; nothing more."""
    families: dict[UUID, FoundFamily] = {}
    if contact.family_id:
        family = contact.family
        families[family.id] = FoundFamily(family.id, family.reference, family.name)
    for match in matches:
        for found in match.found:
            families |= {family.id: family for family in found.families}
    known = known_to(family_ids=list(families))
    return [(family, known[family.id]) for family in families.values()]
