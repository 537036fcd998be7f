"""Many at once: the last pound of a locality, and of a fund, is given once."""

import pytest

from alongside.grants import actions
from alongside.grants.models import Bid
from tests.commissioning.given import balances, given_a_fund
from tests.commissioning.test_at_once import at_once
from tests.grants.given import chosen, do, given_a_bid, given_a_round, opened, scored, scoring

pytestmark = pytest.mark.django_db(transaction=True)


def test_eight_choose_at_once_and_only_what_a_locality_has_is_given():
    grants = opened(given_a_round(pounds=6_000))
    bids = [given_a_bid(grants) for _ in range(8)]
    scoring(grants)
    for one in bids:
        scored(grants, one)
    came_out = at_once(lambda bid: chosen(grants, bid), bids, refused=actions.GrantsRefused)
    assert sorted(came_out) == ["GrantsRefused"] * 5 + ["done"] * 3


def test_two_rounds_awarded_at_once_never_spend_the_same_pound():
    fund = given_a_fund(pounds=7_000)
    rounds = []
    for _ in range(3):
        grants = opened(given_a_round(fund=fund, pounds=4_000))
        bids = [given_a_bid(grants), given_a_bid(grants)]
        scoring(grants)
        for one in bids:
            chosen(grants, scored(grants, one))
        rounds.append(grants)
    came_out = at_once(
        lambda one: actions.award_round(round=one.round, **do(one.keeper)), rounds, refused=actions.GrantsRefused
    )
    assert sorted(came_out) == ["GrantsRefused", "GrantsRefused", "done"]
    assert (balances(fund)["available"], balances(fund)["committed"]) == (300_000, 400_000)
    assert Bid.objects.filter(status="awarded").count() == 2
