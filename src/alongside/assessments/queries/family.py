"""Who is in the family, as an assessment needs to know them, and the family drawn."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from alongside.foundation.identity.models import User
from alongside.foundation.policy.queries import policy_on
from alongside.people.queries import Found, Sought, family_members, likely_people, list_relationships
from alongside.people.rules import FAMILY_ROLE_WORDS, RELATION_WORDS, BirthPrecision, FamilyRole, RelationKind
from alongside.values.ages import spoken_age
from alongside.values.dates import age_on, spoken_date

from .. import rules
from ..rules import genogram

if TYPE_CHECKING:
    from alongside.people.models import Family, FamilyMember, Person, Relationship

CARING = {FamilyRole.PARENT, FamilyRole.CARER}
ROUGHLY = {BirthPrecision.MONTH, BirthPrecision.YEAR, BirthPrecision.ESTIMATED}
RESPONSIBILITY_WORDS = {True: "holds parental responsibility", False: "no parental responsibility", None: ""}


@dataclass(frozen=True)
class Relative:
    """One member of a family, on a day."""

    person: Person
    name: str
    role: str
    role_words: str
    age: int | None
    age_words: str
    is_unborn: bool
    in_household: bool

    @property
    def id(self) -> UUID:
        return self.person.id

    @property
    def reference(self) -> str:
        return self.person.reference

    @property
    def is_child(self) -> bool:
        return self.role == FamilyRole.CHILD

    @property
    def is_parent(self) -> bool:
        return self.role in CARING

    @property
    def stage(self) -> rules.Stage:
        return rules.stage_of(is_unborn=self.is_unborn, age=self.age)


def relatives_of(family: Family, *, today: date) -> list[Relative]:
    """Everyone in a family now: parents and carers, then children from the eldest."""
    return [_relative(member, today) for member in family_members(family) if member.person.died_on is None]


def genogram_of(
    family: Family,
    *,
    today: date,
    members: list[FamilyMember] | None = None,
    relationships: list[Relationship] | None = None,
) -> genogram.Drawing:
    """The family drawn from its relationships, the same each time; those who have died are drawn too.

    A page that has the family's members and relationships at hand passes them on.
    """
    members = family_members(family) if members is None else members
    if relationships is None:
        relationships = list_relationships(people=[member.person_id for member in members])
    people = [
        genogram.Someone(
            id=str(member.person_id),
            name=member.person.full_name,
            sex=member.person.sex,
            label=_label(member.person, today),
            is_unborn=_is_unborn(member.person),
            is_dead=member.person.died_on is not None,
            in_household=member.in_household,
            is_child=member.role == FamilyRole.CHILD,
        )
        for member in members
    ]
    ties = [genogram.Tie(str(one.person_id), str(one.other_id), one.kind) for one in relationships]
    return genogram.draw(people, ties)


def _relative(member, today: date) -> Relative:
    person = member.person
    born = person.born_on
    return Relative(
        person=person,
        name=person.full_name,
        role=member.role,
        role_words=FAMILY_ROLE_WORDS[FamilyRole(member.role)],
        age=age_on(born, today) if born and born <= today else None,
        age_words=_label(person, today),
        is_unborn=_is_unborn(person),
        in_household=member.in_household,
    )


def _is_unborn(person: Person) -> bool:
    return person.born_on is None and person.due_on is not None


def _label(person: Person, today: date) -> str:
    if _is_unborn(person):
        return f"due {spoken_date(person.due_on)}"
    if person.born_on is None or person.born_on > today:
        return ""
    age = spoken_age(person.born_on, person.died_on or today)
    return f"about {age}" if person.birth_precision in ROUGHLY else age


def expected_voice_of(one: Relative, *, today: date) -> rules.VoiceKind:
    """Whether someone's own words are looked for, or what was seen of them."""
    policy = policy_on(rules.AssessmentsPolicy, today)
    return rules.expected_voice(is_unborn=one.is_unborn, age=one.age, speaks_from_age=policy.speaks_from_age)


def ties_of(family: Family) -> list[dict]:
    """How the people of a family are related, in words, with who holds parental responsibility."""
    ids = {member.person_id for member in family_members(family)}
    return [
        {
            "id": str(one.id),
            "source": one.source,
            "as_of": one.as_of,
            "words": f"{one.person.full_name} is {RELATION_WORDS[RelationKind(one.kind)]} {one.other.full_name}",
            "responsibility": RESPONSIBILITY_WORDS[one.has_parental_responsibility],
        }
        for one in list_relationships(people=list(ids))
        if {one.person_id, one.other_id} <= ids
    ]


def who_it_may_be(
    *, viewer: User, given_names: str, family_name: str, born_on: date | None, made_just_now: UUID | None, today: date
) -> list[Found]:
    """People recorded already who may be the one about to be added: found before made."""
    if not given_names and not born_on:
        return []
    sought = Sought(given_names=given_names, family_name=family_name, born_on=born_on)
    found = likely_people(viewer=viewer, sought=sought, today=today)
    return [one for one in found if one.is_this_person and one.is_likely and one.id != made_just_now]
