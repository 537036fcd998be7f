"""Who does what: agreed, told, ticked, not done, put off, taken up; and the family's own ticks and words."""

from datetime import timedelta

import pytest

from alongside.cases.models import TimelineEntry
from alongside.foundation.notifications.models import Notice
from alongside.plans import actions, rules
from alongside.plans.models import Action, FamilyWords, Plan
from tests.factories import NOW, TODAY, a_user
from tests.plans.given import given_a_partner, given_a_plan, given_an_account, given_an_agreed_plan

pytestmark = pytest.mark.django_db
REFUSED = actions.PlanRefused
SOON = TODAY + timedelta(days=7)
LATER = NOW + timedelta(days=1)


def agree(planned, **but):
    facts = {
        "plan": planned.plan,
        "need": planned.plan.needs.get(),
        "what": "Ring the school",
        "due_on": SOON,
        "owner": planned.worker,
        **planned.do(),
    }
    return actions.agree_action(**{**facts, **but})


def action_of(planned, **which) -> Action:
    return Action.objects.get(plan=planned.plan, **which)


def test_an_action_is_agreed_once_with_one_owner():
    planned = given_an_agreed_plan()
    action = agree(planned)
    assert (action.what, action.owner, action.status, action.agreed_on) == (
        "Ring the school",
        planned.worker,
        "to_do",
        TODAY,
    )
    assert agree(planned).id == action.id


@pytest.mark.parametrize(
    ("but", "why"),
    [
        ({"what": " "}, "what will be done"),
        ({"need": None}, "which need or goal"),
        ({"owner": None}, "the one person"),
        ({"owner_name": "Dee Lowe", "owner_agency": "Surgery"}, "the one person"),
        ({"owner": None, "owner_name": "Dee Lowe"}, "where this person is from"),
        ({"due_on": TODAY - timedelta(days=1)}, "today or later"),
    ],
)
def test_an_action_lacking_something_is_refused(but, why):
    planned = given_an_agreed_plan()
    with pytest.raises(REFUSED, match=why):
        agree(planned, **but)
    assert agree(planned).status == rules.ActionStatus.TO_DO


def test_an_action_is_for_a_need_or_goal_of_its_own_plan():
    planned, other = given_an_agreed_plan(), given_an_agreed_plan()
    with pytest.raises(REFUSED, match="of this plan"):
        agree(planned, need=other.plan.needs.get())


def test_an_action_for_a_goal_is_for_its_need_too():
    planned = given_an_agreed_plan()
    goal = planned.plan.goals.get()
    assert agree(planned, need=None, goal=goal).need == planned.plan.needs.get()


def test_an_action_may_be_for_a_goal_without_a_need():
    planned = given_a_plan(is_assessed=False)
    goal = actions.set_goal(plan=planned.plan, words="Calm mornings", **planned.do())
    action = actions.agree_action(
        plan=planned.plan,
        goal=goal,
        what="Pack bags at night",
        owner_name="Dee Lowe",
        owner_agency="Ash Green Surgery",
        due_on=SOON,
        **planned.do(),
    )
    assert (action.need, action.goal) == (None, goal)


def test_an_owner_works_with_the_family_or_is_in_it():
    planned = given_an_agreed_plan()
    stranger = a_user("partner", kind="partner")
    with pytest.raises(REFUSED, match="join the team"):
        agree(planned, owner=stranger)
    gone = given_a_partner(planned)
    gone.is_active = False
    with pytest.raises(REFUSED, match="someone who works with this family"):
        agree(planned, owner=gone)
    other = given_an_agreed_plan()
    with pytest.raises(REFUSED, match="who is in this family"):
        agree(planned, owner=None, owner_person=other.home.mother)
    assert agree(planned, owner=None, owner_person=planned.home.mother).owner_person == planned.home.mother


def test_whoever_is_to_do_something_is_told_in_words_that_name_no_child():
    planned = given_an_agreed_plan()
    partner = given_a_partner(planned)
    actions.invite_to_team(plan=planned.plan, user=partner, part="Teacher", **planned.do())
    agree(planned, owner=partner)
    notice = Notice.objects.get(user=partner, kind="plans.action_agreed")
    assert planned.plan.reference in notice.words
    assert "Marlowe" not in notice.words


