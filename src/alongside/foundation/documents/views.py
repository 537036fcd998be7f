"""Files to take away. Every table that leaves the product does so by `csv_answer`; an architecture test looks."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.http import HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase

from alongside.values.sheets import csv_lines

CSV = "text/csv; charset=utf-8"


def file_answer(body: str | bytes, kind: str, name: str) -> HttpResponse:
    """A file to keep, under a name."""
    return HttpResponse(body, content_type=kind, headers=_kept_as(name))


def csv_answer(rows: Iterable[Sequence[Any]], name: str, *, is_long: bool = False) -> HttpResponseBase:
    """A table to keep, its first row the names of its columns; a long one is sent while it is read."""
    if is_long:
        return StreamingHttpResponse(csv_lines(rows), content_type=CSV, headers=_kept_as(name))
    return file_answer("".join(csv_lines(rows)), CSV, name)


def _kept_as(name: str) -> dict[str, str]:
    return {"Content-Disposition": f'attachment; filename="{name}"'}
