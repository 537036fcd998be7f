"""Writing a bid and a return: the form, reading it once more, sending it, and what became of it."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from alongside.foundation.access.access import opens_to, opens_to_anyone
from alongside.foundation.drafts.actions import start_or_resume_draft
from alongside.foundation.drafts.views import filling
from alongside.foundation.drafts.views.filling import draft_of, posted, saved_words
from alongside.plans.queries import outcomes_in_force

from .. import access, actions, forms, rules
from ..presenters import bids as presenters
from ..presenters.wording import short_pounds
from ..queries import bids, rounds
from .finding import found_or_404, own_bid_or_404
from .public import SENT, remember_sent

ONLY_ITS_HOLDER = "A public form too; it opens only to its owner or to the session that opened its link"


def _lost(request: HttpRequest) -> HttpResponse:
    return render(request, "grants/lost.html", status=404)


def _made_form(round):
    today = timezone.localdate()
    known = {
        "round": round,
        "criteria": rounds.list_criteria(round=round),
        "localities": [one.locality for one in rounds.list_money(round=round)],
        "outcomes": outcomes_in_force(today=today),
        "today": today,
    }
    return (
        lambda draft: forms.WriteBid.resume(draft, **known),
        lambda typed: forms.WriteBid(typed, **known),
    )


@opens_to_anyone(why=ONLY_ITS_HOLDER)
def fill_bid(request: HttpRequest, draft_id: UUID) -> HttpResponse:
    """The form of a bid."""
    draft = draft_of(request, draft_id)
    if draft is None:
        return _gone(request, draft_id)
    round = found_or_404(bids.round_of_draft(draft))
    resumed, bound = _made_form(round)

    def show(form, draft, status) -> HttpResponse:
        shown = {"form": form, "round": round, "draft": draft, "saved_at": saved_words(draft)}
        return render(request, "grants/fill_bid.html", shown, status=status)

    asked = filling.LongForm(
        resumed=resumed,
        bound=bound,
        show=show,
        go_on=lambda form: redirect("grants:check_bid", draft_id=draft_id),
        later=reverse("grants:own_bids") if draft.owner_id else request.path,
    )
    return filling.fill(request, draft=draft, asked=asked)


@opens_to_anyone(why=ONLY_ITS_HOLDER)
def check_bid(request: HttpRequest, draft_id: UUID) -> HttpResponse:
    """Everything typed, to read once more and send."""
    draft = draft_of(request, draft_id)
    if draft is None:
        return _gone(request, draft_id)
    round = found_or_404(bids.round_of_draft(draft))
    _, bound = _made_form(round)
    form = bound(draft.typed)
    if not form.is_valid():
        messages.warning(request, "Something is still missing. Look through the form once more")
        return redirect("grants:fill_bid", draft_id=draft_id)
    refused = ""
    if request.method == "POST":
        by = request.user if draft.owner_id else None
        email = by.email if by else form.cleaned_data["contact_email"]
        try:
            actions.send_bid(
                round=round,
                facts=form.facts(email=email),
                draft=draft,
                today=timezone.localdate(),
                by=by,
                at=timezone.now(),
            )
        except actions.GrantsRefused as refusal:
            refused = str(refusal)
        else:
            remember_sent(request, draft_id)
            return redirect("grants:bid_sent", draft_id=draft_id)
    return render(
        request,
        "grants/check_bid.html",
        {
            "round": round,
            "parts": presenters.typed_rows(form),
            "total": short_pounds(sum(amount for _, amount in form.costs())),
            "change": reverse("grants:fill_bid", args=[draft_id]),
            "refused": refused,
        },
    )


@opens_to_anyone(why=ONLY_ITS_HOLDER)
def bid_sent(request: HttpRequest, draft_id: UUID) -> HttpResponse:
    """The reference, what was sent, what happens next, and in the end what was decided."""
    bid = _own_sent(request, draft_id)
    if bid is None:
        return _lost(request)
    _note_seen(request, bid)
    return _show_own(request, bid, withdraw=reverse("grants:withdraw_sent", args=[draft_id]))


def _show_own(request: HttpRequest, bid, *, withdraw: str) -> HttpResponse:
    grant = bids.award_of(bid)
    return render(
        request,
        "grants/own_bid.html",
        {
            "page": presenters.BidPage.of(bid, for_bidder=True),
            "cost_columns": presenters.COST_COLUMNS,
            "letter": bids.letter_of(bid),
            "withdraw": withdraw,
            "is_decided": bid.status in (rules.BidStatus.AWARDED, rules.BidStatus.REFUSED),
            "payment_columns": presenters.PAYMENT_COLUMNS,
            "payments": [presenters.payment_row(one) for one in grant.milestones] if grant else [],
            "returns": [
                (one, rules.RETURN_KIND_WORDS[rules.ReturnKind(one.kind)])
                for one in (grant.returns if grant else [])
                if one.status == rules.ReturnStatus.DUE
            ],
            "is_partner": bool(bid.agency_id),
        },
    )


def _own_sent(request: HttpRequest, draft_id: UUID):
    bid = bids.get_bid_by_draft(draft_id=draft_id)
    if bid is None:
        return None
    is_own = request.user.is_authenticated and bid.sent_by_id == request.user.id
    return bid if is_own or str(draft_id) in request.session.get(SENT, []) else None


def _note_seen(request: HttpRequest, bid) -> None:
    by = request.user if request.user.is_authenticated else None
    actions.show_bid(bid=bid, by=by, at=timezone.now())


def _gone(request: HttpRequest, draft_id: UUID) -> HttpResponse:
    """The draft is not there: it was sent already (a refresh, a double click), or the session is lost."""
    if _own_sent(request, draft_id) is not None:
        return redirect("grants:bid_sent", draft_id=draft_id)
    return _lost(request)


@opens_to_anyone(why=ONLY_ITS_HOLDER)
def withdraw_sent(request: HttpRequest, draft_id: UUID) -> HttpResponse:
    """Take a bid back by the session that holds it."""
    bid = _own_sent(request, draft_id)
    if bid is None:
        return _lost(request)
    back = reverse("grants:bid_sent", args=[draft_id])
    return _withdraw(request, bid, back=back, by=request.user if request.user.is_authenticated else None)


def _withdraw(request: HttpRequest, bid, *, back: str, by) -> HttpResponse:
    form = forms.SayWhy(posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            actions.withdraw_bid(bid=bid, why=form.cleaned_data["why"], by=by, at=timezone.now())
        except actions.GrantsRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "Your bid is withdrawn")
            return redirect(back)
    return render(request, "grants/withdraw.html", {"form": form, "reference": bid.reference, "back": back})


@opens_to(access.BID)
def own_bids(request: HttpRequest) -> HttpResponse:
    """What one’s own organisation bid for, and what was begun."""
    begun = [(one, bids.round_of_draft(one), saved_words(one)) for one in bids.list_begun(viewer=request.user)]
    return render(
        request,
        "grants/own_bids.html",
        {
            "columns": presenters.OWN_COLUMNS,
            "rows": [presenters.own_row(one) for one in bids.list_own_bids(viewer=request.user)],
            "begun": [one for one in begun if one[1] is not None],
        },
    )


@opens_to(access.BID)
def own_bid(request: HttpRequest, reference: str) -> HttpResponse:
    """One bid of one’s own organisation."""
    bid = own_bid_or_404(request, reference)
    return _show_own(request, bid, withdraw=reverse("grants:withdraw_own", args=[reference]))


@opens_to(access.BID)
def withdraw_own(request: HttpRequest, reference: str) -> HttpResponse:
    """Take a bid of one’s own organisation back."""
    bid = own_bid_or_404(request, reference)
    return _withdraw(request, bid, back=reverse("grants:own_bid", args=[reference]), by=request.user)


@opens_to(access.BID)
def begin_return(request: HttpRequest, return_id: UUID) -> HttpResponse:
    """Write a return of one’s own organisation, signed in."""
    give_back = found_or_404(bids.get_return(return_id))
    own_bid_or_404(request, give_back.award.bid.reference)
    draft = start_or_resume_draft(
        form=rules.RETURN_FORM, subject=str(give_back.id), owner=request.user, at=timezone.now()
    )
    return redirect("grants:fill_return", draft_id=draft.id)


@opens_to_anyone(why=ONLY_ITS_HOLDER)
def fill_return(request: HttpRequest, draft_id: UUID) -> HttpResponse:
    """What was done with a grant: the form, and sending it."""
    draft = draft_of(request, draft_id)
    give_back = bids.return_of_draft(draft) if draft is not None else None
    if give_back is None:
        return _lost(request)
    bid = give_back.award.bid
    if draft.owner_id and bid.agency_id != request.user.agency_id:
        raise Http404

    def show(form, draft, status) -> HttpResponse:
        shown = {
            "form": form,
            "bid": bid,
            "give_back": give_back,
            "title": rules.RETURN_KIND_WORDS[rules.ReturnKind(give_back.kind)],
            "grant": short_pounds(give_back.award.amount),
            "draft": draft,
            "saved_at": saved_words(draft),
        }
        return render(request, "grants/fill_return.html", shown, status=status)

    def go_on(form) -> HttpResponse:
        by = request.user if draft.owner_id else None
        sent = actions.send_return(give_back=give_back, facts=form.facts(), draft=draft, by=by, at=timezone.now())
        return render(request, "grants/return_sent.html", {"give_back": sent})

    asked = filling.LongForm(
        resumed=lambda draft: forms.WriteReturn.resume(draft),
        bound=lambda typed: forms.WriteReturn(typed),
        show=show,
        go_on=go_on,
        later=reverse("grants:own_bids") if draft.owner_id else request.path,
        refused=(actions.GrantsRefused,),
    )
    return filling.fill(request, draft=draft, asked=asked)
