"""Who works with the same families, and which services overlap: figures for those who manage and commission."""

from __future__ import annotations

import csv

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from alongside.foundation.access.access import opens_to

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
    answer = HttpResponse("\ufeff", content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="overlap.csv"'
    writer = csv.writer(answer)
    for header, rows in ((page.columns, page.by_locality), (page.together_columns, page.together)):
        writer.writerow(header)
        writer.writerows(rows)
        writer.writerow([])
    return answer
