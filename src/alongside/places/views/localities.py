"""Localities and areas on screen."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from alongside.foundation.access.access import opens_to, opens_to_agencies
from alongside.foundation.identity.queries import list_teams
from alongside.places import actions, forms, presenters, queries
from alongside.places.access import MANAGE, may_manage_places
from alongside.places.rules.kinds import SiteKind

CLOSING = (
    "Its areas must have been moved to others first. It stays on record, and cases that were opened in it keep it."
)
HUBS_FIRST = (SiteKind.HUB, SiteKind.CHILDRENS_CENTRE)


def locality_or_404(slug: str):
    """The locality, or the page that is not there."""
    try:
        return queries.get_locality(slug)
    except queries.PlaceNotFound as gone:
        raise Http404 from gone


@opens_to_agencies
def localities(request: HttpRequest) -> HttpResponse:
    """Every locality with its hub, its team and its people."""
    manages = may_manage_places(request.user)
    found = queries.list_localities(with_closed=manages)
    rows = presenters.localities_table(found, queries.people_by_locality())
    page = {"rows": rows, "manages": manages}
    return render(request, "places/localities.html", page)


@opens_to_agencies
def locality(request: HttpRequest, slug: str) -> HttpResponse:
    """One locality: its hub, areas, figures and sites."""
    one = locality_or_404(slug)
    areas = list(queries.areas_of(one))
    page = presenters.LocalityPage.of(
        one, areas=areas, people=queries.statistics("population", areas=areas),
        children=queries.statistics("population_0_15", areas=areas),
        deciles=queries.statistics("imd_decile", areas=areas),
        kinds=queries.count_sites_by_kind(one), period=queries.latest_period("population"),
    )  # fmt: skip
    manages = may_manage_places(request.user)
    return render(request, "places/locality.html", {"page": page, "manages": manages, "key": presenters.KEY})


@opens_to_agencies
def area(request: HttpRequest, code: str) -> HttpResponse:
    """One area with its figures."""
    try:
        one = queries.get_area(code)
    except queries.PlaceNotFound as gone:
        raise Http404 from gone
    page = presenters.AreaPage.of(one, queries.figures_of(one))
    return render(request, "places/area.html", {"page": page, "locality": one.locality})


@opens_to_agencies
def find(request: HttpRequest) -> HttpResponse:
    """Where a postcode is. It is sent, not put into the address: it may be a family's home."""
    form = forms.Find(request.POST or None)
    page = None
    if request.method == "POST" and form.is_valid():
        page = presenters.FoundPage.of(queries.place_of(form.cleaned_data["postcode"]))
    return render(request, "places/find.html", {"form": form, "page": page})


def as_it_stands(form, place):
    """The form as typed, against the place as it stands now: whoever sends it again has seen that on the page."""
    if form.is_bound:
        form.data = form.data.copy()
        form.data["seen"] = actions.look_of(place)
    return form


def _teams() -> list[tuple[str, str]]:
    return [(team.slug, f"{team.name}, {team.agency.name}") for team in list_teams()]


def _team(slug: str):
    return list_teams().filter(slug=slug).first() if slug else None


def _done(request: HttpRequest, form, act, *, said: str) -> bool:
    """Whether the form was sent, was right, and its action done."""
    if request.method != "POST" or not form.is_valid():
        return False
    try:
        act(form.cleaned_data)
    except actions.PlaceRefused as refusal:
        form.add_error(None, str(refusal))
        return False
    messages.success(request, said)
    return True


@opens_to(MANAGE)
def add_locality(request: HttpRequest) -> HttpResponse:
    """Make a new locality."""
    form = forms.ALocality(request.POST or None, teams=_teams())

    def act(said) -> None:
        actions.add_locality(name=said["name"], team=_team(said["team"]), by=request.user, at=timezone.now())

    if _done(request, form, act, said="Locality added. Move areas into it next"):
        return redirect("places:move_areas")
    page = {"form": form, "heading": "Add a locality"}
    return render(request, "places/change_locality.html", page)


