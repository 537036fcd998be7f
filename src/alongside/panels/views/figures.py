"""How panels are doing, for those who chair, keep or oversee them, and for commissioners."""

from datetime import timedelta

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from alongside.foundation.access.access import opens_to_agencies

from .. import access, forms, presenters, queries

SPAN = timedelta(days=364)


@opens_to_agencies
def figures(request: HttpRequest) -> HttpResponse:
    """Timeliness, decisions, who comes and who speaks, and what could not be had."""
    today = timezone.localdate()
    panels = queries.panels_with_figures(viewer=request.user)
    if not panels:
        raise Http404
    choices = {"panel": [("", "All of them"), *((one.slug, one.name) for one in panels)]}
    form = forms.ChooseFigures(request.GET or None, choices=choices, today=today)
    first, last, chosen = today - SPAN, today, panels
    if request.GET and form.is_valid():
        said = form.cleaned_data
        first, last = said["first"] or first, said["last"] or last
        chosen = [one for one in panels if said["panel"] in ("", one.slug)]
    found = queries.figures_of(chosen, first=min(first, last), last=max(first, last), today=today)
    return render(
        request,
        "panels/figures.html",
        {"page": presenters.FiguresPage.of(found), "form": form, "sees_panels": request.user.may(access.SEE)},
    )
