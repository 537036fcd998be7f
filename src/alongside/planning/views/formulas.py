"""Money by need on screen."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from alongside.foundation.access.access import opens_to
from alongside.foundation.drafts.actions import discard_draft, start_or_resume_draft
from alongside.foundation.drafts.views.afresh import can_start_afresh
from alongside.planning import actions, forms, queries
from alongside.planning.access import PLAN, SEE_MONEY, may_plan
from alongside.planning.presenters.formulas import FormulaPage, HubFigurePage, formulas_table
from alongside.planning.queries.published_formulas import publication_of
from alongside.planning.rules.money import LocalityNeed, Settings


def formula_or_404(request: HttpRequest, slug: str, version: int | None = None):
    """The formula, or the page that is not there."""
    try:
        return queries.get_formula(viewer=request.user, slug=slug, version=version)
    except queries.FormulaNotFound as gone:
        raise Http404 from gone


@opens_to(SEE_MONEY)
def formulas(request: HttpRequest) -> HttpResponse:
    """Every formula of money by need."""
    rows = formulas_table(queries.list_formulas(viewer=request.user))
    return render(request, "planning/formulas.html", {"rows": rows, "plans": may_plan(request.user)})


@opens_to(SEE_MONEY)
def formula(request: HttpRequest, slug: str) -> HttpResponse:
    """The latest version of a formula and what came of it."""
    return _show(request, formula_or_404(request, slug))


@opens_to(SEE_MONEY)
def formula_version(request: HttpRequest, slug: str, version: int) -> HttpResponse:
    """One version of a formula and what came of it."""
    return _show(request, formula_or_404(request, slug, version))


def _show(request: HttpRequest, one) -> HttpResponse:
    page = FormulaPage.of(one, list(queries.versions_of_formula(viewer=request.user, slug=one.slug)))
    shown = {"page": page, "plans": may_plan(request.user), "published": publication_of(one, viewer=request.user)}
    return render(request, "planning/formula.html", shown)


@opens_to(SEE_MONEY)
def hub_figure(request: HttpRequest, slug: str, version: int, locality: str) -> HttpResponse:
    """One locality's figure, line by line."""
    page = HubFigurePage.of(formula_or_404(request, slug, version), locality)
    if page is None:
        raise Http404
    return render(request, "planning/hub_figure.html", {"page": page, "slug": slug, "version": version})


@opens_to(PLAN)
@can_start_afresh
def make_formula(request: HttpRequest) -> HttpResponse:
    """Make a formula."""
    return _edit(request, None)


@opens_to(PLAN)
@can_start_afresh
def change_formula(request: HttpRequest, slug: str) -> HttpResponse:
    """Make the next version of a formula."""
    return _edit(request, formula_or_404(request, slug))


def _edit(request: HttpRequest, before) -> HttpResponse:
    now, today = timezone.now(), timezone.localdate()
    needs = queries.needs_of_localities(viewer=request.user, today=today)
    first = forms.AFormula.first_of(needs, first_year=today.year + 1)
    if before is not None:
        asked = [LocalityNeed(**one) for one in before.asked["needs"]]
        first = forms.AFormula.first(before.name, before.why, Settings.of_data(before.asked["settings"]), asked)
    about = before.slug if before else ""
    draft = start_or_resume_draft(form="planning.formula", subject=about, owner=request.user, at=now)
    if request.method == "POST":
        form = forms.AFormula(request.POST, initial=first, needs=needs)
    else:
        form = forms.AFormula.resume(draft, initial=first, needs=needs)
    if request.method == "POST" and form.is_valid():
        said, typed = form.cleaned_data, form.needs_said()
        try:
            kept = actions.keep_formula(
                name=said["name"],
                why=said["why"],
                settings=form.settings(),
                needs=typed,
                sources=queries.sources_of_needs(viewer=request.user, known=needs, said=typed, today=today),
                after=before,
                by=request.user,
                at=now,
            )
        except actions.PlanRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            discard_draft(draft=draft)
            messages.success(request, f"Version {kept.version} worked out and kept")
            return redirect("planning:formula", slug=kept.slug)
    heading = f"Change {before.name}" if before else "Make a formula"
    page = {"form": form, "heading": heading, "slug": about, "has_localities": bool(needs), "draft": draft}
    return render(request, "planning/edit_formula.html", page)
