"""Who works with the same families, and which services overlap: figures for those who manage and commission."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from alongside.foundation.access.access import opens_to
from alongside.foundation.documents.views import csv_answer

from .. import access, presenters, queries


@opens_to(access.SEE_OVERLAP)
def overlap(request: HttpRequest) -> HttpResponse:
    """Families worked with by several teams at once, by locality and service."""
    found = queries.overlap(viewer=request.user, today=timezone.localdate())
    return render(request, "cases/overlap.html", {"page": presenters.OverlapPage.of(found)})


@opens_to(access.SEE_OVERLAP)
def overlap_figures(request: HttpRequest) -> HttpResponse:
    """The same figures as a file."""
    page = presenters.OverlapPage.of(queries.overlap(viewer=request.user, today=timezone.localdate()))
    rows = [page.columns, *page.by_locality, [], page.together_columns, *page.together]
    return csv_answer(rows, "overlap.csv")
