"""Who a search found, told apart: this person, and this family."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from django.db.models import Exists, OuterRef, Subquery

from alongside.foundation.access.models import SealedSubject, SealName
from alongside.foundation.access.rules import KEPT_APART
from alongside.foundation.identity.models import User

from .. import access, rules
from ..gateways import Weighed
from ..models import FamilyMember, Person
from ..rules.likeness import LIKELY, Kind, Likeness
from .ones import records_of_people

NOBODY = UUID(int=0)
"""The id that stands for whoever is kept apart: nobody can be opened or chosen by it."""


@dataclass(frozen=True)
class FoundFamily:
    """A family someone is in, by its name only."""

    id: UUID
    reference: str
    name: str


@dataclass(frozen=True)
class Found:
    """Someone a search found: who they are, why one may think so, and whether the viewer may open them."""

    id: UUID
    reference: str
    name: str
    born: str
    families: tuple[FoundFamily, ...]
    because: tuple[str, ...]
    is_open: bool
    kind: Kind = Kind.PERSON
    points: int = 0
    weighed: Weighed | None = None
    is_kept_apart: bool = False
    sealed: frozenset[UUID] = frozenset()

    @property
    def looked_for(self) -> frozenset[UUID]:
        """Whose records the log notes as found; it is never shown of whom a seal keeps apart."""
        return self.sealed or frozenset({self.id})

    @property
    def is_this_person(self) -> bool:
        """Whether it may be the very person, rather than someone else of the family."""
        return self.kind is Kind.PERSON

    @property
    def is_likely(self) -> bool:
        """Whether it is likely enough to ask before another record is made."""
        return self.is_kept_apart or self.weighed is not None or self.points >= LIKELY


def told_of_each(likely: list[list[tuple[UUID, Likeness]]], *, viewer: User, today: date) -> list[list[Found]]:
    """The people found for each of several, with their names, births and families; in the order given."""
    ids = {person_id for each in likely for person_id, _ in each}
    if not ids:
        return [[] for _ in likely]
    rows = list(Person.objects.filter(id__in=ids).select_related("one__lead").annotate(ring=_ring_instead(viewer)))
    leads = {row.id: row.one.lead if hasattr(row, "one") else row for row in rows}
    rings = {leads[row.id].id: row.ring for row in rows if row.ring is not None}  # who are one are sealed as one
    likely = _each_once(likely, {row_id: lead.id for row_id, lead in leads.items()})
    people = {lead.id: lead for lead in leads.values()}
    ids = set(people)
    families = _families_of(ids, viewer=viewer)
    is_open = set(access.people_reachable_by(viewer).filter(id__in=ids).values_list("id", flat=True))
    return [
        _sealed_once(
            _kept_apart(person_id, rings[person_id], like)
            if person_id in rings
            else _found(people[person_id], like, tuple(families.get(person_id, ())), person_id in is_open, today=today)
            for person_id, like in each
            if person_id in people
        )
        for each in likely
    ]


def _found(person: Person, like: Likeness, families: tuple[FoundFamily, ...], is_open: bool, *, today: date) -> Found:
    return Found(
        id=person.id,
        reference=person.reference,
        name=_full_name(person),
        born=_born(person, today=today),
        families=families,
        because=like.because,
        is_open=is_open,
        kind=like.kind,
        points=like.points,
        weighed=like.weighed,
    )


def _kept_apart(person_id: UUID, ring: str, like: Likeness) -> Found | None:
    """Of somebody in a sealed family no more than whom to ring, and only where another record would be made."""
    if like.kind is not Kind.PERSON or (like.weighed is None and like.points < LIKELY):
        return None
    said = (f"Ring {ring}",)
    return Found(NOBODY, "", KEPT_APART, "", (), said, is_open=False, is_kept_apart=True, sealed=frozenset({person_id}))


def _sealed_once(found: Iterable[Found | None]) -> list[Found]:
    """Those found, and what is kept apart said once for each whom one rings, however many it may be."""
    once: dict[tuple, Found] = {}
    for one in filter(None, found):
        key = (one.id, one.because if one.is_kept_apart else ())
        once[key] = replace(one, sealed=one.sealed | once[key].sealed) if key in once else one
    return list(once.values())


def _ring_instead(viewer: User) -> Subquery:
    """Whom to ring about somebody in a family that is sealed from the viewer; nothing for everybody else."""
    named = SealName.objects.standing().filter(seal_id=OuterRef("seal_id"), user_id=viewer.id)
    within = FamilyMember.objects.filter(person_id=OuterRef(OuterRef("id")), until_on__isnull=True)
    sealed = SealedSubject.objects.standing().filter(
        ~Exists(named), subject_kind=access.SUBJECT, subject_id__in=within.values("family_id")
    )
    return Subquery(sealed.values("seal__ring")[:1])


def _each_once(likely: list[list[tuple[UUID, Likeness]]], leads: dict[UUID, UUID]) -> list[list[tuple[UUID, Likeness]]]:
    """Where several records are one person, the person once, by the record that leads and with the best evidence."""
    found = []
    for each in likely:
        once: dict[UUID, Likeness] = {}
        for person_id, like in each:
            once.setdefault(leads.get(person_id, person_id), like)
        found.append(list(once.items()))
    return found


def twins_apart(found: list[Found], exact: set[UUID]) -> list[Found]:
    """Where one of a family has the very first name sought, the others of that family are other members."""
    families_named = {family.id for one in found if one.id in exact and one.is_this_person for family in one.families}
    apart = [
        replace(one, kind=Kind.FAMILY, because=(*one.because, "Another member of a family found here"))
        if one.is_this_person and one.id not in exact and any(f.id in families_named for f in one.families)
        else one
        for one in found
    ]
    return sorted(apart, key=lambda one: not one.is_this_person)


def _families_of(person_ids: Iterable[UUID], *, viewer: User) -> dict[UUID, list[FoundFamily]]:
    members = (
        FamilyMember.objects.filter(person_id__in=records_of_people(person_ids))
        .exclude(family_id__in=access.families_sealed_from(viewer))
        .select_related("family__one__lead", "person__one")
        .order_by("from_on", "id")
    )
    found: dict[UUID, list[FoundFamily]] = {}
    for member in members:
        leading = member.family.one.lead if hasattr(member.family, "one") else member.family
        family = FoundFamily(leading.id, leading.reference, leading.name)
        person_id = member.person.one.lead_id if hasattr(member.person, "one") else member.person_id
        theirs = found.setdefault(person_id, [])
        if family not in theirs:
            theirs.append(family)
    return found


def _full_name(person: Person) -> str:
    known_as = f" (known as {person.known_as})" if person.known_as and person.given_names else ""
    given = person.given_names or person.known_as
    return (f"{given} {person.family_name}".strip() or "Unborn child") + known_as


def _born(person: Person, *, today: date) -> str:
    return rules.spoken_birth(
        born_on=person.born_on,
        precision=rules.BirthPrecision(person.birth_precision),
        due_on=person.due_on,
        today=today,
    )
