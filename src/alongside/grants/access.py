"""Who may keep rounds of grants, who may score, award, pay and bid.

Whoever has an interest in a bid neither sees nor scores nor decides it, whatever their role.
"""

from django.db.models import Exists, OuterRef, Q, QuerySet

from alongside.foundation.access.rules import declare

from . import rules
from .models import Bid, Declaration, Round, Scorer

SEE = declare(
    "grants.see",
    "See every round of grants, its bids and its awards, save those one has an interest in",
    roles={"commissioner", "finance-officer", "service-manager"},
)
KEEP = declare(
    "grants.keep", "Set up rounds of grants, ask scorers, rule bids out, and follow awards", roles={"commissioner"}
)
SCORE = declare(
    "grants.score",
    "Score the bids of a round when asked to",
    roles={"commissioner", "service-manager", "hub-manager", "social-worker", "partner", "lead-professional"},
)
AWARD = declare("grants.award", "Choose bids and award a round", roles={"commissioner", "service-manager"})
PAY = declare("grants.pay", "Pay a milestone that someone else says is reached", roles={"finance-officer"})
BID = declare("grants.bid", "Bid for one’s own organisation", roles={"partner", "lead-professional"})


def rounds_open_to(viewer) -> QuerySet[Round]:
    """Every round for those who see grants; for a scorer, the rounds they are asked to score."""
    if viewer.may(SEE):
        return Round.objects.all()
    if not viewer.may(SCORE):
        return Round.objects.none()
    return Round.objects.filter(scorers__user=viewer)


def with_interest(viewer) -> Q:
    """Bids in which the viewer has an interest: they said so, work for the bidder, or wrote it."""
    said = Exists(Declaration.objects.filter(bid=OuterRef("pk"), user=viewer, has_interest=True))
    own = Q(agency=viewer.agency_id) if viewer.agency_id else Q(pk__in=[])
    return Q(said) | own | Q(sent_by=viewer)


def bids_open_to(viewer) -> QuerySet[Bid]:
    """The bids a viewer may read: all for those who see grants, and for scorers those they declared no interest in;
    never one in which the viewer has an interest."""
    free = Bid.objects.exclude(with_interest(viewer))
    if viewer.may(SEE):
        return free
    if not viewer.may(SCORE):
        return Bid.objects.none()
    declared_none = Exists(Declaration.objects.filter(bid=OuterRef("pk"), user=viewer, has_interest=False))
    asked = Exists(Scorer.objects.filter(round=OuterRef("round"), user=viewer))
    return free.filter(declared_none, asked)


def own_bids(viewer) -> QuerySet[Bid]:
    """What the viewer’s organisation bid for."""
    if not viewer.may(BID) or viewer.agency_id is None:
        return Bid.objects.none()
    return Bid.objects.filter(agency=viewer.agency_id)


def is_scorer(viewer, round: Round) -> bool:
    """Whether someone is asked to score a round."""
    return viewer.may(SCORE) and Scorer.objects.filter(round=round, user=viewer).exists()


def has_interest(viewer, bid: Bid) -> bool:
    """Whether someone has an interest in a bid."""
    return rules.is_conflicted(
        says_so=Declaration.objects.filter(bid=bid, user=viewer, has_interest=True).exists(),
        own_agency=viewer.agency_id is not None and bid.agency_id == viewer.agency_id,
        wrote_it=bid.sent_by_id == viewer.id,
    )


def may_score(by, bid: Bid) -> bool:
    """A scorer of the round who declared that they have no interest in the bid."""
    if not is_scorer(by, bid.round) or has_interest(by, bid):
        return False
    return Declaration.objects.filter(bid=bid, user=by, has_interest=False).exists()


def may_decide(by, bid: Bid) -> bool:
    """Someone who awards, and has no interest in the bid."""
    return by.may(AWARD) and not has_interest(by, bid)
