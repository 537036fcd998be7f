"""Anyone signed in finds help for a family, and a hub's manager says what the hub offers and what it does not."""

import pytest
from playwright.sync_api import expect

from alongside.directory import actions, rules
from tests.browser import press_only
from tests.directory.given import given_a_locality, given_a_service
from tests.factories import NOW, TODAY, a_user
from tests.journeys.test_allocating import Journey

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def journey(phone_page, live_server):
    return given_a_directory(Journey(phone_page, live_server))


@pytest.fixture
def at_desk(desk_page, live_server):
    return given_a_directory(Journey(desk_page, live_server))


def given_a_directory(journey) -> Journey:
    admin, north = a_user("administrator"), given_a_locality("Northfold")
    journey.admin, journey.hub = admin, north.hub_site
    given_a_service(
        "Stay and play",
        by=admin,
        from_age=0,
        to_age=4,
        levels=[1, 2],
        localities=[north],
        cost="Free",
        sites=[north.hub_site],
        checked_on=TODAY,
        how_to_ask="Come along on a Tuesday.",
    )
    given_a_service("Debt advice", by=admin, description="Someone sits down with you and your bills.")
    actions.set_core_item(name="Play for under-fives", promise="Every week, all year", position=1, by=admin, at=NOW)
    actions.set_offer(
        hub=journey.hub, kind=rules.OfferKind.NOT_OFFERED, name="Dentist", promise="Ring 111", when="", by=admin, at=NOW
    )
    return journey


def test_a_school_finds_help_and_reads_what_a_hub_does_not_offer(journey):
    journey.given_i_am_signed_in(a_user("partner", kind="partner"))
    page = journey.page
    journey.open("/directory/")
    journey.good("directory")
    page.get_by_role("searchbox").fill("stya and play")
    page.get_by_role("button", name="Search").click()
    page.get_by_role("link", name="Stay and play").click()
    expect(page.get_by_text("Come along on a Tuesday.")).to_be_visible()
    journey.good("service")
    journey.open("/directory/hubs/")
    journey.good("hubs")
    page.get_by_role("link", name="Northfold hub").click()
    expect(page.get_by_text("Not offered here")).to_be_visible()
    expect(page.get_by_text("This hub has not said yet how and when")).to_be_visible()
    journey.good("offer")
    page.get_by_role("link", name="A sheet to print").click()
    journey.good("offer-print")
    journey.open("/directory/?q=plumbing")
    expect(page.get_by_text("No service fits")).to_be_visible()
    journey.good("directory-nothing")


def test_a_manager_says_how_the_hub_keeps_its_promise(journey):
    journey.given_i_am_signed_in(a_user("hub-manager", team=journey.hub.team))
    page = journey.page
    journey.open(f"/directory/hubs/{journey.hub.slug}/")
    page.get_by_role("link", name="Say how this hub keeps it").click()
    page.get_by_role("button", name="Keep this").click()
    expect(page.get_by_role("alert")).to_be_visible()
    journey.good("keep-error")
    page.get_by_label("How does this hub keep it?").fill("In the hall")
    page.get_by_label("When?").fill("Tuesdays 10 to 12")
    page.get_by_role("button", name="Keep this").click()
    expect(page.get_by_text("Tuesdays 10 to 12")).to_be_visible()
    page.get_by_role("button", name="Add what is offered here, or what is not").click()
    journey.good("offer-add")


def test_an_administrator_adds_a_service(journey):
    journey.given_i_am_signed_in(journey.admin)
    page = journey.page
    journey.open("/directory/services/add/")
    page.get_by_role("button", name="Add this service").click()
    journey.good("service-add-error")
    page.get_by_label("Name", exact=True).fill("Youth club")
    page.get_by_label("Who gives it?").select_option(index=1)
    page.get_by_label("What is it?").fill("Table tennis and toast")
    page.get_by_role("button", name="Add this service").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Youth club")
    journey.open("/directory/core-offer/")
    journey.good("core-offer")
    journey.open("/workforce/skills/")
    journey.good("skills")


def test_the_directory_is_searched_by_keyboard_alone(at_desk):
    at_desk.given_i_am_signed_in(a_user("partner", kind="partner"))
    at_desk.open("/directory/")
    page = at_desk.page
    press_only(page, "input[type=search]")
    page.keyboard.type("bills")
    page.keyboard.press("Enter")
    page.wait_for_url("**q=bills**")
    press_only(page, "a[href='/directory/services/debt-advice/']")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Debt advice")
