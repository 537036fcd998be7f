"""The e-mailed link: asking for it, opening it, renewing it, and withdrawing by it."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.views.decorators.http import require_POST

from alongside.foundation.access.access import opens_to_anyone
from alongside.foundation.drafts.views.filling import remember_key

from .. import actions, forms, presenters, queries
from .asking import ANYONE_ASKS, HARM, SENT
from .drafting import posted

BY_KEY = "The link's secret key is the door; without it the page says nothing"


def address_of_link(request: HttpRequest):
    """How a link's key becomes the whole address in an e-mail."""
    return lambda key: request.build_absolute_uri(reverse("frontdoor:open_link", args=[key]))


@opens_to_anyone(why=ANYONE_ASKS)
def ask_link(request: HttpRequest) -> HttpResponse:
    """Where should the link go?"""
    form = forms.LinkEmail(posted(request))
    if request.method == "POST" and form.is_valid():
        harm_rang = request.session.get(HARM, "")
        try:
            actions.check_not_too_often(place=_place_of(request), at=timezone.now())
            actions.send_link(
                email=form.cleaned_data["email"],
                address_of=address_of_link(request),
                at=timezone.now(),
                fields={"harm_rang": [harm_rang]} if harm_rang else None,
            )
        except actions.AskRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            request.session.pop(HARM, None)
            return redirect("frontdoor:link_sent")
    return render(request, "frontdoor/asking/ask_link.html", {"form": form, "lines": queries.duty_lines()})


def _place_of(request: HttpRequest) -> str:
    return salted_hmac("frontdoor.ask_link", request.META.get("REMOTE_ADDR", ""), algorithm="sha256").hexdigest()


@opens_to_anyone(why=ANYONE_ASKS)
def link_sent(request: HttpRequest) -> HttpResponse:
    """Look for our e-mail."""
    return render(request, "frontdoor/asking/link_sent.html")


@opens_to_anyone(why=BY_KEY)
def open_link(request: HttpRequest, key: str) -> HttpResponse:
    """Open the form as it was left, or say what stands in the way."""
    now = timezone.now()
    link = queries.get_link(key)
    if link is None:
        return render(request, "frontdoor/asking/link_unknown.html", status=404)
    state = queries.state_of_link(link, at=now)
    if state is queries.LinkState.OPEN:
        remember_key(request, draft_id=link.draft_id, key=key)
        return redirect("frontdoor:fill_in", draft_id=link.draft_id)
    if state is queries.LinkState.SENT:
        actions.note_link_seen(link=link, at=now)
        request.session[SENT] = [*request.session.get(SENT, [])[-20:], str(link.draft_id)]
        shown = presenters.own_requests_of([link.contact])[0]
        return render(request, "frontdoor/asking/link_to_sent.html", {"request_sent": shown, "key": key})
    return render(
        request,
        "frontdoor/asking/link_closed.html",
        {
            "key": key,
            "is_replaced": state is queries.LinkState.REPLACED,
            "is_gone": state is queries.LinkState.GONE,
        },
    )


@require_POST
@opens_to_anyone(why=BY_KEY)
def renew_link(request: HttpRequest, key: str) -> HttpResponse:
    """Send a new link to the same address."""
    link = queries.get_link(key)
    if link is None:
        return render(request, "frontdoor/asking/link_unknown.html", status=404)
    try:
        actions.check_not_too_often(place=_place_of(request), at=timezone.now())
        actions.renew_link(link=link, address_of=address_of_link(request), at=timezone.now())
    except actions.AskRefused as refusal:
        messages.warning(request, str(refusal))
        return redirect("frontdoor:open_link", key=key)
    return redirect("frontdoor:link_sent")


@opens_to_anyone(why=BY_KEY)
def withdraw_by_link(request: HttpRequest, key: str) -> HttpResponse:
    """Take a request back by its link."""
    link = queries.get_link(key)
    if link is None or link.contact is None:
        return render(request, "frontdoor/asking/link_unknown.html", status=404)
    form = forms.Withdraw(posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            actions.withdraw_own_request(link=link, why=form.cleaned_data["why"], at=timezone.now())
        except actions.AskRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "Your request is withdrawn. You can ask again at any time")
            return redirect("frontdoor:open_link", key=key)
    return render(
        request,
        "frontdoor/asking/withdraw.html",
        {
            "form": form,
            "reference": link.contact.reference,
            "back": reverse("frontdoor:open_link", args=[key]),
        },
    )
