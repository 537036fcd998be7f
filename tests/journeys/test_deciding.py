"""A front-door worker decides: on screen, by keyboard and on a phone."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from playwright.sync_api import expect

from alongside.cases.models import Case
from alongside.frontdoor import actions, rules
from alongside.frontdoor.models import Contact, Decision
from tests.browser import assert_accessible, press_only, type_into
from tests.factories import a_user
from tests.frontdoor.given import (
    a_child,
    a_draft,
    a_worker,
    an_asker,
    given_a_contact,
    given_a_place,
    given_a_public_contact,
    given_a_threshold_document,
)
from tests.people.given import given_a_family, given_a_person

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def signed_in(page, live_server, user) -> None:
    client = Client()
    client.force_login(user)
    page.context.clear_cookies()
    page.context.add_cookies(
        [{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}]
    )


class TestAFrontDoorWorker:
    def given_a_contact_about_a_family_known_already(self):
        given_a_place()
        given_a_threshold_document()
        self.worker = a_worker(name="Sam Idris")
        mira = given_a_person(by=self.worker, given_names="Meera", family_name="Ashdown", born_on=a_child().born_on)
        self.family = given_a_family(mira, by=self.worker, name="Ashdown")
        self.contact = given_a_contact(at=timezone.now() - timedelta(days=5))

    def test_decides_and_whoever_asked_is_told(self, phone_page, live_server):
        page = phone_page
        self.given_a_contact_about_a_family_known_already()
        signed_in(page, live_server, self.worker)
        page.goto(f"{live_server.url}/contacts/")
        expect(page.get_by_text("late", exact=False).first).to_be_visible()
        assert_accessible(page)
        page.get_by_role("link", name="Ashdown family").click()
        page.get_by_role("button", name="Take this on").click()
        assert_accessible(page)
        page.get_by_label("The same as Meera Ashdown").check()
        page.get_by_role("button", name="Note who this is").click()
        expect(page.get_by_text("The same person as Meera Ashdown")).to_be_visible()
        page.get_by_role("button", name="Decide").click()
        page.get_by_label("Level 3: targeted").check()
        page.locator("summary", has_text="Level 3: targeted").click()
        page.locator("details[open] input[name=descriptors]").first.check()
        page.get_by_label("Reasons for the decision").fill("Several needs, and the family asks for help")
        page.get_by_label("Early help assessment").check()
        page.locator("[data-autosave-status][data-state=saved]").wait_for()
        assert_accessible(page)
        page.get_by_role("button", name="Decide", exact=True).click()
        page.get_by_text("Decided: early help assessment").wait_for()
        assert_accessible(page)
        case = Case.objects.get()
        assert case.family == self.family
        signed_in(page, live_server, self.contact.referrer)
        page.goto(f"{live_server.url}/ask/requests/{self.contact.reference}/")
        expect(page.get_by_text(rules.USUAL_WORDS[rules.Outcome.ASSESSMENT][:40])).to_be_visible()
        assert page.get_by_text("Several needs").count() == 0
        assert_accessible(page)

    def test_decides_by_keyboard_alone(self, desk_page, live_server):
        page = desk_page
        contact = given_a_contact()
        signed_in(page, live_server, a_worker())
        page.goto(f"{live_server.url}/contacts/")
        press_only(page, f"a[href='/contacts/{contact.reference}/']")
        page.keyboard.press("Enter")
        page.get_by_role("heading", name="What we were told").wait_for()
        press_only(page, f"a[href='/contacts/{contact.reference}/decide/']")
        page.keyboard.press("Enter")
        page.get_by_label("Reasons for the decision").wait_for()
        press_only(page, "#id_level_0")
        page.keyboard.press("Space")
        type_into(page, "#id_reasons", "Enough help already")
        press_only(page, "[name=outcome]")
        page.keyboard.press("ArrowUp")
        type_into(page, "#id_service_words", "sleep")
        with page.expect_navigation():
            page.keyboard.press("Enter")  # finds services, and decides nothing
        page.get_by_text("No service of the directory fits").wait_for()
        press_only(page, ".al-actions button")
        page.keyboard.press("Enter")
        page.get_by_text("Decided: no further action").wait_for()
        assert Decision.objects.get().reasons == "Enough help already"

    def test_finds_what_was_typed_after_the_browser_closed(self, new_page, live_server):
        contact, worker = given_a_contact(), a_worker()
        page = new_page()
        signed_in(page, live_server, worker)
        page.goto(f"{live_server.url}/contacts/{contact.reference}/decide/")
        page.get_by_label("Reasons for the decision").fill("Half a thought")
        page.locator("[data-autosave-status][data-state=saved]").wait_for()
        page.close()
        other = new_page()
        signed_in(other, live_server, worker)
        other.goto(f"{live_server.url}/contacts/{contact.reference}/decide/")
        assert other.get_by_label("Reasons for the decision").input_value() == "Half a thought"

    def test_takes_in_a_contact_on_the_telephone(self, phone_page, live_server):
        page = phone_page
        signed_in(page, live_server, a_worker())
        page.goto(f"{live_server.url}/contacts/take-in/")
        assert_accessible(page)
        page.get_by_label("Someone who knows the family").check()
        page.get_by_label("Their name").fill("Ada Low")
        page.locator("#id_children-0-given_names").fill("Mira")
        page.get_by_label("What are you worried about?").fill("Crying at night")
        page.get_by_label("The family knows and agrees").check()
        page.get_by_role("button", name="Take it in").click()
        page.get_by_text("Taken in as").wait_for()
        assert Contact.objects.get().route == "phone"
        assert_accessible(page)


def test_every_page_of_the_front_door_is_accessible(phone_page, live_server):
    given_a_place()
    worker = a_worker()
    placed = given_a_contact()
    nowhere = given_a_contact(home_postcode="", harm_rang="999 at noon")
    silent = given_a_public_contact(asker=an_asker(email=""))
    answer = actions.Answer(level=1, outcome=rules.Outcome.NO_ACTION, reasons="Enough help already")
    actions.decide(
        contact=silent,
        version=silent.version,
        answer=answer,
        own_page="/",
        address_of=str,
        by=worker,
        at=timezone.now(),
    )
    withdrawn = given_a_contact()
    actions.withdraw_request(contact=withdrawn, why="Changed", by=withdrawn.referrer, at=timezone.now())
    report = actions.import_requests(
        content=b"asked_by_name,worries,family_agrees,child_1_first_names\nJoan,Late,yes,Mira\nJoan,,yes,Tom\n",
        keeps_good_rows=True,
        by=worker,
        at=timezone.now(),
    )
    contacts = [f"/contacts/{one.reference}/" for one in (placed, nowhere, silent, withdrawn)]
    signed_in(phone_page, live_server, worker)
    for path in (
        "/contacts/",
        "/contacts/?due=late",
        "/contacts/outcomes/",
        "/contacts/import/",
        f"/contacts/import/{report.id}/",
        "/contacts/take-in/",
        *contacts,
        f"{contacts[0]}decide/",
    ):
        phone_page.goto(live_server.url + path)
        assert phone_page.locator("h1").count() == 1
        assert_accessible(phone_page)
    social_worker = a_user("social-worker")
    signed_in(phone_page, live_server, social_worker)
    draft = a_draft(owner=social_worker, form="frontdoor.step_down")
    phone_page.goto(f"{live_server.url}/contacts/step-down/{draft.id}/")
    assert_accessible(phone_page)
