"""Choosing bids within the money of their locality, and awarding the round whole or not at all."""

from datetime import datetime

from django.db import transaction
from django.db.models import Sum

from alongside.commissioning.actions import CommissioningRefused, commit_for
from alongside.foundation.audit.actions import record
from alongside.foundation.events.actions import publish
from alongside.foundation.identity.models import User
from alongside.foundation.notifications.actions import post_letter
from alongside.foundation.policy.queries import policy_on
from alongside.values.money import Pence

from .. import access, events, rules
from ..models import Award, Bid, DecisionLetter, LocalityMoney, Milestone, Return, Round
from ..queries.scores import score_of_bid
from .refusals import GrantsRefused, StaleRound
from .rounds import locked, move

Status = rules.BidStatus


def _locked(bid: Bid, version: int | None) -> Bid:
    """The bid, held behind its round, so that two people cannot both give a locality’s last pound."""
    round = locked(bid.round)
    bid = Bid.objects.select_for_update(of=("self",)).select_related("locality").get(id=bid.id)
    bid.round = round
    if version is not None and bid.version != version:
        raise StaleRound("Someone else changed this bid in the meantime. Look at it as it is now")
    return bid


def _settle(bid: Bid, to: Status, *, why: str, by: User, at: datetime, offer: int = 0, conditions: str = "") -> None:
    was = Status(bid.status)
    if not rules.may_move_bid(was, to):
        raise GrantsRefused(f"This bid is {rules.BID_STATUS_WORDS[was].lower()}")
    bid.status, bid.offer, bid.why, bid.conditions = to, offer, why, conditions
    bid.decided_by, bid.decided_at = (None, None) if to == Status.SENT else (by, at)
    bid.version += 1
    bid.save()


@transaction.atomic
def rule_out(*, bid: Bid, why: str, by: User, at: datetime) -> Bid:
    """Say that a bid lies outside the rules of the round, and why; it is not scored."""
    if not by.may(access.KEEP) or access.has_interest(by, bid):
        raise GrantsRefused("Only those who keep the round, and have no interest in the bid, rule it out")
    bid = _locked(bid, None)
    _settle(bid, Status.RULED_OUT, why=why, by=by, at=at)
    record("grants.bid_ruled_out", subject=bid, by=by, at=at)
    return bid


@transaction.atomic
def bring_back(*, bid: Bid, by: User, at: datetime) -> Bid:
    """Put a bid that was ruled out back into the round."""
    if not by.may(access.KEEP) or access.has_interest(by, bid):
        raise GrantsRefused("Only those who keep the round, and have no interest in the bid, bring it back")
    bid = _locked(bid, None)
    if bid.status == Status.SENT:
        return bid
    _settle(bid, Status.SENT, why="", by=by, at=at)
    record("grants.bid_brought_back", subject=bid, by=by, at=at)
    return bid


def _deciding(bid: Bid, by: User, version: int | None) -> Bid:
    if not access.may_decide(by, bid):
        raise GrantsRefused("Only those who award grants, and have no interest in the bid, decide on it")
    bid = _locked(bid, version)
    if bid.round.status != rules.RoundStatus.SCORING:
        raise GrantsRefused("Bids are decided while the round is being scored")
    return bid


@transaction.atomic
def choose(*, bid: Bid, offer: Pence, why: str, conditions: str, version: int | None, by: User, at: datetime) -> Bid:
    """Choose a bid for a grant, within what its locality has left; the bidder is told when the round is awarded."""
    bid = _deciding(bid, by, version)
    policy = policy_on(rules.GrantsPolicy, at.date())
    score = score_of_bid(bid)
    if score is None or score.scorers < policy.scorers_of_a_bid:
        raise GrantsRefused(f"At least {policy.scorers_of_a_bid} people score a bid before it is chosen")
    if score.mean < policy.pass_mark:
        raise GrantsRefused(f"This bid scored below {policy.pass_mark}, and such a bid is not awarded")
    if not 0 < offer <= bid.asked:
        raise GrantsRefused("A grant is above nought, and no more than the bid asks")
    _refuse_beyond_locality(bid, offer)
    _settle(bid, Status.CHOSEN, why=why, by=by, at=at, offer=offer, conditions=conditions)
    record("grants.bid_chosen", subject=bid, by=by, at=at, offer=offer)
    return bid


def _refuse_beyond_locality(bid: Bid, offer: Pence) -> None:
    money = LocalityMoney.objects.get(round=bid.round, locality=bid.locality_id).amount
    others = Bid.objects.filter(round=bid.round, locality=bid.locality_id, status=Status.CHOSEN).exclude(id=bid.id)
    chosen = others.aggregate(amount=Sum("offer"))["amount"] or 0
    left = rules.left_in_locality(money=Pence(money), chosen=[Pence(chosen)])
    if offer > left:
        raise GrantsRefused(rules.not_enough_for(where=bid.locality.name, left=left, asked=offer))


