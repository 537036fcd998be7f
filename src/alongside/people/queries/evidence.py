"""What is known of people as the matching model reads it, and what speaks for and against two being one."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from uuid import UUID

from django.db import connection

from .. import gateways, rules
from ..models import Address, Fact, FamilyMember, Person, PersonName, Relationship
from ..rules.likeness import Sought
from .ones import records_of_people

HOME = "home"
HOME_PARTS = frozenset({"home", "line", "place", "region"})
_OF_HOME = frozenset({"house", "street", "second_line", "place", "region", "postcode"})
_LISTED = {"nhs_number_as_listed": "nhs_number", "upn_as_listed": "upn"}
_LISTED_PARENTS = {"mother_as_listed": "mother", "father_as_listed": "father"}
_HOUSE = re.compile(r"^((?:flat|unit)?\s*\d+\w?(?:[/-]\d+\w?)?)[,\s]+(.+)$", re.IGNORECASE)


@dataclass
class KnownOfPerson:
    """What the model reads of one person; and whether a home that is kept confidential is among it."""

    fields: dict[str, list[str]] = field(default_factory=dict)
    has_confidential_home: bool = False

    @property
    def findable(self) -> dict[str, list[str]]:
        """What a person may be found by: all but a home that is kept confidential."""
        if not self.has_confidential_home:
            return self.fields
        return {name: values for name, values in self.fields.items() if name not in _OF_HOME}

    def add(self, name: str, *values: str) -> None:
        """Add what is not empty, once."""
        kept = self.fields.setdefault(name, [])
        kept += [one for one in values if one and one not in kept]


def known_of_people(person_ids: Iterable[UUID]) -> dict[UUID, KnownOfPerson]:
    """What the model reads of each person: names, birth, homes, numbers, parents, brothers and sisters."""
    ids = list(person_ids)
    known = {one.id: _of_record(one) for one in Person.objects.filter(id__in=ids).order_by("id")}
    for name in PersonName.objects.filter(person_id__in=ids).order_by("id"):
        known[name.person_id].add("given_names", name.given_names)
        known[name.person_id].add("family_name", name.family_name)
    for home in Address.objects.filter(person_id__in=ids).order_by("until_on", "-as_of", "id"):
        _add_home(known[home.person_id], home)
    _add_parents(known)
    _add_siblings(known)
    _add_listed(known)
    return known


def _of_record(person: Person) -> KnownOfPerson:
    known = KnownOfPerson()
    known.add("given_names", person.given_names, person.known_as)
    known.add("family_name", person.family_name)
    known.add("sex", "" if person.sex == rules.Sex.UNKNOWN else person.sex)
    known.add("born_on", person.born_on.isoformat() if person.born_on else "")
    known.add("due_on", person.due_on.isoformat() if person.due_on else "")
    for name in ("nhs_number", "upn", "email", "phone"):
        known.add(name, getattr(person, name))
    return known


def _add_home(known: KnownOfPerson, home: Address) -> None:
    known.has_confidential_home |= home.is_restricted
    known.add("postcode", home.postcode)
    first, _, rest = home.lines.partition(",")
    parts = _HOUSE.match(first.strip())
    known.add("house", parts.group(1) if parts else "")
    known.add("street", parts.group(2) if parts else first.strip())
    known.add("place", rest.split(",")[-1].strip())


def _add_parents(known: dict[UUID, KnownOfPerson]) -> None:
    parents = Relationship.objects.filter(other_id__in=list(known), kind=rules.RelationKind.PARENT)
    for one in parents.filter(until_on__isnull=True).select_related("person").order_by("id"):
        which = {rules.Sex.FEMALE: "mother", rules.Sex.MALE: "father"}.get(one.person.sex)
        if which:
            known[one.other_id].add(f"{which}_given", one.person.given_names)
            known[one.other_id].add(f"{which}_family", one.person.family_name)


def _add_siblings(known: dict[UUID, KnownOfPerson]) -> None:
    theirs = FamilyMember.objects.filter(person_id__in=list(known), role=rules.FamilyRole.CHILD, until_on__isnull=True)
    in_family: dict[UUID, list[UUID]] = {}
    for person_id, family_id in theirs.values_list("person_id", "family_id"):
        in_family.setdefault(family_id, []).append(person_id)
    children = FamilyMember.objects.filter(
        family_id__in=list(in_family), role=rules.FamilyRole.CHILD, until_on__isnull=True
    ).exclude(person__given_names="")
    for family_id, person_id, given in children.order_by("id").values_list(
        "family_id", "person_id", "person__given_names"
    ):
        for one in in_family[family_id]:
            if one != person_id:
                known[one].add("siblings", given)


def _add_listed(known: dict[UUID, KnownOfPerson]) -> None:
    """Add what a list said of parents and of numbers that cannot be right."""
    facts = Fact.objects.filter(person_id__in=list(known), key__in=[*_LISTED, *_LISTED_PARENTS], is_current=True)
    for fact in facts.order_by("id"):
        if fact.key in _LISTED:
            known[fact.person_id].add(_LISTED[fact.key], fact.value)
        else:
            family, _, given = fact.value.partition(", ")
            known[fact.person_id].add(f"{_LISTED_PARENTS[fact.key]}_given", given)
            known[fact.person_id].add(f"{_LISTED_PARENTS[fact.key]}_family", family)


def weigh_people(one: Person, other: Person) -> gateways.Weighed:
    """What speaks for and against two records being one person; a confidential home only agrees or does not."""
    known = known_of_people([one.id, other.id])
    weighed = gateways.weigh(known[one.id].fields, known[other.id].fields, population=count_people())
    is_confidential = known[one.id].has_confidential_home or known[other.id].has_confidential_home
    return without_homes(weighed) if is_confidential else weighed


def without_homes(weighed: gateways.Weighed) -> gateways.Weighed:
    """The same evidence, in which a home is no more than agreeing or not."""
    return replace(weighed, parts=tuple(_veiled(one) if one.name in HOME_PARTS else one for one in weighed.parts))


def _veiled(part: gateways.PartWeighed) -> gateways.PartWeighed:
    says = "Home agrees" if part.bits > 0 else "Home does not agree"
    return replace(part, says=says, level="agrees" if part.bits > 0 else "differs")


def evidence_of(weighed: gateways.Weighed) -> tuple[dict, ...]:
    """Evidence as it is kept with a decision: in words and weights, without what is written of anybody."""
    parts = [{"says": one.says, "bits": round(one.bits, 6), "kin": one.is_shared_by_kin} for one in weighed.parts]
    return (*parts, {"says": rules.KIN_WORDS, "bits": round(weighed.kin_bits, 6), "kin": True})


def count_people() -> int:
    """About how many people are on record, as the database knows without counting."""
    with connection.cursor() as cursor:
        cursor.execute("select greatest(reltuples, 0)::bigint from pg_class where oid = 'people_person'::regclass")
        return max(int(cursor.fetchone()[0]), 1_000)


def households_of(people: Iterable[UUID]) -> dict[UUID, set[UUID]]:
    """The families that each person is in now, by any record that is that person."""
    ids = list(people)
    found: dict[UUID, set[UUID]] = {one: set() for one in ids}
    members = FamilyMember.objects.filter(person_id__in=records_of_people(ids), until_on__isnull=True)
    for person_id, family_id in members.values_list("person_id", "family_id"):
        if person_id in found:
            found[person_id].add(family_id)
    return found


def weigh_sought(sought: Sought, person_ids: Iterable[UUID]) -> dict[UUID, gateways.Weighed]:
    """What speaks for and against each of some people being somebody of whom something was told."""
    told = KnownOfPerson()
    told.add("given_names", sought.given_names)
    told.add("family_name", sought.family_name)
    told.add("born_on", sought.born_on.isoformat() if sought.born_on else "")
    told.add("postcode", sought.postcode)
    told.add("nhs_number", sought.nhs_number)
    told.add("upn", sought.upn)
    population = count_people()
    found = {}
    for person_id, known in known_of_people(person_ids).items():
        weighed = gateways.weigh(told.fields, known.fields, population=population)
        found[person_id] = without_homes(weighed) if known.has_confidential_home else weighed
    return found
