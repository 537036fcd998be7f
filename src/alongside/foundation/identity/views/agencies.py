"""Agencies and their teams."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from alongside.foundation.access.access import opens_to

from .. import actions, forms, queries
from ..access import SET_UP


@opens_to(SET_UP)
def settings(request: HttpRequest) -> HttpResponse:
    """Where setting up begins."""
    return render(request, "identity/settings.html", {"today": timezone.localdate()})


@opens_to(SET_UP)
def agencies(request: HttpRequest) -> HttpResponse:
    """Every agency, closed ones too."""
    return render(request, "identity/agencies.html", {"agencies": queries.list_agencies(only_active=False)})


def _agency(slug: str):
    try:
        return queries.get_agency(slug=slug)
    except queries.NotHere as gone:
        raise Http404 from gone


@opens_to(SET_UP)
def agency(request: HttpRequest, slug: str) -> HttpResponse:
    """One agency with its teams."""
    one = _agency(slug)
    teams = queries.list_teams(agency=one, only_active=False)
    return render(request, "identity/agency.html", {"agency": one, "teams": teams})


def _saved(request: HttpRequest, form, act, *, said: str) -> bool:
    """Whether the form was sent, was right, and its action done."""
    if request.method != "POST" or not form.is_valid():
        return False
    try:
        act(**form.cleaned_data, by=request.user, at=timezone.now())
    except (actions.SettingUpRefused, actions.AccountRefused) as refusal:
        form.add_error(None, str(refusal))
        return False
    messages.success(request, said)
    return True


def _page(request: HttpRequest, form, *, heading: str, button: str = "Save", back: str) -> HttpResponse:
    page = {"form": form, "heading": heading, "button": button, "back": back}
    return render(request, "identity/form.html", page)


@opens_to(SET_UP)
def add_agency(request: HttpRequest) -> HttpResponse:
    """Add an agency."""
    form = forms.AnAgency(request.POST or None)
    if _saved(request, form, actions.add_agency, said="Agency added"):
        return redirect("identity:agencies")
    return _page(request, form, heading="Add an agency", back="identity:agencies")


@opens_to(SET_UP)
def change_agency(request: HttpRequest, slug: str) -> HttpResponse:
    """Rename an agency, change how it is reached, or close it."""
    one = _agency(slug)
    form = forms.ChangeAgency(request.POST or None, initial=one.__dict__)

    def act(**facts):
        return actions.change_agency(agency=one, **facts)

    if _saved(request, form, act, said="Agency changed"):
        return redirect("identity:agency", slug=slug)
    return _page(request, form, heading=f"Change {one.name}", back="identity:agencies")


@opens_to(SET_UP)
def add_team(request: HttpRequest, slug: str) -> HttpResponse:
    """Add a team to an agency."""
    one = _agency(slug)
    form = forms.ATeam(request.POST or None)

    def act(**facts):
        return actions.add_team(agency=one, **facts)

    if _saved(request, form, act, said="Team added"):
        return redirect("identity:agency", slug=slug)
    return _page(request, form, heading=f"Add a team to {one.name}", back="identity:agencies")


@opens_to(SET_UP)
def team(request: HttpRequest, slug: str) -> HttpResponse:
    """One team and who works in it."""
    try:
        one = queries.get_team(slug=slug)
    except queries.NotHere as gone:
        raise Http404 from gone
    form = forms.ChangeTeam(request.POST or None, initial=one.__dict__)

    def act(**facts):
        return actions.change_team(team=one, **facts)

    if _saved(request, form, act, said="Team changed"):
        return redirect("identity:team", slug=slug)
    members = queries.list_team_members(team=one)
    return render(request, "identity/team.html", {"team": one, "members": members, "form": form})
