"""What people do with a plan: each verb once, twice, and refused from the same set-up."""

from datetime import timedelta

import pytest

from alongside.assessments.models import StartingPoint
from alongside.cases.models import Case
from alongside.foundation.audit.models import Entry
from alongside.plans import actions, rules
from alongside.plans.models import Goal, Move, Need, TeamMember
from tests.assessments.given import given_a_household
from tests.factories import NOW, TODAY, a_user
from tests.plans.given import (
    a_foreign_outcome,
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
    assert {need.person_id for need in needs} == {planned.home.girl.id, planned.home.boy.id, planned.home.unborn.id}
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
        planned.worker.id,
        planned.home.mother.id,
        planned.home.father.id,
        planned.home.girl.id,
    }


def test_someone_who_has_died_and_wider_family_are_not_in_the_team_as_of_course():
    home = given_a_household()
    type(home.father).objects.filter(id=home.father.id).update(died_on=TODAY)
    home.family.members.filter(person=home.mother).update(role="other")
    planned = given_a_plan(is_assessed=False, home=home)
    team = TeamMember.objects.filter(plan=planned.plan, person__isnull=False)
    assert [one.person for one in team] == [home.girl]


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


def test_a_plan_is_not_agreed_from_a_page_that_is_out_of_date():
    planned = given_an_agreed_plan()
    other = given_a_plan(is_assessed=False)
    with pytest.raises(REFUSED, match="Someone else changed this"):
        actions.agree_plan(plan=other.plan, version=99, agreed_on=TODAY, **other.do())
    assert planned.plan.status == rules.PlanStatus.ACTIVE


def test_a_plan_without_a_framework_in_force_makes_the_shipped_one():
    planned = given_a_plan(is_assessed=False)
    assert planned.plan.framework.version == "supporting-families-2022"
    assert planned.plan.framework.outcomes.count() == 10
    assert actions.ensure_framework().id == planned.plan.framework_id


def test_hopes_told_with_the_request_become_goals():
    home = given_a_household()
    StartingPoint.objects.create(
        case=home.case,
        kind="hope",
        words="Calm mornings",
        said_by="Ana",
        source="Request for help",
        source_id=home.case.id,
        as_of=TODAY,
    )
    planned = given_a_plan(is_assessed=False, home=home)
    goal = Goal.objects.get(plan=planned.plan)
    assert (goal.words, goal.said_by, goal.source) == ("Calm mornings", "Ana", "Request for help")


def test_a_plan_ends_when_what_came_of_every_need_is_said():
    planned = given_an_agreed_plan()
    need = planned.plan.needs.get()
    with pytest.raises(REFUSED, match="what came of every need"):
        actions.end_plan(plan=planned.plan, why="All is well", **planned.do())
    actions.settle_need(
        need=need, status=rules.NeedStatus.MET, evidence="In school every day", settled_on=TODAY, **planned.do()
    )
    with pytest.raises(REFUSED, match="why the plan ends"):
        actions.end_plan(plan=planned.plan, why=" ", **planned.do())
    ended = actions.end_plan(plan=planned.plan, why="All is well", **planned.do())
    assert (ended.status, ended.ended_on) == (rules.PlanStatus.ENDED, TODAY)
    assert actions.end_plan(plan=planned.plan, why="Again", **planned.do()).ended_why == "All is well"
    assert not TeamMember.objects.filter(plan=ended, left_on__isnull=True).exists()


def test_an_ended_plan_keeps_what_it_says_and_can_be_taken_up_again():
    planned = given_an_agreed_plan()
    need = planned.plan.needs.get()
    actions.settle_need(need=need, status=rules.NeedStatus.MET, evidence="Well", settled_on=TODAY, **planned.do())
    assert actions.take_up_plan(plan=planned.plan, **planned.do()).status == rules.PlanStatus.ACTIVE
    ended = actions.end_plan(plan=planned.plan, why="All is well", **planned.do())
    with pytest.raises(REFUSED, match="It is: ended"):
        actions.add_need(plan=ended, outcome=outcome(ended), words="More", **planned.do())
    again = actions.take_up_plan(plan=ended, **planned.do())
    assert (again.status, again.ended_on, again.ended_why) == (rules.PlanStatus.ACTIVE, None, "")
    assert TeamMember.objects.filter(plan=again, left_on__isnull=True, user=planned.worker).exists()


