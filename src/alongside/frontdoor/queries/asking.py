"""What those who ask can read: their own requests, the link to a form, and the report on a batch."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from django.db.models import Q, QuerySet

from alongside.foundation.drafts.actions import hash_of
from alongside.foundation.drafts.models import Draft
from alongside.foundation.drafts.queries import list_own_drafts
from alongside.foundation.identity.models import Team, User
from alongside.foundation.identity.rules import AgencyKind, TeamKind

from .. import access, rules
from ..models import AskLink, Contact, ContactPerson, RequestImport
from .contacts import ContactNotFound, people_first

ASK_FORM = "frontdoor.ask"
TAKE_IN_FORM = "frontdoor.take_in"
STEP_DOWN_FORM = "frontdoor.step_down"
FORMS = (ASK_FORM, TAKE_IN_FORM, STEP_DOWN_FORM)


class LinkState(StrEnum):
    """What an e-mailed link opens now."""

    OPEN = "open"
    EXPIRED = "expired"
    REPLACED = "replaced"
    SENT = "sent"
    GONE = "gone"


def list_own_requests(*, viewer: User) -> QuerySet[Contact]:
    """What the viewer's agency asked, to be paged from the latest."""
    return access.requests_open_to(viewer).select_related("referrer", "decision").prefetch_related(people_first(viewer))


def list_passed_on(*, viewer: User) -> QuerySet[Contact]:
    """What was passed on to the viewer's agency, to be paged from the latest."""
    return (
        access.passed_on_to(viewer)
        .select_related("decision__decided_by", "agency")
        .prefetch_related(people_first(viewer))
    )


def get_own_request(*, viewer: User, reference: str) -> Contact:
    """One request that the viewer's agency asked, or that was passed on to it."""
    for found in (list_own_requests(viewer=viewer), list_passed_on(viewer=viewer)):
        if contact := found.filter(reference=reference).first():
            return contact
    raise ContactNotFound(reference)


def get_sent_by_draft(*, draft_id: UUID) -> Contact | None:
    """What was sent from a form, for whoever holds that form's session or link."""
    return Contact.objects.filter(draft_id=draft_id).select_related("decision").first()


def list_begun(*, viewer: User) -> list[Draft]:
    """Contacts that the viewer has begun and not sent, the latest first."""
    return [draft for draft in list_own_drafts(viewer=viewer) if draft.form in FORMS and draft.fields]


def get_link(key: str) -> AskLink | None:
    """The link with this key, or nothing."""
    return AskLink.objects.filter(key_hash=hash_of(key)).select_related("contact__decision").first()


def state_of_link(link: AskLink, *, at: datetime) -> LinkState:
    """Whether a link opens its form, or what stands in the way."""
    if not rules.is_link_open(expires_at=link.expires_at, is_replaced=link.replaced_at is not None, at=at):
        return LinkState.EXPIRED if link.replaced_at is None else LinkState.REPLACED
    if link.contact_id:
        return LinkState.SENT
    return LinkState.OPEN if Draft.objects.filter(id=link.draft_id).exists() else LinkState.GONE


def list_imports(*, viewer: User) -> QuerySet[RequestImport]:
    """The batches taken in, to be paged from the latest."""
    return access.imports_open_to(viewer).select_related("by")


def get_import(*, viewer: User, import_id: UUID) -> RequestImport | None:
    """The report on one batch, or nothing."""
    return list_imports(viewer=viewer).filter(id=import_id).first()


def duty_lines() -> list[Team]:
    """Whom to ring when a child is in danger: the front door and social care, where they have a number."""
    teams = Team.objects.filter(is_active=True).filter(
        Q(kind=TeamKind.FRONT_DOOR) | Q(agency__kind=AgencyKind.SOCIAL_CARE, kind=TeamKind.COUNTY)
    )
    ordered = teams.select_related("agency").order_by("-kind", "name", "id")
    return [one for one in ordered if one.phone or one.agency.phone]


def link_of_draft(*, draft_id: UUID) -> AskLink:
    """The newest link to a draft, for whoever holds it."""
    return AskLink.objects.filter(draft_id=draft_id).order_by("-sent_at", "-id")[0]


def told_of(contact: Contact) -> rules.Told:
    """What a contact told, in the shape in which it was told; for someone who may read it."""
    return rules.Told(
        asker=rules.Asker(
            kind=rules.AskerKind(contact.asker_kind),
            name=contact.referrer_name,
            role=contact.referrer_role,
            organisation=contact.referrer_organisation,
            email=contact.referrer_email,
            phone=contact.referrer_phone,
        ),
        people=tuple(_told_person(one) for one in contact.people.all()),
        worries=contact.worries,
        family_view=rules.FamilyView(contact.family_view),
        family_view_why=contact.family_view_why,
        going_well=contact.going_well,
        tried=contact.tried,
        family_wants=contact.family_wants,
        harm_rang=contact.harm_rang,
        home_lines=contact.home_lines,
        home_postcode=contact.home_postcode,
        stepped_down=_stepped_down(contact),
    )


def _stepped_down(contact: Contact) -> rules.SteppedDown | None:
    if not contact.statutory_work:
        return None
    return rules.SteppedDown(
        work=rules.StatutoryWork(contact.statutory_work),
        last_meeting_on=contact.last_meeting_on,
        named_lead=contact.named_lead,
        agreed_by=contact.agreed_by,
        family_said=contact.family_said,
    )


def _told_person(one: ContactPerson) -> rules.ToldOf:
    return rules.ToldOf(
        part=rules.Part(one.part),
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
