"""A hub manager gives families to lead professionals, and sees what each carries."""

import os
from pathlib import Path

import pytest
from django.test import Client
from playwright.sync_api import expect

from alongside.cases import actions, queries
from alongside.cases.models import Allocation, Case
from alongside.foundation.access.actions import open_beyond_grants
from alongside.workforce import actions as workforce
from tests.browser import assert_accessible, press_only, type_into
from tests.cases.given import given_a_case, given_a_family, given_a_hub, given_an_allocated_case
from tests.factories import NOW, TODAY, a_user, an_agency

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PICTURES = os.environ.get("ALONGSIDE_PICTURES", "")


class Journey:
    """One person's way through the pages."""

    def __init__(self, page, live_server):
        self.page, self.address = page, live_server.url

    def given_i_am_signed_in(self, user) -> None:
        client = Client()
        client.force_login(user)
        session = client.cookies["sessionid"].value
        self.page.context.add_cookies([{"name": "sessionid", "value": session, "url": self.address}])

    def given_i_manage_a_hub_with_a_family_waiting(self) -> None:
        self.hub = given_a_hub()
        self.partner = a_user(
            "lead-professional", kind="partner", agency=an_agency(name="Bright Start"), name="Wren Tully"
        )
        skill = workforce.add_skill(name="Speech and language", by=a_user("administrator"), at=NOW)
        workforce.describe_worker(
            worker=self.partner,
            skills=[skill],
            languages=["Polish"],
            hours_a_week=None,
            working_pattern="Monday to Wednesday",
            by=a_user("administrator"),
            at=NOW,
        )
        for _ in range(3):
            given_an_allocated_case(self.hub)
        self.case = given_a_case(self.hub, family=given_a_family("Okonkwo"))
        actions.ensure_threshold_document(from_on=TODAY, at=NOW)
        self.given_i_am_signed_in(self.hub.manager)

    def open(self, path: str) -> None:
        self.page.goto(self.address + path)

    def picture(self, name: str) -> None:
        if PICTURES:
            width = self.page.viewport_size["width"]
            self.page.screenshot(path=str(Path(PICTURES) / f"{name}-{width}.png"), full_page=True)

    def good(self, name: str) -> None:
        assert_accessible(self.page)
        self.picture(name)


@pytest.fixture
def journey(phone_page, live_server):
    return Journey(phone_page, live_server)


@pytest.fixture
def at_desk(desk_page, live_server):
    return Journey(desk_page, live_server)


def test_a_manager_allocates_a_family_to_a_partner_and_later_to_another(journey):
    journey.given_i_manage_a_hub_with_a_family_waiting()
    when_i_open_the_family_that_waits(journey)
    when_i_look_for_somebody_who_speaks_polish(journey)
    then_i_give_her_the_family(journey)
    when_she_changes_jobs_i_name_another_and_say_why(journey)
    then_the_history_shows_both_and_one_change(journey)


def when_i_open_the_family_that_waits(journey) -> None:
    journey.open("/cases/")
    expect(journey.page.get_by_role("heading", level=1)).to_have_text("Cases")
    journey.good("cases")
    journey.page.get_by_role("link", name="Okonkwo").click()
    expect(journey.page.get_by_text("This family waits for a lead professional")).to_be_visible()
    journey.good("case-waiting")
    journey.page.get_by_role("link", name="Allocate a lead professional").first.click()


def when_i_look_for_somebody_who_speaks_polish(journey) -> None:
    page = journey.page
    expect(page.get_by_label("Ines Okafor")).to_be_visible()
    expect(page.get_by_text("3 families: 3 at level 3; weight 6")).to_be_visible()
    journey.good("allocate")
    if not page.get_by_label("Team").is_visible():
        page.get_by_text("Look further").click()
    page.get_by_label("Team").select_option("")
    page.get_by_label("Language").fill("polish")
    page.get_by_role("button", name="Show these people").click()
    expect(page.get_by_label("Ines Okafor")).to_have_count(0)
    expect(page.get_by_text("Skills: Speech and language. Speaks Polish. Monday to Wednesday.")).to_be_visible()


def then_i_give_her_the_family(journey) -> None:
    page = journey.page
    page.get_by_label("Wren Tully").check()
    page.get_by_role("button", name="Allocate").click()
    expect(page.get_by_text("Wren Tully is now the lead professional, and has been told")).to_be_visible()
    journey.good("case")


