"""A planner asks what each number of sites can do, by keyboard, reads it on a phone, and goes on from one of them."""

import pytest
from django.test import Client
from django.urls import reverse

from alongside.planning import tasks
from alongside.planning.models import Scenario
from tests.browser import assert_accessible, press_only, type_into
from tests.planning.conftest import county as county
from tests.planning.conftest import planner as planner
from tests.planning.given import TWO, worked_out

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def scenario(county, planner) -> Scenario:
    return worked_out(planner, TWO)


def opened(page, live_server, scenario) -> None:
    client = Client()
    client.force_login(scenario.made_by)
    page.context.add_cookies(
        [{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}]
    )
    page.goto(live_server.url + reverse("planning:scenario", args=[scenario.slug]) + "?still=1")


def test_a_planner_asks_by_keyboard_and_starts_the_next_scenario(desk_page, live_server, scenario):
    opened(desk_page, live_server, scenario)
    type_into(desk_page, "#id_least", "3")
    type_into(desk_page, "#id_most", "2")
    press_only(desk_page, "form[action$='/numbers/ask/'] button")
    desk_page.keyboard.press("Enter")
    desk_page.get_by_role("heading", name="There is something to put right").wait_for()
    assert_accessible(desk_page)
    type_into(desk_page, "#id_least", "1")
    type_into(desk_page, "#id_most", "3")
    press_only(desk_page, "form[action$='/numbers/ask/'] button")
    desk_page.keyboard.press("Enter")
    desk_page.get_by_text("It waits for its turn").wait_for()
    tasks.work_out_frontier(str(scenario.id))
    opened(desk_page, live_server, scenario)
    desk_page.get_by_role("img", name="Mean journey, by the number of sites").wait_for()
    assert "Mean journey with today’s 2 sites" in desk_page.locator("main").inner_text()
    assert_accessible(desk_page)
    press_only(desk_page, "button[name=number][value='3']")
    desk_page.keyboard.press("Enter")
    desk_page.get_by_role("heading", name="Two sites, with 3 sites", level=1).wait_for()
    assert Scenario.objects.get(name="Two sites, with 3 sites").wishes["exactly"] == 3


def test_it_is_read_and_stopped_on_a_phone(phone_page, live_server, scenario):
    opened(phone_page, live_server, scenario)
    assert_accessible(phone_page)
    phone_page.get_by_role("button", name="Ask what each number of sites can do").click()
    phone_page.get_by_role("button", name="Stop: enough numbers are known").click()
    phone_page.get_by_text("It was stopped. What was found stays").wait_for()
    phone_page.get_by_text("Ask about other numbers, or about what is missing").click()
    phone_page.get_by_role("button", name="Ask about these numbers").click()
    tasks.work_out_frontier(str(scenario.id))
    opened(phone_page, live_server, scenario)
    phone_page.get_by_text("2, today’s model as it is").wait_for()
    assert_accessible(phone_page)
