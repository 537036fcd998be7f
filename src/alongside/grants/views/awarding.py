"""Deciding on bids, and following grants: payments, returns, and what they did for families."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from alongside.foundation.access.access import opens_to

from .. import access, actions, forms, rules
from ..presenters import bids as presenters
from ..presenters import results as of_results
from ..presenters.wording import short_pounds
from ..queries import bids, results, rounds, scores
from .finding import (
    address_of_link,
    bid_or_404,
    found_or_404,
    grant_or_404,
    open_to_viewer,
    policy_now,
    round_or_404,
)
from .verbs import Verb, verb_page


def bid_verb(bid, *, back: str = "bid", **facts) -> Verb:
    """A verb about one bid or its grant, which goes back to it."""
    words = f"{bid.organisation} ({bid.reference})"
    return Verb(
        about=bid.reference,
        caption=words,
        back=reverse(f"grants:{back}", args=[bid.reference]),
        back_words=bid.title,
        **facts,
    )


@opens_to(access.KEEP)
def rule_out(request: HttpRequest, reference: str) -> HttpResponse:
    """Rule a bid out."""
    bid = bid_or_404(request, reference)
    return verb_page(
        request,
        bid_verb(
            bid,
            name="rule_out",
            form=forms.SayWhy,
            act=lambda typed, who: actions.rule_out(bid=bid, why=typed["why"], **who),
            title="Does this bid lie outside the rules of the round?",
            intro="It is not scored. The bidder reads your reason when the round is awarded.",
            button="Rule it out",
            kind="warning",
            done="It is ruled out",
        ),
    )


@opens_to(access.KEEP)
def bring_back(request: HttpRequest, reference: str) -> HttpResponse:
    """Put a bid back into the round."""
    bid = bid_or_404(request, reference)
    return verb_page(
        request,
        bid_verb(
            bid,
            name="bring_back",
            form=forms.Confirm,
            act=lambda typed, who: actions.bring_back(bid=bid, **who),
            title="Put this bid back into the round?",
            button="Put it back",
            done="It is in the round again",
        ),
    )


@opens_to(access.AWARD)
def decide_bid(request: HttpRequest, reference: str) -> HttpResponse:
    """Choose a bid or turn it down."""
    bid = bid_or_404(request, reference)
    policy = policy_now()

    def act(typed, who):
        if typed["answer"] == "choose":
            return actions.choose(
                bid=bid, offer=typed["offer"], why=typed["why"], conditions=typed["conditions"],
                version=typed["lock"], **who,
            )  # fmt: skip
        return actions.turn_down(bid=bid, why=typed["why"], version=typed["lock"], **who)

    score = presenters.score_words(scores.score_of_bid(bid), apart=policy.far_apart)
    return verb_page(
        request,
        bid_verb(
            bid,
            name="decide_bid",
            form=forms.Decide,
            act=act,
            title="Decide on this bid",
            intro=f"It asks {short_pounds(bid.asked)}. {score}\nNobody is told until the round is awarded.",
            button="Decide",
            done="Decided. The bidder is told when the round is awarded",
            lock=bid.version,
            initial={
                "answer": {"chosen": "choose", "not_chosen": "turn_down"}.get(bid.status, ""),
                "offer": bid.offer or bid.asked,
                "why": bid.why,
                "conditions": bid.conditions,
            },
            then=lambda made: reverse("grants:ranking", args=[bid.round.reference]),
        ),
    )


@opens_to(access.SEE)
def letter(request: HttpRequest, reference: str) -> HttpResponse:
    """The letter to a bidder, fit to print."""
    bid = bid_or_404(request, reference)
    kept = found_or_404(bids.letter_of(bid))
    return render(
        request,
        "grants/letter.html",
        {"bid": bid, "letter": kept, "kind": rules.LETTER_KIND_WORDS[rules.LetterKind(kept.kind)]},
    )


@opens_to(access.SEE)
def grant(request: HttpRequest, reference: str) -> HttpResponse:
    """One grant: its money by the ledger, its payments, and what it did."""
    bid, viewer = bid_or_404(request, reference), request.user
    page = presenters.GrantPage.of(
        grant_or_404(request, bid),
        today=timezone.localdate(),
        may_keep=viewer.may(access.KEEP),
        may_pay=viewer.may(access.PAY),
        viewer_id=viewer.id,
    )
    return render(
        request,
        "grants/grant.html",
        {
            "page": page,
            "payment_columns": presenters.PAYMENT_COLUMNS,
            "return_columns": presenters.RETURN_COLUMNS,
            "may_keep": viewer.may(access.KEEP),
            "may_take_back": viewer.may(access.PAY) and page.has_paid,
        },
    )


@opens_to(access.KEEP)
def set_milestones(request: HttpRequest, reference: str) -> HttpResponse:
    """Write the payments not yet asked for differently."""
    bid = bid_or_404(request, reference)
    found = grant_or_404(request, bid)
    planned = [one for one in found.milestones if one.status == rules.MilestoneStatus.PLANNED]
    initial = {
        f"{name}-{place}": getattr(one, name)
        for place, one in enumerate(planned, start=1)
        for name in ("what", "amount", "due_on", "needs")
    }
    left = sum(one.amount for one in planned)

    def act(typed, who):
        facts = [
            actions.MilestoneFacts(**{name: typed[f"{name}-{place}"] for name in ("what", "amount", "due_on", "needs")})
            for place in range(1, forms.MOST_PAYMENTS + 1)
            if typed.get(f"amount-{place}")
        ]
        return actions.set_milestones(award=found.award, facts=facts, version=typed["lock"], **who)

    return verb_page(
        request,
        bid_verb(
            bid,
            back="grant",
            name="set_milestones",
            form=forms.SetMilestones,
            act=act,
            title="Change its payments",
            intro=f"What is not asked for yet comes to {short_pounds(left)}, and has to stay that.",
            button="Save them",
            done="Saved",
            lock=found.award.version,
            asked={"needs": [rules.ReturnKind(one.kind) for one in found.returns]},
            initial=initial,
        ),
    )


def _milestone_or_404(request: HttpRequest, milestone_id):
    return open_to_viewer(request, bids.get_milestone(milestone_id), lambda one: one.award.bid)


def _return_or_404(request: HttpRequest, return_id):
    return open_to_viewer(request, bids.get_return(return_id), lambda one: one.award.bid)


@opens_to(access.KEEP)
def ask_payment(request: HttpRequest, milestone_id) -> HttpResponse:
    """Say that a milestone is reached."""
    one = _milestone_or_404(request, milestone_id)
    return verb_page(
        request,
        bid_verb(
            one.award.bid,
            back="grant",
            name=f"ask_payment.{one.position}",
            form=forms.AskPayment,
            act=lambda typed, who: actions.ask_payment(milestone=one, shown_by=typed["shown_by"], **who),
            title=f"Is “{one.what}” reached?",
            intro=f"It is a payment of {short_pounds(one.amount)}. Somebody else makes it.",
            button="Ask for the payment",
            done="It waits for a second person",
        ),
    )


@opens_to(access.PAY)
def pay(request: HttpRequest, milestone_id) -> HttpResponse:
    """Pay what somebody else asks for."""
    one = _milestone_or_404(request, milestone_id)
    asked_by = f"{one.asked_by.name} says that it is reached: {one.shown_by}" if one.asked_by else ""

    def act(typed, who):
        if typed["answer"] == "pay":
            return actions.make_payment(milestone=one, **who)
        return actions.send_back_payment(milestone=one, why=typed["why"], **who)

    return verb_page(
        request,
        bid_verb(
            one.award.bid,
            back="grant",
            name=f"pay.{one.position}",
            form=forms.Pay,
            act=act,
            title=f"Pay {short_pounds(one.amount)}?",
            intro=f"{one.what}.\n{asked_by}",
            button="Decide",
            done="It is decided",
        ),
    )


@opens_to(access.PAY)
def take_money_back(request: HttpRequest, reference: str) -> HttpResponse:
    """Note money of a grant that came back."""
    bid = bid_or_404(request, reference)
    found = grant_or_404(request, bid)

    def act(typed, who):
        facts = {"amount": typed["amount"], "why": typed["why"], "version": typed["lock"]}
        return actions.take_money_back(award=found.award, **facts, **who)

    return verb_page(
        request,
        bid_verb(
            bid,
            back="grant",
            name="take_money_back",
            form=forms.TakeMoneyBack,
            act=act,
            title="Did money of this grant come back?",
            intro=f"{short_pounds(found.paid)} is paid. What came back is free in the fund again.",
            button="Note it",
            done="Noted. It is free in the fund again",
            lock=found.award.version,
        ),
    )


@opens_to(access.PAY)
def waiting_payments(request: HttpRequest) -> HttpResponse:
    """Payments that wait for a second person."""
    rows = rounds.list_waiting_payments(viewer=request.user)
    return render(
        request,
        "grants/waiting.html",
        {"columns": presenters.WAITING_COLUMNS, "rows": [presenters.waiting_row(one) for one in rows]},
    )


@opens_to(access.KEEP)
def ask_return(request: HttpRequest, return_id) -> HttpResponse:
    """Post the link to a return now."""
    one = _return_or_404(request, return_id)
    bid = one.award.bid
    return verb_page(
        request,
        bid_verb(
            bid,
            back="grant",
            name=f"ask_return.{one.kind}",
            form=forms.Confirm,
            act=lambda typed, who: actions.ask_return(give_back=one, address_of=address_of_link(request), **who),
            title="Send the link to this return?",
            intro=f"It goes to {bid.contact_email}. A link sent before no longer works; nothing written is lost.",
            button="Send the link",
            done="The link is sent",
        ),
    )


@opens_to(access.KEEP)
def read_return(request: HttpRequest, return_id) -> HttpResponse:
    """Read a return, and say whether it is enough."""
    one = _return_or_404(request, return_id)
    if one.status != rules.ReturnStatus.SENT:
        raise Http404
    return verb_page(
        request,
        bid_verb(
            one.award.bid,
            back="grant",
            name=f"read_return.{one.kind}",
            form=forms.ReadReturn,
            act=lambda typed, who: actions.read_return(
                give_back=one, is_enough=typed["answer"] == "enough", why=typed["why"], **who
            ),
            title=rules.RETURN_KIND_WORDS[rules.ReturnKind(one.kind)],
            button="Save",
            done="Saved",
        ),
        template="grants/read_return.html",
        said=presenters.said_rows(one),
    )


@opens_to(access.KEEP)
def finish_grant(request: HttpRequest, reference: str) -> HttpResponse:
    """Finish a grant."""
    bid = bid_or_404(request, reference)
    found = grant_or_404(request, bid)
    return verb_page(
        request,
        bid_verb(
            bid,
            back="grant",
            name="finish_grant",
            form=forms.Confirm,
            act=lambda typed, who: actions.finish_award(award=found.award, **who),
            title="Finish this grant?",
            button="Finish it",
            done="The grant is finished",
        ),
    )


@opens_to(access.KEEP)
def end_grant(request: HttpRequest, reference: str) -> HttpResponse:
    """End a grant before its time."""
    bid = bid_or_404(request, reference)
    found = grant_or_404(request, bid)
    return verb_page(
        request,
        bid_verb(
            bid,
            back="grant",
            name="end_grant",
            form=forms.SayWhy,
            act=lambda typed, who: actions.end_award_early(award=found.award, why=typed["why"], **who),
            title="End this grant early?",
            intro=f"{short_pounds(found.committed)} is not paid, and is free in the fund again.",
            button="End it",
            kind="warning",
            done="The grant has ended",
        ),
    )


@opens_to(access.SEE)
def round_results(request: HttpRequest, reference: str) -> HttpResponse:
    """What the grants of a round did for families."""
    found = round_or_404(request, reference)
    return _results(request, found)


@opens_to(access.SEE)
def all_results(request: HttpRequest) -> HttpResponse:
    """What all grants did for families."""
    return _results(request, None)


def _results(request: HttpRequest, found) -> HttpResponse:
    policy = policy_now()
    page = of_results.ResultsPage.of(results.results_of(round=found, policy=policy), policy=policy)
    return render(
        request,
        "grants/results.html",
        {
            "round": found,
            "page": page,
            "smallest": policy.smallest_count,
            "locality_columns": of_results.came_columns("Locality"),
            "outcome_columns": of_results.came_columns("What it should change"),
            "today": timezone.localdate(),
        },
    )
