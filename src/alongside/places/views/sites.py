"""Sites on screen."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from alongside.foundation.access.access import opens_to, opens_to_agencies
from alongside.foundation.components.paging import key_page
from alongside.foundation.identity.queries import list_agencies, list_teams
from alongside.places import actions, forms, presenters, queries
from alongside.places.access import MANAGE, may_manage_places
from alongside.places.views.localities import as_it_stands


def site_or_404(slug: str):
    """The site, or the page that is not there."""
    try:
        return queries.get_site(slug)
    except queries.PlaceNotFound as gone:
        raise Http404 from gone


@opens_to_agencies
def sites(request: HttpRequest) -> HttpResponse:
    """Sites by name, narrowed by words, kind and locality."""
    named = [(one.slug, one.name) for one in queries.list_localities()]
    form = forms.NarrowSites(request.GET, localities=named)
    asked = form.cleaned_data if form.is_valid() else {}
    chosen = asked.get("locality")
    found = queries.list_sites(
        kind=asked.get("kind", ""), search=asked.get("words", ""),
        locality=queries.get_locality(chosen) if chosen else None,
        with_closed=asked.get("closed", False),
    )  # fmt: skip
    paged = key_page(
        found, after=request.GET.get("after"), before=request.GET.get("before"),
        order=("name", "id"),
    )  # fmt: skip
    page = {
        "form": form, "paged": paged, "rows": presenters.sites_table(paged.rows),
        "manages": may_manage_places(request.user),
    }  # fmt: skip
    return render(request, "places/sites.html", page)


@opens_to_agencies
def site(request: HttpRequest, slug: str) -> HttpResponse:
    """One site: what it is, where, and whose."""
    one = site_or_404(slug)
    page = presenters.SitePage.of(one, serves=list(queries.served_by(one)))
    manages = may_manage_places(request.user)
    return render(request, "places/site.html", {"page": page, "manages": manages})


def _form(request: HttpRequest, kind: type[forms.ASite], first=None) -> forms.ASite:
    return kind(
        request.POST or None, initial=first,
        teams=[(one.slug, f"{one.name}, {one.agency.name}") for one in list_teams()],
        agencies=[(one.slug, one.name) for one in list_agencies()],
    )  # fmt: skip


def _facts(said: dict) -> dict:
    team = list_teams().filter(slug=said["team"]).first() if said["team"] else None
    agency = list_agencies().filter(slug=said["agency"]).first() if said["agency"] else None
    return {**{key: value for key, value in said.items() if key != "seen"}, "team": team, "agency": agency}


@opens_to(MANAGE)
def add_site(request: HttpRequest) -> HttpResponse:
    """Add a site."""
    form = _form(request, forms.ASite)
    if request.method == "POST" and form.is_valid():
        try:
            one = actions.add_site(**_facts(form.cleaned_data), by=request.user, at=timezone.now())
        except actions.PlaceRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "Site added")
            return redirect("places:site", slug=one.slug)
    return render(request, "places/change_site.html", {"form": form, "heading": "Add a site"})


@opens_to(MANAGE)
def change_site(request: HttpRequest, slug: str) -> HttpResponse:
    """Change a site."""
    one = site_or_404(slug)
    first = {
        name: getattr(one, name) for name in ("name", "kind", "address_line_1", "address_line_2", "town", "postcode")
    }
    first |= {"team": one.team.slug if one.team else ""}
    first |= {"seen": actions.look_of(one), "agency": one.agency.slug if one.agency else ""}
    form = _form(request, forms.ChangeSite, first)
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_site(
                site=one, seen=form.cleaned_data["seen"], **_facts(form.cleaned_data), by=request.user,
                at=timezone.now(),
            )  # fmt: skip
        except actions.PlaceRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "Site changed")
            return redirect("places:site", slug=slug)
    where = ", ".join(part for part in (one.address_line_1, one.address_line_2, one.town, one.postcode) if part)
    page = {"form": as_it_stands(form, one), "heading": f"Change {one.name}", "slug": slug,
            "stands": f"{one.name}, {where or 'no address'}"}  # fmt: skip
    return render(request, "places/change_site.html", page)


def _confirmed(request: HttpRequest, slug: str, act, *, said: str, page: dict) -> HttpResponse:
    form = forms.Confirm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            act(site=site_or_404(slug), by=request.user, at=timezone.now())
        except actions.PlaceRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, said)
            return redirect("places:site", slug=slug)
    return render(request, "places/confirm.html", {"form": form, **page})


@opens_to(MANAGE)
def close_site(request: HttpRequest, slug: str) -> HttpResponse:
    """Close a site."""
    one = site_or_404(slug)
    page = {"heading": f"Close {one.name}", "button": "Close this site",
            "back": request.path.removesuffix("close/"),
            "words": "It stays on record and is offered nowhere. A hub can not be closed while a "
                     "locality has it: give the locality another hub first."}  # fmt: skip
    return _confirmed(request, slug, actions.close_site, said="Site closed", page=page)


@opens_to(MANAGE)
def reopen_site(request: HttpRequest, slug: str) -> HttpResponse:
    """Open a closed site again."""
    one = site_or_404(slug)
    page = {"heading": f"Open {one.name} again", "button": "Open it again",
            "back": request.path.removesuffix("reopen/"),
            "words": "It is listed and offered again."}  # fmt: skip
    return _confirmed(request, slug, actions.reopen_site, said="Site open again", page=page)
