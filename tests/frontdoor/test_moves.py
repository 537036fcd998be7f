"""Walk the table of moves at random: whatever is tried, in whatever order, some things always hold."""

from contextlib import suppress
from itertools import pairwise

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from alongside.cases.rules import Level
from alongside.frontdoor import actions, queries, rules
from alongside.frontdoor.models import Contact, Decision
from tests.factories import NOW, a_user

from .given import a_worker, given_a_contact


class FrontDoor(RuleBasedStateMachine):
    """One contact, two workers and whoever asked, each doing what they please."""

    @initialize()
    def a_contact_comes_in(self):
        self.workers = [a_worker(), a_user("front-door-manager")]
        self.contact = given_a_contact()

    def _try(self, verb, **kwargs):
        self.contact.refresh_from_db()
        with suppress(actions.ContactRefused):
            verb(contact=self.contact, at=NOW, **kwargs)

    @rule(who=st.integers(0, 1))
    def take_on(self, who):
        self._try(actions.take_on, by=self.workers[who])

    @rule(who=st.integers(0, 1))
    def put_back(self, who):
        self._try(actions.put_back, by=self.workers[who])

    @rule()
    def withdraw(self):
        self._try(actions.withdraw_request, by=self.contact.referrer, why="Changed")

    @rule(who=st.integers(0, 1))
    def take_up_again(self, who):
        self._try(actions.take_up_again, by=self.workers[who], why="Still worried")

    @rule(who=st.integers(0, 1), behind=st.integers(0, 2))
    def decide(self, who, behind):
        answer = actions.Answer(level=Level.UNIVERSAL, outcome=rules.Outcome.NO_ACTION, reasons="Enough help")
        self.contact.refresh_from_db()
        self._try(
            actions.decide,
            version=self.contact.version - behind,
            answer=answer,
            own_page="/",
            address_of=str,
            by=self.workers[who],
        )

    @invariant()
    def every_move_is_in_the_table_and_kept(self):
        moves = queries.list_moves(self.contact)
        for before, after in pairwise(moves):
            assert after.from_status == before.to_status
            same = after.from_status == after.to_status
            assert same or rules.may_move(after.from_status, after.to_status)
        assert moves[-1].to_status == Contact.objects.get(id=self.contact.id).status

    @invariant()
    def it_is_decided_exactly_when_there_is_a_decision(self):
        contact = Contact.objects.get(id=self.contact.id)
        assert (contact.status == "decided") == Decision.objects.filter(contact=contact).exists()

    @invariant()
    def what_was_told_is_never_lost(self):
        assert Contact.objects.get(id=self.contact.id).worries == "Often late and tired since January."


@pytest.mark.django_db
def test_the_front_door_keeps_its_moves():
    class Undone(FrontDoor):
        """Each walk begins with nothing and leaves nothing."""

        def __init__(self):
            super().__init__()
            self.saved = transaction.savepoint()

        def teardown(self):
            transaction.savepoint_rollback(self.saved)

    run_state_machine_as_test(
        Undone,
        settings=settings(
            max_examples=12,
            stateful_step_count=10,
            deadline=None,
            database=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
