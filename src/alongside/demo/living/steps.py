"""The steps of a story, each by the product's own actions, on its day."""

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from django.urls import reverse
from django.utils import timezone

from alongside.cases import actions as cases
from alongside.cases.models import Case
from alongside.cases.rules import ClosingOutcome, Level
from alongside.foundation.calendar.queries import england
from alongside.foundation.drafts.actions import start_or_resume_draft
from alongside.foundation.identity.models import User
from alongside.frontdoor import actions as door
from alongside.frontdoor.models import Contact
from alongside.frontdoor.queries.asking import ASK_FORM, STEP_DOWN_FORM, TAKE_IN_FORM
from alongside.frontdoor.queries.matching import matches_of
from alongside.frontdoor.rules import (
    Asker,
    AskerKind,
    FamilyView,
    Match,
    Outcome,
    Part,
    Route,
    StatutoryWork,
    SteppedDown,
    Told,
    ToldOf,
)
from alongside.people.models import Family, Person

from .script import Script, Slot


@dataclass
class Life:
    """A family as its story goes on."""

    script: Script
    family: Family | None = None
    people: dict[str, Person] = field(default_factory=dict)
    contact: Contact | None = None
    case: Case | None = None
    assessment: object = None
    plan: object = None
    lead: User | None = None
    minutes: dict[date, int] = field(default_factory=dict)

    def day(self, number: int) -> date:
        """The working day on or next after so many days from the start, and never one still to come."""
        found = self.script.start + timedelta(days=number)
        while not england().is_working_day(found):
            found += timedelta(days=1)
        while found > self.script.today:
            found -= timedelta(days=1)
        return found

    def at(self, number: int) -> datetime:
        """A moment on that day, a little after the last one used on it."""
        day = self.day(number)
        self.minutes[day] = minute = self.minutes.get(day, -7) + 7
        return timezone.make_aware(datetime.combine(day, time(9, 5)) + timedelta(minutes=minute))

    def says(self, key: str) -> str:
        return self.script.words(key)


# --- the front door


def ask(life: Life, number: int, *, route: Route = Route.PARTNER, again: bool = False) -> None:
    """Someone tells the front door."""
    script, at = life.script, life.at(number)
    told = told_by(life, route, again=again, on=at.date())
    match route:
        case Route.PARTNER:
            by = script.helpers.referrer
            draft = start_or_resume_draft(form=ASK_FORM, owner=by, at=at)
            life.contact = door.ask_for_help(told=told, draft=draft, by=by, at=at)
        case Route.STEP_DOWN:
            by = script.helpers.social
            draft = start_or_resume_draft(form=STEP_DOWN_FORM, owner=by, at=at)
            life.contact = door.bring_down(told=told, draft=draft, by=by, at=at)
        case _:
            by = script.helpers.door
            draft = start_or_resume_draft(form=TAKE_IN_FORM, owner=by, at=at)
            life.contact = door.take_in(told=told, route=route, agency=None, draft=draft, by=by, at=at)


def told_by(life: Life, route: Route, *, on: date, again: bool = False) -> Told:
    """What whoever asks tells of the family."""
    script, referrer = life.script, life.script.helpers.referrer
    knows = route is not Route.POLICE
    asker = Asker(
        AskerKind.PROFESSIONAL, referrer.name, referrer.job_title, referrer.agency.name, referrer.email, referrer.phone
    )
    if route is Route.POLICE:
        asker = Asker(AskerKind.PROFESSIONAL, "Duty desk", "Public protection", "Wenshire Police", phone="01632 960400")
    if route is Route.PHONE:
        asker = Asker(AskerKind.FAMILY, " ".join(script.names["p1"]), phone="07700 900123")
    if route is Route.STEP_DOWN:
        social = script.helpers.social
        asker = Asker(
            AskerKind.PROFESSIONAL, social.name, social.job_title, social.agency.name, social.email, social.phone
        )
    stepped = None
    if route is Route.STEP_DOWN:
        stepped = SteppedDown(
            StatutoryWork.CHILD_IN_NEED,
            on - timedelta(days=6),
            script.helpers.lead.name,
            life.says("agreed"),
            life.says("down.said"),
        )
    return Told(
        asker=asker,
        people=tuple(_told_of(life, slot) for slot in script.cast.slots if not _unknown(slot, knows)),
        worries=life.says("again.worry" if again else "worry"),
        going_well=life.says("well"),
        tried=life.says("tried"),
        family_wants=life.says("want") if knows else "",
        family_view=FamilyView.AGREES if knows else FamilyView.DOES_NOT_KNOW,
        family_view_why="" if knows else life.says("unasked"),
        home_lines=script.home_lines,
        home_postcode=script.postcode,
        stepped_down=stepped,
    )


def _unknown(slot: Slot, knows: bool) -> bool:
    """Police seldom hear of a parent who lives elsewhere."""
    return not knows and not slot.in_household


