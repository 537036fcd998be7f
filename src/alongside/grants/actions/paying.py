"""After the award: milestones and their payments by two people, returns, and ending an award."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction

from alongside.commissioning.actions import pay_for, refund_for, release_for
from alongside.commissioning.queries.money import held_for
from alongside.foundation.audit.actions import record
from alongside.foundation.drafts.actions import discard_draft, save_draft, start_draft_by_link
from alongside.foundation.drafts.models import Draft
from alongside.foundation.identity.models import User
from alongside.foundation.notifications.actions import tell
from alongside.foundation.policy.queries import policy_on
from alongside.values.money import Pence, format_pounds

from .. import access, rules
from ..models import Award, Bid, Link, Milestone, Return, Round
from .bidding import post_link
from .refusals import GrantsRefused
from .rounds import locked, move

Paid = rules.MilestoneStatus


def _locked(award: Award) -> Award:
    held = Award.objects.select_for_update(of=("self",)).select_related("bid__round__fund")
    return held.get(id=award.id)


def _move(milestone: Milestone, to: Paid, **facts) -> None:
    was = Paid(milestone.status)
    if not rules.may_move_milestone(was, to):
        raise GrantsRefused(f"This payment is {rules.MILESTONE_STATUS_WORDS[was].lower()}")
    milestone.status = to
    for name, value in facts.items():
        setattr(milestone, name, value)
    milestone.save()


def _following(by: User, bid: Bid, words: str) -> None:
    if not by.may(access.KEEP) or access.has_interest(by, bid):
        raise GrantsRefused(f"Only those who keep grants, and have no interest in this one, {words}")


@dataclass(frozen=True)
class MilestoneFacts:
    """One payment as it is to stand."""

    what: str
    amount: Pence
    due_on: date
    needs: str


@transaction.atomic
def set_milestones(*, award: Award, facts: list[MilestoneFacts], version: int, by: User, at: datetime) -> Award:
    """Write the payments not yet asked for differently; all of them together stay what was awarded."""
    _following(by, award.bid, "change its payments")
    award = _locked(award)
    if award.version != version:
        raise GrantsRefused("Someone else changed this grant in the meantime. Look at it as it is now")
    if award.status != rules.AwardStatus.RUNNING:
        raise GrantsRefused("This grant has ended")
    standing = award.milestones.exclude(status=Paid.PLANNED)
    kept = sum(standing.values_list("amount", flat=True))
    together = kept + sum(one.amount for one in facts)
    if together != award.amount:
        raise GrantsRefused(
            f"The payments come to {format_pounds(Pence(together))}, and the grant is "
            f"{format_pounds(Pence(award.amount))}"
        )
    asked_for = set(award.returns.values_list("kind", flat=True))
    if {one.needs for one in facts if one.needs} - asked_for:
        raise GrantsRefused("This grant has no such return")
    award.milestones.filter(status=Paid.PLANNED).delete()
    first = max(standing.values_list("position", flat=True), default=0) + 1
    Milestone.objects.bulk_create(
        Milestone(award=award, position=place, what=one.what, amount=one.amount, due_on=one.due_on, needs=one.needs)
        for place, one in enumerate(sorted(facts, key=lambda one: one.due_on), start=first)
    )
    award.version += 1
    award.save(update_fields=["version"])
    record("grants.payments_changed", subject=award.bid, by=by, at=at)
    return award


@transaction.atomic
def ask_payment(*, milestone: Milestone, shown_by: str, by: User, at: datetime) -> Milestone:
    """Say that a milestone is reached and how that is known; another person pays."""
    award = _locked(milestone.award)
    _following(by, award.bid, "say that a milestone is reached")
    milestone = Milestone.objects.select_for_update().get(id=milestone.id)
    if milestone.status == Paid.ASKED:
        return milestone
    read = frozenset(
        rules.ReturnKind(kind)
        for kind in award.returns.filter(status=rules.ReturnStatus.READ).values_list("kind", flat=True)
    )
    needs = rules.ReturnKind(milestone.needs) if milestone.needs else None
    if milestone.status == Paid.PLANNED and not rules.may_ask_payment(
        status=Paid(milestone.status), needs=needs, returns_read=read
    ):
        raise GrantsRefused(f"This payment follows the {rules.RETURN_KIND_WORDS[needs].lower()}, which is not read yet")
    _move(milestone, Paid.ASKED, asked_by=by, asked_at=at, shown_by=shown_by)
    record("grants.payment_asked", subject=award.bid, by=by, at=at, amount=milestone.amount)
    return milestone


@transaction.atomic
def make_payment(*, milestone: Milestone, by: User, at: datetime) -> Milestone:
    """Pay a milestone that somebody else says is reached; it is in the ledger at once."""
    if not by.may(access.PAY):
        raise GrantsRefused("Your role cannot pay grants")
    award = _locked(milestone.award)
    if access.has_interest(by, award.bid):
        raise GrantsRefused("You have an interest in this grant: someone else pays it")
    milestone = Milestone.objects.select_for_update().get(id=milestone.id)
    if milestone.status == Paid.PAID:
        return milestone
    if milestone.status == Paid.ASKED and not rules.must_pay_differ(asked_by=milestone.asked_by_id, paid_by=by.id):
        raise GrantsRefused("You said that this milestone is reached: someone else pays")
    _move(milestone, Paid.PAID, paid_by=by, paid_at=at)
    round = award.bid.round
    pay_for(
        thread=award.id,
        fund_id=round.fund_id,
        year=round.year,
        amount=Pence(milestone.amount),
        key=f"grant:{milestone.id}:pay",
        words=f"Grant {award.bid.reference} to {award.bid.organisation}: {milestone.what}",
        on=at.date(),
        by=by,
        at=at,
    )
    record("grants.paid", subject=award.bid, by=by, at=at, amount=milestone.amount)
    return milestone


@transaction.atomic
def take_money_back(*, award: Award, amount: Pence, why: str, version: int, by: User, at: datetime) -> Award:
    """Note money that an organisation paid back: it is free in the fund again, and the grant was so much smaller."""
    if not by.may(access.PAY):
        raise GrantsRefused("Your role cannot note money that came back")
    award = _locked(award)
    if access.has_interest(by, award.bid):
        raise GrantsRefused("You have an interest in this grant: someone else notes what came back")
    if award.version != version:
        raise GrantsRefused("Someone else changed this grant in the meantime. Look at it as it is now")
    held = held_for(threads=[award.id]).get(award.id)
    paid = Pence(held.spent if held else 0)
    if not 0 < amount <= paid:
        raise GrantsRefused(f"{format_pounds(paid)} is paid: no more, and not less than a penny, can come back")
    round = award.bid.round
    refund_for(
        thread=award.id,
        fund_id=round.fund_id,
        year=round.year,
        amount=amount,
        key=f"grant:{award.id}:back:{version}",
        words=f"Grant {award.bid.reference} to {award.bid.organisation}: {why}",
        on=at.date(),
        by=by,
        at=at,
    )
    award.version += 1
    award.save(update_fields=["version"])
    record("grants.money_back", subject=award.bid, by=by, at=at, amount=amount, why=why)
    return award


@transaction.atomic
def send_back_payment(*, milestone: Milestone, why: str, by: User, at: datetime) -> Milestone:
    """Do not pay, and say why; whoever asked is told."""
    if not by.may(access.PAY):
        raise GrantsRefused("Your role cannot pay grants")
    award = _locked(milestone.award)
    milestone = Milestone.objects.select_for_update(of=("self",)).select_related("asked_by").get(id=milestone.id)
    asked_by = milestone.asked_by
    _move(milestone, Paid.PLANNED, asked_by=None, asked_at=None)
    record("grants.payment_sent_back", subject=award.bid, by=by, at=at, why=why)
    if asked_by is not None:
        tell(
            user=asked_by,
            kind="grants.payment_sent_back",
            words=f"A payment of {award.bid.reference} was not made: {why}"[:300],
            link=f"/grants/bids/{award.bid.reference}/grant/",
            at=at,
            about=award.bid_id,
        )
    return milestone


def give_address(base: str):
    """How a link’s key becomes a whole address where no page is being asked for: from the product’s own address."""
    return lambda key: f"{base.rstrip('/')}/grants/link/{key}/"


@transaction.atomic
def ask_return(*, give_back: Return, address_of, by: User | None, at: datetime) -> Link:
    """Post the link to a return to whoever bid; by nobody when the day comes by itself."""
    give_back = Return.objects.select_for_update(of=("self",)).select_related("award__bid__round").get(id=give_back.id)
    bid = give_back.award.bid
    if by is not None:
        _following(by, bid, "ask for a return")
    if give_back.status != rules.ReturnStatus.DUE:
        raise GrantsRefused("This return is here already")
    give_back.asked_at = at
    give_back.save(update_fields=["asked_at"])
    Link.objects.filter(give_back=give_back, replaced_at__isnull=True).update(replaced_at=at)
    earlier = Link.objects.filter(give_back=give_back).order_by("-sent_at", "-id").first()
    before = Draft.objects.filter(id=earlier.draft_id).first() if earlier else None
    draft, key = start_draft_by_link(form=rules.RETURN_FORM, at=at)
    if before is not None:
        save_draft(draft=draft, fields=before.fields, revision=None, at=at)
        discard_draft(draft=before)
    record("grants.return_asked", subject=bid, by=by, at=at, return_kind=give_back.kind)
    return post_link(
        round=bid.round,
        email=bid.contact_email,
        key=key,
        draft_id=draft.id,
        address_of=address_of,
        at=at,
        give_back=give_back,
    )


def ask_returns_due(*, today: date, address_of, at: datetime) -> int:
    """Post the links to returns that fall due soon and were never asked for; says how many."""
    until = today + timedelta(days=policy_on(rules.GrantsPolicy, today).remind_days)
    due = Return.objects.filter(
        status=rules.ReturnStatus.DUE, asked_at__isnull=True, due_on__lte=until,
        award__status=rules.AwardStatus.RUNNING,
    )  # fmt: skip
    found = list(due.order_by("due_on", "id"))
    for one in found:
        ask_return(give_back=one, address_of=address_of, by=None, at=at)
    return len(found)


@dataclass(frozen=True)
class ReturnFacts:
    """What an organisation says it did."""

    families: int
    children: int
    sessions: int
    spent: Pence
    what_changed: str
    families_say: str
    less_well: str


@transaction.atomic
def send_return(*, give_back: Return, facts: ReturnFacts, draft: Draft, by: User | None, at: datetime) -> Return:
    """Send a return from its draft; sending it twice is sending it once. Whoever calls holds its link or its bid."""
    give_back = Return.objects.select_for_update(of=("self",)).select_related("award__bid").get(id=give_back.id)
    if give_back.status != rules.ReturnStatus.DUE:
        discard_draft(draft=draft)
        return give_back
    if facts.spent > give_back.award.amount:
        raise GrantsRefused(f"The grant was {format_pounds(Pence(give_back.award.amount))}: no more of it can be spent")
    for name, value in vars(facts).items():
        setattr(give_back, name, value)
    give_back.status, give_back.sent_at = rules.ReturnStatus.SENT, at
    give_back.save()
    discard_draft(draft=draft)
    label = "" if by else "a bidder, by their link"
    record("grants.return_sent", subject=give_back.award.bid, by=by, at=at, by_label=label)
    return give_back


@transaction.atomic
def read_return(*, give_back: Return, is_enough: bool, why: str, by: User, at: datetime) -> Return:
    """Say that a return was read and is enough; or that it says too little, and ask for it again."""
    give_back = Return.objects.select_for_update(of=("self",)).select_related("award__bid").get(id=give_back.id)
    _following(by, give_back.award.bid, "read its returns")
    to = rules.ReturnStatus.READ if is_enough else rules.ReturnStatus.DUE
    was = rules.ReturnStatus(give_back.status)
    if was == to:
        return give_back
    if not rules.may_move_return(was, to):
        raise GrantsRefused(f"This return is {rules.RETURN_STATUS_WORDS[was].lower()}")
    if not is_enough and not why:
        raise GrantsRefused("Say what is missing")
    give_back.status, give_back.sent_back_why = to, "" if is_enough else why
    give_back.read_by, give_back.read_at = (by, at) if is_enough else (None, None)
    give_back.save()
    record("grants.return_read", subject=give_back.award.bid, by=by, at=at, is_enough=is_enough)
    return give_back


@transaction.atomic
def finish_award(*, award: Award, by: User, at: datetime) -> Award:
    """Finish a grant: everything is paid or dropped, and its final return is read."""
    _following(by, award.bid, "finish it")
    award = _locked(award)
    if award.status == rules.AwardStatus.FINISHED:
        return award
    if award.milestones.filter(status__in=[Paid.PLANNED, Paid.ASKED]).exists():
        raise GrantsRefused("Some of its payments are not made yet. End it early if they never will be")
    if not award.returns.filter(kind=rules.ReturnKind.FINAL, status=rules.ReturnStatus.READ).exists():
        raise GrantsRefused("Its final return is not read yet")
    _end(award, rules.AwardStatus.FINISHED, "", by, at)
    return award


@transaction.atomic
def end_award_early(*, award: Award, why: str, by: User, at: datetime) -> Award:
    """End a grant before its time: what is not paid is free in the fund again."""
    _following(by, award.bid, "end it")
    award = _locked(award)
    if award.status == rules.AwardStatus.ENDED_EARLY:
        return award
    award.milestones.filter(status__in=[Paid.PLANNED, Paid.ASKED]).update(status=Paid.DROPPED)
    _end(award, rules.AwardStatus.ENDED_EARLY, why, by, at)
    return award


def _end(award: Award, to: rules.AwardStatus, why: str, by: User, at: datetime) -> None:
    if not rules.may_move_award(rules.AwardStatus(award.status), to):
        raise GrantsRefused(f"This grant is {rules.AWARD_STATUS_WORDS[rules.AwardStatus(award.status)].lower()}")
    award.status, award.ended_why = to, why
    award.version += 1
    award.save()
    held = held_for(threads=[award.id]).get(award.id)
    if held is not None and held.committed:
        round = award.bid.round
        release_for(
            thread=award.id,
            fund_id=round.fund_id,
            year=round.year,
            amount=Pence(held.committed),
            key=f"grant:{award.id}:release",
            words=f"Grant {award.bid.reference} to {award.bid.organisation}: {why or 'finished'}",
            on=at.date(),
            by=by,
            at=at,
        )
    record("grants.ended", subject=award.bid, by=by, at=at, to=to)


@transaction.atomic
def finish_round(*, round: Round, by: User, at: datetime) -> Round:
    """Finish a round: all of its grants are finished or ended."""
    if not by.may(access.KEEP):
        raise GrantsRefused("Your role cannot finish rounds")
    round = locked(round)
    if round.status == rules.RoundStatus.FINISHED:
        return round
    running = Award.objects.filter(bid__round=round, status=rules.AwardStatus.RUNNING).count()
    if running:
        raise GrantsRefused(f"{running} of its grants are still running")
    move(round, rules.RoundStatus.FINISHED, by=by, at=at)
    return round
