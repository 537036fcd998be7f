"""What holds of grants: scores, ranking against money, payments, and every table of moves."""

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.grants import rules
from alongside.grants.rules import standing
from alongside.values.dates import WorkingCalendar

POLICY = rules.GrantsPolicy()
STARTS, ENDS = date(2026, 6, 1), date(2027, 3, 31)


@pytest.mark.parametrize(
    ("points", "score"),
    [
        pytest.param({"need": 5, "change": 5}, 100, id="all of it is 100"),
        pytest.param({"need": 0, "change": 0}, 0, id="none of it is nought"),
        pytest.param({"need": 5, "change": 0}, 60, id="what weighs more counts more"),
    ],
)
def test_weighted(points, score):
    assert rules.weighted(points, {"need": 3, "change": 2}) == score


@pytest.mark.parametrize(
    ("scores", "mean", "spread"),
    [
        pytest.param([50], 50, 0, id="one scorer"),
        pytest.param([80, 40], 60, 40, id="two lie apart"),
        pytest.param([50, 60, 100], 70, 50, id="three"),
    ],
)
def test_score_of(scores, mean, spread):
    found = rules.score_of([Fraction(one) for one in scores])
    assert (found.mean, found.spread) == (mean, spread)


def test_without_a_scorer_a_bid_has_no_score():
    assert rules.score_of([]) is None


def ranked(bids, money):
    return [(one.key, one.place, one.is_reached) for one in rules.rank(bids, money=money, pass_mark=50)]


@pytest.mark.parametrize(
    ("bids", "money", "found"),
    [
        pytest.param([("a", 60, 5), ("b", 80, 5)], 10, [("b", 1, True), ("a", 2, True)], id="the best comes first"),
        pytest.param([("a", 60, 5), ("b", 80, 6)], 10, [("b", 1, True), ("a", 2, False)], id="the money runs out"),
        pytest.param(
            [("a", 90, 9), ("b", 80, 6), ("c", 70, 1)], 10, [("a", 1, True), ("b", 2, False), ("c", 3, True)],
            id="a smaller one further down is reached",
        ),
        pytest.param([("a", 49, 1)], 10, [("a", 1, False)], id="below the pass mark none is reached"),
        pytest.param([("a", None, 1), ("b", 70, 1)], 10, [("b", 1, True), ("a", None, False)], id="not scored"),
        pytest.param([("a", 70, 9), ("b", 70, 3)], 10, [("b", 1, True), ("a", 1, False)], id="equals share a place"),
    ],
)  # fmt: skip
def test_rank(bids, money, found):
    assert ranked(bids, money) == found


@given(
    st.lists(st.tuples(st.one_of(st.none(), st.integers(0, 100)), st.integers(1, 1000)), max_size=20),
    st.integers(0, 5000),
)
def test_what_is_reached_never_comes_to_more_than_the_money(bids, money):
    found = rules.rank([(place, *one) for place, one in enumerate(bids)], money=money, pass_mark=50)
    assert sum(one.asked for one in found if one.is_reached) <= money
    assert len(found) == len(bids)


@given(st.integers(1, 10_000_000), st.integers(0, 100), st.integers(0, 100))
def test_an_award_is_paid_whole(amount, first, second):
    policy = rules.GrantsPolicy(at_the_start=first, half_way=second)
    if first + second == 0 or first + second <= 100:
        parts = rules.payments_of(amount=amount, starts_on=STARTS, ends_on=ENDS, policy=policy)
        assert sum(one.amount for one in parts) == amount
        assert all(one.amount > 0 for one in parts)


@pytest.mark.parametrize(
    ("status", "needs", "read", "may"),
    [
        pytest.param("planned", None, set(), True, id="the first follows nothing"),
        pytest.param("planned", "interim", set(), False, id="its return is not read"),
        pytest.param("planned", "interim", {"interim"}, True, id="its return is read"),
        pytest.param("paid", None, set(), False, id="it is paid already"),
    ],
)
def test_may_ask_payment(status, needs, read, may):
    needs = rules.ReturnKind(needs) if needs else None
    found = rules.may_ask_payment(
        status=rules.MilestoneStatus(status), needs=needs, returns_read=frozenset(rules.ReturnKind(r) for r in read)
    )
    assert found is may


@pytest.mark.parametrize(
    ("today", "is_open"),
    [
        pytest.param(date(2026, 5, 29), True, id="until the end of the last day"),
        pytest.param(date(2026, 5, 30), False, id="and not after it"),
    ],
)
def test_is_open_to_bids(today, is_open):
    assert rules.is_open_to_bids(status="open", closes_on=date(2026, 5, 29), today=today) is is_open


def test_what_a_family_came_to():
    assert rules.a_family(spent=200_000, families=34) == 5_882
    assert rules.a_family(spent=200_000, families=0) is None


@pytest.mark.parametrize(
    ("moves", "ends"),
    [
        (standing.ROUND_MOVES, {"finished", "withdrawn"}),
        (standing.BID_MOVES, {"awarded", "refused", "withdrawn"}),
        (standing.AWARD_MOVES, {"finished", "ended_early"}),
        (standing.MILESTONE_MOVES, {"paid", "dropped"}),
        (standing.RETURN_MOVES, {"read"}),
    ],
    ids=["round", "bid", "award", "payment", "return"],
)
def test_from_everywhere_there_is_a_way_to_an_end(moves, ends):
    assert {one for one, to in moves.items() if not to} == ends
    for start in moves:
        seen, ahead = set(), {start}
        while ahead:
            seen |= ahead
            ahead = {to for one in ahead for to in moves[one]} - seen
        assert seen & ends


def test_bids_are_scored_within_four_weeks_of_the_last_day():
    assert rules.scores_due_on(closes_on=date(2026, 5, 29), policy=POLICY) == date(2026, 6, 26)


def test_a_return_is_read_within_ten_working_days():
    easter = WorkingCalendar(frozenset({date(2026, 4, 3), date(2026, 4, 6)}))

    assert rules.reading_due_on(sent_on=date(2026, 4, 1), calendar=easter, policy=POLICY) == date(2026, 4, 17)
