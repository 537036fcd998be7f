"""The model in use, learning another from what people decided, and adopting or leaving it."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from alongside.foundation.access.access import opens_to

from .. import access, actions, forms, presenters, queries
from .shared import done


@opens_to(access.STEWARD)
def models(request: HttpRequest) -> HttpResponse:
    """By which model pairs are weighed, and the models that were learnt here."""
    page = presenters.ModelsPage.of(queries.models_found(viewer=request.user))
    return render(request, "people/models.html", {"page": page})


@opens_to(access.STEWARD)
@require_POST
def learn_model(request: HttpRequest) -> HttpResponse:
    """Learn a candidate from what people decided of pairs."""
    try:
        model = actions.learn_model(by=request.user, at=timezone.now())
    except actions.PeopleRefused as refusal:
        page = presenters.ModelsPage.of(queries.models_found(viewer=request.user))
        return render(request, "people/models.html", {"page": page, "refusal": str(refusal)})
    return redirect("people:model", model.id)


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
