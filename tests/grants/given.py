"""Invented rounds, bids and grants, made by the actions that make them in the product."""

from dataclasses import dataclass, field
from datetime import date
from uuid import uuid4

from alongside.foundation.drafts.actions import save_draft, start_draft_by_link, start_or_resume_draft
from alongside.grants import actions, rules
from alongside.grants.models import Bid, Round
from tests.commissioning.given import given_a_fund, given_an_outcome
from tests.factories import NOW, TODAY, a_user, an_agency
from tests.places.given import given_a_locality

YEAR = 2026
CLOSES, STARTS, ENDS = date(2026, 5, 29), date(2026, 6, 1), date(2027, 3, 31)


@dataclass
class Grants:
    """A round with the people round it."""

    round: Round
    keeper: object
    scorers: list
    places: list
    officer: object
    criteria: list = field(default_factory=list)

    def fresh(self) -> "Grants":
        self.round = Round.objects.get(id=self.round.id)
        return self


def a_draft(form=rules.BID_FORM):
    """A draft begun by a link."""
    return start_draft_by_link(form=form, at=NOW)[0]


def do(who, at=NOW) -> dict:
    return {"by": who, "at": at}


def facts_of(fund, **more) -> actions.RoundFacts:
    facts = {
        "title": f"Round {uuid4().hex[:6]}", "purpose": "Somewhere to go after school", "fund": fund.reference,
        "year": YEAR, "least": 50_000, "most": 500_000, "closes_on": CLOSES, "starts_on": STARTS, "ends_on": ENDS,
    }  # fmt: skip
    return actions.RoundFacts(**facts | more)


def given_a_round(*, pounds: int = 6_000, fund=None, places: int = 1, **facts) -> Grants:
    """A round being written, with two criteria, money for its localities, and two scorers asked."""
    keeper, officer = a_user("commissioner"), a_user("finance-officer")
    fund = fund or given_a_fund(pounds=20_000)
    round = actions.set_up_round(facts=facts_of(fund, **facts), id=uuid4(), **do(keeper))
    found = Grants(round, keeper, [], [given_a_locality(f"Place {uuid4().hex[:6]}") for _ in range(places)], officer)
    for title, weight in (("Need", 3), ("What it will change", 2)):
        question = f"{title}: what do you know?"
        found.criteria.append(
            actions.add_criterion(round=round, title=title, question=question, guidance="", weight=weight, **do(keeper))
        )
    actions.set_locality_money(round=round, amounts={one.id: pounds * 100 for one in found.places}, **do(keeper))
    for _ in range(2):
        scorer = a_user("hub-manager", agency=an_agency())
        actions.ask_scorer(round=round, user=scorer, **do(keeper))
        found.scorers.append(scorer)
    return found.fresh()


def opened(grants: Grants) -> Grants:
    actions.open_round(round=grants.round, today=TODAY, **do(grants.keeper))
    return grants.fresh()


def bid_facts(grants: Grants, *, pounds: int = 2_000, place=None, **more) -> actions.BidFacts:
    facts = {
        "organisation": f"Group {uuid4().hex[:6]}", "kind": rules.BidderKind.VOLUNTARY, "registered_as": "",
        "contact_name": "Any Body", "contact_role": "", "contact_email": "any@example.org", "contact_phone": "",
        "locality_id": (place or grants.places[0]).id, "title": "Saturday club", "what": "Breakfast and play",
        "outcome_id": given_an_outcome().id, "families": 30, "interest": "",
        "answers": {one.id: "We know the streets" for one in grants.criteria},
        "costs": (("Workers", pounds * 100 - 20_000), ("Food", 20_000)),
    }  # fmt: skip
    return actions.BidFacts(**facts | more)


def given_a_bid(grants: Grants, *, by=None, **more) -> Bid:
    if by is None:
        draft, _ = start_draft_by_link(form=rules.BID_FORM, at=NOW)
    else:
        draft = start_or_resume_draft(form=rules.BID_FORM, subject=grants.round.reference, owner=by, at=NOW)
    facts = bid_facts(grants, **more)
    return actions.send_bid(round=grants.round, facts=facts, draft=draft, today=TODAY, by=by, at=NOW)


def scoring(grants: Grants) -> Grants:
    actions.close_to_bids(round=grants.round, **do(grants.keeper))
    actions.start_scoring(round=grants.round, **do(grants.keeper))
    return grants.fresh()


def scored(grants: Grants, bid: Bid, *points: int) -> Bid:
    """Scored by each scorer with the same points for every criterion, 4 where none are given."""
    for place, scorer in enumerate(grants.scorers):
        actions.declare_interests(round=grants.round, interests={bid.id: ""}, **do(scorer))
        number = points[place] if place < len(points) else 4
        given = {one.id: number for one in grants.criteria}
        actions.score_bid(bid=bid, points=given, words={}, **do(scorer))
    return bid


