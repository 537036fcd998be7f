"""Who reads which contact, and what a page shows of it."""

from datetime import date, timedelta

import pytest

from alongside.foundation.access.actions import give_grant
from alongside.foundation.access.rules import GrantReason
from alongside.frontdoor import access, actions, queries, rules
from alongside.frontdoor.models import Contact
from alongside.frontdoor.queries import panels
from alongside.people.access import SUBJECT
from tests.factories import NOW, TODAY, a_team, a_user, an_agency
from tests.people.given import given_a_family, given_a_person

from .given import (
    a_child,
    a_draft,
    a_mother,
    a_partner,
    a_worker,
    an_asker,
    given_a_contact,
    given_a_place,
    given_a_public_contact,
)

pytestmark = pytest.mark.django_db
LATER = TODAY + timedelta(days=9)


def test_the_front_door_reads_every_contact_and_nobody_else_one():
    contact = given_a_contact()
    assert queries.get_contact(viewer=a_worker(), reference=contact.reference) == contact
    for role in ("partner", "hub-manager", "auditor", "administrator"):
        with pytest.raises(queries.ContactNotFound):
            queries.get_contact(viewer=a_user(role), reference=contact.reference)
    with pytest.raises(queries.ContactNotFound):
        queries.get_contact(viewer=a_worker(), reference="RH-222222-2")


def test_an_agency_reads_its_own_requests_and_no_others():
    contact = given_a_contact()
    colleague = a_user("partner", kind="partner", agency=contact.agency)
    assert queries.get_own_request(viewer=colleague, reference=contact.reference) == contact
    assert list(queries.list_own_requests(viewer=contact.referrer)) == [contact]
    stranger = a_user("partner", kind="partner", agency=an_agency(kind="school"))
    with pytest.raises(queries.ContactNotFound):
        queries.get_own_request(viewer=stranger, reference=contact.reference)
    assert not queries.list_own_requests(viewer=a_user("auditor", agency=contact.agency)).exists()


def test_a_contact_of_no_agency_belongs_to_nobody_of_no_agency():
    contact = given_a_public_contact()
    for kind in ("partner", "family"):
        viewer = a_user("partner", kind=kind)
        assert contact not in queries.list_own_requests(viewer=viewer)
        assert not access.may_withdraw(viewer, contact)


def test_what_waits_is_narrowed_and_counted():
    worker, place = a_worker(), given_a_place()
    here = given_a_contact(at=NOW - timedelta(days=7))
    nowhere = given_a_contact(home_postcode="")
    urgent = given_a_contact(harm_rang="999")
    actions.take_on(contact=here, by=worker, at=NOW)
    decided = given_a_contact()
    Contact.objects.filter(id=decided.id).update(status="decided")

    def waiting(**narrow):
        return set(queries.list_waiting(viewer=worker, today=TODAY, **narrow))

    assert waiting() == {here, nowhere, urgent}
    assert waiting(locality=place.slug) == {here, urgent}
    assert waiting(locality="none") == {nowhere}
    assert waiting(due="late") == {here}
    assert waiting(due="today") == {here, urgent}
    assert waiting(mine=True) == {here}
    assert queries.count_waiting(viewer=worker, today=TODAY) == {"waiting": 3, "late": 1, "untaken": 2}
    assert queries.count_waiting(viewer=a_partner(), today=TODAY)["waiting"] == 0


def test_who_it_may_be_is_found_by_a_misspelt_name_and_explained():
    worker = a_worker()
    mira = given_a_person(by=worker, given_names="Meera", family_name="Ashdown", born_on=date(2019, 3, 27))
    given_a_family(mira, by=worker, name="Ashdown")
    unborn = a_child(given_names="", family_name="", born_on=None, due_on=date(2026, 8, 1))
    contact = given_a_contact(people=(a_child(), a_mother(given_names="Zelda", family_name="Quill"), unborn))
    child, mother, baby = queries.matches_of(viewer=worker, contact=contact, today=TODAY)
    assert child.found[0].id == mira.id
    assert child.found[0].because
    assert not child.is_answered
    assert (mother.found, mother.is_answered) == ((), True)
    assert baby.found == ()
    assert queries.matches_of(viewer=a_partner(), contact=contact, today=TODAY) == []


def test_who_is_involved_is_shown_of_families_it_may_be_and_of_the_one_it_is():
    worker = a_worker()
    mira = given_a_person(by=worker, given_names="Mira", family_name="Ashdown", born_on=date(2019, 3, 27))
    family = given_a_family(mira, by=worker, name="Ashdown")
    contact = given_a_contact(people=(a_child(),))
    matches = queries.matches_of(viewer=worker, contact=contact, today=TODAY)
    [(found, who)] = queries.known_to_contact(contact=contact, matches=matches)
    assert (found.reference, who) == (family.reference, [])
    contact.family, contact.is_sealed = family, False
    [(known, _)] = queries.known_to_contact(contact=contact, matches=[])
    assert known.reference == family.reference


def test_earlier_contacts_are_those_of_the_same_people_home_or_family():
    worker = a_worker()
    mira = given_a_person(by=worker, given_names="Mira", family_name="Ashdown", born_on=date(2019, 3, 27))
    family = given_a_family(mira, by=worker)
    same_home = given_a_contact(people=(a_child(given_names="Tom", family_name="Low", born_on=None, age=3),))
    same_child = given_a_contact(home_lines="9 Hill Road")
    same_family = given_a_contact(home_lines="", home_postcode="", people=(a_child(given_names="X", born_on=None),))
    Contact.objects.filter(id=same_family.id).update(family=family)
    given_a_contact(home_lines="1 Far Away", people=(a_child(given_names="Una", family_name="Marlowe"),))
    contact = given_a_contact(people=(a_child(),))
    contact = queries.get_contact(viewer=worker, reference=contact.reference)
    assert set(queries.earlier_contacts(viewer=worker, contact=contact)) == {same_home, same_child}
    actions.answer_match(told=contact.people.get(), match=rules.Match.SAME, person_id=mira.id, by=worker, at=NOW)
    Contact.objects.filter(id=contact.id).update(family=family)
    contact = queries.get_contact(viewer=worker, reference=contact.reference)
    assert set(queries.earlier_contacts(viewer=worker, contact=contact)) == {same_home, same_child, same_family}
    assert queries.earlier_contacts(viewer=a_partner(), contact=contact) == []


