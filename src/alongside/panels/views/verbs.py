"""The page of one verb: its form saves itself, its refusal keeps the words, its success goes back."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from alongside.foundation.drafts.actions import discard_draft, start_or_resume_draft

from .. import actions


@dataclass(frozen=True)
class Verb:
    """What one page asks, does and says."""

    name: str
    form: type
    act: Callable[..., Any]
    title: str
    button: str
    back: str
    back_words: str
    done: str | Callable[[Any], str] = ""
    caption: str = ""
    intro: str = ""
    about: str = ""
    kind: str = ""
    asked: dict = field(default_factory=dict)
    initial: dict = field(default_factory=dict)
    version: int | None = None
    heard: Callable[[Any], dict] = field(default=lambda form: form.cleaned_data)
    then: Callable[[Any], str] | None = None
    more: dict = field(default_factory=dict)


def verb_page(request: HttpRequest, verb: Verb, *, template: str = "panels/verb.html") -> HttpResponse:
    """Show the form, or do what it asks."""
    now, today = timezone.now(), timezone.localdate()
    draft = start_or_resume_draft(form=f"panels.{verb.name}", subject=verb.about[:80], owner=request.user, at=now)
    asked = {"today": today, "initial": {"version": verb.version, **verb.initial}, **verb.asked}
    if request.method == "POST":
        form = verb.form(request.POST, **asked)
        if form.is_valid():
            try:
                made = verb.act(**verb.heard(form), by=request.user, at=now)
            except actions.PanelRefused as refusal:
                form = _against_now(form, verb)
                form.add_error(None, str(refusal))
            else:
                discard_draft(draft=draft)
                messages.success(request, verb.done(made) if callable(verb.done) else verb.done)
                return redirect(verb.then(made) if verb.then else verb.back)
    else:
        form = verb.form.resume(draft, **asked)
    return render(request, template, {"form": form, "verb": verb, "draft": draft, **verb.more})


def _against_now(form, verb: Verb):
    """The form as typed, against what stands now: whoever sends it again has been told of the change."""
    if verb.version is not None:
        form.data = form.data.copy()
        form.data["version"] = str(verb.version)
    return form
