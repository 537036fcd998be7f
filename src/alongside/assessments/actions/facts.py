"""Facts carried forward: confirmed or changed where they live, never copied into the assessment."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction

from alongside.foundation.audit.actions import record
from alongside.foundation.identity.models import User
from alongside.people.actions import PeopleRefused, state_fact
from alongside.people.rules import Meaning

from ..models import Assessment
from .refusals import AssessmentRefused, lock_draft

if TYPE_CHECKING:
    from alongside.people.models import Fact


@transaction.atomic
def confirm_fact(*, assessment: Assessment, person_id: UUID, key: str, by: User, at: datetime) -> Fact:
    """State again, as of today, what is known of someone: it was checked with the family and still holds."""
    assessment, person = _of_family(assessment, person_id, by)
    fact = person.facts.filter(key=key, is_current=True).first()
    if fact is None:
        raise AssessmentRefused("There is nothing recorded to confirm. Write down what is known")
    return _state(assessment, person, key, Meaning(fact.meaning), fact.value, "confirmed", by=by, at=at)


@transaction.atomic
def change_fact(
    *, assessment: Assessment, person_id: UUID, key: str, meaning: Meaning, value: str, by: User, at: datetime
) -> Fact:
    """State what is true now of someone; what was stated before stays in the history."""
    assessment, person = _of_family(assessment, person_id, by)
    return _state(assessment, person, key, meaning, value, "changed", by=by, at=at)


def _of_family(assessment: Assessment, person_id: UUID, by: User):
    assessment = lock_draft(assessment, by)
    member = (
        assessment.case.family.members.filter(person_id=person_id, until_on__isnull=True)
        .select_related("person")
        .first()
    )
    if member is None:
        raise AssessmentRefused("This person is not in the family now. Add them to the family first")
    return assessment, member.person


def _state(assessment, person, key: str, meaning: Meaning, value: str, how: str, *, by: User, at: datetime) -> Fact:
    try:
        fact = state_fact(
            person=person,
            key=key,
            meaning=meaning,
            value=value,
            as_of=at.date(),
            by=by,
            at=at,
            source=f"Early help assessment {assessment.reference}",
        )
    except PeopleRefused as refusal:
        raise AssessmentRefused(str(refusal)) from refusal
    record(
        f"assessments.fact_{how}",
        subject=assessment,
        about=(assessment.case.family_id, person.id),
        by=by,
        at=at,
        key=key,
    )
    return fact
