"""The page of one verb: its form saves itself, a refusal keeps the words and shows the ways on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from alongside.foundation.references.rules import new_id

from ..actions import discard_draft, start_or_resume_draft


@dataclass(frozen=True)
class Verb:
    """What one page of an app asks, does and says.

    `refused` is what its action raises when it cannot be done. Its message is fit to show, and `ways_on`, where it
    has any, say what else could be done.
    """

    app: str
    name: str
    form: type
    act: Callable[..., Any]
    title: str
    button: str
    done: str
    back: str
    back_words: str
    refused: type[Exception]
    about: str = ""
    caption: str = ""
    intro: str = ""
    kind: str = ""
    lock: int | None = None
    choices: dict = field(default_factory=dict)
    initial: dict = field(default_factory=dict)
    asked: dict = field(default_factory=dict)
    then: Callable[[Any], str] | None = None


def verb_page(request: HttpRequest, verb: Verb, *, template: str = "drafts/verb.html", **more) -> HttpResponse:
    """Show the form, or do what it asks."""
    now, today = timezone.now(), timezone.localdate()
    draft = start_or_resume_draft(
        form=f"{verb.app}.{verb.name}"[:80], subject=verb.about[:80], owner=request.user, at=now
    )
    initial = {"new": new_id(), "lock": verb.lock, **verb.initial}
    asked = {"today": today, "initial": initial, "choices": verb.choices, **verb.asked}
    refusal = None
    if request.method == "POST":
        form = verb.form(request.POST, **asked)
        if form.is_valid():
            try:
                made = verb.act(form.cleaned_data, {"by": request.user, "at": now})
            except verb.refused as refused:
                refusal = refused
                form = _against_now(form, verb)
                form.add_error(None, str(refused))
            else:
                discard_draft(draft=draft)
                messages.success(request, verb.done)
                return redirect(verb.then(made) if verb.then else verb.back)
    else:
        form = _fresh(verb.form.resume(draft, **asked), initial)
    return render(
        request, template, {"form": form, "verb": verb, "draft": draft, "refusal": refusal, "back": verb.back, **more}
    )


def _against_now(form, verb: Verb):
    """The form as typed, against what stands now: whoever sends it again has been told of the change."""
    if verb.lock is not None:
        form.data = form.data.copy()
        form.data["lock"] = str(verb.lock)
    return form


def _fresh(form, initial: dict):
    """What was typed stands; what it is sent against is the record as it is now, and a new thing has a new id."""
    if form.is_bound:
        form.data = form.data.copy()
        form.data["new"] = str(initial["new"])
        if initial["lock"] is not None:
            form.data["lock"] = str(initial["lock"])
    return form
