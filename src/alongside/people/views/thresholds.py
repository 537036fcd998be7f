"""Changing the thresholds of matching: first what it would have done, and then the change."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from alongside.foundation.access.access import opens_to
from alongside.foundation.policy.queries import policy_on

from .. import access, actions, forms, presenters, queries, rules
from .shared import done


@opens_to(access.STEWARD)
def set_thresholds(request: HttpRequest) -> HttpResponse:
    """Say from which chances on; nothing is changed before its consequences were shown for these very numbers."""
    today = timezone.localdate()
    now = policy_on(rules.MatchingPolicy, today)
    first = {"certain": now.certain_from_percent, "ask": now.ask_from_percent, "from_on": today}
    form = forms.SetThresholds(request.POST or None, initial=first, today=today)
    shown = None
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        if given["seen"] == form.numbers_in_words and done(form, lambda: _set(request, given)):
            messages.success(request, "The thresholds are changed. What was decided before stays as it is")
            return redirect("people:quality")
        shown = queries.consequences_of_change(
            viewer=request.user, today=today, certain_percent=given["certain"], ask_percent=given["ask"]
        )
    page = presenters.ThresholdsPage.of(now, shown, seen=form.numbers_in_words if shown else "")
    return render(request, "people/set_thresholds.html", {"form": form, "page": page})


def _set(request: HttpRequest, given: dict) -> None:
    actions.set_thresholds(
        certain_percent=given["certain"],
        ask_percent=given["ask"],
        from_on=given["from_on"],
        why=given["why"],
        by=request.user,
        at=timezone.now(),
    )
