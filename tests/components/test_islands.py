"""What the browser does by itself, and what happens where it may not."""

import pytest

from tests.browser import DESK, PHONE, assert_accessible, press_only, type_into

from . import pages

pytestmark = [
    pytest.mark.browser,
    pytest.mark.urls("tests.components.pages"),
    pytest.mark.django_db(transaction=True),
]


@pytest.fixture(autouse=True)
def _nothing_saved_yet():
    """Lists of its own for each test: what a slow save of the one before still writes is no part of this one."""
    pages.SAVED, pages.SENT, pages.ANSWERS, pages.PAUSES = [], [], [], []


@pytest.fixture
def story(desk_page, live_server):
    desk_page.goto(live_server.url + "/long/")
    return desk_page


def says(page, words, within=5_000):
    page.locator("[data-autosave-status]", has_text=words).wait_for(timeout=within)


def test_form_saves_itself_soon_after_typing_and_says_when(story):
    type_into(story, "#id_story", "Mum is tired")
    says(story, "Saved at 10:42", within=3_500)
    assert pages.SAVED == [{"story": "Mum is tired", "who": "", "draft_revision": "3"}]
    story.keyboard.type(" and Joss is not sleeping")
    story.wait_for_timeout(2_500)
    assert pages.SAVED[-1]["story"] == "Mum is tired and Joss is not sleeping"
    assert pages.SAVED[-1]["draft_revision"] == "4"
    assert_accessible(story)


def test_someone_who_types_without_a_pause_is_saved_all_the_same(story):
    press_only(story, "#id_story")
    story.keyboard.type("a" * 60, delay=50)
    assert pages.SAVED
    assert 0 < len(pages.SAVED[0]["story"]) < 60


def test_leaving_the_field_saves_at_once(story):
    type_into(story, "#id_story", "Words")
    story.keyboard.press("Tab")
    says(story, "Saved at", within=1_000)


def test_leaving_the_page_saves_what_was_not_yet_saved(story, live_server):
    type_into(story, "#id_story", "Last words")
    story.goto(live_server.url + "/sent/")
    story.wait_for_timeout(500)
    assert pages.SAVED[-1]["story"] == "Last words"


def test_lost_connection_keeps_the_words_and_tries_again(story):
    pages.ANSWERS[:] = [503, 503]
    type_into(story, "#id_story", "Kept")
    says(story, "Your words are kept on this page and we keep trying")
    says(story, "Saved at 10:42", within=12_000)
    assert pages.SAVED[-1]["story"] == "Kept"


@pytest.mark.parametrize("status", [401, 403])
def test_being_signed_out_loses_nothing(story, status):
    pages.ANSWERS[:] = [status]
    type_into(story, "#id_story", "Kept")
    says(story, "You have been signed out; your words are kept")
    assert story.locator("#id_story").input_value() == "Kept"
    says(story, "Saved at 10:42", within=8_000)


def test_second_person_is_told_that_another_saved_and_keeps_their_words(story):
    pages.ANSWERS[:] = [409]
    type_into(story, "#id_story", "Mine")
    says(story, "Joan Pryce saved this form")
    story.keyboard.type(" still")
    story.wait_for_timeout(2_500)
    assert pages.SAVED == []
    assert story.locator("#id_story").input_value() == "Mine still"


def test_a_form_is_not_sent_into_a_lost_connection(story):
    type_into(story, "#id_story", "Kept")
    says(story, "Saved at")
    story.context.set_offline(True)
    story.keyboard.type(" to the end")
    story.get_by_role("button", name="Send").click()
    says(story, "Not sent: we cannot reach Alongside")
    story.context.set_offline(False)
    says(story, "Saved at")
    story.wait_for_timeout(1_100)  # a second click within a second is taken for a double one
    story.get_by_role("button", name="Send").click()
    story.wait_for_url("**/sent/")
    assert [one["story"] for one in pages.SENT] == ["Kept to the end"]


