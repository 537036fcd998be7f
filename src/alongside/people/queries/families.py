"""Reading families and people, the viewer first."""

from uuid import UUID

from django.db.models import Prefetch, Q, QuerySet

from alongside.foundation.access.models import SealedSubject
from alongside.foundation.identity.models import Agency, User

from .. import access, rules
from ..models import Address, Agreement, Family, FamilyMember, Person, PersonName, Relationship, SharingBasis, among
from .ones import records_of_family, records_of_people, records_of_person


class FamilyNotFound(LookupError):
    """No family open to the viewer has this reference."""


class PersonNotFound(LookupError):
    """No person open to the viewer has this reference."""


def get_family(*, viewer: User, reference: str) -> Family:
    """The family with this reference, if it is open to the viewer or nobody works with it yet."""
    family = access.families_reachable_by(viewer).filter(reference=reference).first()
    if family is None:
        raise FamilyNotFound(reference)
    return family


def get_person(*, viewer: User, reference: str) -> Person:
    """The person with this reference, if a family of theirs is open to the viewer or nobody works with them yet."""
    person = access.people_reachable_by(viewer).filter(reference=reference).first()
    if person is None:
        raise PersonNotFound(reference)
    return person


def families_of(*, viewer: User, person: Person) -> list[Family]:
    """The families open to the viewer that a person is or was in."""
    return list(
        access.families_reachable_by(viewer)
        .filter(members__person__in=records_of_person(person.id))
        .distinct()
        .order_by("sort_name", "id")
    )


def families_now_of(person: Person) -> list[Family]:
    """The families that a person is in now, by any record of theirs, each once by its leading record; for actions."""
    members = (
        FamilyMember.objects.filter(person__in=records_of_person(person.id), until_on__isnull=True)
        .select_related("family__one__lead")
        .order_by("id")
    )
    leading = [one.family.one.lead if hasattr(one.family, "one") else one.family for one in members]
    return list(dict.fromkeys(leading))


def families_about(*, viewer: User, of: Person | Family) -> list[UUID]:
    """The families that a page about a person, or about a family, tells of."""
    if isinstance(of, Family):
        return [of.id]
    return [family.id for family in families_of(viewer=viewer, person=of)]


def family_members(family: Family, *, with_former: bool = False) -> list[FamilyMember]:
    """Who is in a family, with each one's home now: parents and carers, then children from the eldest.

    Whoever is in a sealed family besides is left out: what is known of them now is kept apart.
    """
    members = FamilyMember.objects.filter(family__in=records_of_family(family.id))
    members = members.exclude(person_id__in=_sealed_elsewhere(family))
    if not with_former:
        members = members.filter(until_on__isnull=True)
    homes = Prefetch(
        "person__addresses",
        to_attr="homes_now",
        queryset=Address.objects.filter(until_on__isnull=True).order_by("-as_of", "id"),
    )
    found = list(
        members.select_related("person", "person__one__lead")
        .prefetch_related(homes)
        .order_by("person__born_on", "until_on", "id")
    )
    order = {"parent": 0, "carer": 1, "child": 2, "other": 3}
    found = sorted(found, key=lambda member: (member.until_on is not None, order[member.role]))
    return _each_once(found)


def _sealed_elsewhere(family: Family) -> QuerySet:
    """The ids of the people who are in another family that is sealed; to exclude by."""
    sealed = SealedSubject.objects.standing().filter(subject_kind=access.SUBJECT).values("subject_id")
    elsewhere = FamilyMember.objects.filter(family_id__in=sealed, until_on__isnull=True)
    return elsewhere.exclude(family__in=records_of_family(family.id)).values("person_id")


def _each_once(members: list[FamilyMember]) -> list[FamilyMember]:
    """Everyone once in a family of several records, by the record that leads where several are one person."""
    found: dict[UUID, FamilyMember] = {}
    for member in members:
        one = getattr(member.person, "one", None)
        if one is not None and one.lead_id != member.person_id:
            one.lead.homes_now = member.person.homes_now
            member.person = one.lead
        standing = found.get(member.person_id)
        is_twice_in_one = standing is not None and one is None and standing.family_id == member.family_id
        found.setdefault(member.id if is_twice_in_one else member.person_id, member)
    return list(found.values())


