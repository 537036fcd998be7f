"""A case walked at random against the database, with what must always hold."""

from datetime import timedelta
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from alongside.cases import actions, rules
from alongside.cases.models import Allocation, Case, Step
from alongside.cases.rules import AllocationRole, CaseStatus, ClosingOutcome, Level
from alongside.foundation.access.models import Grant
from alongside.foundation.access.rules import GrantReason
from tests.cases.given import close, given_a_family, given_a_hub, step_down, step_up
from tests.factories import NOW, a_user

WORKERS = st.integers(0, 2)
HELPED = st.sampled_from(rules.HELPED_LEVELS)


class CaseWalk(RuleBasedStateMachine):
    """People do what they may with one family's case, in any order; what cannot be done is refused."""

    @initialize()
    def a_family_comes(self):
        self.hub = given_a_hub()
        self.workers = [a_user("family-worker", team=self.hub.team, name=f"Worker {n}") for n in range(3)]
        self.family, self.at, self.case = given_a_family(), NOW, None
        self.open()

    def _later(self):
        self.at += timedelta(hours=1)
        return self.at

    def _try(self, act, **facts):
        try:
            act(**facts, by=self.hub.manager, at=self._later())
        except actions.CaseRefused:
            return
        finally:
            self.case.refresh_from_db()

    @rule()
    def open(self):
        try:
            self.case = actions.open_case(
                family=self.family,
                level=Level.TARGETED,
                locality=self.hub.locality,
                hub_team=self.hub.team,
                opened_on=NOW.date(),
                opened_from="contact",
                source_id=None,
                why="Help was asked for",
                by=self.hub.decider,
                at=self._later(),
            )
        except actions.AllocationRefused:
            assert Case.objects.filter(family=self.family).exclude(status=CaseStatus.CLOSED).exists()

    @rule(number=WORKERS)
    def allocate(self, number):
        self._try(actions.allocate_lead, case=self.case, worker=self.workers[number], reason="needed")

    @rule(number=WORKERS)
    def share(self, number):
        self._try(actions.share_work, case=self.case, worker=self.workers[number], reason="needed")

    @rule(number=WORKERS)
    def end_co_work(self, number):
        for one in Allocation.objects.filter(case=self.case, worker=self.workers[number]):
            self._try(actions.end_co_work, allocation=one)

    @rule()
    def step_up(self):
        self._try(lambda **how: step_up(self.case, self.hub, **how))

    @rule(level=HELPED)
    def step_down(self, level):
        self._try(lambda **how: step_down(self.case, level=level, **how))

    @rule(level=HELPED)
    def change_level(self, level):
        self._try(actions.change_level, case=self.case, level=level, why="needed")

    @rule(outcome=st.sampled_from(ClosingOutcome))
    def close(self, outcome):
        self._try(lambda **how: close(self.case, outcome=outcome, **how))

    @rule(level=HELPED)
    def reopen(self, level):
        self._try(actions.reopen_case, case=self.case, level=level, why="needed")

    @rule()
    def reopen_an_earlier_one(self):
        for earlier in Case.objects.filter(family=self.family).exclude(id=self.case.id):
            self._try(actions.reopen_case, case=earlier, level=Level.EARLY_HELP, why="needed")

    @invariant()
    def a_family_has_one_open_case_at_the_most(self):
        assert Case.objects.filter(family=self.family).exclude(status=CaseStatus.CLOSED).count() <= 1

    @invariant()
    def leads_fit_the_status(self):
        for case in Case.objects.filter(family=self.family):
            leads = list(Allocation.objects.filter(case=case, role=AllocationRole.LEAD, until_at__isnull=True))
            assert [one.worker_id for one in leads] == ([case.lead_id] if case.lead_id else [])
            if case.status == CaseStatus.OPEN:
                assert len(leads) == 1
            if case.status in {CaseStatus.TO_ALLOCATE, CaseStatus.CLOSED}:
                assert not leads

    @invariant()
    def a_closed_case_has_no_one_working_on_it(self):
        standing = Allocation.objects.filter(case__family=self.family, until_at__isnull=True)
        assert not standing.filter(case__status=CaseStatus.CLOSED).exists()

    @invariant()
    def each_worker_is_given_a_family_once_at_a_time(self):
        standing = list(
            Allocation.objects.filter(case__family=self.family, until_at__isnull=True).values_list("worker", flat=True)
        )
        assert len(standing) == len(set(standing))

    @invariant()
    def grants_match_allocations(self):
        allocated = set(
            Allocation.objects.filter(case__family=self.family, until_at__isnull=True).values_list("worker", flat=True)
        )
        granted = Grant.objects.filter(
            subject_id=self.family.id, reason=GrantReason.ALLOCATED, until_at__isnull=True
        ).values_list("user", flat=True)
        assert set(granted) == allocated

    @invariant()
    def social_care_sees_the_family_exactly_while_it_is_stepped_up(self):
        stepped_up = Case.objects.filter(family=self.family, status=CaseStatus.STEPPED_UP).exists()
        granted = Grant.objects.filter(
            subject_id=self.family.id, reason=GrantReason.SOCIAL_CARE, until_at__isnull=True
        ).exists()
        assert granted is stepped_up

    @invariant()
    def steps_form_a_chain(self):
        for case in Case.objects.filter(family=self.family):
            steps = list(Step.objects.filter(case=case).order_by("at", "id"))
            assert (steps[0].kind, steps[0].from_status) == (rules.StepKind.OPENED, "")
            for before, after in pairwise(steps):
                assert (after.from_status, after.from_level) == (before.to_status, before.to_level)
                is_a_move = after.from_status != after.to_status
                assert not is_a_move or rules.may_move(CaseStatus(after.from_status), CaseStatus(after.to_status))
            assert (case.status, case.level) == (steps[-1].to_status, steps[-1].to_level)


@pytest.mark.django_db
def test_a_case_walked_at_random_always_holds_together():
    run_state_machine_as_test(
        CaseWalk,
        settings=settings(
            max_examples=20,
            stateful_step_count=20,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
