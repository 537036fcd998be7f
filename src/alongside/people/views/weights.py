"""The model in use, learning another from what people decided, and adopting or leaving it."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from alongside.foundation.access.access import opens_to

from .. import access, actions, forms, presenters, queries, tasks
from .shared import done

LOOK_AGAIN_SECONDS = "4"


@opens_to(access.STEWARD)
def models(request: HttpRequest) -> HttpResponse:
    """By which model pairs are weighed, the models that were learnt here, and how far the one asked for is."""
    page = presenters.ModelsPage.of(queries.models_found(viewer=request.user))
    shown = render(request, "people/models.html", {"page": page})
    if page.learning and page.learning.is_under_way and "still" not in request.GET:
        shown["Refresh"] = LOOK_AGAIN_SECONDS
    return shown


@opens_to(access.STEWARD)
def learn_model(request: HttpRequest) -> HttpResponse:
    """Ask for a candidate to be learnt, in the background, from what people decided of pairs."""
    if request.method != "POST":
        messages.info(request, "A model is learnt by the button on this page")
        return redirect("people:models")
    try:
        with transaction.atomic():
            asked, is_new = actions.ask_to_learn(by=request.user, at=timezone.now())
            if is_new:
                tasks.learn_model.defer(learning_id=str(asked.id))
    except actions.PeopleRefused as refusal:
        page = presenters.ModelsPage.of(queries.models_found(viewer=request.user))
        return render(request, "people/models.html", {"page": page, "refusal": str(refusal)})
    return redirect("people:models")


@opens_to(access.STEWARD)
def model(request: HttpRequest, model_id: UUID) -> HttpResponse:
    """A learnt model beside the one it began with, to adopt or to leave."""
    try:
        found = queries.model_found(viewer=request.user, model_id=model_id, today=timezone.localdate())
    except queries.ModelNotFound as absent:
        raise Http404 from absent
    page = presenters.ModelPage.of(found)
    form = forms.SettleModel(request.POST or None, is_candidate=page.is_candidate) if page.may_be_settled else None
    if (
        request.method == "POST"
        and form
        and form.is_valid()
        and done(form, lambda: _settle(request, found.model, form))
    ):
        messages.success(request, "Noted")
        return redirect("people:models")
    return render(request, "people/model.html", {"page": page, "form": form})


def _settle(request: HttpRequest, model, form: forms.SettleModel) -> None:
    act = actions.adopt_model if form.cleaned_data["what"] == "adopt" else actions.leave_model
    act(model=model, why=form.cleaned_data["why"], by=request.user, at=timezone.now())


@opens_to(access.STEWARD)
def return_to_shipped_model(request: HttpRequest) -> HttpResponse:
    """Weigh pairs by the model that is shipped again."""
    form = forms.ReturnToShipped(request.POST or None)

    def go_back() -> None:
        actions.return_to_shipped_model(why=form.cleaned_data["why"], by=request.user, at=timezone.now())

    if request.method == "POST" and form.is_valid() and done(form, go_back):
        messages.success(request, "Pairs are weighed by the model that is shipped")
        return redirect("people:models")
    return render(request, "people/return_to_shipped.html", {"form": form})