def test_double_click_sends_once(story):
    type_into(story, "#id_story", "Once")
    story.get_by_role("button", name="Send").dblclick()
    story.wait_for_url("**/sent/")
    assert len(pages.SENT) == 1


def test_sending_waits_for_the_save_that_leaving_the_field_began(story):
    pages.PAUSES[:] = [1.0]
    type_into(story, "#id_story", "Typed and sent")
    story.get_by_role("button", name="Send").click()
    story.wait_for_url("**/sent/")
    assert [(one["story"], one["saves_before"]) for one in pages.SENT] == [("Typed and sent", 1)]


def test_sending_does_not_wait_for_ever(story):
    pages.PAUSES[:] = [8.0]
    type_into(story, "#id_story", "Sent all the same")
    story.get_by_role("button", name="Send").click()
    story.wait_for_url("**/sent/", timeout=7_000)
    assert [(one["story"], one["saves_before"]) for one in pages.SENT] == [("Sent all the same", 0)]


def test_another_row_is_added_with_its_own_number_and_the_focus_in_it(desk_page, live_server):
    desk_page.goto(live_server.url + "/rows/")
    press_only(desk_page, "[data-add]")
    desk_page.keyboard.press("Enter")
    assert desk_page.evaluate("document.activeElement.name") == "child-1-first"
    assert desk_page.locator("[name=child-TOTAL_FORMS]").input_value() == "2"
    assert_accessible(desk_page)


def test_without_script_the_same_button_asks_the_server(new_page, live_server):
    page = new_page(java_script_enabled=False)
    page.goto(live_server.url + "/rows/")
    button = page.get_by_role("button", name="Add another child")
    assert (button.get_attribute("name"), button.get_attribute("value")) == ("add", "child")


def test_suggestions_are_walked_with_the_arrows_and_put_away_with_escape(phone_page, live_server):
    phone_page.goto(live_server.url + "/find/")
    type_into(phone_page, "#find", "marlowe")
    phone_page.locator("#find-list a").first.wait_for()
    assert_accessible(phone_page)
    phone_page.keyboard.press("ArrowDown")
    phone_page.keyboard.press("ArrowDown")
    assert phone_page.evaluate("document.activeElement.textContent") == "MARLOWE"
    phone_page.keyboard.press("Escape")
    assert phone_page.evaluate("document.activeElement.id") == "find"
    assert phone_page.locator("#find-list a").count() == 0


@pytest.mark.parametrize("script", [True, False], ids=["with script", "without script"])
def test_a_long_table_opens_at_a_press_and_is_printed_whole(new_page, live_server, script):
    page = new_page(java_script_enabled=script)
    page.goto(live_server.url + "/components/")
    table = page.locator(".al-long-table table")
    assert not table.is_visible()
    page.emulate_media(media="print")
    assert table.get_by_text("Oak").is_visible()
    page.emulate_media(media="screen")
    assert not table.is_visible()
    page.locator(".al-long-table summary").press("Enter")
    assert table.get_by_text("Oak").is_visible()


def test_a_long_list_stands_close_on_a_phone_and_as_a_table_at_a_desk(new_page, live_server):
    page = new_page(PHONE)
    page.goto(live_server.url + "/components/")
    cells = [page.locator(".al-table--close td").nth(at) for at in range(3)]
    kind, visits, _ = (one.bounding_box() for one in cells)
    assert kind["y"] == visits["y"], "side by side where the width allows it"
    assert visits["x"] >= kind["x"] + kind["width"]
    assert [one.evaluate("e => getComputedStyle(e, '::before').content") for one in cells] == [
        f'"{name}: "' for name in ("Kind", "Visits", "Condition")
    ]
    page.set_viewport_size(DESK)
    assert page.locator(".al-table--close thead th").count() == 4
    assert [one.evaluate("e => getComputedStyle(e).display") for one in cells] == ["table-cell"] * 3
