"""Carrying what was told into the record: people, homes, facts, relations. Nothing is keyed again."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.utils import timezone

from alongside.assessments.actions import carry_in
from alongside.assessments.rules import CarriedPoint, PointKind
from alongside.cases.actions import note_involvement
from alongside.foundation.access.actions import give_grant
from alongside.foundation.access.rules import GrantReason
from alongside.foundation.identity.models import User
from alongside.people import actions as people
from alongside.people.access import SUBJECT
from alongside.people.queries import address_of, known_facts
from alongside.people.rules import BirthPrecision, FamilyRole, Meaning, PairReason, RelationKind, Sex
from alongside.values.codes import Postcode
from alongside.values.dates import spoken_date

from .. import rules
from ..models import Contact, ContactPerson
from ..queries.matching import matches_of

if TYPE_CHECKING:
    from uuid import UUID

    from alongside.cases.models import Case
    from alongside.people.models import Family, Person

SCHOOL = "school"


def carry_forward(*, contact: Contact, family: Family | None, by: User, at: datetime) -> Family:
    """Write the family a contact tells of, each person found or made, with all that was told."""
    told = list(contact.people.select_related("person").order_by("position"))
    if family is None:
        family = people.add_family(name=_name_of(told), by=by, at=at)
    give_grant(
        subject_kind=SUBJECT,
        subject_id=family.id,
        holder=by,
        reason=GrantReason.FRONT_DOOR,
        by=by,
        because=f"Contact {contact.reference}",
        at=at,
    )
    found = _found_of(contact, told, by=by)
    for one in told:
        _carry_person(contact, family, one, found.get(one.id, []), by=by, at=at)
    _relate_all(contact, told, by=by, at=at)
    if contact.agency_id:
        note_involvement(
            family=family,
            agency=contact.agency,
            as_of=_received_on(contact),
            source=source_of(contact),
            by=by,
            at=at,
            worker=contact.referrer_name,
            ring=contact.referrer_phone or contact.agency.phone,
        )
    return family


def source_of(contact: Contact) -> str:
    """Where a fact comes from, as its source says."""
    return f"Request {contact.reference}, {spoken_date(_received_on(contact))}"


def _received_on(contact: Contact):
    return timezone.localtime(contact.received_at).date()


def _name_of(told: list[ContactPerson]) -> str:
    return rules.family_name_for([(one.part, one.family_name) for one in told])


def _found_of(contact: Contact, told: list[ContactPerson], *, by: User) -> dict:
    """Whom each of those who were said to be somebody new had been found to be like."""
    if not any(one.match == rules.Match.NOT_THE_SAME for one in told):
        return {}
    matches = matches_of(viewer=by, contact=contact, today=_received_on(contact))
    return {
        each.told.id: [found.id for found in each.found]
        for each in matches
        if each.told.match == rules.Match.NOT_THE_SAME
    }


def _carry_person(
    contact: Contact, family: Family, told: ContactPerson, others: list[UUID], *, by: User, at: datetime
) -> None:
    person = told.person or _new_person(contact, told, by=by, at=at)
    if told.person_id is None:
        told.person = person
        told.save(update_fields=["person"])
        people.keep_apart(person=person, others=others, why=f"Contact {contact.reference}", by=by, at=at)
        if told.match == rules.Match.NOT_SURE:
            people.raise_pair(
                one=person,
                other=told.perhaps,
                reason=PairReason.NOT_SURE,
                note=f"Contact {contact.reference}",
                by=by,
                at=at,
            )
    if not family.members.filter(person=person, until_on__isnull=True).exists():
        people.join_family(
            family=family, person=person, role=FamilyRole(told.part), by=by, at=at, in_household=told.in_household
        )
    source, as_of = source_of(contact), _received_on(contact)
    lines, postcode = _home_told(contact)
    if told.in_household and (lines or postcode) and address_of(person) is None:
        people.move_home(
            person=person,
            lines=lines,
            postcode=postcode,
            source=source,
            as_of=as_of,
            by=by,
            at=at,
        )
    if told.school and not _is_known(person, SCHOOL, told.school):
        people.state_fact(
            person=person,
            key=SCHOOL,
            meaning=Meaning.VALUE,
            value=told.school,
            source=source,
            as_of=as_of,
            by=by,
            at=at,
        )


def _new_person(contact: Contact, told: ContactPerson, *, by: User, at: datetime) -> Person:
    born_on, precision = told.born_on, BirthPrecision.EXACT
    if born_on is None and told.age is not None:
        born_on = rules.estimated_birth(age=told.age, on=_received_on(contact))
        precision = BirthPrecision.ESTIMATED
    elif born_on is None:
        precision = BirthPrecision.DUE if told.due_on else BirthPrecision.UNKNOWN
    return people.add_person(
        given_names=told.given_names,
        family_name=told.family_name,
        born_on=born_on,
        birth_precision=precision,
        due_on=told.due_on,
        sex=Sex(told.sex),
        nhs_number=told.nhs_number,
        upn=told.upn,
        phone=told.phone,
        source=source_of(contact),
        by=by,
        at=at,
    )


def _is_known(person: Person, key: str, value: str) -> bool:
    return any(fact.key == key and fact.value == value for fact in known_facts(person))


def _relate_all(contact: Contact, told: list[ContactPerson], *, by: User, at: datetime) -> None:
    children = [one.person for one in told if one.part == rules.Part.CHILD]
    for one in told:
        if one.part == rules.Part.CHILD or not one.relation:
            continue
        for child in children:
            people.relate(
                person=one.person,
                other=child,
                kind=RelationKind(one.relation),
                source=source_of(contact),
                as_of=_received_on(contact),
                by=by,
                at=at,
            )


def carry_words(*, contact: Contact, case: Case) -> int:
    """Hand what was told on to the assessment as its starting points, so that nobody has to tell it again.

    A neighbour or relative who asked for help is not named to the family.
    """
    told_by = _told_by(contact)
    told = (
        (PointKind.WORRY, contact.worries, told_by),
        (PointKind.STRENGTH, contact.going_well, told_by),
        (PointKind.TRIED, "\n".join(filter(None, (_statutory_work(contact), contact.tried))), told_by),
        (PointKind.HOPE, contact.family_wants, f"the family, as told by {told_by}"),
        (PointKind.OTHER, contact.family_said, "the family, when stepping down"),
    )
    return carry_in(
        case_id=case.id,
        points=[
            CarriedPoint(
                kind=kind,
                words=words,
                said_by=by,
                source=f"request {contact.reference}",
                source_id=contact.id,
                as_of=_received_on(contact),
            )
            for kind, words, by in told
        ],
    )


def _told_by(contact: Contact) -> str:
    match rules.AskerKind(contact.asker_kind):
        case rules.AskerKind.PROFESSIONAL:
            return ", ".join(filter(None, (contact.referrer_role, contact.referrer_organisation))) or "a professional"
        case rules.AskerKind.FAMILY:
            return "the family"
        case _:
            return "someone who knows the family"


def _home_told(contact: Contact) -> tuple[str, str]:
    """The lines and postcode of the home; what was told as a postcode and is none stays among the lines."""
    try:
        return contact.home_lines, str(Postcode.parse(contact.home_postcode)) if contact.home_postcode else ""
    except ValueError:
        return ", ".join(filter(None, (contact.home_lines, contact.home_postcode))), ""


def _statutory_work(contact: Contact) -> str:
    """The statutory work that a family comes from, as a starting point of its assessment."""
    if not contact.statutory_work:
        return ""
    work, last = rules.STATUTORY_WORDS[contact.statutory_work], spoken_date(contact.last_meeting_on)
    named = f"Named as lead professional: {contact.named_lead}" if contact.named_lead else ""
    words = (f"{work}, until the last meeting on {last}", f"Agreed by: {contact.agreed_by}", named)
    return ". ".join(filter(None, words))
