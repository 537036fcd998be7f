"""A family worker assesses: at a desk, on a phone, by keyboard alone, and with somebody else at once."""

import os
from pathlib import Path

import pytest
from django.test import Client
from playwright.sync_api import expect

from alongside.assessments import actions, rules
from alongside.assessments.models import Assessment, Entry, Voice
from alongside.people.models import Person
from tests.assessments.given import given_a_household, given_an_assessment, given_everything_written
from tests.browser import assert_accessible, press_only, type_into
from tests.factories import NOW, TODAY

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PICTURES = os.environ.get("ALONGSIDE_PICTURES", "")


class Journey:
    """One person's way through the pages."""

    def __init__(self, page, live_server):
        self.page, self.at = page, live_server.url

    def given_i_am_signed_in(self, user) -> None:
        client = Client()
        client.force_login(user)
        session = client.cookies["sessionid"].value
        self.page.context.add_cookies([{"name": "sessionid", "value": session, "url": self.at}])

    def given_a_family_to_assess(self) -> None:
        self.home = given_a_household()
        actions.carry_in(
            case_id=self.home.case.id,
            points=[
                rules.CarriedPoint(
                    rules.PointKind.WORRY,
                    "Tamsin is often late and tired",
                    "Request for help CN-7K3Q9M-4",
                    self.home.case.id,
                    TODAY,
                    "Fernhill Primary",
                ),
            ],
        )
        self.given_i_am_signed_in(self.home.worker)

    def open(self, path: str) -> None:
        self.page.goto(self.at + path)

    def picture(self, name: str) -> None:
        if PICTURES:
            width = self.page.viewport_size["width"]
            self.page.screenshot(path=str(Path(PICTURES) / f"{name}-{width}.png"), full_page=True)


@pytest.fixture
def journey(phone_page, live_server):
    return Journey(phone_page, live_server)


@pytest.fixture
def at_desk(desk_page, live_server):
    return Journey(desk_page, live_server)


def test_a_worker_assesses_a_family_from_start_to_end(journey):
    journey.given_a_family_to_assess()
    when_i_start_the_assessment(journey)
    then_the_next_step_is_clear(journey)
    when_i_say_who_was_there(journey)
    when_i_write_of_a_child(journey)
    when_i_write_down_her_voice(journey)
    when_the_rest_is_written(journey)
    then_i_complete_it_and_read_it(journey)


def when_i_start_the_assessment(journey) -> None:
    journey.open(f"/assessments/cases/{journey.home.case.reference}/")
    assert_accessible(journey.page)
    journey.picture("of_case")
    journey.page.get_by_role("button", name="Start the assessment").click()


def then_the_next_step_is_clear(journey) -> None:
    page = journey.page
    expect(page.get_by_role("button", name="Go on: What led to this")).to_be_visible()
    assert_accessible(page)
    journey.picture("overview")
    page.get_by_role("button", name="Go on: What led to this").click()


def leave(page) -> None:
    """Save and go back: the form waits for a save under way, so the page that follows is waited for."""
    with page.expect_navigation():
        page.get_by_role("button", name="Save and go back").click()


def when_i_say_who_was_there(journey) -> None:
    page = journey.page
    expect(page.get_by_text("Tamsin is often late and tired")).to_be_visible()
    page.get_by_label("Ana Marlowe").check()
    assert_accessible(page)
    journey.picture("write_about")
    leave(page)


def when_i_write_of_a_child(journey) -> None:
    page, reference = journey.page, Assessment.objects.get().reference
    journey.open(f"/assessments/{reference}/children/{journey.home.girl.reference}/child/write/")
    assert_accessible(page)
    journey.picture("write_section")
    page.locator("#id_health-strengths").fill("Sleeps well at her grandmother’s")
    page.locator("#id_health-worries").fill("Asthma at night")
    with page.expect_response(lambda answer: "/save/" in answer.url and "Asthma" in answer.request.post_data):
        pass
    page.reload()
    expect(page.locator("#id_health-worries")).to_have_value("Asthma at night")
    leave(page)
    expect(page.get_by_text("Saved: Tamsin Marlowe, how the child is growing and developing")).to_be_visible()
    assert Entry.objects.get().worries == "Asthma at night"


def when_i_write_down_her_voice(journey) -> None:
    page, reference = journey.page, Assessment.objects.get().reference
    journey.open(f"/assessments/{reference}/voices/{journey.home.girl.reference}/record/")
    assert_accessible(page)
    leave(page)
    assert_accessible(page)
    journey.picture("record_voice_errors")
    page.get_by_label("Their words, what was seen, or why neither is here").fill("I want a bed of my own")
    page.get_by_label("Talking, on their own").check()
    for box, value in (("day", "2"), ("month", "3"), ("year", "2026")):
        page.locator(f"#id_gathered_on_{box}").fill(value)
    leave(page)
    assert Voice.objects.get().words == "I want a bed of my own"


