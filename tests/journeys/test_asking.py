"""A school's safeguarding lead, and a neighbour, ask for help: on screen, by keyboard and on a phone."""

import re

import pytest
from django.test import Client
from django.utils import timezone
from playwright.sync_api import expect

from alongside.foundation.drafts.models import Draft
from alongside.foundation.notifications.models import Letter
from alongside.frontdoor.models import AskLink, Contact
from tests.browser import assert_accessible, press_only, type_into
from tests.factories import a_team
from tests.frontdoor.given import a_draft, a_partner, given_a_contact, given_a_place

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def signed_in(page, live_server, user) -> None:
    client = Client()
    client.force_login(user)
    page.context.add_cookies(
        [{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}]
    )


def the_link() -> str:
    return re.search(r"http\S+", Letter.objects.filter(kind="frontdoor.link").latest("queued_at").words)[0]


def saved(page) -> None:
    page.locator("[data-autosave-status][data-state=saved]").wait_for()


class TestASafeguardingLead:
    def test_asks_in_one_sitting_and_gets_a_reference(self, phone_page, live_server):
        given_a_place()
        signed_in(phone_page, live_server, a_partner())
        page = phone_page
        page.goto(f"{live_server.url}/ask/")
        assert_accessible(page)
        page.get_by_label("No", exact=True).check()
        page.get_by_role("button", name="Go on").click()
        page.locator("#id_children-0-given_names").fill("Mira")
        page.locator("#id_children-0-family_name").fill("Ashdown")
        page.locator("#id_children-0-age").fill("7")
        page.get_by_role("button", name="Add another child").click()
        page.locator("#id_children-1-given_names").fill("Tom")
        page.locator("#id_adults-0-given_names").fill("Ines")
        page.locator("#id_adults-0-relation").select_option("parent")
        page.locator("#id_home_postcode").fill("ox43lp")
        page.locator("#id_worries").fill("Often late and tired since January")
        page.get_by_label("The family knows and agrees").check()
        saved(page)
        assert_accessible(page)
        page.get_by_role("button", name="Check your answers").click()
        expect(page.get_by_text("Often late and tired")).to_be_visible()
        assert_accessible(page)
        page.get_by_role("button", name="Send the request").click()
        page.get_by_role("heading", name="We have your request").wait_for()
        contact = Contact.objects.get()
        expect(page.get_by_text(contact.reference)).to_be_visible()
        assert [one.given_names for one in contact.people.order_by("position")] == ["Mira", "Tom", "Ines"]
        assert contact.locality.name == "Millbrook"
        assert_accessible(page)

    def test_is_told_what_to_put_right_and_is_taken_to_it(self, desk_page, live_server):
        partner = a_partner()
        signed_in(desk_page, live_server, partner)
        draft = a_draft(owner=partner)
        desk_page.goto(f"{live_server.url}/ask/form/{draft.id}/")
        desk_page.get_by_role("button", name="Check your answers").click()
        assert_accessible(desk_page)
        desk_page.get_by_role("link", name="Say whether the family knows and agrees").click()
        assert desk_page.evaluate("document.activeElement.id") == "id_family_view_0"

    def test_loses_nothing_when_signed_out_in_the_middle(self, desk_page, live_server):
        partner = a_partner()
        signed_in(desk_page, live_server, partner)
        draft = a_draft(owner=partner)
        desk_page.goto(f"{live_server.url}/ask/form/{draft.id}/")
        desk_page.locator("#id_worries").fill("Kept as it was typed")
        saved(desk_page)
        desk_page.context.clear_cookies()
        desk_page.goto(f"{live_server.url}/ask/form/{draft.id}/")
        expect(desk_page.get_by_role("heading", name="Open your form again")).to_be_visible()
        signed_in(desk_page, live_server, partner)
        desk_page.goto(f"{live_server.url}/ask/form/{draft.id}/")
        assert desk_page.locator("#id_worries").input_value() == "Kept as it was typed"

    def test_asks_by_keyboard_alone(self, desk_page, live_server):
        page = desk_page
        signed_in(page, live_server, a_partner())
        page.goto(f"{live_server.url}/ask/")
        press_only(page, "[name=is_harm]")
        page.keyboard.press("ArrowRight")
        press_only(page, "main button")
        page.keyboard.press("Enter")
        page.locator("#id_worries").wait_for()
        type_into(page, "#id_children-0-given_names", "Mira")
        type_into(page, "#id_worries", "Often late")
        press_only(page, "#id_family_view_0")
        page.keyboard.press("Space")
        press_only(page, "button[value=check]")
        page.keyboard.press("Enter")
        page.get_by_role("heading", name="Check your answers").wait_for()
        press_only(page, "main button")
        page.keyboard.press("Enter")
        page.get_by_role("heading", name="We have your request").wait_for()
        assert Contact.objects.get().people.get().given_names == "Mira"

    def test_sees_a_double_click_make_one_request(self, desk_page, live_server):
        partner = a_partner()
        signed_in(desk_page, live_server, partner)
        draft = a_draft(
            owner=partner,
            fields={
                "children-TOTAL_FORMS": ["1"],
                "children-INITIAL_FORMS": ["0"],
                "adults-TOTAL_FORMS": ["1"],
                "adults-INITIAL_FORMS": ["0"],
                "children-0-given_names": ["Mira"],
                "worries": ["Late"],
                "family_view": ["agrees"],
            },
        )
        desk_page.goto(f"{live_server.url}/ask/form/{draft.id}/check/")
        desk_page.get_by_role("button", name="Send the request").dblclick()
        desk_page.get_by_role("heading", name="We have your request").wait_for()
        assert Contact.objects.count() == 1


