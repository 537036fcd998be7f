"""The pages of a parent or a young person: their family's plan, and who sees it."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from alongside.foundation.access.access import opens_to
from alongside.plans import actions as plan_actions
from alongside.plans import queries as plans

from .. import actions, forms, presenters, queries
from ..access import SEE_OWN_FAMILY


def _own_plan(request: HttpRequest):
    return plans.plan_for_family(viewer=request.user)


def _own_family_or_404(request: HttpRequest, *, page: str):
    family = queries.get_own_family(viewer=request.user)
    if family is None:
        raise Http404
    actions.note_seen(family=family, page=page, by=request.user, at=timezone.now())
    return family


@opens_to(SEE_OWN_FAMILY)
def home(request: HttpRequest) -> HttpResponse:
    """The family's plan in its own words: who does what, what is next, how far it has come."""
    family = _own_family_or_404(request, page="own plan")
    whole, today = _own_plan(request), timezone.localdate()
    page = presenters.OwnPlan.of(whole, viewer=request.user) if whole else None
    return render(
        request,
        "record/own_plan.html",
        {
            "page": page,
            "family": family,
            "today": today,
            "form": forms.OwnWords(),
        },
    )


@opens_to(SEE_OWN_FAMILY)
def tick(request: HttpRequest, position: int) -> HttpResponse:
    """Say that something one agreed to do is done."""
    action = _own_action_or_404(request, position)
    form = forms.Tick(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            plan_actions.tick_own_action(
                action=action, what_came=form.cleaned_data["what_came"], by=request.user, at=timezone.now()
            )
        except plan_actions.PlanRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "Well done. It is ticked")
            return redirect("family:home")
    return render(request, "record/own_tick.html", {"form": form, "action": action})


def _own_action_or_404(request: HttpRequest, position: int):
    _own_family_or_404(request, page="own action")
    whole = _own_plan(request)
    action = next((one for one in whole.actions if one.position == position), None) if whole else None
    if action is None or action.owner_person is None or action.owner_person.account_id != request.user.id:
        raise Http404
    return action


@opens_to(SEE_OWN_FAMILY)
def take_tick_back(request: HttpRequest, position: int) -> HttpResponse:
    """Say that something one ticked is still to do."""
    action = _own_action_or_404(request, position)
    form = forms.TakeTickBack(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            plan_actions.take_own_tick_back(action=action, by=request.user, at=timezone.now())
        except plan_actions.PlanRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "The tick is taken back")
            return redirect("family:home")
    return render(request, "record/own_take_back.html", {"form": form, "action": action})


@opens_to(SEE_OWN_FAMILY)
def add_words(request: HttpRequest) -> HttpResponse:
    """Write something into the plan oneself."""
    family = _own_family_or_404(request, page="own words")
    whole = _own_plan(request)
    if whole is None:
        raise Http404
    form = forms.OwnWords(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            plan_actions.add_family_words(
                plan=whole.plan, words=form.cleaned_data["words"], by=request.user, at=timezone.now()
            )
        except plan_actions.PlanRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "Your words are in the plan")
            return redirect("family:home")
    return render(request, "record/own_words.html", {"form": form, "family": family})


@opens_to(SEE_OWN_FAMILY)
def who(request: HttpRequest) -> HttpResponse:
    """Who may see the family's record and why, and who looked."""
    family = _own_family_or_404(request, page="who sees us")
    return render(
        request,
        "record/own_who.html",
        {
            "family": family,
            "may_see": queries.list_who_may_see(family=family),
            "looked": presenters.looks_by_day(queries.list_who_looked(family=family)),
        },
    )