def test_a_plan_that_was_never_agreed_is_taken_up_as_a_draft():
    planned = given_a_plan(is_assessed=False)
    ended = actions.end_plan(plan=planned.plan, why="Begun by mistake", **planned.do())
    assert actions.take_up_plan(plan=ended, **planned.do()).status == rules.PlanStatus.DRAFT


def test_an_ended_plan_is_not_taken_up_beside_a_newer_one_or_before_there_is_a_lead():
    planned = given_a_plan(is_assessed=False)
    ended = actions.end_plan(plan=planned.plan, why="Begun by mistake", **planned.do())
    newer = actions.start_plan(case=planned.home.case, **planned.do())
    with pytest.raises(REFUSED, match="newer plan"):
        actions.take_up_plan(plan=ended, **planned.do())
    actions.end_plan(plan=newer, why="Also by mistake", **planned.do())
    Case.objects.filter(id=planned.home.case.id).update(status="to_allocate", lead=None)
    with pytest.raises(REFUSED, match="Name a lead professional first"):
        actions.take_up_plan(plan=ended, by=planned.home.manager, at=NOW)


def test_nobody_else_writes_in_a_plan_and_nobody_in_a_closed_case():
    planned = given_an_agreed_plan()
    with pytest.raises(REFUSED, match="Only those who hold this family’s plan"):
        actions.add_need(
            plan=planned.plan, outcome=outcome(planned.plan), words="x", by=a_user("family-worker"), at=NOW
        )
    Case.objects.filter(id=planned.home.case.id).update(
        status="closed", closed_on=TODAY, outcome="needs_met", lead=None
    )
    with pytest.raises(REFUSED, match=r"case is closed\. Reopen it first"):
        actions.add_need(plan=planned.plan, outcome=outcome(planned.plan), words="x", **planned.do())


def test_a_need_is_added_once_under_an_outcome_of_its_own_plan():
    planned = given_a_plan(is_assessed=False)
    asks = {"plan": planned.plan, "outcome": outcome(planned.plan), **planned.do()}
    need = actions.add_need(words=" Tamsin misses school ", said_by="Ana", **asks)
    assert (need.words, need.position, need.source) == ("Tamsin misses school", 1, "Added to the plan")
    assert actions.add_need(words="Tamsin misses school", **asks).id == need.id
    with pytest.raises(REFUSED, match="what needs to get better"):
        actions.add_need(words=" ", **asks)
    foreign = a_foreign_outcome()
    with pytest.raises(REFUSED, match="outcome of this plan"):
        actions.add_need(**{**asks, "outcome": foreign}, words="More")


def test_a_need_is_changed_from_the_page_as_it_stands():
    planned = given_a_plan(is_assessed=False)
    need = actions.add_need(plan=planned.plan, outcome=outcome(planned.plan), words="School", **planned.do())
    asks = {"need": need, "outcome": outcome(planned.plan, "health"), "person": planned.home.girl, **planned.do()}
    changed = actions.change_need(version=1, words="Sleep", **asks)
    assert (changed.words, changed.outcome.key, changed.person, changed.version) == (
        "Sleep",
        "health",
        planned.home.girl,
        2,
    )
    with pytest.raises(REFUSED, match="Someone else changed this"):
        actions.change_need(version=1, words="Lost?", **asks)
    with pytest.raises(REFUSED, match="what needs to get better"):
        actions.change_need(version=2, words="", **asks)


def test_needs_are_placed_together():
    planned = given_a_plan()
    needs = list(planned.plan.needs.order_by("position"))
    asks = {"plan": planned.plan, **planned.do()}
    moved = actions.place_needs(placed={needs[0]: outcome(planned.plan, "housing"), needs[1]: needs[1].outcome}, **asks)
    assert [need.position for need in moved] == [1]
    assert actions.place_needs(placed={needs[0]: outcome(planned.plan, "housing")}, **asks) == []
    other = given_an_agreed_plan()
    with pytest.raises(REFUSED, match="need of this plan"):
        actions.place_needs(placed={other.plan.needs.get(): outcome(planned.plan)}, **asks)