class TestANeighbour:
    def test_asks_by_a_link_and_later_sees_where_it_stands(self, phone_page, live_server):
        page = phone_page
        a_team(kind="front_door", name="Front door")
        page.goto(f"{live_server.url}/ask/")
        page.get_by_label("Yes", exact=True).check()
        page.get_by_role("button", name="Go on").click()
        expect(page.get_by_role("link", name="999").first).to_be_visible()
        assert_accessible(page)
        page.get_by_label("Whom did you ring").fill("999 at noon")
        page.get_by_role("button", name="I have rung").click()
        page.get_by_label("Your e-mail address").fill("ada@example.org")
        assert_accessible(page)
        page.get_by_role("button", name="Send me the link").click()
        page.get_by_role("heading", name="Look for our e-mail").wait_for()
        assert_accessible(page)
        link = the_link()
        page.goto(link)
        page.get_by_label("I know the family").check()
        page.get_by_label("Your name").fill("Ada Low")
        page.locator("#id_children-0-given_names").fill("Mira")
        page.locator("#id_worries").fill("Crying at night")
        page.get_by_label("The family does not know").check()
        page.get_by_label("If not, why?").fill("I did not dare")
        saved(page)
        assert_accessible(page)
        page.get_by_role("button", name="Check your answers").click()
        page.get_by_role("button", name="Send the request").click()
        page.get_by_role("heading", name="We have your request").wait_for()
        page.goto(link)
        expect(page.get_by_text("Received")).to_be_visible()
        assert_accessible(page)
        assert Contact.objects.get().is_urgent

    def test_whose_link_has_expired_is_sent_a_new_one(self, phone_page, live_server):
        page = phone_page
        page.goto(f"{live_server.url}/ask/link/")
        page.get_by_label("Your e-mail address").fill("ada@example.org")
        page.get_by_role("button", name="Send me the link").click()
        page.get_by_role("heading", name="Look for our e-mail").wait_for()
        link = the_link()
        Draft.objects.update(fields={"worries": ["Kept"]})
        AskLink.objects.update(sent_at=timezone.now().replace(year=2020), expires_at=timezone.now())
        page.goto(link)
        assert_accessible(page)
        page.get_by_role("button", name="Send me a new link").click()
        page.get_by_role("heading", name="Look for our e-mail").wait_for()
        page.goto(the_link())
        assert page.locator("#id_worries").input_value() == "Kept"


def test_the_pages_of_one_s_own_requests_are_accessible(phone_page, live_server):
    contact = given_a_contact()
    signed_in(phone_page, live_server, contact.referrer)
    own = f"/ask/requests/{contact.reference}/"
    for path in (
        "/ask/requests/",
        "/ask/requests/passed-on/",
        own,
        f"{own}withdraw/",
        f"/ask/form/{contact.draft_id}/sent/",
        "/ask/link/nothing/",
        f"/ask/form/{contact.id}/",
    ):
        phone_page.goto(live_server.url + path)
        assert phone_page.locator("h1").count() == 1
        assert_accessible(phone_page)
