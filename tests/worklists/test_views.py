"""Where a day begins: for a worker, a manager, a family, and someone new."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from alongside.foundation.access.actions import open_beyond_grants
from alongside.foundation.drafts.actions import save_draft, start_or_resume_draft
from alongside.foundation.notifications.actions import tell
from alongside.frontdoor.actions import take_on
from alongside.plans.models import Plan
from alongside.worklists import queries
from tests.assessments.given import given_an_assessment
from tests.cases.given import given_a_case, given_a_hub, given_an_allocated_case
from tests.factories import NOW, TODAY, a_team, a_user
from tests.frontdoor.given import a_worker, given_a_contact
from tests.panels.given import given_a_panel, given_an_item, given_papers_sent
from tests.plans.given import given_an_agreed_plan

pytestmark = pytest.mark.django_db
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


def signed_in(user) -> Client:
    client = Client()
    client.force_login(user, backend=BACKEND)
    return client


@pytest.fixture
def hub():
    return given_a_hub()


class TestHome:
    def test_someone_new_is_welcomed(self):
        assert "Ask for help for a family" in Client().get("/").content.decode()

    def test_a_worker_goes_to_their_work(self, hub):
        assert signed_in(hub.worker).get("/").headers["Location"] == reverse("worklists:mine")

    def test_a_parent_goes_to_the_family_s_plan(self):
        user = a_user("family-member", kind="family")
        assert signed_in(user).get("/").headers["Location"] == reverse("family:home")


class TestMine:
    def test_what_is_owed_stands_with_its_rule(self, hub):
        case = given_an_allocated_case(hub)
        page = signed_in(hub.worker).get(reverse("worklists:mine")).content.decode()
        assert case.reference in page
        assert "Start the early help assessment" in page
        assert "Why this day?" in page

    def test_a_contact_waits_with_its_rule(self):
        worker = a_worker()
        contact = take_on(contact=given_a_contact(), by=worker, at=NOW)
        page = signed_in(worker).get(reverse("worklists:mine")).content.decode()
        assert contact.reference in page

    def test_an_assessment_begun_is_taken_up_where_it_stands(self):
        home, assessment = given_an_assessment()
        page = signed_in(home.worker).get(reverse("worklists:mine")).content.decode()
        assert reverse("assessments:detail", args=[assessment.reference]) in page

    def test_what_a_panel_waits_for_stands_among_the_work(self):
        table = given_a_panel()
        given_an_item(table)
        given_papers_sent(table)
        page = signed_in(table.user("health")).get(reverse("worklists:mine")).content.decode()
        assert table.sitting.reference in page

    def test_a_plan_whose_review_is_late_stands_with_its_lead(self):
        planned = given_an_agreed_plan()
        Plan.objects.filter(id=planned.plan.id).update(review_due_on=TODAY - timedelta(days=400))
        day = queries.get_mine(viewer=planned.worker, today=TODAY)
        assert planned.plan.reference in {one.reference for shelf in day.shelves.values() for one in shelf}

    def test_an_empty_day_is_kind(self):
        assert "Nothing is due" in signed_in(a_user("family-worker")).get(reverse("worklists:mine")).content.decode()

    def test_a_notice_stands_until_it_is_read(self, hub):
        tell(user=hub.worker, kind="x", words="A review is recorded", link="/work/", at=NOW)
        assert "A review is recorded" in signed_in(hub.worker).get(reverse("worklists:mine")).content.decode()

    def test_what_was_begun_is_found_again(self, hub):
        draft = start_or_resume_draft(form="frontdoor.ask", owner=hub.worker, at=NOW)
        save_draft(draft=draft, fields={"worries": ["Tired"]}, revision=0, at=NOW)
        page = signed_in(hub.worker).get(reverse("worklists:mine")).content.decode()
        assert reverse("frontdoor:fill_in", args=[draft.id]) in page

    @pytest.mark.parametrize("families", [1, 12])
    def test_as_many_questions_for_one_family_as_for_many(self, hub, families):
        for _ in range(families):
            given_an_allocated_case(hub)
        client = signed_in(hub.worker)
        client.get(reverse("worklists:mine"))
        with CaptureQueriesContext(connection) as asked:
            client.get(reverse("worklists:mine"))
        assert len(asked) <= 20


class TestTeam:
    def test_a_manager_sees_who_waits_and_who_carries_what(self, hub):
        case = given_a_case(hub)
        page = signed_in(hub.manager).get(reverse("worklists:team")).content.decode()
        assert case.reference in page
        assert hub.worker.name in page
        assert "two working days" in page

    def test_a_worker_does_not(self, hub):
        assert signed_in(hub.worker).get(reverse("worklists:team")).status_code == 404

    def test_a_manager_of_no_team_is_told_what_to_do(self):
        page = signed_in(a_user("hub-manager")).get(reverse("worklists:team")).content.decode()
        assert "You are in no team yet" in page

    def test_whoever_runs_the_service_sees_the_day_of_every_hub(self, hub):
        assert hub.team in queries.list_own_teams(viewer=a_user("service-manager"))

    def test_another_team_is_not_to_be_had_by_its_name(self, hub):
        other = a_team(name="Another hub")
        day = queries.get_team_day(viewer=hub.manager, team_id=other.id, today=TODAY)
        assert day.team == hub.team

    @pytest.mark.parametrize("families", [1, 12])
    def test_as_many_questions_for_one_family_as_for_many(self, hub, families):
        for _ in range(families):
            given_an_allocated_case(hub)
            given_a_case(hub)
        client = signed_in(hub.manager)
        client.get(reverse("worklists:team"))
        with CaptureQueriesContext(connection) as asked:
            client.get(reverse("worklists:team"))
        assert len(asked) <= 20

    def test_a_late_plan_says_who_leads_it(self):
        planned = given_an_agreed_plan()
        Plan.objects.filter(id=planned.plan.id).update(review_due_on=TODAY - timedelta(days=400))
        page = signed_in(planned.home.manager).get(reverse("worklists:team")).content.decode()
        assert f"Marlowe: {planned.worker.name}" in page

    def test_an_assessment_that_is_due_stands_with_its_lead(self):
        home, assessment = given_an_assessment()
        day = queries.get_team_day(viewer=home.manager, team_id=None, today=TODAY)
        [owed] = [one for shelf in day.shelves.values() for one in shelf]
        assert owed.reference == assessment.case.reference
        assert owed.due_on == assessment.due_on
        assert home.worker.name in owed.owner

    def test_a_plan_that_has_been_open_for_long_is_to_be_talked_over(self):
        planned, later = given_an_agreed_plan(), TODAY + timedelta(days=400)
        [drifting] = queries.get_team_day(viewer=planned.home.manager, team_id=None, today=later).drifting
        assert drifting.reference == planned.plan.reference
        assert planned.worker.name in drifting.owner


class TestOpenings:
    @pytest.fixture
    def opening(self, hub):
        case = given_a_case(hub)
        return open_beyond_grants(
            viewer=a_user("family-worker"),
            subject_kind="family",
            subject_id=case.family_id,
            about=(),
            reason="The night team rang about this family",
            at=NOW,
        )

    def test_a_manager_reviews_one(self, hub, opening):
        client = signed_in(hub.manager)
        assert "The night team rang" in client.get(reverse("worklists:openings")).content.decode()
        page = reverse("worklists:review_opening", args=[opening.id])
        assert client.get(page).status_code == 200
        assert "Error: " in client.post(page, {"finding": ""}).content.decode()
        assert client.post(page, {"was_right": "yes", "finding": ""}).status_code == 302
        assert client.get(page).status_code == 404

    def test_a_worker_does_not(self, hub, opening):
        assert signed_in(hub.worker).get(reverse("worklists:openings")).status_code == 404
