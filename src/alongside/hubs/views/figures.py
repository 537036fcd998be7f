"""A site's year and month by hand, and files of figures."""

from datetime import date
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from alongside.foundation.access.access import opens_to
from alongside.foundation.components.paging import key_page
from alongside.foundation.drafts.actions import discard_draft
from alongside.foundation.drafts.views.afresh import can_start_afresh

from .. import access, actions, forms, queries
from ..rules.figure_rows import COLUMNS, EXPECTED, FILE_KIND_WORDS, FileKind
from ..rules.money import Basis, Line, number_of_figures, year_words
from .finding import as_file, found, say_refusal, typed_before

EARLIEST, LATEST = 2000, 2100


def _kept_site(request: HttpRequest, slug: str):
    one = found(queries.get_site, viewer=request.user, slug=slug)
    if not access.may_keep_figures(request.user, one):
        raise Http404
    return one


@opens_to(access.KEEP_FIGURES)
@can_start_afresh
def set_year(request: HttpRequest, slug: str, year: int) -> HttpResponse:
    """Set what each line of a site's year is."""
    site = _kept_site(request, slug)
    if not EARLIEST <= year <= LATEST:
        raise Http404
    amounts = queries.year_amounts_of(site, year, viewer=request.user)
    today = timezone.localdate()
    first = {one.line: one.pence for one in amounts}
    first["seen"] = number_of_figures(first)
    if amounts:
        first |= {"basis": amounts[0].basis, "source": amounts[0].source, "as_of": amounts[0].as_of}
    else:
        first |= {"basis": Basis.BUDGET, "as_of": today}
    draft, form = typed_before(request, forms.SetYear, f"{site.id}:{year}", initial=first, today=today)
    if request.method == "POST" and form.is_valid():
        said = {name: form.cleaned_data[name] for name in ("basis", "source", "as_of", "seen")}
        try:
            actions.set_year(site=site, year=year, amounts=form.amounts, **said, by=request.user, at=timezone.now())
        except actions.HubRefused as refusal:
            say_refusal(form, refusal)
        else:
            discard_draft(draft=draft)
            messages.success(request, f"{year_words(year)} is set")
            return redirect("hubs:site", slug=slug)
    title = f"What {year_words(year)} costs"
    about = "Leave a line empty where nothing is known of it: that is not the same as nought."
    page = {"form": form, "draft": draft, "site": site.name, "slug": slug, "title": title, "about": about}
    return render(request, "hubs/amounts.html", page)


@opens_to(access.KEEP_FIGURES)
@can_start_afresh
def record_month(request: HttpRequest, slug: str, month: str) -> HttpResponse:
    """Write down what a month cost, and how many came."""
    site = _kept_site(request, slug)
    try:
        first_day = date.fromisoformat(f"{month}-01")
    except ValueError as wrong:
        raise Http404 from wrong
    lines, visits = queries.month_of(site, first_day, viewer=request.user)
    first = {line: lines[line] for line in Line if line in lines} | ({} if visits is None else {"visits": visits})
    first["seen"] = number_of_figures(first)
    draft, form = typed_before(request, forms.RecordMonth, f"{site.id}:{month}", initial=first)
    if request.method == "POST" and form.is_valid():
        said = {name: form.cleaned_data[name] for name in ("visits", "source", "seen")}
        try:
            actions.record_month(
                site=site, month=first_day, amounts=form.amounts, **said, today=timezone.localdate(),
                by=request.user, at=timezone.now(),
            )  # fmt: skip
        except actions.HubRefused as refusal:
            say_refusal(form, refusal)
        else:
            discard_draft(draft=draft)
            messages.success(request, f"{first_day:%B %Y} is written down")
            return redirect("hubs:site", slug=slug)
    page = {
        "form": form, "draft": draft, "site": site.name, "slug": slug, "title": f"What {first_day:%B %Y} cost",
        "about": "Amounts as the ledger has them; a correction may be below nought.",
    }  # fmt: skip
    return render(request, "hubs/amounts.html", page)


@opens_to(access.KEEP_ALL_FIGURES)
def take_in_file(request: HttpRequest) -> HttpResponse:
    """Take in a file of figures; below, the columns and the files taken in before."""
    is_sent = request.method == "POST"
    form = forms.TakeInFile(request.POST if is_sent else None, request.FILES if is_sent else None)
    if is_sent and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            taken = actions.take_in_file(
                content=file.read(), name=file.name, source=form.cleaned_data["source"],
                keeps_good_rows=form.cleaned_data["bad_rows"] == "keep", by=request.user, at=timezone.now(),
                today=timezone.localdate(),
            )  # fmt: skip
        except actions.HubRefused as refusal:
            form.add_error("file", str(refusal))
        else:
            return redirect("hubs:file_report", file_id=taken.id)
    paged = key_page(
        queries.list_figure_files(viewer=request.user), after=request.GET.get("after"),
        before=request.GET.get("before"), order=("-at", "-id"), size=20,
    )  # fmt: skip
    kinds = [
        {"key": kind, "title": FILE_KIND_WORDS[kind], "rows": [[one, EXPECTED[one]] for one in columns]}
        for kind, columns in COLUMNS.items()
    ]
    rows = [
        [
            {"text": one.name, "href": f"{request.path}{one.id}/"}, FILE_KIND_WORDS[FileKind(one.kind)],
            f"{timezone.localtime(one.at):%d/%m/%Y %H:%M}", one.by.name, f"{one.rows_taken:,} of {one.rows_read:,}",
        ]
        for one in paged.rows
    ]  # fmt: skip
    page = {
        "form": form, "kinds": kinds, "rows": rows, "paged": paged, "columns_of_file": ["Column", "What is expected"],
        "columns_of_files": ["File", "What it holds", "When", "By", {"text": "Rows taken in", "number": True}],
    }  # fmt: skip
    return render(request, "hubs/figures.html", page)


@opens_to(access.KEEP_ALL_FIGURES)
def template(request: HttpRequest, kind: str) -> HttpResponse:
    """The columns of a kind of file, to fill in."""
    if kind not in set(FileKind):
        raise Http404
    return as_file(f"{kind}-template", COLUMNS[FileKind(kind)], [])


@opens_to(access.KEEP_ALL_FIGURES)
def file_report(request: HttpRequest, file_id: UUID) -> HttpResponse:
    """What came of each row of a file."""
    file = found(queries.get_figure_file, viewer=request.user, file_id=file_id)
    page = {
        "file": file,
        "columns": ["Row", "Column", "Value", "What is expected"],
        "rows": [
            {"key": "Rows read", "value": f"{file.rows_read:,}"},
            {"key": "Rows taken in", "value": f"{file.rows_taken:,}"},
            {"key": "Rows that said what stood already", "value": f"{file.rows_same:,}"},
            {"key": "Things wrong", "value": f"{len(file.problems):,}"},
            {"key": "Taken in by", "value": file.by.name},
        ],
        "kind": FILE_KIND_WORDS[FileKind(file.kind)],
        "empty": "Every row was right." if file.rows_read else "The file held no rows.",
        "wrong": [[str(one["row"]), one["column"], one["value"], one["expected"]] for one in file.problems],
    }
    return render(request, "hubs/file_report.html", page)
