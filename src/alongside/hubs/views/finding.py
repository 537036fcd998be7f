"""A hub, site, session or register, or the page that is not there."""

from datetime import date

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone

from alongside.foundation.documents.views import csv_answer
from alongside.foundation.drafts.actions import start_or_resume_draft

from .. import actions, queries


def found(find, **key):
    """What a query finds, or no such page."""
    try:
        return find(**key)
    except queries.HubNotFound as gone:
        raise Http404 from gone


def day_of(text: str) -> date:
    """A day in an address."""
    try:
        return date.fromisoformat(text)
    except ValueError as wrong:
        raise Http404 from wrong


def as_file(name: str, header, rows) -> HttpResponse:
    """A table to download."""
    return csv_answer([header, *rows], f"{name}.csv")


def typed_before(request: HttpRequest, form: type, about: str, **told):
    """The draft of a form about something, and the form as it is sent, or as its owner left it."""
    name = f"hubs.{form.__name__.lower()}"
    draft = start_or_resume_draft(form=name, subject=about, owner=request.user, at=timezone.now())
    return draft, form(request.POST, **told) if request.method == "POST" else form.resume(draft, **told)


def say_refusal(form, refusal: actions.HubRefused) -> None:
    """Why something was not kept; a page that shows what stood before is told the number of what stands now."""
    form.add_error(None, str(refusal))
    if isinstance(refusal, actions.ChangedMeanwhile):
        form.data = form.data.copy()
        form.data["seen"] = refusal.stands
