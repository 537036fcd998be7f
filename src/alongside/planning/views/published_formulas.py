"""Formulas of money before the public: publishing a version, reading it, withdrawing it."""

from functools import partial

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from alongside.foundation.access.access import opens_to, opens_to_anyone
from alongside.foundation.documents.views import csv_answer, public_file, public_page, unchanged_since
from alongside.planning.access import PLAN
from alongside.planning.actions import published_formulas as actions
from alongside.planning.actions.refusals import PlanRefused
from alongside.planning.forms.published_formulas import PublishFormula, WithdrawFormula
from alongside.planning.presenters.papers import formula_paper
from alongside.planning.presenters.published_formulas import PublicFormula, public_formula_rows
from alongside.planning.presenters.withdrawn import withdrawn_words
from alongside.planning.queries import FormulaNotFound
from alongside.planning.queries import published_formulas as queries
from alongside.planning.views.formulas import formula_or_404
from alongside.planning.views.papers import folds, paper_file

PUBLIC = "A published formula holds figures of places and no person’s record"


def _act(form, act) -> bool:
    """Do what a valid form asks; a refusal is said on the form."""
    try:
        act(why=form.cleaned_data["why"])
    except PlanRefused as refusal:
        form.add_error(None, str(refusal))
        return False
    return True


@opens_to(PLAN)
def publish_formula(request: HttpRequest, slug: str, version: int) -> HttpResponse:
    """Freeze a version of a formula, and put it before councillors and the public."""
    one = formula_or_404(request, slug, version)
    asks = {"viewer": request.user, "today": timezone.localdate()}
    lacks, told = queries.what_keeps_it(one, **asks), queries.told_before_it_is(one, **asks)
    form = PublishFormula(request.POST or None)
    if request.method == "POST" and form.is_valid():
        act = partial(actions.publish_formula, formula=one, by=request.user, at=timezone.now())
        if _act(form, act):
            messages.success(request, "Published")
            return redirect("planning:formula_version", slug=slug, version=version)
    published = queries.publication_of(one, viewer=request.user)
    shown = {"form": form, "name": one.name, "slug": slug, "version": version, "lacks": lacks, "published": published}
    shown |= {"page": PublicFormula.of(told) if told else None}
    return render(request, "planning/publish_formula.html", shown)


@opens_to(PLAN)
def withdraw_formula(request: HttpRequest, slug: str, version: int) -> HttpResponse:
    """Withdraw a published version of a formula, with the reason."""
    one = formula_or_404(request, slug, version)
    published = queries.publication_of(one, viewer=request.user)
    if published is None or published.withdrawn_at:
        raise Http404
    form = WithdrawFormula(request.POST or None)
    if request.method == "POST" and form.is_valid():
        act = partial(actions.withdraw_formula, published=published, by=request.user, at=timezone.now())
        if _act(form, act):
            messages.success(request, "Withdrawn. It stays to be read, and says so")
            return redirect("planning:formula_version", slug=slug, version=version)
    shown = {"form": form, "name": one.name, "slug": slug, "version": version}
    return render(request, "planning/withdraw_formula.html", shown)


def _public(reference: str):
    try:
        return queries.get_public_formula(reference)
    except FormulaNotFound as gone:
        raise Http404 from gone


@opens_to_anyone(why=PUBLIC)
@public_page
def published_formula(request: HttpRequest, reference: str) -> HttpResponse:
    """One published formula, as councillors and residents read it."""
    one = _public(reference)
    shown = {
        "page": PublicFormula.of(one.told), "published": one, "withdrawn": withdrawn_words(one),
        "later": queries.later_than(one), "folds": folds(request),
        "address": request.build_absolute_uri(request.path),
    }  # fmt: skip
    return render(request, "planning/published_formula.html", shown)


@opens_to_anyone(why=PUBLIC)
@public_file
def published_formula_csv(request: HttpRequest, reference: str) -> HttpResponse:
    """A published formula as a file: a locality a row."""
    one = _public(reference)
    answer = csv_answer(public_formula_rows(one.told), f"{one.reference}.csv")
    return unchanged_since(answer, one.withdrawn_at or one.published_at)


@opens_to_anyone(why=PUBLIC)
@public_file
def published_formula_pdf(request: HttpRequest, reference: str) -> HttpResponse:
    """A published formula as an accessible PDF."""
    one = _public(reference)
    content = formula_paper(one.told, why=one.published_why, withdrawn=withdrawn_words(one))
    answer = paper_file(content, made_at=one.published_at, name=one.reference)
    return unchanged_since(answer, one.withdrawn_at or one.published_at)