def when_the_rest_is_written(journey) -> None:
    assessment = Assessment.objects.get()
    Voice.objects.all().delete()
    Entry.objects.all().delete()
    assessment.about.delete()
    given_everything_written(journey.home, assessment)
    for path, name in (
        ("people/", "people"),
        ("agreement/", "agreement"),
        ("agreement/give/", "give_agreement"),
        ("agreement/basis/state/", "state_basis"),
        ("voices/", "voices"),
        ("people/add/", "add"),
        ("conclusion/write/", "conclusion"),
        ("people/relate/", "relate"),
        (f"people/{journey.home.girl.reference}/", "facts"),
        (f"people/{journey.home.girl.reference}/school/change/", "change_fact"),
        (f"outside/{journey.home.father.reference}/note/", "outside"),
        ("print/", "print"),
        ("people/print/", "print_genogram"),
    ):
        journey.open(f"/assessments/{assessment.reference}/{path}")
        assert_accessible(journey.page)
        journey.picture(name)


def then_i_complete_it_and_read_it(journey) -> None:
    page, reference = journey.page, Assessment.objects.get().reference
    journey.open(f"/assessments/{reference}/complete/")
    assert_accessible(page)
    journey.picture("complete")
    page.get_by_role("button", name="Complete the assessment").click()
    expect(page.get_by_text("The assessment is complete")).to_be_visible()
    assert_accessible(page)
    journey.picture("read")
    assert Assessment.objects.get().status == "complete"


def test_an_assessment_is_started_and_written_by_keyboard_alone(at_desk):
    at_desk.given_a_family_to_assess()
    home, page = at_desk.home, at_desk.page
    at_desk.open(f"/assessments/cases/{home.case.reference}/")
    for button in ("Start the assessment", "Go on: What led to this"):
        press_only(page, "main .govuk-button")
        expect(page.get_by_role("button", name=button)).to_be_focused()
        with page.expect_navigation():
            page.keyboard.press("Enter")
    press_only(page, "main input[type=checkbox]")
    page.keyboard.press("Space")
    press_only(page, "main button[type=submit]:not([hidden])")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    reference = Assessment.objects.get().reference
    at_desk.open(f"/assessments/{reference}/children/{home.girl.reference}/child/write/")
    type_into(page, "#id_health-strengths", "Sleeps well at her grandmother’s")
    type_into(page, "#id_health-worries", "Asthma at night")
    press_only(page, "main button.govuk-button")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert Entry.objects.get().worries == "Asthma at night"


def test_someone_is_added_by_keyboard_alone_and_the_drawing_follows(at_desk):
    at_desk.given_a_family_to_assess()
    _home, assessment = given_an_assessment(at_desk.home)
    page = at_desk.page
    at_desk.open(f"/assessments/{assessment.reference}/people/add/")
    type_into(page, "#id_given_names", "Joan")
    type_into(page, "#id_family_name", "Tredwell")
    press_only(page, "#id_role_0, [name=role]")
    page.keyboard.press("Space")
    for _ in range(3):
        page.keyboard.press("ArrowDown")
    press_only(page, "[name=in_household]")
    page.keyboard.press("Space")
    page.keyboard.press("ArrowDown")
    press_only(page, "#id_kind")
    page.keyboard.type("parent of")
    press_only(page, "#id_other")
    page.keyboard.type("Ana")
    press_only(page, "form[data-autosave] button.govuk-button")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Joan Tredwell is parent of Ana Marlowe").first).to_be_visible()
    expect(page.locator("svg text", has_text="Joan Tredwell")).to_be_visible()
    joan = Person.objects.get(given_names="Joan")
    assert (joan.born_on, joan.memberships.get().in_household) == (None, False)


def test_two_people_write_at_once_and_neither_loses_a_word(at_desk):
    at_desk.given_a_family_to_assess()
    home, assessment = given_an_assessment(at_desk.home)
    page = at_desk.page
    at_desk.open(f"/assessments/{assessment.reference}/children/{home.girl.reference}/child/write/")
    page.locator("#id_health-worries").fill("Teeth hurt")
    actions.write_section(
        assessment=assessment,
        domain="child",
        person_id=home.girl.id,
        by=home.manager,
        at=NOW,
        words=[actions.HeadingWords("health", 0, worries="Asthma at night")],
    )
    leave(page)
    expect(page.get_by_text("Asthma at night")).to_be_visible()
    expect(page.locator("#id_health-worries")).to_have_value("Teeth hurt")
    assert_accessible(page)
    at_desk.picture("two_at_once")
    page.locator("#id_health-worries").fill("Asthma at night. Teeth hurt")
    leave(page)
    page.wait_for_url("**/assessments/AS-*/")
    assert Entry.objects.get().worries == "Asthma at night. Teeth hurt"


def test_someone_recorded_already_is_offered_before_another_is_made(at_desk):
    at_desk.given_a_family_to_assess()
    home, assessment = given_an_assessment(at_desk.home)
    page = at_desk.page
    at_desk.open(f"/assessments/{assessment.reference}/people/add/")
    page.locator("#id_given_names").fill("Joe")
    page.locator("#id_family_name").fill("Marlowe")
    for box, value in (("day", "9"), ("month", "1"), ("year", "1989")):
        page.locator(f"#id_born_on_{box}").fill(value)
    page.get_by_label("Parent", exact=True).check()
    page.get_by_label("No", exact=True).check()
    page.get_by_role("button", name="Add them").click()
    expect(page.get_by_text("Is it one of these?")).to_be_visible()
    assert_accessible(page)
    at_desk.picture("found_before_made")
    page.locator(f"input[value='{home.father.id}']").check()
    page.get_by_role("button", name="Add them").click()
    expect(page.get_by_role("heading", name="The family and its drawing")).to_be_visible()
    assert Person.objects.filter(given_names="Joe").count() == 1
