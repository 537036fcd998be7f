"""The monthly report on how matching has drifted, earlier ones, and a report as a file."""

from __future__ import annotations

from datetime import date

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from alongside.foundation.access.access import opens_to
from alongside.foundation.documents.views import csv_answer
from alongside.foundation.policy.access import CHANGE_POLICIES

from .. import access, presenters, queries


@opens_to(access.STEWARD)
def drift(request: HttpRequest) -> HttpResponse:
    """The latest report, or when the first one comes."""
    return _page(request, None)


@opens_to(access.STEWARD)
def drift_of_month(request: HttpRequest, month: str) -> HttpResponse:
    """The report of one month."""
    return _page(request, _month_or_404(month))


@opens_to(access.STEWARD)
def drift_figures(request: HttpRequest, month: str) -> HttpResponse:
    """Everything that a report counted, as a file without small numbers."""
    found = _found_or_404(request, _month_or_404(month))
    rows = presenters.drift_sheet(found, tenths=queries.TENTHS, rows=queries.ROWS)
    return csv_answer([presenters.DRIFT_HEADER, *rows], f"matching-{month}.csv")


def _page(request: HttpRequest, month: date | None) -> HttpResponse:
    today = timezone.localdate()
    found = _found_or_404(request, month)
    shown = {
        "page": presenters.DriftPage.of(found) if found else None,
        "next_month": presenters.month_words(today),
        "may_change": request.user.may(CHANGE_POLICIES),
    }
    return render(request, "people/drift.html", shown)


def _found_or_404(request: HttpRequest, month: date | None) -> queries.DriftFound | None:
    try:
        return queries.drift_found(viewer=request.user, today=timezone.localdate(), month=month)
    except queries.DriftReportNotFound as absent:
        raise Http404 from absent


def _month_or_404(month: str) -> date:
    try:
        return date.fromisoformat(f"{month}-01")
    except ValueError as wrong:
        raise Http404 from wrong