@transaction.atomic
def turn_down(*, bid: Bid, why: str, version: int | None, by: User, at: datetime) -> Bid:
    """Say no to a bid, and why; the bidder is told when the round is awarded."""
    bid = _deciding(bid, by, version)
    _settle(bid, Status.NOT_CHOSEN, why=why, by=by, at=at)
    record("grants.bid_turned_down", subject=bid, by=by, at=at)
    return bid


@transaction.atomic
def award_round(*, round: Round, by: User, at: datetime) -> Round:
    """Award a round whole: every grant is committed in the ledger and every bidder is written to, or nothing is."""
    if not by.may(access.AWARD):
        raise GrantsRefused("Your role cannot award rounds")
    round = locked(round)
    if round.status == rules.RoundStatus.AWARDED:
        return round
    bids = list(Bid.objects.select_for_update(of=("self",)).filter(round=round).order_by("reference"))
    if waiting := [one for one in bids if one.status == Status.SENT]:
        raise GrantsRefused(f"{len(waiting)} of the bids are not decided yet")
    chosen = [one for one in bids if one.status == Status.CHOSEN]
    for bid in chosen:
        _award(round, bid, by, at)
    for bid in bids:
        if bid.status in (Status.NOT_CHOSEN, Status.RULED_OUT):
            _refuse(round, bid, at)
    move(round, rules.RoundStatus.AWARDED, by=by, at=at)
    amount = sum(one.offer for one in chosen)
    publish(events.RoundAwarded(round_id=round.id, awards=len(chosen), amount=amount, by_id=by.id, at=at))
    return round


def _award(round: Round, bid: Bid, by: User, at: datetime) -> None:
    policy = policy_on(rules.GrantsPolicy, at.date())
    award = Award.objects.create(bid=bid, amount=bid.offer, awarded_on=at.date())
    try:
        commit_for(
            thread=award.id,
            fund_id=round.fund_id,
            year=round.year,
            amount=Pence(bid.offer),
            key=f"grant:{award.id}:commit",
            words=f"Grant {bid.reference} to {bid.organisation}, {round.reference}",
            on=at.date(),
            by=by,
            at=at,
        )
    except CommissioningRefused as refusal:
        raise GrantsRefused(f"{refusal}. Nothing has been awarded") from refusal
    parts = rules.payments_of(amount=Pence(bid.offer), starts_on=round.starts_on, ends_on=round.ends_on, policy=policy)
    Milestone.objects.bulk_create(
        Milestone(
            award=award, position=place, what=one.what, amount=one.amount, due_on=one.due_on, needs=one.needs or ""
        )
        for place, one in enumerate(parts, start=1)
    )
    kinds = {one.needs for one in parts if one.needs} | {rules.ReturnKind.FINAL}
    Return.objects.bulk_create(
        Return(
            award=award,
            kind=kind,
            due_on=rules.return_due_on(kind, starts_on=round.starts_on, ends_on=round.ends_on, policy=policy),
        )
        for kind in sorted(kinds)
    )
    bid.status = Status.AWARDED
    bid.version += 1
    bid.save()
    _write(bid, rules.LetterKind.AWARD, rules.award_letter(_told(round, bid), parts), at)
    record("grants.bid_awarded", subject=bid, by=by, at=at, amount=award.amount)


def _refuse(round: Round, bid: Bid, at: datetime) -> None:
    bid.status = Status.REFUSED
    bid.version += 1
    bid.save()
    _write(bid, rules.LetterKind.REFUSAL, rules.refusal_letter(_told(round, bid)), at)


def _told(round: Round, bid: Bid) -> rules.Told:
    score = score_of_bid(bid)
    return rules.Told(
        name=bid.contact_name,
        organisation=bid.organisation,
        title=bid.title,
        reference=bid.reference,
        round_title=round.title,
        why=bid.why,
        conditions=bid.conditions,
        amount=bid.offer,
        score=f"{float(score.mean):.0f}" if score else "",
    )


def _write(bid: Bid, kind: rules.LetterKind, words: str, at: datetime) -> None:
    DecisionLetter.objects.create(bid=bid, kind=kind, words=words, sent_at=at)
    post_letter(
        to_address=bid.contact_email,
        kind=f"grants.{kind}",
        about=bid.id,
        subject_line=rules.subject_of(reference=bid.reference),
        words=words,
        at=at,
    )
