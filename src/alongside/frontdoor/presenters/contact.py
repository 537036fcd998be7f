"""A contact's page: what was told, who it may be, who is involved, and where things stand."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils import timezone

from alongside.cases.queries import KnownTo
from alongside.cases.rules import LEVEL_WORDS
from alongside.foundation.access.rules import KEPT_APART
from alongside.foundation.components import forms
from alongside.foundation.components.presenters import DuePresenter, say_day
from alongside.people import rules as people_rules
from alongside.people.queries import Found, FoundFamily
from alongside.people.rules import RelationKind

from .. import rules
from ..queries import PersonMatches
from .answers import describe_birth
from .lists import STATUS_TAGS, asker_words

if TYPE_CHECKING:
    from ..models import Contact, ContactMove, ContactPerson


@dataclass(frozen=True)
class PersonCard:
    """Someone told of, and the question who they are."""

    position: int
    name: str
    about: str
    answer: str
    question: forms.Form | None
    href: str
    is_new: bool
    evidence: str = ""
    kin: tuple[dict, ...] = ()
    apart: tuple[str, ...] = ()


@dataclass(frozen=True)
class EvidencePage:
    """Someone told of, with each whom they may be and what speaks for and against it."""

    reference: str
    name: str
    about: str
    each: tuple[dict, ...]

    @classmethod
    def of(cls, contact: Contact, match: PersonMatches) -> EvidencePage:
        return cls(
            contact.reference,
            match.told.full_name,
            _about(match.told),
            tuple(
                {
                    "who": found.name,
                    "about": f"{found.born}. Reference {found.reference}",
                    "families": ", ".join(one.name for one in found.families),
                    "verdict": people_rules.verdict_of(match.weighed[found.id]),
                    "parts": people_rules.waterfall_parts(match.weighed[found.id]),
                }
                for found in match.found
            ),
        )


@dataclass(frozen=True)
class Earlier:
    """An earlier contact."""

    href: str
    reference: str
    when: str
    asked_by: str
    outcome: str


@dataclass(frozen=True)
class ContactPage:
    """Everything on a contact's page, in words."""

    reference: str
    title: str
    kind: str
    route: str
    status: str
    status_tag: str
    due: DuePresenter
    rule: str
    is_urgent: bool
    harm_rang: str
    version: int
    told: list[dict]
    people: list[PersonCard]
    known: list[dict]
    earlier: list[Earlier]
    place: list[dict]
    is_placed: bool
    moves: list[dict]
    decision: dict | None
    who: str
    is_mine: bool
    may_decide: bool
    is_withdrawn: bool
    withdrawn_why: str
    left: list[str] = field(default_factory=list)

    @classmethod
    def of(
        cls,
        contact: Contact,
        *,
        viewer,
        today: date,
        rule: str,
        matches: list[PersonMatches],
        known: list[tuple[FoundFamily, list[KnownTo]]],
        earlier: list[Contact],
        moves: list[ContactMove],
        sees_case: bool = False,
    ) -> ContactPage:
        """The page of one contact."""
        status = rules.ContactStatus(contact.status)
        is_waiting = rules.may_be_decided(status)
        decision = getattr(contact, "decision", None)
        decided_on = timezone.localtime(decision.decided_at).date() if decision else None
        people = [_card(one, contact, is_waiting=is_waiting) for one in matches]
        return cls(
            reference=contact.reference,
            kind=rules.KIND_WORDS[contact.kind],
            title=rules.family_name_for([(p.part, p.family_name) for p in contact.people.all()]),
            route=rules.ROUTE_WORDS[contact.route],
            status=rules.STATUS_WORDS[status],
            status_tag=STATUS_TAGS[status],
            due=DuePresenter.of(contact.due_on, today=today, done_on=decided_on),
            rule=rule,
            is_urgent=contact.is_urgent,
            harm_rang=contact.harm_rang,
            version=contact.version,
            told=_told(contact),
            people=people,
            known=_known(known),
            earlier=[_earlier(one) for one in earlier],
            place=_place(contact),
            is_placed=contact.locality_id is not None,
            moves=[_move(one) for one in moves],
            decision=_decision(decision, today=today, sees_case=sees_case) if decision else None,
            who=contact.assigned_to.name if contact.assigned_to else "",
            is_mine=contact.assigned_to_id == viewer.id,
            may_decide=is_waiting and contact.referrer_id != viewer.id,
            is_withdrawn=status is rules.ContactStatus.WITHDRAWN,
            withdrawn_why=contact.withdrawn_why,
            left=_left(contact, people) if is_waiting else [],
        )


