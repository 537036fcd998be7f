"""The page of one verb: its form saves itself, its refusal keeps the words, its success goes back to the plan."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from alongside.foundation.drafts.actions import discard_draft, start_or_resume_draft

from .. import actions, queries, rules


@dataclass(frozen=True)
class Verb:
    """What one page asks, does and says."""

    name: str
    form: type
    act: Callable[..., Any]
    title: str
    button: str
    done: str
    intro: str = ""
    about: str = ""
    kind: str = ""
    asked: dict = field(default_factory=dict)
    initial: dict = field(default_factory=dict)
    version: int | None = None
    back: str = ""
    needs_plan_open: bool = True
    after: tuple[str, str] = ()
    heard: Callable[[Any], dict] = field(default=lambda form: form.cleaned_data)


def verb_page(request: HttpRequest, plan, verb: Verb, *, template: str = "plans/verb.html", **more) -> HttpResponse:
    """Show the form, or do what it asks."""
    status = rules.PlanStatus(plan.status)
    back = verb.back or reverse("plans:plan", args=[plan.reference])
    if verb.needs_plan_open and not rules.is_being_worked_on(status):
        return render(
            request,
            "plans/cannot.html",
            {
                "plan": plan,
                "verb": verb,
                "status": rules.PLAN_STATUS_WORDS[status].lower(),
                "back": back,
            },
            status=409,
        )
    now, today = timezone.now(), timezone.localdate()
    draft = start_or_resume_draft(
        form=f"plans.{verb.name}", subject=f"{plan.reference} {verb.about}".strip()[:80], owner=request.user, at=now
    )
    asked = {"today": today, "initial": {"version": verb.version, **verb.initial}, **verb.asked}
    if request.method == "POST":
        form = verb.form(request.POST, **asked)
        if form.is_valid():
            try:
                verb.act(**verb.heard(form), by=request.user, at=now)
            except actions.PlanRefused as refusal:
                form = _against_now(form, verb)
                form.add_error(None, str(refusal))
            else:
                discard_draft(draft=draft)
                messages.success(request, verb.done)
                return redirect(back)
    else:
        form = verb.form.resume(draft, **asked)
    made = {name: make(form) for name, make in more.items()}
    return render(request, template, {"plan": plan, "form": form, "verb": verb, "draft": draft, "back": back, **made})


def _against_now(form, verb: Verb):
    """The form as typed, against what stands now: whoever sends it again has been told of the change."""
    if verb.version is not None:
        form.data = form.data.copy()
        form.data["version"] = str(verb.version)
    return form


def people_by_reference(plan) -> dict:
    """The people of the family, by the reference that a form gives back."""
    return {person.reference: person for person in queries.people_of(plan)}
