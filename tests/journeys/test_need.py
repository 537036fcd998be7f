"""A planner reads the map of need and shares money out: on screen, on a phone, and by keyboard."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from alongside.places.models import Area, Site
from alongside.places.rules.geometry import grid_of
from alongside.planning.models import AreaCount, PublishedFormula, Scenario
from tests.browser import assert_accessible, press_only, type_into
from tests.factories import NOW, a_user
from tests.places.given import given_a_hub, given_a_locality, given_a_site, given_an_area
from tests.planning.given import SQUARE, given_a_county, given_a_formula, given_a_published_scenario, given_an_index

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def county() -> list[Area]:
    """One locality of three areas side by side."""
    locality = given_a_locality("North")
    given_a_hub(locality)
    areas = [given_an_area(locality=locality) for _ in range(3)]
    for n, area in enumerate(areas):
        area.boundary = {"type": "Polygon", "coordinates": [[[x + 0.01 * n, y] for x, y in SQUARE]]}
        area.save()
    given_a_county(areas)
    return areas


def signed_in(page, live_server) -> None:
    client = Client()
    client.force_login(a_user("planner"))
    page.context.add_cookies(
        [{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}]
    )


def test_need_and_money_are_accessible_at_both_widths(phone_page, live_server, county):
    signed_in(phone_page, live_server)
    index, locality = given_an_index(), county[0].locality
    formula = given_a_formula(locality, slug="by-need")
    named = [("index", index.slug), ("make_index",), ("counts",), ("formula", formula.slug), ("make_formula",),
             ("hub_figure", formula.slug, 1, locality.slug)]  # fmt: skip
    paths = [reverse(f"planning:{name}", args=args) for name, *args in named]
    of_index = f"?what=index:{index.slug}"
    paths += [reverse("planning:need") + of_index, reverse("planning:need_area", args=[county[0].code]) + of_index]
    for path in paths:
        phone_page.goto(live_server.url + path)
        assert phone_page.locator("h1").count() == 1
        assert_accessible(phone_page)


def test_a_planner_opens_an_area_of_the_map_by_keyboard(desk_page, live_server, county):
    signed_in(desk_page, live_server)
    desk_page.goto(live_server.url + reverse("planning:need"))
    press_only(desk_page, f".al-map__link[href*='{county[2].code}']")
    desk_page.keyboard.press("Enter")
    desk_page.wait_for_url(f"**/{county[2].code}/**")
    assert "1 of 3 areas" in desk_page.content()


def test_whoever_uses_keys_alone_goes_past_the_areas_of_a_map_in_one_step(desk_page, live_server, county):
    signed_in(desk_page, live_server)
    desk_page.goto(live_server.url + reverse("planning:need"))
    press_only(desk_page, "a[href='#past-the-map']")
    assert desk_page.get_by_text("Go past the map’s areas").bounding_box()["height"] > 20, "it shows while it has focus"
    desk_page.keyboard.press("Enter")
    desk_page.keyboard.press("Tab")
    assert desk_page.evaluate("document.activeElement.innerText") == "The figures"
    assert_accessible(desk_page)


def test_a_name_without_a_space_makes_no_page_wider_than_its_window(phone_page, live_server, county):
    signed_in(phone_page, live_server)
    scenario = given_a_published_scenario()
    Scenario.objects.filter(id=scenario.id).update(name="Sechzehnstandortszenario" * 5)
    for name in ("scenario", "publish_scenario", "scenario_paper"):
        phone_page.goto(live_server.url + reverse(f"planning:{name}", args=[scenario.slug]))
        assert phone_page.get_by_text("Sechzehnstandortszenario").count()
        assert_accessible(phone_page)


def test_a_slider_and_its_number_follow_one_another(phone_page, live_server, county):
    signed_in(phone_page, live_server)
    phone_page.goto(live_server.url + reverse("planning:make_scenario"))
    number, slider = phone_page.locator("#id_count"), phone_page.get_by_role("slider", name="Number of sites: slide")
    assert slider.get_attribute("aria-valuetext") == "No rule"
    press_only(phone_page, "#id_count + div input")
    phone_page.keyboard.press("ArrowRight")
    assert number.input_value() == "2"
    number.fill("400")
    assert (slider.input_value(), slider.get_attribute("aria-valuetext")) == ("80", "400")
    number.fill("")
    assert slider.get_attribute("aria-valuetext") == "No rule"
    assert_accessible(phone_page)


def test_sites_are_pinned_on_the_map_and_the_fields_say_the_same(desk_page, live_server, county):
    places = (("hub", "North hub", 0.004), ("library", "Mill library", 0.014), ("library", "Far library", 0.026))
    Site.objects.update(is_active=False)
    for n, area in enumerate(county):
        area.boundary = {"type": "Polygon", "coordinates": [[[x - 1 + 0.01 * n, y + 51] for x, y in SQUARE]]}
        area.save()
    for kind, name, east in places:
        site = given_a_site(kind=kind, locality=county[0].locality, name=name)
        easting, northing = grid_of(east - 1, 51.005)
        Site.objects.filter(id=site.id).update(easting=round(easting), northing=round(northing))
    signed_in(desk_page, live_server)
    desk_page.goto(live_server.url + reverse("planning:make_scenario"))
    points, told = desk_page.locator("[data-pins-points] > g"), desk_page.locator("[data-pins-told]")
    assert points.count() == 1, "first only what is there today"
    desk_page.get_by_label("Library", exact=True).check()
    desk_page.get_by_label("Only sites whose cost is known").uncheck()
    assert points.count() == 3
    desk_page.locator("g[data-pin]", has_text="Mill library").click()
    assert told.inner_text() == "Mill library: must open"
    assert desk_page.locator("#id_others_open").input_value() == "Mill library"
    desk_page.locator("g[data-pin]", has_text="Mill library").click()
    assert told.inner_text() == "Mill library: must not open"
    assert [desk_page.locator(f"#id_others_{pin}").input_value() for pin in ("open", "closed")] == ["", "Mill library"]
    desk_page.get_by_role("button", name="Nearer").click()
    x, _, across, _ = map(float, desk_page.locator("[data-pins-map]").get_attribute("viewBox").split())
    assert (x, x + across) != (0, 640), "nearer, round the site that was pressed"
    desk_page.get_by_text("The sites on the map as a list").click()
    press_only(desk_page, f"#pin-{Site.objects.get(name='North hub').slug}")
    desk_page.keyboard.press("ArrowDown")
    assert told.inner_text() == "North hub: must stay open"
    desk_page.get_by_text("Sites that stay open").click()
    assert desk_page.locator("input[name=open]").is_checked()
    with desk_page.expect_response(lambda answer: answer.ok and "Nowhere" in (answer.request.post_data or "")):
        desk_page.locator("#id_others_open").fill("far LIBRARY\nNowhere")
    assert desk_page.locator("g[data-state=open]").count() == 2
    with desk_page.expect_response(lambda answer: answer.ok and "others_open=&" in (answer.request.post_data or "")):
        desk_page.get_by_role("button", name="Clear all pins").click()
        assert desk_page.locator("#id_others_open").input_value() == ""
    assert not desk_page.locator("input[name=open]").is_checked()
    with desk_page.expect_response(lambda answer: answer.ok and "Nowhere" in (answer.request.post_data or "")):
        desk_page.get_by_role("button", name="Put the pins back").click()
    desk_page.reload()
    assert desk_page.locator("g[data-state=open]").count() == 2
    assert desk_page.locator("g[data-state=closed]").count() == 1
    desk_page.get_by_text("The sites on the map as a list").click()
    assert_accessible(desk_page)


def test_a_planner_takes_in_what_social_care_counts_by_keyboard_and_finds_it_on_the_map(
    desk_page, live_server, county, tmp_path
):
    file = tmp_path / "counts.csv"
    file.write_text("\n".join(["area_code,children", *(f"{one.code},{7 + n}" for n, one in enumerate(county))]))
    signed_in(desk_page, live_server)
    desk_page.goto(live_server.url + reverse("planning:counts"))
    press_only(desk_page, "#id_kind_0")
    desk_page.keyboard.press("ArrowDown")
    for box, value in (("day", "30"), ("month", "9"), ("year", "2025")):
        type_into(desk_page, f"#id_as_of_{box}", value)
    type_into(desk_page, "#id_source", "Social care")
    press_only(desk_page, "#id_file")
    desk_page.locator("#id_file").set_input_files(file)
    press_only(desk_page, "main form button[type=submit]")
    desk_page.keyboard.press("Enter")
    desk_page.get_by_role("heading", name="Children in need", exact=True).wait_for()
    assert "24 children" in desk_page.locator("main").inner_text()
    AreaCount.objects.create(
        kind="in_need", as_of=date(2024, 9, 30), source="Social care", vintage="demo", made_at=NOW,
        counts={one.code: 6 for one in county}, made_by=AreaCount.objects.get().made_by,
    )  # fmt: skip
    desk_page.reload()
    press_only(desk_page, "#id_then")
    desk_page.keyboard.press("ArrowDown")
    press_only(desk_page, "#id_draw")
    desk_page.keyboard.press("ArrowDown")
    press_only(desk_page, "main form button[type=submit]")
    desk_page.keyboard.press("Enter")
    desk_page.locator("figcaption", has_text="Children in need: change since 30 September 2024").wait_for()
    assert "18; change +6" in desk_page.locator("main").inner_text()
    assert_accessible(desk_page)


def test_who_shortens_the_address_finds_the_desk_or_what_is_published(phone_page, live_server, county):
    one = given_a_published_scenario()
    phone_page.goto(live_server.url + "/planning/")
    phone_page.get_by_role("heading", name="Plans that are published", level=1).wait_for()
    signed_in(phone_page, live_server)
    phone_page.goto(live_server.url + "/planning/")
    phone_page.get_by_role("heading", name="Need and plans", level=1).wait_for()
    assert_accessible(phone_page)
    press_only(phone_page, f"main a[href$='/scenarios/{one.slug}/']")
    phone_page.keyboard.press("Enter")
    phone_page.get_by_role("heading", name=one.name, level=1).wait_for()


def test_wishes_that_cannot_be_kept_are_read_on_a_phone(phone_page, live_server, county):
    signed_in(phone_page, live_server)
    conflicts = [
        {"wishes": ["max_travel"], "enough": [], "changes": [{"wish": "max_travel", "asked": 10, "possible": 26.6}]},
        {"wishes": ["open_exactly", "min_per_locality"], "enough": [], "changes": []},
    ]
    one = given_a_published_scenario()
    Scenario.objects.filter(id=one.id).update(
        status="impossible", published_at=None, published_why="", answer={"conflicts": conflicts, "conflict": ["x"]}
    )
    phone_page.goto(live_server.url + reverse("planning:scenario", args=[one.slug]))
    phone_page.get_by_text("More than one thing stands in the way").wait_for()
    assert "A longest journey of 26.6 minutes in place of 10" in phone_page.locator("main").inner_text()
    assert_accessible(phone_page)


def test_a_planner_publishes_a_formula_by_keyboard_and_a_resident_reads_it_on_a_phone(
    desk_page, phone_page, live_server, county
):
    formula = given_a_formula(county[0].locality, slug="by-need")
    signed_in(desk_page, live_server)
    desk_page.goto(live_server.url + reverse("planning:formula", args=[formula.slug]))
    press_only(desk_page, "a[href$='/versions/1/publish/']")
    desk_page.keyboard.press("Enter")
    desk_page.wait_for_url("**/publish/")
    assert_accessible(desk_page)
    type_into(desk_page, "#id_why", "To be questioned")
    press_only(desk_page, "main form button[type=submit]")
    desk_page.keyboard.press("Enter")
    desk_page.get_by_role("link", name="As the public reads it").wait_for()
    one = PublishedFormula.objects.get()
    phone_page.goto(live_server.url + reverse("planning:published"))
    phone_page.get_by_role("link", name="by need").click()
    phone_page.get_by_text("How each locality’s figure comes about, line by line").click()
    told = phone_page.locator("main").inner_text()
    for words in ("To be questioned", one.digest, "All lines together", "Sparsity"):
        assert words in told
    assert_accessible(phone_page)