def test_a_contact_with_nothing_to_go_by_has_no_earlier_ones():
    worker = a_worker()
    for _ in range(2):
        contact = given_a_contact(home_lines="", people=(a_child(family_name="", born_on=None),))
    assert queries.earlier_contacts(viewer=worker, contact=contact) == []


def test_a_family_s_contacts_are_open_with_the_family():
    worker = a_worker()
    family = given_a_family(by=worker)
    contact = given_a_contact()
    Contact.objects.update(family=family)
    viewer = a_user("family-worker")
    assert queries.contacts_of_family(viewer=viewer, family=family) == []
    give_grant(subject_kind=SUBJECT, subject_id=family.id, holder=viewer, reason=GrantReason.ALLOCATED, at=NOW)
    assert queries.contacts_of_family(viewer=viewer, family=family) == [contact]


def test_work_is_what_i_took_on_and_what_i_have_to_tell_with_its_rule():
    worker = a_worker()
    mine, others = given_a_contact(), given_a_contact()
    actions.take_on(contact=mine, by=worker, at=NOW)
    actions.take_on(contact=others, by=a_user("front-door-worker"), at=NOW)
    silent = given_a_public_contact(asker=an_asker(email=""))
    answer = actions.Answer(level=1, outcome=rules.Outcome.NO_ACTION, reasons="Enough help already.")
    actions.decide(
        contact=silent,
        version=silent.version,
        answer=answer,
        own_page="/",
        address_of=str,
        by=worker,
        at=NOW + timedelta(days=1),
    )
    decide, tell = queries.work_of(worker, LATER)
    assert (decide.kind, decide.reference, decide.due_on) == ("decide", mine.reference, date(2026, 3, 3))
    assert (tell.kind, tell.reference, tell.due_on) == ("tell", silent.reference, date(2026, 3, 4))
    assert decide.is_late
    assert tell.is_late
    assert "within 1 working day" in decide.rule
    assert "on the working day" in decide.rule
    assert "Whoever asked" in tell.rule
    assert not queries.work_of(worker, TODAY)[0].is_late
    assert queries.work_of(a_partner(), LATER) == []


def test_a_longer_policy_is_said_so():
    from alongside.foundation.policy.actions import set_policy

    manager = a_user("service-manager")
    numbers = {
        "decision_working_days": 3,
        "urgent_working_days": 0,
        "telling_working_days": 2,
        "link_days": 7,
        "links_an_hour": 5,
        "sees_after_days": 14,
    }
    set_policy(policy=rules.FrontDoorPolicy, numbers=numbers, from_on=TODAY, reason="Local", by=manager, at=NOW)
    assert "within 3 working days" in queries.decision_rule(TODAY)
    assert given_a_contact().due_on == date(2026, 3, 5)


def test_what_was_begun_is_listed_when_it_has_words():
    partner = a_partner()
    a_draft(owner=partner)
    a_draft(owner=partner, form="plans.review", fields={"x": ["y"]})
    begun = a_draft(owner=partner, fields={"worries": ["Late"]})
    assert queries.list_begun(viewer=partner) == [begun]


def test_the_duty_lines_are_those_with_a_number():
    front_door = a_team(kind="front_door", name="Front door")
    social = a_team(kind="county", agency=an_agency(kind="social_care"), name="Duty")
    a_team(kind="hub")
    dumb = an_agency(kind="social_care")
    dumb.phone = ""
    dumb.save()
    a_team(kind="county", agency=dumb)
    assert queries.duty_lines() == [front_door, social]


def test_teams_to_step_up_to_are_those_of_social_care():
    team = a_team(kind="county", agency=an_agency(kind="social_care"))
    a_team(kind="hub")
    assert queries.social_care_teams() == [team]


def test_what_was_told_reads_back_as_it_was_told():
    contact = given_a_contact()
    told = queries.told_of(contact)
    assert (told.people[0].given_names, told.people[1].relation) == ("Mira", "parent")
    assert told.worries == contact.worries


def test_a_reference_is_taken_as_it_is_typed_and_only_at_the_front_door():
    contact = given_a_contact()
    assert queries.reference_open_to(viewer=a_worker(), typed=contact.reference.lower()) == contact.reference
    assert queries.reference_open_to(viewer=a_user("hub-manager"), typed=contact.reference) == ""
    assert queries.reference_open_to(viewer=a_worker(), typed="Mira") == ""


def test_what_waits_is_found_by_words_of_a_name_in_any_order():
    contact, worker = given_a_contact(), a_worker()
    found = queries.list_waiting(viewer=worker, words="ashdown ines", today=TODAY)
    assert list(found) == [contact]
    assert not queries.list_waiting(viewer=worker, words="ines nobody", today=TODAY).exists()


def test_whoever_tells_of_panels_is_asked_once(monkeypatch):
    monkeypatch.setattr(panels, "_told", [])
    for _ in range(2):
        panels.tell_of_panels(_one_panel)
    assert panels.panels_for(area_id=None) == ["North panel"]


def _one_panel(area_id):
    return ["North panel"]
