"""Agencies' lists: agreeing, handing in, seeing how far one is, and what became of its rows."""

from __future__ import annotations

from itertools import chain
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from alongside.foundation.access.access import opens_to
from alongside.foundation.components.paging import key_page
from alongside.foundation.documents.views import csv_answer

from .. import access, actions, forms, presenters, queries, rules
from ..gateways import COLUMNS, NEEDED
from .shared import done


@opens_to(access.STEWARD)
def list_lists(request: HttpRequest) -> HttpResponse:
    """Every agency's list that was agreed about."""
    agreements = queries.list_list_agreements(viewer=request.user)
    lines = [presenters.ListLine.of(one) for one in agreements]
    return render(request, "people/list_lists.html", {"lines": lines})


@opens_to(access.STEWARD)
def agree_about_list(request: HttpRequest) -> HttpResponse:
    """Write down what was agreed about a list."""
    agencies = {str(one.id): one for one in queries.list_agencies()}
    form = forms.AgreeAboutList(
        request.POST or None,
        agencies=[(key, one.name) for key, one in agencies.items()],
        initial={"from_on": timezone.localdate()},
    )
    made = []

    def agree() -> None:
        given = {**form.cleaned_data, "agency": agencies[form.cleaned_data["agency"]]}
        made.append(actions.agree_about_list(**given, by=request.user, at=timezone.now()))

    if request.method == "POST" and form.is_valid() and done(form, agree):
        messages.success(request, "Noted. Hand in the list here")
        return redirect("people:one_list", made[0].id)
    return render(request, "people/agree_about_list.html", {"form": form})


def _list_or_404(request: HttpRequest, agreement_id: UUID):
    try:
        return queries.get_list_agreement(viewer=request.user, agreement_id=agreement_id)
    except queries.ListNotFound as absent:
        raise Http404 from absent


@opens_to(access.STEWARD)
def one_list(request: HttpRequest, agreement_id: UUID) -> HttpResponse:
    """One list: hand it in, see how far it is, and what may be somebody."""
    agreement = _list_or_404(request, agreement_id)
    files = request.FILES if request.method == "POST" else None
    form = forms.HandInList(request.POST or None, files, today=timezone.localdate())

    def hand_in() -> None:
        file = form.cleaned_data["file"]
        actions.hand_in_list(
            agreement=agreement,
            content=file.read(),
            file_name=file.name,
            as_of=form.cleaned_data["as_of"],
            by=request.user,
            at=timezone.now(),
        )

    if request.method == "POST" and form.is_valid() and done(form, hand_in):
        messages.success(
            request, "The list is handed in, and is taken in within a minute or so. You can leave this page"
        )
        return redirect("people:one_list", agreement_id)
    asked = key_page(
        queries.list_rows(agreement, viewer=request.user, state=rules.RowState.ASKED),
        after=request.GET.get("after"),
        before=request.GET.get("before"),
        order=("number", "id"),
    )
    if asked.rows:
        found = [row.person_id for row in asked]
        actions.note_search(found=found, by=request.user, at=timezone.now(), why="rows of a list")
    return render(
        request,
        "people/one_list.html",
        {
            "line": presenters.ListLine.of(agreement),
            "form": form,
            "runs": [presenters.RunLine.of(run) for run in queries.list_runs(agreement)],
            "page": asked,
            "asked": [presenters.RowLine.of(row) for row in asked],
            "columns": [[name, words, "Yes" if name in NEEDED else ""] for name, words in COLUMNS.items()],
        },
    )


@opens_to(access.STEWARD)
def list_template(request: HttpRequest) -> HttpResponse:
    """The header of a list, to be filled in."""
    return csv_answer([COLUMNS], "list.csv")


@opens_to(access.STEWARD)
def list_report(request: HttpRequest, agreement_id: UUID) -> HttpResponse:
    """What became of each row, by the agency's own numbers: no name is in it."""
    agreement = _list_or_404(request, agreement_id)
    found = queries.list_rows(agreement, viewer=request.user).order_by("number", "id").iterator(chunk_size=2_000)
    rows = chain([["id", "row", "what became of it"]], map(presenters.report_cells, found))
    return csv_answer(rows, "report.csv")


@opens_to(access.STEWARD)
def settle_row(request: HttpRequest, row_id: UUID) -> HttpResponse:
    """Say, after asking the agency, whether a row is somebody."""
    try:
        row = queries.get_list_row(viewer=request.user, row_id=row_id)
    except queries.ListNotFound as absent:
        raise Http404 from absent
    if request.method == "POST":
        is_found = request.POST.get("is_found") == "yes"
        try:
            actions.settle_row(row=row, is_found=is_found, by=request.user, at=timezone.now())
        except actions.PeopleRefused as refusal:
            messages.warning(request, str(refusal))
        else:
            messages.success(request, "Noted")
    return redirect("people:one_list", row.agreement_id)
