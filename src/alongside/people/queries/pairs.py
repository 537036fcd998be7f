"""Pairs that wait to be looked at, one of them with everything beside it, and how well those who look agree."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q, QuerySet

from alongside.foundation.identity.models import User

from .. import access, rules
from ..gateways import Weighed
from ..models import Address, Family, FamilyMember, Opinion, Pair, PairQuestion, Person, PersonName
from .evidence import households_of, weigh_people
from .facts import KnownFact, known_facts


class PairNotFound(LookupError):
    """There is no such pair, or the viewer may not look at it."""


@dataclass(frozen=True)
class Side:
    """One of two records, as somebody comparing them reads it."""

    person: Person
    other_names: list[PersonName]
    homes: list[Address]
    families: list[FamilyMember]
    household: list[FamilyMember]
    facts: list[KnownFact]


@dataclass(frozen=True)
class Beside:
    """Two records side by side, and what speaks for and against their being one."""

    one: Side
    other: Side
    weighed: Weighed


def list_pairs(*, viewer: User, reason: str = "", mine: bool = False) -> QuerySet[Pair]:
    """The pairs that wait for the viewer to look at, to be paged by when they were raised."""
    if not viewer.may(access.STEWARD):
        return Pair.objects.none()
    waiting = _pairs_open_to(viewer).exclude(status=rules.PairStatus.SETTLED)
    second = Q(status=rules.PairStatus.SECOND, needs_two=True)
    waiting = waiting.exclude(second & Q(id__in=Opinion.objects.filter(by=viewer).values("pair_id")))
    if reason:
        waiting = waiting.filter(reason=reason)
    if mine:
        waiting = waiting.filter(held_by=viewer)
    return waiting.select_related("low", "high", "held_by", "raised_by")


def _pairs_open_to(viewer: User) -> QuerySet[Pair]:
    """Pairs of which neither is somebody in a family that is sealed from the viewer."""
    sealed = access.people_sealed_from(viewer)
    return Pair.objects.exclude(low_id__in=sealed).exclude(high_id__in=sealed)


def count_pairs(*, viewer: User) -> int:
    """How many pairs wait for the viewer."""
    return list_pairs(viewer=viewer).count()


def get_pair(*, viewer: User, pair_id: UUID) -> Pair:
    """One pair, for someone who reviews pairs."""
    pair = None
    if viewer.may(access.STEWARD):
        pair = _pairs_open_to(viewer).filter(id=pair_id).select_related("low", "high", "held_by", "raised_by").first()
    if pair is None:
        raise PairNotFound(pair_id)
    return pair


def pairs_of_household(pair: Pair, *, viewer: User) -> list[Pair]:
    """The pairs that wait between the same two households, this one first: they are looked at as one."""
    homes = households_of([pair.low_id, pair.high_id])
    lows, highs = homes[pair.low_id], homes[pair.high_id]
    if not lows or not highs or lows & highs:
        return [pair]
    of_low = FamilyMember.objects.filter(family_id__in=lows, until_on__isnull=True).values("person_id")
    of_high = FamilyMember.objects.filter(family_id__in=highs, until_on__isnull=True).values("person_id")
    between = Q(low__in=of_low, high__in=of_high) | Q(low__in=of_high, high__in=of_low)
    others = _pairs_open_to(viewer).exclude(status=rules.PairStatus.SETTLED).exclude(id=pair.id).filter(between)
    return [pair, *others.select_related("low", "high").order_by("raised_at", "id")]


def beside(one: Person, other: Person) -> Beside:
    """Two records side by side; ask for them first."""
    return Beside(_side(one), _side(other), weigh_people(one, other))


def _side(person: Person) -> Side:
    memberships = list(
        FamilyMember.objects.filter(person=person, until_on__isnull=True).select_related("family").order_by("id")
    )
    household = FamilyMember.objects.filter(
        family_id__in=[one.family_id for one in memberships], until_on__isnull=True
    ).exclude(person=person)
    return Side(
        person=person,
        other_names=list(PersonName.objects.filter(person=person).order_by("id")),
        homes=list(Address.objects.filter(person=person).order_by("until_on", "-as_of", "-id")),
        families=memberships,
        household=list(household.select_related("person").order_by("person__born_on", "id")),
        facts=known_facts(person),
    )


def get_two_people(*, viewer: User, reference: str, other: str) -> tuple[Person, Person]:
    """Two people whom the viewer may join; absent and closed are the same."""
    people = Person.objects.filter(reference__in=[reference, other]).exclude(id__in=access.people_sealed_from(viewer))
    if not viewer.may(access.STEWARD):
        people = access.people_reachable_by(viewer).filter(reference__in=[reference, other])
    found = {one.reference: one for one in people}
    if not viewer.may(access.LINK) or len(found) != 2:
        raise PairNotFound(reference)
    return found[reference], found[other]


def get_person_to_join(*, viewer: User, reference: str) -> Person:
    """Somebody whose record the viewer may join with another; absent and closed are the same."""
    person = Person.objects.filter(reference=reference).first()
    if person is None or not access.may_link_people(viewer, person):
        raise PairNotFound(reference)
    return person


def get_two_families(*, viewer: User, reference: str, other: str) -> tuple[Family, Family]:
    """Two families whose records the viewer may join; absent and closed are the same."""
    families = Family.objects.filter(reference__in=[reference, other])
    families = families.exclude(id__in=access.families_sealed_from(viewer))
    if not viewer.may(access.STEWARD):
        families = access.families_reachable_by(viewer).filter(reference__in=[reference, other])
    found = {one.reference: one for one in families}
    if not viewer.may(access.LINK) or len(found) != 2:
        raise PairNotFound(reference)
    return found[reference], found[other]


def get_question(*, viewer: User, question_id: UUID) -> PairQuestion:
    """What a colleague asked the viewer about two records."""
    question = (
        PairQuestion.objects.filter(id=question_id, asked_of=viewer, pair__in=_pairs_open_to(viewer))
        .select_related("pair__low", "pair__high", "by__agency")
        .first()
    )
    if question is None:
        raise PairNotFound(question_id)
    return question


def list_opinions(pair: Pair, *, viewer: User) -> list[Opinion]:
    """What was said of a pair; while two people look, nobody sees what the other said."""
    said = Opinion.objects.filter(pair=pair).select_related("by").order_by("at", "id")
    if pair.needs_two and pair.status == rules.PairStatus.SECOND:
        said = said.filter(by=viewer)
    return list(said)


def list_questions(pair: Pair) -> list[PairQuestion]:
    """What was asked about a pair, and what came back, the latest first."""
    return list(PairQuestion.objects.filter(pair=pair).select_related("asked_of", "by").order_by("-at", "-id"))


def list_reviewers() -> list[User]:
    """Those who review pairs."""
    holding = User.objects.filter(
        is_active=True,
        memberships__ended_on__isnull=True,
        memberships__role__permissions__contains=[access.STEWARD],
    )
    return list(holding.distinct().order_by("name", "id"))


def who_may_know(pair: Pair) -> list[User]:
    """Those who work with a family of either record, and whoever put the pair before us."""
    people = [pair.low_id, pair.high_id]
    families = FamilyMember.objects.filter(person_id__in=people).values_list("family_id", flat=True)
    found = User.objects.filter(
        Q(grants__subject_kind=access.SUBJECT, grants__subject_id__in=list(families), grants__until_at__isnull=True)
        | Q(id=pair.raised_by_id),
        is_active=True,
    )
    return list(found.exclude(kind="family").select_related("agency").distinct().order_by("name", "id")[:30])


def list_twice_looked_at() -> list[tuple[rules.LinkDecision, rules.LinkDecision]]:
    """The first answers of the two people who looked at each pair that was shown to two."""
    said = Opinion.objects.filter(pair__needs_two=True).order_by("pair_id", "at", "id")
    firsts: dict[UUID, dict[UUID, rules.LinkDecision]] = {}
    for one in said:
        firsts.setdefault(one.pair_id, {}).setdefault(one.by_id, rules.LinkDecision(one.answer))
    return [tuple(list(each.values())[:2]) for each in firsts.values() if len(each) > 1]