def test_the_owner_and_those_who_hold_the_plan_tick_and_nobody_else():
    planned = given_an_agreed_plan()
    partner = given_a_partner(planned)
    actions.invite_to_team(plan=planned.plan, user=partner, part="Teacher", **planned.do())
    theirs = agree(planned, owner=partner)
    with pytest.raises(REFUSED, match="Only whoever agreed"):
        actions.finish_action(action=action_of(planned, owner=planned.worker), by=partner, at=LATER)
    done = actions.finish_action(action=theirs, by=partner, at=LATER, what_came="They rang back")
    assert (done.status, done.done_by, done.done_at, done.what_came) == ("done", partner, LATER, "They rang back")
    assert actions.finish_action(action=theirs, by=planned.worker, at=LATER).done_by == partner


def test_not_done_has_its_reason_and_the_lead_is_told():
    planned = given_an_agreed_plan()
    partner = given_a_partner(planned)
    actions.invite_to_team(plan=planned.plan, user=partner, part="Teacher", **planned.do())
    theirs = agree(planned, owner=partner)
    with pytest.raises(REFUSED, match="why it was not done"):
        actions.say_not_done(action=theirs, why=" ", by=partner, at=LATER)
    said = actions.say_not_done(action=theirs, why="Nobody answered", by=partner, at=LATER)
    assert (said.status, said.not_done_why) == ("not_done", "Nobody answered")
    assert Notice.objects.filter(user=planned.worker, kind="plans.action_not_done").count() == 1
    assert actions.say_not_done(action=theirs, why="Twice", by=partner, at=LATER).not_done_why == "Nobody answered"
    with pytest.raises(REFUSED, match="said already"):
        actions.finish_action(action=theirs, by=partner, at=LATER)


def test_the_lead_is_not_told_of_their_own_word():
    planned = given_an_agreed_plan()
    actions.say_not_done(action=action_of(planned, owner=planned.worker), why="No time", **planned.do(LATER))
    assert not Notice.objects.filter(user=planned.worker, kind="plans.action_not_done").exists()


def test_what_was_said_can_be_taken_back_with_a_new_day():
    planned = given_an_agreed_plan()
    action = action_of(planned, owner=planned.worker)
    assert actions.take_up_action(action=action, due_on=SOON, **planned.do()).version == action.version
    actions.finish_action(action=action, **planned.do())
    with pytest.raises(REFUSED, match="today or later"):
        actions.take_up_action(action=action, due_on=TODAY - timedelta(days=1), **planned.do())
    again = actions.take_up_action(action=action, due_on=SOON, **planned.do())
    assert (again.status, again.done_at, again.done_by) == ("to_do", None, None)


def test_a_day_is_put_off_with_a_reason_while_there_is_something_to_do():
    planned = given_an_agreed_plan()
    action = action_of(planned, owner=planned.worker)
    later = SOON + timedelta(days=7)
    with pytest.raises(REFUSED, match="why the day changes"):
        actions.put_off_action(action=action, due_on=later, why="", **planned.do())
    put_off = actions.put_off_action(action=action, due_on=later, why="School holidays", **planned.do())
    assert put_off.due_on == later
    assert actions.put_off_action(action=action, due_on=later, why="Twice", **planned.do()).version == put_off.version
    assert TimelineEntry.objects.filter(kind="plans.action_put_off").count() == 1
    actions.finish_action(action=action, **planned.do())
    with pytest.raises(REFUSED, match="still to do"):
        actions.put_off_action(action=action, due_on=SOON, why="x", **planned.do())


