"""Throwing away what was half typed, and beginning again with an empty form or with what stands."""

from functools import wraps
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from .. import actions, queries

FIELD = "start_afresh"


def can_start_afresh(view):
    """The page takes the button of `drafts/_afresh.html`; it stands below the door of a view."""

    @wraps(view)
    def opened(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if request.method != "POST" or FIELD not in request.POST:
            return view(request, *args, **kwargs)
        if draft := _own(request):
            actions.discard_draft(draft=draft)
            messages.success(request, "What was typed before is thrown away")
        return redirect(request.get_full_path())

    return opened


def _own(request: HttpRequest):
    try:
        wanted = UUID(request.POST[FIELD])
    except ValueError:
        return None
    return queries.get_own_draft(viewer=request.user, draft_id=wanted)
