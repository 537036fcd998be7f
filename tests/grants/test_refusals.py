"""What rounds, bids and grants refuse, in words fit to show; what is done twice is done once."""

from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest

from alongside.grants import actions, rules
from alongside.grants.models import Bid, Link, Round
from tests.commissioning.given import given_a_fund
from tests.factories import NOW, TODAY, a_user
from tests.grants.given import (
    CLOSES,
    ENDS,
    STARTS,
    a_draft,
    bid_facts,
    chosen,
    do,
    facts_of,
    given_a_bid,
    given_a_round,
    given_an_award,
    opened,
    return_facts,
    scored,
    scoring,
)

pytestmark = pytest.mark.django_db
LATER = CLOSES + timedelta(days=1)


def refused(words: str):
    return pytest.raises(actions.GrantsRefused, match=words)


def test_whoever_has_no_part_in_grants_does_nothing_with_them():
    """One stranger, every verb: the role is asked before anything is looked at."""
    grants, bid = given_an_award()
    stranger, award = a_user("family-worker"), bid.award
    milestone, give_back = award.milestones.first(), award.returns.first()
    for words, act in (
        ("cannot set up rounds", lambda who: actions.set_up_round(facts=facts_of(given_a_fund()), **who)),
        ("cannot open rounds", lambda who: actions.open_round(round=grants.round, today=TODAY, **who)),
        ("cannot close rounds", lambda who: actions.close_to_bids(round=grants.round, **who)),
        ("cannot ask scorers", lambda who: actions.ask_scorer(round=grants.round, user=stranger, **who)),
        ("cannot start the scoring", lambda who: actions.start_scoring(round=grants.round, **who)),
        ("cannot withdraw rounds", lambda who: actions.withdraw_round(round=grants.round, why="No", **who)),
        ("cannot finish rounds", lambda who: actions.finish_round(round=grants.round, **who)),
        ("cannot award rounds", lambda who: actions.award_round(round=grants.round, **who)),
        ("cannot bid for a grant", lambda who: send(grants, by=stranger)),
        ("Only those who score or see", lambda who: actions.declare_interests(round=grants.round, interests={}, **who)),
        ("Only a scorer of this round", lambda who: actions.score_bid(bid=bid, points={}, words={}, **who)),
        ("rule it out", lambda who: actions.rule_out(bid=bid, why="No", **who)),
        ("bring it back", lambda who: actions.bring_back(bid=bid, **who)),
        ("Only those who award grants", lambda who: actions.turn_down(bid=bid, why="No", version=None, **who)),
        ("say that a milestone", lambda who: actions.ask_payment(milestone=milestone, shown_by="They say", **who)),
        ("cannot pay grants", lambda who: actions.make_payment(milestone=milestone, **who)),
        ("cannot pay grants", lambda who: actions.send_back_payment(milestone=milestone, why="No", **who)),
        ("cannot note money", lambda who: actions.take_money_back(award=award, amount=1, why="No", version=1, **who)),
        ("change its payments", lambda who: actions.set_milestones(award=award, facts=[], version=1, **who)),
        ("ask for a return", lambda who: actions.ask_return(give_back=give_back, address_of=str, **who)),
        ("read its returns", lambda who: actions.read_return(give_back=give_back, is_enough=True, why="", **who)),
        ("finish it", lambda who: actions.finish_award(award=award, **who)),
        ("end it", lambda who: actions.end_award_early(award=award, why="No", **who)),
    ):
        with refused(words):
            act(do(stranger))


def send(grants, *, by=None, today=TODAY, **facts):
    return actions.send_bid(
        round=grants.round, facts=bid_facts(grants, **facts), draft=a_draft(), today=today, by=by, at=NOW
    )


def test_a_round_says_what_does_not_fit_while_it_is_written():
    grants = given_a_round()
    keeper, fund = do(grants.keeper), grants.round.fund

    def write(**facts):
        written = replace(facts_of(fund), **facts)
        actions.change_round(round=grants.round, version=grants.round.version, facts=written, **keeper)

    for words, facts in (
        ("no such fund", {"fund": "FD-NONE"}),
        ("at least the least", {"least": 500, "most": 100}),
        ("Bids close before the work begins", {"closes_on": STARTS}),
        ("it begins before it ends", {"starts_on": ENDS}),
        ("of this title already", {"title": given_a_round(fund=fund).round.title}),
    ):
        with refused(words):
            write(**facts)
    write(title="Warm rooms")
    with pytest.raises(actions.StaleRound, match="Someone else changed this round"):
        write(title="Warmer rooms")
    with refused("role does not score bids"):
        actions.ask_scorer(round=grants.round, user=a_user("family-worker"), **keeper)


