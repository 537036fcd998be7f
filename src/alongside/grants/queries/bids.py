"""Bids and grants one by one: for those who keep them, for their own organisation, and by a link."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from fractions import Fraction
from uuid import UUID

from alongside.commissioning.queries.money import held_for
from alongside.foundation.drafts.actions import hash_of
from alongside.foundation.drafts.models import Draft
from alongside.foundation.drafts.queries import list_own_drafts
from alongside.foundation.identity.models import User
from alongside.frontdoor import rules as frontdoor
from alongside.values.money import Pence

from .. import access, rules
from ..models import Award, Bid, Link, Milestone, Return, Round
from .scores import scores_by_scorer


class BidNotFound(LookupError):
    """There is no such bid, or it is not open to the viewer."""


class LinkState(StrEnum):
    """What an e-mailed link opens now."""

    OPEN = "open"
    SENT = "sent"
    EXPIRED = "expired"
    REPLACED = "replaced"
    GONE = "gone"


_BESIDE = ("round__fund", "locality", "outcome", "agency", "decided_by")


def get_bid(*, viewer: User, reference: str) -> Bid:
    """One bid, for those who may read it."""
    found = access.bids_open_to(viewer).filter(reference=reference).select_related(*_BESIDE).first()
    if found is None:
        raise BidNotFound(reference)
    return found


def get_own_bid(*, viewer: User, reference: str) -> Bid:
    """One bid of the viewer’s own organisation."""
    found = access.own_bids(viewer).filter(reference=reference).select_related(*_BESIDE).first()
    if found is None:
        raise BidNotFound(reference)
    return found


def list_own_bids(*, viewer: User) -> list[Bid]:
    """What the viewer’s organisation bid for, the latest first."""
    return list(access.own_bids(viewer).select_related("round", "locality").order_by("-sent_at", "id")[:100])


def list_begun(*, viewer: User) -> list[Draft]:
    """Bids that the viewer has begun and not sent."""
    return [one for one in list_own_drafts(viewer=viewer, form=rules.BID_FORM) if one.fields]


def get_bid_by_draft(*, draft_id: UUID) -> Bid | None:
    """What was sent from a form, for whoever holds that form’s session or link."""
    return Bid.objects.filter(draft_id=draft_id).select_related(*_BESIDE).first()


def letter_of(bid: Bid):
    """The letter about a bid, once the round is awarded."""
    return getattr(bid, "letter", None)


def get_link(key: str) -> Link | None:
    """The link with this key, or nothing."""
    return Link.objects.filter(key_hash=hash_of(key)).select_related("round", "give_back__award__bid").first()


def state_of_link(link: Link, *, at: datetime) -> LinkState:
    """Whether a link opens its form, or what stands in the way."""
    if not frontdoor.is_link_open(expires_at=link.expires_at, is_replaced=link.replaced_at is not None, at=at):
        return LinkState.EXPIRED if link.replaced_at is None else LinkState.REPLACED
    if link.give_back_id and link.give_back.status != rules.ReturnStatus.DUE:
        return LinkState.SENT
    if not link.give_back_id and Bid.objects.filter(draft_id=link.draft_id).exists():
        return LinkState.SENT
    return LinkState.OPEN if Draft.objects.filter(id=link.draft_id).exists() else LinkState.GONE


def round_of_draft(draft: Draft) -> Round | None:
    """The round that a bid is being written for."""
    if draft.owner_id:
        return Round.objects.filter(reference=draft.subject).select_related("fund").first()
    link = Link.objects.filter(draft_id=draft.id).select_related("round__fund").order_by("-sent_at", "-id").first()
    return link.round if link else None


def return_of_draft(draft: Draft) -> Return | None:
    """The return that a draft is for: by its link, or named in the draft of a partner."""
    beside = ("award__bid__round", "award__bid__locality")
    if draft.owner_id:
        return Return.objects.filter(id=draft.subject).select_related(*beside).first()
    link = Link.objects.filter(draft_id=draft.id).order_by("-sent_at", "-id").first()
    return Return.objects.filter(id=link.give_back_id).select_related(*beside).first() if link else None


@dataclass(frozen=True)
class Standing:
    """A grant with its money as the ledger says it."""

    award: Award
    committed: int
    paid: int
    milestones: list[Milestone]
    returns: list[Return]

    @property
    def promised(self) -> int:
        """Committed and paid together: the grant, until what is not paid is given back."""
        return self.committed + self.paid


def award_of(bid: Bid) -> Standing | None:
    """The grant of a bid with its payments and returns."""
    award = Award.objects.filter(bid=bid).select_related("bid__round__fund").first()
    if award is None:
        return None
    held = held_for(threads=[award.id]).get(award.id)
    return Standing(
        award=award,
        committed=held.committed if held else 0,
        paid=held.spent if held else 0,
        milestones=list(award.milestones.select_related("asked_by", "paid_by").order_by("position")),
        returns=list(award.returns.select_related("read_by").order_by("due_on", "id")),
    )


def get_milestone(milestone_id: UUID) -> Milestone | None:
    """One payment of a grant."""
    found = Milestone.objects.select_related("award__bid__round__fund", "asked_by")
    return found.filter(id=milestone_id).first()


def get_return(return_id: UUID) -> Return | None:
    """One return."""
    return Return.objects.select_related("award__bid__round", "read_by").filter(id=return_id).first()


def may_read(*, viewer: User, bid: Bid) -> bool:
    """Whether a bid is open to the viewer."""
    return access.bids_open_to(viewer).filter(id=bid.id).exists()


@dataclass(frozen=True)
class Line:
    """One bid in the ranking of its locality."""

    bid: Bid
    score: rules.Score | None
    by_scorer: dict[UUID, Fraction]
    ranked: rules.Ranked
    is_hidden: bool


@dataclass(frozen=True)
class Ranking:
    """A locality’s bids in the order of their scores, and its money."""

    locality: object
    money: int
    chosen: int
    lines: list[Line]

    @property
    def left(self) -> int:
        """What is left after what was chosen."""
        return self.money - self.chosen


def rankings_of(*, round: Round, viewer: User, policy: rules.GrantsPolicy) -> list[Ranking]:
    """Each locality’s bids against its money; of a bid in which the viewer has an interest only that there is one."""
    shown = (*rules.SCORED, rules.BidStatus.AWARDED, rules.BidStatus.REFUSED)
    bids = list(round.bids.filter(status__in=shown).select_related("locality", "round").order_by("reference"))
    hidden = set(Bid.objects.filter(round=round).filter(access.with_interest(viewer)).values_list("id", flat=True))
    by_scorer = scores_by_scorer(bids)
    of_locality: dict[UUID, list[Bid]] = defaultdict(list)
    for one in bids:
        of_locality[one.locality_id].append(one)
    money = round.money.select_related("locality").order_by("locality__name")
    return [_ranking(one, of_locality[one.locality_id], by_scorer, hidden, policy) for one in money]


def _ranking(money, bids: list[Bid], by_scorer: dict, hidden: set, policy: rules.GrantsPolicy) -> Ranking:
    scores = {one.id: rules.score_of(list(by_scorer.get(one.id, {}).values())) for one in bids}
    found = {one.id: one for one in bids}
    ranked = rules.rank(
        [(one.id, scores[one.id].mean if scores[one.id] else None, Pence(one.asked)) for one in bids],
        money=Pence(money.amount),
        pass_mark=policy.pass_mark,
    )
    return Ranking(
        locality=money.locality,
        money=money.amount,
        chosen=sum(one.offer for one in bids),
        lines=[
            Line(found[one.key], scores[one.key], by_scorer.get(one.key, {}), one, is_hidden=one.key in hidden)
            for one in ranked
        ],
    )
