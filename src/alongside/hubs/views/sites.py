"""Every candidate site with its figures, and one with its building."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from alongside.foundation.access.access import opens_to
from alongside.foundation.components.paging import key_page
from alongside.foundation.policy.queries import policy_on
from alongside.places import queries as places
from alongside.values.dates import months_after

from .. import access, actions, forms, presenters, queries
from ..rules.facts import QUESTIONS, FactKind, HubsPolicy
from ..rules.money import financial_year_of
from .finding import as_file, found


def _narrowed(request: HttpRequest):
    localities = {one.slug: one for one in places.list_localities()}
    form = forms.NarrowSites(request.GET, localities=[(slug, one.name) for slug, one in localities.items()])
    asked = form.cleaned_data if form.is_valid() else {}
    sites = queries.candidates(
        viewer=request.user,
        today=timezone.localdate(),
        kind=asked.get("kind", ""),
        locality=localities.get(asked.get("locality", "")),
        words=asked.get("words", ""),
        figures=asked.get("figures", ""),
    )
    return form, sites


@opens_to(access.SEE_FIGURES)
def sites(request: HttpRequest) -> HttpResponse:
    """Candidate sites by name, narrowed by words, kind, locality and whether their costs are known."""
    form, narrowed = _narrowed(request)
    paged = key_page(narrowed, after=request.GET.get("after"), before=request.GET.get("before"), order=("name", "id"))
    page = {
        "finder": form,
        "paged": paged,
        "columns": presenters.COLUMNS_OF_SITES,
        "rows": [presenters.site_row(one) for one in paged.rows],
        "may_take_in": request.user.may(access.KEEP_ALL_FIGURES),
    }
    return render(request, "hubs/sites.html", page)


@opens_to(access.SEE_FIGURES)
def download_sites(request: HttpRequest) -> HttpResponse:
    """The same list as a file."""
    _, narrowed = _narrowed(request)
    header, rows = presenters.sites_as_file(queries.with_more_figures(narrowed, today=timezone.localdate()))
    return as_file("sites", header, rows)


@opens_to(access.SEE_FIGURES)
def site(request: HttpRequest, slug: str) -> HttpResponse:
    """One candidate: what it costs, who uses it, and what is known of its building."""
    viewer = request.user
    one = found(queries.get_site, viewer=viewer, slug=slug)
    today = timezone.localdate()
    year, policy = financial_year_of(today), policy_on(HubsPolicy, today)
    page = presenters.SitePage.of(
        one,
        volunteers=queries.volunteering_at(viewer=viewer, site=one, since=months_after(today, -12)),
        answers=queries.facts_of(one, viewer=viewer),
        forecast=queries.forecast_of(one, year, viewer=viewer, policy=policy),
        core=queries.core_offer_at(one, viewer=viewer, today=today, policy=policy),
        held=queries.held_there(one, viewer=viewer, since=months_after(today, -12)),
        reach=queries.reach_at(one, viewer=viewer, since=months_after(today, -12), policy=policy),
        years=queries.years_of(one, viewer=viewer),
        outturn=queries.outturn_of(one, year, viewer=viewer),
        footfall=queries.footfall_of(one, year, viewer=viewer),
        today=today,
        policy=policy,
        is_hub=queries.list_hubs_for(viewer=viewer).filter(id=one.id).exists(),
    )
    keeps = access.may_keep_figures(viewer, one)
    return render(request, "hubs/site.html", {"page": page, "keeps": keeps})


@opens_to(access.KEEP_FIGURES)
def state_fact(request: HttpRequest, slug: str, kind: str) -> HttpResponse:
    """State what is known of a building."""
    one = found(queries.get_site, viewer=request.user, slug=slug)
    if kind not in set(FactKind) or not access.may_keep_figures(request.user, one):
        raise Http404
    question = QUESTIONS[FactKind(kind)]
    latest = next(iter(queries.facts_of(one, viewer=request.user, kind=FactKind(kind))), None)
    first = {"standing": latest.standing, "words": latest.words, "number": latest.number} if latest else {}
    form = forms.FACT_FORMS[FactKind(kind)](request.POST or None, initial=first, today=timezone.localdate())
    if request.method == "POST" and form.is_valid():
        try:
            actions.state_fact(site=one, kind=FactKind(kind), **form.cleaned_data, by=request.user, at=timezone.now())
        except actions.HubRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"Written down: {question.words}")
            return redirect("hubs:site", slug=slug)
    page = {"form": form, "site": one.name, "slug": slug, "title": question.words, "about": question.hint}
    return render(request, "hubs/state_fact.html", page)
