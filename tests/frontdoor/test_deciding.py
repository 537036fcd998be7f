"""Taking on, matching, deciding: who may, what follows, and what stands or falls together."""

from datetime import date, timedelta

import pytest
from django.test import Client

from alongside.assessments.models import StartingPoint
from alongside.cases.actions import step_up
from alongside.cases.models import Case, Involvement, TimelineEntry
from alongside.cases.rules import Level
from alongside.foundation.access.models import Grant
from alongside.foundation.audit.models import Entry
from alongside.foundation.drafts.models import Draft
from alongside.foundation.events.actions import subscribe
from alongside.foundation.notifications.models import Letter, Notice
from alongside.frontdoor import actions, events, presenters, queries, rules
from alongside.frontdoor.actions import deciding
from alongside.frontdoor.models import AskLink, Contact, Decision
from alongside.people.access import SUBJECT
from alongside.people.models import Family, Pair, Person, PersonLink, Relationship
from alongside.people.queries import address_of, known_facts
from tests.factories import NOW, a_team, a_user, an_agency
from tests.people.given import given_a_family, given_a_person

from .given import (
    a_child,
    a_draft,
    a_mother,
    a_partner,
    a_stepping_down,
    a_worker,
    an_asker,
    given_a_contact,
    given_a_place,
    given_a_public_contact,
    given_a_threshold_document,
    what_is_told,
)

pytestmark = pytest.mark.django_db

HEARD: list = []
subscribe(events.ContactDecided, HEARD.append, name="tests.hears_decisions")
subscribe(events.PanelAsked, HEARD.append, name="tests.hears_panels")


@pytest.fixture(autouse=True)
def _nothing_heard_yet():
    HEARD.clear()


@pytest.fixture
def place():
    return given_a_place()


@pytest.fixture
def worker():
    return a_worker()


@pytest.fixture
def signs():
    return given_a_threshold_document()


def an_answer(**changes) -> actions.Answer:
    facts = {"level": Level.TARGETED, "outcome": rules.Outcome.ASSESSMENT, "reasons": "Several needs at once."}
    return actions.Answer(**(facts | changes))


def nothing_more(**changes) -> actions.Answer:
    return an_answer(level=Level.UNIVERSAL, outcome=rules.Outcome.NO_ACTION, **changes)


def decide(contact, by, answer=None, *, at=NOW, version=None, draft=None) -> Decision:
    contact.refresh_from_db()
    return actions.decide(
        contact=contact,
        version=contact.version if version is None else version,
        answer=answer or an_answer(),
        own_page=f"/ask/requests/{contact.reference}/",
        address_of=lambda key: f"https://x/{key}",
        by=by,
        at=at,
        draft=draft,
    )


# --- taking on, putting back, taking up again ---


def test_a_worker_takes_a_contact_on_and_puts_it_back(worker):
    contact = given_a_contact()
    with pytest.raises(actions.ContactRefused, match="Only the front door"):
        actions.take_on(contact=contact, by=contact.referrer, at=NOW)
    assert actions.put_back(contact=contact, by=worker, at=NOW).status == "received"
    taken = actions.take_on(contact=contact, by=worker, at=NOW)
    assert (taken.status, taken.assigned_to) == ("considered", worker)
    assert actions.take_on(contact=contact, by=worker, at=NOW).version == taken.version
    other = a_user("front-door-worker")
    assert actions.take_on(contact=contact, by=other, at=NOW).assigned_to == other
    back = actions.put_back(contact=contact, by=worker, at=NOW)
    assert (back.status, back.assigned_to) == ("received", None)


def test_a_decided_contact_is_neither_taken_on_nor_put_back(worker):
    contact = given_a_contact()
    decide(contact, worker, nothing_more())
    for verb in (actions.take_on, actions.put_back):
        with pytest.raises(actions.ContactRefused, match="The contact is: Decided"):
            verb(contact=contact, by=worker, at=NOW)