def _left(contact: Contact, people: list[PersonCard]) -> list[str]:
    left = []
    if open_questions := sum(one.question is not None and not one.answer for one in people):
        left.append("Say who 1 person may be" if open_questions == 1 else f"Say who {open_questions} people may be")
    if contact.locality_id is None:
        left.append("Say in which locality the home is")
    return left


def _card(match: PersonMatches, contact: Contact, *, is_waiting: bool) -> PersonCard:
    told = match.told
    return PersonCard(
        position=told.position,
        name=told.full_name,
        about=_about(told),
        answer=_answer(told, is_waiting=is_waiting),
        question=question_of(match) if is_waiting and match.found else None,
        href=reverse("frontdoor:match_person", args=[contact.reference, told.position]),
        is_new=is_waiting and not match.found and not told.match and not match.apart,
        apart=match.apart,
        kin=tuple(_kin(one) for one in match.kin) if is_waiting else (),
        evidence=reverse("frontdoor:see_evidence", args=[contact.reference, told.position]) if match.found else "",
    )


def _kin(found: Found) -> dict:
    families = ", ".join(f"{one.name} {one.reference}" for one in found.families)
    return {
        "who": ", ".join(part for part in (found.name, found.born, found.reference) if part),
        "families": families,
        "because": "; ".join(found.because),
    }


def _about(told: ContactPerson) -> str:
    relation = rules.RELATION_LABELS.get(RelationKind(told.relation)) if told.relation else ""
    numbers = [f"NHS number {told.nhs_number}" if told.nhs_number else "", f"UPN {told.upn}" if told.upn else ""]
    parts = [
        relation or rules.PART_WORDS[told.part],
        describe_birth(told),
        told.school,
        told.phone,
        *numbers,
        "" if told.in_household else "Lives somewhere else",
    ]
    return " · ".join(part for part in parts if part)


def _answer(told: ContactPerson, *, is_waiting: bool) -> str:
    if told.is_sealed and (told.match or not is_waiting):
        return KEPT_APART
    if told.person_id and not is_waiting:
        return f"On record as {told.person.full_name}, {told.person.reference}"
    match told.match:
        case rules.Match.SAME:
            return f"The same person as {told.person.full_name}, {told.person.reference}"
        case rules.Match.NOT_SURE:
            perhaps = f"{told.perhaps.full_name}, {told.perhaps.reference}"
            return f"Not sure: may be {perhaps}. Will be added as new, and a data steward looks"
        case rules.Match.NOT_THE_SAME:
            return "A new person"
        case _:
            return ""


def question_of(match: PersonMatches) -> forms.Form:
    """The question who someone told of is: each person found, with the evidence."""
    choices, hints = [], {}
    for found in match.found:
        families = ", ".join(f"{one.name} {one.reference}" for one in found.families)
        who = ", ".join(part for part in (found.name, found.born, found.reference) if part)
        choices.append((f"{rules.Match.SAME}:{found.id}", f"The same as {who}"))
        hints[f"{rules.Match.SAME}:{found.id}"] = ". ".join(
            part for part in (families, "; ".join(found.because)) if part
        )
        choices.append((f"{rules.Match.NOT_SURE}:{found.id}", f"Not sure: may be {found.name}, {found.reference}"))
    choices.append((str(rules.Match.NOT_THE_SAME), rules.MATCH_WORDS[rules.Match.NOT_THE_SAME]))
    told = match.told
    who = told.perhaps_id if told.match == rules.Match.NOT_SURE else told.person_id
    chosen = f"{told.match}:{who}" if who and told.match else told.match
    form = forms.Form(auto_id=f"person_{told.position}_%s", initial={"answer": chosen})
    form.fields["answer"] = forms.OneOfField(label=f"Who is {told.full_name}?", choices=choices, hints=hints)
    return form


