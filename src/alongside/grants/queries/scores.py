"""Scores of bids: the points of those who have no interest in them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import Exists, OuterRef

from alongside.foundation.identity.models import User

from .. import access, rules
from ..models import Bid, Criterion, Declaration, Round, Score, Scorer

if TYPE_CHECKING:
    from fractions import Fraction


def counted() -> object:
    """The points that count: an interest declared after scoring takes the scorer’s points out."""
    interest = Declaration.objects.filter(bid=OuterRef("bid"), user=OuterRef("user"), has_interest=True)
    return Score.objects.exclude(Exists(interest))


def scores_by_scorer(bids: Iterable[Bid]) -> dict[UUID, dict[UUID, Fraction]]:
    """For each bid its score out of 100 by each scorer."""
    bids = list(bids)
    weights: dict[UUID, dict[UUID, int]] = defaultdict(dict)
    for round_id, criterion, weight in Criterion.objects.filter(
        round_id__in={one.round_id for one in bids}
    ).values_list("round_id", "id", "weight"):
        weights[round_id][criterion] = weight
    points: dict[tuple[UUID, UUID], dict[UUID, int]] = defaultdict(dict)
    rows = counted().filter(bid__in=[one.id for one in bids]).order_by("user__name", "user_id")
    for bid, user, criterion, number in rows.values_list("bid_id", "user_id", "criterion_id", "points"):
        points[bid, user][criterion] = number
    round_of = {one.id: one.round_id for one in bids}
    found: dict[UUID, dict[UUID, Fraction]] = defaultdict(dict)
    for (bid, user), given in points.items():
        if given.keys() == weights[round_of[bid]].keys():
            found[bid][user] = rules.weighted(given, weights[round_of[bid]])
    return found


def score_of_bid(bid: Bid) -> rules.Score | None:
    """One bid’s score, if anybody has scored it."""
    return rules.score_of(list(scores_by_scorer([bid]).get(bid.id, {}).values()))


@dataclass(frozen=True)
class Given:
    """One scorer’s points for one criterion."""

    criterion: Criterion
    points: int
    words: str
    who: User


def list_given(*, bid: Bid) -> list[Given]:
    """All points that count for a bid, by criterion and scorer."""
    rows = counted().filter(bid=bid).select_related("criterion", "user")
    return [
        Given(one.criterion, one.points, one.words, one.user)
        for one in rows.order_by("criterion__position", "user__name", "user_id")
    ]


def own_points(*, bid: Bid, viewer: User) -> dict[UUID, Score]:
    """The viewer’s own points for a bid, by criterion."""
    return {one.criterion_id: one for one in Score.objects.filter(bid=bid, user=viewer)}


@dataclass(frozen=True)
class ToScore:
    """One bid as its scorer finds it: declared or not, an interest or none, scored or not."""

    bid: Bid
    is_declared: bool
    has_interest: bool
    is_scored: bool


def list_to_score(*, round: Round, viewer: User) -> list[ToScore]:
    """The bids that stand in a round, as one scorer finds them; of those not declared only who bids."""
    said = {one.bid_id: one for one in Declaration.objects.filter(bid__round=round, user=viewer)}
    scored = set(Score.objects.filter(bid__round=round, user=viewer).values_list("bid_id", flat=True))
    bids = round.bids.filter(status__in=list(rules.SCORED)).select_related("locality").order_by("reference")
    return [
        ToScore(
            bid=one,
            is_declared=one.id in said or _is_own(one, viewer),
            has_interest=_is_own(one, viewer) or (one.id in said and said[one.id].has_interest),
            is_scored=one.id in scored,
        )
        for one in bids
    ]


def _is_own(bid: Bid, viewer: User) -> bool:
    return rules.is_conflicted(
        says_so=False,
        own_agency=viewer.agency_id is not None and bid.agency_id == viewer.agency_id,
        wrote_it=bid.sent_by_id == viewer.id,
    )


def list_scorers(*, round: Round) -> list[tuple[Scorer, int, int]]:
    """Who scores a round, how many bids each has scored, and how many they have an interest in."""
    rows = list(round.scorers.select_related("user__agency").order_by("user__name", "user_id"))
    scored: dict[UUID, set] = defaultdict(set)
    for user, bid in Score.objects.filter(bid__round=round).values_list("user_id", "bid_id"):
        scored[user].add(bid)
    interest: dict[UUID, int] = defaultdict(int)
    for user in Declaration.objects.filter(bid__round=round, has_interest=True).values_list("user_id", flat=True):
        interest[user] += 1
    return [(one, len(scored[one.user_id]), interest[one.user_id]) for one in rows]


def able_scorers() -> list[User]:
    """Those whose role scores bids, by name."""
    rows = User.objects.filter(
        is_active=True,
        memberships__ended_on__isnull=True,
        memberships__role__permissions__contains=[access.SCORE],
    )
    return list(rows.select_related("agency").distinct().order_by("name", "id"))


def list_to_score_for(*, viewer: User) -> list[tuple[Round, int]]:
    """Rounds being scored that wait for the viewer, with how many of their bids wait."""
    rounds = Round.objects.filter(scorers__user=viewer, status=rules.RoundStatus.SCORING).order_by("reference")
    found = []
    for round in rounds:
        waiting = [one for one in list_to_score(round=round, viewer=viewer) if not (one.has_interest or one.is_scored)]
        found.append((round, len(waiting)))
    return found
