"""A sitting on screen: run by keyboard, kept in step with another screen, and readable at both widths."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from alongside.panels import actions
from alongside.panels.models import PanelDecision
from tests.browser import assert_accessible
from tests.panels.given import given_a_panel, given_an_item, given_everything_of_a_panel

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def signed_in(page, live_server, user) -> None:
    client = Client()
    client.force_login(user)
    page.context.add_cookies(
        [{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}]
    )


@pytest.fixture
def table():
    return given_a_panel(sits_at=timezone.now() + timedelta(minutes=30))


def test_a_clerk_notes_an_answer_by_keyboard_alone(desk_page, live_server, table):
    item = given_an_item(table)
    actions.open_sitting(sitting=table.fresh(), by=table.clerk, at=timezone.now())
    for member in table.members.values():
        actions.come_in(sitting=table.fresh(), member=member, is_substitute=False, by=table.clerk, at=timezone.now())
    signed_in(desk_page, live_server, table.clerk)
    live = reverse("panels:live", args=[table.sitting.reference])
    desk_page.goto(f"{live_server.url}{live}?item={item.reference}#answer")
    desk_page.wait_for_selector("input[name=kind]:focus")
    press = desk_page.keyboard.press
    press("Space")
    press("Tab")
    desk_page.keyboard.type("It can begin this week")
    press("Tab")
    while desk_page.evaluate("document.activeElement.name").startswith("safety_"):
        press("Space")
        press("Tab")
    desk_page.keyboard.type("They were away")
    press("Control+Enter")
    desk_page.wait_for_selector("text=Every item has its answer")
    assert PanelDecision.objects.get().reasons == "It can begin this week"
    assert_accessible(desk_page)


def test_another_screen_hears_who_came_and_keeps_what_is_typed(desk_page, live_server, table):
    given_an_item(table)
    actions.open_sitting(sitting=table.fresh(), by=table.clerk, at=timezone.now())
    signed_in(desk_page, live_server, table.clerk)
    desk_page.goto(live_server.url + reverse("panels:live", args=[table.sitting.reference]))
    desk_page.fill("[name=reasons]", "Half a sentence")
    health = table.members["health"]
    actions.come_in(sitting=table.fresh(), member=health, is_substitute=False, by=table.clerk, at=timezone.now())
    desk_page.wait_for_selector(f".al-room__seat--here:has-text('{health.user.name}')")
    assert desk_page.input_value("[name=reasons]") == "Half a sentence"


def test_the_pages_of_a_sitting_are_accessible_at_both_widths(phone_page, live_server, table):
    from tests.assessments.given import given_a_household

    given_an_item(table)
    home = given_a_household()
    whole = given_everything_of_a_panel(
        home, name="Joint panel", chair=table.chair, clerk=table.clerk, member=table.user("health")
    )
    signed_in(phone_page, live_server, table.clerk)
    pages = [
        reverse("panels:list"),
        reverse("panels:panel", args=[table.panel.slug]),
        reverse("panels:sitting", args=[table.sitting.reference]),
        reverse("panels:live", args=[whole["panels:live:reference"]]),
        reverse("panels:minutes", args=[whole["panels:minutes:reference"]]),
        reverse("panels:item", args=[whole["panels:reference"]]),
        reverse("panels:figures"),
        reverse("panels:defer_item", args=[whole["panels:reference"]]),
    ]
    for path in pages:
        phone_page.goto(live_server.url + path)
        assert phone_page.locator("h1").count() == 1, path
        assert_accessible(phone_page)
