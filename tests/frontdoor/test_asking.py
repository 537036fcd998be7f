"""Asking for help: sent once, by account or link; links renewed; requests withdrawn."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from alongside.foundation.audit.models import Entry
from alongside.foundation.drafts.models import Draft
from alongside.foundation.notifications.models import Letter
from alongside.frontdoor import actions, queries, rules
from alongside.frontdoor.actions import receiving
from alongside.frontdoor.models import AskLink, AskTry, Contact, ContactMove
from tests.factories import NOW, a_user

from .given import (
    HOME,
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
    what_is_told,
)

pytestmark = pytest.mark.django_db


def ask(by, draft=None, **told):
    draft = draft or a_draft(owner=by)
    return actions.ask_for_help(told=what_is_told(**told), draft=draft, by=by, at=NOW)


def test_a_request_is_written_down_placed_and_thanked_for():
    locality = given_a_place()
    partner = a_partner()
    contact = ask(partner)
    assert contact.reference.startswith("RH-")
    assert (contact.route, contact.kind, contact.status) == ("partner", "request", "received")
    assert contact.due_on == date(2026, 3, 3)
    assert (contact.locality, contact.home_postcode, contact.agency) == (locality, HOME, partner.agency)
    assert [one.full_name for one in contact.people.order_by("position")] == ["Mira Ashdown", "Ines Ashdown"]
    assert ContactMove.objects.get(contact=contact).to_status == "received"
    assert Entry.objects.filter(kind="frontdoor.contact_received").count() == 1
    letter = Letter.objects.get()
    assert contact.reference in letter.subject_line
    assert "Mira" not in letter.words + letter.subject_line
    assert not Draft.objects.exists()


def test_a_role_that_may_not_ask_is_refused_with_the_same_form():
    partner, auditor = a_partner(), a_user("auditor")
    draft = a_draft(owner=partner)
    with pytest.raises(actions.AskRefused, match="cannot ask"):
        ask(auditor, draft)
    assert ask(partner, draft).status == "received"


def test_a_form_sent_twice_gives_one_contact():
    partner = a_partner()
    draft = a_draft(owner=partner)
    assert ask(partner, draft) == ask(partner, draft)
    assert Contact.objects.count() == 1
    assert Letter.objects.count() == 1


def test_a_form_sent_twice_at_the_same_moment_gives_one_contact(monkeypatch):
    partner = a_partner()
    draft = a_draft(owner=partner)
    first = ask(partner, draft)
    answers = iter([None, first])
    monkeypatch.setattr(receiving, "_standing", lambda *keys: next(answers))
    assert ask(partner, draft) == first


def test_another_fault_of_the_database_is_not_hidden(monkeypatch):
    monkeypatch.setattr(receiving, "new_reference", lambda *args, **kwargs: "RH-1")
    partner = a_partner()
    ask(partner)
    with pytest.raises(IntegrityError), transaction.atomic():
        ask(partner)


def test_a_killed_save_leaves_the_draft_and_nothing_else(monkeypatch):
    partner = a_partner()
    draft = a_draft(owner=partner, fields={"worries": ["Late"]})

    def die(*args, **kwargs):
        raise SystemExit

    monkeypatch.setattr(receiving, "record", die)
    with pytest.raises(SystemExit), transaction.atomic():
        ask(partner, draft)
    assert not Contact.objects.exists()
    assert Draft.objects.get().fields == {"worries": ["Late"]}


@pytest.mark.parametrize(
    ("told", "words"),
    [
        pytest.param({"people": (a_mother(),)}, "at least one child", id="no child"),
        pytest.param({"people": (a_child(), a_child())}, "is here twice", id="the same child twice"),
        pytest.param({"people": (a_child(born_on=date(2026, 3, 3)),)}, "in the future", id="born tomorrow"),
        pytest.param({"family_view": rules.FamilyView.DOES_NOT_KNOW}, "Write down why", id="no reason"),
    ],
)
def test_what_cannot_be_right_is_refused_and_the_draft_stays(told, words):
    partner = a_partner()
    draft = a_draft(owner=partner)
    with pytest.raises(actions.ContactRefused, match=words):
        ask(partner, draft, **told)
    assert Draft.objects.filter(id=draft.id).exists()
    assert ask(partner, draft).status == "received"


def test_danger_reported_is_due_on_the_same_day():
    contact = ask(a_partner(), harm_rang="999 at ten past nine")
    assert contact.is_urgent
    assert contact.due_on == NOW.date()


def test_a_home_that_no_postcode_places_is_taken_all_the_same():
    given_a_place()
    assert ask(a_partner(), home_postcode="").locality is None
    elsewhere = ask(a_partner(), home_postcode="ZE1 0AA")
    assert (elsewhere.home_postcode, elsewhere.locality) == ("ZE1 0AA", None)


def post_link(email="ada@example.org", at=NOW, **kwargs) -> tuple[AskLink, str]:
    keys = []
    link = actions.send_link(
        email=email, address_of=lambda key: keys.append(key) or f"https://x/{key}", at=at, **kwargs
    )
    return link, keys[0]


def test_a_link_is_posted_and_opens_its_form_until_it_expires():
    link, key = post_link(email="Ada@Example.org", fields={"harm_rang": ["999"]})
    assert (link.email, queries.get_link(key)) == ("ada@example.org", link)
    assert f"https://x/{key}" in Letter.objects.get().words
    assert Draft.objects.get().fields == {"email": ["ada@example.org"], "harm_rang": ["999"]}
    assert queries.state_of_link(link, at=NOW) is queries.LinkState.OPEN
    assert queries.state_of_link(link, at=NOW + timedelta(days=7)) is queries.LinkState.EXPIRED
    assert queries.get_link("another") is None


def test_an_expired_link_is_renewed_and_nothing_typed_is_lost():
    link, _ = post_link()
    Draft.objects.update(fields={"worries": ["Late and tired"]})
    later = NOW + timedelta(days=30)
    newer = actions.renew_link(link=link, address_of=str, at=later)
    link.refresh_from_db()
    assert queries.state_of_link(link, at=later) is queries.LinkState.REPLACED
    assert queries.state_of_link(newer, at=later) is queries.LinkState.OPEN
    assert Draft.objects.get(id=newer.draft_id).fields == {"worries": ["Late and tired"]}
    assert Draft.objects.count() == 1
    with pytest.raises(actions.AskRefused, match="newer link"):
        actions.renew_link(link=link, address_of=str, at=later)


def test_a_link_to_a_form_thrown_away_opens_nothing_and_begins_afresh():
    link, _ = post_link()
    Draft.objects.all().delete()
    assert queries.state_of_link(link, at=NOW) is queries.LinkState.GONE
    newer = actions.renew_link(link=link, address_of=str, at=NOW)
    assert queries.state_of_link(newer, at=NOW) is queries.LinkState.OPEN


def test_after_sending_the_link_shows_the_request_and_can_be_renewed():
    link, _ = post_link()
    draft = Draft.objects.get()
    contact = actions.ask_for_help(told=what_is_told(), draft=draft, by=None, at=NOW)
    link.refresh_from_db()
    assert (contact.route, contact.referrer, contact.agency) == ("public", None, None)
    assert queries.state_of_link(link, at=NOW) is queries.LinkState.SENT
    newer = actions.renew_link(link=link, address_of=str, at=NOW + timedelta(days=40))
    assert newer.contact == contact
    assert queries.state_of_link(newer, at=NOW + timedelta(days=40)) is queries.LinkState.SENT


def test_links_asked_for_too_often_are_refused_for_that_hour_and_that_place():
    for _ in range(5):
        actions.check_not_too_often(place="here", at=NOW)
    with pytest.raises(actions.AskRefused, match="Wait an hour"):
        actions.check_not_too_often(place="here", at=NOW)
    actions.check_not_too_often(place="elsewhere", at=NOW)
    actions.check_not_too_often(place="here", at=NOW + timedelta(hours=1))
    assert AskTry.objects.count() == 1  # earlier hours are forgotten


def test_a_request_is_withdrawn_by_its_agency_and_by_nobody_else():
    contact = given_a_contact()
    colleague = a_user("partner", kind="partner", agency=contact.agency)
    with pytest.raises(actions.AskRefused, match="Only whoever asked"):
        actions.withdraw_request(contact=contact, why="Changed", by=a_user("partner", kind="partner"), at=NOW)
    withdrawn = actions.withdraw_request(contact=contact, why="The family asked me to", by=colleague, at=NOW)
    assert (withdrawn.status, withdrawn.withdrawn_why) == ("withdrawn", "The family asked me to")
    assert withdrawn.worries == contact.worries
    again = actions.withdraw_request(contact=contact, why="Again", by=colleague, at=NOW)
    assert again.withdrawn_why == "The family asked me to"


def test_a_request_that_was_decided_is_not_withdrawn():
    contact = given_a_contact()
    Contact.objects.update(status="decided")
    with pytest.raises(actions.AskRefused, match="decided on this request already"):
        actions.withdraw_request(contact=contact, why="Too late", by=contact.referrer, at=NOW)


def test_a_request_is_withdrawn_by_its_link_while_that_is_open():
    link, _ = post_link()
    with pytest.raises(actions.AskRefused, match="expired"):
        actions.withdraw_own_request(link=link, why="Changed", at=NOW)
    actions.ask_for_help(told=what_is_told(), draft=Draft.objects.get(), by=None, at=NOW)
    link = AskLink.objects.select_related("contact").get()
    with pytest.raises(actions.AskRefused, match="expired"):
        actions.withdraw_own_request(link=link, why="Changed", at=NOW + timedelta(days=8))
    assert actions.withdraw_own_request(link=link, why="Changed", at=NOW).status == "withdrawn"


def test_a_worker_takes_in_a_telephone_contact():
    worker = a_worker()
    draft = a_draft(owner=worker, form=queries.TAKE_IN_FORM)
    kwargs = {"told": what_is_told(asker=an_asker(email="")), "agency": None, "draft": draft, "at": NOW}
    with pytest.raises(actions.ContactRefused, match="cannot take in"):
        actions.take_in(route=rules.Route.PHONE, by=a_partner(), **kwargs)
    with pytest.raises(actions.ContactRefused, match="how this contact reached us"):
        actions.take_in(route=rules.Route.PUBLIC, by=worker, **kwargs)
    contact = actions.take_in(route=rules.Route.POLICE, by=worker, **kwargs)
    assert (contact.kind, contact.taken_by, contact.referrer) == ("notification", worker, None)
    assert not Letter.objects.exists()  # nobody gave an address
    assert not Draft.objects.exists()


def test_a_social_worker_brings_a_family_down_with_what_was_agreed():
    worker = a_user("social-worker")
    draft = a_draft(owner=worker, form=queries.STEP_DOWN_FORM)
    told = what_is_told(stepped_down=a_stepping_down())
    with pytest.raises(actions.ContactRefused, match="cannot step"):
        actions.bring_down(told=told, draft=draft, by=a_partner(), at=NOW)
    with pytest.raises(actions.ContactRefused, match="which statutory work"):
        actions.bring_down(told=what_is_told(), draft=draft, by=worker, at=NOW)
    contact = actions.bring_down(told=told, draft=draft, by=worker, at=NOW)
    assert (contact.kind, contact.route) == ("step_down", "step_down")
    assert (contact.named_lead, contact.agreed_by) == ("Sam Idris", "The review meeting")
    assert contact.last_meeting_on == date(2026, 2, 20)


def test_a_public_request_names_nobody_in_the_audit_log():
    contact = given_a_public_contact()
    entry = Entry.objects.get(kind="frontdoor.contact_received", subject_id=str(contact.id))
    assert (entry.by, entry.by_label) == (None, "someone without an account")
