"""Walks a sitting and its items at random, with what must always hold."""

from datetime import timedelta
from itertools import count

import pytest
from django.db.models import Q
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from alongside.foundation.access.models import Grant
from alongside.foundation.access.rules import GrantReason
from alongside.panels import actions, rules
from alongside.panels.models import Item, PanelAction, PanelDecision, PanelLetter, PanelMove, Presence, Sitting
from alongside.panels.rules import DecisionKind, ItemStatus, SittingStatus
from tests.assessments.given import given_a_household
from tests.panels.given import SITS_AT, given_a_panel, given_an_item, said

NUMBERS = count(1)


class SittingMachine(RuleBasedStateMachine):
    """Clerk, chair and members press every button, in any order."""

    @initialize()
    def begin(self):
        self.table = given_a_panel(name=f"Panel {next(NUMBERS)}")
        homes = [given_a_household(), given_a_household()]
        self.items = [given_an_item(self.table, home=home) for home in homes]
        self.at = SITS_AT - timedelta(minutes=50)

    def do(self, verb, by=None, **facts):
        self.at += timedelta(minutes=1)
        try:
            return verb(**facts, by=by or self.table.clerk, at=self.at)
        except actions.PanelRefused:
            return None

    @property
    def sitting(self) -> Sitting:
        return self.table.fresh()

    def item(self, which: int) -> Item:
        return Item.objects.select_related("sitting", "panel", "case__lead", "asked_by").get(id=self.items[which].id)

    def grants(self, reason):
        families = [one.case.family_id for one in self.items]
        return Grant.objects.open().filter(reason=reason, subject_id__in=families)

    @rule(verb=st.sampled_from(["send_papers", "open_sitting", "rise", "sit_again", "sign", "sign_by_clerk"]))
    def run(self, verb):
        if verb.startswith("sign"):
            by = self.table.clerk if verb == "sign_by_clerk" else self.table.chair
            self.do(actions.sign_sitting, by=by, sitting=self.sitting)
        else:
            self.do(getattr(actions, verb), sitting=self.sitting)

    @rule(who=st.sampled_from(["social_care", "health", "police", "school"]), comes=st.booleans())
    def move_about(self, who, comes):
        member = self.table.members[who]
        if comes:
            self.do(actions.come_in, sitting=self.sitting, member=member, is_substitute=False)
        else:
            self.do(actions.go_out, sitting=self.sitting, member=member)

    @rule()
    def all_come(self):
        for member in self.table.members.values():
            self.do(actions.come_in, sitting=self.sitting, member=member, is_substitute=False)

    @rule(which=st.integers(0, 1), kind=st.sampled_from(list(DecisionKind)), new=st.booleans())
    def decide(self, which, kind, new):
        item = self.item(which)
        more = {"redirected_to": "The club"} if kind == DecisionKind.REDIRECT else {}
        self.do(actions.note_decision, item=item, said=said(item, kind, **more), version=None)

    @rule(which=st.integers(0, 1), verb=st.sampled_from(["defer", "back", "withdraw", "take_back", "up", "call"]))
    def handle(self, which, verb):
        item = self.item(which)
        if verb == "defer":
            self.do(actions.defer_item, item=item, why="No time")
        elif verb == "back":
            self.do(actions.put_on_agenda, item=item, sitting=self.sitting, is_reserve=False)
        elif verb == "withdraw":
            self.do(actions.withdraw_item, item=item, why="No longer needed")
        elif verb == "take_back":
            self.do(actions.take_answer_back, item=item)
        elif verb == "up":
            self.do(actions.shift_item, item=item, is_up=True)
        else:
            self.do(actions.call_item, item=item)

    @rule()
    def merge(self):
        self.do(actions.merge_item, item=self.item(1), into=self.item(0))

    @rule()
    def apart(self):
        self.do(actions.hear_apart, item=self.item(1))

    @rule(who=st.sampled_from(["health", "police"]), which=st.integers(0, 1))
    def declare(self, who, which):
        self.do(actions.declare_interest, by=self.table.user(who), item=self.item(which), why="A neighbour")

    @invariant()
    def every_move_was_allowed(self):
        if not hasattr(self, "table"):
            return
        for move in PanelMove.objects.filter(Q(sitting=self.table.sitting) | Q(item__in=self.items)):
            of, table = (
                (SittingStatus, rules.SITTING_MOVES) if move.thing == "sitting" else (ItemStatus, rules.ITEM_MOVES)
            )
            assert of(move.to_status) in table[of(move.from_status)]

    @invariant()
    def nothing_leaves_the_room_before_the_chair_signs(self):
        if not hasattr(self, "table") or self.sitting.status == "signed":
            return
        here = {"sitting": self.table.sitting}
        assert not PanelAction.objects.filter(**here).exists()
        assert not PanelLetter.objects.filter(**here).exists()
        assert not PanelDecision.objects.filter(**here, is_final=True).exists()
        assert not self.grants(GrantReason.PANEL).exists()

    @invariant()
    def what_is_signed_is_whole(self):
        if not hasattr(self, "table"):
            return
        sitting = self.sitting
        if sitting.status != "signed":
            return
        assert sitting.signed_by == self.table.chair
        assert not Item.objects.filter(sitting=sitting).exclude(status="decided").exists()
        heard = Item.objects.filter(sitting=sitting, merged_into__isnull=True)
        assert all(one.decision.is_final for one in heard)
        assert {one["reference"] for one in sitting.minutes["items"]} == {one.reference for one in heard}
        assert not self.grants(GrantReason.AGENDA).exists()

    @invariant()
    def nobody_reads_what_they_declared_an_interest_in(self):
        if not hasattr(self, "table"):
            return
        from alongside.panels.access import items_open_to

        for who in ("health", "police"):
            user = self.table.user(who)
            assert not items_open_to(user).filter(interests__user=user, interests__withdrawn_at=None).exists()

    @invariant()
    def nobody_is_in_the_room_when_the_panel_does_not_sit(self):
        if hasattr(self, "table") and self.sitting.status != "sitting":
            assert not Presence.objects.filter(sitting=self.table.sitting, left_at__isnull=True).exists()


@pytest.mark.django_db
class TestSitting(SittingMachine.TestCase, TestCase):
    settings = settings(max_examples=8, stateful_step_count=14, deadline=None, suppress_health_check=list(HealthCheck))