def _told(contact: Contact) -> list[dict]:
    received = timezone.localtime(contact.received_at)
    asked_by = "\n".join(
        part
        for part in (
            contact.referrer_name,
            contact.referrer_role,
            contact.agency.name if contact.agency else contact.referrer_organisation,
            contact.referrer_phone,
            contact.referrer_email,
        )
        if part
    )
    rows = [
        ("Told by", asked_by or asker_words(contact)),
        ("Came in", f"{received:%H:%M} on {say_day(received.date())}, by {rules.ROUTE_WORDS[contact.route].lower()}"),
        ("Worries", contact.worries),
        ("Going well", contact.going_well),
        ("Tried already", contact.tried),
        ("The family wants", contact.family_wants),
        (
            "Does the family agree?",
            rules.FAMILY_VIEW_WORDS[contact.family_view]
            + (f"\n{contact.family_view_why}" if contact.family_view_why else ""),
        ),
        ("Home", "\n".join(part for part in (contact.home_lines, contact.home_postcode) if part)),
    ]
    if contact.statutory_work:
        rows[2:2] = [
            ("Steps down from", rules.STATUTORY_WORDS[contact.statutory_work]),
            ("Last meeting", say_day(contact.last_meeting_on)),
            ("Agreed by", contact.agreed_by),
            ("Named lead professional", contact.named_lead),
            ("The family said", contact.family_said),
        ]
    return [{"key": key, "value": value, "blank": "Not told"} for key, value in rows]


def _place(contact: Contact) -> list[dict]:
    locality, area = contact.locality, contact.area
    hub = locality.hub_site.name if locality and locality.hub_site else ""
    team = locality.team.name if locality and locality.team else ""
    return [
        {
            "key": "Area",
            "value": (area.place_name or area.name) if area else "",
            "blank": "Its postcode is not among this county’s" if contact.home_postcode else "No postcode told",
        },
        {"key": "District", "value": area.district.name if area else "", "blank": "Not known"},
        {"key": "Locality", "value": locality.name if locality else "", "blank": "Not placed yet"},
        {"key": "Hub", "value": hub or team, "blank": "None named yet" if locality else "Not placed yet"},
    ]


def _known(known: list[tuple[FoundFamily, list[KnownTo]]]) -> list[dict]:
    return [
        {
            "family": family.name,
            "reference": family.reference,
            "who": [
                {
                    "agency": one.agency,
                    "service": one.service,
                    "worker": one.worker,
                    "ring": one.ring,
                    "as_of": say_day(one.as_of),
                    "is_current": one.is_current,
                }
                for one in who
            ],
        }
        for family, who in known
    ]


def _earlier(contact: Contact) -> Earlier:
    decision = getattr(contact, "decision", None)
    return Earlier(
        href=reverse("frontdoor:see_contact", args=[contact.reference]),
        reference=contact.reference,
        when=say_day(timezone.localtime(contact.received_at).date()),
        asked_by=contact.agency.name if contact.agency else contact.referrer_organisation or asker_words(contact),
        outcome=rules.OUTCOME_WORDS[decision.outcome] if decision else rules.STATUS_WORDS[contact.status],
    )


def _move(move: ContactMove) -> dict:
    at = timezone.localtime(move.at)
    return {
        "title": rules.STATUS_WORDS[move.to_status],
        "by": move.by.name if move.by else "whoever asked",
        "when": f"{say_day(at.date())}, {at:%H:%M}",
        "words": move.why,
    }


def _decision(decision, *, today: date, sees_case: bool) -> dict:
    told = timezone.localtime(decision.told_at).date() if decision.told_at else None
    rows = [
        ("What happens now", rules.OUTCOME_WORDS[decision.outcome]),
        ("Level of need", LEVEL_WORDS[decision.level]),
        ("What applied", "\n".join(one.descriptor.words for one in decision.applied.all())),
        ("Reasons", decision.reasons),
        ("Agency that helps", decision.agency.name if decision.agency else ""),
        ("Panel", decision.panel),
        ("Social care team", decision.to_team.name if decision.to_team else ""),
        ("Pointed to", decision.signposted_to),
        ("Decided", f"{decision.decided_by.name}, {say_day(timezone.localtime(decision.decided_at).date())}"),
        ("Whoever asked is told", decision.words_to_referrer),
    ]
    return {
        "rows": [{"key": key, "value": value} for key, value in rows if value],
        "services": [
            {"text": one.service.name, "href": reverse("directory:service", args=[one.service.slug])}
            for one in decision.signposts.all()
        ],
        "case": decision.case.reference if decision.case else "",
        "case_href": reverse("cases:case", args=[decision.case.reference]) if sees_case else "",
        "is_told": told is not None,
        "told_how": decision.told_how,
        "told_on": say_day(told),
        "due": DuePresenter.of(decision.telling_due_on, today=today, done_on=told),
    }