def test_a_withdrawn_contact_is_taken_up_all_the_same_with_a_reason(worker):
    contact = given_a_contact()
    with pytest.raises(actions.ContactRefused, match="was not withdrawn"):
        actions.take_up_again(contact=contact, why="Still worried", by=worker, at=NOW)
    actions.withdraw_request(contact=contact, why="Changed", by=contact.referrer, at=NOW)
    with pytest.raises(actions.StaleContact, match="has withdrawn"):
        decide(contact, worker)
    again = actions.take_up_again(contact=contact, why="Still worried", by=worker, at=NOW)
    assert (again.status, again.withdrawn_at, again.assigned_to) == ("considered", None, worker)
    assert [one.to_status for one in queries.list_moves(contact)] == ["received", "withdrawn", "considered"]


# --- who it may be ---


def known_family(by):
    mira = given_a_person(by=by, given_names="Meera", family_name="Ashdown", born_on=date(2019, 3, 27))
    return mira, given_a_family(mira, by=by, name="Ashdown")


def is_open(viewer, family) -> bool:
    return Grant.objects.open().held_by(viewer).filter(subject_kind=SUBJECT, subject_id=family.id).exists()


def test_the_same_person_opens_the_family_to_whoever_decides_and_not_the_same_closes_it(worker):
    mira, family = known_family(worker)
    contact = given_a_contact()
    told = contact.people.get(position=1)
    with pytest.raises(actions.ContactRefused, match="Only the front door"):
        actions.answer_match(told=told, match=rules.Match.SAME, person_id=mira.id, by=contact.referrer, at=NOW)
    with pytest.raises(actions.ContactRefused, match="Choose the person"):
        actions.answer_match(told=told, match=rules.Match.SAME, person_id=None, by=worker, at=NOW)
    told = actions.answer_match(told=told, match=rules.Match.SAME, person_id=mira.id, by=worker, at=NOW)
    assert (told.person, told.matched_by) == (mira, worker)
    assert is_open(worker, family)
    told = actions.answer_match(told=told, match=rules.Match.NOT_SURE, person_id=mira.id, by=worker, at=NOW)
    assert (told.person, told.perhaps) == (None, mira)
    assert not is_open(worker, family)
    told = actions.answer_match(told=told, match=rules.Match.NOT_THE_SAME, person_id=None, by=worker, at=NOW)
    assert (told.person, told.perhaps) == (None, None)


def test_a_family_stays_open_while_another_of_its_people_is_the_same(worker):
    mira, family = known_family(worker)
    ines = given_a_person(by=worker, given_names="Ines", family_name="Ashdown", born_on=date(1990, 1, 1))
    given_a_family(by=worker)
    family.members.create(person=ines, role="parent")
    contact = given_a_contact()
    child, mother = contact.people.order_by("position")
    actions.answer_match(told=child, match=rules.Match.SAME, person_id=mira.id, by=worker, at=NOW)
    actions.answer_match(told=mother, match=rules.Match.SAME, person_id=ines.id, by=worker, at=NOW)
    actions.answer_match(told=child, match=rules.Match.NOT_THE_SAME, person_id=None, by=worker, at=NOW)
    assert is_open(worker, family)


def test_nobody_is_matched_and_no_home_placed_after_the_decision(worker, place):
    contact = given_a_contact()
    decide(contact, worker, nothing_more())
    told = contact.people.get(position=1)
    with pytest.raises(actions.ContactRefused, match="not being considered"):
        actions.answer_match(told=told, match=rules.Match.NOT_THE_SAME, person_id=None, by=worker, at=NOW)
    with pytest.raises(actions.ContactRefused, match="not being considered"):
        actions.place_by_hand(contact=contact, locality=place, why="The school told me", by=worker, at=NOW)


# --- deciding ---


