"""A plan and the team around the family: built, met about, reviewed, given to the family; on screen and by keyboard."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from alongside.plans import rules
from alongside.plans.models import Action, FamilyCopy, Meeting, Need, Plan
from tests.assessments.given import given_a_complete_assessment
from tests.browser import assert_accessible, press_only, type_into
from tests.plans.given import (
    given_a_held_meeting,
    given_a_meeting,
    given_a_plan,
    given_an_account,
    given_an_agreed_plan,
)

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def signed_in(page, live_server, user) -> None:
    client = Client()
    client.force_login(user)
    page.context.add_cookies(
        [{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}]
    )


def test_a_worker_builds_a_plan_from_what_the_family_told(desk_page, live_server):
    home, _ = given_a_complete_assessment()
    signed_in(desk_page, live_server, home.worker)
    desk_page.goto(live_server.url + reverse("cases:case", args=[home.case.reference]))
    desk_page.get_by_role("button", name="Begin the plan").click()
    assert "Sleeps badly" in desk_page.locator("main").inner_text()
    desk_page.get_by_role("button", name="Begin the plan").click()
    desk_page.get_by_role("heading", name="Build the plan with the family").wait_for()
    plan = Plan.objects.get(case=home.case)
    desk_page.get_by_role("link", name="What the family wants").click()
    desk_page.get_by_label("What does the family want?").fill("We want to sleep all night")
    desk_page.get_by_role("button", name="Add this goal").click()
    desk_page.get_by_role("heading", name="What to do next").wait_for()
    for need in Need.objects.filter(plan=plan).order_by("position"):
        desk_page.goto(
            live_server.url + reverse("plans:agree_action", args=[plan.reference]) + f"?about=need-{need.position}"
        )
        desk_page.get_by_label("What will be done?").fill("Try the bedtime plan")
        desk_page.get_by_label("Ana Marlowe, the family").check()
        day = timezone.localdate() + timedelta(days=14)
        for box, value in (("day", day.day), ("month", day.month), ("year", day.year)):
            desk_page.locator(f"#id_due_on_{box}").fill(str(value))
        desk_page.get_by_role("button", name="Agree this action").click()
        desk_page.get_by_role("heading", name="What to do next").wait_for()
    desk_page.get_by_role("button", name="Agree the plan").click()
    desk_page.get_by_role("button", name="The plan is agreed").click()
    desk_page.get_by_text("Being worked on").first.wait_for()
    assert Plan.objects.get(id=plan.id).status == rules.PlanStatus.ACTIVE
    assert_accessible(desk_page)


def test_a_lead_holds_a_meeting_by_keyboard_and_a_reload_loses_nothing(desk_page, live_server):
    planned = given_an_agreed_plan()
    now = timezone.now()
    meeting = given_a_meeting(planned, planned_at=now + timedelta(minutes=5), at=now)
    signed_in(desk_page, live_server, planned.worker)
    url = live_server.url + reverse("plans:hold_review", args=[planned.plan.reference, meeting.reference])
    desk_page.goto(url)
    press_only(desk_page, "#id_family_heard_0")
    desk_page.keyboard.press("Space")
    with desk_page.expect_response(lambda answer: answer.ok and "the+walks" in (answer.request.post_data or "")):
        type_into(desk_page, "#id_family_voice", "Mornings are calmer since the walks")
    desk_page.goto(url)
    assert desk_page.locator("#id_family_voice").input_value() == "Mornings are calmer since the walks"
    press_only(desk_page, "#id_young_heard_0")
    desk_page.keyboard.press("ArrowDown")
    type_into(desk_page, "#id_no_young_voice_why", "At school")
    press_only(desk_page, "main form button[type=submit]")
    desk_page.keyboard.press("Enter")
    desk_page.get_by_role("heading", name="What to do next").wait_for()
    held = Meeting.objects.get(id=meeting.id)
    assert (held.status, held.family_voice) == ("held", "Mornings are calmer since the walks")
    assert_accessible(desk_page)


def test_a_lead_gives_the_family_its_copy_on_a_phone(phone_page, live_server):
    planned = given_an_agreed_plan()
    given_a_held_meeting(planned)
    signed_in(phone_page, live_server, planned.worker)
    phone_page.goto(live_server.url + reverse("plans:plan", args=[planned.plan.reference]))
    phone_page.get_by_role("button", name="Make the family’s copy").click()
    phone_page.get_by_role("button", name="Make the family’s copy").click()
    phone_page.get_by_role("link", name="The family has copy 1").click()
    phone_page.get_by_label("How did they get it?").fill("In Ana’s hands")
    phone_page.get_by_role("button", name="Save").click()
    phone_page.get_by_text("In Ana’s hands").wait_for()
    assert FamilyCopy.objects.get().given_how == "In Ana’s hands"
    assert_accessible(phone_page)


def test_the_first_page_of_a_draft_says_what_it_lacks(phone_page, live_server):
    planned = given_a_plan()
    signed_in(phone_page, live_server, planned.worker)
    for name in ("plan", "build", "place_needs"):
        phone_page.goto(live_server.url + reverse(f"plans:{name}", args=[planned.plan.reference]))
        assert_accessible(phone_page)


def test_a_parent_and_a_worker_add_to_the_record_by_keyboard(desk_page, live_server):
    planned = given_an_agreed_plan()
    family = planned.home.family
    signed_in(desk_page, live_server, given_an_account(planned, planned.home.mother))
    desk_page.goto(live_server.url + reverse("family:home"))
    press_only(desk_page, "a[href*='/tick/']")
    desk_page.keyboard.press("Enter")
    desk_page.wait_for_url("**/tick/")
    type_into(desk_page, "#id_what_came", "Twice without a fuss")
    press_only(desk_page, "main button")
    desk_page.keyboard.press("Enter")
    desk_page.get_by_text("It is ticked").wait_for()
    assert Action.objects.get(plan=planned.plan, owner_person=planned.home.mother).status == rules.ActionStatus.DONE

    signed_in(desk_page, live_server, planned.worker)
    desk_page.goto(live_server.url + reverse("record:family", args=[family.reference]))
    press_only(desk_page, f"a[href='{reverse('record:chronology', args=[family.reference])}']")
    desk_page.keyboard.press("Enter")
    desk_page.wait_for_url("**/chronology/")
    press_only(desk_page, "a[href$='/chronology/add/']")
    desk_page.keyboard.press("Enter")
    desk_page.wait_for_url("**/chronology/add/")
    for box, value in zip(("day", "month", "year"), ("3", "2", "2026"), strict=True):
        type_into(desk_page, f"#id_happened_on_{box}", value)
    type_into(desk_page, "#id_what", "Tamsin moved school")
    type_into(desk_page, "#id_why_it_matters", "Her friends stayed behind")
    press_only(desk_page, "form[data-autosave] button")
    desk_page.keyboard.press("Enter")
    desk_page.get_by_role("cell", name="Tamsin moved school", exact=True).wait_for()
