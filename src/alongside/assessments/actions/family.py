"""Adding and relating people as an assessment goes; each fact lives with the person, not here."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction

from alongside.foundation.audit.actions import record
from alongside.foundation.identity.models import User
from alongside.people.access import people_reachable_by
from alongside.people.actions import PeopleRefused, add_person, end_relationship, join_family, relate
from alongside.people.queries import family_members, list_relationships
from alongside.people.rules import BirthPrecision, FamilyRole, RelationKind, Sex

from ..models import Assessment
from .refusals import AssessmentRefused, lock_draft

if TYPE_CHECKING:
    from ..queries import Relative


@transaction.atomic
def add_relative(
    *,
    assessment: Assessment,
    same_as: UUID | None,
    id: UUID | None,
    given_names: str,
    family_name: str,
    is_unborn: bool,
    born_on: date | None,
    due_on: date | None,
    sex: str,
    role: str,
    in_household: bool,
    kind: str,
    other: Relative | None,
    has_parental_responsibility: bool | None,
    by: User,
    at: datetime,
) -> None:
    """Add someone to the family and relate them to one of it: a person recorded already, or a new one.

    The id of the form makes a double click add one.
    """
    assessment = lock_draft(assessment, by)
    source = _source(assessment)
    birth = BirthPrecision.DUE if is_unborn else BirthPrecision.EXACT if born_on else BirthPrecision.UNKNOWN
    try:
        person = (
            _reachable(same_as, by)
            if same_as
            else add_person(
                id=id,
                given_names=given_names,
                family_name=family_name,
                born_on=None if is_unborn else born_on,
                due_on=due_on if is_unborn else None,
                birth_precision=birth,
                sex=Sex(sex),
                source=source,
                by=by,
                at=at,
            )
        )
        join_family(
            family=assessment.case.family, person=person, role=FamilyRole(role), in_household=in_household, by=by, at=at
        )
        if kind and other is not None:
            relate(
                person=person,
                other=other.person,
                kind=RelationKind(kind),
                source=source,
                as_of=at.date(),
                has_parental_responsibility=has_parental_responsibility,
                by=by,
                at=at,
            )
    except PeopleRefused as refusal:
        raise AssessmentRefused(str(refusal)) from refusal
    record("assessments.relative_added", subject=assessment, about=(assessment.case.family_id, person.id), by=by, at=at)


@transaction.atomic
def relate_in_family(
    *,
    assessment: Assessment,
    person: Relative,
    other: Relative,
    kind: RelationKind,
    has_parental_responsibility: bool | None,
    by: User,
    at: datetime,
) -> None:
    """Write down how two people of the family are related."""
    assessment = lock_draft(assessment, by)
    try:
        relate(
            person=person.person,
            other=other.person,
            kind=kind,
            source=_source(assessment),
            as_of=at.date(),
            has_parental_responsibility=has_parental_responsibility,
            by=by,
            at=at,
        )
    except PeopleRefused as refusal:
        raise AssessmentRefused(str(refusal)) from refusal
    record(
        "assessments.related", subject=assessment, by=by, at=at, about=(assessment.case.family_id, person.id, other.id)
    )


@transaction.atomic
def end_tie(*, assessment: Assessment, tie: str, by: User, at: datetime) -> None:
    """End a relationship between two people of the family from today."""
    assessment = lock_draft(assessment, by)
    ids = [member.person_id for member in family_members(assessment.case.family)]
    found = next((one for one in list_relationships(people=ids) if str(one.id) == tie), None)
    if found is None:
        raise AssessmentRefused("That relationship is not recorded any more")
    try:
        end_relationship(relationship=found, until_on=at.date(), by=by, at=at)
    except PeopleRefused as refusal:
        raise AssessmentRefused(str(refusal)) from refusal
    record(
        "assessments.tie_ended",
        subject=assessment,
        by=by,
        at=at,
        about=(assessment.case.family_id, found.person_id, found.other_id),
    )


def _reachable(person_id: UUID, by: User):
    person = people_reachable_by(by).filter(id=person_id).first()
    if person is None:
        raise AssessmentRefused("This person’s record is not open to you. Ask whoever works with them, or your manager")
    return person


def _source(assessment: Assessment) -> str:
    return f"Early help assessment {assessment.reference}"
