"""A plan and the team around the family: built, met about, reviewed, given to the family; on screen and by keyboard."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from alongside.plans import actions, rules
from alongside.plans.models import FamilyCopy, Meeting, Need, Plan
from tests.assessments.given import given_a_complete_assessment
from tests.browser import assert_accessible, press_only, type_into
from tests.plans.given import (
    given_a_held_meeting,
    given_a_meeting,
    given_a_partner,
    given_a_plan,
    given_an_agreed_plan,
    outcome,
)

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def signed_in(page, live_server, user) -> None:
    client = Client()
    client.force_login(user)
    page.context.add_cookies(
        [{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}]
    )


def a_lived_in_plan():
    """An agreed plan that has met once, with a scale, a partner asked, a copy made and a review planned."""
    planned = given_an_agreed_plan()
    by = planned.do()
    scale = actions.set_scale(plan=planned.plan, outcome=outcome(planned.plan, "relationships"), name="Mornings before school",
                              one_means="shouting every day", ten_means="we leave smiling", person=planned.home.mother, **by)
    actions.read_scale(scale=scale, value=3, read_on=planned.plan.started_on, said_by="Ana", **by)
    actions.invite_to_team(plan=planned.plan, user=given_a_partner(planned), part="Class teacher", **by)
    given_a_held_meeting(planned, readings=[actions.Reading(scale, 5, "Ana")])
    actions.make_family_copy(plan=planned.plan, **planned.do(timezone.now()))
    meeting = given_a_meeting(planned, kind=rules.MeetingKind.REVIEW, planned_at=timezone.now() + timedelta(hours=1),
                              at=timezone.now())
    return planned.fresh(), meeting


def paths(planned, meeting) -> list[str]:
    reference = planned.plan.reference
    member = planned.plan.team.filter(user__kind="partner").get()
    named = [
        ("plan",), ("build",), ("print",), ("end_plan",), ("place_needs",), ("add_need",), ("change_need", 1),
        ("settle_need", 1), ("set_goal",), ("change_goal", 1), ("agree_action",), ("finish_action", 1),
        ("say_not_done", 1), ("put_off_action", 1), ("invite_to_team",), ("ask_family",), ("leave_team", member.id),
        ("set_scale",), ("read_scale", 1), ("plan_meeting",), ("meeting", meeting.reference),
        ("move_meeting", meeting.reference), ("cancel_meeting", meeting.reference), ("hold_review", meeting.reference),
        ("copies",), ("give_family_copy", 1),
    ]
    return [reverse(f"plans:{name}", args=[reference, *args]) for name, *args in named]


def test_every_page_of_a_plan_is_accessible_at_both_widths(any_page, live_server):
    planned, meeting = a_lived_in_plan()
    signed_in(any_page, live_server, planned.worker)
    for path in paths(planned, meeting):
        any_page.goto(live_server.url + path)
        assert any_page.locator("h1").count() == 1, path
        assert_accessible(any_page)