def test_an_assessment_carries_everything_forward_and_opens_the_case(worker, place, signs):
    partner = a_partner()
    contact = given_a_contact(by=partner)
    draft = a_draft(owner=worker, form="frontdoor.decide")
    decision = decide(contact, worker, an_answer(descriptor_ids=(signs[3],)), draft=draft)
    contact.refresh_from_db()
    assert (contact.status, contact.family, decision.case.family) == ("decided", Family.objects.get(), contact.family)
    assert (decision.case.hub_team, decision.case.level, decision.case.locality) == (place.team, 3, place)
    assert decision.applied.get().descriptor_id == signs[3]
    mira, ines = Person.objects.get(given_names="Mira"), Person.objects.get(given_names="Ines")
    assert (mira.born_on, mira.birth_precision) == (date(2019, 3, 27), "exact")
    assert address_of(mira).postcode == contact.home_postcode
    fact = known_facts(mira)[0]
    assert (fact.key, fact.value, fact.source) == (
        "school",
        "Ashgrove Primary",
        f"Request {contact.reference}, 2 March 2026",
    )
    assert ines.phone == "01632 960 015"
    related = Relationship.objects.get()
    assert (related.person, related.other, related.kind) == (ines, mira, "parent")
    involved = Involvement.objects.get()
    assert (involved.agency, involved.worker, involved.ring) == (partner.agency, "Joan Pryce", "01632 960 001")
    assert TimelineEntry.objects.filter(kind="frontdoor.decided", case=decision.case).count() == 1
    assert Grant.objects.filter(team=place.team, subject_id=contact.family_id).exists()
    mine = Grant.objects.get(user=worker, subject_id=contact.family_id, until_at__gt=NOW)
    assert mine.until_at == NOW + timedelta(days=14)
    assert not Grant.objects.filter(agency=partner.agency).exists()  # whoever asked sees nothing of the record
    assert not Draft.objects.exists()


def test_the_apps_above_hear_of_a_decision(worker, place, signs):
    contact = given_a_contact()
    decision = decide(contact, worker, an_answer(descriptor_ids=(signs[3],)))
    [heard] = HEARD
    assert (heard.reference, heard.outcome, heard.level) == (contact.reference, "assessment", 3)
    assert (heard.case_id, heard.family_id) == (decision.case_id, decision.case.family_id)
    assert heard.child_ids == (Person.objects.get(given_names="Mira").id,)


def test_a_panel_is_asked_with_the_case_open(worker, place, signs):
    contact = given_a_contact()
    answer = an_answer(outcome=rules.Outcome.PANEL, panel="District allocation", descriptor_ids=(signs[3],))
    decision = decide(contact, worker, answer)
    asked = HEARD[1]
    assert (asked.panel, asked.case_id) == ("District allocation", decision.case_id)
    assert asked.why == "Several needs at once."


def test_social_care_receives_all_that_is_known_even_without_a_locality(worker, signs):
    team = a_team(kind="county", agency=an_agency(kind="social_care"), name="Assessment team")
    contact = given_a_contact()
    answer = an_answer(level=Level.SPECIALIST, outcome=rules.Outcome.STEP_UP, to_team=team, descriptor_ids=(signs[4],))
    decision = decide(contact, worker, answer)
    decision.case.refresh_from_db()
    assert decision.case.status == "stepped_up"
    assert Grant.objects.filter(team=team, reason="social_care", subject_id=decision.case.family_id).exists()
    step = decision.case.steps.get(kind="step_up")
    assert (step.family_said, step.agreed_by) == ("Calmer mornings.", worker.name)


