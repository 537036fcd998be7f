"""Deciding on a contact: level, descriptors, reasons, and what happens next, all in one step."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from alongside.cases.actions import AllocationRefused, StepRefused, add_to_timeline, open_case, step_down, step_up
from alongside.cases.queries import current_threshold_document, list_descriptors, open_case_of
from alongside.cases.rules import CaseStatus, Level
from alongside.directory.queries import services_with_slugs
from alongside.foundation.access.actions import end_grants, give_grant
from alongside.foundation.access.rules import GrantReason
from alongside.foundation.audit.actions import record
from alongside.foundation.calendar.queries import england
from alongside.foundation.drafts.actions import discard_draft
from alongside.foundation.drafts.models import Draft
from alongside.foundation.events.actions import publish
from alongside.foundation.identity.models import Agency, Team, User
from alongside.foundation.policy.queries import policy_on
from alongside.people.access import SUBJECT, people_sealed_from
from alongside.people.actions import PeopleRefused

from .. import access, events, rules
from ..models import Contact, Decision, DescriptorApplied, Signpost
from ..queries.matching import families_of_contact, matches_of
from .carrying import carry_forward, carry_words
from .moving import lock, move
from .refusals import DecisionRefused, StaleContact
from .telling import tell_referrer

if TYPE_CHECKING:
    from alongside.cases.models import Case
    from alongside.people.models import Family


@dataclass(frozen=True)
class Answer:
    """What someone decided."""

    level: Level
    outcome: rules.Outcome
    reasons: str
    descriptor_ids: tuple[UUID, ...] = ()
    agency: Agency | None = None
    to_team: Team | None = None
    panel: str = ""
    signposted_to: str = ""
    services: tuple[str, ...] = ()
    """The services of the directory, by their addresses, to which the family is pointed."""
    words_to_referrer: str = ""
    family_id: UUID | None = None


@dataclass
class _Deciding:
    """A contact being decided on, with who, when and what; lives for one decision."""

    contact: Contact
    answer: Answer
    by: User
    at: datetime
    today: date
    policy: rules.FrontDoorPolicy
    family: Family | None = None
    case: Case | None = None
    descriptors: list = field(default_factory=list)


def decide(
    *,
    contact: Contact,
    version: int,
    answer: Answer,
    own_page: str,
    address_of: Callable[[str], str],
    by: User,
    at: datetime,
    draft: Draft | None = None,
) -> Decision:
    """Decide on a contact. The people, the case, the hand-over, and telling whoever asked stand or fall together."""
    try:
        with transaction.atomic():
            return _decide(contact, version, answer, own_page, address_of, by, at, draft)
    except (AllocationRefused, StepRefused, PeopleRefused) as refusal:
        raise DecisionRefused(str(refusal)) from refusal


def _decide(contact, version, answer, own_page, address_of, by, at, draft) -> Decision:
    contact = lock(contact, by)
    if not access.may_decide(by, contact):
        raise DecisionRefused("You cannot decide on a contact that you made yourself. A colleague decides")
    today = timezone.localtime(at).date()
    work = _Deciding(contact, answer, by, at, today, policy_on(rules.FrontDoorPolicy, today))
    _refuse_untimely(work, version)
    _refuse_incomplete(work)
    _find_family(work)
    _open_what_is_needed(work)
    decision = _write(work)
    _hand_over(work, decision)
    _end_looking(work)
    tell_referrer(contact=contact, decision=decision, own_page=own_page, address_of=address_of, at=at)
    if draft is not None:
        discard_draft(draft=draft)
    return decision


def _refuse_untimely(work: _Deciding, version: int) -> None:
    status = rules.ContactStatus(work.contact.status)
    if status == rules.ContactStatus.WITHDRAWN:
        raise StaleContact(
            "Whoever asked has withdrawn this request. What you typed is kept. Take the contact up again first "
            "if a child may still need help"
        )
    if not rules.may_be_decided(status):
        raise StaleContact("A colleague has decided on this contact already. What you typed is kept")
    if work.contact.version != version:
        raise StaleContact(
            "This contact has changed since you opened it. What you typed is kept. Look again at what was told "
            "and who it may be, then send your decision"
        )


def _refuse_incomplete(work: _Deciding) -> None:
    answer = work.answer
    document = current_threshold_document(work.today)
    work.descriptors = list_descriptors(document, ids=list(answer.descriptor_ids)) if answer.descriptor_ids else []
    if len(work.descriptors) != len(set(answer.descriptor_ids)):
        raise DecisionRefused("The threshold document has changed. Choose the descriptors again")
    problem = rules.problem_with_decision(
        answer.outcome,
        answer.level,
        has_descriptors=bool(work.descriptors) or document is None,
        has_agency=answer.agency is not None,
        has_panel=bool(answer.panel.strip()),
        has_team=answer.to_team is not None,
    )
    if problem:
        raise DecisionRefused(problem)
    if not answer.reasons.strip():
        raise DecisionRefused("Write down the reasons for your decision")


def _find_family(work: _Deciding) -> None:
    families = families_of_contact(work.contact, viewer=work.by)
    _refuse_sealed(work)
    if not rules.needs_a_family(work.answer.outcome, has_match=bool(families)):
        return
    if work.answer.outcome in rules.OPENS_A_CASE:
        _refuse_unmatched(work)
    chosen = [one for one in families if work.answer.family_id in (None, one.id)]
    if len(chosen) > 1 or (families and not chosen):
        raise DecisionRefused("These people are in more than one family. Choose which family this is about")
    family = chosen[0] if chosen else None
    work.family = carry_forward(contact=work.contact, family=family, by=work.by, at=work.at)
    work.contact.family = work.family


def _refuse_sealed(work: _Deciding) -> None:
    """A contact found to be about somebody in a sealed family is decided on by those who are named."""
    known = [one.person_id for one in work.contact.people.all() if one.person_id]
    if known and people_sealed_from(work.by).filter(person_id__in=known).exists():
        raise DecisionRefused(
            "This contact is about a record that is kept apart. Whoever said who these people are decides on it: "
            "ring them, and if a child is in danger now, act as you would for any child"
        )


def _refuse_unmatched(work: _Deciding) -> None:
    matches = matches_of(viewer=work.by, contact=work.contact, today=work.today)
    if unanswered := [one for one in matches if not one.is_answered]:
        number = "1 person" if len(unanswered) == 1 else f"{len(unanswered)} people"
        raise DecisionRefused(f"Say first who {number} may be already: the same, not the same, or not sure")


def _open_what_is_needed(work: _Deciding) -> None:
    outcome, contact = work.answer.outcome, work.contact
    if outcome not in rules.OPENS_A_CASE:
        return
    hub_team = contact.locality.team if contact.locality else None
    if hub_team is None and outcome is not rules.Outcome.STEP_UP:
        raise DecisionRefused("Say first in which locality the home is, so that a hub can help")
    work.case = open_case_of(family_id=work.family.id) or open_case(
        family=work.family,
        level=work.answer.level,
        locality=contact.locality,
        hub_team=hub_team,
        opened_on=work.today,
        opened_from=contact.route,
        source_id=contact.id,
        why=work.answer.reasons,
        by=work.by,
        at=work.at,
        agreed_by=contact.agreed_by,
        family_said=contact.family_said,
        last_meeting_on=contact.last_meeting_on,
        named_lead=contact.named_lead,
    )
    is_coming_back = work.case.status == CaseStatus.STEPPED_UP and contact.route == rules.Route.STEP_DOWN
    if is_coming_back and outcome is not rules.Outcome.STEP_UP:
        work.case = step_down(
            case=work.case,
            level=work.answer.level,
            why=work.answer.reasons,
            agreed_by=contact.agreed_by,
            family_said=contact.family_said,
            last_meeting_on=contact.last_meeting_on,
            named_lead=contact.named_lead,
            by=work.by,
            at=work.at,
        )
    carry_words(contact=contact, case=work.case)
    if outcome is rules.Outcome.STEP_UP and work.case.status != CaseStatus.STEPPED_UP:
        work.case = step_up(
            case=work.case,
            to_team=work.answer.to_team,
            why=work.answer.reasons,
            agreed_by=work.by.name,
            family_said=contact.family_said or contact.family_wants,
            by=work.by,
            at=work.at,
        )


def _write(work: _Deciding) -> Decision:
    answer, contact = work.answer, work.contact
    decision = Decision.objects.create(
        contact=contact,
        level=answer.level,
        outcome=answer.outcome,
        reasons=answer.reasons,
        agency=answer.agency,
        to_team=answer.to_team,
        panel=answer.panel,
        signposted_to=answer.signposted_to,
        case=work.case,
        decided_by=work.by,
        decided_at=work.at,
        words_to_referrer=rules.words_for(answer.outcome, own_words=answer.words_to_referrer),
        telling_due_on=rules.telling_due_on(decided_on=work.today, calendar=england(), policy=work.policy),
    )
    Signpost.objects.bulk_create(
        Signpost(decision=decision, service=one) for one in services_with_slugs(list(answer.services))
    )
    DescriptorApplied.objects.bulk_create(
        DescriptorApplied(decision=decision, descriptor=one) for one in work.descriptors
    )
    move(contact, rules.ContactStatus.DECIDED, by=work.by, at=work.at)
    about = (work.family.id,) if work.family else ()
    record(
        "frontdoor.contact_decided",
        subject=contact,
        about=about,
        by=work.by,
        at=work.at,
        outcome=str(answer.outcome),
        level=int(answer.level),
    )
    return decision


def _hand_over(work: _Deciding, decision: Decision) -> None:
    contact, answer, by = work.contact, work.answer, work.by
    family_id = work.family.id if work.family else None
    if family_id:
        add_to_timeline(
            family_id=family_id,
            case_id=work.case.id if work.case else None,
            kind="frontdoor.decided",
            at=work.at,
            by=by,
            title=f"{rules.KIND_WORDS[contact.kind]}: {rules.OUTCOME_WORDS[answer.outcome]}",
            words=answer.reasons,
            is_for_family=False,
        )
    children = contact.people.filter(part=rules.Part.CHILD, person__isnull=False).order_by("position")
    publish(
        events.ContactDecided(
            contact_id=contact.id,
            reference=contact.reference,
            outcome=str(answer.outcome),
            level=int(answer.level),
            family_id=family_id,
            case_id=decision.case_id,
            child_ids=tuple(children.values_list("person_id", flat=True)),
            referrer_id=contact.referrer_id,
            agency_id=contact.agency_id,
            received_on=timezone.localtime(contact.received_at).date(),
            by_id=by.id,
            at=work.at,
        )
    )
    if answer.outcome is rules.Outcome.PANEL:
        publish(
            events.PanelAsked(
                contact_id=contact.id,
                case_id=work.case.id,
                family_id=work.family.id,
                panel=answer.panel,
                why=answer.reasons,
                by_id=by.id,
                at=work.at,
            )
        )


def _end_looking(work: _Deciding) -> None:
    """Whoever decided still sees the family for some days, and no other family they looked at."""
    kept = {work.family.id} if work.family else set()
    looked_at = {family.id for family in families_of_contact(work.contact, viewer=work.by)}
    for family_id in kept | looked_at:
        end_grants(
            subject_kind=SUBJECT, subject_id=family_id, holder=work.by, reason=GrantReason.FRONT_DOOR, at=work.at
        )
    for family_id in kept:
        give_grant(
            subject_kind=SUBJECT,
            subject_id=family_id,
            holder=work.by,
            reason=GrantReason.FRONT_DOOR,
            because=f"Contact {work.contact.reference}",
            by=work.by,
            at=work.at,
            until=work.at + timedelta(days=work.policy.sees_after_days),
        )