def test_a_round_opens_when_it_is_whole():
    grants = given_a_round()
    keeper = do(grants.keeper)

    def open_it(today=TODAY):
        return actions.open_round(round=grants.round, today=today, **keeper)

    with refused("Its last day for bids, 29 May 2026, has passed"):
        open_it(LATER)
    actions.set_locality_money(round=grants.round, amounts={}, **keeper)
    with refused("what each locality has"):
        open_it()
    actions.set_locality_money(round=grants.round, amounts={grants.places[0].id: 600_000}, **keeper)
    criterion = grants.criteria[0]
    again = {"title": criterion.title, "question": "What else?", "guidance": "", "weight": 1}
    assert actions.add_criterion(round=grants.round, **again, **keeper) == criterion
    for one in grants.criteria:
        actions.remove_criterion(criterion=one, **keeper)
    with refused("what bids are scored by"):
        open_it()
    actions.add_criterion(round=grants.round, **again, **keeper)
    assert open_it().status == open_it().status == rules.RoundStatus.OPEN


def test_bidders_get_longer_and_a_round_is_scored_by_two_at_least():
    grants = opened(given_a_round())
    keeper = do(grants.keeper)
    actions.close_to_bids(round=grants.round, **keeper)
    for day in (TODAY - timedelta(days=1), STARTS):
        with refused("today or later, and before the work begins"):
            actions.open_again(round=grants.round, closes_on=day, why="Floods", today=TODAY, **keeper)
    actions.open_again(round=grants.round, closes_on=LATER, why="Floods", today=TODAY, **keeper)
    assert Round.objects.get(id=grants.round.id).closes_on == LATER
    actions.close_to_bids(round=grants.round, **keeper)
    actions.let_scorer_go(scorer=grants.round.scorers.get(user=grants.scorers[0]), **keeper)
    with refused("At least two people score a round"):
        actions.start_scoring(round=grants.round, **keeper)
    actions.ask_scorer(round=grants.round, user=grants.scorers[0], **keeper)
    actions.start_scoring(round=grants.round, **keeper)
    assert actions.start_scoring(round=grants.round, **keeper).status == rules.RoundStatus.SCORING
    with refused("This round is"):
        actions.withdraw_round(round=grants.round, why="Too late", **keeper)


def test_a_bid_is_whole_and_one_link_of_it_works():
    grants = opened(given_a_round())
    round = grants.round
    with refused("Answer every question"):
        send(grants, answers={})
    actions.send_link(round=round, email="Any@Example.org", address_of=str, today=TODAY, at=NOW)
    first = Link.objects.get()
    actions.renew_link(link=first, address_of=str, at=NOW)
    with refused("A newer link has been sent already"):
        actions.renew_link(link=first, address_of=str, at=NOW)
    second = Link.objects.get(replaced_at__isnull=True)
    assert (second.email, second.draft_id == first.draft_id) == ("any@example.org", False)
    bid = given_a_bid(grants)
    Link.objects.filter(id=second.id).update(draft_id=bid.draft_id)
    actions.renew_link(link=second, address_of=str, at=NOW)
    assert Link.objects.get(replaced_at__isnull=True).draft_id == bid.draft_id
    with refused("closed to bids"):
        actions.send_link(round=round, email="any@example.org", address_of=str, today=LATER, at=NOW)
    assert actions.withdraw_bid(bid=bid, why="No room", by=None, at=NOW).status == rules.BidStatus.WITHDRAWN
    assert actions.withdraw_bid(bid=bid, why="Twice", by=None, at=NOW).why == "No room"


def test_points_are_whole_and_given_while_scoring():
    grants = opened(given_a_round())
    bid = given_a_bid(grants)
    scorer, whole = grants.scorers[0], {one.id: 3 for one in grants.criteria}

    def score(points):
        actions.score_bid(bid=bid, points=points, words={}, **do(scorer))

    actions.declare_interests(round=grants.round, interests={bid.id: ""}, **do(scorer))
    assert actions.declare_interests(round=grants.round, interests={bid.id: ""}, **do(scorer)) == []
    with refused("not being scored now"):
        score(whole)
    scoring(grants)
    with refused("points for every criterion"):
        score({})
    with refused("Points are from 0 to"):
        score(dict.fromkeys(whole, 99))
    score(whole)
    with refused("They have scored bids already"):
        actions.let_scorer_go(scorer=grants.round.scorers.get(user=scorer), **do(grants.keeper))
    actions.rule_out(bid=bid, why="Outside the county", **do(grants.keeper))
    with refused("This bid is"):
        score(whole)
    assert actions.bring_back(bid=bid, **do(grants.keeper)).status == rules.BidStatus.SENT
    assert actions.bring_back(bid=bid, **do(grants.keeper)).status == rules.BidStatus.SENT


