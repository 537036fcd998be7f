"""The round, bid or payment that an address names; what is not there and what is not theirs are the same."""

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone

from alongside.foundation.documents.views import csv_answer
from alongside.foundation.policy.queries import policy_on

from .. import actions, rules
from ..queries import bids, rounds


def round_or_404(request: HttpRequest, reference: str):
    """The round, for those who see or score it."""
    try:
        return rounds.get_round(viewer=request.user, reference=reference)
    except rounds.RoundNotFound as missing:
        raise Http404 from missing


def told_round_or_404(reference: str):
    """The round that anybody may read about."""
    try:
        return rounds.get_told_round(reference=reference)
    except rounds.RoundNotFound as missing:
        raise Http404 from missing


def bid_or_404(request: HttpRequest, reference: str):
    """The bid, for those who may read it, noted as seen."""
    try:
        bid = bids.get_bid(viewer=request.user, reference=reference)
    except bids.BidNotFound as missing:
        raise Http404 from missing
    return _seen(request, bid)


def own_bid_or_404(request: HttpRequest, reference: str):
    """The bid of the viewer’s own organisation, noted as seen."""
    try:
        bid = bids.get_own_bid(viewer=request.user, reference=reference)
    except bids.BidNotFound as missing:
        raise Http404 from missing
    return _seen(request, bid)


def _seen(request: HttpRequest, bid):
    if request.method == "GET":
        actions.show_bid(bid=bid, by=request.user, at=timezone.now())
    return bid


def grant_or_404(request: HttpRequest, bid):
    """The grant of a bid."""
    return found_or_404(bids.award_of(bid))


def open_to_viewer(request: HttpRequest, thing, bid):
    """A payment or return, if its bid may be read."""
    if thing is None or not bids.may_read(viewer=request.user, bid=bid(thing)):
        raise Http404
    return thing


def found_or_404(thing):
    """What was found, or a page that is not there."""
    if thing is None:
        raise Http404
    return thing


def policy_now() -> rules.GrantsPolicy:
    """The local numbers of today."""
    return policy_on(rules.GrantsPolicy, timezone.localdate())


def as_file(name: str, header, rows) -> HttpResponse:
    """A table to download."""
    return csv_answer([header, *rows], f"{name}.csv")


def address_of_link(request: HttpRequest):
    """How a link’s key becomes the whole address in an e-mail."""
    return lambda key: request.build_absolute_uri(reverse("grants:open_link", args=[key]))
