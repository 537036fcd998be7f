"""What follows from what was said of pairs."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.people.rules import Bond, LinkDecision, clash_within, groups_of, in_order, may_follow

A, B, C, D = (UUID(int=n) for n in range(1, 5))
START = datetime(2026, 1, 1, tzinfo=UTC)


def bond(low, high, lead, minutes=0):
    return Bond(low, high, lead, START + timedelta(minutes=minutes))


@pytest.mark.parametrize(
    ("bonds", "groups"),
    [
        pytest.param([], {}, id="a record that no bond touches stands alone"),
        pytest.param([bond(A, B, B)], {B: {A, B}}, id="two, led by the one that was named"),
        pytest.param([bond(A, B, A), bond(B, C, C, 1)], {C: {A, B, C}}, id="a chain is one; the latest bond leads"),
        pytest.param([bond(A, B, A, 1), bond(B, C, C)], {A: {A, B, C}}, id="latest by when it was said"),
        pytest.param([bond(A, B, A), bond(C, D, D)], {A: {A, B}, D: {C, D}}, id="two pairs stay two"),
    ],
)
def test_groups(bonds, groups):
    assert groups_of([A, B, C, D], bonds) == groups


@pytest.mark.parametrize(
    ("standing", "decision", "may"),
    [
        pytest.param(None, LinkDecision.SAME, True, id="nothing said yet: the same"),
        pytest.param(None, LinkDecision.UNDONE, False, id="nothing said yet: nothing to take apart"),
        pytest.param(LinkDecision.SAME, LinkDecision.NOT_THE_SAME, True, id="joined, and found to be two"),
        pytest.param(LinkDecision.NOT_THE_SAME, LinkDecision.UNDONE, False, id="never joined"),
        pytest.param(LinkDecision.NOT_THE_SAME, LinkDecision.SAME, True, id="somebody knows better now"),
    ],
)
def test_what_may_follow(standing, decision, may):
    assert may_follow(standing, decision) is may


def test_a_clash_is_found_by_way_of_a_third():
    assert clash_within([frozenset({A, B, C})], [(A, C)]) == (A, C)
    assert clash_within([frozenset({A, B}), frozenset({C})], [(A, C)]) is None


@given(st.lists(st.tuples(st.integers(0, 7), st.integers(0, 7), st.booleans()), max_size=12))
def test_groups_are_apart_cover_every_bond_and_are_led_by_one_of_them(pairs):
    ids = [UUID(int=n + 1) for n in range(8)]
    bonds = []
    for n, (one, other, is_low) in enumerate(pairs):
        if one != other:
            low, high = in_order(ids[one], ids[other])
            bonds.append(bond(low, high, low if is_low else high, n))
    groups = groups_of(ids, bonds)
    held = [one for group in groups.values() for one in group]
    assert len(held) == len(set(held))
    assert all(lead in group for lead, group in groups.items())
    assert all(any({one.low, one.high} <= group for group in groups.values()) for one in bonds)
