"""A paper as a page and as an accessible PDF, whatever it is about."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.safestring import mark_safe

from alongside.foundation.documents.views import file_answer
from alongside.planning.gateways.papers import paper_pdf
from alongside.planning.presenters.blocks import PICTURES, figure_of


def folds(request: HttpRequest) -> bool:
    """Whether long tables stand folded, as they do unless someone wants them open."""
    return request.GET.get("tables") != "open"


def paper_page(request: HttpRequest, paper: dict[str, Any], *, pdf: str, back: str) -> HttpResponse:
    """The paper to read and to print; `pdf` and `back` are addresses."""
    for block in paper["blocks"]:
        if block["kind"] in PICTURES:
            block["figure"] = mark_safe(figure_of(block))  # noqa: S308 - drawn from numbers, and its words are escaped
    return render(request, "planning/paper.html", {"paper": paper, "pdf": pdf, "back": back, "folds": folds(request)})


def paper_file(paper: dict[str, Any], *, made_at: datetime, name: str) -> HttpResponse:
    """The paper as a PDF to take away, under this name."""
    return file_answer(paper_pdf(paper, made_at=made_at), "application/pdf", f"{name}.pdf")
