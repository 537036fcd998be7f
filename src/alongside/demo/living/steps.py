"""The steps of a story, each by the product's own actions, on its day."""

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from django.urls import reverse
from django.utils import timezone

from alongside.assessments import actions as assessing
from alongside.assessments.rules import Approached, Gathering, VoiceKind
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
from alongside.people import actions as people
from alongside.people.models import Family, Person
from alongside.people.rules import AgreementAnswer, Meaning, RelationKind, SharingPurpose

from .script import Script, Slot

HOME_FACTS = (
    ("gp_practice", Meaning.VALUE),
    ("first_language", Meaning.VALUE),
    ("disability", Meaning.NONE),
    ("religion", Meaning.NOT_ASKED),
    ("health_visitor", Meaning.NOT_IN_OUR_DATA),
)


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
            agency = script.school_agency if route is Route.POLICE else None
            life.contact = door.take_in(told=told, route=route, agency=agency, draft=draft, by=by, at=at)


def told_by(life: Life, route: Route, *, on: date, again: bool = False) -> Told:
    """What whoever asks tells of the family."""
    script, referrer = life.script, life.script.helpers.referrer
    knows = route is not Route.POLICE
    asker = Asker(
        AskerKind.PROFESSIONAL, referrer.name, referrer.job_title, referrer.agency.name, referrer.email, referrer.phone
    )
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
        reason=life.says("change" if second else "lead"),
        by=helpers.manager,
        at=life.at(number),
    )
    life.case.refresh_from_db()


def get_to_know(life: Life, number: int) -> None:
    """The lead professional adds who was missing, how they are related, what is known, and who agrees to what."""
    by, at = life.lead, life.at(number)
    script, source, day = life.script, life.says("visit"), at.date()
    for slot in script.cast.adults:
        if slot.key not in life.people:
            given, family = script.names[slot.key]
            life.people[slot.key] = person = people.add_person(
                given_names=given,
                family_name=family,
                born_on=script.births.get(slot.key),
                sex=slot.sex,
                source=source,
                by=by,
                at=at,
            )
            people.join_family(
                family=life.family, person=person, role=slot.role, in_household=slot.in_household, by=by, at=at
            )
    _relate(life, source, day, by=by, at=at)
    for key, meaning in HOME_FACTS:
        value = life.says(f"fact.{key}") if meaning is Meaning.VALUE else ""
        people.state_fact(
            person=life.people["c1"], key=key, meaning=meaning, value=value, source=source, as_of=day, by=by, at=at
        )
    people.state_fact(
        person=life.people["p1"],
        key="housing_tenure",
        meaning=Meaning.VALUE,
        value=life.says("fact.housing"),
        source=source,
        as_of=day,
        by=by,
        at=at,
    )
    helpers = script.helpers
    cases.note_involvement(
        family=life.family,
        agency=helpers.partner.agency,
        as_of=day,
        source=source,
        by=by,
        at=at,
        service=life.says("service"),
        worker=helpers.partner.name,
        ring=helpers.partner.phone,
        from_on=day - timedelta(days=40),
    )
    for slot in script.cast.slots:
        if slot.in_household and (slot.role != "child" or (slot.years or 0) >= 13):
            for agency in dict.fromkeys((helpers.partner.agency, script.school_agency)):
                people.give_agreement(
                    family=life.family,
                    person=life.people[slot.key],
                    agency=agency,
                    purpose=SharingPurpose.PLAN_TOGETHER,
                    answer=AgreementAnswer.AGREED,
                    given_on=day,
                    how=life.says("asked"),
                    by=by,
                    at=at,
                )


def _relate(life: Life, source: str, day: date, *, by: User, at: datetime) -> None:
    script = life.script
    for adult in script.cast.adults:
        for child in script.cast.children:
            people.relate(
                person=life.people[adult.key],
                other=life.people[child.key],
                kind=RelationKind(adult.relation),
                source=source,
                as_of=day,
                by=by,
                at=at,
                has_parental_responsibility=True if adult.relation == "parent" else None,
            )
    children = [life.people[one.key] for one in script.cast.children]
    for place, one in enumerate(children):
        for other in children[place + 1 :]:
            people.relate(person=one, other=other, kind=RelationKind.SIBLING, source=source, as_of=day, by=by, at=at)
    first, second = script.cast.slot("p1"), script.cast.slot("p2")
    if first.relation == "grandparent":
        kind, pair = RelationKind.PARENT, ("p1", "p2")
    else:
        kind = RelationKind.PARTNER if second.in_household else RelationKind.FORMER_PARTNER
        pair = ("p1", "p2")
    people.relate(
        person=life.people[pair[0]], other=life.people[pair[1]], kind=kind, source=source, as_of=day, by=by, at=at
    )


