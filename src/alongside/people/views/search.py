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
    """Find people by what is known of them; beside a record, whoever may be recorded twice."""
    family = family_or_404(request, request.GET["family"]).reference if request.GET.get("family") else ""
    beside = _beside(request)
    asked = f"?family={family}" if family else f"?beside={beside.reference}" if beside else ""
    here = reverse("people:search") + asked
    terms = f"{TERMS}.{beside.reference}" if beside else TERMS
    today = timezone.localdate()
    if request.method == "POST" and "again" in request.POST:
        request.session.pop(terms, None)
        return redirect(here)
    kept = request.session.get(terms)
    first = forms.FindPeople.first_of(beside) if beside else None
    form = forms.FindPeople(request.POST if request.method == "POST" else kept, initial=first, today=today)
    if request.method == "POST" and form.is_valid():
        request.session[terms] = {name: value for name, value in request.POST.items() if name != "csrfmiddlewaretoken"}
        return redirect(here)
    lines = others = None
    if form.is_bound:
        lines = _lines(request, _searched(request, form, today)) if form.is_valid() else None
    elif beside:
        others = _lines(request, queries.others_like(viewer=request.user, person=beside, today=today))
    if lines and beside:
        lines = [one for one in lines if one.reference != beside.reference]
    return render(
        request,
        "people/search.html",
        {
            "form": form,
            "lines": lines,
            "others": others,
            "family": family,
            "beside": beside,
            "is_steward": request.user.may(access.STEWARD),
            "may_add": access.may_add(request.user),
        },
    )


def _beside(request: HttpRequest):
    """The record that another is looked for to stand beside; none for somebody who may not join it."""
    if not request.GET.get("beside"):
        return None
    try:
        return queries.get_person_to_join(viewer=request.user, reference=tidy_reference(request.GET["beside"]))
    except (ValueError, queries.PairNotFound):
        return None


def _searched(request: HttpRequest, form: forms.FindPeople, today) -> list[queries.Found]:
    given = {name: form.cleaned_data[name] for name in ("words", "born_on", "age", "postcode")}
    return queries.search_people(viewer=request.user, **given, today=today)


def _lines(request: HttpRequest, found: list[queries.Found]) -> list[presenters.FoundLine]:
    """Those found, as the page shows them; that they were is noted."""
    families = [family.id for one in found for family in one.families]
    actions.note_search(
        found=[*(each for one in found for each in sorted(one.looked_for)), *families],
        by=request.user,
        at=timezone.now(),
    )
    known = known_to(families)
    open_families = queries.open_family_ids(viewer=request.user, family_ids=families)
    return [presenters.FoundLine.of(one, known, open_families=open_families) for one in found]
