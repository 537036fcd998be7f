"""What people do with a plan: each verb once, twice, and refused from the same set-up."""

from datetime import timedelta

import pytest

from alongside.foundation.access.access import is_open_to
from alongside.foundation.audit.models import Entry
from alongside.foundation.notifications.models import Letter, Notice
from alongside.plans import actions, rules
from alongside.plans.models import Goal, Need, Plan, TeamMember
from tests.assessments.given import given_a_household
from tests.factories import NOW, TODAY, a_user
from tests.plans.given import (
    given_a_plan,
    given_an_agreed_plan,
    outcome,
)

pytestmark = pytest.mark.django_db
REFUSED = actions.PlanRefused


def test_a_plan_begins_with_what_the_assessment_found():
    planned = given_a_plan()
    needs = list(Need.objects.filter(plan=planned.plan).order_by("position"))
    assert [need.words for need in needs] == ["Sleeps badly"] * 3
    assert {need.person_id for need in needs} == {
        planned.home.girl.id, planned.home.boy.id, planned.home.unborn.id
    }
    assert all(need.outcome.key == "health" and need.strengths == "Well" for need in needs)
    assert all(need.source.startswith("Early help assessment") and need.said_by == "Mum" for need in needs)


def test_a_plan_is_started_once():
    planned = given_a_plan()
    again = actions.start_plan(case=planned.home.case, **planned.do(NOW + timedelta(days=1)))
    assert again.id == planned.plan.id
    assert Entry.objects.filter(kind="plans.started").count() == 1


def test_the_first_meeting_is_due_fifteen_working_days_after_the_assessment():
    assert given_a_plan().plan.review_due_on.isoformat() == "2026-03-23"


def test_the_team_begins_with_the_lead_the_parents_and_the_older_children():
    planned = given_a_plan()
    team = TeamMember.objects.filter(plan=planned.plan)
    assert {one.user_id or one.person_id for one in team} == {
        planned.worker.id, planned.home.mother.id, planned.home.father.id, planned.home.girl.id
    }


def test_a_plan_is_started_only_by_those_who_work_with_the_family_and_while_it_is_helped():
    home = given_a_household(is_allocated=False)
    with pytest.raises(REFUSED, match="Only those who work with this family"):
        actions.start_plan(case=home.case, by=a_user("family-worker"), at=NOW)
    with pytest.raises(REFUSED, match="has a lead professional"):
        actions.start_plan(case=home.case, by=home.manager, at=NOW)


def test_a_plan_is_agreed_when_it_lacks_nothing():
    planned = given_an_agreed_plan()
    assert planned.plan.status == rules.PlanStatus.ACTIVE
    again = actions.agree_plan(plan=planned.plan, version=0, agreed_on=TODAY, **planned.do())
    assert again.version == planned.plan.version


def test_a_plan_that_lacks_something_says_what():
    planned = given_a_plan()
    with pytest.raises(REFUSED, match="goal in the family’s own words"):
        actions.agree_plan(plan=planned.plan, version=planned.plan.version, agreed_on=TODAY, **planned.do())
