"""The long forms of the front door, and what is said when a session is lost."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from alongside.foundation.components.presenters import list_error_links
from alongside.foundation.drafts.views import filling
from alongside.foundation.drafts.views.filling import draft_of, posted, revision_of, saved_words

from ..actions import ContactRefused
from ..forms.intake import ROWS, IntakePage

if TYPE_CHECKING:
    from alongside.foundation.drafts.models import Draft

__all__ = ["draft_of", "fill", "lost", "posted", "revision_of", "typed_in"]


def lost(request: HttpRequest) -> HttpResponse:
    """The session is gone: say how to go on. Nothing about the form is told."""
    return render(request, "frontdoor/asking/lost.html", {"back": request.get_full_path()}, status=404)


def typed_in(request: HttpRequest) -> dict[str, list[str]]:
    """The form's fields as typed, with one more row where one was asked for."""
    return filling.typed_in(request, rows=frozenset(ROWS))


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
    asked = filling.LongForm(
        resumed=lambda draft: IntakePage.resume(form_class, draft, today=today, initial=initial),
        bound=lambda typed: IntakePage(form_class, typed, today=today),
        show=lambda page, draft, status: _show(request, template, page, draft, context, status=status),
        go_on=go_on,
        later=later,
        refused=(ContactRefused,),
        rows=frozenset(ROWS),
    )
    return filling.fill(request, draft=draft, asked=asked)


def _show(request, template: str, page: IntakePage, draft: Draft, context: dict, *, status: int):
    shown = context | {
        "page": page,
        "form": page.form,
        "draft": draft,
        "saved_at": saved_words(draft),
        "errors": _errors_on(page),
    }
    return render(request, template, shown, status=status)


def _errors_on(page: IntakePage) -> list[dict]:
    """What to put right, in the order of the page."""
    found = [{"text": text, "href": ""} for text in page.form.non_field_errors()]
    for section in page.sections:
        found += _errors_of(section["rows"]) if section["rows"] else []
        found += list_error_links(page.form, among=section["about"].fields)
    return found


def _errors_of(rows) -> list[dict]:
    found = []
    for number, row in enumerate(rows.forms, start=1):
        thing = "Child" if rows.prefix == "children" else "Adult"
        found += [{"text": f"{thing} {number}: {one['text']}", "href": one["href"]} for one in list_error_links(row)]
    return found