def test_what_the_family_said_at_step_down_goes_forward(worker, place, signs):
    social_worker = a_user("social-worker")
    told = what_is_told(stepped_down=a_stepping_down())
    contact = actions.bring_down(told=told, draft=a_draft(owner=social_worker), by=social_worker, at=NOW)
    decision = decide(contact, worker, an_answer(descriptor_ids=(signs[3],)))
    assert decision.case.opened_from == "step_down"
    opened = decision.case.steps.get(kind="opened")
    assert (opened.named_lead, opened.last_meeting_on) == (contact.named_lead, contact.last_meeting_on)
    assert (opened.agreed_by, opened.family_said) == (contact.agreed_by, contact.family_said)
    told_before = StartingPoint.objects.get(case=decision.case, kind="tried").words
    for words in ("Child in need plan", "20 February 2026", "The review meeting", "Sam Idris", contact.tried):
        assert words in told_before
    shown = presenters.answers_of(queries.told_of(contact))[0]
    assert [row["value"] for row in shown["rows"]][1:3] == ["20 February 2026", "Sam Idris"]


def test_a_family_that_had_stepped_up_comes_back_to_its_own_case(worker, place, signs):
    first = decide(given_a_contact(), worker, an_answer(descriptor_ids=(signs[3],)))
    team = a_team(kind="county", agency=an_agency(kind="social_care"))
    manager = a_user("hub-manager", team=place.team)
    step_up(case=first.case, to_team=team, why="x", agreed_by="x", family_said="x", by=manager, at=NOW)
    social_worker = a_user("social-worker", team=team)
    told = what_is_told(stepped_down=a_stepping_down())
    back = actions.bring_down(told=told, draft=a_draft(owner=social_worker), by=social_worker, at=NOW)
    mira, ines = Person.objects.get(given_names="Mira"), Person.objects.get(given_names="Ines")
    for position, person in ((1, mira), (2, ines)):
        actions.answer_match(
            told=back.people.get(position=position), match=rules.Match.SAME, person_id=person.id, by=worker, at=NOW
        )
    assert decide(back, worker, an_answer(descriptor_ids=(signs[3],))).case == first.case
    first.case.refresh_from_db()
    assert first.case.status == "to_allocate"
    assert first.case.steps.get(kind="step_down").named_lead == back.named_lead


def test_a_family_with_an_open_case_keeps_that_case(worker, place, signs):
    first = decide(given_a_contact(), worker, an_answer(descriptor_ids=(signs[3],)))
    again = given_a_contact()
    mira, ines = Person.objects.get(given_names="Mira"), Person.objects.get(given_names="Ines")
    for position, person in ((1, mira), (2, ines)):
        actions.answer_match(
            told=again.people.get(position=position), match=rules.Match.SAME, person_id=person.id, by=worker, at=NOW
        )
    team = a_team(kind="county", agency=an_agency(kind="social_care"))
    answer = an_answer(level=Level.SPECIALIST, outcome=rules.Outcome.STEP_UP, to_team=team, descriptor_ids=(signs[4],))
    assert decide(again, worker, answer).case == first.case
    assert (Family.objects.count(), Person.objects.count(), Case.objects.count()) == (1, 2, 1)
    third = given_a_contact()
    for position, person in ((1, mira), (2, ines)):
        actions.answer_match(
            told=third.people.get(position=position), match=rules.Match.SAME, person_id=person.id, by=worker, at=NOW
        )
    assert decide(third, worker, answer).case == first.case  # stepped up once, not twice
    assert first.case.steps.filter(kind="step_up").count() == 1


def test_nothing_is_kept_of_strangers_for_whom_nothing_is_done(worker):
    contact = given_a_contact()
    decision = decide(contact, worker, nothing_more())
    assert (decision.case, Family.objects.count(), Person.objects.count()) == (None, 0, 0)
    assert HEARD[0].family_id is None


def test_no_further_action_joins_the_history_of_someone_known(worker):
    mira, family = known_family(worker)
    contact = given_a_contact()
    actions.answer_match(
        told=contact.people.get(position=1), match=rules.Match.SAME, person_id=mira.id, by=worker, at=NOW
    )
    decide(contact, worker, nothing_more())
    contact.refresh_from_db()
    assert contact.family == family
    assert TimelineEntry.objects.get(family=family).is_for_family is False