def test_what_came_of_a_need_is_said_with_how_we_know_and_can_be_taken_back():
    planned = given_an_agreed_plan()
    need = planned.plan.needs.get()
    asks = {"need": need, "settled_on": TODAY, **planned.do()}
    with pytest.raises(REFUSED, match="how we know"):
        actions.settle_need(status=rules.NeedStatus.MET, evidence="", **asks)
    with pytest.raises(REFUSED, match="whether the need was met"):
        actions.settle_need(status=rules.NeedStatus.LEFT, evidence="x", **asks)
    with pytest.raises(REFUSED, match="cannot be in the future"):
        actions.settle_need(
            status=rules.NeedStatus.MET, evidence="x", **asks | {"settled_on": TODAY + timedelta(days=1)}
        )
    met = actions.settle_need(status=rules.NeedStatus.MET, evidence="In school", **asks)
    assert (met.status, met.evidence, met.settled_on) == ("met", "In school", TODAY)
    assert actions.settle_need(status=rules.NeedStatus.MET, evidence="Twice", **asks).evidence == "In school"
    with pytest.raises(REFUSED, match="said already"):
        actions.settle_need(status=rules.NeedStatus.NOT_MET, evidence="x", **asks)
    with pytest.raises(REFUSED, match="why the need is open again"):
        actions.open_need_again(need=need, why="", **planned.do())
    again = actions.open_need_again(need=need, why="It came back", **planned.do())
    assert (again.status, again.settled_on) == ("open", None)
    assert actions.open_need_again(need=need, why="Twice", **planned.do()).version == again.version


def test_a_goal_is_set_once_and_changed_from_the_page_as_it_stands():
    planned = given_a_plan(is_assessed=False)
    asks = {"plan": planned.plan, "person": planned.home.girl, **planned.do()}
    goal = actions.set_goal(words="Walk in with Mum", by_on=TODAY, **asks)
    assert actions.set_goal(words="Walk in with Mum", **asks).id == goal.id
    with pytest.raises(REFUSED, match="in its own words"):
        actions.set_goal(words="", **asks)
    with pytest.raises(REFUSED, match="today or later"):
        actions.set_goal(words="Yesterday", by_on=TODAY - timedelta(days=1), **asks)
    other = given_an_agreed_plan()
    with pytest.raises(REFUSED, match="need of this plan"):
        actions.set_goal(words="Elsewhere", need=other.plan.needs.get(), **asks)
    later = planned.do(NOW + timedelta(days=30))
    changed = actions.change_goal(goal=goal, version=1, words="Walk in alone", by_on=TODAY, measure="A week", **later)
    assert (changed.words, changed.measure, changed.version) == ("Walk in alone", "A week", 2)
    with pytest.raises(REFUSED, match="Someone else changed this"):
        actions.change_goal(goal=goal, version=1, words="Lost?", **later)
    with pytest.raises(REFUSED, match="today or later"):
        actions.change_goal(goal=goal, version=2, words="Walk", by_on=TODAY + timedelta(days=1), **later)


def test_looking_is_noted_with_the_family():
    planned = given_an_agreed_plan()
    actions.show_plan(plan=planned.plan, **planned.do())
    entry = Entry.objects.get(kind="plans.plan_seen")
    assert planned.home.family.id in entry.about


def test_every_move_is_kept_as_a_row():
    planned = given_an_agreed_plan()
    move = Move.objects.get(plan=planned.plan, thing="plan")
    assert (move.from_status, move.to_status, move.by) == ("draft", "active", planned.worker)


def test_more_is_asked_for_only_once_the_plan_is_agreed():
    planned = given_a_plan()
    with pytest.raises(REFUSED, match="Agree the plan first"):
        actions.ask_for_more(plan=planned.plan, what="A nurse in the mornings", **planned.do())
