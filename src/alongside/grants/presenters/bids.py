"""How one bid and one grant read, for those who keep them and for the bidder."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.timezone import localtime

from alongside.foundation.components.presenters import say_day

from .. import rules
from .wording import (
    AWARD_TAGS,
    BID_TAGS,
    PAID_TAGS,
    RETURN_TAGS,
    UNTOLD,
    number,
    points,
    pounds,
    short_pounds,
    tag,
    told_status,
)

if TYPE_CHECKING:
    from ..models import Bid, Milestone, Return
    from ..queries.bids import Standing
    from ..queries.scores import Given

OWN_COLUMNS = ["Bid", "Round", "Sent", "Where it stands", number("Asks"), number("Awarded")]
COST_COLUMNS = ["What for", number("Amount")]
GIVEN_COLUMNS = ["What is scored", "Scorer", number("Points"), "Why"]
PAYMENT_COLUMNS = ["What for", number("Amount"), "By", "After", "Status"]
RETURN_COLUMNS = ["Return", "Due", "Status", number("Families"), number("Spent")]
WAITING_COLUMNS = ["Grant", "What for", "Shown by", "Asked by", "By", number("Amount")]


@dataclass(frozen=True)
class BidPage:
    """A bid with everything it says."""

    reference: str
    title: str
    organisation: str
    status: str
    status_tag: str
    round_title: str
    round_reference: str
    who: list[dict]
    what: list[dict]
    answers: list[dict]
    costs: list
    decided: list[dict] = field(default_factory=list)
    is_open: bool = True

    @classmethod
    def of(cls, bid: Bid, *, for_bidder: bool = False) -> BidPage:
        status = rules.BidStatus(bid.status)
        told = told_status(bid) if for_bidder else rules.BID_STATUS_WORDS[status]
        costs = [[one.what, pounds(one.amount)] for one in bid.costs.order_by("position")]
        answers = bid.answers.select_related("criterion").order_by("criterion__position")
        return cls(
            reference=bid.reference,
            title=bid.title,
            organisation=bid.organisation,
            status=told,
            status_tag="blue" if for_bidder and status in UNTOLD else BID_TAGS[status],
            round_title=bid.round.title,
            round_reference=bid.round.reference,
            who=who_rows(bid),
            what=what_rows(bid),
            answers=[{"key": one.criterion.question, "value": one.words} for one in answers],
            costs=[*costs, ["In all", pounds(bid.asked)]],
            decided=[] if for_bidder and status in UNTOLD else decided_rows(bid),
            is_open=rules.may_move_bid(status, rules.BidStatus.WITHDRAWN),
        )


def who_rows(bid: Bid) -> list[dict]:
    """Who bids."""
    return [
        {"key": "Organisation", "value": bid.organisation},
        {"key": "Kind", "value": rules.BIDDER_KIND_WORDS[rules.BidderKind(bid.kind)]},
        {"key": "Number", "value": bid.registered_as, "blank": "None given"},
        {"key": "Contact", "value": ", ".join(filter(None, [bid.contact_name, bid.contact_role]))},
        {"key": "E-mail", "value": bid.contact_email},
        {"key": "Telephone", "value": bid.contact_phone, "blank": "None given"},
        {"key": "Connections declared", "value": bid.interest, "blank": "None"},
    ]


def what_rows(bid: Bid) -> list[dict]:
    """What it is for."""
    return [
        {"key": "What they will do", "value": bid.what},
        {"key": "Locality", "value": bid.locality.name},
        {"key": "What should change", "value": bid.outcome.title},
        {"key": "Families it hopes to reach", "value": f"{bid.families:,}"},
    ]


def decided_rows(bid: Bid) -> list[dict]:
    """What was decided, once something was."""
    if bid.decided_at is None:
        return []
    rows = [
        {"key": "Decided", "value": f"{say_day(localtime(bid.decided_at).date())}, {bid.decided_by.name}"},
        {"key": "Why", "value": bid.why},
    ]
    if bid.offer:
        rows.insert(0, {"key": "Grant", "value": short_pounds(bid.offer)})
    if bid.conditions:
        rows.append({"key": "Conditions", "value": bid.conditions})
    return rows


def own_row(bid: Bid) -> list:
    """One bid in its own organisation’s list."""
    return [
        {"text": f"{bid.title} ({bid.reference})", "href": reverse("grants:own_bid", args=[bid.reference])},
        bid.round.title,
        say_day(localtime(bid.sent_at).date()),
        told_status(bid),
        pounds(bid.asked),
        pounds(bid.offer) if bid.status == rules.BidStatus.AWARDED else "",
    ]


def given_row(one: Given) -> list:
    """One scorer’s points for one criterion."""
    return [one.criterion.title, one.who.name, str(one.points), one.words]


def score_words(score: rules.Score | None, *, apart: int) -> str:
    """A bid’s score in a sentence."""
    if score is None:
        return "Nobody has scored this bid yet."
    said = f"{points(score.mean)} out of 100 by {score.scorers} {'person' if score.scorers == 1 else 'people'}"
    if score.scorers == 1:
        return f"{said}."
    far = " They lie far apart: talk about the bid first." if rules.must_talk(score, apart=apart) else ""
    return f"{said}, from {points(score.lowest)} to {points(score.highest)}.{far}"


@dataclass(frozen=True)
class Payment:
    """One payment with what may be done about it."""

    id: object
    what: str
    amount: str
    may_ask: bool
    may_pay: bool


@dataclass(frozen=True)
class GivenBack:
    """One return with its words and what may be done about it."""

    id: object
    title: str
    rows: list[dict]
    may_ask: bool
    may_read: bool
    is_here: bool


@dataclass(frozen=True)
class GrantPage:
    """A grant: what was promised and paid by the ledger, its payments and returns."""

    reference: str
    organisation: str
    title: str
    round_title: str
    round_reference: str
    status: str
    status_tag: str
    figures: list[dict]
    payment_rows: list
    payments: list[Payment]
    return_rows: list
    returns: list[GivenBack]
    ended_why: str
    is_running: bool
    has_paid: bool
    unspent: str

    @classmethod
    def of(cls, found: Standing, *, today: date, may_keep: bool, may_pay: bool, viewer_id: object) -> GrantPage:
        award, bid = found.award, found.award.bid
        status = rules.AwardStatus(award.status)
        is_running = status == rules.AwardStatus.RUNNING
        read = frozenset(rules.ReturnKind(one.kind) for one in found.returns if one.status == rules.ReturnStatus.READ)
        return cls(
            reference=bid.reference,
            organisation=bid.organisation,
            title=bid.title,
            round_title=bid.round.title,
            round_reference=bid.round.reference,
            status=rules.AWARD_STATUS_WORDS[status],
            status_tag=AWARD_TAGS[status],
            figures=[
                {"key": "Awarded", "value": f"{pounds(award.amount)} on {say_day(award.awarded_on)}"},
                {"key": "Paid", "value": f"{pounds(found.paid)} ({_percent(found)}%)"},
                *_came_back(found),
                {"key": "Committed and not yet paid", "value": pounds(found.committed)},
            ],
            payment_rows=[payment_row(one) for one in found.milestones],
            payments=[_payment(one, read, may_keep and is_running, may_pay, viewer_id) for one in found.milestones],
            return_rows=[return_row(one) for one in found.returns],
            returns=[_given_back(one, may_keep and is_running) for one in found.returns],
            ended_why=award.ended_why,
            is_running=is_running,
            has_paid=found.paid > 0,
            unspent=_unspent(found),
        )


def _came_back(found: Standing) -> list[dict]:
    """What was paid back, where payments made come to more than what the ledger says is paid."""
    made = sum(one.amount for one in found.milestones if one.status == rules.MilestoneStatus.PAID)
    if made <= found.paid:
        return []
    back = f"{pounds(made - found.paid)} of {pounds(made)} paid out: it is free in the fund again"
    return [{"key": "Handed back", "value": back}]


def _percent(found: Standing) -> int:
    return rules.part_paid(part=found.paid, whole=found.award.amount)


def _unspent(found: Standing) -> str:
    final = next((one for one in found.returns if one.kind == rules.ReturnKind.FINAL), None)
    if final is None or final.status == rules.ReturnStatus.DUE or final.spent >= found.paid:
        return ""
    return (
        f"The final return says that {short_pounds(final.spent)} was spent of {short_pounds(found.paid)} paid: "
        f"{short_pounds(found.paid - final.spent)} is unspent."
    )


def payment_row(one: Milestone) -> list:
    """One payment in a table."""
    after = rules.RETURN_KIND_WORDS[rules.ReturnKind(one.needs)] if one.needs else ""
    return [
        one.what,
        pounds(one.amount),
        say_day(one.due_on),
        after,
        tag(rules.MILESTONE_STATUS_WORDS, PAID_TAGS, one.status),
    ]


def _payment(one: Milestone, read: frozenset, may_keep: bool, may_pay: bool, viewer_id) -> Payment:
    status = rules.MilestoneStatus(one.status)
    needs = rules.ReturnKind(one.needs) if one.needs else None
    may_ask = may_keep and rules.may_ask_payment(status=status, needs=needs, returns_read=read)
    pays = may_pay and status == rules.MilestoneStatus.ASKED and one.asked_by_id != viewer_id
    return Payment(one.id, one.what, short_pounds(one.amount), may_ask=may_ask, may_pay=pays)


def return_row(one: Return) -> list:
    """One return in a table."""
    is_here = one.status != rules.ReturnStatus.DUE
    return [
        rules.RETURN_KIND_WORDS[rules.ReturnKind(one.kind)],
        say_day(one.due_on),
        tag(rules.RETURN_STATUS_WORDS, RETURN_TAGS, one.status),
        f"{one.families:,}" if is_here else "",
        pounds(one.spent) if is_here else "",
    ]


def _given_back(one: Return, may_keep: bool) -> GivenBack:
    is_here = one.status != rules.ReturnStatus.DUE
    return GivenBack(
        id=one.id,
        title=rules.RETURN_KIND_WORDS[rules.ReturnKind(one.kind)],
        rows=said_rows(one) if is_here else [],
        may_ask=may_keep and not is_here,
        may_read=may_keep and one.status == rules.ReturnStatus.SENT,
        is_here=is_here,
    )


def said_rows(one: Return) -> list[dict]:
    """What a return says."""
    return [
        {"key": "Families", "value": f"{one.families:,}"},
        {"key": "Children", "value": f"{one.children:,}"},
        {"key": "Meetings and visits", "value": f"{one.sessions:,}"},
        {"key": "Spent so far", "value": short_pounds(one.spent)},
        {"key": "What has changed", "value": one.what_changed},
        {"key": "What families say", "value": one.families_say, "blank": "Nothing given"},
        {"key": "What went less well", "value": one.less_well, "blank": "Nothing given"},
    ]


def waiting_row(one: Milestone) -> list:
    """One payment that waits for a second person."""
    bid = one.award.bid
    return [
        {"text": f"{bid.organisation} ({bid.reference})", "href": reverse("grants:pay", args=[one.id])},
        one.what,
        one.shown_by,
        one.asked_by.name,
        say_day(one.due_on),
        pounds(one.amount),
    ]


def typed_rows(form) -> list[dict]:
    """What was typed in a long form, section by section, to be read once more."""
    return [
        {"title": one["title"], "rows": [_typed(form, field) for field in one["fields"]]} for one in form.sections()
    ]


def _typed(form, bound) -> dict:
    value = form.cleaned_data.get(bound.name)
    choices = dict(getattr(bound.field, "choices", ()) or ())
    if choices:
        value = choices.get(value, value)
        opened = [name for name, (opener, _) in form.revealed_by.items() if opener == bound.name]
        value = "\n".join(filter(None, [str(value), *(form.cleaned_data.get(name) or "" for name in opened)]))
    elif value is True:
        value = "Yes"
    elif "amount" in bound.name or bound.name == "spent":
        value = short_pounds(value) if value is not None else ""
    return {"key": bound.label, "value": "" if value is None else str(value), "blank": "Nothing"}
