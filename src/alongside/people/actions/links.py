"""Saying that two records are the same person or family, or are not, and taking apart again what was joined.

No row moves. An event is written that nobody can change; which records stand together follows from all the events
of a pair, and is written beside them in the same transaction.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from alongside.foundation.access.actions import keep_as_one
from alongside.foundation.audit.actions import record
from alongside.foundation.events.actions import publish
from alongside.foundation.identity.models import User

from .. import access, events, rules
from ..models import Family, FamilyLink, FamilyMember, Person, PersonAsOne, PersonLink
from ..queries.links import FAMILIES, PEOPLE, Linking, seals_over, standing_links
from .refusals import PeopleRefused, tidy
from .sorting import list_what_to_sort

LONGEST_WHY = 500
KEEPS_APART = frozenset({rules.LinkDecision.NOT_THE_SAME, rules.LinkDecision.NOT_SURE})


@dataclass(frozen=True)
class Grounds:
    """By what a pair was judged: the evidence shown, the weight, and the model that weighed it."""

    evidence: tuple[dict, ...] = ()
    weight: float | None = None
    model_version: str = ""


@transaction.atomic
def say_of_people(
    *,
    one: Person,
    other: Person,
    decision: rules.LinkDecision,
    by: User,
    at: datetime,
    why: str = "",
    lead: Person | None = None,
    grounds: Grounds = Grounds(),
) -> PersonLink:
    """Say whether two records are the same person; saying it twice says it once.

    Whoever saw the evidence may say that two are not the same; only who may open both joins them or takes them apart.
    """
    is_free = decision in KEEPS_APART and not _are_one(one, other) and by.may(access.LINK)
    if not is_free and not access.may_link_people(by, one, other):
        raise PeopleRefused("These records are not both open to you. Say that you are not sure: a colleague decides")
    return _say(PEOPLE, one, other, decision, by=by, at=at, why=why, lead=lead, grounds=grounds)


@transaction.atomic
def say_of_families(
    *,
    one: Family,
    other: Family,
    decision: rules.LinkDecision,
    by: User,
    at: datetime,
    why: str = "",
    lead: Family | None = None,
    grounds: Grounds = Grounds(),
) -> FamilyLink:
    """Say whether two records are the same family; saying it twice says it once."""
    if not access.may_link_families(by, one, other):
        raise PeopleRefused("These records are not both open to you. Ask a data steward to look at them")
    return _say(FAMILIES, one, other, decision, by=by, at=at, why=why, lead=lead, grounds=grounds)


def _are_one(one: Person, other: Person) -> bool:
    return PersonAsOne.objects.filter(record_id=one.id, also_id=other.id).exists()


def _say(kind: Linking, one, other, decision, *, by, at, why, lead, grounds):
    if one.id == other.id:
        raise PeopleRefused("This is one and the same record")
    why = tidy(why)
    if len(why) > LONGEST_WHY:
        raise PeopleRefused(f"Use {LONGEST_WHY} characters or fewer to say why")
    low, high = rules.in_order(one.id, other.id)
    members = _held(kind, {low, high})
    if decision is rules.LinkDecision.SAME and rules.is_across_seal(low, high, seals_over(kind, {low, high})):
        raise PeopleRefused("One of these records is sealed. It is joined with no record outside its seal")
    latest = kind.link.objects.filter(low_id=low, high_id=high).order_by("-place").first()
    standing = rules.LinkDecision(latest.decision) if latest else None
    if standing is decision:
        return latest
    if not rules.may_follow(standing, decision):
        raise PeopleRefused("These two records are not joined, so there is nothing to take apart")
    if decision in rules.NEEDS_A_REASON and not why:
        raise PeopleRefused("Say why these two records are to be taken apart")
    link = kind.link.objects.create(
        low_id=low,
        high_id=high,
        place=latest.place + 1 if latest else 1,
        decision=decision,
        lead=_lead(one, other, lead) if decision is rules.LinkDecision.SAME else None,
        why=why,
        versions={str(one.id): one.version for one in kind.record.objects.filter(id__in=members)},
        evidence=list(grounds.evidence),
        weight=grounds.weight,
        model_version=grounds.model_version,
        by=by,
        at=at,
    )
    groups = _write_groups(kind, members)
    was = {"decision": str(decision), "before": str(standing or "")}
    record(f"people.{kind.name}_link_said", subject=link, about=_about(kind, members), by=by, at=at, **was)
    if standing is rules.LinkDecision.SAME:
        list_what_to_sort(kind, link, since=latest, groups=groups)
    _tell(kind, link, standing, by=by, at=at)
    return link


def draw_again(kind: Linking, ids: set[UUID]) -> None:
    """Write anew which records stand together, after a seal was set or lifted or somebody joined a sealed family."""
    members = _held(kind, _ever_linked(kind, ids))
    if len(members) > 1:
        _write_groups(kind, members)


def _ever_linked(kind: Linking, ids: set[UUID]) -> set[UUID]:
    """Every record of which something was said beside these, or beside one of those."""
    while True:
        pairs = kind.link.objects.filter(Q(low_id__in=ids) | Q(high_id__in=ids)).values_list("low_id", "high_id")
        together = ids.union(*pairs)
        if together == ids:
            return ids
        ids = together


def _held(kind: Linking, ids: set[UUID]) -> set[UUID]:
    """Every record that stands together with these, held until the transaction ends."""
    while True:
        list(kind.record.objects.select_for_update().filter(id__in=ids).order_by("id").values_list("id", flat=True))
        leads = set(kind.one.objects.filter(record_id__in=ids).values_list("lead_id", flat=True))
        together = ids | set(kind.one.objects.filter(lead_id__in=leads).values_list("record_id", flat=True))
        if together == ids:
            return ids
        ids = together


def _write_groups(kind: Linking, members: set[UUID]) -> dict[UUID, frozenset[UUID]]:
    """Write which records stand together, as it follows from everything that was said of them.

    No record stands together with one outside its seal, whatever was said before it was sealed.
    """
    standing, sealed = standing_links(kind, members), seals_over(kind, members)
    bonds = [
        rules.Bond(one.low_id, one.high_id, one.lead_id, one.at)
        for one in standing
        if one.decision == rules.LinkDecision.SAME and not rules.is_across_seal(one.low_id, one.high_id, sealed)
    ]
    apart = [(one.low_id, one.high_id) for one in standing if one.decision == rules.LinkDecision.NOT_THE_SAME]
    groups = rules.groups_of(members, bonds)
    if clash := rules.clash_within(groups.values(), apart):
        raise PeopleRefused(_clash_words(kind, clash))
    kind.one.objects.filter(record_id__in=members).delete()
    kind.one.objects.bulk_create(
        kind.one(record_id=one, lead_id=lead) for lead, group in groups.items() for one in sorted(group)
    )
    if kind is FAMILIES:
        keep_as_one(subject_kind=access.SUBJECT, subject_ids=members, groups=groups.values())
    return groups


def _clash_words(kind: Linking, clash: tuple[UUID, UUID]) -> str:
    references = " and ".join(
        kind.record.objects.filter(id__in=clash).order_by("reference").values_list("reference", flat=True)
    )
    return f"That would make {references} one, and somebody said that they are not the same. Look at those two first"


def _lead(one, other, lead):
    if lead is None:
        return min((one, other), key=lambda each: (each.recorded_at, each.id))
    if lead.id not in (one.id, other.id):
        raise PeopleRefused("Choose which of the two records leads")
    return lead


def _about(kind: Linking, members: set[UUID]) -> list[UUID]:
    if kind is FAMILIES:
        return sorted(members)
    families = FamilyMember.objects.filter(person_id__in=members).values_list("family_id", flat=True)
    return sorted({*members, *families})


def _tell(kind: Linking, link, standing, *, by: User, at: datetime) -> None:
    is_joined = link.decision == rules.LinkDecision.SAME
    if not is_joined and standing is not rules.LinkDecision.SAME:
        return
    told = events.RecordsJoined if is_joined else events.RecordsParted
    publish(told(kind.name, link.id, link.low_id, link.high_id, by.id if by else None, at))
