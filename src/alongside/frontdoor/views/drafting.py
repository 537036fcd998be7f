"""Finding the draft a page is about, and keeping what was typed; shared by every long form."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from alongside.foundation.components.presenters import list_error_links
from alongside.foundation.drafts.actions import DraftRefused, save_draft
from alongside.foundation.drafts.queries import get_draft_by_key, get_own_draft
from alongside.foundation.drafts.views import NOT_FIELDS

from ..actions import ContactRefused
from ..forms.intake import ROWS, IntakePage

if TYPE_CHECKING:
    from alongside.foundation.drafts.models import Draft

BUTTONS = {"add", "go"}


def posted(request: HttpRequest):
    """What was sent, even when every field was left empty; nothing when the page was only opened."""
    return request.POST if request.method == "POST" else None


def draft_of(request: HttpRequest, draft_id: UUID) -> Draft | None:
    """The draft, if it is the viewer's own or this session opened its link."""
    if request.user.is_authenticated:
        own = get_own_draft(viewer=request.user, draft_id=draft_id)
        if own is not None:
            return own
    key = request.session.get("draft_keys", {}).get(str(draft_id))
    draft = get_draft_by_key(key) if key else None
    return draft if draft is not None and draft.id == draft_id else None


def lost(request: HttpRequest) -> HttpResponse:
    """The session is gone: say how to go on. Nothing about the form is told."""
    return render(request, "frontdoor/asking/lost.html", {"back": request.get_full_path()}, status=404)


def typed_in(request: HttpRequest) -> dict[str, list[str]]:
    """The form's fields as typed, with one more row where one was asked for."""
    left_out = NOT_FIELDS | BUTTONS
    fields = {name: values for name, values in request.POST.lists() if name not in left_out}
    wanted = request.POST.get("add", "")
    if wanted in ROWS:
        total = fields.get(f"{wanted}-TOTAL_FORMS", ["1"])[0]
        fields[f"{wanted}-TOTAL_FORMS"] = [str(int(total) + 1 if total.isdigit() else 2)]
    return fields


def revision_of(request: HttpRequest) -> int | None:
    """The revision with which the page was loaded."""
    typed = request.POST.get("draft_revision", "")
    return int(typed) if typed.isdigit() else None


def fill(
    request: HttpRequest,
    *,
    draft: Draft,
    form_class,
    template: str,
    initial: dict,
    later: str,
    context: dict,
    go_on: Callable[[IntakePage], HttpResponse],
) -> HttpResponse:
    """One long form: shown as it was left, kept as it is sent, and handed on when all is well."""
    today = timezone.localdate()
    if request.method != "POST":
        page = IntakePage.resume(form_class, draft, today=today, initial=initial)
        return _show(request, template, page, draft, context)
    try:
        draft = save_draft(draft=draft, fields=typed_in(request), revision=revision_of(request), at=timezone.now())
    except DraftRefused as refusal:
        page = IntakePage(form_class, request.POST, today=today)
        page.form.add_error(None, f"{refusal}. What you typed here is below: send it again to keep it instead")
        current = draft_of(request, draft.id) or draft
        return _show(request, template, page, current, context, status=409)
    if wanted := request.POST.get("add"):
        return redirect(f"{request.path}#{wanted}")
    if request.POST.get("go") == "later":
        messages.success(request, "Kept. You can go on at any time")
        return redirect(later)
    page = IntakePage(form_class, request.POST, today=today)
    if page.is_valid():
        try:
            return go_on(page)
        except ContactRefused as refusal:
            page.form.add_error(None, str(refusal))
    return _show(request, template, page, draft, context)


def _show(request, template: str, page: IntakePage, draft: Draft, context: dict, *, status: int = 200):
    saved_at = timezone.localtime(draft.saved_at) if draft.fields else None
    shown = context | {
        "page": page,
        "form": page.form,
        "draft": draft,
        "saved_at": f"{saved_at:%H:%M}" if saved_at else "",
        "row_errors": [error for rows in page.rows.values() for error in _errors_of(rows)],
    }
    return render(request, template, shown, status=status)


def _errors_of(rows) -> list[dict]:
    found = []
    for number, row in enumerate(rows.forms, start=1):
        thing = "Child" if rows.prefix == "children" else "Adult"
        found += [{"text": f"{thing} {number}: {one['text']}", "href": one["href"]} for one in list_error_links(row)]
    return found
