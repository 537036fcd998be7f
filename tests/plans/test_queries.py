"""Reading plans: who may, what is due by which rule, and a fixed number of questions to the database."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from alongside.foundation.access.actions import give_grant
from alongside.foundation.access.rules import GrantReason
from alongside.foundation.identity.models import User
from alongside.plans import actions, queries, rules
from alongside.plans.access import may_see_plan
from alongside.plans.models import Meeting, Plan
from tests.assessments.given import given_a_household
from tests.factories import NOW, TODAY, a_user
from tests.plans.given import (
    LATER,
    given_a_held_meeting,
    given_a_meeting,
    given_a_partner,
    given_a_plan,
    given_an_account,
    given_an_agreed_plan,
    outcome,
)

pytestmark = pytest.mark.django_db
SOON = TODAY + timedelta(days=7)


def asked(action) -> int:
    with CaptureQueriesContext(
        connection,
    ) as caught:
        action()
    return len(caught)


def test_a_plan_is_found_by_those_whom_a_grant_lets_and_nobody_else():
    planned = given_an_agreed_plan()
    reference = planned.plan.reference
    assert queries.get_plan(viewer=planned.worker, reference=reference).id == planned.plan.id
    with pytest.raises(queries.PlanNotFound):
        queries.get_plan(viewer=a_user("family-worker"), reference=reference)
    with pytest.raises(queries.PlanNotFound):
        queries.get_plan(viewer=planned.worker, reference="PL-000")


def test_a_member_of_the_family_reads_their_plan_by_its_own_door_only():
    planned = given_an_agreed_plan()
    mother = given_an_account(planned, planned.home.mother)
    with pytest.raises(queries.PlanNotFound):
        queries.get_plan(viewer=mother, reference=planned.plan.reference)
    assert queries.plan_for_family(viewer=mother).plan.id == planned.plan.id
    assert queries.plan_for_family(viewer=planned.worker) is None


def test_the_family_keeps_its_ended_plan_and_sees_the_newer_one_first():
    planned = given_a_plan(is_assessed=False)
    mother = given_an_account(planned, planned.home.mother)
    ended = actions.end_plan(plan=planned.plan, why="By mistake", **planned.do())
    assert queries.plan_for_family(viewer=mother).plan.id == ended.id
    newer = actions.start_plan(case=planned.home.case, **planned.do())
    assert queries.plan_for_family(viewer=mother).plan.id == newer.id
    assert queries.plan_of_case(viewer=planned.worker, case=planned.home.case).id == newer.id
    both = queries.list_plans_of_case(viewer=planned.worker, case=planned.home.case)
    assert {one.id for one in both} == {ended.id, newer.id}


def test_the_plan_of_a_case_that_has_none():
    home = given_a_household()
    assert queries.plan_of_case(viewer=home.worker, case=home.case) is None


def test_the_plan_of_a_case_that_has_ended_is_its_latest():
    planned = given_a_plan(is_assessed=False)
    ended = actions.end_plan(plan=planned.plan, why="By mistake", **planned.do())
    assert queries.plan_of_case(viewer=planned.worker, case=planned.home.case).id == ended.id


def test_a_meeting_is_found_with_its_plan():
    planned = given_an_agreed_plan()
    meeting = given_a_meeting(planned)
    assert queries.get_meeting(viewer=planned.worker, reference=meeting.reference).plan_id == planned.plan.id
    for viewer in (a_user("family-worker"), given_an_account(planned, planned.home.mother)):
        with pytest.raises(queries.PlanNotFound):
            queries.get_meeting(viewer=viewer, reference=meeting.reference)


def test_the_whole_plan_is_read_in_as_many_questions_with_one_row_or_fifty():
    planned = given_an_agreed_plan()
    plan = queries.get_plan(viewer=planned.worker, reference=planned.plan.reference)
    few = asked(lambda: queries.whole_of(plan))
    by = planned.do()
    need = planned.plan.needs.get()
    for number in range(50):
        actions.add_need(plan=plan, outcome=outcome(plan), words=f"Need {number}", **by)
        actions.agree_action(plan=plan, need=need, what=f"Do {number}", owner=planned.worker, due_on=SOON, **by)
    assert asked(lambda: queries.whole_of(plan)) == few <= 14
    whole = queries.whole_of(plan)
    assert (len(whole.needs), len(whole.actions), len(whole.lacks)) == (51, 52, 100 - 50)


def test_what_is_held_and_what_is_next():
    planned = given_an_agreed_plan()
    assert queries.whole_of(planned.plan).next_meeting is None
    held = given_a_held_meeting(planned)
    planned_one = given_a_meeting(
        planned, kind=rules.MeetingKind.REVIEW, planned_at=LATER + timedelta(days=42), at=LATER
    )
    whole = queries.whole_of(planned.plan)
    assert (whole.held, whole.next_meeting) == ([held], planned_one)


def test_reviews_held_counts_reviews_only():
    planned = given_an_agreed_plan()
    given_a_held_meeting(planned)
    assert queries.reviews_held(planned.home.case) == 0
    given_a_held_meeting(planned, kind=rules.MeetingKind.REVIEW, held_on=LATER.date() + timedelta(days=42))
    assert queries.reviews_held(planned.home.case) == 1


def test_a_plan_is_counted_in_one_question():
    planned = given_an_agreed_plan()
    given_a_held_meeting(planned)
    counts = queries.count_of(planned.plan)
    assert (counts.needs_open, counts.needs_met, counts.to_do, counts.done, counts.meetings_held) == (1, 0, 2, 0, 1)
    assert asked(lambda: queries.count_of(planned.plan)) == 1


def test_may_write_and_may_hold():
    planned = given_an_agreed_plan()
    assert queries.may_write(viewer=planned.worker, plan=planned.plan)
    assert not queries.may_write(viewer=given_a_partner(planned), plan=planned.plan)
    Plan.objects.filter(id=planned.plan.id).update(status="paused")
    paused = Plan.objects.get(id=planned.plan.id)
    assert not queries.may_write(viewer=planned.worker, plan=paused)
    assert queries.may_hold(viewer=planned.worker, plan=paused)
    assert not may_see_plan(a_user("family-worker"), paused)


def test_what_someone_has_to_do():
    planned = given_an_agreed_plan()
    (own,) = queries.list_actions_of(viewer=planned.worker, owner=planned.worker)
    (hers,) = queries.list_actions_of(viewer=planned.worker, owner=planned.home.mother)
    assert (own.what, hers.what) == ("Meet Tamsin at the gate", "Walk Tamsin in")
    assert queries.list_actions_of(viewer=a_user("family-worker"), owner=planned.worker) == []


def kinds(planned, today) -> list[tuple]:
    return [(row.kind, row.is_late) for row in queries.work_of(viewer=planned.worker, today=today)]


def test_the_work_of_a_lead_is_what_is_due_with_its_rule():
    planned = given_an_agreed_plan()
    assert kinds(planned, TODAY) == [("action", False)]
    assert kinds(planned, TODAY + timedelta(days=10)) == [("action", True), ("late_action", True), ("review", False)]
    (row, _, review) = queries.work_of(viewer=planned.worker, today=TODAY + timedelta(days=10))
    assert row.link == f"/plans/{planned.plan.reference}/actions/1/finish/"
    assert row.family_name == "Marlowe"
    assert "overdue on the day after" in row.rule
    assert "within 15 working days" in review.rule


def test_a_meeting_past_and_not_written_up_is_work_and_then_the_familys_copy():
    planned = given_an_agreed_plan()
    meeting = given_a_meeting(planned)
    rows = {row.kind: row for row in queries.work_of(viewer=planned.worker, today=LATER.date())}
    assert rows["write_up"].due_on.isoformat() == "2026-03-19"
    assert "review" not in rows
    actions.hold_review(
        meeting=meeting,
        version=1,
        held_on=LATER.date(),
        said=actions.Said(family_voice="Well"),
        by=planned.worker,
        at=LATER + timedelta(hours=2),
    )
    rows = {row.kind: row for row in queries.work_of(viewer=planned.worker, today=LATER.date() + timedelta(days=30))}
    assert "within 5 working days" in rows["family_copy"].rule
    assert "every 6 weeks" in rows["review"].rule


def test_an_invitation_is_work_until_it_is_answered():
    planned = given_an_agreed_plan()
    partner = given_a_partner(planned)
    member = actions.invite_to_team(plan=planned.plan, user=partner, part="Teacher", **planned.do())
    (row,) = queries.work_of(viewer=partner, today=TODAY)
    assert row.kind == "invitation"
    actions.answer_invitation(member=member, answer=rules.Answer.ACCEPTED, by=partner, at=NOW)
    assert queries.work_of(viewer=partner, today=TODAY) == []


def test_a_plan_drifts_after_a_year_or_three_reviews():
    planned = given_an_agreed_plan()
    assert not queries.drift_rule(planned.plan, today=TODAY)
    assert queries.drift_rule(planned.plan, today=TODAY + timedelta(days=366))
    for weeks in (0, 6, 12):
        given_a_held_meeting(planned, kind=rules.MeetingKind.REVIEW, held_on=LATER.date() + timedelta(weeks=weeks))
    assert queries.drift_rule(planned.plan, today=LATER.date() + timedelta(weeks=13))
    rows = queries.work_of(viewer=planned.worker, today=LATER.date() + timedelta(weeks=13))
    assert "drift" in {row.kind for row in rows}
    Plan.objects.filter(id=planned.plan.id).update(status="paused")
    planned.plan.refresh_from_db()
    assert not queries.drift_rule(planned.plan, today=TODAY + timedelta(days=366))


def test_a_manager_sees_the_late_and_the_drifting_plans_of_their_hub():
    planned, other = given_an_agreed_plan(), given_an_agreed_plan()
    late = TODAY + timedelta(days=400)
    asks = {"viewer": planned.home.manager, "today": late}
    assert [one.id for one in queries.list_plans_overdue(**asks)] == [planned.plan.id]
    assert [one.id for one in queries.list_plans_overdue(**asks, team=planned.home.team)] == [planned.plan.id]
    assert queries.list_plans_overdue(**asks, team=other.home.team).rows == []
    assert [one.id for one in queries.list_plans_drifting(**asks)] == [planned.plan.id]
    assert queries.list_plans_overdue(**asks | {"today": TODAY}).rows == []
    assert queries.list_plans_drifting(**asks | {"today": TODAY}).rows == []
    for ask in (queries.list_plans_overdue, queries.list_plans_drifting):
        assert ask(viewer=planned.worker, today=late).rows == []
    assert "every 6 weeks" in queries.review_rule(TODAY)


def test_late_plans_come_in_pages_by_key():
    planned = given_an_agreed_plan()
    manager = planned.home.manager
    references = {planned.plan.reference}
    for _ in range(2):
        other = given_an_agreed_plan()
        give_grant(
            subject_kind="family", subject_id=other.home.family.id, holder=manager, reason=GrantReason.HUB, at=NOW
        )
        references.add(other.plan.reference)
    late = TODAY + timedelta(days=90)
    first = queries.list_plans_overdue(viewer=manager, today=late, size=2)
    second = queries.list_plans_overdue(viewer=manager, today=late, size=2, after=first.next_key)
    assert {one.reference for one in (*first, *second)} == references
    assert (len(first), len(second)) == (2, 1)


def test_work_asks_as_many_questions_with_one_plan_or_many_actions():
    planned = given_an_agreed_plan()
    late = TODAY + timedelta(days=10)
    worker = User.objects.filter(id=planned.worker.id)
    few = asked(lambda: queries.work_of(viewer=worker.get(), today=late))
    need = planned.plan.needs.get()
    for number in range(50):
        actions.agree_action(
            plan=planned.plan, need=need, what=f"Do {number}", owner=planned.worker, due_on=SOON, **planned.do()
        )
    assert asked(lambda: queries.work_of(viewer=worker.get(), today=late)) == few <= 12


def test_the_familys_copy_says_the_plan_in_words():
    planned = given_an_agreed_plan()
    by = planned.do()
    scale = actions.set_scale(
        plan=planned.plan, outcome=outcome(planned.plan), name="Mornings", one_means="bad", ten_means="good", **by
    )
    actions.invite_to_team(plan=planned.plan, name="Dee Lowe", agency_name="Surgery", part="Nurse", **by)
    actions.set_goal(plan=planned.plan, words="Calm", **by)
    actions.agree_action(
        plan=planned.plan,
        need=planned.plan.needs.get(),
        what="Weigh Joss",
        owner_name="Dee Lowe",
        owner_agency="Surgery",
        due_on=SOON,
        **by,
    )
    given_a_held_meeting(planned, readings=[actions.Reading(scale, 6, "Ana")])
    said = queries.content_of(planned.fresh().plan, number=1, on=TODAY)
    assert said["lead"]["name"] == planned.worker.name
    assert said["goals"][1]["who"] == "The family together"
    (found,) = said["outcomes"]
    assert [one["who"] for one in found["needs"][0]["actions"]] == [planned.worker.name, "Ana Marlowe", "Dee Lowe"]
    assert said["scales"][0]["readings"] == [{"on": "16 March 2026", "value": 6, "who": "Ana"}]
    assert {"name": "Dee Lowe", "part": "Nurse", "agency": "Surgery", "phone": ""} in said["team"]
    assert [one["words"] for one in said["said"]] == ["Mornings are calmer", "I like walking in with Mum"]
    assert "We will meet by 27 April 2026" in said["next_meeting"]


def test_the_familys_copy_says_when_and_where_the_next_meeting_is():
    planned = given_an_agreed_plan()
    meeting = given_a_meeting(planned)
    assert queries.content_of(planned.plan, number=1, on=TODAY)["next_meeting"] == (
        "Monday 16 March 2026 at 10:00. Banbury Road hub."
    )
    Meeting.objects.filter(id=meeting.id).update(place="", link="https://meet.example.org/1")
    assert "join on screen" in queries.content_of(planned.plan, number=1, on=TODAY)["next_meeting"]
    case = planned.home.case
    type(case).objects.filter(id=case.id).update(status="to_allocate", lead=None)
    assert queries.content_of(Plan.objects.get(id=planned.plan.id), number=1, on=TODAY)["lead"] is None


def test_a_copy_is_opened_by_those_who_see_the_plan_and_by_the_family():
    planned, other = given_an_agreed_plan(), given_an_agreed_plan()
    reference = planned.plan.reference
    with pytest.raises(queries.PlanNotFound):
        queries.get_family_copy(viewer=planned.worker, plan_reference=reference, number=1)
    actions.make_family_copy(plan=planned.plan, **planned.do())
    for viewer in (planned.worker, given_an_account(planned, planned.home.mother)):
        assert queries.get_family_copy(viewer=viewer, plan_reference=reference, number=1).number == 1
    for viewer in (other.worker, given_an_account(other, other.home.mother)):
        with pytest.raises(queries.PlanNotFound):
            queries.get_family_copy(viewer=viewer, plan_reference=reference, number=1)


def test_colleagues_and_agencies_are_found_by_what_people_type():
    planned = given_an_agreed_plan()
    partner = given_a_partner(planned)
    assert queries.find_colleague(email=f" {partner.email.upper()} ") == partner
    assert queries.find_colleague(email="nobody@example.org") is None
    assert queries.find_agency(name=f" {partner.agency.name.upper()} ") == partner.agency
    assert queries.find_agency(name="Nowhere") is None
    assert len(queries.people_of(planned.plan)) == 5
