"""Signing in at one's own organisation: going there, and coming back."""

import hmac
import logging
from dataclasses import asdict

from allauth.account.utils import perform_login
from allauth.core import ratelimit
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_GET, require_POST

from alongside.foundation.access.access import opens_to_anyone

from .. import actions, gateways

KEPT = "asked_organisation"
WAITS_SECONDS = 600
AGAIN = "We could not use the answer of your organisation. Begin again from the page on which you sign in"
AWAY = "Your organisation does not answer now. Try again in a few minutes, or sign in with a password of your own here"
log = logging.getLogger("alongside.sign_in")


@require_POST
@opens_to_anyone(why="signing in at one’s own organisation begins before one is known")
def begin_at_organisation(request: HttpRequest) -> HttpResponse:
    """Send someone to their organisation, and keep what the answer must match."""
    if not ratelimit.consume(request, action="login"):
        return ratelimit.respond_429(request)
    try:
        address, asked = gateways.ask_organisation(back_to=_back_to(request))
    except gateways.NotProven as failure:
        return _refused(request, AWAY, failure, status=502)
    wanted = request.POST.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    request.session[KEPT] = {
        "asked": asdict(asked),
        "at": timezone.now().timestamp(),
        "next": wanted if is_ours else "",
    }
    return redirect(address)


@require_GET
@opens_to_anyone(why="signing in at one’s own organisation ends before one is known")
def come_from_organisation(request: HttpRequest) -> HttpResponse:
    """Take the organisation's answer: once, soon, and only by whoever asked."""
    now, kept = timezone.now(), request.session.pop(KEPT, None)
    state, code = request.GET.get("state", ""), request.GET.get("code", "")
    try:
        asked = _asked(kept, state, at=now.timestamp())
        if not code:
            return redirect("account_login")
        proven = gateways.prove(code=code, asked=asked, back_to=_back_to(request))
        user = actions.recognise(proven=proven, at=now)
    except gateways.NotProven as failure:
        return _refused(request, AGAIN, failure, status=400)
    except actions.SignInRefused as refusal:
        return _refused(request, str(refusal), refusal, status=403)
    if request.user.is_authenticated:
        logout(request)
    gateways.note_signed_in_elsewhere(request, user, second_step=proven.has_second_step)
    return perform_login(request, user, redirect_url=kept["next"] or None, signal_kwargs={"where": "organisation"})


def _asked(kept: dict | None, state: str, *, at: float) -> gateways.Asked:
    if kept is None or at - kept["at"] > WAITS_SECONDS:
        raise gateways.NotProven("nobody here has asked, or too long ago")
    asked = gateways.Asked(**kept["asked"])
    if not hmac.compare_digest(state.encode(), asked.state.encode()):
        raise gateways.NotProven("the answer is to another question")
    return asked


def _back_to(request: HttpRequest) -> str:
    return request.build_absolute_uri(reverse("come_from_organisation"))


def _refused(request: HttpRequest, words: str, why: Exception, *, status: int) -> HttpResponse:
    log.warning("Sign-in at the organisation refused: %s", why)
    return render(request, "account/organisation_refused.html", {"words": words}, status=status)