@opens_to(MANAGE)
def change_locality(request: HttpRequest, slug: str) -> HttpResponse:
    """Rename a locality or give it another team."""
    one = locality_or_404(slug)
    first = {"name": one.name, "team": one.team.slug if one.team else "", "seen": actions.look_of(one)}
    form = forms.ALocality(request.POST or None, initial=first, teams=_teams())

    def act(said) -> None:
        actions.change_locality(
            locality=one, name=said["name"], team=_team(said["team"]), by=request.user,
            at=timezone.now(), seen=said["seen"],
        )  # fmt: skip

    heading = f"Change {one.name}"
    if _done(request, form, act, said="Locality changed"):
        return redirect("places:locality", slug=slug)
    stands = f"{one.name}, {one.team.name if one.team else 'no team'}"
    page = {"form": as_it_stands(form, one), "heading": heading, "slug": slug, "stands": stands}
    return render(request, "places/change_locality.html", page)


@opens_to(MANAGE)
def set_hub(request: HttpRequest, slug: str) -> HttpResponse:
    """Choose the hub of a locality."""
    one = locality_or_404(slug)
    sites = sorted(queries.list_sites(locality=one), key=lambda site: (site.kind not in HUBS_FIRST, site.name))
    choices = [(site.slug, f"{site.name} ({site.kind_name})") for site in sites]
    first = {"site": one.hub_site.slug if one.hub_site else "", "seen": actions.look_of(one)}
    form = forms.SetHub(request.POST or None, initial=first, sites=choices)

    def act(said) -> None:
        site = queries.get_site(said["site"])
        actions.set_hub(locality=one, site=site, by=request.user, at=timezone.now(), seen=said["seen"])

    if _done(request, form, act, said="Hub set"):
        return redirect("places:locality", slug=slug)
    stands = one.hub_site.name if one.hub_site else "no hub yet"
    page = {
        "form": as_it_stands(form, one),
        "name": one.name,
        "slug": slug,
        "has_sites": bool(choices),
        "stands": stands,
    }
    return render(request, "places/set_hub.html", page)


@opens_to(MANAGE)
def move_areas(request: HttpRequest) -> HttpResponse:
    """Move areas from one locality, or from none, to another."""
    open_ones = [(one.slug, one.name) for one in queries.list_localities()]
    come_from = request.GET.get("from", "")
    names = {**dict(open_ones), "none": "no locality"}
    areas = [
        (one.code, f"{one.place_name or one.name} ({one.name})")
        for one in queries.list_areas().order_by("place_name", "code")
        if (one.locality.slug if one.locality else "none") == come_from
    ]
    form = forms.MoveAreas(request.POST or None, areas=areas, localities=open_ones)

    def act(said) -> None:
        actions.move_areas(
            codes=said["areas"], to=queries.get_locality(said["to"]), by=request.user,
            at=timezone.now(),
        )  # fmt: skip

    if _done(request, form, act, said="Areas moved"):
        return redirect("places:locality", slug=form.cleaned_data["to"])
    page = {"form": form, "localities": open_ones, "has_areas": bool(areas),
            "come_from": names.get(come_from, "")}  # fmt: skip
    return render(request, "places/move_areas.html", page)


@opens_to(MANAGE)
def close_locality(request: HttpRequest, slug: str) -> HttpResponse:
    """Close a locality whose areas have gone elsewhere."""
    one = locality_or_404(slug)
    form = forms.Confirm(request.POST if request.method == "POST" else None)

    def act(said) -> None:
        actions.close_locality(locality=one, by=request.user, at=timezone.now())

    if _done(request, form, act, said="Locality closed"):
        return redirect("places:localities")
    page = {"form": form, "heading": f"Close {one.name}", "button": "Close this locality",
            "back": request.path.removesuffix("close/"),
            "words": CLOSING}  # fmt: skip
    return render(request, "places/confirm.html", page)


@opens_to(MANAGE)
def reopen_locality(request: HttpRequest, slug: str) -> HttpResponse:
    """Open a closed locality again."""
    one = locality_or_404(slug)
    form = forms.Confirm(request.POST if request.method == "POST" else None)

    def act(said) -> None:
        actions.reopen_locality(locality=one, by=request.user, at=timezone.now())

    if _done(request, form, act, said="Locality open again. Set its hub and move areas into it"):
        return redirect("places:locality", slug=slug)
    page = {"form": form, "heading": f"Open {one.name} again", "button": "Open it again",
            "back": request.path.removesuffix("reopen/"),
            "words": "It comes back without areas and without a hub: set both next."}  # fmt: skip
    return render(request, "places/confirm.html", page)
