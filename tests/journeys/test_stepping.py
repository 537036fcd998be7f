"""A family steps up to social care and down again; a case closes and is reopened: nothing is keyed twice."""

import pytest
from playwright.sync_api import expect

from alongside.cases import actions
from alongside.cases.models import Case
from alongside.foundation.drafts.models import Draft
from tests.browser import press_only, type_into
from tests.cases.given import given_a_family, given_a_hub, given_an_allocated_case, step_up
from tests.factories import NOW, TODAY
from tests.journeys.test_allocating import Journey

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def journey(phone_page, live_server):
    return given_i_lead_a_family(Journey(phone_page, live_server))


@pytest.fixture
def at_desk(desk_page, live_server):
    return given_i_lead_a_family(Journey(desk_page, live_server))


def given_i_lead_a_family(journey) -> Journey:
    journey.hub = given_a_hub()
    journey.case = given_an_allocated_case(journey.hub, family=given_a_family("Okonkwo"))
    actions.ensure_threshold_document(from_on=TODAY, at=NOW)
    journey.given_i_am_signed_in(journey.hub.worker)
    journey.open(f"/cases/{journey.case.reference}/")
    return journey


def test_a_family_steps_up_and_comes_back_to_the_same_worker(journey):
    when_i_step_up(journey)
    then_it_is_said_back(journey, "Stepped up to social care")
    when_social_care_steps_down(journey)
    then_it_is_said_back(journey, "Stepped down from social care")
    assert Case.objects.get(id=journey.case.id).lead == journey.hub.worker


def when_i_step_up(journey) -> None:
    page = journey.page
    page.get_by_role("link", name="Step up to social care").click()
    page.get_by_role("button", name="Step up to social care").click()
    expect(page.get_by_role("alert")).to_contain_text("Choose the team of social care")
    journey.good("step-up-error")
    page.get_by_label("Which team of social care takes it?").select_option(journey.hub.social_care.slug)
    page.get_by_label("Why?").fill("A child was hurt, and the parents cannot say how.")
    page.get_by_label("Who agreed?").fill("Mara Quill, hub manager")
    page.get_by_label("What did the family say?").fill("They know, and are frightened.")
    page.get_by_role("button", name="Step up to social care").click()


def then_it_is_said_back(journey, words: str) -> None:
    expect(journey.page.get_by_role("heading", level=1)).to_have_text(words)
    expect(journey.page.get_by_text("What happens next")).to_be_visible()
    journey.good("step-taken")


def when_social_care_steps_down(journey) -> None:
    page = journey.page
    journey.given_i_am_signed_in(journey.hub.social_worker)
    journey.open(f"/cases/{journey.case.reference}/")
    page.get_by_role("link", name="Step down to early help").click()
    expect(page.get_by_label("Who did the meeting name as lead professional?")).to_have_value("Ines Okafor")
    journey.good("step-down")
    page.get_by_label("Level 3: targeted").check()
    for box, value in (("Day", "2"), ("Month", "3"), ("Year", "2026")):
        page.get_by_label(box, exact=True).fill(value)
    page.get_by_label("Why?").fill("The child protection plan has ended.")
    page.get_by_label("Who agreed?").fill("The core group")
    page.get_by_label("What did the family say?").fill("Please let it be Ines again.")
    page.get_by_role("button", name="Step down to early help").click()


def test_a_case_closes_with_its_outcome_and_is_reopened_as_it_was(journey):
    page = journey.page
    page.get_by_role("link", name="Close this case").click()
    journey.good("close")
    page.get_by_label("The needs in the plan were met").check()
    page.get_by_label("What changed, and what keeps it so?").fill("School every day for a term.")
    page.get_by_label("Who agreed?").fill("The mother and the school")
    page.get_by_label("What did the family say?").fill("We can do it now.")
    page.get_by_role("button", name="Close this case").click()
    then_it_is_said_back(journey, "Closed")
    page.get_by_role("button", name="Go to the case").click()
    journey.good("case-closed")
    page.get_by_role("link", name="Reopen this case").click()
    page.get_by_label("Level 2: early help").check()
    page.get_by_label("Why?").fill("School has rung.")
    journey.good("reopen")
    page.get_by_role("button", name="Reopen this case").click()
    then_it_is_said_back(journey, "Reopened")


def test_a_half_written_step_is_there_again_after_leaving(at_desk):
    page = at_desk.page
    page.get_by_role("link", name="Close this case").click()
    page.get_by_label("What changed, and what keeps it so?").fill("Half a thought")
    expect(page.locator("[data-autosave-status]")).to_contain_text("Saved at")
    at_desk.open("/cases/")
    at_desk.open(f"/cases/{at_desk.case.reference}/close/")
    expect(page.get_by_label("What changed, and what keeps it so?")).to_have_value("Half a thought")
    assert Draft.objects.filter(owner=at_desk.hub.worker).count() == 1


def test_a_step_is_taken_by_keyboard_alone(at_desk):
    page = at_desk.page
    at_desk.open(f"/cases/{at_desk.case.reference}/level/change/")
    press_only(page, "input[name=level]")
    page.keyboard.press("Space")
    type_into(page, "textarea[name=why]", "School goes well")
    press_only(page, "form[data-autosave] button[type=submit]")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Level of need changed")


def test_a_double_click_closes_once(at_desk):
    page = at_desk.page
    step_up(at_desk.case, at_desk.hub)
    at_desk.open(f"/cases/{at_desk.case.reference}/close/")
    page.get_by_label("Social care is now helping instead").check()
    for label in ("What changed, and what keeps it so?", "Who agreed?", "What did the family say?"):
        page.get_by_label(label).fill("It is agreed")
    page.get_by_role("button", name="Close this case").dblclick()
    expect(page.get_by_role("heading", level=1)).to_have_text("Closed")
    assert at_desk.case.steps.filter(kind="closed").count() == 1
