"""Scoring: what one is asked to score, declaring interests, a bid with its points, and the ranking."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from alongside.foundation.access.access import opens_to

from .. import access, actions, forms, rules
from ..presenters import bids as of_bids
from ..presenters import rounds as presenters
from ..queries import bids, rounds, scores
from .finding import as_file, bid_or_404, policy_now, round_or_404
from .rounds import round_verb
from .verbs import Verb, verb_page


@opens_to(access.SCORE)
def to_score(request: HttpRequest) -> HttpResponse:
    """Rounds whose bids wait for one’s scores."""
    return render(request, "grants/to_score.html", {"found": scores.list_to_score_for(viewer=request.user)})


def _scored_round_or_404(request: HttpRequest, reference: str):
    found = round_or_404(request, reference)
    if not access.is_scorer(request.user, found):
        raise Http404
    return found


@opens_to(access.SCORE)
def scoring(request: HttpRequest, reference: str) -> HttpResponse:
    """The bids of a round as one of its scorers finds them."""
    found = _scored_round_or_404(request, reference)
    is_scoring = found.status == rules.RoundStatus.SCORING
    listed = scores.list_to_score(round=found, viewer=request.user) if is_scoring else []
    return render(
        request,
        "grants/scoring.html",
        {
            "round": found,
            "is_scoring": is_scoring,
            "columns": presenters.SCORING_COLUMNS,
            "rows": [presenters.scoring_row(one) for one in listed],
            "undeclared": sum(not one.is_declared for one in listed),
            "waiting": sum(one.is_declared and not one.has_interest and not one.is_scored for one in listed),
            "sees_round": request.user.may(access.SEE),
            "may_say_more": any(one.is_declared and not one.has_interest for one in listed),
        },
    )


@opens_to(access.SCORE)
def declare_interests(request: HttpRequest, reference: str) -> HttpResponse:
    """Say of each bid whether one has an interest: who bids and what for is all that is shown."""
    found = _scored_round_or_404(request, reference)
    listed = scores.list_to_score(round=found, viewer=request.user)
    asked = [one.bid for one in listed if not one.has_interest]
    known = {f"bid-{one.bid.reference}": forms.DeclareInterests.NONE for one in listed if one.is_declared}
    wanted = {f"bid-{one.reference}": one for one in asked}

    def act(typed, who):
        some = forms.DeclareInterests.SOME
        interests = {one.id: typed[f"{name}-why"] if typed[name] == some else "" for name, one in wanted.items()}
        return actions.declare_interests(round=found, interests=interests, **who)

    return verb_page(
        request,
        round_verb(
            found,
            name="declare_interests",
            form=forms.DeclareInterests,
            act=act,
            title="Have you an interest in any of these?",
            intro="You have one where you, your family or a close friend work, volunteer or sit on a board, or would "
            "gain from the grant. You never see or score such a bid.",
            button="Declare this",
            done="Thank you. Now score the others",
            asked={"bids": asked},
            initial=known,
            then=lambda made: reverse("grants:scoring", args=[reference]),
        ),
    )


@opens_to(access.SCORE)
def score_bid(request: HttpRequest, reference: str) -> HttpResponse:
    """A bid with what it answers, and the points one gives it."""
    bid = bid_or_404(request, reference)
    if not access.may_score(request.user, bid):
        raise Http404
    criteria = rounds.list_criteria(round=bid.round)
    own = scores.own_points(bid=bid, viewer=request.user)
    initial = {}
    for one in criteria:
        if given := own.get(one.id):
            initial |= {f"points-{one.position}": str(given.points), f"words-{one.position}": given.words}

    def act(typed, who):
        points = {one.id: int(typed[f"points-{one.position}"]) for one in criteria}
        words = {one.id: typed[f"words-{one.position}"] for one in criteria}
        return actions.score_bid(bid=bid, points=points, words=words, **who)

    return verb_page(
        request,
        Verb(
            name="score_bid",
            form=forms.ScoreBid,
            act=act,
            about=reference,
            caption=f"{bid.organisation} ({bid.reference})",
            title=bid.title,
            button="Save my points",
            done="Your points are saved",
            back=reverse("grants:scoring", args=[bid.round.reference]),
            back_words=bid.round.title,
            asked={"criteria": criteria},
            initial=initial,
        ),
        template="grants/score_bid.html",
        page=of_bids.BidPage.of(bid),
        cost_columns=of_bids.COST_COLUMNS,
    )


@opens_to(access.SEE)
def bid(request: HttpRequest, reference: str) -> HttpResponse:
    """One bid with its scores, and what may be done about it."""
    found, viewer = bid_or_404(request, reference), request.user
    policy, status = policy_now(), found.status
    may_score = found.round.status == rules.RoundStatus.SCORING and access.may_score(viewer, found)
    is_blind = may_score and not scores.own_points(bid=found, viewer=viewer)
    given = [] if is_blind else scores.list_given(bid=found)
    may_keep = viewer.may(access.KEEP)
    is_scoring = found.round.status == rules.RoundStatus.SCORING
    before = found.round.status in (rules.RoundStatus.OPEN, rules.RoundStatus.CLOSED, rules.RoundStatus.SCORING)
    return render(
        request,
        "grants/bid.html",
        {
            "page": of_bids.BidPage.of(found),
            "cost_columns": of_bids.COST_COLUMNS,
            "score_words": "Score it first: then you see the points of others."
            if is_blind
            else of_bids.score_words(scores.score_of_bid(found), apart=policy.far_apart),
            "given_columns": of_bids.GIVEN_COLUMNS,
            "given": [of_bids.given_row(one) for one in given],
            "letter": bids.letter_of(found),
            "has_grant": status == rules.BidStatus.AWARDED,
            "may_decide": is_scoring and status in rules.SCORED and access.may_decide(viewer, found),
            "may_rule_out": may_keep and before and status == rules.BidStatus.SENT,
            "may_bring_back": may_keep and before and status == rules.BidStatus.RULED_OUT,
            "may_score": may_score and status in rules.SCORED,
        },
    )


def _rankings(request: HttpRequest, reference: str):
    found = round_or_404(request, reference)
    policy = policy_now()
    return found, policy, bids.rankings_of(round=found, viewer=request.user, policy=policy)


@opens_to(access.SEE)
def ranking(request: HttpRequest, reference: str) -> HttpResponse:
    """Each locality’s bids by score, against its money."""
    return _show_ranking(request, reference, "grants/ranking.html")


@opens_to(access.SEE)
def print_ranking(request: HttpRequest, reference: str) -> HttpResponse:
    """The ranking, fit to print."""
    return _show_ranking(request, reference, "grants/print_ranking.html")


def _show_ranking(request: HttpRequest, reference: str, template: str) -> HttpResponse:
    found, policy, rankings = _rankings(request, reference)
    is_awardable = request.user.may(access.AWARD) and found.status == rules.RoundStatus.SCORING
    undecided = rounds.count_undecided(round=found) if is_awardable else 0
    return render(
        request,
        template,
        {
            "round": found,
            "columns": presenters.RANKING_COLUMNS,
            "parts": [presenters.ranking_part(one, policy=policy) for one in rankings],
            "policy": policy,
            "today": timezone.localdate(),
            "may_award": is_awardable and not undecided,
            "undecided": presenters.undecided_words(undecided),
        },
    )


@opens_to(access.SEE)
def ranking_file(request: HttpRequest, reference: str) -> HttpResponse:
    """The ranking as a file."""
    found, _, rankings = _rankings(request, reference)
    return as_file(f"{found.reference}-ranking", presenters.RANKING_FILE, presenters.ranking_lines(rankings))
