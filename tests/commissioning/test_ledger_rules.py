"""What each entry of the ledger moves, as an accountant would write it down."""

import pytest

from alongside.commissioning.rules.ledger import (
    AccountKind,
    Held,
    Leg,
    MoneyGone,
    Place,
    commitment,
    contribution,
    does_balance,
    moves_to,
    payment,
    replay,
    virement,
)

AVAILABLE = Place("pool", 2026, AccountKind.AVAILABLE)
COMMITTED = Place("pool", 2026, AccountKind.COMMITTED)
SPENT = Place("pool", 2026, AccountKind.SPENT)
NEXT_YEAR = Place("pool", 2027, AccountKind.COMMITTED)
LINE = {"package": "P", "thread": "T"}


@pytest.mark.parametrize(
    ("legs", "moved"),
    [
        pytest.param(
            contribution(fund="pool", year=2026, agency="health", amount=500),
            [Leg(AVAILABLE, 500), Leg(Place("pool", 2026, AccountKind.PROMISED, "health"), -500)],
            id="health puts in £5, which is free and owed to health",
        ),
        pytest.param(
            virement(from_fund="pool", from_year=2026, to_fund="schools", to_year=2027, amount=300),
            [
                Leg(AVAILABLE, -300),
                Leg(Place("pool", 2026, AccountKind.MOVED), 300),
                Leg(Place("schools", 2027, AccountKind.AVAILABLE), 300),
                Leg(Place("schools", 2027, AccountKind.MOVED), -300),
            ],
            id="£3 leave the pool and are free in the schools' next year",
        ),
        pytest.param(
            commitment(fund="pool", year=2026, amount=200, **LINE),
            [Leg(AVAILABLE, -200, "P", "T"), Leg(COMMITTED, 200, "P", "T")],
            id="£2 that were free are promised to a line",
        ),
        pytest.param(
            commitment(fund="pool", year=2026, amount=-200, **LINE),
            [Leg(AVAILABLE, 200, "P", "T"), Leg(COMMITTED, -200, "P", "T")],
            id="£2 that were promised are free again",
        ),
        pytest.param(
            payment(fund="pool", year=2026, amount=100, **LINE),
            [Leg(COMMITTED, -100, "P", "T"), Leg(SPENT, 100, "P", "T")],
            id="£1 that was promised is paid",
        ),
    ],
)
def test_an_entry_moves(legs, moved):
    assert legs == moved
    assert does_balance(legs)


def test_balances_are_the_sum_of_what_was_posted():
    history = [
        *contribution(fund="pool", year=2026, agency="health", amount=500),
        *commitment(fund="pool", year=2026, amount=200, **LINE),
        *payment(fund="pool", year=2026, amount=150, **LINE),
    ]
    balances = replay(history)
    assert (balances[AVAILABLE], balances[COMMITTED], balances[SPENT]) == (300, 50, 150)


def test_a_change_releases_what_is_less_and_commits_what_is_more():
    target = {("T", "pool", 2026): 100, ("T", "pool", 2027): 101, ("same", "pool", 2026): 70}
    held = {
        ("T", "pool", 2026): Held(committed=90, spent=60),
        ("T", "pool", 2027): Held(committed=100),
        ("same", "pool", 2026): Held(committed=40, spent=30),
    }
    releases, commitments = moves_to(target, held, package="P")
    assert releases == [Leg(AVAILABLE, 50, "P", "T"), Leg(COMMITTED, -50, "P", "T")]
    assert commitments == [
        Leg(Place("pool", 2027, AccountKind.AVAILABLE), -1, "P", "T"),
        Leg(NEXT_YEAR, 1, "P", "T"),
    ]


def test_a_line_no_longer_there_gives_back_what_was_promised():
    releases, commitments = moves_to({}, {("T", "pool", 2026): Held(committed=80)}, package="P")
    assert releases == [Leg(AVAILABLE, 80, "P", "T"), Leg(COMMITTED, -80, "P", "T")]
    assert commitments == []


def test_no_less_is_promised_than_was_paid():
    held = {("T", "pool", 2026): Held(committed=10, spent=60)}
    assert moves_to({("T", "pool", 2026): 60}, held, package="P")[0]
    with pytest.raises(MoneyGone, match=r"^More has been paid on a line already than this version promises"):
        moves_to({("T", "pool", 2026): 59}, held, package="P")