def test_one_agency_helps_and_finds_the_request_on_its_page(worker, signs):
    helper = a_user("partner", kind="partner", agency=an_agency(kind="voluntary"))
    contact = given_a_contact()
    assert not queries.list_passed_on(viewer=helper).exists()
    decide(
        contact,
        worker,
        an_answer(
            level=Level.EARLY_HELP, outcome=rules.Outcome.ONE_AGENCY, agency=helper.agency, descriptor_ids=(signs[2],)
        ),
    )
    assert queries.get_own_request(viewer=helper, reference=contact.reference) == contact
    assert not queries.list_passed_on(viewer=a_user("auditor", agency=helper.agency)).exists()


def test_births_known_by_age_or_due_date_are_carried_as_such(worker, place, signs):
    people = (
        a_child(born_on=None, age=7),
        a_child(given_names="", family_name="", born_on=None, due_on=date(2026, 8, 1)),
        a_child(given_names="Jo", born_on=None, school="", in_household=False),
        a_mother(relation=""),
    )
    contact = given_a_contact(people=people)
    decide(contact, worker, an_answer(descriptor_ids=(signs[3],)))
    mira, jo = Person.objects.get(given_names="Mira"), Person.objects.get(given_names="Jo")
    assert (mira.born_on, mira.birth_precision) == (date(2018, 9, 2), "estimated")
    assert Person.objects.get(due_on=date(2026, 8, 1)).birth_precision == "due"
    assert (jo.born_on, jo.birth_precision, address_of(jo)) == (None, "unknown", None)
    assert not Relationship.objects.exists()


def test_a_contact_without_home_or_agency_carries_neither(worker, signs, place):
    contact = given_a_public_contact(home_lines="", home_postcode="", asker=an_asker(email=""))
    actions.place_by_hand(contact=contact, locality=place, why="The mother told us", by=worker, at=NOW)
    decide(contact, worker, an_answer(descriptor_ids=(signs[3],)))
    assert address_of(Person.objects.get(given_names="Mira")) is None
    assert not Involvement.objects.exists()


def test_a_school_known_already_is_not_stated_again(worker, place, signs):
    decide(given_a_contact(), worker, an_answer(descriptor_ids=(signs[3],)))
    mira = Person.objects.get(given_names="Mira")
    again = given_a_contact(people=(a_child(),))
    actions.answer_match(told=again.people.get(), match=rules.Match.SAME, person_id=mira.id, by=worker, at=NOW)
    decide(again, worker, nothing_more())
    assert mira.facts.filter(key="school").count() == 1


# --- what is refused, and loses nothing ---


def test_only_the_front_door_decides_and_nobody_on_their_own_contact(place, signs):
    manager = a_user("front-door-manager", "social-worker")
    told = what_is_told(stepped_down=a_stepping_down())
    own = actions.bring_down(told=told, draft=a_draft(owner=manager), by=manager, at=NOW)
    answer = an_answer(descriptor_ids=(signs[3],))
    with pytest.raises(actions.DecisionRefused, match="A colleague decides"):
        decide(own, manager, answer)
    with pytest.raises(actions.ContactRefused, match="Only the front door"):
        decide(own, a_partner(), answer)
    assert decide(own, a_worker(), answer).case


def test_the_second_of_two_decisions_is_refused_and_kept(worker, signs, place):
    contact = given_a_contact()
    draft = a_draft(owner=worker, form="frontdoor.decide", fields={"reasons": ["Mine"]})
    decide(contact, a_user("front-door-manager"), nothing_more())
    with pytest.raises(actions.StaleContact, match="A colleague has decided"):
        decide(contact, worker, draft=draft)
    assert Draft.objects.get().fields == {"reasons": ["Mine"]}


def test_a_decision_on_a_page_that_is_out_of_date_is_refused(worker, place, signs):
    contact = given_a_contact()
    answer = an_answer(descriptor_ids=(signs[3],))
    with pytest.raises(actions.StaleContact, match="has changed since"):
        decide(contact, worker, answer, version=99)
    assert decide(contact, worker, answer).case