def chosen(grants: Grants, bid: Bid, *, pounds: int | None = None) -> Bid:
    offer = pounds * 100 if pounds else bid.asked
    return actions.choose(
        bid=bid, offer=offer, why="It fits", conditions="Open to all", version=None, **do(grants.keeper)
    )


def given_an_award(grants: Grants | None = None, *, by=None, **more) -> tuple[Grants, Bid]:
    """A round awarded with one bid in it."""
    grants = opened(grants or given_a_round())
    bid = given_a_bid(grants, by=by, **more)
    scored(scoring(grants), bid)
    chosen(grants, bid)
    actions.award_round(round=grants.round, **do(grants.keeper))
    return grants.fresh(), Bid.objects.get(id=bid.id)


def return_facts(**more) -> actions.ReturnFacts:
    facts = {
        "families": 34, "children": 51, "sessions": 40, "spent": 100_000, "what_changed": "They come, and stay",
        "families_say": "It is warm there", "less_well": "",
    }  # fmt: skip
    return actions.ReturnFacts(**facts | more)


def typed_bid(grants: Grants) -> dict[str, list[str]]:
    """A whole bid as it is typed."""
    typed = {
        "organisation": "Ashgrove Primary", "kind": "school", "contact_name": "Any Body", "title": "Saturday club",
        "what": "Breakfast and play", "locality": grants.places[0].id, "outcome": given_an_outcome().id,
        "families": 30, "has_interest": "no", "is_safe": "on", "is_true": "on", "cost-1-what": "Workers",
        "cost-1-amount": "1800", "cost-2-what": "Food", "cost-2-amount": "200",
        **{f"answer-{one.position}": "We know the streets" for one in grants.criteria},
    }  # fmt: skip
    return {name: [str(value)] for name, value in typed.items()}


def grants_arguments(asker, scorer) -> dict[str, str]:
    """Arguments of the pages of grants: a bidder of an organisation, and someone who is asked to score."""
    being_written = given_a_round()
    grants, bid = given_an_award()
    award = bid.award
    link = actions.ask_return(
        give_back=award.returns.get(kind="interim"), address_of=lambda key: key, by=grants.keeper, at=NOW
    )
    actions.send_return(
        give_back=award.returns.get(kind="final"), facts=return_facts(),
        draft=start_draft_by_link(form=rules.RETURN_FORM, at=NOW)[0], by=None, at=NOW,
    )  # fmt: skip
    being_scored = opened(given_a_round())
    actions.ask_scorer(round=being_scored.round, user=scorer, **do(being_scored.keeper))
    being_scored.scorers.append(scorer)
    to_score = given_a_bid(being_scored)
    scored(scoring(being_scored), to_score)
    own = given_an_award(by=asker)[1]
    far = {"closes_on": date(2050, 1, 1), "starts_on": date(2050, 2, 1), "ends_on": date(2050, 12, 31)}
    still_open = opened(given_a_round(**far))
    begun = start_or_resume_draft(form=rules.BID_FORM, subject=still_open.round.reference, owner=asker, at=NOW)
    save_draft(draft=begun, fields=typed_bid(still_open), revision=None, at=NOW)
    give_back = own.award.returns.get(kind="final")
    returning = start_or_resume_draft(form=rules.RETURN_FORM, subject=str(give_back.id), owner=asker, at=NOW)
    keys = []
    actions.ask_return(
        give_back=own.award.returns.get(kind="interim"), address_of=lambda key: keys.append(key) or key,
        by=grants.keeper, at=NOW,
    )  # fmt: skip
    of_written = (
        "change_round", "add_criterion", "share_out", "ask_scorer", "let_scorer_go", "open_round", "withdraw_round",
    )  # fmt: skip
    of_bid = (
        "bid", "letter", "grant", "set_milestones", "finish_grant", "end_grant", "take_money_back", "rule_out",
        "bring_back", "decide_bid",
    )  # fmt: skip
    return {
        "grants:reference": grants.round.reference,
        **{f"grants:{page}:reference": being_written.round.reference for page in of_written},
        **{f"grants:{page}:reference": being_scored.round.reference for page in ("scoring", "declare_interests")},
        **{f"grants:{page}:reference": bid.reference for page in of_bid},
        **{f"grants:{page}:reference": own.reference for page in ("own_bid", "withdraw_own")},
        "grants:begin_bid:reference": still_open.round.reference,
        "grants:score_bid:reference": to_score.reference,
        "grants:let_scorer_go:user_id": str(being_written.scorers[0].id),
        "grants:draft_id": str(begun.id),
        "grants:fill_return:draft_id": str(returning.id),
        "grants:bid_sent:draft_id": str(own.draft_id),
        "grants:withdraw_sent:draft_id": str(own.draft_id),
        "grants:key": keys[0],
        "grants:begin_return:return_id": str(give_back.id),
        "grants:read_return:return_id": str(award.returns.get(kind="final").id),
        "return_id": str(link.give_back_id),
        "milestone_id": str(award.milestones.get(position=1).id),
        "criterion_id": str(being_written.criteria[0].id),
    }
