"""A round of grants from its first line to what it did for families, and what it refuses on the way."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from alongside.foundation.notifications.models import Letter
from alongside.grants import actions, rules
from alongside.grants.models import Award, Bid, DecisionLetter, Declaration, Milestone
from alongside.grants.queries import bids, results
from alongside.grants.queries.scores import list_to_score, score_of_bid
from tests.commissioning.given import balances, give_money, given_a_fund
from tests.factories import NOW, TODAY, a_user, an_agency
from tests.grants.given import (
    CLOSES,
    a_draft,
    bid_facts,
    chosen,
    do,
    given_a_bid,
    given_a_round,
    given_an_award,
    opened,
    return_facts,
    scored,
    scoring,
)

pytestmark = pytest.mark.django_db
POLICY = rules.GrantsPolicy()


def send(grants, facts, *, today=TODAY):
    return actions.send_bid(round=grants.round, facts=facts, draft=a_draft(), today=today, by=None, at=NOW)


def test_a_round_from_its_first_line_to_what_it_did_for_families():
    fund = given_a_fund(pounds=20_000)
    grants, bid = given_an_award(given_a_round(fund=fund))
    award = bid.award
    assert balances(fund)["committed"] == 200_000
    assert [one.amount for one in award.milestones.order_by("position")] == [100_000, 80_000, 20_000]
    assert "is awarded £2,000" in bid.letter.words
    assert Letter.objects.filter(about=bid.id, to_address="any@example.org").count() == 1
    first, second, last = award.milestones.order_by("position")
    actions.ask_payment(milestone=first, shown_by="They began", **do(grants.keeper))
    actions.make_payment(milestone=first, **do(grants.officer))
    actions.make_payment(milestone=first, **do(grants.officer))
    assert balances(fund)["spent"] == 100_000
    with pytest.raises(actions.GrantsRefused, match="half-way return, which is not read"):
        actions.ask_payment(milestone=second, shown_by="They say so", **do(grants.keeper))
    for kind, milestone in (("interim", second), ("final", last)):
        give_back = award.returns.get(kind=kind)
        actions.send_return(
            give_back=give_back, facts=return_facts(spent=190_000), draft=a_draft(rules.RETURN_FORM), by=None, at=NOW
        )
        actions.read_return(give_back=give_back, is_enough=True, why="", **do(grants.keeper))
        actions.ask_payment(milestone=milestone, shown_by="Its return is read", **do(grants.keeper))
        actions.make_payment(milestone=milestone, **do(grants.officer))
    actions.finish_award(award=award, **do(grants.keeper))
    actions.finish_round(round=grants.round, **do(grants.keeper))
    standing = bids.award_of(bid)
    assert (standing.committed, standing.paid) == (0, 200_000)
    found = results.results_of(round=grants.round, policy=POLICY)
    assert (found.families, found.paid) == (34, 200_000)
    assert found.by_locality[0].a_family == 5_882


def test_a_bid_must_fit_its_round_and_be_in_time():
    grants = opened(given_a_round())
    with pytest.raises(actions.GrantsRefused, match=r"Your costs come to £300\. A bid to this round is from £500"):
        send(grants, bid_facts(grants, pounds=300))
    with pytest.raises(actions.GrantsRefused, match="no money for that locality"):
        send(grants, bid_facts(grants, place=given_a_round().places[0]))
    with pytest.raises(actions.GrantsRefused, match="closed to bids on 29 May 2026"):
        send(grants, bid_facts(grants), today=CLOSES + timedelta(days=1))
    assert send(grants, bid_facts(grants), today=CLOSES).asked == 200_000


def test_a_round_that_is_open_is_not_written_differently():
    grants = opened(given_a_round())
    with pytest.raises(actions.GrantsRefused, match="bidders rely on what it says"):
        actions.remove_criterion(criterion=grants.criteria[0], **do(grants.keeper))


def test_a_round_opens_only_with_money_that_its_fund_has():
    grants = given_a_round(pounds=30_000)
    with pytest.raises(actions.GrantsRefused, match="has £20,000 free in that year"):
        opened(grants)


def test_who_has_an_interest_never_sees_nor_scores_the_bid():
    grants = opened(given_a_round())
    bid, other = given_a_bid(grants), given_a_bid(grants)
    scoring(grants)
    scorer = grants.scorers[0]
    actions.declare_interests(round=grants.round, interests={bid.id: "My sister runs it", other.id: ""}, **do(scorer))
    assert not bids.may_read(viewer=scorer, bid=bid)
    assert bids.may_read(viewer=scorer, bid=other)
    points = {one.id: 5 for one in grants.criteria}
    with pytest.raises(actions.GrantsRefused, match="declared no interest"):
        actions.score_bid(bid=bid, points=points, words={}, **do(scorer))
    actions.declare_interests(round=grants.round, interests={bid.id: ""}, **do(scorer))
    assert Declaration.objects.get(bid=bid, user=scorer).has_interest, "an interest once declared stays"


def test_a_bidder_s_own_agency_has_an_interest_without_saying_so():
    agency = an_agency(kind="voluntary")
    grants = opened(given_a_round())
    partner, colleague = a_user("partner", agency=agency), a_user("partner", agency=agency)
    actions.ask_scorer(round=grants.round, user=colleague, **do(grants.keeper))
    bid = given_a_bid(grants, by=partner)
    scoring(grants)
    assert [one.has_interest for one in list_to_score(round=grants.round, viewer=colleague)] == [True]
    assert not bids.may_read(viewer=colleague, bid=bid)


def test_a_keeper_with_an_interest_neither_sees_nor_decides():
    grants = opened(given_a_round())
    bid = given_a_bid(grants)
    scored(scoring(grants), bid)
    actions.declare_interests(round=grants.round, interests={bid.id: "I sit on its board"}, **do(grants.keeper))
    assert not bids.may_read(viewer=grants.keeper, bid=bid)
    with pytest.raises(actions.GrantsRefused, match="have no interest"):
        chosen(grants, bid)


def test_an_interest_declared_late_takes_the_points_out():
    grants = opened(given_a_round())
    bid = given_a_bid(grants)
    scored(scoring(grants), bid, 5, 1)
    assert score_of_bid(bid).spread == 80
    actions.declare_interests(round=grants.round, interests={bid.id: "A friend joined it"}, **do(grants.scorers[0]))
    assert (score_of_bid(bid).mean, score_of_bid(bid).scorers) == (20, 1)
    with pytest.raises(actions.GrantsRefused, match="At least 2 people score"):
        chosen(grants, bid)


def test_a_locality_is_never_given_more_than_it_has():
    grants = opened(given_a_round(pounds=3_000))
    first, second = given_a_bid(grants), given_a_bid(grants)
    scoring(grants)
    for one in (first, second):
        scored(grants, one)
    chosen(grants, first)
    with pytest.raises(actions.GrantsRefused, match="has £1,000 left in this round, and this award is £2,000"):
        chosen(grants, second)
    chosen(grants, second, pounds=1_000)
    found = bids.rankings_of(round=grants.round, viewer=grants.keeper, policy=POLICY)
    assert found[0].left == 0


def test_a_round_is_awarded_whole_or_not_at_all():
    fund = given_a_fund(pounds=5_000)
    grants = opened(given_a_round(fund=fund, pounds=4_000))
    bid, other, outside = given_a_bid(grants), given_a_bid(grants), given_a_bid(grants)
    actions.rule_out(bid=outside, why="It is for grown-ups only", **do(grants.keeper))
    scoring(grants)
    with pytest.raises(actions.GrantsRefused, match="2 of the bids are not decided yet"):
        actions.award_round(round=grants.round, **do(grants.keeper))
    for one in (bid, other):
        chosen(grants, scored(grants, one))
    give_money(fund, -3_000)
    with pytest.raises(actions.GrantsRefused, match="Nothing has been awarded"):
        actions.award_round(round=grants.round, **do(grants.keeper))
    assert not Award.objects.exists()
    assert not DecisionLetter.objects.exists()
    give_money(fund, 3_000)
    actions.award_round(round=grants.round, **do(grants.keeper))
    assert Award.objects.count() == 2
    assert balances(fund)["committed"] == 400_000
    assert "for grown-ups only" in DecisionLetter.objects.get(bid=outside).words


def test_a_payment_takes_two_people():
    grants, bid = given_an_award()
    first = bid.award.milestones.get(position=1)
    both = a_user("commissioner", "finance-officer")
    actions.ask_payment(milestone=first, shown_by="They began", **do(both))
    with pytest.raises(actions.GrantsRefused, match="someone else pays"):
        actions.make_payment(milestone=first, **do(both))
    with pytest.raises(IntegrityError), transaction.atomic():
        Milestone.objects.filter(id=first.id).update(status="paid", paid_by=both, paid_at=NOW)
    actions.send_back_payment(milestone=first, why="No invoice", **do(grants.officer))
    assert Milestone.objects.get(id=first.id).status == rules.MilestoneStatus.PLANNED


def test_a_grant_that_ends_early_gives_back_what_is_not_paid():
    fund = given_a_fund(pounds=20_000)
    grants, bid = given_an_award(given_a_round(fund=fund))
    actions.end_award_early(award=bid.award, why="The group dissolved", **do(grants.keeper))
    assert balances(fund)["committed"] == 0
    assert balances(fund)["available"] == 2_000_000


def test_money_that_comes_back_is_free_in_the_fund_again(client):
    fund = given_a_fund(pounds=20_000)
    grants, bid = given_an_award(given_a_round(fund=fund))
    first = bid.award.milestones.get(position=1)
    back = {"award": bid.award, "why": "Half the sessions were not held", "version": 1}
    with pytest.raises(actions.GrantsRefused, match="£0 is paid"):
        actions.take_money_back(amount=1, **back, **do(grants.officer))
    actions.ask_payment(milestone=first, shown_by="They began", **do(grants.keeper))
    actions.make_payment(milestone=first, **do(grants.officer))
    with pytest.raises(actions.GrantsRefused, match="Your role cannot"):
        actions.take_money_back(amount=1, **back, **do(grants.keeper))
    with pytest.raises(actions.GrantsRefused, match="£1,000 is paid"):
        actions.take_money_back(amount=100_001, **back, **do(grants.officer))
    client.force_login(grants.officer)
    page = reverse("grants:take_money_back", args=[bid.reference])
    assert "£1,000 is paid" in client.get(page).content.decode()
    typed = {"amount": "400", "why": back["why"], "lock": 1}
    assert client.post(page, typed).status_code == 302
    assert "in the meantime" in client.post(page, typed).content.decode(), "a second click takes nothing more back"
    assert (balances(fund)["spent"], balances(fund)["committed"]) == (60_000, 100_000)
    assert balances(fund)["available"] == 2_000_000 - 160_000
    assert bids.award_of(bid).paid == 60_000


def test_payments_written_differently_stay_the_grant():
    grants, bid = given_an_award()
    award = bid.award
    one = actions.MilestoneFacts("All of it", 150_000, TODAY, "")
    with pytest.raises(actions.GrantsRefused, match="come to £1,500, and the grant is £2,000"):
        actions.set_milestones(award=award, facts=[one], version=1, **do(grants.keeper))
    actions.set_milestones(
        award=award, facts=[one, actions.MilestoneFacts("Rest", 50_000, TODAY, "final")], version=1, **do(grants.keeper)
    )
    assert award.milestones.count() == 2


def test_small_numbers_of_families_are_not_shown():
    grants = opened(given_a_round(places=2))
    found = [given_a_bid(grants, place=place) for place in grants.places]
    scoring(grants)
    for one in found:
        chosen(grants, scored(grants, one))
    actions.award_round(round=grants.round, **do(grants.keeper))
    for one, families in zip(Bid.objects.filter(round=grants.round).order_by("reference"), (3, 40), strict=True):
        give_back = one.award.returns.get(kind="final")
        actions.send_return(
            give_back=give_back, facts=return_facts(families=families), draft=a_draft(), by=None, at=NOW
        )
        actions.read_return(give_back=give_back, is_enough=True, why="", **do(grants.keeper))
    seen = results.results_of(round=grants.round, policy=POLICY)
    assert sorted((one.families is None, one.families or 0) for one in seen.by_locality) == [(False, 40), (True, 0)]
    assert (seen.families, seen.too_few) == (40, 1), "what is not shown cannot be worked out from the sum"


def test_rounds_close_by_themselves_and_ask_for_returns():
    grants = opened(given_a_round())
    assert actions.close_rounds_past(today=CLOSES, at=NOW) == 0
    assert actions.close_rounds_past(today=CLOSES + timedelta(days=1), at=NOW) == 1
    assert grants.fresh().round.status == rules.RoundStatus.CLOSED
    _, bid = given_an_award()
    due = bid.award.returns.get(kind="interim").due_on
    address_of = actions.give_address("https://county.example/")
    assert actions.ask_returns_due(today=due - timedelta(days=14), address_of=address_of, at=NOW) == 1
    assert actions.ask_returns_due(today=due, address_of=address_of, at=NOW) == 0
    assert "https://county.example/grants/link/" in Letter.objects.get(kind="grants.link").words
