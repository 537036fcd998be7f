"""Indexes of need on screen."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from alongside.foundation.access.access import opens_to
from alongside.foundation.drafts.actions import discard_draft, start_or_resume_draft
from alongside.foundation.drafts.views.afresh import can_start_afresh
from alongside.planning import actions, forms, queries
from alongside.planning.access import PLAN, SEE_NEED, may_plan
from alongside.planning.gateways.need import NotMade
from alongside.planning.presenters.indexes import IndexPage, indexes_table
from alongside.planning.presenters.need import called
from alongside.planning.rules.recipes import GROUP_LOOSENESS, Recipe


def index_or_404(request: HttpRequest, slug: str, version: int | None = None):
    """The index, or the page that is not there."""
    try:
        return queries.get_index(viewer=request.user, slug=slug, version=version)
    except queries.IndexNotFound as gone:
        raise Http404 from gone


@opens_to(SEE_NEED)
def indexes(request: HttpRequest) -> HttpResponse:
    """Every index of need."""
    page = {"rows": indexes_table(queries.list_indexes(viewer=request.user)), "plans": may_plan(request.user)}
    return render(request, "planning/indexes.html", page)


@opens_to(SEE_NEED)
def index(request: HttpRequest, slug: str) -> HttpResponse:
    """The latest version of an index."""
    return _show(request, index_or_404(request, slug))


@opens_to(SEE_NEED)
def index_version(request: HttpRequest, slug: str, version: int) -> HttpResponse:
    """One version of an index."""
    return _show(request, index_or_404(request, slug, version))


def _show(request: HttpRequest, one) -> HttpResponse:
    ground, problem, made = queries.ground_of(), "", None
    try:
        made = queries.made_index(
            Recipe.of_data(one.recipe), viewer=request.user, ground=ground, today=timezone.localdate()
        )
    except NotMade as reason:
        problem = str(reason)
    names = {found.key: found.name for found in queries.list_series(viewer=request.user)}
    page = IndexPage.of(
        one,
        made,
        names,
        {area.code: called(area) for area in ground.areas},
        list(queries.versions_of_index(viewer=request.user, slug=one.slug)),
        looseness=GROUP_LOOSENESS,
    )
    shown = {"page": page, "problem": problem, "plans": may_plan(request.user), "key": f"{queries.PREFIX}{one.slug}"}
    return render(request, "planning/index.html", shown)


@opens_to(PLAN)
@can_start_afresh
def make_index(request: HttpRequest) -> HttpResponse:
    """Make an index."""
    return _edit(request, None)


@opens_to(PLAN)
@can_start_afresh
def change_index(request: HttpRequest, slug: str) -> HttpResponse:
    """Make the next version of an index."""
    return _edit(request, index_or_404(request, slug))


def _edit(request: HttpRequest, before) -> HttpResponse:
    series = queries.list_series(viewer=request.user)
    first = None
    if before is not None:
        first = {"name": before.name, "why": before.why, **forms.AnIndex.first(Recipe.of_data(before.recipe))}
    now, about = timezone.now(), before.slug if before else ""
    draft = start_or_resume_draft(form="planning.index", subject=about, owner=request.user, at=now)
    if request.method == "POST":
        form = forms.AnIndex(request.POST, initial=first, indicators=series)
    else:
        form = forms.AnIndex.resume(draft, initial=first, indicators=series)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            kept = actions.keep_index(
                name=said["name"],
                why=said["why"],
                recipe=said["recipe"],
                after=before,
                by=request.user,
                at=now,
            )
        except actions.PlanRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            discard_draft(draft=draft)
            messages.success(request, "Index kept")
            return redirect("planning:index", slug=kept.slug)
    heading = f"Change {before.name}" if before else "Make an index of need"
    page = {"form": form, "heading": heading, "slug": about, "has_series": bool(series), "draft": draft}
    return render(request, "planning/edit_index.html", page)
