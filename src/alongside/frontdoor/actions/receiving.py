"""Writing down a contact, the same way for every route."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone

from alongside.foundation.audit.actions import record
from alongside.foundation.calendar.queries import england
from alongside.foundation.events.actions import publish
from alongside.foundation.identity.models import Agency, User
from alongside.foundation.notifications.actions import post_letter
from alongside.foundation.policy.queries import policy_on
from alongside.foundation.references.rules import new_reference
from alongside.places.queries import place_of
from alongside.values.dates import spoken_date

from .. import events, rules
from ..models import Contact, ContactMove, ContactPerson
from .refusals import ContactRefused

PREFIX = "RH"


@transaction.atomic
def receive(
    told: rules.Told,
    *,
    route: rules.Route,
    by: User | None,
    at: datetime,
    referrer: User | None = None,
    agency: Agency | None = None,
    draft_id: UUID | None = None,
    row_digest: str = "",
) -> Contact:
    """Write down a contact with the people it tells of. The same form or row gives the one contact."""
    if standing := _standing(draft_id, row_digest):
        return standing
    today = timezone.localtime(at).date()
    _refuse_unfit(told, today=today)
    try:
        with transaction.atomic():
            contact = Contact.objects.create(
                reference=new_reference(PREFIX, is_taken=_is_taken),
                route=route,
                kind=rules.kind_of(route),
                received_at=at,
                due_on=_due_on(told, today),
                is_urgent=bool(told.harm_rang),
                referrer=referrer,
                agency=agency,
                taken_by=by if by != referrer else None,
                draft_id=draft_id,
                row_digest=row_digest,
                **_words_of(told),
                **_home_of(told),
                **_stepped_down(told.stepped_down),
            )
    except IntegrityError:  # the same form was sent twice at the same moment
        if standing := _standing(draft_id, row_digest):
            return standing
        raise
    ContactPerson.objects.bulk_create(_people_of(contact, told))
    ContactMove.objects.create(contact=contact, to_status=contact.status, by=by, at=at)
    record(
        "frontdoor.contact_received",
        subject=contact,
        by=by,
        at=at,
        route=str(route),
        by_label="" if by else "someone without an account",
    )
    publish(events.ContactReceived(contact_id=contact.id, at=at))
    _thank(contact, at=at)
    return contact


def _standing(draft_id: UUID | None, row_digest: str) -> Contact | None:
    if draft_id is not None:
        return Contact.objects.filter(draft_id=draft_id).first()
    return Contact.objects.filter(row_digest=row_digest).first() if row_digest else None


def _is_taken(reference: str) -> bool:
    return Contact.objects.filter(reference=reference).exists()


def _refuse_unfit(told: rules.Told, *, today) -> None:
    if problem := rules.problem_with_told(told):
        raise ContactRefused(problem)
    for one in told.people:
        problem = rules.problem_with_birth(born_on=one.born_on, age=one.age, due_on=one.due_on, today=today)
        if problem:
            raise ContactRefused(problem)


def _due_on(told: rules.Told, today):
    return rules.decision_due_on(
        received_on=today,
        is_urgent=bool(told.harm_rang),
        calendar=england(),
        policy=policy_on(rules.FrontDoorPolicy, today),
    )


def _words_of(told: rules.Told) -> dict:
    asker = told.asker
    return {
        "asker_kind": asker.kind,
        "referrer_name": asker.name,
        "referrer_role": asker.role,
        "referrer_organisation": asker.organisation,
        "referrer_email": asker.email.lower(),
        "referrer_phone": asker.phone,
        "harm_rang": told.harm_rang,
        "worries": told.worries,
        "going_well": told.going_well,
        "tried": told.tried,
        "family_wants": told.family_wants,
        "family_view": told.family_view,
        "family_view_why": told.family_view_why,
    }


def _home_of(told: rules.Told) -> dict:
    home = {"home_lines": told.home_lines, "home_postcode": told.home_postcode}
    if not told.home_postcode:
        return home
    place = place_of(told.home_postcode)
    if place.is_found:
        home |= {"home_postcode": place.postcode, "area": place.area, "locality": place.locality}
    return home


def _stepped_down(words: rules.SteppedDown | None) -> dict:
    if words is None:
        return {}
    return {
        "statutory_work": words.work,
        "last_meeting_on": words.last_meeting_on,
        "named_lead": words.named_lead,
        "agreed_by": words.agreed_by,
        "family_said": words.family_said,
    }


def _people_of(contact: Contact, told: rules.Told) -> list[ContactPerson]:
    return [
        ContactPerson(
            contact=contact,
            position=position,
            part=one.part,
            given_names=one.given_names,
            family_name=one.family_name,
            relation=one.relation,
            born_on=one.born_on,
            age=one.age,
            due_on=one.due_on,
            sex=one.sex,
            in_household=one.in_household,
            school=one.school,
            nhs_number=one.nhs_number,
            upn=one.upn,
            phone=one.phone,
        )
        for position, one in enumerate(told.people, start=1)
    ]


def _thank(contact: Contact, *, at: datetime) -> None:
    if not contact.referrer_email or contact.route == rules.Route.BATCH:
        return
    post_letter(
        to_address=contact.referrer_email,
        kind="frontdoor.received",
        about=contact.id,
        at=at,
        subject_line=f"We have your request {contact.reference}",
        words=(
            f"Thank you for telling us. Your reference is {contact.reference}.\n\n"
            f"We will decide what happens next by {spoken_date(contact.due_on)}, and we will tell you.\n\n"
            "If a child is in danger now, ring 999."
        ),
    )