def when_she_changes_jobs_i_name_another_and_say_why(journey) -> None:
    page = journey.page
    page.get_by_role("link", name="Change the lead professional").click()
    page.get_by_label("Ines Okafor").check()
    page.get_by_role("button", name="Change the lead professional").click()
    expect(page.get_by_role("alert")).to_contain_text("Write down why the lead professional changes")
    journey.good("allocate-error")
    page.get_by_label("Why does the lead professional change from Wren Tully?").fill("Wren changes jobs")
    page.get_by_role("button", name="Change the lead professional").click()


def then_the_history_shows_both_and_one_change(journey) -> None:
    page = journey.page
    expect(page.get_by_text("this family has had to start again once")).to_be_visible()
    expect(page.get_by_text("Wren changes jobs").first).to_be_visible()
    assert [one.worker.name for one in queries.list_allocations(journey.case)] == ["Ines Okafor", "Wren Tully"]


def test_a_manager_allocates_by_keyboard_alone(at_desk):
    at_desk.given_i_manage_a_hub_with_a_family_waiting()
    at_desk.open("/work/team/")
    page = at_desk.page
    press_only(page, "summary.al-menu__name")
    page.keyboard.press("Enter")
    press_only(page, "details[open] .al-menu__list a", at_most=1)
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.matches('details:not([open]) > summary')")
    press_only(page, f"a[href='/cases/{at_desk.case.reference}/allocate/']")
    page.keyboard.press("Enter")
    page.wait_for_url("**/allocate/")
    press_only(page, "input[name=worker]")
    page.keyboard.press("Space")
    type_into(page, "textarea[name=reason]", "Knows the school")
    press_only(page, "form[data-autosave] button[type=submit]")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/cases/{at_desk.case.reference}/")
    assert Allocation.objects.get(case=at_desk.case).reason == "Knows the school"


def test_a_manager_reviews_an_opening_by_keyboard_alone(at_desk):
    at_desk.given_i_manage_a_hub_with_a_family_waiting()
    opening = open_beyond_grants(
        viewer=a_user("family-worker"), subject_kind="family", subject_id=at_desk.case.family_id, about=(),
        reason="The night team rang about this family", at=NOW,
    )  # fmt: skip
    page = at_desk.page
    at_desk.open("/work/team/")
    for link in ("/work/openings/", f"/work/openings/{opening.id}/review/"):
        press_only(page, f"main a[href='{link}']")
        page.keyboard.press("Enter")
        page.wait_for_url(f"**{link}")
    press_only(page, "input[name=was_right]")
    page.keyboard.press("Space")
    type_into(page, "#id_finding", "The night team is right")
    press_only(page, "main button[type=submit]")
    page.keyboard.press("Enter")
    page.wait_for_url("**/work/openings/")
    opening.refresh_from_db()
    assert (opening.was_right, opening.finding) == (True, "The night team is right")


def test_two_managers_at_once_the_second_sees_the_first_and_loses_nothing(at_desk):
    at_desk.given_i_manage_a_hub_with_a_family_waiting()
    at_desk.open(f"/cases/{at_desk.case.reference}/allocate/?team=")
    page = at_desk.page
    page.get_by_label("Wren Tully").check()
    page.get_by_label("Why this person?").fill("Speaks Polish")
    actions.allocate_lead(
        case=at_desk.case, worker=at_desk.hub.worker, reason="", by=a_user("hub-manager", team=at_desk.hub.team), at=NOW
    )
    page.get_by_role("button", name="Allocate").click()
    expect(page.get_by_role("alert")).to_contain_text("Somebody else changed this case")
    expect(page.get_by_text("led by Ines Okafor")).to_be_visible()
    expect(page.locator("textarea[name=reason]")).to_have_value("Speaks Polish")
    assert Case.objects.get(id=at_desk.case.id).lead == at_desk.hub.worker


def test_the_other_pages_of_cases_and_of_the_workforce_are_good(journey):
    journey.given_i_manage_a_hub_with_a_family_waiting()
    reference = journey.case.reference
    for name, path in {
        "share": f"/cases/{reference}/share-work/",
        "levels": "/cases/thresholds/",
        "level": "/cases/thresholds/1/",
        "note": f"/cases/{reference}/involvements/note/",
        "workers": "/workforce/?team=",
        "my-details": "/workforce/me/",
        "nobody": f"/cases/{reference}/allocate/?words=zzz",
        "closed": "/cases/?status=closed",
    }.items():
        journey.open(path)
        journey.good(name)
