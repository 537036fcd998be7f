"""Which families and people are open to a viewer."""

from django.db.models import Exists, OuterRef, Q, QuerySet

from alongside.foundation.access.access import SEAL, is_open_to, ring_for, subjects_open_to, subjects_sealed_from
from alongside.foundation.access.models import GrantReach
from alongside.foundation.access.rules import GrantReason, declare

from .models import Address, Family, FamilyMember, Person, PersonAsOne, among

SUBJECT = "family"
"""Grants are given on a family: they open its people and its cases, present and past."""

WORKED_WITH = (
    GrantReason.FRONT_DOOR,
    GrantReason.HUB,
    GrantReason.ALLOCATED,
    GrantReason.TEAM_AROUND,
    GrantReason.AGENDA,
    GrantReason.PANEL,
    GrantReason.SOCIAL_CARE,
    GrantReason.NAMED,
)
"""The grants that show that someone works with a family; until one is given, whoever adds people may change it."""

SEARCH = declare(
    "people.search",
    "Learn whether a family is known, to whom, and whom to ring",
    roles={
        "front-door-worker",
        "front-door-manager",
        "family-worker",
        "hub-manager",
        "social-worker",
        "service-manager",
        "lead-professional",
        "data-steward",
    },
)
ADD = declare(
    "people.add",
    "Add people and families",
    roles={
        "front-door-worker",
        "front-door-manager",
        "family-worker",
        "hub-manager",
        "social-worker",
        "lead-professional",
    },
)

SEE = declare(
    "people.see",
    "See the people, homes and facts of families open to one",
    roles={
        "partner",
        "lead-professional",
        "front-door-worker",
        "front-door-manager",
        "family-worker",
        "hub-manager",
        "social-worker",
        "service-manager",
    },
)
SEE_CONFIDENTIAL_HOMES = declare(
    "people.see_confidential_homes",
    "See an address that is kept confidential, in families open to one",
    roles={"front-door-worker", "front-door-manager", "family-worker", "hub-manager", "social-worker"},
)
LINK = declare(
    "people.link",
    "Say whether two records that are open to one are the same person or family",
    roles={
        "lead-professional",
        "front-door-worker",
        "front-door-manager",
        "family-worker",
        "hub-manager",
        "social-worker",
        "data-steward",
    },
)
STEWARD = declare(
    "people.steward",
    "Review pairs of records, take in agencies’ lists, and watch over how well people are matched",
    roles={"data-steward"},
)


def families_open_to(viewer) -> QuerySet[Family]:
    """The families that a grant opens to the viewer now."""
    return Family.objects.filter(id__in=subjects_open_to(viewer, SUBJECT))


def people_open_to(viewer) -> QuerySet[Person]:
    """The people who are or were members of a family open to the viewer; those of a sealed one are sealed with it."""
    theirs = _memberships().filter(family_id__in=subjects_open_to(viewer, SUBJECT))
    return Person.objects.filter(Exists(theirs)).exclude(id__in=people_sealed_from(viewer))


def families_reachable_by(viewer) -> QuerySet[Family]:
    """Families open to the viewer and, for someone who adds people, those that nobody works with yet."""
    if not viewer.may(ADD):
        return families_open_to(viewer)
    granted = _grants_of_work().filter(subject_id=OuterRef("id"))
    return Family.objects.filter(Q(id__in=subjects_open_to(viewer, SUBJECT)) | ~Exists(granted))


def people_reachable_by(viewer) -> QuerySet[Person]:
    """People open to the viewer and, for someone who adds people, those that nobody works with yet."""
    if not viewer.may(ADD):
        return people_open_to(viewer)
    memberships = _memberships()
    open_to_them = memberships.filter(family_id__in=subjects_open_to(viewer, SUBJECT))
    worked_with = memberships.filter(Exists(_grants_of_work().filter(subject_id=OuterRef("family_id"))))
    reachable = Person.objects.filter(Exists(open_to_them) | ~Exists(worked_with))
    return reachable.exclude(id__in=people_sealed_from(viewer))


