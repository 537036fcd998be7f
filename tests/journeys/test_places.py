"""An administrator sets up places, and a worker finds a family's hub: on screen and by keyboard."""

import pytest
from django.test import Client
from django.urls import reverse

from alongside.demo.actions.geography import write_county
from alongside.places.models import Import, Locality, Postcode
from tests.browser import assert_accessible, press_only, type_into
from tests.factories import NOW, a_team, a_user

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def county():
    write_county(at=NOW)
    Import.objects.create(
        kind="county", file_name="oxfordshire", started_at=NOW, finished_at=NOW, status="refused",
        report={
            "county": "E10000025", "vintage": "2021", "refusal": "1 row can not be used",
            "totals": {"areas": 428}, "left_out": [{"name": "a.csv", "why": "Of 2011 areas"}],
            "bad_rows": [{"file": "f.csv", "row": 7, "column": "pcds", "value": "?",
                          "expected": "a postcode such as OX1 1ND"}],
            "joins": [{"what": "Areas with a boundary", "joined": 4, "out_of": 5,
                       "missing": ["E01000005"]}],
        },
    )  # fmt: skip


def signed_in(page, live_server, user) -> None:
    client = Client()
    client.force_login(user)
    page.context.add_cookies(
        [{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}]
    )


def test_a_worker_finds_a_hub_by_keyboard(desk_page, live_server, county):
    signed_in(desk_page, live_server, a_user("family-worker"))
    postcode = Postcode.objects.filter(is_live=True).order_by("code").first()
    desk_page.goto(live_server.url + reverse("places:localities"))
    press_only(desk_page, f"a[href='{reverse('places:find')}']")
    desk_page.keyboard.press("Enter")
    desk_page.wait_for_url("**/find/")
    type_into(desk_page, "#id_postcode", postcode.code.lower().replace(" ", ""))
    desk_page.keyboard.press("Enter")
    hub = postcode.area.locality.hub_site.name
    desk_page.get_by_role("link", name="See hub").wait_for()
    assert hub in desk_page.locator("main").inner_text()
    assert postcode.code not in desk_page.url


def test_an_administrator_sets_up_a_locality_and_a_policy(desk_page, live_server, county):
    team = a_team(name="Tolver Vale team")
    signed_in(desk_page, live_server, a_user("administrator"))
    one = Locality.objects.get(name="Tolver Vale")
    desk_page.goto(live_server.url + reverse("places:locality", args=[one.slug]))
    assert "No team works here yet" in desk_page.locator("main").inner_text()
    desk_page.get_by_role("button", name="Change name or team").click()
    desk_page.get_by_label("Which team works there?").select_option(team.slug)
    desk_page.get_by_role("button", name="Save").click()
    desk_page.get_by_text("Locality changed").wait_for()

    desk_page.get_by_role("button", name="Set the hub").click()
    centre = one.sites.filter(kind="childrens_centre").order_by("name").first()
    desk_page.get_by_label("Which site is the hub?").select_option(centre.slug)
    desk_page.get_by_role("button", name="Set this hub").click()
    desk_page.get_by_text("Hub set").wait_for()
    assert centre.name in desk_page.locator("main").inner_text()
    assert_accessible(desk_page)

    desk_page.goto(live_server.url + reverse("identity:settings"))
    for page_of in ("policy:policies", "policy:set_policy"):  # and the rest by keyboard alone
        address = reverse(page_of, args=["frontdoor"] if page_of == "policy:set_policy" else [])
        press_only(desk_page, f"main a[href='{address}']")
        desk_page.keyboard.press("Enter")
        desk_page.wait_for_url(f"**{address}")
    type_into(desk_page, "#id_link_days", "10")
    type_into(desk_page, "#id_reason", "Half term is long")
    press_only(desk_page, "main button[type=submit]")
    desk_page.keyboard.press("Enter")
    desk_page.wait_for_url(f"**{reverse('policy:policies')}")
    assert "public form opens\t10" in desk_page.locator("main").inner_text()
