"""Rows of lists: contacts that wait, and requests that one's agency made."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils import timezone

from alongside.foundation.components.presenters import DuePresenter, say_day

from .. import rules
from ..queries import STEP_DOWN_FORM, TAKE_IN_FORM

if TYPE_CHECKING:
    from alongside.foundation.drafts.models import Draft

    from ..models import Contact, Decision

STATUS_TAGS = {
    rules.ContactStatus.RECEIVED: "blue",
    rules.ContactStatus.CONSIDERED: "yellow",
    rules.ContactStatus.DECIDED: "green",
    rules.ContactStatus.WITHDRAWN: "grey",
}
PAGE_OF_DRAFT = {TAKE_IN_FORM: "frontdoor:take_in", STEP_DOWN_FORM: "frontdoor:step_down"}


@dataclass(frozen=True)
class WaitingRow:
    """A contact that waits for a decision."""

    href: str
    reference: str
    family: str
    children: str
    asked_by: str
    kind: str
    where: str
    who: str
    is_mine: bool
    is_urgent: bool
    status: str
    status_tag: str
    due: DuePresenter


def waiting_rows(contacts: Iterable[Contact], *, viewer, today: date) -> list[WaitingRow]:
    """Contacts as the worklist shows them."""
    return [
        WaitingRow(
            href=reverse("frontdoor:see_contact", args=[one.reference]),
            reference=one.reference,
            family=rules.family_name_for([(p.part, p.family_name) for p in one.people.all()]),
            children=count_children(one),
            asked_by=one.agency.name if one.agency else one.referrer_organisation or asker_words(one),
            kind=rules.ROUTE_WORDS[one.route],
            where=one.locality.name if one.locality else "Not placed yet",
            who=one.assigned_to.name if one.assigned_to else "",
            is_mine=one.assigned_to_id == viewer.id,
            is_urgent=one.is_urgent,
            status=rules.STATUS_WORDS[one.status],
            status_tag=STATUS_TAGS[one.status],
            due=DuePresenter.of(one.due_on, today=today),
        )
        for one in contacts
    ]


def asker_words(contact: Contact) -> str:
    """Who asks, where they belong to no organisation."""
    return {
        rules.AskerKind.FAMILY: "The family",
        rules.AskerKind.SOMEONE_ELSE: "Someone who knows them",
    }.get(contact.asker_kind, contact.referrer_name)


def count_children(contact: Contact) -> str:
    """How many children a contact tells of, in words."""
    number = sum(one.part == rules.Part.CHILD for one in contact.people.all())
    return "1 child" if number == 1 else f"{number} children"


@dataclass(frozen=True)
class OwnRequest:
    """What someone's agency asked, and what became of it; no more."""

    href: str
    reference: str
    children: str
    asked_by: str
    asked_on: str
    status: str
    status_tag: str
    words: str
    is_open: bool
    decide_by: str


def own_requests_of(contacts: Iterable[Contact]) -> list[OwnRequest]:
    """Requests as those who made them see them."""
    return [_own_request(one) for one in contacts]


def _own_request(contact: Contact) -> OwnRequest:
    decision = getattr(contact, "decision", None)
    return OwnRequest(
        href=reverse("frontdoor:see_own_request", args=[contact.reference]),
        reference=contact.reference,
        children=", ".join(
            one.given_names or "Unborn child" for one in contact.people.all() if one.part == rules.Part.CHILD
        ),
        asked_by=contact.referrer_name,
        asked_on=say_day(timezone.localtime(contact.received_at).date()),
        status=rules.STATUS_WORDS[contact.status],
        status_tag=STATUS_TAGS[contact.status],
        words=decision.words_to_referrer if decision else "",
        is_open=rules.may_be_withdrawn(rules.ContactStatus(contact.status)),
        decide_by=say_day(contact.due_on),
    )


def begun_of(drafts: Iterable[Draft]) -> list[dict]:
    """What was begun and not sent, with where to go on."""
    found = []
    for one in drafts:
        saved = timezone.localtime(one.saved_at)
        found.append(
            {
                "href": reverse(PAGE_OF_DRAFT.get(one.form, "frontdoor:fill_in"), args=[one.id]),
                "discard": reverse("frontdoor:discard_begun", args=[one.id]),
                "what": {TAKE_IN_FORM: "Contact being taken in", STEP_DOWN_FORM: "Step-down"}.get(one.form, "Request"),
                "who": _first_child(one),
                "saved": f"{saved:%H:%M} on {say_day(saved.date())}",
            }
        )
    return found


def _first_child(draft: Draft) -> str:
    typed = draft.typed
    name = f"{typed.get('children-0-given_names', '')} {typed.get('children-0-family_name', '')}".strip()
    return name or "no name yet"


def outcome_rows(decisions: Iterable[Decision], *, today: date) -> list[dict]:
    """Decisions of which whoever asked is still to be told, with whom to ring."""
    return [
        {
            "href": reverse("frontdoor:see_contact", args=[one.contact.reference]),
            "reference": one.contact.reference,
            "who": one.contact.referrer_name,
            "ring": one.contact.referrer_phone,
            "outcome": rules.OUTCOME_WORDS[one.outcome],
            "decided_by": one.decided_by.name,
            "due": DuePresenter.of(one.telling_due_on, today=today),
        }
        for one in decisions
    ]