def note_birth(life: Life, number: int) -> None:
    """The baby is born."""
    slot = next(one for one in life.script.cast.children if one.due_in_days is not None)
    person = Person.objects.get(id=life.people[slot.key].id)
    given, family = life.script.names[slot.key]
    at = life.at(number)
    life.people[slot.key] = people.note_birth(
        person=person,
        version=person.version,
        born_on=at.date() - timedelta(days=3),
        given_names=given,
        family_name=family,
        sex=slot.sex,
        by=life.lead,
        at=at,
    )


# --- the assessment

CHILD_HEADINGS = (("emotional", "c1.em", "c1.st"), ("learning", "c1.le", ""))
OTHER_CHILD_HEADINGS = (("emotional", "", "{key}.st"), ("health", "", "{key}.he"))
FAMILY_HEADINGS = {
    "parents": (("basic_care", "", "pa.basic"), ("warmth", "", "pa.warm"), ("guidance", "", "pa.guide")),
    "family": (
        ("functioning", "fa.fu", ""),
        ("wider_family", "", "fa.wider"),
        ("home_and_money", "", "fa.home"),
        ("community", "", "fa.near"),
    ),
}


def start_assessing(life: Life, number: int) -> None:
    """The lead professional starts the assessment and writes what led to it."""
    at = life.at(number)
    life.assessment = assessing.start_assessment(case=life.case, by=life.lead, at=at)
    present = [
        life.people[one.key].id for one in life.script.cast.slots if one.in_household and one.key in life.script.births
    ]
    assessing.write_about(
        assessment=life.assessment,
        led_to=life.says("led"),
        tried=life.says("tried.before"),
        others_present="",
        present_ids=present,
        version=1,
        by=life.lead,
        at=at,
    )
    _write(life, "child", "c1", CHILD_HEADINGS, at)


def finish_assessing(life: Life, number: int, *, level: int) -> None:
    """Everyone is heard, the family's side is written, and the assessment is completed."""
    at, by, script = life.at(number), life.lead, life.script
    for child in script.cast.children[1:]:
        headings = tuple((h, w, s.format(key=child.key)) for h, w, s in OTHER_CHILD_HEADINGS)
        _write(life, "child", child.key, headings, at)
    for domain, headings in FAMILY_HEADINGS.items():
        _write(life, domain, None, headings, at)
    for slot in script.cast.slots:
        if slot.role == "child" or slot.in_household:
            _hear(life, slot, at)
        else:
            assessing.note_approach(
                assessment=life.assessment,
                person_id=life.people[slot.key].id,
                answer=Approached.TOOK_PART,
                words=life.says("outside"),
                asked_on=at.date(),
                version=1,
                by=by,
                at=at,
            )
    assessing.write_conclusion(
        assessment=life.assessment,
        needed=life.says("needed"),
        level=level,
        level_why=life.says("why"),
        next_steps=life.says("next"),
        family_comments=life.says("comments"),
        no_comments_why="",
        version=1,
        by=by,
        at=at,
    )
    life.assessment = assessing.complete_assessment(assessment=life.assessment, by=by, at=life.at(number))


def _write(life: Life, domain: str, who: str | None, headings, at: datetime) -> None:
    person = life.people[who].id if who else None
    words = [
        assessing.HeadingWords(
            heading=heading,
            version=1,
            worries=life.says(worry) if worry else "",
            strengths=life.says(strength) if strength else "",
            said_by=life.says("said.by") if worry else "",
        )
        for heading, worry, strength in headings
    ]
    assessing.write_section(
        assessment=life.assessment, domain=domain, person_id=person, words=words, by=life.lead, at=at
    )


def _hear(life: Life, slot: Slot, at: datetime) -> None:
    is_small = slot.role == "child" and (slot.years or 0) < 4
    how = Gathering.WATCHED if is_small else Gathering.PLAY if slot.role == "child" else Gathering.WITH_FAMILY
    assessing.record_voice(
        assessment=life.assessment,
        person_id=life.people[slot.key].id,
        kind=VoiceKind.SEEN if is_small else VoiceKind.WORDS,
        words=life.says(f"voice.{slot.key}"),
        how=how,
        gathered_by=life.lead.name,
        gathered_on=at.date(),
        version=1,
        by=life.lead,
        at=at,
    )


# --- stepping and closing


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
