"""A hub, site, session or register, or the page that is not there."""

from datetime import date

from django.http import Http404, HttpResponse

from .. import queries
from ..gateways import write_csv


def found(find, **key):
    """What a query finds, or no such page."""
    try:
        return find(**key)
    except queries.HubNotFound as gone:
        raise Http404 from gone


def day_of(text: str) -> date:
    """A day in an address."""
    try:
        return date.fromisoformat(text)
    except ValueError as wrong:
        raise Http404 from wrong


def as_file(name: str, header, rows) -> HttpResponse:
    """A table to download."""
    answer = HttpResponse(write_csv(header, rows), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return answer
