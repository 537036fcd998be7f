"""Joining and taking apart leaves every table as that of a twin that was never joined."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from alongside.people.rules import Bond, LinkDecision, clash_within, groups_of, in_order, may_follow
from tests.factories import NOW
from tests.people.twin import compare


@pytest.mark.django_db
@settings(max_examples=3, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 10_000))
def test_every_table_equals_that_of_a_twin_never_joined(seed):
    told, rows = compare(links=6, edits_each=2, seed=seed)
    assert told == []
    assert rows > 20


class Sayings(RuleBasedStateMachine):
    """Whatever is said of six records, in whatever order: the groups follow from the latest of each pair alone."""

    def __init__(self):
        super().__init__()
        from uuid import UUID

        self.ids = [UUID(int=n + 1) for n in range(6)]
        self.standing: dict = {}
        self.moment = 0

    @rule(a=st.integers(0, 5), b=st.integers(0, 5), decision=st.sampled_from(LinkDecision), is_low=st.booleans())
    def say(self, a, b, decision, is_low):
        """Say something of two, as the action does: refused where nothing follows or where it would clash."""
        if a == b:
            return
        pair = in_order(self.ids[a], self.ids[b])
        before = self.standing.get(pair)
        if not may_follow(before[0] if before else None, decision):
            return
        self.moment += 1
        said = {**self.standing, pair: (decision, pair[0] if is_low else pair[1], self.moment)}
        if clash_within(self._groups(said).values(), self._apart(said)) is None:
            self.standing = said

    @precondition(lambda self: self.standing)
    @rule()
    def take_everything_apart(self):
        """When every bond is taken apart, everybody stands alone again."""
        apart = {pair: one for pair, one in self.standing.items() if one[0] is not LinkDecision.SAME}
        assert self._groups(apart) == {}

    @invariant()
    def nobody_told_apart_stands_together(self):
        groups = self._groups(self.standing)
        assert clash_within(groups.values(), self._apart(self.standing)) is None
        assert all(lead in group and len(group) > 1 for lead, group in groups.items())

    def _groups(self, said):
        bonds = [
            Bond(*pair, lead, NOW.replace(microsecond=moment))
            for pair, (decision, lead, moment) in said.items()
            if decision is LinkDecision.SAME
        ]
        return groups_of(self.ids, bonds)

    @staticmethod
    def _apart(said):
        return [pair for pair, one in said.items() if one[0] is LinkDecision.NOT_THE_SAME]


TestSayings = Sayings.TestCase
TestSayings.settings = settings(max_examples=40, stateful_step_count=20, deadline=None)
