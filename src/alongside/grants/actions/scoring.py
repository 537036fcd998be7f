"""Declaring interests and scoring bids."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from alongside.foundation.audit.actions import record
from alongside.foundation.identity.models import User

from .. import access, rules
from ..models import Bid, Criterion, Declaration, Round, Score
from .refusals import GrantsRefused


@transaction.atomic
def declare_interests(*, round: Round, interests: Mapping, by: User, at: datetime) -> list[Declaration]:
    """Say of bids of a round whether one has an interest: `interests` gives each bid’s id the words, empty for none.

    An interest, once declared, stays; a bid that one scored before is scored without one’s points.
    """
    if not (access.is_scorer(by, round) or by.may(access.SEE)):
        raise GrantsRefused("Only those who score or see this round declare interests in its bids")
    made = []
    for bid in Bid.objects.filter(round=round, id__in=list(interests)).order_by("id"):
        words = interests[bid.id].strip()
        standing = Declaration.objects.select_for_update().filter(bid=bid, user=by).first()
        if standing is None:
            made.append(Declaration.objects.create(bid=bid, user=by, has_interest=bool(words), why=words, at=at))
        elif words and not standing.has_interest:
            standing.has_interest, standing.why, standing.at = True, words, at
            standing.save()
            made.append(standing)
        else:
            continue
        record("grants.interest_declared", subject=bid, by=by, at=at, has_interest=bool(words))
    return made


@transaction.atomic
def score_bid(*, bid: Bid, points: Mapping, words: Mapping, by: User, at: datetime) -> Bid:
    """Give a bid points for every criterion, and say why; scored again, the new points stand."""
    bid = Bid.objects.select_for_update(of=("self",)).select_related("round").get(id=bid.id)
    if not access.may_score(by, bid):
        raise GrantsRefused("Only a scorer of this round who declared no interest in this bid scores it")
    if bid.round.status != rules.RoundStatus.SCORING:
        raise GrantsRefused("This round is not being scored now")
    if bid.status not in rules.SCORED:
        raise GrantsRefused(f"This bid is {rules.BID_STATUS_WORDS[rules.BidStatus(bid.status)].lower()}")
    criteria = list(Criterion.objects.filter(round=bid.round))
    if {one.id for one in criteria} != set(points):
        raise GrantsRefused("Give points for every criterion")
    if any(not 0 <= number <= rules.MOST_POINTS for number in points.values()):
        raise GrantsRefused(f"Points are from 0 to {rules.MOST_POINTS}")
    Score.objects.bulk_create(
        [
            Score(bid=bid, criterion=one, user=by, points=points[one.id], words=words.get(one.id, ""), at=at)
            for one in criteria
        ],
        update_conflicts=True,
        unique_fields=["bid", "user", "criterion"],
        update_fields=["points", "words", "at"],
    )
    record("grants.bid_scored", subject=bid, by=by, at=at)
    return bid
