"""Agreement to share, asked while assessing; the answers live with the people who gave them."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction

from alongside.foundation.audit.actions import record
from alongside.foundation.identity.models import Agency, User
from alongside.people.actions import PeopleRefused, give_agreement, state_sharing_basis, withdraw_agreement
from alongside.people.queries import family_members, list_agreements
from alongside.people.rules import AgreementAnswer, LawfulBasis

from ..models import Assessment
from .refusals import AssessmentRefused, refuse_unless_may_write

if TYPE_CHECKING:
    from alongside.people.models import Agreement


@transaction.atomic
def note_agreement(
    *,
    assessment: Assessment,
    person_id: UUID,
    agency: Agency,
    purpose: str,
    answer: AgreementAnswer,
    given_on: date,
    how: str,
    by: User,
    at: datetime,
) -> Agreement:
    """Write down what someone answered about one agency and one purpose; agreement opens, refusal does not."""
    refuse_unless_may_write(by, assessment.case)
    family = assessment.case.family
    member = next((one for one in family_members(family) if one.person_id == person_id), None)
    if member is None:
        raise AssessmentRefused("This person is not in the family now. Add them to the family first")
    try:
        agreement = give_agreement(
            family=family,
            person=member.person,
            agency=agency,
            purpose=purpose,
            answer=answer,
            given_on=given_on,
            how=how,
            by=by,
            at=at,
        )
    except PeopleRefused as refusal:
        raise AssessmentRefused(str(refusal)) from refusal
    record(
        "assessments.agreement_asked",
        subject=assessment,
        about=(family.id, person_id),
        by=by,
        at=at,
        agency=agency.slug,
    )
    return agreement


@transaction.atomic
def note_withdrawal(
    *, assessment: Assessment, agreement_id: UUID, withdrawn_on: date, why: str, by: User, at: datetime
) -> Agreement:
    """Someone takes their agreement back: what was opened because of it is shut."""
    refuse_unless_may_write(by, assessment.case)
    found = next((one for one in list_agreements(assessment.case.family) if one.id == agreement_id), None)
    if found is None:
        raise AssessmentRefused("That agreement is not recorded for this family")
    try:
        ended = withdraw_agreement(agreement=found, withdrawn_on=withdrawn_on, why=why, by=by, at=at)
    except PeopleRefused as refusal:
        raise AssessmentRefused(str(refusal)) from refusal
    record(
        "assessments.agreement_withdrawn",
        subject=assessment,
        by=by,
        at=at,
        about=(assessment.case.family_id, found.person_id),
    )
    return ended


@transaction.atomic
def note_basis(
    *,
    assessment: Assessment,
    agency: Agency | None,
    basis: LawfulBasis,
    reason: str,
    is_without_agreement: bool,
    by: User,
    at: datetime,
) -> None:
    """State the lawful basis for sharing, apart from any agreement."""
    refuse_unless_may_write(by, assessment.case)
    try:
        state_sharing_basis(
            family=assessment.case.family,
            agency=agency,
            basis=basis,
            reason=reason,
            is_without_agreement=is_without_agreement,
            by=by,
            at=at,
        )
    except PeopleRefused as refusal:
        raise AssessmentRefused(str(refusal)) from refusal
    record(
        "assessments.basis_stated",
        subject=assessment,
        about=(assessment.case.family_id,),
        by=by,
        at=at,
        basis=str(basis),
    )