def address_of(person: Person) -> Address | None:
    """Where a person lives now, as far as is known."""
    homes = Address.objects.filter(person__in=records_of_person(person.id), until_on__isnull=True)
    return homes.order_by("-as_of", "-id").first()


def home_areas(*, family) -> QuerySet[Address]:
    """The present homes of a family’s household that lie in a known area and are not kept secret, the latest first.

    `family` may be an outer reference: planners count families by area with it.
    """
    return Address.objects.filter(
        person__memberships__family=family,
        person__memberships__in_household=True,
        person__memberships__until_on__isnull=True,
        until_on__isnull=True,
        area__isnull=False,
        is_restricted=False,
    ).order_by("-as_of", "id")


def list_addresses(person: Person) -> list[Address]:
    """Every home of a person, the present one first."""
    homes = Address.objects.filter(person__in=records_of_person(person.id)).order_by("-as_of", "-id")
    return sorted(homes, key=lambda home: home.until_on is not None)


def list_relationships(*, people: list[UUID]) -> list[Relationship]:
    """How the people are related, to one another and to others, now."""
    theirs = records_of_people(people).values("also_id")
    apart = _sealed_besides(theirs)
    found = (
        Relationship.objects.filter(Q(among("person_id", theirs)) | Q(among("other_id", theirs)), until_on__isnull=True)
        .exclude(Q(person_id__in=apart) | Q(other_id__in=apart))
        .select_related("person__one__lead", "other__one__lead")
        .order_by("kind", "id")
    )
    said: dict[tuple, Relationship] = {}
    for one in found:
        one.person, one.other = _leading(one.person), _leading(one.other)
        if one.person_id != one.other_id:
            pair = frozenset({one.person_id, one.other_id}) if one.kind in rules.MUTUAL_RELATIONS else one.person_id
            said.setdefault((one.kind, pair, None if isinstance(pair, frozenset) else one.other_id), one)
    return list(said.values())


def _sealed_besides(people: QuerySet) -> QuerySet:
    """The ids of everyone in a sealed family, save the people named; to exclude by."""
    sealed = SealedSubject.objects.standing().filter(subject_kind=access.SUBJECT).values("subject_id")
    within = FamilyMember.objects.filter(family_id__in=sealed, until_on__isnull=True)
    return within.exclude(person_id__in=people).values("person_id")


def _leading(person: Person) -> Person:
    one = getattr(person, "one", None)
    return one.lead if one is not None else person


def list_agreements(family: Family) -> list[Agreement]:
    """What each person answered about sharing, the latest first, with what was withdrawn."""
    return list(
        Agreement.objects.filter(family__in=records_of_family(family.id))
        .select_related("person", "agency", "recorded_by")
        .order_by("-given_on", "-id")
    )


def list_sharing_bases(family: Family) -> list[SharingBasis]:
    """The lawful bases stated for sharing, the latest first."""
    return list(
        SharingBasis.objects.filter(family__in=records_of_family(family.id))
        .select_related("agency", "decided_by")
        .order_by("-decided_at", "-id")
    )


def list_other_names(person: Person) -> list[PersonName]:
    """Other names a person has or had."""
    return list(PersonName.objects.filter(person__in=records_of_person(person.id)).order_by("id"))


def list_agencies() -> list[Agency]:
    """The agencies that information may be shared with, by name."""
    return list(Agency.objects.filter(is_active=True).order_by("name", "id"))


def open_family_ids(*, viewer: User, family_ids: list[UUID]) -> set[UUID]:
    """Those of the families that the viewer may open."""
    return set(access.families_reachable_by(viewer).filter(id__in=family_ids).values_list("id", flat=True))


def household_of(person: Person, *, viewer: User) -> list[Person]:
    """The others who live in one household with a person, in the families open to the viewer."""
    theirs = records_of_person(person.id)
    families = access.families_reachable_by(viewer).filter(
        members__person__in=theirs, members__in_household=True, members__until_on__isnull=True
    )
    others = FamilyMember.objects.filter(family__in=families, in_household=True, until_on__isnull=True)
    seen = Person.objects.filter(memberships__in=others).exclude(id__in=access.people_sealed_from(viewer))
    return list(seen.exclude(id__in=theirs).distinct().order_by("id"))
