"""The panel, sitting or item that an address names; what is not there and what is not theirs are the same."""

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from .. import actions, queries


def panel_or_404(request: HttpRequest, slug: str):
    """The panel."""
    try:
        return queries.get_panel(viewer=request.user, slug=slug)
    except queries.PanelNotFound as missing:
        raise Http404 from missing


def sitting_or_404(request: HttpRequest, reference: str):
    """The sitting."""
    try:
        return queries.get_sitting(viewer=request.user, reference=reference)
    except queries.PanelNotFound as missing:
        raise Http404 from missing


def item_or_404(request: HttpRequest, reference: str, *, is_of_panel: bool = False):
    """The item, noted as seen; for those of its panel only, where asked."""
    try:
        item = queries.get_item(viewer=request.user, reference=reference)
    except queries.PanelNotFound as missing:
        raise Http404 from missing
    if is_of_panel and not queries.is_item_of_panel_for(viewer=request.user, item=item):
        raise Http404
    if request.method == "GET":
        actions.show_item(item=item, by=request.user, at=timezone.now())
    return item


def do(request: HttpRequest, act: Callable, back: str, *, done: str = "") -> HttpResponse:
    """Do what a button asks, say so, and go back."""
    try:
        act(by=request.user, at=timezone.now())
    except actions.PanelRefused as refusal:
        messages.error(request, str(refusal))
    else:
        if done:
            messages.success(request, done)
    return redirect(back)
