"""What one's own agency asked, and what was passed on to it."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from alongside.foundation.access.access import opens_to
from alongside.foundation.components.paging import key_page

from .. import access, actions, forms, presenters, queries
from .drafting import posted

LATEST_FIRST = ("-received_at", "-id")


def _page(request: HttpRequest, contacts, template: str, begun=()) -> HttpResponse:
    page = key_page(contacts, after=request.GET.get("after"), before=request.GET.get("before"), order=LATEST_FIRST)
    actions.note_requests_seen(contacts=page.rows, by=request.user, at=timezone.now())
    return render(request, template, {"page": page, "rows": presenters.own_requests_of(page.rows), "begun": begun})


@opens_to(access.SEE_OWN)
def list_own_requests(request: HttpRequest) -> HttpResponse:
    """What I have begun, what my agency asked, and where each request stands."""
    begun = presenters.begun_of(queries.list_begun(viewer=request.user))
    asked = queries.list_own_requests(viewer=request.user)
    return _page(request, asked, "frontdoor/asking/list_own_requests.html", begun)


@opens_to(access.SEE_OWN)
def list_passed_on(request: HttpRequest) -> HttpResponse:
    """What was passed on to my agency because it helps."""
    return _page(request, queries.list_passed_on(viewer=request.user), "frontdoor/asking/list_passed_on.html")


def _own_or_404(request: HttpRequest, reference: str):
    try:
        return queries.get_own_request(viewer=request.user, reference=reference)
    except queries.ContactNotFound as absent:
        raise Http404 from absent


@opens_to(access.SEE_OWN)
def see_own_request(request: HttpRequest, reference: str) -> HttpResponse:
    """One request: where it stands, and what we were told; what was found stays at the front door."""
    contact = _own_or_404(request, reference)
    actions.note_requests_seen(contacts=[contact], by=request.user, at=timezone.now())
    told = queries.told_of(contact)
    is_passed_on = contact.agency_id != request.user.agency_id and contact.referrer_id != request.user.id
    shows_words = is_passed_on or contact.referrer_id == request.user.id
    return render(
        request,
        "frontdoor/asking/see_own_request.html",
        {
            "request_sent": presenters.own_requests_of([contact])[0],
            "is_passed_on": is_passed_on,
            "parts": presenters.answers_of(told) if shows_words else [],
            "may_withdraw": access.may_withdraw(request.user, contact),
        },
    )


@opens_to(access.SEE_OWN)
def withdraw_request(request: HttpRequest, reference: str) -> HttpResponse:
    """Take a request back."""
    contact = _own_or_404(request, reference)
    form = forms.Withdraw(posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            actions.withdraw_request(contact=contact, why=form.cleaned_data["why"], by=request.user, at=timezone.now())
        except actions.AskRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "The request is withdrawn. You can ask again at any time")
            return redirect("frontdoor:see_own_request", reference=reference)
    return render(
        request,
        "frontdoor/asking/withdraw.html",
        {
            "form": form,
            "reference": reference,
            "back": reverse("frontdoor:see_own_request", args=[reference]),
        },
    )