def family_by_reference(viewer, reference: str) -> Family | None:
    """A family, open or not, for someone who may learn that it is known; ask what is open before showing more.

    Of a sealed one nobody who is not named learns it.
    """
    if not viewer.may(SEARCH):
        return None
    return Family.objects.filter(reference=reference).exclude(id__in=families_sealed_from(viewer)).first()


def families_sealed_from(viewer) -> QuerySet:
    """The ids of the sealed families on which the viewer is not named; to exclude by."""
    return subjects_sealed_from(viewer, SUBJECT)


def people_sealed_from(viewer) -> QuerySet:
    """The ids of the people now in a family that is sealed from the viewer: they are sealed with it; to exclude by."""
    within = FamilyMember.objects.filter(family_id__in=families_sealed_from(viewer), until_on__isnull=True)
    return within.values("person_id")


def ring_about(viewer, reference: str) -> str | None:
    """Whom to ring about a family sealed from the viewer, where they hold its reference; nobody otherwise."""
    family = Family.objects.filter(reference=reference).first() if viewer.may(SEARCH) else None
    return ring_for(viewer, SUBJECT, family.id) if family is not None else None


def may_lift_seals(viewer) -> bool:
    """Someone who may seal records also lifts seals, whether or not they are named."""
    return viewer.may(SEAL)


def may_seal(viewer, family: Family) -> bool:
    """Someone who may seal records seals those open to them."""
    return viewer.may(SEAL) and may_see_family(viewer, family)


def may_see_family(viewer, family: Family) -> bool:
    """Whether a grant opens this family to the viewer now."""
    return is_open_to(viewer, SUBJECT, family.id)


def may_see_home(viewer, address: Address) -> bool:
    """A confidential address is for those whose work needs it."""
    return not address.is_restricted or viewer.may(SEE_CONFIDENTIAL_HOMES)


def may_add(viewer) -> bool:
    """Someone whose role adds people and families."""
    return viewer.may(ADD)


def may_change_family(viewer, family: Family) -> bool:
    """Someone who adds people changes the families open to them, and those that nobody works with yet."""
    return viewer.may(ADD) and (may_see_family(viewer, family) or not _is_worked_with([family.id]))


def may_change_person(viewer, person: Person) -> bool:
    """Someone who adds people changes those in a family open to them, and those nobody works with yet."""
    if not viewer.may(ADD) or people_sealed_from(viewer).filter(person_id=person.id).exists():
        return False
    records = PersonAsOne.objects.filter(record_id=person.id).values("also_id")
    families = list(FamilyMember.objects.filter(person_id__in=records).values_list("family_id", flat=True))
    if not families or not _is_worked_with(families):
        return True
    return subjects_open_to(viewer, SUBJECT).filter(subject_id__in=families).exists()


def may_link_people(viewer, *people: Person) -> bool:
    """A data steward joins any records; others those of people open to them or that nobody works with yet."""
    ids = {one.id for one in people}
    if viewer.may(STEWARD):
        return not people_sealed_from(viewer).filter(person_id__in=ids).exists()
    return viewer.may(LINK) and people_reachable_by(viewer).filter(id__in=ids).count() == len(ids)


def may_link_families(viewer, *families: Family) -> bool:
    """A data steward joins any records; others those of families open to them or that nobody works with yet."""
    ids = {one.id for one in families}
    if viewer.may(STEWARD):
        return not families_sealed_from(viewer).filter(subject_id__in=ids).exists()
    return viewer.may(LINK) and families_reachable_by(viewer).filter(id__in=ids).count() == len(ids)


def _memberships() -> QuerySet[FamilyMember]:
    """The parts that a person has or had in families, by any record that is this person."""
    records = PersonAsOne.objects.filter(record_id=OuterRef(OuterRef("id"))).values("also_id")
    return FamilyMember.objects.filter(among("person_id", records))


def _is_worked_with(family_ids: list) -> bool:
    return _grants_of_work().filter(subject_id__in=family_ids).exists()


def _grants_of_work() -> QuerySet[GrantReach]:
    return GrantReach.objects.filter(subject_kind=SUBJECT, reason__in=WORKED_WITH)
