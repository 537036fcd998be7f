"""Adding a person, and correcting what is written of one."""

from copy import copy
from datetime import date, datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from alongside.foundation.audit.actions import record
from alongside.foundation.identity.models import User
from alongside.foundation.references.rules import new_id, new_reference
from alongside.values.codes import NhsNumber, Upn
from alongside.values.names import sort_key

from .. import rules
from ..models import FamilyMember, Person, PersonName
from .refusals import (
    PeopleRefused,
    StaleVersion,
    refuse_unless_may_add,
    refuse_unless_may_change_person,
    sourced,
    tidy,
)
from .searching import write_what_finds

UNCHANGED = object()
"""Stands for a fact that a correction leaves as it is."""

_NAMES = ("given_names", "family_name", "known_as")
_LIMITS = {"given_names": 120, "family_name": 120, "known_as": 120, "phone": 40, "email": 254}
_SAME_NUMBER = {
    "nhs_number": "Someone is recorded with this NHS number already. Search for it before you add this person",
}


@transaction.atomic
def add_person(
    *,
    given_names: str,
    family_name: str,
    source: str,
    by: User,
    at: datetime,
    known_as: str = "",
    born_on: date | None = None,
    birth_precision: rules.BirthPrecision = rules.BirthPrecision.UNKNOWN,
    due_on: date | None = None,
    sex: rules.Sex = rules.Sex.UNKNOWN,
    nhs_number: str = "",
    upn: str = "",
    phone: str = "",
    email: str = "",
    id: UUID | None = None,
) -> Person:
    """Add a child, parent or anyone else. The id that a form brings makes a double click add one person."""
    refuse_unless_may_add(by)
    source = sourced(source)
    if id is not None and (standing := Person.objects.filter(id=id).first()):
        refuse_unless_may_change_person(by, standing)
        return standing
    facts = {
        "given_names": given_names,
        "family_name": family_name,
        "known_as": known_as,
        "born_on": born_on,
        "birth_precision": birth_precision,
        "due_on": due_on,
        "sex": sex,
        "nhs_number": nhs_number,
        "upn": upn,
        "phone": phone,
        "email": email,
    }
    person = Person(id=id or new_id(), reference=_reference(), recorded_at=at)
    _set(person, facts, today=at.date())
    _write(person, is_new=True)
    write_what_finds(person)
    record("people.person_added", subject=person, by=by, at=at, source=source)
    return person


def correct_person(
    *,
    person: Person,
    version: int,
    by: User,
    at: datetime,
    given_names=UNCHANGED,
    family_name=UNCHANGED,
    known_as=UNCHANGED,
    born_on=UNCHANGED,
    birth_precision=UNCHANGED,
    due_on=UNCHANGED,
    died_on=UNCHANGED,
    sex=UNCHANGED,
    nhs_number=UNCHANGED,
    upn=UNCHANGED,
    phone=UNCHANGED,
    email=UNCHANGED,
) -> Person:
    """Put right what is written of a person; what is not named stays as it is."""
    facts = {
        "given_names": given_names,
        "family_name": family_name,
        "known_as": known_as,
        "born_on": born_on,
        "birth_precision": birth_precision,
        "due_on": due_on,
        "died_on": died_on,
        "sex": sex,
        "nhs_number": nhs_number,
        "upn": upn,
        "phone": phone,
        "email": email,
    }
    return _change(person, version, facts, kind="people.person_corrected", by=by, at=at)


@transaction.atomic
def rename_person(
    *,
    person: Person,
    version: int,
    given_names: str,
    family_name: str,
    by: User,
    at: datetime,
    known_as: str = "",
    keeps_former: bool = True,
) -> Person:
    """Change a person's name; the former name is kept, so that the person is still found by it."""
    former = Person.objects.filter(id=person.id).values("given_names", "family_name").get()
    renamed = _change(
        person,
        version,
        {"given_names": given_names, "family_name": family_name, "known_as": known_as},
        kind="people.person_renamed",
        by=by,
        at=at,
    )
    is_other = (former["given_names"], former["family_name"]) != (renamed.given_names, renamed.family_name)
    if keeps_former and is_other and any(former.values()):
        PersonName.objects.get_or_create(person=renamed, **former, defaults={"kind": "former name"})
        write_what_finds(renamed)
    return renamed


