"""What was said of records that may be one, and what hangs on them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from alongside.foundation.access.queries import seals_on
from alongside.foundation.identity.models import User

from .. import access, rules
from ..models import Family, FamilyLink, FamilyMember, OneFamily, OnePerson, Person, PersonLink, Sorting


@dataclass(frozen=True)
class Linking:
    """What there is of each for people, and for families."""

    name: str
    record: type
    link: type
    one: type


PEOPLE = Linking("person", Person, PersonLink, OnePerson)
FAMILIES = Linking("family", Family, FamilyLink, OneFamily)


def standing_links(kind: Linking, members: Iterable[UUID]) -> list:
    """What holds now of each pair among some records."""
    members = list(members)
    return list(
        kind.link.objects.filter(low_id__in=members, high_id__in=members)
        .order_by("low_id", "high_id", "-place")
        .distinct("low_id", "high_id")
    )


def seals_over(kind: Linking, members: Iterable[UUID]) -> dict[UUID, frozenset[UUID]]:
    """Those of the records that are sealed, each with its seals: a person by the families they are in now."""
    if kind is FAMILIES:
        sealed = seals_on(subject_kind=access.SUBJECT, subject_ids=members)
        return {one: frozenset({seal}) for one, seal in sealed.items()}
    parts = FamilyMember.objects.filter(person_id__in=list(members), until_on__isnull=True)
    families = list(parts.values_list("person_id", "family_id"))
    sealed = seals_on(subject_kind=access.SUBJECT, subject_ids={family for _, family in families})
    found: dict[UUID, set[UUID]] = {}
    for person, family in families:
        if family in sealed:
            found.setdefault(person, set()).add(sealed[family])
    return {person: frozenset(each) for person, each in found.items()}


def list_said(one: Person | Family, other: Person | Family) -> list:
    """Everything that was said of two records, the latest first."""
    kind = PEOPLE if isinstance(one, Person) else FAMILIES
    low, high = rules.in_order(one.id, other.id)
    return list(
        kind.link.objects.filter(low_id=low, high_id=high).select_related("by__agency", "lead").order_by("-place")
    )


def list_joined(record: Person | Family) -> list:
    """Every bond that holds among the records that are one with this one, the latest first."""
    kind = PEOPLE if isinstance(record, Person) else FAMILIES
    lead = kind.one.objects.filter(record_id=record.id).values_list("lead_id", flat=True).first()
    if lead is None:
        return []
    members = kind.one.objects.filter(lead_id=lead).values_list("record_id", flat=True)
    links = [one.id for one in standing_links(kind, members) if one.decision == rules.LinkDecision.SAME]
    return list(kind.link.objects.filter(id__in=links).select_related("low", "high", "by").order_by("-at", "id"))


def list_to_sort(*, viewer: User, records: Iterable[UUID] | None = None) -> list[Sorting]:
    """What was written while records were one that are apart again, and that nobody has looked at yet."""
    waiting = Sorting.objects.filter(status=rules.SortingStatus.WAITING)
    if records is not None:
        waiting = waiting.filter(stands_with__in=list(records))
    elif not viewer.may(access.STEWARD):
        return []
    for sealed in (access.people_sealed_from(viewer), access.families_sealed_from(viewer)):
        waiting = waiting.exclude(stands_with__in=sealed).exclude(other__in=sealed)
    return list(
        waiting.select_related(
            "person_link__low", "person_link__high", "family_link__low", "family_link__high"
        ).order_by("id")[:200]
    )


def wrong_groups(kind: Linking) -> list[UUID]:
    """Records whose standing together does not follow from what was said; none, unless something is broken."""
    said = kind.link.objects.order_by("low_id", "high_id", "-place").distinct("low_id", "high_id")
    same = [one for one in said if one.decision == rules.LinkDecision.SAME]
    sealed = seals_over(kind, {one for link in same for one in (link.low_id, link.high_id)})
    bonds = [
        rules.Bond(one.low_id, one.high_id, one.lead_id, one.at)
        for one in same
        if not rules.is_across_seal(one.low_id, one.high_id, sealed)
    ]
    members = {one for bond in bonds for one in (bond.low, bond.high)}
    wanted = {one: lead for lead, group in rules.groups_of(members, bonds).items() for one in group}
    written = dict(kind.one.objects.values_list("record_id", "lead_id"))
    return sorted(one for one in wanted.keys() | written.keys() if wanted.get(one) != written.get(one))