def test_a_bid_is_chosen_by_what_it_scored_and_asks():
    grants = opened(given_a_round())
    bid, poor, ruled_out = given_a_bid(grants), given_a_bid(grants), given_a_bid(grants)
    with refused("decided while the round is being scored"):
        chosen(grants, bid)
    scoring(grants)
    with refused("At least 2 people score a bid"):
        chosen(grants, bid)
    scored(grants, bid)
    scored(grants, poor, 0, 0)
    with refused("scored below"):
        chosen(grants, poor)
    with refused("no more than the bid asks"):
        chosen(grants, bid, pounds=9_000)
    decided = chosen(grants, bid)
    with pytest.raises(actions.StaleRound, match="Someone else changed this bid"):
        actions.turn_down(bid=bid, why="No", version=decided.version - 1, **do(grants.keeper))
    with refused("2 of the bids are not decided yet"):
        actions.award_round(round=grants.round, **do(grants.keeper))
    actions.turn_down(bid=poor, why="Too little of it", version=None, **do(grants.keeper))
    actions.rule_out(bid=ruled_out, why="Outside the county", **do(grants.keeper))
    actions.award_round(round=grants.round, **do(grants.keeper))
    assert actions.award_round(round=grants.round, **do(grants.keeper)).status == rules.RoundStatus.AWARDED
    assert Bid.objects.get(id=ruled_out.id).status == rules.BidStatus.REFUSED
    with refused("This bid is"):
        actions.rule_out(bid=bid, why="Late", **do(grants.keeper))
    with refused("decided already"):
        actions.withdraw_bid(bid=bid, why="No", by=None, at=NOW)
    with refused("scored already"):
        actions.ask_scorer(round=grants.round, user=grants.scorers[0], **do(grants.keeper))


def test_payments_are_asked_for_once_and_go_back_with_a_reason():
    grants, bid = given_an_award()
    award, keeper, officer = bid.award, do(grants.keeper), do(grants.officer)
    first = award.milestones.get(position=1)

    def change(*facts, version=award.version):
        actions.set_milestones(award=award, facts=list(facts), version=version, **keeper)

    def part(pounds, needs=""):
        return actions.MilestoneFacts("Part", pounds * 100, STARTS, needs)

    with refused("The payments come to £1,000, and the grant is £2,000"):
        change(part(1_000))
    with refused("no such return"):
        change(part(1_000), part(1_000, "none"))
    with refused("Someone else changed this grant"):
        change(part(2_000), version=0)
    with refused("This payment is"):
        actions.make_payment(milestone=first, **officer)
    asked = actions.ask_payment(milestone=first, shown_by="They began", **keeper)
    assert actions.ask_payment(milestone=first, shown_by="Twice", **keeper).shown_by == asked.shown_by
    sent_back = actions.send_back_payment(milestone=first, why="No invoice", **officer)
    assert (sent_back.status, sent_back.asked_by) == (rules.MilestoneStatus.PLANNED, None)
    with refused("£0 is paid"):
        actions.take_money_back(award=award, amount=100, why="Unspent", version=award.version, **officer)
    with refused("Someone else changed this grant"):
        actions.take_money_back(award=award, amount=100, why="Unspent", version=0, **officer)
    with refused("payments are not made yet"):
        actions.finish_award(award=award, **keeper)
    with refused("1 of its grants are still running"):
        actions.finish_round(round=grants.round, **keeper)
    actions.end_award_early(award=award, why="The group closed", **keeper)
    assert actions.end_award_early(award=award, why="Twice", **keeper).ended_why == "The group closed"
    with refused("This grant has ended"):
        change(part(2_000), version=award.version + 1)
    with refused("final return is not read"):
        actions.finish_award(award=award, **keeper)
    actions.finish_round(round=grants.round, **keeper)
    assert actions.finish_round(round=grants.round, **keeper).status == rules.RoundStatus.FINISHED


def test_whoever_has_an_interest_neither_pays_nor_takes_back():
    grants, bid = given_an_award()
    officer = do(grants.officer)
    milestone = bid.award.milestones.get(position=1)
    actions.ask_payment(milestone=milestone, shown_by="They began", **do(grants.keeper))
    actions.declare_interests(round=grants.round, interests={bid.id: "My sister runs it"}, **officer)
    with refused("someone else pays it"):
        actions.make_payment(milestone=milestone, **officer)
    with refused("someone else notes what came back"):
        actions.take_money_back(award=bid.award, amount=100, why="Unspent", version=bid.award.version, **officer)


def test_a_return_is_sent_once_and_read_with_a_reason():
    grants, bid = given_an_award()
    keeper, give_back = do(grants.keeper), bid.award.returns.get(kind="final")

    def send_it(**facts):
        return actions.send_return(
            give_back=give_back, facts=return_facts(**facts), draft=a_draft(rules.RETURN_FORM), by=None, at=NOW
        )

    with refused("This return is"):
        actions.read_return(give_back=give_back, is_enough=True, why="", **keeper)
    with refused("no more of it can be spent"):
        send_it(spent=900_000)
    send_it()
    assert send_it(families=1).families == return_facts().families
    with refused("is here already"):
        actions.ask_return(give_back=give_back, address_of=str, **keeper)
    with refused("Say what is missing"):
        actions.read_return(give_back=give_back, is_enough=False, why="", **keeper)
    actions.read_return(give_back=give_back, is_enough=True, why="", **keeper)
    assert actions.read_return(give_back=give_back, is_enough=True, why="", **keeper).status == rules.ReturnStatus.READ


def test_setting_a_round_up_twice_gives_the_one():
    grants = given_a_round()
    ident = uuid4()
    facts = facts_of(grants.round.fund)
    first = actions.set_up_round(facts=facts, id=ident, **do(grants.keeper))
    assert actions.set_up_round(facts=facts, id=ident, **do(grants.keeper)) == first
