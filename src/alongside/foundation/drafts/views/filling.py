"""One long form: shown as it was left, kept as it is sent, and handed on when all is well."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from ..actions import DraftRefused, save_draft
from ..queries import get_draft_by_key, get_own_draft
from .saving import NOT_FIELDS

if TYPE_CHECKING:
    from ..models import Draft

BUTTONS = {"add", "go"}
KEYS = "draft_keys"


def posted(request: HttpRequest):
    """What was sent, even when every field was left empty; nothing when the page was only opened."""
    return request.POST if request.method == "POST" else None


def remember_key(request: HttpRequest, *, draft_id: UUID, key: str) -> None:
    """This session opened a draft's link, and may go on with it."""
    request.session[KEYS] = request.session.get(KEYS, {}) | {str(draft_id): key}


def draft_of(request: HttpRequest, draft_id: UUID) -> Draft | None:
    """The draft, if it is the viewer's own or this session opened its link."""
    if request.user.is_authenticated:
        own = get_own_draft(viewer=request.user, draft_id=draft_id)
        if own is not None:
            return own
    key = request.session.get(KEYS, {}).get(str(draft_id))
    draft = get_draft_by_key(key) if key else None
    return draft if draft is not None and draft.id == draft_id else None


def revision_of(request: HttpRequest) -> int | None:
    """The revision with which the page was loaded."""
    typed = request.POST.get("draft_revision", "")
    return int(typed) if typed.isdigit() else None


def typed_in(request: HttpRequest, *, rows: frozenset[str] = frozenset()) -> dict[str, list[str]]:
    """The form's fields as typed, with one more row where one was asked for."""
    left_out = NOT_FIELDS | BUTTONS
    fields = {name: values for name, values in request.POST.lists() if name not in left_out}
    wanted = request.POST.get("add", "")
    if wanted in rows:
        total = fields.get(f"{wanted}-TOTAL_FORMS", ["1"])[0]
        fields[f"{wanted}-TOTAL_FORMS"] = [str(int(total) + 1 if total.isdigit() else 2)]
    return fields


def saved_words(draft: Draft) -> str:
    """When a draft last saved, or nothing when nothing was typed yet."""
    return f"{timezone.localtime(draft.saved_at):%H:%M}" if draft.fields else ""


@dataclass(frozen=True)
class LongForm:
    """How a long form is drawn from a draft or from what was sent, shown, and handed on.

    What `bound` gives has `is_valid()` and a `form` for what cannot be sent.
    """

    resumed: Callable[[Draft], Any]
    bound: Callable[[Any], Any]
    show: Callable[[Any, Draft, int], HttpResponse]
    go_on: Callable[[Any], HttpResponse]
    later: str
    refused: tuple[type[Exception], ...] = ()
    rows: frozenset[str] = frozenset()


def fill(request: HttpRequest, *, draft: Draft, asked: LongForm) -> HttpResponse:
    """Show the form as it was left, keep it as it is sent, and hand it on when all is well."""
    if request.method != "POST":
        return asked.show(asked.resumed(draft), draft, 200)
    typed = typed_in(request, rows=asked.rows)
    try:
        draft = save_draft(draft=draft, fields=typed, revision=revision_of(request), at=timezone.now())
    except DraftRefused as refusal:
        page = asked.bound(request.POST)
        page.form.add_error(None, f"{refusal}. What you typed here is below: send it again to keep it instead")
        return asked.show(page, draft_of(request, draft.id) or draft, 409)
    if wanted := request.POST.get("add"):
        return redirect(f"{request.path}#{wanted}")
    if request.POST.get("go") == "later":
        messages.success(request, "Kept. You can go on at any time")
        return redirect(asked.later)
    page = asked.bound(request.POST)
    if page.is_valid():
        try:
            return asked.go_on(page)
        except asked.refused as refusal:
            page.form.add_error(None, str(refusal))
    return asked.show(page, draft, 200)
