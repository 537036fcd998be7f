"""Who somebody may be already, told while they are typed; only to people who may search."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_POST

from alongside.foundation.access.access import opens_to

from .. import access, actions, forms, queries, rules

LOOKS = "people.looks"


@require_POST
@opens_to(access.SEARCH)
def likely(request: HttpRequest) -> HttpResponse:
    """A part of a page: who may be on record of whom something is being typed, and why; that it was shown is noted."""
    if _is_too_often(request):
        return HttpResponse("Many people were looked for in the last minute. Wait a moment", status=429)
    return render(request, "people/_likely.html", {"one": looked_for(request)})


def looked_for(request: HttpRequest) -> queries.LookedFor:
    """Who may be the person of whom a form tells so far; that they were shown is noted."""
    today = timezone.localdate()
    typed = forms.TypedSoFar(request.POST, today=today)
    sought = queries.Sought(**typed.told())
    looked = queries.look_while_typed(viewer=request.user, sought=[sought], today=today)
    actions.note_likely_seen(looked, by=request.user, at=timezone.now())
    return looked[0]


def _is_too_often(request: HttpRequest) -> bool:
    """Count one more in this minute, and say whether there are too many."""
    minute = f"{timezone.now():%Y-%m-%dT%H:%M}"
    before, looks = request.session.get(LOOKS, (minute, 0))
    looks = looks + 1 if before == minute else 1
    request.session[LOOKS] = (minute, looks)
    return looks > rules.MOST_LOOKS_A_MINUTE