def test_what_a_decision_lacks_is_said(worker, place, signs):
    contact = given_a_contact()
    for answer, words in (
        (an_answer(), "Choose the descriptors"),
        (an_answer(reasons=" ", descriptor_ids=(signs[3],)), "Write down the reasons"),
        (an_answer(level=Level.SPECIALIST, descriptor_ids=(signs[4],)), "goes with level 2 or 3"),
    ):
        with pytest.raises(actions.DecisionRefused, match=words):
            decide(contact, worker, answer)
    assert not Decision.objects.exists()
    assert decide(contact, worker, an_answer(descriptor_ids=(signs[3],))).case


def test_descriptors_of_an_older_document_are_refused(worker, place):
    older = given_a_threshold_document(date(2020, 1, 1))
    given_a_threshold_document(date(2025, 1, 1))
    with pytest.raises(actions.DecisionRefused, match="threshold document has changed"):
        decide(given_a_contact(), worker, an_answer(descriptor_ids=(older[3],)))


def test_without_a_threshold_document_no_descriptor_is_needed(worker, place):
    assert decide(given_a_contact(), worker).case


def test_no_case_opens_before_the_home_has_a_locality_with_a_hub(worker, signs, place):
    contact = given_a_contact(home_postcode="")
    answer = an_answer(descriptor_ids=(signs[3],))
    with pytest.raises(actions.DecisionRefused, match="in which locality"):
        decide(contact, worker, answer)
    assert (Family.objects.count(), Person.objects.count()) == (0, 0)  # nothing half done
    actions.place_by_hand(contact=contact, locality=place, why="The school told me", by=worker, at=NOW)
    assert decide(contact, worker, answer).case.hub_team == place.team


def test_what_was_told_as_a_postcode_and_is_none_stays_with_the_address(worker, signs, place):
    contact = given_a_contact(home_postcode="ZZ1 1AA")
    actions.place_by_hand(contact=contact, locality=place, why="The school told me", by=worker, at=NOW)
    decide(contact, worker, an_answer(descriptor_ids=(signs[3],)))
    home = address_of(Person.objects.get(given_names="Mira"))
    assert (home.lines, home.postcode) == (f"{contact.home_lines}, ZZ1 1AA", "")


def test_people_are_found_before_they_are_made(worker, place, signs):
    known_family(worker)
    contact = given_a_contact()
    answer = an_answer(descriptor_ids=(signs[3],))
    with pytest.raises(actions.DecisionRefused, match="Say first who 1 person may be"):
        decide(contact, worker, answer)
    told = contact.people.get(position=1)
    actions.answer_match(told=told, match=rules.Match.NOT_THE_SAME, person_id=None, by=worker, at=NOW)
    assert decide(contact, worker, answer).case
    assert [one.decision for one in PersonLink.objects.all()] == ["not_the_same"]


def test_somebody_who_may_be_known_is_added_and_put_before_a_data_steward(worker, place, signs):
    mira, _ = known_family(worker)
    contact = given_a_contact()
    told = contact.people.get(position=1)
    evidence = Client()
    evidence.force_login(worker)
    page = evidence.get(f"/contacts/{contact.reference}/people/1/evidence/").content.decode()
    assert "Same date of birth" in page
    assert mira.reference in page
    actions.answer_match(told=told, match=rules.Match.NOT_SURE, person_id=mira.id, by=worker, at=NOW)
    decide(contact, worker, an_answer(descriptor_ids=(signs[3],)))
    told.refresh_from_db()
    pair = Pair.objects.get()
    assert {pair.low_id, pair.high_id} == {mira.id, told.person_id}
    assert contact.reference in pair.note