def test_a_parent_ticks_their_own_action_and_no_other():
    planned = given_an_agreed_plan()
    mother = given_an_account(planned, planned.home.mother)
    with pytest.raises(REFUSED, match="agreed to do yourself"):
        actions.tick_own_action(action=action_of(planned, owner=planned.worker), by=mother, at=LATER)
    hers = action_of(planned, owner_person=planned.home.mother)
    done = actions.tick_own_action(action=hers, by=mother, at=LATER, what_came="We did it")
    assert (done.status, done.done_by) == ("done", mother)
    assert actions.tick_own_action(action=hers, by=mother, at=LATER).version == done.version
    assert Notice.objects.filter(user=planned.worker, kind="plans.family_did").count() == 1


def test_a_parent_takes_back_a_tick_of_their_own_and_no_other():
    planned = given_an_agreed_plan()
    mother = given_an_account(planned, planned.home.mother)
    hers = action_of(planned, owner_person=planned.home.mother)
    due_on = hers.due_on
    assert actions.take_own_tick_back(action=hers, by=mother, at=LATER).status == "to_do", "there was no tick"
    actions.tick_own_action(action=hers, by=mother, at=LATER)
    back = actions.take_own_tick_back(action=hers, by=mother, at=LATER)
    assert (back.status, back.due_on, back.done_by) == ("to_do", due_on, None)
    assert Notice.objects.filter(user=planned.worker, kind="plans.family_did").count() == 2
    actions.finish_action(action=hers, **planned.do())
    with pytest.raises(REFUSED, match="a tick that you made yourself"):
        actions.take_own_tick_back(action=hers, by=mother, at=LATER)


def test_a_parent_whose_action_was_called_not_done_cannot_tick_it():
    planned = given_an_agreed_plan()
    mother = given_an_account(planned, planned.home.mother)
    hers = action_of(planned, owner_person=planned.home.mother)
    actions.say_not_done(action=hers, why="Ill", **planned.do())
    with pytest.raises(REFUSED, match="said already"):
        actions.tick_own_action(action=hers, by=mother, at=LATER)


def test_a_plan_is_open_to_its_own_family_only():
    planned, other = given_an_agreed_plan(), given_an_agreed_plan()
    stranger = given_an_account(other, other.home.mother)
    hers = action_of(planned, owner_person=planned.home.mother)
    with pytest.raises(REFUSED, match="not open to you"):
        actions.tick_own_action(action=hers, by=stranger, at=LATER)
    with pytest.raises(REFUSED, match="not open to you"):
        actions.add_family_words(plan=planned.plan, words="x", by=stranger, at=LATER)


def test_a_young_person_adds_their_words_once():
    planned = given_an_agreed_plan()
    girl = given_an_account(planned, planned.home.girl)
    with pytest.raises(REFUSED, match="what you want to say"):
        actions.add_family_words(plan=planned.plan, words=" ", by=girl, at=LATER)
    said = actions.add_family_words(plan=planned.plan, words="I like Tuesdays", by=girl, at=LATER)
    assert actions.add_family_words(plan=planned.plan, words="I like Tuesdays", by=girl, at=LATER).id == said.id
    assert FamilyWords.objects.get().person == planned.home.girl


def test_the_family_does_not_write_in_a_plan_that_has_ended():
    planned = given_a_plan(is_assessed=False)
    mother = given_an_account(planned, planned.home.mother)
    actions.end_plan(plan=planned.plan, why="Begun by mistake", **planned.do())
    with pytest.raises(REFUSED, match="It is: ended"):
        actions.add_family_words(plan=planned.plan, words="Why?", by=mother, at=LATER)


def test_without_a_lead_nobody_is_told():
    planned = given_an_agreed_plan()
    mother = given_an_account(planned, planned.home.mother)
    case = planned.home.case
    type(case).objects.filter(id=case.id).update(status="to_allocate", lead=None)
    hers = action_of(planned, owner_person=planned.home.mother)
    actions.tick_own_action(action=hers, by=mother, at=LATER)
    worker_owned = action_of(planned, owner=planned.worker)
    actions.say_not_done(action=worker_owned, why="Nobody leads", by=planned.home.manager, at=LATER)
    assert not Notice.objects.filter(kind__in=["plans.family_did", "plans.action_not_done"]).exists()
    assert Plan.objects.get(id=planned.plan.id).version == planned.plan.version
