"""Walks a plan, its actions and its meetings at random, with what must always hold."""

from datetime import timedelta

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from alongside.foundation.access.models import Grant
from alongside.plans import actions, rules
from alongside.plans.models import Action, FamilyCopy, Meeting, Move, Plan, TeamMember
from tests.factories import NOW
from tests.plans.given import SAID, given_an_agreed_plan

TABLES = {
    "plan": rules.PLAN_MOVES,
    "need": rules.NEED_MOVES,
    "action": rules.ACTION_MOVES,
    "meeting": rules.MEETING_MOVES,
}


class PlanMachine(RuleBasedStateMachine):
    """People press every button of a plan, in any order."""

    @initialize()
    def begin(self):
        self.planned = given_an_agreed_plan()
        self.at = NOW

    def do(self, verb, **facts):
        self.at += timedelta(days=1)
        try:
            return verb(**facts, by=self.planned.worker, at=self.at)
        except actions.PlanRefused:
            return None

    @property
    def plan(self) -> Plan:
        return Plan.objects.get(id=self.planned.plan.id)

    def meeting(self) -> Meeting | None:
        return Meeting.objects.filter(plan=self.planned.plan).order_by("-planned_at", "-id").first()

    @rule(which=st.sampled_from([1, 2]), verb=st.sampled_from(["finish", "not_done", "take_up"]))
    def act(self, which, verb):
        action = Action.objects.get(plan=self.planned.plan, position=which)
        if verb == "finish":
            self.do(actions.finish_action, action=action)
        elif verb == "not_done":
            self.do(actions.say_not_done, action=action, why="Ill")
        else:
            self.do(actions.take_up_action, action=action, due_on=self.at.date() + timedelta(days=9))

    @rule(verb=st.sampled_from(["plan", "move", "cancel", "hold"]))
    def meet(self, verb):
        meeting, later = self.meeting(), self.at + timedelta(days=5)
        if verb == "plan":
            self.do(
                actions.plan_meeting,
                plan=self.planned.plan,
                kind=rules.MeetingKind.REVIEW,
                planned_at=later,
                place="Hub",
            )
        elif meeting is not None and verb == "move":
            self.do(actions.move_meeting, meeting=meeting, version=meeting.version, planned_at=later, place="School")
        elif meeting is not None and verb == "cancel":
            self.do(actions.cancel_meeting, meeting=meeting, why="Snow")
        elif meeting is not None:
            self.do(actions.hold_review, meeting=meeting, version=meeting.version, held_on=self.at.date(), said=SAID)

    @rule(status=st.sampled_from([*rules.SETTLED, rules.NeedStatus.OPEN]))
    def settle(self, status):
        need = self.planned.plan.needs.get()
        if status is rules.NeedStatus.OPEN:
            self.do(actions.open_need_again, need=need, why="Came back")
        else:
            self.do(actions.settle_need, need=need, status=status, evidence="We saw it", settled_on=self.at.date())

    @rule(verb=st.sampled_from(["end", "take_up"]))
    def stand(self, verb):
        if verb == "end":
            self.do(actions.end_plan, plan=self.planned.plan, why="Enough")
        else:
            self.do(actions.take_up_plan, plan=self.planned.plan)

    @invariant()
    def every_move_is_in_its_table(self):
        for move in Move.objects.filter(plan=self.planned.plan):
            table = TABLES[move.thing]
            kind = type(next(iter(table)))
            assert kind(move.to_status) in table[kind(move.from_status)]

    @invariant()
    def an_ended_plan_has_no_open_need_no_team_no_meeting_and_no_grant(self):
        plan = self.plan
        if plan.status == rules.PlanStatus.ENDED:
            assert not plan.needs.filter(status="open").exists()
            assert not TeamMember.objects.filter(plan=plan, left_on__isnull=True).exists()
            assert not plan.meetings.filter(status="planned").exists()
            assert not Grant.objects.open().filter(reason="team_around").exists()

    @invariant()
    def every_meeting_held_has_a_voice_and_a_copy_due_and_nothing_else_has(self):
        held = Meeting.objects.filter(plan=self.planned.plan, status="held")
        assert all(one.family_voice or one.no_family_voice_why for one in held)
        assert FamilyCopy.objects.filter(plan=self.planned.plan).count() == held.count()

    @invariant()
    def what_is_done_says_by_whom(self):
        for action in Action.objects.filter(plan=self.planned.plan):
            assert (action.done_by_id is not None) == (action.status == "done")


@pytest.mark.django_db
class TestPlanMachine(PlanMachine.TestCase, TestCase):
    settings = settings(max_examples=8, stateful_step_count=12, deadline=None, suppress_health_check=list(HealthCheck))
