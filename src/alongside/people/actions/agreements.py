"""What people agreed to share, and apart from that the lawful basis."""

from datetime import date, datetime

from django.db import transaction

from alongside.foundation.access.actions import end_grants, give_grant
from alongside.foundation.access.rules import GrantReason
from alongside.foundation.audit.actions import record
from alongside.foundation.events.actions import publish
from alongside.foundation.identity.models import Agency, User

from .. import access, events, rules
from ..models import Agreement, Family, FamilyMember, Person, SharingBasis
from .refusals import PeopleRefused, refuse_future, refuse_unless_may_change_family, tidy


@transaction.atomic
def give_agreement(
    *,
    family: Family,
    person: Person,
    agency: Agency,
    purpose: str,
    answer: rules.AgreementAnswer,
    given_on: date,
    how: str,
    by: User,
    at: datetime,
) -> Agreement:
    """Write down what a person answered about one agency and one purpose; a new answer replaces the one before."""
    refuse_unless_may_change_family(by, family)
    purpose = tidy(purpose)
    if not FamilyMember.objects.filter(family=family, person=person).exists():
        raise PeopleRefused("Only someone in this family can answer for it. Add them to the family first")
    if not purpose:
        raise PeopleRefused("Say what the agency would be told or asked for")
    refuse_future(given_on, today=at.date(), what="The day of the answer")
    before = (
        Agreement.objects.select_for_update()
        .filter(person=person, agency=agency, purpose=purpose, withdrawn_on__isnull=True)
        .first()
    )
    if before is not None and before.answer == answer:
        return before
    if before is not None and given_on < before.given_on:
        raise PeopleRefused("There is a later answer already. Check the day")
    if before is not None:
        _end(before, on=given_on, why="Answered anew")
    agreement = Agreement.objects.create(
        family=family,
        person=person,
        agency=agency,
        purpose=purpose,
        answer=answer,
        given_on=given_on,
        how=tidy(how)[:200],
        recorded_by=by,
        recorded_at=at,
    )
    record("people.agreement_given", subject=agreement, about=(family.id, person.id), by=by, at=at, agency=agency.slug)
    _open_or_shut(agreement, by=by, at=at)
    if answer == rules.AgreementAnswer.AGREED:
        publish(events.AgreementGiven(agreement.id, family.id, agency.id, by.id, at))
    return agreement


@transaction.atomic
def withdraw_agreement(*, agreement: Agreement, withdrawn_on: date, why: str, by: User, at: datetime) -> Agreement:
    """Take an agreement back, from a day on; what was shared before stays shared."""
    current = Agreement.objects.select_for_update().select_related("family", "agency").get(id=agreement.id)
    refuse_unless_may_change_family(by, current.family)
    why = tidy(why)
    if current.withdrawn_on is not None and (current.withdrawn_on, current.withdrawn_why) == (withdrawn_on, why):
        return current
    if current.withdrawn_on is not None:
        raise PeopleRefused("This agreement was withdrawn already")
    if current.answer != rules.AgreementAnswer.AGREED:
        raise PeopleRefused("There is no agreement here to withdraw: the answer was not yes")
    refuse_future(withdrawn_on, today=at.date(), what="The day it was withdrawn")
    if withdrawn_on < current.given_on:
        raise PeopleRefused("The day it was withdrawn is before the day it was given")
    _end(current, on=withdrawn_on, why=why[:300])
    record(
        "people.agreement_withdrawn",
        subject=current,
        about=(current.family_id, current.person_id),
        by=by,
        at=at,
        agency=current.agency.slug,
    )
    _open_or_shut(current, by=by, at=at)
    publish(events.AgreementWithdrawn(current.id, current.family_id, current.agency_id, by.id, at))
    return current


@transaction.atomic
def state_sharing_basis(
    *,
    family: Family,
    agency: Agency | None,
    basis: rules.LawfulBasis,
    reason: str,
    is_without_agreement: bool,
    by: User,
    at: datetime,
) -> SharingBasis:
    """State the lawful basis for sharing, and why where the family did not agree; this is no agreement."""
    refuse_unless_may_change_family(by, family)
    reason = reason.strip()
    if is_without_agreement and not reason:
        raise PeopleRefused("Say why information is shared without the family’s agreement")
    facts = {
        "family": family,
        "agency": agency,
        "basis": basis,
        "reason": reason,
        "is_without_agreement": is_without_agreement,
    }
    latest = SharingBasis.objects.filter(family=family, agency=agency).order_by("-decided_at", "-id").first()
    if latest and all(getattr(latest, name) == value for name, value in facts.items()):
        return latest
    stated = SharingBasis.objects.create(**facts, decided_by=by, decided_at=at)
    record(
        "people.sharing_basis_stated",
        subject=stated,
        about=(family.id,),
        by=by,
        at=at,
        basis=str(basis),
        is_without_agreement=is_without_agreement,
    )
    return stated


def _end(agreement: Agreement, *, on: date, why: str) -> None:
    agreement.withdrawn_on, agreement.withdrawn_why = on, why
    agreement.save(update_fields=["withdrawn_on", "withdrawn_why"])


def _open_or_shut(agreement: Agreement, *, by: User, at: datetime) -> None:
    """Open the record to an agency that the family plans with, and shut it when no such agreement stands."""
    if agreement.purpose != rules.SharingPurpose.PLAN_TOGETHER:
        return
    subject = {"subject_kind": access.SUBJECT, "subject_id": agreement.family_id, "holder": agreement.agency}
    standing = Agreement.objects.filter(
        family_id=agreement.family_id, agency=agreement.agency, purpose=agreement.purpose, withdrawn_on__isnull=True
    ).values_list("answer", flat=True)
    if any(rules.opens_the_record(agreement.purpose, rules.AgreementAnswer(answer)) for answer in standing):
        give_grant(**subject, reason=GrantReason.AGREEMENT, by=by, at=at)
    else:
        end_grants(**subject, reason=GrantReason.AGREEMENT, at=at)