def correct_birth(
    *,
    person: Person,
    version: int,
    born_on: date | None,
    birth_precision: rules.BirthPrecision,
    by: User,
    at: datetime,
    due_on: date | None = None,
) -> Person:
    """Put right a person's date of birth or, before birth, the day they are due."""
    facts = {"born_on": born_on, "birth_precision": birth_precision, "due_on": due_on}
    return _change(person, version, facts, kind="people.birth_corrected", by=by, at=at)


def note_birth(
    *,
    person: Person,
    version: int,
    born_on: date,
    given_names: str,
    family_name: str,
    sex: rules.Sex,
    by: User,
    at: datetime,
) -> Person:
    """Note that an unborn child was born, with the name given."""
    facts = {
        "born_on": born_on,
        "birth_precision": rules.BirthPrecision.EXACT,
        "given_names": given_names,
        "family_name": family_name,
        "sex": sex,
    }
    return _change(person, version, facts, kind="people.birth_noted", by=by, at=at)


@transaction.atomic
def add_other_name(
    *, person: Person, given_names: str, family_name: str, kind: str, by: User, at: datetime
) -> PersonName:
    """Write down another name that a person has or had."""
    refuse_unless_may_change_person(by, person)
    given_names, family_name = tidy(given_names), tidy(family_name)
    if not given_names and not family_name:
        raise PeopleRefused("Enter the other name")
    name, is_new = PersonName.objects.get_or_create(
        person=person, given_names=given_names, family_name=family_name, defaults={"kind": kind}
    )
    if is_new:
        write_what_finds(person)
        record("people.other_name_added", subject=person, about=_families(person), by=by, at=at)
    return name


@transaction.atomic
def _change(person: Person, version: int, facts: dict, *, kind: str, by: User, at: datetime) -> Person:
    current = Person.objects.select_for_update().get(id=person.id)
    refuse_unless_may_change_person(by, current)
    facts = {name: value for name, value in facts.items() if value is not UNCHANGED}
    standing = copy(current)
    _set(current, facts, today=at.date())
    changed = sorted(name for name in facts if getattr(current, name) != getattr(standing, name))
    if not changed:
        return standing
    if standing.version != version:
        raise StaleVersion(standing)
    current.version += 1
    _write(current, is_new=False)
    write_what_finds(current)
    record(kind, subject=current, about=_families(current), by=by, at=at, changed=changed)
    return current


def _set(person: Person, facts: dict, *, today: date) -> None:
    """Put facts on a person, tidied and checked."""
    for name, value in facts.items():
        setattr(person, name, tidy(value) if isinstance(value, str) else value)
    for name, limit in _LIMITS.items():
        if len(getattr(person, name)) > limit:
            raise PeopleRefused(f"Use {limit} characters or fewer for each name and for the phone and e-mail")
    if not any(getattr(person, name) for name in _NAMES) and person.due_on is None:
        raise PeopleRefused("Enter at least one name, or the day an unborn child is due")
    _set_birth(person, today=today)
    try:
        person.nhs_number = str(NhsNumber.parse(person.nhs_number)) if person.nhs_number else ""
        person.upn = str(Upn.parse(person.upn)) if person.upn else ""
    except ValueError as wrong:
        raise PeopleRefused(str(wrong)) from wrong
    person.sort_name = sort_key(person.family_name, person.given_names or person.known_as)


def _set_birth(person: Person, *, today: date) -> None:
    problem = rules.problem_with_birth_date(person.born_on, today=today) or rules.problem_with_due_date(
        person.due_on, today=today
    )
    if problem:
        raise PeopleRefused(problem)
    if person.died_on and (person.died_on > today or (person.born_on and person.died_on < person.born_on)):
        raise PeopleRefused("The day of death is before the birth or in the future. Check both dates")
    if person.born_on is None:
        person.birth_precision = rules.BirthPrecision.DUE if person.due_on else rules.BirthPrecision.UNKNOWN
    elif person.birth_precision in (rules.BirthPrecision.UNKNOWN, rules.BirthPrecision.DUE):
        person.birth_precision = rules.BirthPrecision.EXACT


def _write(person: Person, *, is_new: bool) -> None:
    try:
        with transaction.atomic():
            person.save(force_insert=is_new)
    except IntegrityError as clash:
        for field, words in _SAME_NUMBER.items():
            if field in str(clash):
                raise PeopleRefused(words) from None
        raise


def _reference() -> str:
    return new_reference("P", is_taken=lambda one: Person.objects.filter(reference=one).exists())


def _families(person: Person) -> list[UUID]:
    return list(FamilyMember.objects.filter(person=person).values_list("family_id", flat=True))
