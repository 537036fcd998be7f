"""What grants put into somebody's own day, and when it leaves it again."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from alongside.foundation.drafts.actions import start_draft_by_link
from alongside.grants import actions, rules
from alongside.grants.queries.work import work_of
from tests.factories import NOW, TODAY, a_user, an_agency
from tests.grants.given import do, given_a_bid, given_a_round, given_an_award, opened, return_facts, scored, scoring

pytestmark = pytest.mark.django_db


def words_of(viewer, today=TODAY) -> list[str]:
    return [one.words for one in work_of(viewer=viewer, today=today)]


@pytest.fixture
def being_scored():
    grants = opened(given_a_round(title="Safe summers"))
    given_a_bid(grants)
    grants.bid = given_a_bid(grants)
    return scoring_of(grants)


def scoring_of(grants):
    bid = grants.bid
    grants = scoring(grants)
    grants.bid = bid
    return grants


def test_a_scorer_owes_the_bids_not_yet_scored(being_scored):
    (one,) = work_of(viewer=being_scored.scorers[0], today=TODAY)

    assert one.words == "Score 2 bids: Safe summers"
    assert one.due_on == being_scored.round.closes_on + timedelta(weeks=4)
    assert "Source: local default" in one.rule


def test_a_bid_scored_or_of_an_interest_is_owed_no_more(being_scored):
    first, second = being_scored.scorers
    scored(being_scored, being_scored.bid)
    assert words_of(first) == ["Score 1 bid: Safe summers"]

    other = being_scored.round.bids.exclude(id=being_scored.bid.id).get()
    actions.declare_interests(round=being_scored.round, interests={other.id: "My sister runs it"}, **do(second))
    assert words_of(second) == []


def test_nobody_else_owes_the_scores(being_scored):
    assert words_of(a_user("hub-manager", agency=an_agency())) == []


@pytest.fixture
def awarded():
    grants, bid = given_an_award()
    grants.bid = bid
    return grants


def test_a_payment_whose_day_has_come_is_owed_by_its_keeper_and_then_by_finance(awarded):
    first = awarded.bid.award.milestones.get(position=1)
    assert words_of(awarded.keeper, first.due_on - timedelta(days=1)) == []
    assert words_of(awarded.keeper, first.due_on) == [
        f"Say that this payment is reached: {awarded.bid.organisation}"
    ], "and not those that follow a return nobody has read"

    actions.ask_payment(milestone=first, shown_by="They began", **do(awarded.keeper))
    assert words_of(awarded.keeper, first.due_on) == []
    assert words_of(awarded.officer, first.due_on) == [f"Pay this part of a grant: {awarded.bid.organisation}"]


def test_a_return_is_owed_by_who_was_asked_and_then_read_by_the_keeper():
    asker = a_user("partner", agency=an_agency())
    grants, bid = given_an_award(by=asker)
    half_way = bid.award.returns.get(kind="interim")
    assert words_of(asker) == [], "nobody has asked yet"

    actions.ask_return(give_back=half_way, address_of=lambda key: key, **do(grants.keeper))
    assert words_of(asker) == ["Send the half-way return: Saturday club"]

    draft = start_draft_by_link(form=rules.RETURN_FORM, at=NOW)[0]
    actions.send_return(give_back=half_way, facts=return_facts(), draft=draft, by=None, at=NOW)
    assert words_of(asker) == []
    (one,) = work_of(viewer=grants.keeper, today=date(2026, 1, 1))
    assert one.words == f"Read the half-way return: {bid.organisation}"


def test_it_stands_in_ones_own_day(being_scored):
    client = Client()
    client.force_login(being_scored.scorers[0])
    page = client.get(reverse("worklists:mine")).content.decode()

    assert "Score 2 bids: Safe summers" in page
    assert reverse("grants:scoring", args=[being_scored.round.reference]) in page


@pytest.mark.parametrize("role", ["family-worker", "front-door-worker", "panel-clerk"])
def test_roles_without_a_part_in_grants_ask_nothing(role, django_assert_num_queries):
    viewer = a_user(role)
    viewer.may("grants.see")
    with django_assert_num_queries(0):
        assert work_of(viewer=viewer, today=TODAY) == []