def test_two_people_to_be_found_are_counted(worker, place, signs):
    known_family(worker)
    twin = a_child(given_names="Meera")
    contact = given_a_contact(people=(a_child(), twin))
    with pytest.raises(actions.DecisionRefused, match="Say first who 2 people may be"):
        decide(contact, worker, an_answer(descriptor_ids=(signs[3],)))


def test_people_in_two_families_need_a_choice(worker, place, signs):
    mira, family = known_family(worker)
    other = given_a_family(mira, by=worker, name="Low")
    contact = given_a_contact(people=(a_child(),))
    actions.answer_match(told=contact.people.get(), match=rules.Match.SAME, person_id=mira.id, by=worker, at=NOW)
    answer = {"descriptor_ids": (signs[3],)}
    for chosen in (None, contact.id):
        with pytest.raises(actions.DecisionRefused, match="more than one family"):
            decide(contact, worker, an_answer(family_id=chosen, **answer))
    assert decide(contact, worker, an_answer(family_id=other.id, **answer)).case.family == other
    assert not is_open(worker, family)  # looked at, and not chosen


def test_a_refusal_of_the_floors_below_is_said_and_undoes_everything(worker, place, signs):
    contact = given_a_contact()
    worker_without = a_user("front-door-worker")
    role = worker_without.current_memberships[0].role
    role.permissions = [one for one in role.permissions if one not in ("cases.open", "cases.step_down_in")]
    role.save()
    del worker_without.__dict__["current_memberships"]
    answer = an_answer(descriptor_ids=(signs[3],))
    with pytest.raises(actions.DecisionRefused, match="cannot open a case"):
        decide(contact, worker_without, answer)
    assert not Person.objects.exists()
    contact.refresh_from_db()
    assert contact.status == "received"


def test_a_killed_decision_leaves_nothing_half_done(worker, place, signs, monkeypatch):
    contact = given_a_contact()
    answer = an_answer(descriptor_ids=(signs[3],))

    def die(**kwargs):
        raise SystemExit

    with monkeypatch.context() as patch:
        patch.setattr(deciding, "tell_referrer", die)
        with pytest.raises(SystemExit):
            decide(contact, worker, answer)
    assert (Case.objects.count(), Person.objects.count(), Decision.objects.count()) == (0, 0, 0)
    assert Contact.objects.get().status == "received"
    assert decide(contact, worker, answer).case


# --- telling ---


def test_a_partner_is_told_on_their_page_and_by_e_mail_without_a_name(worker, place, signs):
    contact = given_a_contact()
    Letter.objects.all().delete()
    decision = decide(contact, worker, an_answer(descriptor_ids=(signs[3],), words_to_referrer="We will help."))
    assert (decision.told_at, decision.words_to_referrer) == (NOW, "We will help.")
    assert Notice.objects.get(user=contact.referrer).link == f"/ask/requests/{contact.reference}/"
    letter = Letter.objects.get()
    assert letter.to_address == contact.referrer.email
    assert "Mira" not in letter.words + letter.subject_line


def test_someone_without_an_account_is_told_by_a_link(worker):
    contact = given_a_public_contact()
    decision = decide(contact, worker, nothing_more())
    assert decision.told_how == "by e-mail, with a link"
    assert AskLink.objects.get().contact == contact


def test_someone_without_an_address_is_rung_and_that_is_noted(worker):
    contact = given_a_public_contact(asker=an_asker(email=""))
    decision = decide(contact, worker, nothing_more())
    assert (decision.told_at, decision.telling_due_on) == (None, date(2026, 3, 3))
    with pytest.raises(actions.DecisionRefused, match="Only the front door"):
        actions.note_told(decision=decision, how="Rang", by=a_partner(), at=NOW)
    told = actions.note_told(decision=decision, how="Rang at four", by=worker, at=NOW)
    assert (told.told_how, told.told_by) == ("Rang at four", worker)
    assert actions.note_told(decision=decision, how="Again", by=worker, at=NOW).told_how == "Rang at four"
    assert Entry.objects.filter(kind="frontdoor.referrer_told").count() == 1
