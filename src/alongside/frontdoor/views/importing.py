"""Taking in a batch of requests from a file, with a report row by row."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from alongside.foundation.access.access import opens_to
from alongside.foundation.components.paging import key_page
from alongside.foundation.documents.views import csv_answer

from .. import access, actions, forms, presenters, queries
from ..gateways import COLUMNS, template
from .drafting import posted


@opens_to(access.IMPORT)
def import_requests(request: HttpRequest) -> HttpResponse:
    """Choose a file; below, the columns and earlier batches."""
    form = forms.ImportForm(posted(request), request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            report = actions.import_requests(
                content=form.cleaned_data["file"].read(),
                by=request.user,
                at=timezone.now(),
                keeps_good_rows=form.cleaned_data["bad_rows"] == "keep",
            )
        except actions.ImportRefused as refusal:
            form.add_error("file", str(refusal))
        else:
            return redirect("frontdoor:see_import", import_id=report.id)
    page = key_page(
        queries.list_imports(viewer=request.user),
        after=request.GET.get("after"),
        before=request.GET.get("before"),
        order=("-at", "-id"),
        size=10,
    )
    return render(
        request,
        "frontdoor/working/import_requests.html",
        {
            "form": form,
            "columns": presenters.column_rows(COLUMNS.values()),
            "page": page,
            "rows": presenters.import_rows(page.rows),
        },
    )


@opens_to(access.IMPORT)
def import_template(request: HttpRequest) -> HttpResponse:
    """The file to fill in."""
    return csv_answer(template(), "requests-for-help.csv")


@opens_to(access.IMPORT)
def see_import(request: HttpRequest, import_id: UUID) -> HttpResponse:
    """The report on one batch."""
    report = queries.get_import(viewer=request.user, import_id=import_id)
    if report is None:
        raise Http404
    actions.note_imports_seen(batch=report, by=request.user, at=timezone.now())
    return render(request, "frontdoor/working/see_import.html", {"page": presenters.ImportPage.of(report)})
