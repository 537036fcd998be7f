"""A hub's manager looks after its volunteers, and whoever works there sees whom to ring."""

import pytest
from playwright.sync_api import expect

from alongside.hubs.models import Volunteer
from tests.browser import press_only, type_into
from tests.hubs.given import Hub, given_a_volunteer
from tests.journeys.test_allocating import Journey

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def journey(phone_page, live_server):
    return Journey(phone_page, live_server)


@pytest.fixture
def at_desk(desk_page, live_server):
    return Journey(desk_page, live_server)


def test_a_worker_finds_on_the_phone_whom_to_ring(journey):
    hub, page = Hub(), journey.page
    given_a_volunteer(hub, phone="01632 962 111", starts=2)
    given_a_volunteer(hub, "Bea Long")
    journey.given_i_am_signed_in(hub.worker)
    journey.open("/hubs/today/")
    page.get_by_role("link", name="Volunteers of Millbrook hub").click()
    journey.good("volunteers-worker")
    page.get_by_text("Narrow the list").click()
    page.get_by_label("Words in the name").fill("quorn")
    page.get_by_role("button", name="Show these").click()
    expect(page.get_by_role("link", name="01632 962 111")).to_have_attribute("href", "tel:01632962111")
    expect(page.get_by_text("Bea Long")).to_have_count(0)


def test_a_manager_adds_a_volunteer_by_keyboard_and_sees_what_is_still_to_do(at_desk):
    hub, page = Hub(), at_desk.page
    at_desk.given_i_am_signed_in(hub.manager)
    at_desk.open(f"/hubs/{hub.site.slug}/volunteers/")
    at_desk.good("volunteers-empty")
    press_only(page, "a[href$='/volunteers/add/']")
    page.keyboard.press("Enter")
    page.wait_for_url("**/add/")
    type_into(page, "#id_name", "Ada Quorn")
    type_into(page, "#id_phone", "01632 962 111")
    type_into(page, "#id_part", "Helps with play")
    at_desk.good("volunteer-add")
    press_only(page, "main button:not([name])")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Still to do: interview, references: 0 of 2")).to_be_visible()
    at_desk.good("volunteer")
    assert Volunteer.objects.get().place == hub.site


def test_a_manager_notes_the_checks_and_reads_when_they_come_round(journey):
    hub, page = Hub(), journey.page
    one = given_a_volunteer(hub)
    journey.given_i_am_signed_in(hub.manager)
    journey.open(f"/hubs/volunteers/{one.id}/checks/note/")
    page.get_by_label("References taken").fill("2")
    page.get_by_label("Enhanced", exact=True).check()
    for group in ("DBS certificate seen on", "Safeguarding training on"):
        boxes = page.get_by_role("group", name=group)
        for box, value in (("Day", "5"), ("Month", "1"), ("Year", "2026")):
            boxes.get_by_label(box).fill(value)
    journey.good("volunteer-checks")
    page.get_by_role("button", name="Note the checks").click()
    expect(page.get_by_text("5 January 2026; enhanced; again 5 January 2029")).to_be_visible()
    expect(page.get_by_text("5 January 2026; again 5 January 2029")).to_be_visible()
    journey.good("volunteer-checked")
