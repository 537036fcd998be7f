"""Finding people: what was typed is kept in the session, never in an address."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from alongside.foundation.access.access import opens_to
from alongside.foundation.references.rules import tidy_reference

from .. import access, actions, forms, presenters, queries
from ..rules.known_to import known_to
from .shared import family_or_404

TERMS = "people.search"


@opens_to(access.SEARCH)
def search(request: HttpRequest) -> HttpResponse:
    """Find people by what is known of them."""
    family = family_or_404(request, request.GET["family"]).reference if request.GET.get("family") else ""
    beside = _beside(request)
    asked = f"?family={family}" if family else f"?beside={beside}" if beside else ""
    here = reverse("people:search") + asked
    today = timezone.localdate()
    if request.method == "POST" and "again" in request.POST:
        request.session.pop(TERMS, None)
        return redirect(here)
    kept = request.session.get(TERMS)
    form = forms.FindPeople(request.POST if request.method == "POST" else kept, today=today)
    if request.method == "POST" and form.is_valid():
        request.session[TERMS] = {name: value for name, value in request.POST.items() if name != "csrfmiddlewaretoken"}
        return redirect(here)
    lines = _lines(request, form.cleaned_data, today) if form.is_bound and form.is_valid() else None
    return render(
        request,
        "people/search.html",
        {
            "form": form,
            "lines": lines,
            "family": family,
            "beside": beside if request.user.may(access.LINK) else "",
            "may_add": access.may_add(request.user),
        },
    )


def _beside(request: HttpRequest) -> str:
    """The reference of the record that another is looked for to stand beside."""
    try:
        return tidy_reference(request.GET.get("beside", ""))
    except ValueError:
        return ""


def _lines(request: HttpRequest, given: dict, today) -> list[presenters.FoundLine]:
    found = queries.search_people(
        viewer=request.user,
        words=given["words"],
        born_on=given["born_on"],
        age=given["age"],
        postcode=given["postcode"],
        today=today,
    )
    families = [family.id for one in found for family in one.families]
    actions.note_search(
        found=[*(each for one in found for each in sorted(one.looked_for)), *families],
        by=request.user,
        at=timezone.now(),
    )
    known = known_to(families)
    open_families = queries.open_family_ids(viewer=request.user, family_ids=families)
    return [presenters.FoundLine.of(one, known, open_families=open_families) for one in found]
