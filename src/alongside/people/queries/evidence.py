"""What is known of people as the matching model reads it, and what speaks for and against two being one."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from uuid import UUID

from django.db.models import F

from .. import gateways, rules
from ..models import Address, Fact, FamilyMember, Person, PersonName, Relationship
from ..rules.likeness import Sought
from .ones import records_of_people
from .weighing import weighing_now

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

    def add_home(self, *, lines: str, postcode: str, is_confidential: bool) -> None:
        """Add a home by its lines and postcode; whether it is kept confidential stays with it."""
        self.has_confidential_home |= is_confidential
        self.add("postcode", postcode)
        first, _, rest = lines.partition(",")
        parts = _HOUSE.match(first.strip())
        self.add("house", parts.group(1) if parts else "")
        self.add("street", parts.group(2) if parts else first.strip())
        self.add("place", rest.split(",")[-1].strip())

    def add_parent(self, which: str, *, given: str, family: str) -> None:
        """Add the names of a `mother` or a `father`."""
        self.add(f"{which}_given", given)
        self.add(f"{which}_family", family)


def known_of_people(person_ids: Iterable[UUID]) -> dict[UUID, KnownOfPerson]:
    """What the model reads of each person: names, birth, homes, numbers, parents, brothers and sisters."""
    ids = list(person_ids)
    known = {one.id: _of_record(one) for one in Person.objects.filter(id__in=ids).order_by("id")}
    for name in PersonName.objects.filter(person_id__in=ids).order_by("id"):
        known[name.person_id].add("given_names", name.given_names)
        known[name.person_id].add("family_name", name.family_name)
    homes = Address.objects.filter(person_id__in=ids)
    for home in homes.order_by(F("until_on").desc(nulls_first=True), "-as_of", "id"):
        known[home.person_id].add_home(lines=home.lines, postcode=home.postcode, is_confidential=home.is_restricted)
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


def _add_parents(known: dict[UUID, KnownOfPerson]) -> None:
    parents = Relationship.objects.filter(other_id__in=list(known), kind=rules.RelationKind.PARENT)
    for one in parents.filter(until_on__isnull=True).select_related("person").order_by("id"):
        which = {rules.Sex.FEMALE: "mother", rules.Sex.MALE: "father"}.get(one.person.sex)
        if which:
            known[one.other_id].add_parent(which, given=one.person.given_names, family=one.person.family_name)


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
            known[fact.person_id].add_parent(_LISTED_PARENTS[fact.key], given=given, family=family)


def weigh_people(one: Person, other: Person) -> gateways.Weighed:
    """What speaks for and against two records being one person; a confidential home only agrees or does not."""
    return weigh_others(one, [other.id])[other.id]


def weigh_others(one: Person, others: Iterable[UUID]) -> dict[UUID, gateways.Weighed]:
    """What speaks for and against each of some records being this person too."""
    ids = list(others)
    known = known_of_people([one.id, *ids])
    mine, now = known[one.id], weighing_now()
    found = {}
    for other in ids:
        weighed = gateways.weigh(mine.fields, known[other].fields, population=now.population, by=now.by)
        is_confidential = mine.has_confidential_home or known[other].has_confidential_home
        found[other] = without_homes(weighed) if is_confidential else weighed
    return found


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


def households_of(people: Iterable[UUID]) -> dict[UUID, set[UUID]]:
    """The families that each person is in now, by any record that is that person."""
    ids = list(people)
    found: dict[UUID, set[UUID]] = {one: set() for one in ids}
    members = FamilyMember.objects.filter(person_id__in=records_of_people(ids), until_on__isnull=True)
    for person_id, family_id in members.values_list("person_id", "family_id"):
        if person_id in found:
            found[person_id].add(family_id)
    return found


def known_of_sought(sought: Sought) -> dict[str, list[str]]:
    """What was told of somebody, as the model reads it."""
    told = KnownOfPerson()
    born = sought.born_on.isoformat() if sought.born_on else ""
    facts = {"given_names": sought.given_names, "family_name": sought.family_name, "born_on": born}
    facts |= {"nhs_number": sought.nhs_number, "upn": sought.upn, "phone": sought.phone}
    facts |= {"sex": "" if sought.sex == rules.Sex.UNKNOWN else sought.sex}
    for name, value in facts.items():
        told.add(name, value)
    if sought.lines or sought.postcode:
        told.add_home(lines=sought.lines, postcode=sought.postcode, is_confidential=False)
    for which, parents in (("mother", sought.mothers), ("father", sought.fathers)):
        for given, family in parents:
            told.add_parent(which, given=given, family=family)
    told.add("siblings", *sought.siblings)
    return told.fields


def weigh_sought(sought: Sought, person_ids: Iterable[UUID]) -> dict[UUID, gateways.Weighed]:
    """What speaks for and against each of some people being somebody of whom something was told."""
    told, now = known_of_sought(sought), weighing_now()
    found = {}
    for person_id, known in known_of_people(person_ids).items():
        weighed = gateways.weigh(told, known.fields, population=now.population, by=now.by)
        found[person_id] = without_homes(weighed) if known.has_confidential_home else weighed
    return found
