"""Who the people told of may be already, which families that is, and who is involved."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from alongside.cases.queries import KnownTo, known_to
from alongside.foundation.identity.models import User
from alongside.people.access import families_sealed_from
from alongside.people.queries import (
    Found,
    FoundFamily,
    Sought,
    Weighed,
    families_now_of,
    likely_people_of_each,
    weigh_sought,
)
from alongside.people.rules import Sex

from .. import access, rules
from ..models import Contact, ContactPerson

if TYPE_CHECKING:
    from alongside.people.models import Family

MOST_MATCHES = 5


@dataclass(frozen=True)
class PersonMatches:
    """Someone told of, with those already known whom they may be, and apart those who may be of their family.

    Of a record that is sealed it says no more than that there may be one, and whom to ring.
    """

    told: ContactPerson
    found: tuple[Found, ...]
    kin: tuple[Found, ...] = ()
    apart: tuple[str, ...] = ()
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
        PersonMatches(
            one,
            tuple(who for who in likely if who.is_this_person and who.is_likely and not who.is_kept_apart),
            tuple(who for who in likely if not who.is_this_person and who.is_likely),
            tuple(f"{who.name}. {who.because[0]}" for who in likely if who.is_kept_apart),
        )
        for one, likely in zip(told, found, strict=True)
    ]


def weighed_match(*, contact: Contact, match: PersonMatches) -> PersonMatches:
    """The same by the matching model: what speaks for and against each who was found, the likeliest first."""
    weighed = {one.id: one.weighed for one in match.found if one.weighed}
    unweighed = [one.id for one in match.found if one.id not in weighed]
    if unweighed:
        weighed |= weigh_sought(_sought(contact, match.told), unweighed)
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
        postcode=contact.home_postcode if told.in_household else "",
        nhs_number=told.nhs_number,
        upn=told.upn,
        lines=contact.home_lines if told.in_household else "",
        sex=told.sex,
        phone=told.phone,
        **(_kin_told(contact, told) if told.part == rules.Part.CHILD else {}),
    )


def _kin_told(contact: Contact, child: ContactPerson) -> dict[str, tuple]:
    """The parents, and the brothers and sisters, whom the same contact tells of beside a child."""
    others = [one for one in contact.people.all() if one.position != child.position and one.given_names]
    parents = {Sex.FEMALE: [], Sex.MALE: []}
    for one in others:
        if one.part == rules.Part.PARENT and one.sex in parents:
            parents[one.sex].append((one.given_names, one.family_name))
    siblings = tuple(one.given_names for one in others if one.part == rules.Part.CHILD)
    return {"mothers": tuple(parents[Sex.FEMALE]), "fathers": tuple(parents[Sex.MALE]), "siblings": siblings}


def families_of_contact(contact: Contact, *, viewer: User) -> list[Family]:
    """The families that the people found the same are in now, each once; for someone who sees the contact.

    A family that is sealed from them is left out.
    """
    found = {}
    for told in contact.people.all():
        if told.person_id is None:
            continue
        for family in families_now_of(told.person):
            found.setdefault(family.id, family)
    if not found:
        return []
    sealed = set(families_sealed_from(viewer).filter(subject_id__in=list(found)).values_list("subject_id", flat=True))
    return [family for family in found.values() if family.id not in sealed]


def known_to_contact(*, contact: Contact, matches: list[PersonMatches]) -> list[tuple[FoundFamily, list[KnownTo]]]:
    """For each family that it may be, who is involved and whom to ring; nothing more."""
    families: dict[UUID, FoundFamily] = {}
    if contact.family_id and not contact.is_sealed:
        family = contact.family
        families[family.id] = FoundFamily(family.id, family.reference, family.name)
    for match in matches:
        for found in (*match.found, *match.kin):
            families |= {family.id: family for family in found.families}
    known = known_to(family_ids=list(families))
    return [(family, known[family.id]) for family in families.values()]
