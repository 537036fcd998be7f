"""What anybody may read of grants, and the e-mailed link to a bid or a return."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.views.decorators.http import require_POST

from alongside.foundation.access.access import opens_to_anyone
from alongside.foundation.drafts.actions import save_draft, start_or_resume_draft
from alongside.foundation.drafts.views.filling import posted, remember_key
from alongside.frontdoor.actions import AskRefused, check_not_too_often

from .. import access, actions, forms, rules
from ..presenters import results as presenters
from ..presenters import rounds as of_rounds
from ..presenters.wording import short_pounds, span
from ..queries import bids, results, rounds
from .finding import address_of_link, as_file, told_round_or_404

ANYONE = "Anyone may read what grants there are and who was given one"
ANYONE_BIDS = "Anyone may bid; without an account the form goes by an e-mailed link"
BY_KEY = "The link’s secret key is the door; without it the page says nothing"
SENT = "grants_sent"


@opens_to_anyone(why=ANYONE)
def told_rounds(request: HttpRequest) -> HttpResponse:
    """Grants that are open to bids, and those that were."""
    is_open, closed = rounds.list_told_rounds(today=timezone.localdate())
    return render(
        request,
        "grants/told_rounds.html",
        {
            "open": is_open,
            "closed": [(one, rules.ROUND_STATUS_WORDS[rules.RoundStatus(one.status)]) for one in closed],
            "may_bid": request.user.is_authenticated and request.user.may(access.BID),
        },
    )


@opens_to_anyone(why=ANYONE)
def told_round(request: HttpRequest, reference: str) -> HttpResponse:
    """What a round is for, what it asks, what it has, and what it gave."""
    round, today = told_round_or_404(reference), timezone.localdate()
    is_awarded = round.status in (rules.RoundStatus.AWARDED, rules.RoundStatus.FINISHED)
    awards = results.list_awards(round=round) if is_awarded else []
    return render(
        request,
        "grants/told_round.html",
        {
            "round": round,
            "status": rules.ROUND_STATUS_WORDS[rules.RoundStatus(round.status)],
            "sums": f"{short_pounds(round.least)} to {short_pounds(round.most)}",
            "work": span(round.starts_on, round.ends_on),
            "is_open": rules.is_open_to_bids(status=round.status, closes_on=round.closes_on, today=today),
            "criteria_columns": of_rounds.CRITERIA_COLUMNS,
            "criteria": [of_rounds.criterion_row(one) for one in rounds.list_criteria(round=round)],
            "money_columns": of_rounds.MONEY_COLUMNS,
            "money": of_rounds.money_rows(rounds.list_money(round=round)),
            "is_awarded": is_awarded,
            "award_columns": presenters.AWARD_COLUMNS,
            "awards": [presenters.award_row(one) for one in awards],
        },
    )


@opens_to_anyone(why=ANYONE)
def awards_file(request: HttpRequest) -> HttpResponse:
    """Every award, in the columns of the open standard for grants."""
    rows = (presenters.open_line(one, funder=one.bid.round.fund.holder.name) for one in results.list_awards())
    return as_file("grants-awarded", presenters.OPEN_FILE, rows)


@opens_to_anyone(why=ANYONE_BIDS)
def begin_bid(request: HttpRequest, reference: str) -> HttpResponse:
    """Begin a bid: signed in at once, otherwise by a link to one’s e-mail address."""
    round, now = told_round_or_404(reference), timezone.now()
    if not rules.is_open_to_bids(status=round.status, closes_on=round.closes_on, today=timezone.localdate()):
        messages.warning(request, "This round is closed to bids")
        return redirect("grants:told_round", reference=reference)
    if request.user.is_authenticated:
        return _begin_own(request, round, now)
    form = forms.BeginBid(posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            check_not_too_often(place=_place_of(request), at=now)
            actions.send_link(
                round=round,
                email=form.cleaned_data["email"],
                address_of=address_of_link(request),
                today=timezone.localdate(),
                at=now,
            )
        except (AskRefused, actions.GrantsRefused) as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect("grants:link_sent")
    return render(request, "grants/begin_bid.html", {"form": form, "round": round})


def _begin_own(request: HttpRequest, round, now) -> HttpResponse:
    """A fresh draft of a bid to a round; one that was begun without a word is used again."""
    if not request.user.may(access.BID) or request.user.agency is None:
        raise Http404
    draft = start_or_resume_draft(form=rules.BID_FORM, subject=round.reference, owner=request.user, at=now)
    if not draft.fields:
        user = request.user
        known = {"organisation": user.agency.name, "contact_name": user.name, "contact_role": user.job_title}
        fields = {name: [value] for name, value in (known | {"contact_phone": user.phone}).items() if value}
        save_draft(draft=draft, fields=fields, revision=None, at=now)
    return redirect("grants:fill_bid", draft_id=draft.id)


def _place_of(request: HttpRequest) -> str:
    return salted_hmac("grants.begin_bid", request.META.get("REMOTE_ADDR", ""), algorithm="sha256").hexdigest()


@opens_to_anyone(why=ANYONE_BIDS)
def link_sent(request: HttpRequest) -> HttpResponse:
    """Look for our e-mail."""
    return render(request, "grants/link_sent.html")


@opens_to_anyone(why=BY_KEY)
def open_link(request: HttpRequest, key: str) -> HttpResponse:
    """Open the form as it was left, show what was sent, or say what stands in the way."""
    link = bids.get_link(key)
    if link is None:
        return render(request, "grants/link_closed.html", {"is_unknown": True}, status=404)
    state = bids.state_of_link(link, at=timezone.now())
    if state is bids.LinkState.OPEN:
        remember_key(request, draft_id=link.draft_id, key=key)
        return redirect("grants:fill_return" if link.give_back_id else "grants:fill_bid", draft_id=link.draft_id)
    if state is bids.LinkState.SENT:
        remember_sent(request, link.draft_id)
        if link.give_back_id:
            return render(request, "grants/return_sent.html", {"give_back": link.give_back})
        return redirect("grants:bid_sent", draft_id=link.draft_id)
    return render(
        request,
        "grants/link_closed.html",
        {
            "key": key,
            "is_replaced": state is bids.LinkState.REPLACED,
            "is_gone": state is bids.LinkState.GONE,
            "is_unknown": False,
        },
    )


@require_POST
@opens_to_anyone(why=BY_KEY)
def renew_link(request: HttpRequest, key: str) -> HttpResponse:
    """Send a new link to the same address."""
    link = bids.get_link(key)
    if link is None:
        return render(request, "grants/link_closed.html", {"is_unknown": True}, status=404)
    try:
        check_not_too_often(place=_place_of(request), at=timezone.now())
        actions.renew_link(link=link, address_of=address_of_link(request), at=timezone.now())
    except (AskRefused, actions.GrantsRefused) as refusal:
        messages.warning(request, str(refusal))
        return redirect("grants:open_link", key=key)
    return redirect("grants:link_sent")


def remember_sent(request: HttpRequest, draft_id) -> None:
    """This session sent a bid, or opened the link to one that was sent."""
    request.session[SENT] = [*request.session.get(SENT, [])[-20:], str(draft_id)]