def _told_of(life: Life, slot: Slot) -> ToldOf:
    script = life.script
    given, family = script.names[slot.key]
    is_unborn = slot.key not in script.births
    at_school = slot.role == "child" and slot.years is not None and slot.years >= 4
    due_on = script.start + timedelta(days=slot.due_in_days) if is_unborn else None
    return ToldOf(
        part=Part(slot.role),
        given_names="" if is_unborn else given,
        family_name=family,
        sex=slot.sex,
        relation=slot.relation,
        born_on=script.births.get(slot.key),
        due_on=due_on,
        in_household=slot.in_household,
        school=script.school if at_school else "",
    )


def decide(life: Life, number: int, outcome: Outcome, level: int) -> None:
    """The front door takes the contact on, says who it is, and decides."""
    by, at = life.script.helpers.door, life.at(number)
    contact = door.take_on(contact=life.contact, by=by, at=at)
    if outcome in (Outcome.ASSESSMENT, Outcome.PANEL, Outcome.STEP_UP) or life.family is not None:
        _answer_matches(life, contact, at)
    contact.refresh_from_db()
    answer = door.Answer(
        level=Level(level),
        outcome=outcome,
        reasons=life.says("why"),
        descriptor_ids=life.script.descriptors.get(level, ()) if level > 1 else (),
        agency=life.script.helpers.partner.agency if outcome is Outcome.ONE_AGENCY else None,
        to_team=life.script.helpers.care_team if outcome is Outcome.STEP_UP else None,
        panel=life.says("panel") if outcome is Outcome.PANEL else "",
        signposted_to=life.says("signpost") if outcome is Outcome.INFORMATION else "",
    )
    decision = door.decide(
        contact=contact,
        version=contact.version,
        answer=answer,
        by=by,
        at=life.at(number),
        own_page=reverse("frontdoor:see_own_request", args=[contact.reference]),
        address_of=lambda key: "",
    )
    life.contact = Contact.objects.get(id=contact.id)
    if decision.told_at is None:
        door.note_told(decision=decision, how=life.says("told"), by=by, at=life.at(number))
    if decision.case_id:
        life.case = Case.objects.get(id=decision.case_id)
        life.family = life.contact.family
        _know_people(life)


def _answer_matches(life: Life, contact: Contact, at: datetime) -> None:
    by = life.script.helpers.door
    known = {one.id for one in life.people.values()}
    for one in matches_of(viewer=by, contact=contact, today=at.date()):
        if one.is_answered:
            continue
        same = next((found.id for found in one.found if found.id in known), None)
        door.answer_match(told=one.told, match=Match.SAME if same else Match.NOT_THE_SAME, person_id=same, by=by, at=at)


def _know_people(life: Life) -> None:
    """Remember who became which person."""
    told = {
        (one.given_names, one.family_name, one.part): one.person
        for one in life.contact.people.select_related("person")
        if one.person_id
    }
    for slot in life.script.cast.slots:
        given, family = life.script.names[slot.key]
        is_unborn = slot.key not in life.script.births
        person = told.get(("" if is_unborn else given, family, slot.role))
        if person is not None:
            life.people[slot.key] = person


def withdraw(life: Life, number: int) -> None:
    """Whoever asked takes the request back."""
    door.withdraw_request(
        contact=life.contact, why=life.says("withdrawn"), by=life.script.helpers.referrer, at=life.at(number)
    )


# --- the hub


def allocate(life: Life, number: int, *, second: bool = False) -> None:
    """The hub's manager names the lead professional."""
    helpers = life.script.helpers
    life.lead = helpers.second if second else helpers.lead
    cases.allocate_lead(
        case=life.case,
        worker=life.lead,
        reason=life.says("change" if second else "lead.why"),
        by=helpers.manager,
        at=life.at(number),
    )
    life.case.refresh_from_db()


def step_up(life: Life, number: int) -> None:
    """The family's lead hands over to social care."""
    cases.step_up(
        case=life.case,
        to_team=life.script.helpers.care_team,
        why=life.says("up.why"),
        agreed_by=life.script.helpers.manager.name,
        family_said=life.says("up.said"),
        by=life.lead,
        at=life.at(number),
    )
    life.case.refresh_from_db()


def step_down(life: Life, number: int, *, level: int = 3) -> None:
    """Social care brings the family back to its hub."""
    at = life.at(number)
    cases.step_down(
        case=life.case,
        level=Level(level),
        why=life.says("down.why"),
        agreed_by=life.says("agreed"),
        family_said=life.says("down.said"),
        last_meeting_on=at.date() - timedelta(days=2),
        named_lead=life.lead.name,
        by=life.script.helpers.social,
        at=at,
    )
    life.case.refresh_from_db()


def close(life: Life, number: int, outcome: ClosingOutcome) -> None:
    """The case closes, with its outcome and what the family said."""
    by = life.lead or life.script.helpers.manager
    cases.close_case(
        case=life.case,
        outcome=outcome,
        why=life.says(f"close.{outcome.value}"),
        family_said=life.says("close.said"),
        agreed_by=life.script.helpers.manager.name,
        by=by,
        at=life.at(number),
    )
    life.case.refresh_from_db()
    life.lead = None


def reopen(life: Life, number: int) -> None:
    """The hub takes up a closed case again."""
    cases.reopen_case(
        case=life.case, level=Level(3), why=life.says("again.worry"), by=life.script.helpers.manager, at=life.at(number)
    )
    life.case.refresh_from_db()
