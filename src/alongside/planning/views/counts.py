"""Counts of children by area, taken in on screen."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from alongside.foundation.access.access import opens_to
from alongside.foundation.components.paging import key_page
from alongside.foundation.components.presenters.days import say_day
from alongside.foundation.documents.views import csv_answer
from alongside.places import queries as places
from alongside.planning.access import PLAN
from alongside.planning.actions.counts import take_in_counts
from alongside.planning.actions.refusals import PlanRefused
from alongside.planning.forms.counts import TakeInCounts
from alongside.planning.queries.counts import list_counts
from alongside.planning.rules.counts import COLUMNS, COUNT_WORDS, CountKind, key_of


@opens_to(PLAN)
def counts(request: HttpRequest) -> HttpResponse:
    """Take in a count of children by area; below, what was taken in before."""
    is_sent = request.method == "POST"
    form = TakeInCounts(request.POST if is_sent else None, request.FILES if is_sent else None)
    if is_sent and form.is_valid():
        said = form.cleaned_data
        try:
            taken = take_in_counts(
                content=said["file"].read(), kind=said["kind"], as_of=said["as_of"], source=said["source"],
                by=request.user, at=timezone.now(),
            )  # fmt: skip
        except PlanRefused as refusal:
            form.add_error("file", str(refusal))
        else:
            messages.success(request, "The count is taken in. Small numbers are hidden wherever it is shown")
            return redirect(f"{reverse('planning:need')}?what={key_of(CountKind(taken.kind))}&by=locality")
    paged = key_page(
        list_counts(viewer=request.user), after=request.GET.get("after"), before=request.GET.get("before"),
        order=("-made_at", "-id"), size=20,
    )  # fmt: skip
    rows = [
        [COUNT_WORDS[CountKind(one.kind)], say_day(one.as_of), one.source, one.made_by.name,
         say_day(timezone.localdate(one.made_at))]
        for one in paged.rows
    ]  # fmt: skip
    page = {
        "form": form,
        "rows": rows,
        "paged": paged,
        "columns": ["Who is counted", "On", "From", "Taken in by", "When"],
    }
    return render(request, "planning/counts.html", page)


@opens_to(PLAN)
def counts_template(request: HttpRequest) -> HttpResponse:
    """Every area of the county, with room for its number of children."""
    header = [*COLUMNS, "area_name", "place", "locality"]
    rows = [
        [one.code, "", one.name, one.place_name, one.locality.name if one.locality else ""]
        for one in places.list_areas()
    ]
    return csv_answer([header, *rows], "counts-by-area.csv")
