"""Reports of imports on screen."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from alongside.foundation.access.access import opens_to
from alongside.foundation.components.paging import key_page
from alongside.places import presenters, queries
from alongside.places.access import MANAGE


@opens_to(MANAGE)
def imports(request: HttpRequest) -> HttpResponse:
    """Imports, the latest first."""
    paged = key_page(
        queries.list_imports(), after=request.GET.get("after"), before=request.GET.get("before"),
        order=("-started_at", "-id"),
    )  # fmt: skip
    page = {"rows": presenters.imports_table(paged.rows), "paged": paged}
    return render(request, "places/imports.html", page)


@opens_to(MANAGE)
def import_report(request: HttpRequest, import_id: UUID) -> HttpResponse:
    """What one import read, joined, missed and changed."""
    try:
        kept = queries.get_import(import_id)
    except queries.PlaceNotFound as gone:
        raise Http404 from gone
    return render(request, "places/import_report.html", {"page": presenters.ImportPage.of(kept)})
